"""The chat repository from the main thread: every call runs on one worker thread, in order."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from qwq_desktop.platform.notice import Notice
from qwq_desktop.platform.worker import Worker
from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.database import open_database
from qwq_desktop.storage.temporary import with_temporary

T = TypeVar("T")


class ChatStore:
    """Owns the database connection, which lives on the worker's thread.

    Opening it is the first call's first step.
    """

    def __init__(self, worker: Worker, path: Path) -> None:
        """`path` is the database file; it is made when missing."""
        self._worker = worker
        self._path = path
        self._repository: ChatRepository | None = None
        self.notices: list[Notice] = []

    def call(
        self,
        work: Callable[[ChatRepository], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run `work` with the repository; `done` or `failed` follow in the main thread.

        Calls keep their order.
        """
        self._worker.submit(lambda: work(self._open()), done=done, failed=failed)

    def close(self) -> None:
        """Queue the closing of the database behind all calls made so far."""
        self._worker.submit(self._close)

    def _open(self) -> ChatRepository:
        if self._repository is None:
            opened = open_database(self._path)
            self.notices.extend(opened.notices)
            self._repository = with_temporary(ChatRepository(opened.connection))
        return self._repository

    def _close(self) -> None:
        if self._repository is not None:
            self._repository.close()
            self._repository = None
