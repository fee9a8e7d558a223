"""Whether the user of this computer asked its system for less movement on the screen."""

import ctypes
import sys
from ctypes.util import find_library
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusPendingCallWatcher,
    QDBusVariant,
)

_GET_ANIMATION = 0x1042  # SPI_GETCLIENTAREAANIMATION of winuser.h
_PORTAL = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop")
_SETTINGS = "org.freedesktop.portal.Settings"
_CONNECTION = "qwq-motion"
_WISH = ("org.gnome.desktop.interface", "enable-animations")


class MotionWish(QObject):
    """The wish as last heard; nothing is reduced until it was. Never waits."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None, *, bus: str | None = None) -> None:
        """`bus` is the address of another session bus than the user's."""
        super().__init__(parent)
        self._bus = bus
        self._is_reduced = False
        self._watcher: QDBusPendingCallWatcher | None = None

    @property
    def is_reduced(self) -> bool:
        """Whether less movement is wanted."""
        return self._is_reduced

    def refresh(self) -> None:
        """Ask the system again; `changed` follows if it says something else now."""
        if sys.platform == "win32":
            self._hear(_windows_reduces())
        elif sys.platform == "darwin":
            self._hear(_macos_reduces())
        else:
            self._ask_portal()

    def _ask_portal(self) -> None:
        kind = QDBusConnection.BusType.SessionBus
        bus = QDBusConnection.connectToBus(self._bus or kind, _CONNECTION)
        if not bus.isConnected():
            QDBusConnection.disconnectFromBus(_CONNECTION)
            return
        call = QDBusMessage.createMethodCall(*_PORTAL, _SETTINGS, "Read")
        call.setArguments(list(_WISH))
        self._watcher = QDBusPendingCallWatcher(bus.asyncCall(call), self)
        self._watcher.finished.connect(self._on_reply)

    def _on_reply(self, watcher: QDBusPendingCallWatcher) -> None:
        arguments = watcher.reply().arguments()
        if not watcher.isError() and arguments:
            self._hear(_unpacked(arguments[0]) is False)
        watcher.deleteLater()
        QDBusConnection.disconnectFromBus(_CONNECTION)

    def _hear(self, is_reduced: bool) -> None:
        if is_reduced != self._is_reduced:
            self._is_reduced = is_reduced
            self.changed.emit()


def _unpacked(value: Any) -> Any:
    """A value out of the variants around it; the portal wraps twice."""
    while isinstance(value, QDBusVariant):
        value = value.variant()
    return value


def _windows_reduces() -> bool:
    if sys.platform != "win32":
        return False
    moves = ctypes.c_int(1)
    ctypes.windll.user32.SystemParametersInfoW(_GET_ANIMATION, 0, ctypes.byref(moves), 0)
    return not moves.value


def _macos_reduces() -> bool:
    """`NSWorkspace.accessibilityDisplayShouldReduceMotion`; Qt has loaded AppKit by now."""
    library = find_library("objc")
    if library is None:
        return False
    objc = ctypes.CDLL(library)
    objc.objc_getClass.restype = objc.sel_registerName.restype = ctypes.c_void_p
    objc.objc_getClass.argtypes = objc.sel_registerName.argtypes = [ctypes.c_char_p]
    pointer = ctypes.c_void_p
    send = ctypes.cast(objc.objc_msgSend, pointer).value
    assert send is not None
    get_object = ctypes.CFUNCTYPE(pointer, pointer, pointer)(send)
    get_flag = ctypes.CFUNCTYPE(ctypes.c_bool, pointer, pointer)(send)
    workspace = get_object(
        objc.objc_getClass(b"NSWorkspace"), objc.sel_registerName(b"sharedWorkspace")
    )
    name = objc.sel_registerName(b"accessibilityDisplayShouldReduceMotion")
    return bool(workspace) and bool(get_flag(workspace, name))
