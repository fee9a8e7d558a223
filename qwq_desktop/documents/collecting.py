"""Collections and watched folders, from the main thread."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from qwq_desktop.documents.scanning import absolute
from qwq_desktop.documents.shelf import Shelf
from qwq_desktop.storage.deleted_collections import DeletedCollection, RestoredCollection
from qwq_desktop.storage.document_records import Collection, WatchedFolder
from qwq_desktop.storage.document_store import DocumentStore
from qwq_desktop.storage.documents import DocumentRepository, collection_name

T = TypeVar("T")


class Collecting(QObject):
    """Changes collections in the database, then on the shelf. Failures are told as `failed`."""

    changed = Signal()  # collections, what is in them, or watched folders
    failed = Signal(object)  # Exception
    folders_changed = Signal()  # which folders are watched
    mutated = Signal()  # something was changed in the database

    def __init__(
        self,
        shelf: Shelf,
        store: DocumentStore,
        when_loaded: Callable[[Callable[[], None]], None],
        parent: QObject | None = None,
    ) -> None:
        """`when_loaded` runs its argument as soon as the shelf is filled."""
        super().__init__(parent)
        self._shelf = shelf
        self._store = store
        self._when_loaded = when_loaded
        self._highest_deleted = 0  # of the ids that chats may still name

    @property
    def all(self) -> list[Collection]:
        """The collections, the oldest first."""
        return list(self._shelf.collections.values())

    @property
    def folders(self) -> list[WatchedFolder]:
        """The folders that are watched."""
        return list(self._shelf.folders.values())

    def named(self, name: str) -> Collection | None:
        """The collection of this name, if there is one."""
        kept = collection_name(name)
        return next((one for one in self.all if one.name == kept), None)

    def name_of(self, collection_id: int) -> str:
        """How a collection is called; "" for one that is gone."""
        known = self._shelf.collections.get(collection_id)
        return "" if known is None else known.name

    def create(self, name: str, done: Callable[[Collection], None] | None = None) -> None:
        """Begin a collection."""

        def created(collection: Collection) -> None:
            self._shelf.collections[collection.id] = collection
            self.changed.emit()
            if done is not None:
                done(collection)

        above = self._highest_deleted
        self._write(lambda documents: documents.create_collection(name, above), created)

    def rename(self, collection_id: int, name: str) -> None:
        """Give a collection another name."""

        def renamed(collection: Collection | None) -> None:
            if collection is not None:
                self._shelf.collections[collection_id] = collection
            self.changed.emit()

        self._write(lambda documents: documents.rename_collection(collection_id, name), renamed)

    def delete(
        self, collection_id: int, done: Callable[[DeletedCollection], None] | None = None
    ) -> None:
        """Forget a collection and what it watched; its documents stay.

        `done` gets what `restore` takes, where the collection was there.
        """
        self._highest_deleted = max(self._highest_deleted, collection_id)

        def deleted(found: DeletedCollection | None) -> None:
            self._shelf.drop_collection(collection_id)
            self.changed.emit()
            self.folders_changed.emit()
            if found is not None and done is not None:
                done(found)

        self._write(lambda documents: documents.delete_collection(collection_id), deleted)

    def restore(self, deleted: DeletedCollection) -> None:
        """Let a collection be there again under its id, so that chats that asked it do again."""

        def restored(found: RestoredCollection) -> None:
            shelf, one = self._shelf, found.collection
            shelf.collections = dict(sorted({**shelf.collections, one.id: one}.items()))
            shelf.folders |= {folder.id: folder for folder in found.folders}
            shelf.set_members(one.id, found.document_ids, are_in=True)
            self.changed.emit()
            self.folders_changed.emit()

        self._write(lambda documents: documents.restore_collection(deleted), restored)

    def put_in(self, collection_id: int, document_ids: Sequence[int]) -> None:
        """Put documents into a collection."""
        self._set_members(collection_id, tuple(document_ids), are_in=True)

    def take_out(self, collection_id: int, document_ids: Sequence[int]) -> None:
        """Take documents out of a collection; they stay."""
        self._set_members(collection_id, tuple(document_ids), are_in=False)

    def watch(self, path: str, collection_id: int) -> None:
        """Let the files of a folder come into a collection, now and whenever they change."""

        def watched(folder: WatchedFolder) -> None:
            self._shelf.folders[folder.id] = folder
            self.changed.emit()
            self.folders_changed.emit()

        self._write(lambda documents: documents.watch(absolute(path), collection_id), watched)

    def unwatch(self, folder_id: int) -> None:
        """Follow a folder no more; its documents stay."""

        def unwatched(_: None) -> None:
            self._shelf.folders.pop(folder_id, None)
            self.changed.emit()
            self.folders_changed.emit()

        self._write(lambda documents: documents.unwatch(folder_id), unwatched)

    def _set_members(
        self, collection_id: int, document_ids: Sequence[int], *, are_in: bool
    ) -> None:
        def write(documents: DocumentRepository) -> None:
            change = documents.put_in if are_in else documents.take_out
            change(collection_id, document_ids)

        def written(_: None) -> None:
            self._shelf.set_members(collection_id, document_ids, are_in)
            self.changed.emit()

        self._write(write, written)

    def _write(self, work: Callable[[DocumentRepository], T], done: Callable[[T], None]) -> None:
        def written(value: T) -> None:
            self.mutated.emit()
            done(value)

        self._when_loaded(lambda: self._store.call(work, written, self.failed.emit))
