"""A round button that says a state with a dot, a text and a chevron: the model picker is one."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QWidget

from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme

_DOT = 7
_GAP = 7
_SIDE = 13
_CHEVRON = 16


class PillButton(QPushButton):
    """Shows its text elided between a coloured dot and a chevron that promises a menu."""

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._theme = theme
        self._dot = theme.palette.faint
        set_role(self, "pill")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme. The dot's colour is the caller's to set again."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def set_dot(self, color: str) -> None:
        """Colour of the dot, as #RRGGBB."""
        self._dot = color
        self.update()

    @property
    def dot(self) -> str:
        """Colour of the dot, as #RRGGBB."""
        return self._dot

    def sizeHint(self) -> QSize:  # noqa: D102
        extra = 2 * _SIDE + _DOT + 2 * _GAP + self._fold
        return QSize(
            self.fontMetrics().horizontalAdvance(self.text()) + extra + 2, self._theme.px(28)
        )

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(110, self._theme.px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        middle = self.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._dot))
        painter.drawEllipse(QRect(_SIDE, round(middle - _DOT / 2), _DOT, _DOT))
        self._paint_text(painter)
        chevron = self._icons.pixmap(
            "chevron-down", self._theme.palette.soft, self._fold, self.devicePixelRatioF()
        )
        left = self.width() - _SIDE - self._fold + 2
        painter.drawPixmap(QPoint(left, round(middle - self._fold / 2)), chevron)
        painter.end()

    @property
    def _fold(self) -> int:
        """The side of the chevron."""
        return self._theme.px(_CHEVRON)

    def _paint_text(self, painter: QPainter) -> None:
        left = _SIDE + _DOT + _GAP
        room = self.width() - left - _SIDE - self._fold - _GAP + 4
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.setPen(QColor(self._theme.palette.soft))
        painter.drawText(
            QRect(left, 0, room, self.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            text,
        )
