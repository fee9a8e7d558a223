"""The models of other programs in the section: found when it is first shown, used when asked."""

from PySide6.QtCore import QObject

from qwq_desktop.models.shelf.neighbours import NeighbourSearch
from qwq_desktop.models.shelf.shelf import ModelShelf
from qwq_desktop.ui.models.library.found_group import FoundGroup


class NeighbourPresenter(QObject):
    """Looks again whenever the list changes, for what is used is marked."""

    def __init__(self, search: NeighbourSearch, shelf: ModelShelf, group: FoundGroup) -> None:
        super().__init__(group)
        self._search = search
        self._has_looked = False
        search.found.connect(group.show_found)
        group.use_requested.connect(search.use)
        shelf.changed.connect(self._look_again)

    def look(self) -> None:
        """Look for them, once."""
        if not self._has_looked:
            self._has_looked = True
            self._search.look()

    def _look_again(self) -> None:
        if self._has_looked:
            self._search.look()
