"""A list that folds out of a field; it draws its own chevron, which a style sheet can't colour."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QComboBox, QWidget

_FROM_RIGHT, _HALF_WIDTH, _HALF_HEIGHT = 16, 4.5, 2.25
_LINE = 1.6


class Combo(QComboBox):
    """A combo box in the window's look, as wide as its longest text in any language."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = self.palette().color(QPalette.ColorRole.PlaceholderText)
        pen = QPen(color, _LINE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        middle = QPointF(self.width() - _FROM_RIGHT, self.height() / 2)
        tips = ((-_HALF_WIDTH, -_HALF_HEIGHT), (0, _HALF_HEIGHT), (_HALF_WIDTH, -_HALF_HEIGHT))
        painter.drawPolyline([middle + QPointF(x, y) for x, y in tips])
        painter.end()
