"""What the groups of settings share: a heading, rows under it, one way to change a setting."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from qwq_desktop.settings.schema import Settings
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme

_BETWEEN_ROWS = 15
_UNDER_HEADING = 8
_FOLD_ICON = 16


class Group(QWidget):
    """A heading with rows. Values come from the store and go back to it; the group keeps none."""

    def __init__(self, store: SettingsStore) -> None:
        super().__init__()
        self.store = store
        self.heading = QLabel()
        set_role(self.heading, "heading")
        self.rows = QVBoxLayout()
        self.rows.setSpacing(_BETWEEN_ROWS)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(_UNDER_HEADING)
        self.column.addWidget(self.heading)
        self.column.addLayout(self.rows)

    def show_settings(self, settings: Settings) -> None:
        """Show these settings."""
        raise NotImplementedError

    def change(self, **values: Any) -> None:
        """Change settings by their names."""
        self.store.update(replace(self.store.value, **values))

    def change_load(self, **values: Any) -> None:
        """Change loading options by their names."""
        self.change(load=replace(self.store.value.load, **values))


class Fold(QWidget):
    """Rows that most people never need, folded under one word."""

    def __init__(self, text: str, icons: Icons, theme: Theme) -> None:
        super().__init__()
        self._icons = icons
        self._theme = theme
        self.toggle = QPushButton(text)
        self.toggle.setCheckable(True)
        set_role(self.toggle, "fold")
        self._body = QWidget()
        self.rows = QVBoxLayout(self._body)
        self.rows.setContentsMargins(0, 8, 0, 0)
        self.rows.setSpacing(_BETWEEN_ROWS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toggle)
        column.addWidget(self._body)
        self.toggle.toggled.connect(self._show)
        self._show(False)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        self._show(self.toggle.isChecked())

    def _show(self, is_open: bool) -> None:
        self._body.setVisible(is_open)
        name = "chevron-down" if is_open else "chevron-right"
        self._icons.put_on(self.toggle, name, self._theme.palette.soft, self._theme.px(_FOLD_ICON))
