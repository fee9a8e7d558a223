"""The cross at the right end of a field that empties it, drawn and named as our other buttons."""

from PySide6.QtWidgets import QLineEdit, QToolButton

from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.tokens import Theme

_SIZE = 16


def clear_button(field: QLineEdit) -> QToolButton:
    """The button of a field, had from now on; Qt gives it neither a name nor our looks."""
    field.setClearButtonEnabled(True)
    button = field.findChild(QToolButton)
    assert isinstance(button, QToolButton)
    return button


def dress_clear_button(field: QLineEdit, icons: Icons, theme: Theme) -> None:
    """Give the cross the colour and the size of a theme."""
    clear_button(field).setIcon(icons.icon("x", theme.palette.soft, theme.px(_SIZE)))
