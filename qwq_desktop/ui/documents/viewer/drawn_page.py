"""A page as it looks on paper, with rectangles on it marked like with a highlighter."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from qwq_desktop.documents.page_view import Box
from qwq_desktop.ui.theme.style import mixed
from qwq_desktop.ui.theme.tokens import LIGHT, Theme

MARGIN = 18
_SETTLES_MS = 200  # a window that is being resized asks for one picture, not for fifty
_AIR = 1.0  # around marked words
_FROM_TOP = 0.3  # of the view, where the first mark comes to stand
_DIMMED = "#E4E1DA"  # what white paper is tinted with in a dark window


class Sheet(QWidget):
    """The paper."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._image = QImage()
        self._boxes: tuple[Box, ...] = ()

    def show_page(self, image: QImage, boxes: Sequence[Box]) -> None:
        """Show a page."""
        self._image, self._boxes = image, tuple(boxes)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme; the paper stays light."""
        self._theme = theme
        self.update()

    def height_for(self, width: int) -> int:
        """How high the page is at a width."""
        if self._image.isNull():
            return 0
        return round(width * self._image.height() / self._image.width())

    def rectangles(self) -> list[QRectF]:
        """Where the marks are, in the widget's coordinates."""
        width, height = self.width(), self.height()
        return [
            QRectF(left * width, top * height, (right - left) * width, (bottom - top) * height)
            for left, top, right, bottom in self._boxes
        ]

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(self.rect())
        painter.fillRect(area, Qt.GlobalColor.white)
        painter.drawImage(area, self._image)
        # As ink on paper: what is dark stays dark, what is white takes the colour.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        if self._theme.palette.is_dark:
            painter.fillRect(area, QColor(_DIMMED))
        for box in self.rectangles():
            painter.fillRect(box.adjusted(-_AIR, -_AIR, _AIR, _AIR), QColor(LIGHT.mark))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        palette = self._theme.palette
        edge = mixed(palette.line, palette.ink, 0.9)
        painter.setPen(QPen(QColor(edge), 1))
        painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()


class DrawnPage(QScrollArea):
    """The paper as wide as the room, scrolled to the first mark."""

    width_changed = Signal()  # the picture no longer has as many pixels as the room

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.sheet = Sheet(theme)
        self._paper = QWidget()
        self.sheet.setParent(self._paper)
        self.setWidget(self._paper)
        self._rendered = 0
        self._is_due = False  # the first mark waits for the page's place
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLES_MS)
        self._settling.timeout.connect(self._look)

    @property
    def wanted_width_px(self) -> int:
        """How many of the screen's own pixels a picture needs to be sharp."""
        return max(1, round(self._room() * self.devicePixelRatioF()))

    def show_page(self, image: QImage, boxes: Sequence[Box], *, moves: bool) -> None:
        """Show a page; `moves` brings its first mark into view, or the top of the page."""
        self._rendered = image.width()
        self.sheet.show_page(image, boxes)
        self._is_due = moves
        self._place()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self.sheet.set_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._place()
        if self._rendered:
            self._settling.start()

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(400, 560)

    def _room(self) -> int:
        """How wide the paper is: a scroll bar stands in the margin and takes nothing of it."""
        return self.width() - 2 * MARGIN

    def _place(self) -> None:
        width = max(1, self._room())
        height = self.sheet.height_for(width)
        self.sheet.setGeometry(QRect(MARGIN, MARGIN, width, height))
        self._paper.resize(self.viewport().width(), height + 2 * MARGIN)
        if self._is_due and self.isVisible():
            self._is_due = False
            self._move_to_mark()

    def _move_to_mark(self) -> None:
        marks = self.sheet.rectangles()
        top = marks[0].top() + MARGIN if marks else 0.0
        room = self.viewport().height()
        self.verticalScrollBar().setValue(round(top - room * _FROM_TOP) if marks else 0)

    def showEvent(self, event: object) -> None:  # noqa: D102
        super().showEvent(event)  # type: ignore[arg-type]
        self._place()

    def _look(self) -> None:
        if abs(self.wanted_width_px - self._rendered) > 1:
            self.width_changed.emit()
