"""Keeps words and vectors in step with the files: what is to be read, is being read, was read."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from qwq_desktop.documents.embedder_room import MakeEmbedder
from qwq_desktop.documents.index_room import IndexRoom
from qwq_desktop.documents.ports import VectorProgress
from qwq_desktop.documents.reading import STOPPING_CODES, ReadingQueue, Task
from qwq_desktop.documents.refreshing import Marks, MarksOnDisk, Refresher
from qwq_desktop.documents.shelf import Entry, Shelf
from qwq_desktop.documents.states import DocumentState, Status
from qwq_desktop.documents.surveying import Survey
from qwq_desktop.documents.vectors import VectorQueue
from qwq_desktop.documents.watching import FolderWatcher
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.inhibit import READING_DOCUMENTS, Inhibitor
from qwq_desktop.platform.notice import Notice
from qwq_desktop.storage.document_records import Holdings, Reading
from qwq_desktop.storage.document_store import DocumentStore

_LOG = logging.getLogger(__name__)
_PAUSED, _READING, _ANSWERING = "paused", "reading", "answering"


@dataclass(frozen=True)
class Progress:
    """What is still to do: documents without their words, and chunks with and without vectors."""

    unread: int = 0
    vectors_done: int = 0
    vectors_total: int = 0


class Keeper(QObject):
    """Reads what changed, then makes vectors; lives in the main thread and never waits."""

    loaded = Signal()
    documents_added = Signal(object)  # tuple of ids
    document_changed = Signal(int)
    documents_removed = Signal(object)  # tuple of ids
    noticed = Signal(object)  # Notice
    paused_changed = Signal(bool)
    progressed = Signal(object)  # Progress

    def __init__(
        self,
        shelf: Shelf,
        store: DocumentStore,
        index: IndexRoom,
        reading: ReadingQueue,
        vectors: VectorQueue,
        refresher: Refresher,
        inhibitor: Inhibitor,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._store = store
        self._index = index
        self._reading = reading
        self._vectors = vectors
        self._refresher = refresher
        self._inhibitor = inhibitor
        self._watcher = FolderWatcher(self)
        self._waiting_calls: list[Callable[[], None]] = []
        self._is_started = self.is_loaded = self.is_paused = False
        self.progress = Progress()
        self._connect()

    def _connect(self) -> None:
        self._reading.begun.connect(self._on_begun)
        self._reading.page_reached.connect(self._on_page)
        self._reading.indexed.connect(self._on_read)
        self._reading.failed.connect(self._on_read)
        self._reading.vanished.connect(self._on_vanished)
        self._reading.held_up.connect(self._on_held_up)
        self._reading.busy_changed.connect(self._on_busy)
        self._vectors.progressed.connect(self._on_vectors)
        self._vectors.finished.connect(self._tell_progress)
        self._vectors.failed.connect(self.on_failed)
        self._index.renewed.connect(self._on_renewed)
        self._refresher.begun.connect(self._shelf.expect)
        self._refresher.found.connect(self._on_found)
        self._refresher.failed.connect(self.on_failed)
        self._watcher.changed.connect(self._refresher.refresh)

    @property
    def is_busy(self) -> bool:
        """Whether words or vectors are being made, or would be were it not paused."""
        return self._reading.waiting > 0 or self._vectors.is_running

    def start(self) -> None:
        """Learn what is there, and read what changed; safe to say twice."""
        if not self._is_started:
            self._is_started = True
            self._refresher.refresh()

    def when_loaded(self, call: Callable[[], None]) -> None:
        """Run a call as soon as it is known what is there."""
        if self.is_loaded:
            call()
        else:
            self._waiting_calls.append(call)
            self.start()

    def read(self, document_ids: Iterable[int], *, first: bool = False) -> None:
        """Read documents, whatever their state, when their turn comes; `first` before others."""
        tasks, document_ids = [], tuple(document_ids)
        for number in document_ids:
            if number in self._shelf and not self._reading.holds(number):
                entry = self._shelf.entry(number)
                tasks.append(Task(number, entry.document.path))
                was_found = entry.status.is_searchable
                self._shelf.set_status(number, Status(DocumentState.WAITING, was_found))
                self.document_changed.emit(number)
        self._reading.add(tasks)
        if first:
            self._reading.hasten(document_ids)
        self._tell_progress()

    def set_password(self, document_id: int, password: str) -> None:
        """Try a password on a document; it is kept in memory only."""
        self._reading.set_password(document_id, password)
        self.read([document_id], first=True)

    def password(self, document_id: int) -> str:
        """The password that was given for a document, else ""."""
        return self._reading.password(document_id)

    def forget(self, document_ids: Iterable[int]) -> None:
        """Work no further on documents, and drop their texts."""
        ids = tuple(document_ids)
        self._reading.remove(ids)
        self._shelf.remove(ids)
        self._refresher.outdate()
        self._index.call(lambda index: index.drop(ids), failed=self.on_failed)
        self.documents_removed.emit(ids)
        self._tell_progress()

    def set_paused(self, is_paused: bool) -> None:
        """Let all work rest, or go on."""
        if is_paused == self.is_paused:
            return
        self.is_paused = is_paused
        self._vectors.set_held(_PAUSED, is_paused)
        self._reading.set_paused(is_paused)
        for number in self._shelf:
            if self._shelf.status(number).state is DocumentState.READING:
                self._set_state(number, DocumentState.WAITING)
        if not is_paused:
            self._vectors.wake()
        self.paused_changed.emit(is_paused)

    def set_busy(self, is_busy: bool) -> None:
        """Whether a model answers: vectors give way to it."""
        self._vectors.set_held(_ANSWERING, is_busy)

    def use_embedder(self, make: MakeEmbedder) -> None:
        """Make the vectors anew with another embedder."""
        self._vectors.change_embedder(make)

    def close(self) -> None:
        """End all work; what is whole is kept. Waits."""
        self._watcher.close()
        self._refresher.close()
        self._reading.close()
        self._vectors.close()
        self._index.close()
        self._inhibitor.set_held(READING_DOCUMENTS, False)

    def on_failed(self, error: Exception) -> None:
        """Tell an error that befell no single document."""
        if not isinstance(error, QwQError):
            _LOG.error("keeping documents broke", exc_info=error)
            error = QwQError("unexpected", detail=repr(error))
        _LOG.warning("documents: %s", error)
        if error.code in STOPPING_CODES:
            self._hold_up(Notice(error.code, error.facts))
        elif error.code != "index_damaged":  # its renewal is told
            self.noticed.emit(Notice(error.code, error.facts))

    def _on_found(
        self, holdings: Holdings, on_disk: MarksOnDisk, in_index: Marks, seen: Survey
    ) -> None:
        before = {number: self._shelf.entry(number) for number in self._shelf}
        self._shelf.take(holdings, on_disk, in_index)
        self._keep_states_of_work(before)
        self._drop_orphans(in_index)
        first, self.is_loaded = not self.is_loaded, True
        if first:
            self.loaded.emit()
        else:
            self._tell_differences(before)
        self.read(n for n in self._shelf if self._state(n) is DocumentState.WAITING)
        self._vectors.set_first(self._shelf.asked())
        self._vectors.wake()
        self._watcher.watch(seen.folders, (self._shelf.entry(n).document.path for n in self._shelf))
        calls, self._waiting_calls = self._waiting_calls, []
        for call in calls:
            call()

    def _keep_states_of_work(self, before: dict[int, Entry]) -> None:
        """What is in the queue has the state that the queue gave it."""
        self._reading.remove([number for number in before if number not in self._shelf])
        for number, entry in before.items():
            if number in self._shelf and self._reading.holds(number):
                self._shelf.set_status(number, entry.status)

    def _drop_orphans(self, in_index: Marks) -> None:
        orphans = [number for number in in_index if number not in self._shelf]
        if orphans:
            self._index.call(lambda index: index.drop(orphans), failed=self.on_failed)

    def _tell_differences(self, before: dict[int, Entry]) -> None:
        if gone := tuple(number for number in before if number not in self._shelf):
            self.documents_removed.emit(gone)
        if new := tuple(number for number in self._shelf if number not in before):
            self.documents_added.emit(new)
        for number, entry in before.items():
            if number in self._shelf and self._shelf.entry(number) != entry:
                self.document_changed.emit(number)

    def _on_begun(self, document_id: int) -> None:
        self._set_state(document_id, DocumentState.READING)

    def _on_page(self, document_id: int, page: int, pages: int) -> None:
        if document_id in self._shelf:
            status = replace(self._shelf.status(document_id), page=page, pages=pages)
            self._shelf.set_status(document_id, status)
            self.document_changed.emit(document_id)

    def _on_read(self, reading: Reading) -> None:
        if reading.document_id not in self._shelf:
            return
        self._store.call(lambda documents: documents.save_reading(reading), failed=self.on_failed)
        self._shelf.set_reading(reading)
        self.document_changed.emit(reading.document_id)
        if reading.trouble is None:
            self._vectors.wake()
        self._tell_progress()

    def _on_vanished(self, document_id: int) -> None:
        if document_id in self._shelf:
            self._shelf.set_gone(document_id)
            self.document_changed.emit(document_id)
        self._tell_progress()

    def _on_held_up(self, notice: Notice, document_id: int) -> None:
        if document_id in self._shelf:
            self._set_state(document_id, DocumentState.WAITING)
        self._hold_up(notice)

    def _hold_up(self, notice: Notice) -> None:
        """Nothing can be written: rest, and say so once however many calls found it."""
        if not self.is_paused:
            self.set_paused(True)
            self.noticed.emit(notice)

    def _on_busy(self, is_busy: bool) -> None:
        self._inhibitor.set_held(READING_DOCUMENTS, is_busy)
        self._vectors.set_held(_READING, is_busy)  # words come first
        self._tell_progress()

    def _on_renewed(self, notice: Notice) -> None:
        self._shelf.forget_index()
        self.noticed.emit(notice)
        self._refresher.refresh()

    def _on_vectors(self, progress: VectorProgress) -> None:
        self.progress = replace(
            self.progress, vectors_done=progress.done, vectors_total=progress.total
        )
        self._tell_progress()

    def _tell_progress(self) -> None:
        self.progress = replace(self.progress, unread=self._reading.waiting)
        self.progressed.emit(self.progress)

    def _state(self, document_id: int) -> DocumentState:
        return self._shelf.status(document_id).state

    def _set_state(self, document_id: int, state: DocumentState) -> None:
        status = replace(self._shelf.status(document_id), state=state, page=0, pages=0)
        self._shelf.set_status(document_id, status)
        self.document_changed.emit(document_id)
