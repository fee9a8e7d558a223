"""The rows of the chat list for Qt: their texts, and chats dragged from one to another."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from qwq_desktop.ui.chat_list.delegate import (
    BUSY_ROLE,
    CHAT_ID_ROLE,
    FOLDER_OPEN_ROLE,
    FOLDER_ROLE,
    NESTED_ROLE,
)
from qwq_desktop.ui.chat_list.rows import ChatRow, FolderRow, Row, Section, SectionRow
from qwq_desktop.ui.chat_list.wishes import ChatWish

Index = QModelIndex | QPersistentModelIndex
CHAT_DRAG = "application/x-qwq-desktop-chat"


class ChatListModel(QAbstractListModel):
    """The rows for Qt. What is written or dropped is only reported: rows change with the chat."""

    title_edited = Signal(int, str)
    wished = Signal(object, int, str)  # ChatWish, chat id, text

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []
        self._busy_id: int | None = None

    @property
    def rows(self) -> list[Row]:
        """What is shown now."""
        return self._rows

    def row(self, index: Index) -> Row | None:
        """The row of an index."""
        return self._rows[index.row()] if index.isValid() else None

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def set_busy(self, chat_id: int | None) -> None:
        """Mark the chat that is answering."""
        self._busy_id = chat_id
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def index_of(self, chat_id: int | None) -> QModelIndex:
        """Where a chat stands; an invalid index if it isn't shown."""
        for number, row in enumerate(self._rows):
            if isinstance(row, ChatRow) and row.chat.id == chat_id:
                return self.index(number)
        return QModelIndex()

    def index_of_folder(self, name: str) -> QModelIndex:
        """Where a folder stands; an invalid index if it isn't shown."""
        for number, row in enumerate(self._rows):
            if isinstance(row, FolderRow) and row.name == name:
                return self.index(number)
        return QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: D102
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        row = self.row(index)
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        if isinstance(row, SectionRow):
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        flags |= Qt.ItemFlag.ItemIsDropEnabled
        if isinstance(row, ChatRow):
            flags |= Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        row = self.row(index)
        is_text = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)
        if isinstance(row, SectionRow):
            return self._caption(row.section) if is_text else None
        if isinstance(row, FolderRow):
            return self._folder_data(row, role, is_text=is_text)
        return None if row is None else self._chat_data(row, role, is_text=is_text)

    def _folder_data(self, row: FolderRow, role: int, *, is_text: bool) -> object:
        if is_text or role == FOLDER_ROLE:
            return row.name
        if role == FOLDER_OPEN_ROLE:
            return row.is_open
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("Folder {name}").format(name=row.name)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.tr("open") if row.is_open else self.tr("folded")
        return None

    def _chat_data(self, row: ChatRow, role: int, *, is_text: bool) -> object:
        if is_text:
            return row.chat.title or self.tr("New chat")
        if role == CHAT_ID_ROLE:
            return row.chat.id
        if role == BUSY_ROLE:
            return row.chat.id == self._busy_id
        if role == NESTED_ROLE:
            return row.is_nested
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and row.chat.id == self._busy_id:
            return self.tr("is answering")
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: D102
        row = self._rows[index.row()]
        title = " ".join(str(value).split())
        if role == Qt.ItemDataRole.EditRole and isinstance(row, ChatRow):
            if title and title != row.chat.title:
                self.title_edited.emit(row.chat.id, title)
            return True
        return False

    def mimeTypes(self) -> list[str]:  # noqa: D102
        return [CHAT_DRAG]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: D102
        data = QMimeData()
        ids = [index.data(CHAT_ID_ROLE) for index in indexes]
        data.setData(CHAT_DRAG, b"%d" % ids[0] if ids and ids[0] is not None else b"")
        return data

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: D102
        return Qt.DropAction.MoveAction

    def dropMimeData(  # noqa: D102
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        raw = bytes(data.data(CHAT_DRAG).data())
        target = self.row(parent)
        if raw.isdigit() and target is not None:
            self._drop(int(raw), target)
        return False  # nothing is moved here: the rows follow the chat

    def _drop(self, chat_id: int, target: Row) -> None:
        """A folder or a chat in it takes the chat in, a day lets it out, the pinned pin it."""
        if target == SectionRow(Section.PINNED):
            self.wished.emit(ChatWish.PIN, chat_id, "")
        elif isinstance(target, FolderRow):
            self.wished.emit(ChatWish.MOVE, chat_id, target.name)
        elif isinstance(target, SectionRow) and target.section is not Section.FOLDERS:
            self.wished.emit(ChatWish.MOVE, chat_id, "")
        elif isinstance(target, ChatRow) and target.chat.id != chat_id:
            self.wished.emit(ChatWish.MOVE, chat_id, target.chat.folder)

    def _caption(self, section: Section) -> str:
        return {
            Section.PINNED: self.tr("Pinned"),
            Section.FOLDERS: self.tr("Folders"),
            Section.TODAY: self.tr("Today"),
            Section.YESTERDAY: self.tr("Yesterday"),
            Section.WEEK: self.tr("Previous 7 days"),
            Section.OLDER: self.tr("Older"),
        }[section]
