"""The composer's round buttons: send, queue, stop."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QToolButton, QWidget

_BUTTON = 32


def filled_square(color: str) -> QIcon:
    """The sign for stopping."""
    pixmap = QPixmap(36, 36)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawRoundedRect(QRectF(9, 9, 18, 18), 4, 4)
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
    button.setFixedSize(_BUTTON, _BUTTON)
    button.setIconSize(QSize(18, 18))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button
