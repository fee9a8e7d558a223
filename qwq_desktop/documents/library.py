"""The user's documents: brought, read, kept in step with their files, and asked."""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from qwq_desktop.documents.asking import Asking
from qwq_desktop.documents.choosing import Label
from qwq_desktop.documents.collecting import Collecting
from qwq_desktop.documents.embedder_room import EmbedderRoom, MakeEmbedder
from qwq_desktop.documents.index_room import IndexRoom
from qwq_desktop.documents.keeping import Keeper, Progress
from qwq_desktop.documents.pasting import drop_kept, keep_text, title_of
from qwq_desktop.documents.ports import Index, Parser
from qwq_desktop.documents.reading import ReadingQueue
from qwq_desktop.documents.refreshing import Refresher
from qwq_desktop.documents.reranker import MakeReranker, RerankerRoom, no_reranker
from qwq_desktop.documents.scanning import Scan, absolute, look
from qwq_desktop.documents.shelf import Entry, Shelf
from qwq_desktop.documents.states import DocumentState
from qwq_desktop.documents.surveying import named
from qwq_desktop.documents.vectors import VectorQueue
from qwq_desktop.platform.inhibit import Inhibitor
from qwq_desktop.platform.notice import Notice
from qwq_desktop.platform.worker import Worker
from qwq_desktop.storage.document_records import Document
from qwq_desktop.storage.document_store import DocumentStore
from qwq_desktop.storage.documents import DocumentRepository

# A file that the user brings once more is read again where there was reason to be unhappy with it.
_UNHAPPY = (DocumentState.WAITING, DocumentState.FAILED, DocumentState.CHANGED)


@dataclass(frozen=True)
class LibraryParts:
    """What the library works with; all but `is_readable` may wait and run on workers.

    `pasted_folder` is where texts that were pasted are kept. `is_readable` tells by its name
    whether a file in a folder is one to read.
    """

    pasted_folder: Callable[[], Path]
    make_parser: Callable[[], Parser]
    open_index: Callable[[], tuple[Index, Sequence[Notice]]]
    make_embedder: MakeEmbedder
    is_readable: Callable[[str], bool]
    make_reranker: MakeReranker = no_reranker


@dataclass(frozen=True)
class Added:
    """What came of bringing files: the documents they are now, and what could not be taken."""

    document_ids: tuple[int, ...] = ()
    refused: tuple[Notice, ...] = ()


