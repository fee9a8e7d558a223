"""Temporary chats: a database in memory beside the one on the disk, told apart by their ids.

What belongs to a temporary chat never reaches a file, not even for a moment: its rows live in a
connection to `:memory:` that keeps its sorters in memory too. Its ids lie beyond all of the disk's,
so that whatever is asked of a repository about a chat or a message goes to the right database
without the asker knowing of two.
"""

import inspect
import sqlite3
from collections.abc import Callable
from typing import Any, cast

from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.database import add_functions, transaction
from qwq_desktop.storage.migrations import MIGRATIONS
from qwq_desktop.storage.records import ChatSummary

FIRST_ID = 1 << 30  # beyond any id that the disk reaches, and within the int of a Qt signal


def is_temporary(chat_or_message_id: int) -> bool:
    """Whether an id is of a temporary chat or one of its messages."""
    return chat_or_message_id >= FIRST_ID


def with_temporary(kept: ChatRepository) -> ChatRepository:
    """A repository whose calls about temporary chats go to memory, all others to `kept`."""
    return cast("ChatRepository", _Router(kept))


def begin_temporary(repository: ChatRepository, title: str) -> ChatSummary:
    """Begin a chat in memory; `repository` comes from `with_temporary`."""
    return repository.run(FIRST_ID, lambda memory: ChatRepository(memory).create_chat(title, ""))


def discard_temporary(repository: ChatRepository, chat_id: int) -> None:
    """Forget a temporary chat with all that belongs to it."""

    def discard(memory: sqlite3.Connection) -> None:
        with transaction(memory):
            memory.execute("DELETE FROM chats WHERE id = ?", (chat_id,))

    if is_temporary(chat_id):
        repository.run(chat_id, discard)


class _Routed:
    """Stands in for a repository: each method goes where its first argument belongs.

    That is an id, or something with a `chat_id`; methods with neither are the disk's. It reads the
    repository's own methods and the smaller repositories within it, so that what is added later
    can't write a temporary chat to the disk by mistake.
    """

    def __init__(self, kept: object, memory: Callable[[], object]) -> None:
        self._kept = kept
        self._of_memory = memory

    def __getattr__(self, name: str) -> Any:
        of_kept = getattr(self._kept, name)
        if name.startswith("_"):
            return of_kept
        if not inspect.ismethod(of_kept):
            return _Routed(of_kept, lambda: getattr(self._of_memory(), name))

        def routed(*values: Any, **named: Any) -> Any:
            subjects = (getattr(v, "chat_id", v) for v in (*values[:1], *named.values()))
            if any(type(subject) is int and is_temporary(subject) for subject in subjects):
                return getattr(self._of_memory(), name)(*values, **named)
            return of_kept(*values, **named)

        return routed


class _Router(_Routed):
    """Stands in for the ChatRepository itself, and makes the one in memory when it is needed."""

    def __init__(self, kept: ChatRepository) -> None:
        super().__init__(kept, self._memory)
        self._passing: ChatRepository | None = None

    def close(self) -> None:
        """Close both; the temporary chats are gone."""
        if self._passing is not None:
            self._passing.close()
            self._passing = None
        self._kept.close()  # type: ignore[attr-defined]

    def _memory(self) -> ChatRepository:
        if self._passing is None:
            self._passing = ChatRepository(_opened_in_memory())
        return self._passing


def _opened_in_memory() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA foreign_keys = ON")
    add_functions(connection)
    for statements in MIGRATIONS:
        for statement in statements:
            connection.execute(statement)
    # SQLite counts on from the largest id there is: these two rows begin the count.
    connection.execute(
        "INSERT INTO chats (id, title, model_id, created_at, updated_at, deleted_at)"
        " VALUES (?, '', '', 0, 0, 0)",
        (FIRST_ID,),
    )
    connection.execute(
        "INSERT INTO messages (id, chat_id, role, status, created_at, turn, text, thinking)"
        " VALUES (?, ?, 'user', 'complete', 0, '{}', '', '')",
        (FIRST_ID, FIRST_ID),
    )
    return connection
