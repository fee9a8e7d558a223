"""The program's mark: its name in a rounded square of the accent colour."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from qwq_desktop.ui.theme.fonts import code_font
from qwq_desktop.ui.theme.tokens import Theme

SIZE = 26


class Logo(QWidget):
    """Draws the mark at 26 pixels (at the user's font scale)."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        self._font = code_font(theme, 9.5)
        self._font.setWeight(QFont.Weight.Bold)
        self.setFixedSize(QSize(theme.px(SIZE), theme.px(SIZE)))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.palette.accent))
        painter.drawRoundedRect(QRectF(self.rect()), 7, 7)
        painter.setPen(QColor(self._theme.palette.on_accent))
        painter.setFont(self._font)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "QwQ")
        painter.end()