class DocumentLibrary(QObject):
    """Owns everything about the user's documents; lives in the main thread and never waits.

    Nothing is opened before `start` or the first call that needs it. `collections` keeps
    collections and watched folders, `asking` answers from the documents. What goes wrong with one
    document is in its `Entry.status`; what stops all is told as `noticed`.
    """

    loaded = Signal()  # what was there is known
    documents_added = Signal(object)  # tuple of ids
    document_changed = Signal(int)  # its state
    documents_removed = Signal(object)  # tuple of ids
    noticed = Signal(object)  # Notice: the disk is full, the index was made anew
    paused_changed = Signal(bool)
    progressed = Signal(object)  # Progress

    def __init__(
        self,
        parts: LibraryParts,
        store: DocumentStore,
        inhibitor: Inhibitor,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._store = store
        self._shelf = Shelf()
        self._stop = threading.Event()
        self._looking = Worker("documents-looking", self)
        index, embedder = IndexRoom(parts.open_index, self), EmbedderRoom(parts.make_embedder)
        self._reranker = RerankerRoom(parts.make_reranker)
        reading = ReadingQueue(parts.make_parser, index, self)
        vectors = VectorQueue(embedder, index, self)
        self._refresher = Refresher(store, index, self._looking, parts.is_readable, self)
        self._keeper = Keeper(
            self._shelf, store, index, reading, vectors, self._refresher, inhibitor, self
        )
        self.collections = Collecting(self._shelf, store, self._keeper.when_loaded, self)
        self.asking = Asking(
            *(self._shelf, store, index, embedder, self._reranker, vectors, self._looking),
            *(self._keeper.when_loaded, self),
        )
        self._connect()

    def _connect(self) -> None:
        keeper = self._keeper
        keeper.loaded.connect(self.loaded)
        keeper.documents_added.connect(self.documents_added)
        keeper.document_changed.connect(self.document_changed)
        keeper.documents_removed.connect(self.documents_removed)
        keeper.noticed.connect(self.noticed)
        keeper.paused_changed.connect(self.paused_changed)
        keeper.progressed.connect(self.progressed)
        self.collections.mutated.connect(self._refresher.outdate)
        self.collections.folders_changed.connect(self._refresher.refresh)
        self.collections.failed.connect(keeper.on_failed)

    @property
    def is_loaded(self) -> bool:
        """Whether what was there is known."""
        return self._keeper.is_loaded

    @property
    def is_paused(self) -> bool:
        """Whether reading and embedding rest."""
        return self._keeper.is_paused

    @property
    def is_busy(self) -> bool:
        """Whether words or vectors are being made, or would be were it not paused."""
        return self._keeper.is_busy

    @property
    def progress(self) -> Progress:
        """What is still to do."""
        return self._keeper.progress

    @property
    def entries(self) -> list[Entry]:
        """All documents, in the order in which they came."""
        return self._shelf.entries()

    def entry(self, document_id: int) -> Entry | None:
        """One document; None for one that left."""
        return self._shelf.entry(document_id) if document_id in self._shelf else None

    def label(self, document_id: int) -> Label | None:
        """How a document and its pages are called; None for one that left."""
        known = document_id in self._shelf
        return self._shelf.labels([document_id])[document_id] if known else None

    def start(self) -> None:
        """Learn what is there, and read what changed; safe to say twice."""
        self._keeper.start()

    def refresh(self) -> None:
        """Look again at all files."""
        self._keeper.when_loaded(self._refresher.refresh)

    def when_loaded(self, call: Callable[[], None]) -> None:
        """Run a call as soon as it is known what is there; starts the library if need be."""
        self._keeper.when_loaded(call)

    def add(
        self,
        paths: Iterable[str | Path],
        collection_id: int | None = None,
        done: Callable[[Added], None] | None = None,
    ) -> None:
        """Bring files, and what can be read of folders, into a collection or none."""
        listed = [str(path) for path in paths]
        self._keeper.when_loaded(
            lambda: self._looking.submit(
                lambda: look(listed, self._parts.is_readable, self._stop.is_set),
                done=lambda scan: self._take(scan, collection_id, done),
                failed=self._keeper.on_failed,
            )
        )

    def add_text(
        self,
        text: str,
        title: str = "",
        collection_id: int | None = None,
        done: Callable[[Added], None] | None = None,
    ) -> None:
        """Bring a pasted text; without a title its first words name it."""
        self._looking.submit(
            lambda: keep_text(self._parts.pasted_folder(), text, title or title_of(text)),
            done=lambda path: self.add([path], collection_id, done),
            failed=self._keeper.on_failed,
        )

    def remove(self, document_ids: Sequence[int]) -> None:
        """Forget documents. Their files stay, but for texts that were pasted."""

        def remove() -> None:
            ids = tuple(one for one in document_ids if one in self._shelf)
            paths = [self._shelf.entry(one).document.path for one in ids]
            self._store.call(lambda documents: documents.remove(ids), failed=self._keeper.on_failed)
            self._keeper.forget(ids)
            self._looking.submit(
                lambda: drop_kept(self._parts.pasted_folder(), paths),
                failed=self._keeper.on_failed,
            )

        self._keeper.when_loaded(remove)

    def read_again(self, document_ids: Iterable[int]) -> None:
        """Read documents once more: changed ones, or those that failed."""
        self._keeper.read(document_ids, first=True)

    def locate(self, document_id: int, path: str | Path) -> None:
        """Take another file for a document: its own, that was moved. What it is in stays so."""

        def move(documents: DocumentRepository) -> None:
            found = absolute(path)
            documents.move(document_id, found, Path(found).name)

        def moved(_: None) -> None:
            self._refresher.outdate()
            self._refresher.refresh()

        self._keeper.when_loaded(lambda: self._store.call(move, moved, self._keeper.on_failed))

    def set_password(self, document_id: int, password: str) -> None:
        """Try a password on a document; it is kept in memory only."""
        self._keeper.set_password(document_id, password)

    def password(self, document_id: int) -> str:
        """The password that was given for a document in this run, else ""; to show its pages."""
        return self._keeper.password(document_id)

    def pause(self) -> None:
        """Let reading and embedding rest."""
        self._keeper.set_paused(True)

    def resume(self) -> None:
        """Go on."""
        self._keeper.set_paused(False)

    def set_busy(self, is_busy: bool) -> None:
        """Whether a model answers at this moment: vectors give way to it."""
        self._keeper.set_busy(is_busy)

    def use_embedder(self, make: MakeEmbedder) -> None:
        """Find by the meaning that another embedder sees; `make` runs on a worker."""
        self._keeper.use_embedder(make)

    def use_reranker(self, make: MakeReranker) -> None:
        """Put what is found in order with another re-ranker; `make` runs on a worker."""
        if not self._stop.is_set():  # a download may end while the program does
            self._looking.submit(self._reranker.change, make)

    def close(self) -> None:
        """End all work; what is whole is kept. Waits."""
        self._stop.set()
        self._reranker.close()
        self._keeper.close()
        self._looking.close()

    def _take(
        self, scan: Scan, collection_id: int | None, done: Callable[[Added], None] | None
    ) -> None:
        if self._stop.is_set():
            return
        self._store.call(
            lambda documents: documents.add(named(scan.files), collection_id),
            lambda added: self._on_added(scan, added, collection_id, done),
            self._keeper.on_failed,
        )

    def _on_added(
        self,
        scan: Scan,
        added: list[Document],
        collection_id: int | None,
        done: Callable[[Added], None] | None,
    ) -> None:
        self._refresher.outdate()
        new = tuple(one.id for one in added if one.id not in self._shelf)
        statuses = {one.id: self._shelf.add(one, scan.files[one.path]) for one in added}
        if collection_id is not None:
            self._shelf.set_members(collection_id, statuses, are_in=True)
            self.collections.changed.emit()
        if new:
            self.documents_added.emit(new)
        unhappy = [number for number, one in statuses.items() if one.state in _UNHAPPY]
        self._keeper.read(unhappy, first=True)
        if done is not None:
            done(Added(tuple(statuses), tuple(scan.refused)))
