"""The chat store as the conversation uses it: what goes wrong is told, not raised."""

import logging
from collections.abc import Callable
from typing import TypeVar

from qwq_desktop.platform.errors import QwQError
from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.store import ChatStore

_LOG = logging.getLogger(__name__)
T = TypeVar("T")


class ReportingStore:
    """Calls the store, and hands each failure on as a QwQError."""

    def __init__(self, store: ChatStore, tell: Callable[[QwQError], None]) -> None:
        self.store = store
        self._tell = tell

    def call(
        self,
        work: Callable[[ChatRepository], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[], None] | None = None,
    ) -> None:
        """Run `work` on the storage worker; `done`, or `failed` and the telling, follow here."""

        def report(error: Exception) -> None:
            if failed is not None:
                failed()
            self.report(error)

        self.store.call(work, done, report)

    def report(self, error: Exception) -> None:
        """Tell of an error; one that nobody foresaw goes into the log with its trace."""
        if not isinstance(error, QwQError):
            _LOG.error("a storage call broke", exc_info=error)
            error = QwQError("unexpected", detail=repr(error))
        self._tell(error)
