"""Remembers which folders of the chat list are folded."""

from dataclasses import replace

from PySide6.QtCore import QObject

from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.ui.sidebar import Sidebar


class FoldMemory(QObject):
    """Gives the sidebar what was folded last time, and keeps what is folded now."""

    def __init__(self, settings: SettingsStore, sidebar: Sidebar) -> None:
        super().__init__(sidebar)
        self._settings = settings
        sidebar.set_folded(settings.value.folded_folders)
        sidebar.folded_changed.connect(self._keep)

    def _keep(self, folders: tuple[str, ...]) -> None:
        self._settings.update(replace(self._settings.value, folded_folders=folders))
