"""Progress at the program's icon in the taskbar or dock, where the desktop shows any."""

import logging
import sys
from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtDBus import QDBusConnection, QDBusMessage

_LOG = logging.getLogger(__name__)
DESKTOP_ENTRY = "application://qwq-desktop.desktop"
LAUNCHER_PATH = "/com/canonical/unity/launcherentry/qwq_desktop"
LAUNCHER_INTERFACE = "com.canonical.Unity.LauncherEntry"
_STEPS = 100  # a whole bar; more often than that nobody sees a change


class Backend(Protocol):
    """One system's way to show progress; `show` never waits."""

    def show(self, percent: int | None) -> None:
        """Show it; None takes it away."""


class Taskbar:
    """Shows progress by a back end, and tells it of visible changes only."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._shown: int | None = None

    def show_progress(self, share: float | None) -> None:
        """A share from 0 to 1; None takes the progress away."""
        percent = None if share is None else round(_STEPS * min(max(share, 0.0), 1.0))
        if percent != self._shown:
            self._shown = percent
            self._backend.show(percent)


class LauncherBackend:
    """Linux: the signal that Unity's launcher began, and KDE's taskbar, Dash to Dock and more take.

    See https://wiki.ubuntu.com/Unity/LauncherAPI; nobody answers, and nobody need listen.
    """

    def __init__(self, bus: QDBusConnection | None = None) -> None:
        """`bus` None is the user's session."""
        self._bus = QDBusConnection.sessionBus() if bus is None else bus

    def show(self, percent: int | None) -> None:
        """Send the signal."""
        signal = QDBusMessage.createSignal(LAUNCHER_PATH, LAUNCHER_INTERFACE, "Update")
        facts: dict[str, Any] = {
            "progress": 0.0 if percent is None else percent / _STEPS,
            "progress-visible": percent is not None,
        }
        signal.setArguments([DESKTOP_ENTRY, facts])
        self._bus.send(signal)


class WindowsBackend:
    """Windows: the taskbar button's own bar, through the `ITaskbarList3` of shobjidl_core.h."""

    def __init__(self, window_id: Callable[[], int]) -> None:
        """`window_id` tells the window's handle, once it has one."""
        self._window_id = window_id
        self._list: Any = None

    def show(self, percent: int | None) -> None:
        """Set the bar."""
        if sys.platform == "win32":
            from qwq_desktop.platform.windows_taskbar import TaskbarList

            try:
                if self._list is None:
                    self._list = TaskbarList()
                self._list.show(self._window_id(), percent, _STEPS)
            except OSError as error:  # no taskbar, as on a server without a shell
                _LOG.info("the taskbar shows no progress: %r", error)


class BadgeBackend:
    """macOS: a number at the icon in the dock, as percent; `set_badge` 0 takes it away."""

    def __init__(self, set_badge: Callable[[int], None]) -> None:
        self._set_badge = set_badge

    def show(self, percent: int | None) -> None:
        """Set the number."""
        self._set_badge(percent or 0)


def system_taskbar(window_id: Callable[[], int], set_badge: Callable[[int], None]) -> Taskbar:
    """The way of this system."""
    if sys.platform == "win32":
        return Taskbar(WindowsBackend(window_id))
    if sys.platform == "darwin":
        return Taskbar(BadgeBackend(set_badge))
    return Taskbar(LauncherBackend())
