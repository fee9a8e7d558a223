"""Looks again at everything: the database, the disk, the index; one step after another."""

import threading
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from qwq_desktop.documents.index.records import Fingerprint
from qwq_desktop.documents.index_room import IndexRoom
from qwq_desktop.documents.ports import Index
from qwq_desktop.documents.surveying import Survey, apply_survey, survey
from qwq_desktop.platform.worker import Worker
from qwq_desktop.storage.document_records import Holdings
from qwq_desktop.storage.document_store import DocumentStore

Marks = Mapping[int, Fingerprint]
MarksOnDisk = Mapping[int, Fingerprint | None]


class Refresher(QObject):
    """Goes round on the workers and tells what it found; lives in the main thread.

    What the user does meanwhile makes the round worthless: it goes round again.
    """

    begun = Signal()
    found = Signal(object, object, object, object)  # Holdings, MarksOnDisk, Marks, Survey
    failed = Signal(object)  # Exception

    def __init__(
        self,
        store: DocumentStore,
        index: IndexRoom,
        looking: Worker,
        is_readable: Callable[[str], bool],
        parent: QObject | None = None,
    ) -> None:
        """`is_readable` tells by its name whether a file in a folder shall be a document."""
        super().__init__(parent)
        self._store = store
        self._index = index
        self._looking = looking
        self._is_readable = is_readable
        self._stop = threading.Event()
        self._is_running = False
        self._is_outdated = False

    def refresh(self) -> None:
        """Go round, or once more after the round that is under way."""
        if self._is_running:
            self._is_outdated = True
            return
        self._is_running, self._is_outdated = True, False
        self.begun.emit()
        self._store.call(lambda documents: documents.load(), self._survey, self._on_failed)

    def outdate(self) -> None:
        """Something was changed: what a round under way has seen is no longer so."""
        self._is_outdated = True

    def close(self) -> None:
        """Look no further."""
        self._stop.set()

    def _survey(self, holdings: Holdings) -> None:
        if self._stop.is_set():
            return
        self._looking.submit(
            lambda: survey(holdings, self._is_readable, self._stop.is_set),
            done=lambda seen: self._ask_index(seen),
            failed=self._on_failed,
        )

    def _ask_index(self, seen: Survey) -> None:
        if self._stop.is_set():
            return
        if not seen.on_disk and not seen.new:
            self._apply(seen, {})  # no documents: no index need be opened
            return
        # Before the rows are read again: what has a text but no row then has been removed.
        self._index.call(fingerprints, lambda marks: self._apply(seen, marks), self._on_failed)

    def _apply(self, seen: Survey, marks: Marks) -> None:
        if self._is_outdated or self._stop.is_set():
            self._again()
            return
        self._store.call(
            lambda documents: apply_survey(documents, seen),
            lambda known: self._end(seen, marks, *known),
            self._on_failed,
        )

    def _end(self, seen: Survey, marks: Marks, holdings: Holdings, on_disk: MarksOnDisk) -> None:
        if self._is_outdated or self._stop.is_set():
            self._again()
            return
        self._is_running = False
        self.found.emit(holdings, on_disk, marks, seen)

    def _again(self) -> None:
        self._is_running = False
        if not self._stop.is_set():
            self.refresh()

    def _on_failed(self, error: Exception) -> None:
        self._is_running = False
        self.failed.emit(error)


def fingerprints(index: Index) -> Marks:
    """Of which files the index holds the text."""
    return index.fingerprints()
