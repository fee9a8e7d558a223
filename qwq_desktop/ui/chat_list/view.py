"""The list of chats: its model, and the view with a menu for each row."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QListView, QMenu, QWidget

from qwq_desktop.ui.chat_list.delegate import BUSY_ROLE, CHAT_ID_ROLE, ChatDelegate
from qwq_desktop.ui.chat_list.rows import ChatRow, Row, Section
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.tokens import Theme

Index = QModelIndex | QPersistentModelIndex


class ChatListModel(QAbstractListModel):
    """The rows for Qt. Writing a title only reports the wish: the row changes with the chat."""

    title_edited = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []
        self._busy_id: int | None = None

    @property
    def rows(self) -> list[Row]:
        """What is shown now."""
        return self._rows

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

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: D102
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        if not index.isValid() or not isinstance(self._rows[index.row()], ChatRow):
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        is_text = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)
        if not isinstance(row, ChatRow):
            return self._caption(row.section) if is_text else None
        if is_text:
            return row.chat.title or self.tr("New chat")
        if role == CHAT_ID_ROLE:
            return row.chat.id
        if role == BUSY_ROLE:
            return row.chat.id == self._busy_id
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

    def _caption(self, section: Section) -> str:
        return {
            Section.TODAY: self.tr("Today"),
            Section.YESTERDAY: self.tr("Yesterday"),
            Section.WEEK: self.tr("Previous 7 days"),
            Section.OLDER: self.tr("Older"),
        }[section]


class ChatListView(QListView):
    """The chats. A click or the arrow keys choose one, F2 renames, Delete deletes, "…" has both."""

    chat_chosen = Signal(int)
    delete_requested = Signal(int)
    rename_requested = Signal(int, str)

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chatList")
        self.chats = ChatListModel()
        self.chats.title_edited.connect(self.rename_requested)
        self.setModel(self.chats)
        self._delegate = ChatDelegate(icons, theme, self)
        self._delegate.closeEditor.connect(self._finish_editing)
        self.setItemDelegate(self._delegate)
        self._shown_id: int | None = None
        self._waiting_rows: list[Row] | None = None
        self._is_editing = False
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu_at)
        self.selectionModel().currentChanged.connect(self._report)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._delegate.set_theme(theme)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def set_rows(self, rows: list[Row], current_id: int | None) -> None:
        """Show rows and select a chat, without reporting that as the user's choice.

        While a title is being written, the rows wait.
        """
        self._shown_id = current_id
        if self._is_editing:
            self._waiting_rows = rows
            return
        if rows != self.chats.rows:
            offset = self.verticalScrollBar().value()
            self.chats.set_rows(rows)
            self.verticalScrollBar().setValue(offset)
        self.setCurrentIndex(self.chats.index_of(current_id))

    def start_renaming(self, index: Index) -> None:
        """Turn a row into a field."""
        if index.isValid() and self.chats.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self._is_editing = True
            self.edit(index)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        at = event.position().toPoint()
        index = self.indexAt(at)
        if event.button() == Qt.MouseButton.LeftButton and self._is_on_dots(index, at):
            self._open_menu(index, self.viewport().mapToGlobal(at))
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        index = self.currentIndex()
        if index.isValid() and event.key() == Qt.Key.Key_F2:
            self.start_renaming(index)
        elif index.isValid() and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_requested.emit(index.data(CHAT_ID_ROLE))
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: D102
        super().leaveEvent(event)
        self.viewport().update()

    def menu_for(self, index: Index) -> QMenu:
        """The menu of a row."""
        chat_id = index.data(CHAT_ID_ROLE)
        kept = QPersistentModelIndex(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Rename")).triggered.connect(lambda: self.start_renaming(kept))
        delete = menu.addAction(self.tr("Delete"))
        delete.triggered.connect(lambda: self.delete_requested.emit(chat_id))
        return menu

    def _is_on_dots(self, index: Index, at: QPoint) -> bool:
        if not index.isValid() or index.data(CHAT_ID_ROLE) is None:
            return False
        return self._delegate.dots_rect(self.visualRect(index)).contains(at)

    def _open_menu_at(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if index.isValid() and index.data(CHAT_ID_ROLE) is not None:
            self._open_menu(index, self.viewport().mapToGlobal(at))

    def _open_menu(self, index: Index, at: QPoint) -> None:
        self.menu_for(index).popup(at)

    def _report(self, index: QModelIndex) -> None:
        chat_id = index.data(CHAT_ID_ROLE) if index.isValid() else None
        if chat_id is not None and chat_id != self._shown_id:
            self._shown_id = chat_id
            self.chat_chosen.emit(chat_id)

    def _finish_editing(self, _editor: QWidget, _hint: QAbstractItemDelegate.EndEditHint) -> None:
        self._is_editing = False
        if self._waiting_rows is not None:
            rows, self._waiting_rows = self._waiting_rows, None
            self.set_rows(rows, self._shown_id)
