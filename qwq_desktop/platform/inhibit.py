"""Keeps the computer from falling asleep while the program works; the screen may go dark."""

import logging
import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, QProcess, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCall

_LOG = logging.getLogger(__name__)
_APPLICATION = "QwQ Desktop"
# Reasons; a desktop may show them, and has no translation.
ANSWERING, READING = "answering a question", "reading a conversation"
DOWNLOADING = "downloading a model"
READING_DOCUMENTS = "reading documents"
_ES_CONTINUOUS, _ES_SYSTEM_REQUIRED = 0x80000000, 0x00000001  # SetThreadExecutionState of winbase.h


class Backend(Protocol):
    """One system's way to stay awake. `begin` and `end` come in turn, and never wait."""

    def begin(self, reason: str) -> None:
        """Stay awake from now on; the system may show `reason` to the user."""

    def end(self) -> None:
        """Sleep is allowed again."""


class Inhibitor(QObject):
    """Awake while anyone holds it. Where the system offers no way it does nothing."""

    def __init__(self, backend: Backend | None = None, parent: QObject | None = None) -> None:
        """`backend` None takes that of this system."""
        super().__init__(parent)
        self._backend = backend or system_backend(self)
        self._holders: set[str] = set()

    @property
    def is_held(self) -> bool:
        """Whether anyone holds it."""
        return bool(self._holders)

    def set_held(self, reason: str, held: bool) -> None:
        """Hold it for a reason ("answering"), or no more; safe to say twice."""
        before = self.is_held
        if held:
            self._holders.add(reason)
        else:
            self._holders.discard(reason)
        if self.is_held and not before:
            self._backend.begin(reason)
        elif before and not self.is_held:
            self._backend.end()

    def close(self) -> None:
        """Let go for all."""
        for reason in tuple(self._holders):
            self.set_held(reason, False)


@dataclass(frozen=True)
class BusService:
    """A service whose `Inhibit` takes texts and holds until its caller leaves the bus."""

    name: str
    path: str
    interface: str

    def call(self, arguments: Sequence[str]) -> QDBusMessage:
        """The call that begins it."""
        message = QDBusMessage.createMethodCall(self.name, self.path, self.interface, "Inhibit")
        message.setArguments(list(arguments))
        return message


# "idle" holds back what the system does by itself; the lid and the menu still work.
LOGIND = BusService(
    "org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager"
)
POWER = BusService(
    "org.freedesktop.PowerManagement.Inhibit",
    "/org/freedesktop/PowerManagement/Inhibit",
    "org.freedesktop.PowerManagement.Inhibit",
)
# Keeps the screen lit too: asked only where the desktop has no better service (GNOME).
SCREEN = BusService(
    "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"
)
_PATIENCE_MS = 500  # for the first choice to say no
_SYSTEM, _SESSION = "qwq-awake-system", "qwq-awake-session"


class BusBackend(QObject):
    """Linux: logind and the desktop's own service, each asked on a connection of its own.

    Leaving the bus takes an inhibition back, by the services' contract: no cookie need be kept.
    """

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        system: str | None = None,
        session: str | None = None,
    ) -> None:
        """`system` and `session` are addresses of other buses than this user's."""
        super().__init__(parent)
        self._system = system
        self._session = session
        self._buses: list[QDBusConnection] = []
        self._calls: list[QDBusPendingCall] = []  # logind's answer is a file that must stay open
        self._second_choice = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._second_choice.timeout.connect(self._ask_second_choice)

    def begin(self, reason: str) -> None:
        """Ask the services; their answers are not waited for."""
        bus_type = QDBusConnection.BusType
        self._reason = reason
        self._buses = [
            _connect(self._session or bus_type.SessionBus, _SESSION),
            _connect(self._system or bus_type.SystemBus, _SYSTEM),
        ]
        session, system = self._buses
        if session.isConnected():
            self._calls.append(session.asyncCall(POWER.call((_APPLICATION, reason))))
            self._second_choice.start()
        if system.isConnected():
            how = ("idle", _APPLICATION, reason, "block")
            self._calls.append(system.asyncCall(LOGIND.call(how)))

    def end(self) -> None:
        """Leave the buses."""
        self._second_choice.stop()
        self._calls.clear()
        self._buses.clear()
        for name in (_SYSTEM, _SESSION):
            QDBusConnection.disconnectFromBus(name)

    def _ask_second_choice(self) -> None:
        if self._calls[0].isError():
            call = SCREEN.call((_APPLICATION, self._reason))
            self._calls.append(self._buses[0].asyncCall(call))


class CaffeinateBackend(QObject):
    """macOS: its own tool, which also ends when this program does."""

    def __init__(self, program: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._wanted = False
        self._killed = False
        self._process = QProcess(self)
        self._process.finished.connect(self._on_finished)

    def begin(self, reason: str) -> None:
        """Start the tool; one that is just ending is followed by another."""
        _LOG.debug("staying awake: %s", reason)
        self._wanted = True
        if self._process.state() is QProcess.ProcessState.NotRunning:
            self._start()

    def end(self) -> None:
        """End the tool, without waiting."""
        self._wanted, self._killed = False, True
        self._process.kill()

    def _start(self) -> None:
        self._killed = False
        self._process.start(self._program, ["-i", "-w", str(os.getpid())])

    def _on_finished(self) -> None:
        if self._wanted and self._killed:
            self._start()


class WindowsBackend:
    """Windows: a state of the calling thread, the program's main one."""

    def begin(self, reason: str) -> None:
        """Set the state."""
        _LOG.debug("staying awake: %s", reason)
        self._set(_ES_CONTINUOUS | _ES_SYSTEM_REQUIRED)

    def end(self) -> None:
        """Take it back."""
        self._set(_ES_CONTINUOUS)

    def _set(self, state: int) -> None:
        if sys.platform == "win32":
            import ctypes

            ctypes.windll.kernel32.SetThreadExecutionState(ctypes.c_uint32(state))


class NoBackend:
    """A system without a known way."""

    def begin(self, reason: str) -> None:
        """Nothing."""

    def end(self) -> None:
        """Nothing."""


def system_backend(parent: QObject) -> Backend:
    """The way of this system."""
    if sys.platform == "win32":
        return WindowsBackend()
    if sys.platform == "darwin":
        program = shutil.which("caffeinate")
        return NoBackend() if program is None else CaffeinateBackend(program, parent)
    return BusBackend(parent)


def _connect(bus: "QDBusConnection.BusType | str", name: str) -> QDBusConnection:
    return QDBusConnection.connectToBus(bus, name)
