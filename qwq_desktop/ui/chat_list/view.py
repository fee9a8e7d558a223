"""The list of chats: the view with a menu for each row, its keys, and chats dragged to folders."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QListView, QMenu, QWidget

from qwq_desktop.ui.chat_list.delegate import CHAT_ID_ROLE, FOLDER_ROLE, ChatDelegate
from qwq_desktop.ui.chat_list.menus import add_chat_wishes, folder_menu
from qwq_desktop.ui.chat_list.model import ChatListModel, Index
from qwq_desktop.ui.chat_list.rows import ChatRow, FolderRow, Row
from qwq_desktop.ui.chat_list.wishes import ChatWish, FolderWish
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.tokens import Theme


class ChatListView(QListView):
    """The chats. A click or the arrow keys choose one, F2 renames, Delete deletes, "…" has all.

    On a folder Enter, the arrows to the sides and a click fold it, F2 renames it. The menu key
    opens the menu of either.
    """

    chat_chosen = Signal(int)
    delete_requested = Signal(int)
    folder_wished = Signal(object, str)  # FolderWish, folder
    rename_requested = Signal(int, str)
    wished = Signal(object, int, str)  # ChatWish, chat id, text

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chatList")
        self.chats = ChatListModel()
        self.chats.title_edited.connect(self.rename_requested)
        self.chats.wished.connect(self.wished)
        self._folders: Sequence[str] = ()
        self.setModel(self.chats)
        self._delegate = ChatDelegate(icons, theme, self)
        self._delegate.closeEditor.connect(self._finish_editing)
        self.setItemDelegate(self._delegate)
        self._shown_id: int | None = None
        self._waiting_rows: list[Row] | None = None
        self._is_pressed = False  # the left button, on a row
        self._is_editing = False
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragDropOverwriteMode(True)  # chats are dropped on rows, not between them
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu_at)
        self.selectionModel().currentChanged.connect(self._report)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._delegate.set_theme(theme)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def set_folders(self, folders: Sequence[str]) -> None:
        """The folders that a chat can be moved to."""
        self._folders = folders

    def set_rows(self, rows: list[Row], current_id: int | None) -> None:
        """Show rows and select a chat, without reporting that as the user's choice.

        While a title is being written, the rows wait.
        """
        self._shown_id = current_id
        if self._is_editing:
            self._waiting_rows = rows
            return
        folder = self.currentIndex().data(FOLDER_ROLE)
        if rows != self.chats.rows:
            offset = self.verticalScrollBar().value()
            self.chats.set_rows(rows)
            self.verticalScrollBar().setValue(offset)
        kept = self.chats.index_of_folder(folder) if folder and self.hasFocus() else QModelIndex()
        self.setCurrentIndex(kept if kept.isValid() else self.chats.index_of(current_id))

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
        if event.button() == Qt.MouseButton.RightButton:
            return  # the menu is about the row under the pointer; the chat on show stays
        row = self.chats.row(index)
        self._is_pressed = event.button() == Qt.MouseButton.LeftButton
        super().mousePressEvent(event)
        if self._is_pressed and isinstance(row, FolderRow):
            self.folder_wished.emit(FolderWish.FOLD, row.name)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        super().mouseReleaseEvent(event)
        was_pressed, self._is_pressed = self._is_pressed, False
        if was_pressed:
            self._report(self.currentIndex())

    def startDrag(self, actions: Qt.DropAction) -> None:  # noqa: D102
        super().startDrag(actions)  # returns when the row was dropped
        self._is_pressed = False
        self.setCurrentIndex(self.chats.index_of(self._shown_id))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        index = self.currentIndex()
        row = self.chats.row(index)
        if event.key() == Qt.Key.Key_Menu and row is not None:
            at = self.visualRect(index).center()
            self._open_menu(index, self.viewport().mapToGlobal(at))
        elif isinstance(row, FolderRow) and self._folder_key(row, event.key()):
            return
        elif isinstance(row, ChatRow) and event.key() == Qt.Key.Key_F2:
            self.start_renaming(index)
        elif isinstance(row, ChatRow) and event.key() in (
            Qt.Key.Key_Delete,
            Qt.Key.Key_Backspace,
        ):
            self.delete_requested.emit(row.chat.id)
        else:
            super().keyPressEvent(event)

    def _folder_key(self, row: FolderRow, key: int) -> bool:
        """Do what a key means on a folder; whether it means anything."""
        folds = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        folds.add(Qt.Key.Key_Left if row.is_open else Qt.Key.Key_Right)
        if key in folds:
            self.folder_wished.emit(FolderWish.FOLD, row.name)
        elif key == Qt.Key.Key_F2:
            self.folder_wished.emit(FolderWish.RENAME, row.name)
        return key in folds or key == Qt.Key.Key_F2

    def leaveEvent(self, event: QEvent) -> None:  # noqa: D102
        super().leaveEvent(event)
        self.viewport().update()

    def menu_for(self, index: Index) -> QMenu:
        """The menu of a chat's or a folder's row."""
        row = self.chats.row(index)
        if isinstance(row, FolderRow):
            return folder_menu(
                self, lambda wish: self.folder_wished.emit(wish, row.name), is_open=row.is_open
            )
        kept = QPersistentModelIndex(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Rename")).triggered.connect(lambda: self.start_renaming(kept))
        if isinstance(row, ChatRow):
            self._fill(menu, row)
        return menu

    def _fill(self, menu: QMenu, row: ChatRow) -> None:
        chat_id = row.chat.id

        def wish(what: ChatWish, text: str) -> None:
            self.wished.emit(what, chat_id, text)

        add_chat_wishes(menu, row.chat, self._folders, wish)
        menu.addSeparator()
        delete = menu.addAction(self.tr("Delete"))
        delete.triggered.connect(lambda: self.delete_requested.emit(chat_id))

    def _is_on_dots(self, index: Index, at: QPoint) -> bool:
        if not isinstance(self.chats.row(index), ChatRow | FolderRow):
            return False
        return self._delegate.dots_rect(self.visualRect(index)).contains(at)

    def _open_menu_at(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if isinstance(self.chats.row(index), ChatRow | FolderRow):
            self._open_menu(index, self.viewport().mapToGlobal(at))

    def _open_menu(self, index: Index, at: QPoint) -> None:
        self.menu_for(index).popup(at)

    def _report(self, index: QModelIndex) -> None:
        chat_id = index.data(CHAT_ID_ROLE) if index.isValid() else None
        if self._is_pressed:
            return  # whether it is opened or dragged shows when the button goes up
        if chat_id is not None and chat_id != self._shown_id:
            self._shown_id = chat_id
            self.chat_chosen.emit(chat_id)

    def _finish_editing(self, _editor: QWidget, _hint: QAbstractItemDelegate.EndEditHint) -> None:
        self._is_editing = False
        if self._waiting_rows is not None:
            rows, self._waiting_rows = self._waiting_rows, None
            self.set_rows(rows, self._shown_id)
