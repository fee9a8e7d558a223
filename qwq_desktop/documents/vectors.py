"""Gives the chunks of the index their vectors in the background, giving way to whatever hurries."""

import logging
import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from qwq_desktop.documents.embedder_room import EmbedderRoom, MakeEmbedder
from qwq_desktop.documents.index_room import IndexRoom
from qwq_desktop.documents.ports import Index, Unembedded, VectorProgress
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.worker import Worker

if TYPE_CHECKING:  # numpy is for the workers
    from qwq_desktop.documents.embedder import Embedder, Vector

_LOG = logging.getLogger(__name__)
_BATCH = 8  # chunks: little is lost when it is stopped, and little waits for it


class VectorQueue(QObject):
    """Embeds batch after batch on a thread of its own; lives in the main thread.

    It rests while anyone has a reason to hold it, and where there is no embedder.
    """

    progressed = Signal(object)  # VectorProgress
    finished = Signal()  # every chunk has its vector, or there is no embedder
    failed = Signal(object)  # QwQError: words alone must do

    def __init__(
        self, embedder: EmbedderRoom, index: IndexRoom, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._embedder = embedder
        self._index = index
        self._worker = Worker("documents-vectors")
        self._held_by: set[str] = set()
        self._first: tuple[int, ...] = ()
        self._stop = threading.Event()
        self._tidied = ""  # the embedder whose vectors alone are left
        self._is_running = False
        self._is_wanted = False
        self._is_closed = False

    @property
    def is_running(self) -> bool:
        """Whether chunks are being embedded, or would be if nobody held it."""
        return self._is_running or self._is_wanted

    def set_first(self, document_ids: Iterable[int]) -> None:
        """Embed these documents before the others, in this order."""
        self._first = tuple(document_ids)

    def wake(self) -> None:
        """There may be chunks without a vector."""
        self._is_wanted = True
        self._go_on()

    def set_held(self, reason: str, is_held: bool) -> None:
        """Rest for a reason ("answering"), or no longer; what was begun is given up."""
        if is_held:
            self._held_by.add(reason)
            self._stop.set()
        else:
            self._held_by.discard(reason)
            self._go_on()

    def change_embedder(self, make: MakeEmbedder) -> None:
        """Use another embedder from now on; vectors of the one before are made anew."""
        self._stop.set()
        self._worker.submit(self._embedder.change, make, done=lambda _: self.wake())

    def close(self) -> None:
        """End the work and the embedder. Waits."""
        self._is_closed = True
        self._stop.set()
        self._worker.submit(self._embedder.close)
        self._worker.close()

    def _go_on(self) -> None:
        if self._is_running or not self._is_wanted or self._held_by or self._is_closed:
            return
        self._is_running, self._is_wanted = True, False
        self._stop = threading.Event()
        self._worker.submit(self._embedder.get, done=self._look, failed=self._on_failed)

    def _look(self, embedder: "Embedder | None") -> None:
        if self._is_closed:
            return
        if embedder is None:
            self._end()
            return
        name, first = embedder.name, self._first

        def look(index: Index) -> tuple[list[Unembedded], VectorProgress]:
            return list(index.unembedded(name, _BATCH, first)), index.progress(name)

        self._index.call(
            look, lambda found: self._on_looked(embedder, *found), failed=self._on_failed
        )

    def _on_looked(
        self, embedder: "Embedder", batch: list[Unembedded], progress: VectorProgress
    ) -> None:
        if self._is_closed:
            return
        self.progressed.emit(progress)
        if not batch:
            self._tidy(embedder.name)
            self._end()
            return
        if self._stop.is_set():
            self._end(given_up=True)
            return
        stop = self._stop
        self._worker.submit(
            lambda: embedder.passages([one.text for one in batch], stop.is_set),
            done=lambda vectors: self._keep(embedder, batch, vectors),
            failed=self._on_failed,
        )

    def _keep(self, embedder: "Embedder", batch: list[Unembedded], vectors: "list[Vector]") -> None:
        if self._is_closed:
            return
        made = {one.chunk_id: vector for one, vector in zip(batch, vectors, strict=False)}
        if not made:
            self._end(given_up=True)
            return
        self._index.call(
            lambda index: index.put_vectors(embedder.name, made),
            lambda _: self._look(embedder),
            failed=self._on_failed,
        )

    def _tidy(self, name: str) -> None:
        """All is there: what other embedders made is of no use any more."""
        if self._tidied != name:
            self._tidied = name
            self._index.call(lambda index: index.keep_only(name), failed=self._on_failed)

    def _end(self, *, given_up: bool = False) -> None:
        """`given_up`: there is more to do, when nobody holds it."""
        self._is_running = False
        self._is_wanted = self._is_wanted or given_up
        if self._is_wanted:
            self._go_on()
        else:
            self.finished.emit()

    def _on_failed(self, error: Exception) -> None:
        if self._is_closed:
            return
        self._is_running = self._is_wanted = False  # until something new wakes it
        if not isinstance(error, QwQError):
            _LOG.error("documents could not be embedded", exc_info=error)
            error = QwQError("unexpected", detail=repr(error))
        _LOG.warning("documents get no vectors: %s", error)
        self.failed.emit(error)
