"""Marks on stored messages: how the user rates an answer, and what was deleted."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from qwq_desktop.platform.errors import QwQError
from qwq_desktop.storage import queries
from qwq_desktop.storage.database import transaction

_BRANCH = """
    WITH RECURSIVE branch (id) AS (
        SELECT ? UNION ALL
        SELECT messages.id FROM messages JOIN branch ON messages.parent_id = branch.id
        WHERE messages.deleted_at IS NULL
    )
"""


@dataclass(frozen=True)
class Deletion:
    """What one deletion took, so that it can be undone.

    `leaf_id` is where the chat's path ended before it.
    """

    chat_id: int
    message_ids: tuple[int, ...]
    leaf_id: int | None


class MessageMarks:
    """Rates, deletes and restores messages; shares the repository's connection and its thread."""

    def __init__(self, connection: sqlite3.Connection, clock: Callable[[], float]) -> None:
        self._connection = connection
        self._clock = clock

    def rate(self, message_id: int, rating: int) -> None:
        """Keep what the user thinks of an answer: 1 good, -1 bad, 0 nothing."""
        with transaction(self._connection):
            queries.chat_of(self._connection, message_id)
            self._connection.execute(
                "UPDATE messages SET rating = ? WHERE id = ?", (rating, message_id)
            )

    def delete(self, message_id: int) -> Deletion:
        """Take a message and all that follows it out of its chat.

        The chat then shows the newest branch beside it, else ends at what stood before it. What is
        deleted stays in the database until `ChatRepository.purge_deleted`.
        """
        chat_id = queries.chat_of(self._connection, message_id)
        tree = queries.tree(self._connection, chat_id)
        if message_id not in tree:
            raise QwQError("message_missing", id=message_id)
        (leaf_id,) = queries.rows(
            self._connection, "SELECT leaf_id FROM chats WHERE id = ?", chat_id
        )[0]
        branch = queries.rows(self._connection, _BRANCH + "SELECT id FROM branch", message_id)
        gone = tuple(row[0] for row in branch)
        others = [one for one in tree.siblings(message_id) if one != message_id]
        before = tree.path(message_id)[:-1]
        with transaction(self._connection, durable=True):
            self._mark(gone, self._clock())
            if leaf_id in gone:
                heir = tree.newest_leaf(others[-1]) if others else None
                self._show(chat_id, heir or (before[-1] if before else None))
        return Deletion(chat_id, gone, leaf_id)

    def restore(self, deletion: Deletion) -> None:
        """Undo a deletion; the chat shows what it showed before."""
        with transaction(self._connection, durable=True):
            self._mark(deletion.message_ids, None)
            self._show(deletion.chat_id, deletion.leaf_id)

    def _mark(self, message_ids: tuple[int, ...], deleted_at: float | None) -> None:
        self._connection.executemany(
            "UPDATE messages SET deleted_at = ? WHERE id = ?",
            [(deleted_at, message_id) for message_id in message_ids],
        )

    def _show(self, chat_id: int, leaf_id: int | None) -> None:
        self._connection.execute("UPDATE chats SET leaf_id = ? WHERE id = ?", (leaf_id, chat_id))
