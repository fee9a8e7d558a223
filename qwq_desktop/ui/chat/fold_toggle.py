"""The line above the thinking that folds it: a chevron, a title and a quieter detail."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from qwq_desktop.ui.chat.text_parts import TextParts

_CHEVRON = 18
_GAP = 8


class FoldToggle(QAbstractButton):
    """Checked while what it stands above is open.

    Screen readers hear title and detail as one name.
    """

    def __init__(self, parts: TextParts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("thinkingToggle")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._title = ""
        self._detail = ""
        self.set_parts(parts)

    def set_parts(self, parts: TextParts) -> None:
        """Wear another theme."""
        self._parts = parts
        self._title_font = QFont(parts.thinking.font)
        self._title_font.setWeight(QFont.Weight.Medium)
        self._detail_font = QFont(parts.thinking.font)
        self.updateGeometry()
        self.update()

    @property
    def title(self) -> str:
        """What stands first."""
        return self._title

    @property
    def detail(self) -> str:
        """What stands behind it, quieter."""
        return self._detail

    def set_words(self, title: str, detail: str) -> None:
        """Change the words; the line is as wide as they are."""
        if (title, detail) == (self._title, self._detail):
            return
        self._title, self._detail = title, detail
        self.setText(title)
        self.setAccessibleName(f"{title} {detail}".strip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102
        width = self._fold + _GAP + QFontMetricsF(self._title_font).horizontalAdvance(self._title)
        if self._detail:
            width += _GAP + QFontMetricsF(self._detail_font).horizontalAdvance(self._detail)
        return QSize(round(width + 8), self._parts.theme.px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        palette = self._parts.theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        name = "chevron-down" if self.isChecked() else "chevron-right"
        color = palette.ink if self.underMouse() else palette.soft
        chevron = self._parts.icons.pixmap(name, color, self._fold, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(0, (self.height() - self._fold) / 2), chevron)
        left = self._words(painter, self._fold + _GAP, self._title, self._title_font, palette.ink)
        self._words(painter, left + _GAP, self._detail, self._detail_font, palette.soft)
        if self.hasFocus():
            painter.setPen(QPen(QColor(palette.accent), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    @property
    def _fold(self) -> int:
        """The side of the chevron."""
        return self._parts.theme.px(_CHEVRON)

    def _words(self, painter: QPainter, left: float, text: str, font: QFont, color: str) -> float:
        width = QFontMetricsF(font).horizontalAdvance(text)
        painter.setFont(font)
        painter.setPen(QColor(color))
        area = QRectF(left, 0, width + 2, self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        return left + width
