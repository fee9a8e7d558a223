"""Makes, renames, fills and deletes collections, and lets them watch folders."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from qwq_desktop.documents.library import DocumentLibrary
from qwq_desktop.storage.deleted_collections import DeletedCollection
from qwq_desktop.storage.document_records import Collection
from qwq_desktop.ui.documents.asking import DocumentChats
from qwq_desktop.ui.documents.collection_bar import ALL
from qwq_desktop.ui.documents.dialogs import DocumentDialogs
from qwq_desktop.ui.documents.page import DocumentsPage
from qwq_desktop.ui.documents.wishes import CollectionWish
from qwq_desktop.ui.notices import Notice
from qwq_desktop.ui.window import MainWindow

_UNDO = "collection-deleted:"


class CollectionPresenter(QObject):
    """Keeps how deleted collections come back, and the documents that wait for a new one."""

    def __init__(
        self,
        page: DocumentsPage,
        library: DocumentLibrary,
        chats: DocumentChats,
        dialogs: DocumentDialogs,
        window: MainWindow,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._library = library
        self._chats = chats
        self._dialogs = dialogs
        self._window = window
        self._waiting: tuple[int, ...] = ()
        self._undo: dict[str, Callable[[], None]] = {}
        bar = page.collections
        bar.create_requested.connect(self._create)
        bar.naming_left.connect(self._forget_waiting)
        bar.rename_requested.connect(library.collections.rename)
        bar.wished.connect(self._on_wish)
        page.toolbar.watch_requested.connect(lambda: self._ask_watch(bar.current))
        page.folders.unwatch_requested.connect(library.collections.unwatch)
        window.notices.action_triggered.connect(self._on_action)

    def put_in_new(self, document_ids: Sequence[int]) -> None:
        """Let the user name a collection, and put these into it."""
        self._waiting = tuple(document_ids)
        self._page.collections.edit(ALL)

    def _forget_waiting(self) -> None:
        self._waiting = ()

    def _create(self, name: str) -> None:
        ids, self._waiting = self._waiting, ()

        def made(collection: Collection) -> None:
            if ids:
                self._library.collections.put_in(collection.id, ids)
            self._page.collections.chosen.emit(collection.id)

        self._with_collection(name, made)

    def _with_collection(self, name: str, done: Callable[[Collection], None]) -> None:
        """The collection of a name, a new one if need be."""
        known = self._library.collections.named(name)
        if known is None:
            self._library.collections.create(name, done)
        else:
            done(known)

    def _on_wish(self, wish: CollectionWish, collection_id: int) -> None:
        match wish:
            case CollectionWish.ASK:
                self._chats.ask_collection(collection_id)
            case CollectionWish.WATCH:
                self._ask_watch(collection_id)
            case CollectionWish.DELETE:
                self._delete(collection_id)

    def _ask_watch(self, collection_id: int) -> None:
        """A folder watched for all documents gets a collection of its own name."""

        def watch(paths: list[str]) -> None:
            collections, path = self._library.collections, paths[0]
            if collection_id > ALL:
                collections.watch(path, collection_id)
                return
            name = Path(path).name or path
            self._with_collection(name, lambda made: collections.watch(path, made.id))

        self._dialogs.ask_folder(watch, self.tr("Watch a folder"))

    def _delete(self, collection_id: int) -> None:
        self._library.collections.delete(collection_id, self._offer_undo)

    def _offer_undo(self, deleted: DeletedCollection) -> None:
        collection = deleted.collection
        key = f"{_UNDO}{collection.id}"
        self._undo[key] = lambda: self._library.collections.restore(deleted)
        text = self.tr("Collection “{name}” deleted. Its documents stay.")
        self._window.notices.show_notice(
            Notice(key, text.format(name=collection.name), self.tr("Undo"))
        )

    def _on_action(self, key: str) -> None:
        if key in self._undo:
            self._undo.pop(key)()
