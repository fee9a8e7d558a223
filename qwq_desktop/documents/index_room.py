"""The index from the main thread: every call runs on one worker thread, in order."""

import logging
from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from qwq_desktop.documents.ports import Index
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.notice import Notice
from qwq_desktop.platform.worker import Worker

T = TypeVar("T")

_LOG = logging.getLogger(__name__)


class IndexRoom(QObject):
    """Owns the index and the thread "documents", on which it lives.

    Opening it is the first call's first step. In place of one that turns out to be damaged an
    empty one begins; the call that found it fails.
    """

    renewed = Signal(object)  # Notice: an empty index stands where one was

    _told = Signal(object)

    def __init__(
        self,
        open_index: Callable[[], tuple[Index, Sequence[Notice]]],
        parent: QObject | None = None,
    ) -> None:
        """`open_index` runs on the thread; its notices tell that a new index was begun."""
        super().__init__(parent)
        self._open_index = open_index
        self._index: Index | None = None
        self._worker = Worker("documents")
        self._told.connect(self.renewed)

    def call(
        self,
        work: Callable[[Index], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run `work` with the index; `done` or `failed` follow in the main thread."""
        self._worker.submit(self._with_index, work, done=done, failed=failed)

    def close(self) -> None:
        """Close the index behind all calls made so far. Waits."""
        self._worker.submit(self._close)
        self._worker.close()

    def _with_index(self, work: Callable[[Index], T]) -> T:
        if self._index is None:
            self._index, notices = self._open_index()
            for notice in notices:
                self._told.emit(notice)
        try:
            return work(self._index)
        except QwQError as error:
            if error.code == "index_damaged":
                _LOG.warning("the index is damaged and is made anew: %s", error)
                self._renew(self._index)
            raise

    def _renew(self, index: Index) -> None:
        self._index = None  # opened at the next call, if this fails
        notice = index.renew()
        self._index = index
        self._told.emit(notice)

    def _close(self) -> None:
        index, self._index = self._index, None
        if index is not None:
            index.close()
