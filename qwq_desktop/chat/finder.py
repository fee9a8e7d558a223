"""Searches all chats while the user types: one search at a time, the newest wish wins."""

import logging

from PySide6.QtCore import QObject, Signal

from qwq_desktop.platform.errors import QwQError
from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.search import SearchHit
from qwq_desktop.storage.store import ChatStore

_LOG = logging.getLogger(__name__)


class ChatFinder(QObject):
    """Asks the storage worker; lives in the main thread.

    What is typed while a search runs waits, and only the last of it is searched for. Chats from
    before the index are made findable in the background, a few messages between other work.
    """

    failed = Signal(object)  # QwQError
    found = Signal(str, object)  # the words, tuple[SearchHit, ...]

    def __init__(self, store: ChatStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._running: str | None = None
        self._waiting: str | None = None

    def start(self) -> None:
        """Begin to index what is not indexed yet."""
        self._store.call(ChatRepository.index_some, self._on_indexed, self._on_failed)

    def search(self, text: str) -> None:
        """Look for words; `found` follows unless other words are asked for before."""
        self._waiting = text
        if self._running is None:
            self._next()

    def forget(self) -> None:
        """Nothing is looked for any more; what is on its way is not told."""
        self._waiting = None
        if self._running is not None:
            self._running = ""

    def _next(self) -> None:
        text, self._waiting = self._waiting, None
        self._running = text
        if text is None:
            return
        self._store.call(lambda repository: repository.search(text), self._on_found, self._on_lost)

    def _on_found(self, hits: list[SearchHit]) -> None:
        text = self._running
        if text and self._waiting is None:
            self.found.emit(text, tuple(hits))
        self._next()

    def _on_lost(self, error: Exception) -> None:
        self._on_failed(error)
        self._next()

    def _on_indexed(self, has_more: bool) -> None:
        if has_more:
            self.start()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, QwQError):
            _LOG.error("a search broke", exc_info=error)
            error = QwQError("unexpected", detail=repr(error))
        self.failed.emit(error)
