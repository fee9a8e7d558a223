"""The list of what a search found, in the place of the chats."""

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QListView, QWidget

from qwq_desktop.storage.search import SearchHit
from qwq_desktop.ui.search.delegate import HIT_ROLE, TIME_ROLE, HitDelegate
from qwq_desktop.ui.search.wording import spoken, time_text
from qwq_desktop.ui.theme.tokens import Theme

Index = QModelIndex | QPersistentModelIndex


class HitModel(QAbstractListModel):
    """The hits for Qt."""

    def __init__(self, view: QWidget, now: Callable[[], float]) -> None:
        super().__init__(view)
        self._view = view
        self._now = now
        self.hits: tuple[SearchHit, ...] = ()

    def set_hits(self, hits: Sequence[SearchHit]) -> None:
        """Show other hits."""
        self.beginResetModel()
        self.hits = tuple(hits)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: D102
        return 0 if parent is not None and parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        if role == HIT_ROLE:
            return hit
        when = time_text(hit.at, self._now(), self._view.locale())
        if role == TIME_ROLE:
            return when
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return spoken(hit, when)
        return None


class SearchResults(QListView):
    """The hits. The keys that move in it come from the search field, which keeps the cursor."""

    hit_chosen = Signal(object)  # SearchHit

    def __init__(
        self, theme: Theme, now: Callable[[], float] = time.time, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("searchResults")
        self.found = HitModel(self, now)
        self.setModel(self.found)
        self._delegate = HitDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSpacing(1)
        self.setMouseTracking(True)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def show_hits(self, hits: Sequence[SearchHit]) -> None:
        """Show other hits, from the first."""
        self.found.set_hits(hits)
        self.scrollToTop()

    def step(self, by: int) -> None:
        """Mark the next hit (+1) or the one before (-1)."""
        last = self.found.rowCount() - 1
        if last < 0:
            return
        current = self.currentIndex()
        row = current.row() + by if current.isValid() else (0 if by > 0 else last)
        self.setCurrentIndex(self.found.index(max(0, min(row, last))))

    def choose(self) -> None:
        """Choose the marked hit, or the first."""
        index = self.currentIndex()
        self._choose(index if index.isValid() else self.found.index(0))

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._delegate.set_theme(theme)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def _choose(self, index: Index) -> None:
        if index.isValid():
            self.setCurrentIndex(self.found.index(index.row()))
            self.hit_chosen.emit(index.data(HIT_ROLE))
