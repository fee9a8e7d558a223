"""Motion: how long things take to move, and a drawer that slides its content in."""

from PySide6.QtCore import QEasingCurve, QVariantAnimation, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from qwq_desktop.ui.theme.tokens import Theme

WIDEST_SCALE = 1.25  # beyond it a drawer leaves the text its room and wraps instead


def duration_ms(theme: Theme) -> int:
    """How long a movement takes: nothing for people who asked for less of it."""
    return 0 if theme.reduced_motion else theme.MOTION_MS


class Drawer(QWidget):
    """A column of fixed width at one side of the window that opens and closes.

    The neighbours get or lose the room at once, only the content slides: text beside it is laid out
    once, not at every frame.
    """

    opened_changed = Signal(bool)

    def __init__(self, content: QWidget, width: int, theme: Theme, *, from_right: bool) -> None:
        super().__init__()
        self.content = content
        self.from_right = from_right
        self._theme = theme
        self._open = True
        content.setParent(self)
        self._motion = QVariantAnimation(self)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.valueChanged.connect(self._place)
        self._natural_width = width
        self.set_theme(theme)

    @property
    def is_open(self) -> bool:
        """Whether the drawer takes room, or will once its window is shown."""
        return self._open

    def set_theme(self, theme: Theme) -> None:
        """Follow the font scale, up to a point, and the reduced-motion wish."""
        self._theme = theme
        self.setFixedWidth(round(self._natural_width * min(theme.scale, WIDEST_SCALE)))

    def set_open(self, is_open: bool, *, animated: bool = True) -> None:
        """Open or close. Nothing happens if it already is so."""
        if is_open == self._open:
            return
        self._open = is_open
        self._motion.stop()
        self.setVisible(is_open)
        if is_open:
            self._slide_in(duration_ms(self._theme) if animated and self.isVisible() else 0)
        self.opened_changed.emit(is_open)

    def _slide_in(self, time_ms: int) -> None:
        start = self.width() if self.from_right else -self.width()
        if time_ms == 0:
            self._place(0)
            return
        self._place(start)
        self._motion.setDuration(time_ms)
        self._motion.setStartValue(start)
        self._motion.setEndValue(0)
        self._motion.start()

    def _place(self, left: int) -> None:
        self.content.setGeometry(left, 0, self.width(), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self.content.setGeometry(self.content.x(), 0, self.width(), self.height())

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: D102
        super().hideEvent(event)
        self._motion.stop()
        self._place(0)
