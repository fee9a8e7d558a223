"""The documents for Qt: a row each, its line made when it comes into view."""

import time
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from qwq_desktop.documents.shelf import Entry
from qwq_desktop.ui.documents.lines import DocumentLine, Remedy, is_in_need, line_of

LINE_ROLE = Qt.ItemDataRole.UserRole + 1
ID_ROLE = Qt.ItemDataRole.UserRole + 2

Index = QModelIndex | QPersistentModelIndex


class DocumentListModel(QAbstractListModel):
    """Thousands of rows cost no more than those in view. A password that is written is reported."""

    heights_changed = Signal()
    password_given = Signal(int, str)

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        super().__init__()
        self._now = now
        self._entries: list[Entry] = []
        self._rows: dict[int, int] = {}
        self._lines: dict[int, DocumentLine] = {}
        self._collections: Mapping[int, str] = {}

    def set_entries(self, entries: Sequence[Entry], collections: Mapping[int, str]) -> None:
        """Show other documents; `collections` has their names by id."""
        if list(entries) == self._entries and collections == self._collections:
            return
        self.beginResetModel()
        self._entries = list(entries)
        self._rows = {entry.document.id: row for row, entry in enumerate(self._entries)}
        self._collections = dict(collections)
        self._lines.clear()
        self.endResetModel()

    def update(self, entry: Entry) -> None:
        """Show a document as it is now; nothing where it isn't in the list."""
        row = self._rows.get(entry.document.id)
        if row is None:
            return
        was_tall, self._entries[row] = is_in_need(self._entries[row]), entry
        self._lines.pop(entry.document.id, None)
        index = self.index(row)
        self.dataChanged.emit(index, index)
        if was_tall or is_in_need(entry):
            self.heights_changed.emit()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self._lines.clear()
        if self._entries:
            self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))

    def line(self, index: Index) -> DocumentLine | None:
        """What the row of an index shows."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        number = entry.document.id
        if number not in self._lines:
            self._lines[number] = line_of(entry, self._collections, self._now(), QLocale())
        return self._lines[number]

    def index_of(self, document_id: int) -> QModelIndex:
        """Where a document stands; an invalid index where it isn't shown."""
        row = self._rows.get(document_id)
        return QModelIndex() if row is None else self.index(row)

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: D102
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        flags = super().flags(index)
        line = self.line(index)
        if line is not None and line.remedy is Remedy.GIVE_PASSWORD:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        line = self.line(index)
        if line is None:
            return None
        values: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: line.name,
            Qt.ItemDataRole.AccessibleTextRole: line.spoken,
            LINE_ROLE: line,
            ID_ROLE: line.document_id,
        }
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(index, line)
        return values.get(role)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: D102
        line = self.line(index)
        if role == Qt.ItemDataRole.EditRole and line is not None and str(value):
            self.password_given.emit(line.document_id, str(value))
        return False

    def _tip(self, index: Index, line: DocumentLine) -> str:
        path = self._entries[index.row()].document.path
        return "\n".join(filter(None, (path, line.remark, line.advice, line.more)))
