"""The keys and the wheel that make all text larger and smaller."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QWheelEvent
from PySide6.QtWidgets import QWidget

from qwq_desktop.settings.schema import Settings, bounds
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.ui.notices import Notice
from qwq_desktop.ui.window import MainWindow

STEP = 0.1
_NOTCH = 120  # eighths of a degree that a mouse wheel turns at a time
_IN = ("Ctrl++", "Ctrl+=")  # the second where plus needs Shift
_OUT = ("Ctrl+-",)
_USUAL = ("Ctrl+0",)


class Zoom(QObject):
    """Ctrl with plus, minus, 0, and the wheel over the chat. The settings keep the size."""

    def __init__(self, settings: SettingsStore, window: MainWindow, chat: QWidget) -> None:
        """`chat` is where the wheel zooms: the viewport that it would scroll."""
        super().__init__(window)
        self._settings = settings
        self._window = window
        self._chat = chat
        self._turned = 0
        for keys, steps in ((_IN, 1), (_OUT, -1)):
            self._add(keys, steps)
        for key in _USUAL:
            shortcut = QShortcut(QKeySequence(key), window)
            shortcut.activated.connect(lambda: self._set(Settings().font_scale))
        chat.installEventFilter(self)

    def zoom(self, steps: int) -> None:
        """Make the text larger by so many steps, or smaller."""
        self._set(self._settings.value.font_scale + steps * STEP)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        is_zoom = (
            watched is self._chat
            and isinstance(event, QWheelEvent)
            and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        )
        if is_zoom:
            assert isinstance(event, QWheelEvent)
            self._turn(event.angleDelta().y())
            return True
        return super().eventFilter(watched, event)

    def _add(self, keys: tuple[str, ...], steps: int) -> None:
        for key in keys:
            shortcut = QShortcut(QKeySequence(key), self._window)
            shortcut.activated.connect(lambda: self.zoom(steps))

    def _turn(self, angle: int) -> None:
        """A touch pad turns by less than a notch at a time."""
        self._turned += angle
        steps = int(self._turned / _NOTCH)
        self._turned -= steps * _NOTCH
        if steps:
            self.zoom(steps)

    def _set(self, scale: float) -> None:
        low, high, _ = bounds(Settings, "font_scale")
        scale = round(min(max(scale, low), high), 2)
        if scale != self._settings.value.font_scale:
            self._settings.update(replace(self._settings.value, font_scale=scale))
        text = self.tr("Size of the text: {percent} %").format(percent=round(100 * scale))
        self._window.notices.show_notice(Notice("zoom", text))
