"""A page as it looks on paper, with rectangles on it marked like with a highlighter."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from qwq_desktop.documents.page_view import Box
from qwq_desktop.ui.theme.style import mixed
from qwq_desktop.ui.theme.tokens import LIGHT, Theme

_AIR = 1.0  # around marked words
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

    @property
    def height_per_width(self) -> float:
        """The page's shape; 0 while there is no page."""
        return self._image.height() / self._image.width() if self._image.width() else 0.0

    def height_for(self, width: int) -> int:
        """How high the page is at a width."""
        return round(width * self.height_per_width)

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
