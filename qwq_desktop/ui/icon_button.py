"""A small button that shows an icon alone; words for it come as tool tip and accessible name."""

from collections.abc import Callable

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import QPushButton

from qwq_desktop.ui.theme.style import set_role


def icon_button(name: str, clicked: SignalInstance | Callable[[], object]) -> QPushButton:
    """A button that Tab reaches; `name` is its object name. `Icons.put_on` gives it its icon."""
    button = QPushButton()
    button.setObjectName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    # The signal's own argument is none of those who are told.
    button.clicked.connect(clicked if isinstance(clicked, SignalInstance) else lambda: clicked())
    set_role(button, "icon")
    return button
