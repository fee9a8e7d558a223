"""The composer's round buttons: send, queue, stop."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QToolButton, QWidget

from qwq_desktop.ui.chat.composer_style import tool_px
from qwq_desktop.ui.theme.icons import ICON_SIZE
from qwq_desktop.ui.theme.tokens import Theme

_BUTTON = 32


def filled_square(color: str) -> QIcon:
    """The sign for stopping."""
    pixmap = QPixmap(72, 72)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawRoundedRect(QRectF(18, 18, 36, 36), 8, 8)
    painter.end()
    return QIcon(pixmap)


def set_quiet(button: QToolButton, is_quiet: bool) -> None:
    """Whether a button stands back behind another; the composer's sheet says how that looks."""
    if button.property("quiet") is is_quiet:
        return
    button.setProperty("quiet", is_quiet)
    button.style().unpolish(button)
    button.style().polish(button)


def round_button(name: str, parent: QWidget) -> QToolButton:
    """A button that is reached by Tab and named by its owner."""
    button = QToolButton(parent)
    button.setObjectName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button


def fit_round_button(button: QToolButton, theme: Theme) -> None:
    """Let a button grow with the text."""
    side, icon = tool_px(theme, _BUTTON), tool_px(theme, ICON_SIZE)
    button.setFixedSize(side, side)
    button.setIconSize(QSize(icon, icon))
