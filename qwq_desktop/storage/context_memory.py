"""What the database keeps of the model's view: where older turns left it, what was added to it."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace

from qwq_desktop.platform.text import sanitised
from qwq_desktop.storage import queries
from qwq_desktop.storage.database import transaction
from qwq_desktop.storage.passages import insert_passages
from qwq_desktop.storage.records import ContextCut, DocumentUse, PassageRecord
from qwq_desktop.storage.rows import turn_text


class ContextMemory:
    """The part of `ChatRepository` that is about the context; same thread, same errors."""

    def __init__(self, connection: sqlite3.Connection, clock: Callable[[], float]) -> None:
        self._connection = connection
        self._clock = clock

    def cuts(self, chat_id: int) -> list[ContextCut]:
        """Return a chat's cuts, those of all branches, the oldest first."""
        found = queries.rows(
            self._connection,
            "SELECT message_id, summary, created_at FROM context_cuts WHERE chat_id = ?"
            " ORDER BY id",
            chat_id,
        )
        return [ContextCut(*row) for row in found]

    def add_cut(self, message_id: int, summary: str = "") -> ContextCut:
        """Keep that a chat's turns before a message left the prompt.

        Where they had left already, the summary is set.
        """
        with transaction(self._connection, durable=True):
            chat_id = queries.chat_of(self._connection, message_id)
            known = self._connection.execute(
                "UPDATE context_cuts SET summary = ? WHERE message_id = ?",
                (sanitised(summary), message_id),
            ).rowcount
            if not known:
                self._connection.execute(
                    "INSERT INTO context_cuts (chat_id, message_id, created_at, summary)"
                    " VALUES (?, ?, ?, ?)",
                    (chat_id, message_id, self._clock(), sanitised(summary)),
                )
        return next(cut for cut in self.cuts(chat_id) if cut.message_id == message_id)

    def remove_cuts(self, chat_id: int) -> None:
        """Let all of a chat's turns into the prompt again."""
        with transaction(self._connection, durable=True):
            self._connection.execute("DELETE FROM context_cuts WHERE chat_id = ?", (chat_id,))

    def set_recalled(self, message_id: int, recalled: str) -> None:
        """Keep what was brought back to a question; its prompt holds it from now on."""
        with transaction(self._connection, durable=True):
            self._change_turn(message_id, recalled=recalled)

    def set_passages(
        self, message_id: int, passages: Sequence[PassageRecord], documents: DocumentUse
    ) -> None:
        """Keep what the documents gave to a question; its prompt holds it from now on."""
        with transaction(self._connection, durable=True):
            queries.chat_of(self._connection, message_id)
            self._connection.execute("DELETE FROM passages WHERE message_id = ?", (message_id,))
            insert_passages(self._connection, message_id, passages)
            self._change_turn(message_id, documents=documents)

    def add_passages(self, message_id: int, passages: Sequence[PassageRecord]) -> None:
        """Keep what the model itself found in the documents while it answered."""
        with transaction(self._connection):
            insert_passages(self._connection, message_id, passages)

    def _change_turn(self, message_id: int, **values: str) -> None:
        """Inside a transaction of the caller."""
        for message in queries.messages(self._connection, [message_id]):
            turn = replace(message.turn, **values)  # type: ignore[arg-type]  # only texts
            self._connection.execute(
                "UPDATE messages SET turn = ? WHERE id = ?", (turn_text(turn), message_id)
            )
