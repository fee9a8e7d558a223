"""A list of what a search found; the keys that move in it come from the field with the cursor."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QWidget

from qwq_desktop.ui.theme.tokens import Theme

HIT_ROLE = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex


class FoundModel(QAbstractListModel):
    """The hits for Qt; subclasses say what there is to tell of one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hits: tuple[Any, ...] = ()

    def set_hits(self, hits: Sequence[Any]) -> None:
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
        return hit if role == HIT_ROLE else self.told(hit, role)

    def told(self, hit: Any, role: int) -> object:
        """What a hit has for a role; None where it has nothing."""
        raise NotImplementedError


class FoundDelegate(QStyledItemDelegate):
    """Paints hits in a theme; how is the subclasses' affair."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        """Paint with another theme."""
        self._theme = theme


class FoundList(QListView):
    """Shows hits, steps through them and tells which one is chosen."""

    hit_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def set_parts(self, found: FoundModel, delegate: FoundDelegate) -> None:
        """What is shown, and who paints it; once, when the list is built."""
        self.found = found
        self._delegate = delegate
        self.setModel(found)
        self.setItemDelegate(delegate)

    def show_hits(self, hits: Sequence[Any]) -> None:
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
            self.hit_chosen.emit(index.data(HIT_ROLE))
