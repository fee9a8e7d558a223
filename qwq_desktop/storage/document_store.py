"""The repository of documents from the main thread, on the chats' connection and worker."""

from collections.abc import Callable
from typing import TypeVar

from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.documents import DocumentRepository
from qwq_desktop.storage.store import ChatStore

T = TypeVar("T")


class DocumentStore:
    """Runs work on the documents of the disk; calls keep their order with those of the chats."""

    def __init__(self, chats: ChatStore) -> None:
        self._chats = chats

    def call(
        self,
        work: Callable[[DocumentRepository], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run `work` with the repository; `done` or `failed` follow in the main thread."""

        def on_disk(chats: ChatRepository) -> T:
            return chats.run(0, lambda connection: work(DocumentRepository(connection)))

        self._chats.call(on_disk, done, failed)
