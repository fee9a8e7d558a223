"""The room at the right of the chat for what an answer rests on; as wide as the user drags it."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from qwq_desktop.ui.theme.motion import Drawer
from qwq_desktop.ui.theme.tokens import Theme

SHARE = 484 / 1280  # of the window's width
LEAST_WIDTH = 340
LEAST_BESIDE = 360  # what is left for the chat
_GRIP = 6


class Grip(QWidget):
    """The edge by which the room is made wider or narrower."""

    dragged = Signal(int)  # how far, in pixels to the left
    reset_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sourceGrip")
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self._from: QPoint | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        self._from = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        if self._from is not None:
            here = event.globalPosition().toPoint()
            self.dragged.emit(self._from.x() - here.x())
            self._from = here

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: D102
        self._from = None

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:  # noqa: D102
        self.reset_requested.emit()


class SourceDrawer(Drawer):
    """Holds panes, one of them on show; knows how wide it may be."""

    def __init__(self, theme: Theme) -> None:
        self._share = SHARE
        self._room = round(LEAST_WIDTH / SHARE)
        self._stack = QStackedWidget()
        super().__init__(self._stack, LEAST_WIDTH, theme, from_right=True)
        self._grip = Grip(self)
        self._grip.dragged.connect(self._on_dragged)
        self._grip.reset_requested.connect(lambda: self._set_share(SHARE))
        self.set_open(False, animated=False)

    @property
    def pane(self) -> QWidget | None:
        """What is on show while the drawer is open."""
        return self._stack.currentWidget()

    def show_pane(self, pane: QWidget) -> None:
        """Have a pane on show; it is taken in when it comes for the first time."""
        if self._stack.indexOf(pane) < 0:
            self._stack.addWidget(pane)
        self._stack.setCurrentWidget(pane)

    def fit(self, room: int) -> None:
        """Take its share of a window `room` pixels wide."""
        self._room = room
        most = max(LEAST_WIDTH, room - LEAST_BESIDE)
        self.setFixedWidth(min(max(round(room * self._share), LEAST_WIDTH), most))

    def set_theme(self, theme: Theme) -> None:
        """Follow the reduced-motion wish; the width follows the window, not the font."""
        super().set_theme(theme)
        self.fit(self._room)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._grip.setGeometry(0, 0, _GRIP, self.height())
        self._grip.raise_()

    def _on_dragged(self, distance: int) -> None:
        self._set_share((self.width() + distance) / max(1, self._room))

    def _set_share(self, share: float) -> None:
        least, most = LEAST_WIDTH / self._room, 1 - LEAST_BESIDE / self._room
        self._share = min(max(share, least), max(least, most))
        self.fit(self._room)
