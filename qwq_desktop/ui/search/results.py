"""The list of what a search found, in the place of the chats."""

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from qwq_desktop.ui.search.delegate import TIME_ROLE, HitDelegate
from qwq_desktop.ui.search.found_list import FoundList, FoundModel, Index
from qwq_desktop.ui.search.wording import spoken, time_text
from qwq_desktop.ui.theme.tokens import Theme


class HitModel(FoundModel):
    """The hits (SearchHit) for Qt."""

    def __init__(self, view: QWidget, now: Callable[[], float]) -> None:
        super().__init__(view)
        self._view = view
        self._now = now

    def told(self, hit: Any, role: int) -> object:  # noqa: D102
        when = time_text(hit.at, self._now(), self._view.locale())
        if role == TIME_ROLE:
            return when
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return spoken(hit, when)
        return None


class SearchResults(FoundList):
    """The hits: `hit_chosen` carries a SearchHit."""

    def __init__(
        self, theme: Theme, now: Callable[[], float] = time.time, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("searchResults")
        self.set_parts(HitModel(self, now), HitDelegate(theme, self))
        self.setSpacing(1)

    def _choose(self, index: Index) -> None:
        if index.isValid():
            self.setCurrentIndex(self.found.index(index.row()))
        super()._choose(index)
