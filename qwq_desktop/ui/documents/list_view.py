"""The list of documents: marks some, opens one, has a menu and what mends each row."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QMenu, QWidget

from qwq_desktop.documents.shelf import Entry
from qwq_desktop.documents.states import DocumentState
from qwq_desktop.ui.documents.lines import Remedy
from qwq_desktop.ui.documents.list_delegate import DocumentDelegate
from qwq_desktop.ui.documents.list_model import ID_ROLE, DocumentListModel, Index
from qwq_desktop.ui.documents.wishes import DocumentWish
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.tokens import Theme

_LEAST_HEIGHT = 240


class DocumentList(QListView):
    """Enter or a double click opens a document, Delete removes those that are marked."""

    password_given = Signal(int, str)
    wished = Signal(object, object, int)  # DocumentWish, tuple of ids, collection id or 0

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("documentList")
        self.documents = DocumentListModel()
        self._entries: dict[int, Entry] = {}
        self._collections: dict[int, str] = {}
        self.setModel(self.documents)
        self._delegate = DocumentDelegate(icons, theme, self)
        self.setItemDelegate(self._delegate)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu_at)
        self.doubleClicked.connect(self._open)
        self.documents.password_given.connect(self.password_given)
        self.documents.heights_changed.connect(self.scheduleDelayedItemsLayout)

    def show_entries(self, entries: Sequence[Entry], collections: Mapping[int, str]) -> None:
        """Show these documents; what is marked and where one reads stay as far as they can."""
        marked, offset = set(self.marked), self.verticalScrollBar().value()
        self._entries = {entry.document.id: entry for entry in entries}
        self._collections = dict(collections)
        self.documents.set_entries(entries, collections)
        for document_id in marked & self._entries.keys():
            index = self.documents.index_of(document_id)
            self.selectionModel().select(index, self.selectionModel().SelectionFlag.Select)
        self.verticalScrollBar().setValue(offset)

    def update_entry(self, entry: Entry) -> None:
        """Show a document as it is now."""
        if entry.document.id in self._entries:
            self._entries[entry.document.id] = entry
            self.documents.update(entry)

    def reveal(self, document_id: int) -> None:
        """Bring a document into view and mark it; one that is locked asks for its password."""
        index = self.documents.index_of(document_id)
        line = self.documents.line(index)
        if line is not None:
            self.setCurrentIndex(index)
            self.scrollTo(index, QListView.ScrollHint.PositionAtCenter)
            self.setFocus()
            if line.remedy is Remedy.GIVE_PASSWORD:
                self.mend(index, line.remedy)

    @property
    def marked(self) -> tuple[int, ...]:
        """The documents that are marked, in the list's order."""
        rows = sorted(self.selectionModel().selectedIndexes(), key=lambda index: index.row())
        return tuple(index.data(ID_ROLE) for index in rows)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._delegate.set_theme(theme)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.setAccessibleName(self.tr("Documents"))
        self.documents.retranslate()
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()  # remarks wrap anew

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        at = event.position().toPoint()
        index = self.indexAt(at)
        line = self.documents.line(index)
        if line is None or event.button() != Qt.MouseButton.LeftButton:
            if line is None or index not in self.selectedIndexes():
                super().mousePressEvent(event)
            return
        row = self.visualRect(index)
        if self._delegate.remedy_rect(row, line.remedy).contains(at):
            self.mend(index, line.remedy)
        elif self._delegate.dots_rect(row).contains(at):
            if line.document_id not in self.marked:
                self.setCurrentIndex(index)
            self._open_menu(self.viewport().mapToGlobal(at))
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        at = event.position().toPoint()
        index = self.indexAt(at)
        line = self.documents.line(index)
        row = self.visualRect(index)
        if line is not None and (
            self._delegate.remedy_rect(row, line.remedy).contains(at)
            or self._delegate.dots_rect(row).contains(at)
        ):
            return
        super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if self.state() is QListView.State.EditingState:
            return  # what the field for a password leaves over means nothing here
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._open(self.currentIndex())
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace if self.marked:
                self.wished.emit(DocumentWish.REMOVE, self.marked, 0)
            case Qt.Key.Key_Menu if self.marked:
                at = self.visualRect(self.currentIndex()).center()
                self._open_menu(self.viewport().mapToGlobal(at))
            case _:
                super().keyPressEvent(event)

    def mend(self, index: Index, remedy: Remedy) -> None:
        """Do what mends a row: ask for its password in the row, or tell what is wanted."""
        document_id = index.data(ID_ROLE)
        match remedy:
            case Remedy.GIVE_PASSWORD:
                self.setCurrentIndex(self.documents.index_of(document_id))
                self.edit(self.documents.index_of(document_id))
            case Remedy.READ_AGAIN:
                self.wished.emit(DocumentWish.READ_AGAIN, (document_id,), 0)
            case Remedy.LOCATE:
                self.wished.emit(DocumentWish.LOCATE, (document_id,), 0)

    def menu(self) -> QMenu:
        """The menu of what is marked."""
        ids = self.marked
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if len(ids) == 1:
            self._add_single(menu, self._entries[ids[0]])
        self._add(menu, self.tr("Ask about this"), DocumentWish.ASK, ids)
        if len(ids) == 1:
            summarise = self._add(
                menu, self.tr("Summarise this document"), DocumentWish.SUMMARISE, ids
            )
            summarise.setEnabled(self._entries[ids[0]].status.is_searchable)
        menu.addSeparator()
        self._add_collections(menu, ids)
        menu.addSeparator()
        self._add(menu, self.tr("Read again"), DocumentWish.READ_AGAIN, ids)
        if len(ids) == 1:
            self._add(menu, self.tr("Show in its folder"), DocumentWish.SHOW_FILE, ids)
        self._add(menu, self.tr("Remove; the file stays"), DocumentWish.REMOVE, ids)
        return menu

    def _add_single(self, menu: QMenu, entry: Entry) -> None:
        index = QPersistentModelIndex(self.documents.index_of(entry.document.id))
        if entry.status.state is DocumentState.NEEDS_PASSWORD:
            give = menu.addAction(self.tr("Give password…"))
            give.triggered.connect(lambda: self.mend(index, Remedy.GIVE_PASSWORD))
        elif entry.status.state is DocumentState.MISSING:
            find = menu.addAction(self.tr("Find its file…"))
            find.triggered.connect(lambda: self.mend(index, Remedy.LOCATE))
        if entry.status.is_searchable:
            self._add(menu, self.tr("Open"), DocumentWish.OPEN, (entry.document.id,))

    def _add_collections(self, menu: QMenu, ids: tuple[int, ...]) -> None:
        within = [self._entries[one].collection_ids for one in ids]
        put = QMenu(self.tr("Put into"), menu)
        menu.addMenu(put)
        for number, name in self._collections.items():
            shown = name.replace("&", "&&")
            action = self._add(put, shown, DocumentWish.PUT_IN, ids, number)
            action.setEnabled(not all(number in one for one in within))
        if self._collections:
            put.addSeparator()
        self._add(put, self.tr("New collection…"), DocumentWish.PUT_IN_NEW, ids)
        there = [n for n in self._collections if any(n in one for one in within)]
        if there:
            take = QMenu(self.tr("Take out of"), menu)
            menu.addMenu(take)
            for number in there:
                shown = self._collections[number].replace("&", "&&")
                self._add(take, shown, DocumentWish.TAKE_OUT, ids, number)

    def _add(
        self,
        menu: QMenu,
        text: str,
        wish: DocumentWish,
        ids: tuple[int, ...],
        collection_id: int = 0,
    ) -> QAction:
        action = menu.addAction(text)
        action.triggered.connect(partial(self._wish, wish, ids, collection_id))
        return action

    def _wish(
        self, wish: DocumentWish, ids: tuple[int, ...], collection_id: int, _checked: bool = False
    ) -> None:
        self.wished.emit(wish, ids, collection_id)

    def _open(self, index: Index) -> None:
        line = self.documents.line(index)
        if line is None:
            return
        if self._entries[line.document_id].status.is_searchable:
            self.wished.emit(DocumentWish.OPEN, (line.document_id,), 0)
        elif line.remedy is not Remedy.NONE:
            self.mend(index, line.remedy)

    def _open_menu_at(self, at: QPoint) -> None:
        index = self.indexAt(at)
        line = self.documents.line(index)
        if line is not None:
            if line.document_id not in self.marked:
                self.setCurrentIndex(index)
            self._open_menu(self.viewport().mapToGlobal(at))

    def _open_menu(self, at: QPoint) -> None:
        self.menu().popup(at)
