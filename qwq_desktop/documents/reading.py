"""Reads documents one after another: their text by the parser, then into the index."""

import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot

from qwq_desktop.documents.fingerprint import fingerprint_of
from qwq_desktop.documents.index.records import Fingerprint
from qwq_desktop.documents.index_room import IndexRoom
from qwq_desktop.documents.ports import Parser
from qwq_desktop.documents.text import DocumentText
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.notice import Notice
from qwq_desktop.platform.worker import Worker
from qwq_desktop.storage.document_records import Reading

_LOG = logging.getLogger(__name__)
# Nothing is wrong with the document: it is read again as soon as this is mended.
STOPPING_CODES = frozenset(("disk_full", "home_unwritable", "index_busy"))
_MOST_WAITING_FOR_INDEX = 2  # texts in memory while the parser goes on


@dataclass(frozen=True)
class Task:
    """A document that shall be read."""

    document_id: int
    path: str


@dataclass(frozen=True)
class _Outcome:
    """What came of parsing a file as it was with this fingerprint; None where it is not there."""

    fingerprint: Fingerprint | None
    text: DocumentText | None = None
    error: Exception | None = None


class ReadingQueue(QObject):
    """Reads tasks in order, the parser on a thread of its own; lives in the main thread."""

    begun = Signal(int)  # document id
    page_reached = Signal(int, int, int)  # document id, a page, of how many
    indexed = Signal(object)  # Reading: the text is in the index
    failed = Signal(object)  # Reading with its trouble
    vanished = Signal(int)  # document id: its file is not there
    held_up = Signal(object, int)  # Notice: nothing can be written; and the document that waits
    busy_changed = Signal(bool)

    _told_page = Signal(object, int, int)  # Task: from the reading thread

    def __init__(
        self,
        make_parser: Callable[[], Parser],
        index: IndexRoom,
        parent: QObject | None = None,
    ) -> None:
        """`make_parser` runs on the reading thread, when the first document is read."""
        super().__init__(parent)
        self._make_parser = make_parser
        self._index = index
        self._parser: Parser | None = None
        self._worker = Worker("documents-reading")
        self._tasks: dict[int, Task] = {}
        self._passwords: dict[int, str] = {}
        self._parsing: Task | None = None
        self._stop = threading.Event()  # of the task that is being parsed
        self._storing: set[int] = set()
        self._is_paused = False
        self._was_busy = False
        self._told_page.connect(self._on_page, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether something is being read, or waits and will be."""
        waiting = bool(self._tasks) and not self._is_paused
        return waiting or self._parsing is not None or bool(self._storing)

    @property
    def waiting(self) -> int:
        """How many documents are not read yet, those under way among them."""
        return len(self._tasks) + (self._parsing is not None) + len(self._storing)

    def holds(self, document_id: int) -> bool:
        """Whether a document waits here or is being read."""
        is_parsed = self._parsing is not None and self._parsing.document_id == document_id
        return document_id in self._tasks or is_parsed or document_id in self._storing

    def add(self, tasks: Iterable[Task]) -> None:
        """Read these when their turn comes; each once."""
        for task in tasks:
            if not self.holds(task.document_id):
                self._tasks[task.document_id] = task
        self._go_on()

    def hasten(self, document_ids: Iterable[int]) -> None:
        """Read these before the others."""
        first = {one: self._tasks.pop(one) for one in document_ids if one in self._tasks}
        self._tasks = {**first, **self._tasks}

    def remove(self, document_ids: Iterable[int]) -> None:
        """Forget documents; one that is being read is read no further."""
        for document_id in document_ids:
            self._tasks.pop(document_id, None)
            self._passwords.pop(document_id, None)
            self._storing.discard(document_id)
            if self._parsing is not None and self._parsing.document_id == document_id:
                self._stop.set()
                self._parsing = None
        self._go_on()

    def set_password(self, document_id: int, password: str) -> None:
        """Use a password for a document; it is kept in memory only."""
        self._passwords[document_id] = password

    def password(self, document_id: int) -> str:
        """The password of a document, "" where none was given."""
        return self._passwords.get(document_id, "")

    def set_paused(self, is_paused: bool) -> None:
        """Rest, or go on; the document that is being read is begun again later."""
        self._is_paused = is_paused
        if is_paused and self._parsing is not None:
            self._tasks = {self._parsing.document_id: self._parsing, **self._tasks}
            self._parsing = None
            self._stop.set()
        self._go_on()

    def close(self) -> None:
        """End the reading. Waits for what is being written."""
        self._is_paused = True
        self._stop.set()
        self._worker.submit(self._close_parser)
        self._worker.close()

    def _go_on(self) -> None:
        is_free = self._parsing is None and len(self._storing) < _MOST_WAITING_FOR_INDEX
        if self._tasks and is_free and not self._is_paused:
            document_id = next(iter(self._tasks))
            self._begin(self._tasks.pop(document_id))
        if self.is_busy != self._was_busy:
            self._was_busy = self.is_busy
            self.busy_changed.emit(self._was_busy)

    def _begin(self, task: Task) -> None:
        self._parsing, self._stop = task, threading.Event()
        stop, password = self._stop, self._passwords.get(task.document_id, "")
        self._worker.submit(
            lambda: self._parse(task, password, stop.is_set),
            done=lambda outcome: self._on_parsed(task, stop, outcome),
        )
        self.begun.emit(task.document_id)

    def _parse(self, task: Task, password: str, stopped: Callable[[], bool]) -> _Outcome:
        """On the reading thread."""
        fingerprint = fingerprint_of(task.path)
        if fingerprint is None or stopped():
            return _Outcome(fingerprint)
        try:
            if self._parser is None:
                self._parser = self._make_parser()
            text = self._parser.parse(
                Path(task.path),
                password=password,
                stopped=stopped,
                progress=lambda page, pages: self._told_page.emit(task, page, pages),
            )
        except Exception as error:  # told to the user as the document's, by `_tell_failure`
            return _Outcome(fingerprint_of(task.path) and fingerprint, error=error)
        if not any(block.text.strip() for block in text.blocks):
            return _Outcome(fingerprint, error=QwQError("document_empty", pages=text.page_count))
        return _Outcome(fingerprint, text)

    @Slot(object, int, int)
    def _on_page(self, task: Task, page: int, pages: int) -> None:
        if task is self._parsing:
            self.page_reached.emit(task.document_id, page, pages)

    def _close_parser(self) -> None:
        if self._parser is not None:
            self._parser.close()

    def _on_parsed(self, task: Task, stop: threading.Event, outcome: _Outcome) -> None:
        if stop is not self._stop or stop.is_set():
            return
        self._parsing = None
        mark, text = outcome.fingerprint, outcome.text
        if mark is None:
            self.vanished.emit(task.document_id)
        elif text is None:
            self._tell_failure(task, mark, outcome.error)
        else:
            self._store(task, mark, text)
        self._go_on()

    def _store(self, task: Task, mark: Fingerprint, text: DocumentText) -> None:
        self._storing.add(task.document_id)
        self._index.call(
            lambda index: index.put(task.document_id, mark, text),
            lambda _: self._on_stored(task, mark, text),
            lambda error: self._on_store_failed(task, mark, error),
        )

    def _on_stored(self, task: Task, mark: Fingerprint, text: DocumentText) -> None:
        if task.document_id in self._storing:
            self._storing.discard(task.document_id)
            names, findings = dict(text.page_names), text.findings
            about = Reading(task.document_id, mark.size, mark.mtime_ns, text.page_count)
            self.indexed.emit(
                replace(about, is_paged=text.is_paged, page_names=names, findings=findings)
            )
        self._go_on()

    def _on_store_failed(self, task: Task, mark: Fingerprint, error: Exception) -> None:
        if task.document_id in self._storing:
            self._storing.discard(task.document_id)
            if isinstance(error, QwQError) and error.code in STOPPING_CODES:
                self._hold_up(task, error)
            elif isinstance(error, QwQError) and error.code == "index_damaged":
                self._tasks = {task.document_id: task, **self._tasks}  # into the new one
            else:
                self._tell_failure(task, mark, error)
        self._go_on()

    def _hold_up(self, task: Task, error: QwQError) -> None:
        self._tasks = {task.document_id: task, **self._tasks}
        self.set_paused(True)
        self.held_up.emit(Notice(error.code, error.facts), task.document_id)

    def _tell_failure(self, task: Task, mark: Fingerprint, error: Exception | None) -> None:
        if not isinstance(error, QwQError):
            _LOG.error("a document could not be read", exc_info=error)
            error = QwQError("unexpected", detail=repr(error))
        _LOG.info("document %d was not read: %s", task.document_id, error)
        trouble = Notice(error.code, {"name": Path(task.path).name, **error.facts})
        self.failed.emit(Reading(task.document_id, mark.size, mark.mtime_ns, trouble=trouble))
