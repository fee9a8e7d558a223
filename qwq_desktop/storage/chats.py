"""Chats and their messages in the database, written as they grow."""

import sqlite3
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.text import sanitised
from qwq_desktop.storage import queries, search
from qwq_desktop.storage.context_memory import ContextMemory
from qwq_desktop.storage.database import transaction
from qwq_desktop.storage.drafts import Drafts
from qwq_desktop.storage.journal import JournalKind
from qwq_desktop.storage.marks import MessageMarks
from qwq_desktop.storage.passages import insert_passages
from qwq_desktop.storage.prompts import SavedPrompts
from qwq_desktop.storage.records import (
    Attachment,
    ChatSummary,
    DocumentUse,
    Message,
    MessageStatus,
    PassageRecord,
    Role,
    ToolStep,
    TurnRecord,
)
from qwq_desktop.storage.rows import turn_text
from qwq_desktop.storage.search import SearchHit

T = TypeVar("T")

_SYNC_INTERVAL_S = 2.0  # what a power cut may take of a running answer


class ChatRepository:
    """Reads and writes chats; every method is synchronous and belongs on the storage worker.

    Text may hold any Unicode; lone surrogates are stored as U+FFFD. Times are Unix seconds by
    `clock`. Methods raise QwQError: `chat_missing`, `message_missing`, or what became of an error
    of SQLite (`database.explained`).
    """

    def __init__(
        self, connection: sqlite3.Connection, clock: Callable[[], float] = time.time
    ) -> None:
        self._connection = connection
        self._clock = clock
        self.context = ContextMemory(connection, clock)
        self._synced_at = float("-inf")
        self.drafts = Drafts(connection)
        self.marks = MessageMarks(connection, clock)
        self.prompts = SavedPrompts(connection, clock)

    def close(self) -> None:
        """Close the connection; nothing else may be called afterwards."""
        self._connection.close()

    def run(self, chat_id: int, work: Callable[[sqlite3.Connection], T]) -> T:
        """Let another module of this room work on the database where a chat is kept.

        0 stands for the chats on the disk.
        """
        del chat_id  # there is one database here; `temporary` chooses between two
        return work(self._connection)

    def create_chat(self, title: str, model_id: str) -> ChatSummary:
        """Begin a chat without messages."""
        now = self._clock()
        with transaction(self._connection):
            chat_id = self._insert(
                "INSERT INTO chats (title, model_id, created_at, updated_at) VALUES (?, ?, ?, ?)",
                sanitised(title),
                sanitised(model_id),
                now,
                now,
            )
        return self.get_chat(chat_id)

    def get_chat(self, chat_id: int) -> ChatSummary:
        """Return one chat, be it deleted or not."""
        return queries.chat(self._connection, chat_id)

    def list_chats(self) -> list[ChatSummary]:
        """Return the chats that are not deleted, the one used last first."""
        return queries.chats(self._connection)

    def rename(self, chat_id: int, title: str) -> None:
        """Give a chat another title."""
        with transaction(self._connection):
            self._update_chat(chat_id, "title", sanitised(title))

    def touch(self, chat_id: int) -> None:
        """Make a chat the one used last."""
        with transaction(self._connection):
            self._update_chat(chat_id, "updated_at", self._clock())

    def delete(self, chat_id: int) -> None:
        """Take a chat out of the list; `undelete` brings it back until `purge_deleted`."""
        with transaction(self._connection):
            self._update_chat(chat_id, "deleted_at", self._clock())

    def undelete(self, chat_id: int) -> None:
        """Bring a deleted chat back."""
        with transaction(self._connection):
            self._update_chat(chat_id, "deleted_at", None)

    def purge_deleted(self, older_than: float | None = None) -> int:
        """Remove for ever the chats deleted before a time (None: all); return how many.

        Deleted messages of other chats go with them.
        """
        limit = float("inf") if older_than is None else older_than
        with transaction(self._connection):
            self._connection.execute("DELETE FROM messages WHERE deleted_at < ?", (limit,))
            return self._connection.execute(
                "DELETE FROM chats WHERE deleted_at < ?", (limit,)
            ).rowcount

    def set_instructions(
        self, chat_id: int, system_prompt: str | None, preset: str | None
    ) -> ChatSummary:
        """Give a chat a system prompt and a preset of its own; None leaves them to the settings."""
        prompt = None if system_prompt is None else sanitised(system_prompt)
        with transaction(self._connection):
            self._update_chat(chat_id, "system_prompt", prompt)
            self._update_chat(chat_id, "preset", preset)
        return self.get_chat(chat_id)

    def add_user_message(
        self,
        chat_id: int,
        parent_id: int | None,
        text: str,
        attachments: Sequence[Attachment] = (),
        passages: Sequence[PassageRecord] = (),
        documents: DocumentUse = DocumentUse.NONE,
    ) -> Message:
        """Add the user's words below a message (None: a new root) and show the chat up to them.

        `passages` of documents are kept with them.
        """
        turn = TurnRecord(documents=documents)
        with transaction(self._connection, durable=True):
            message_id = self._add(
                chat_id, parent_id, Role.USER, MessageStatus.COMPLETE, turn, text
            )
            insert_passages(self._connection, message_id, passages)
            for one in attachments:
                self._insert(
                    "INSERT INTO attachments (message_id, name, text) VALUES (?, ?, ?)",
                    *(message_id, sanitised(one.name), sanitised(one.text)),
                )
        return self.message(message_id)

    def begin_assistant(self, chat_id: int, parent_id: int | None, turn: TurnRecord) -> Message:
        """Add an answer that is about to stream; the chat remembers its model."""
        with transaction(self._connection):
            message_id = self._add(
                chat_id, parent_id, Role.ASSISTANT, MessageStatus.STREAMING, turn, ""
            )
            if turn.model_id:
                self._update_chat(chat_id, "model_id", sanitised(turn.model_id))
        return self.message(message_id)

    def reopen(self, message_id: int, turn: TurnRecord) -> None:
        """Let a message that ended stream again, after the text that it has."""
        with transaction(self._connection):
            queries.chat_of(self._connection, message_id)
            self._connection.execute(
                "UPDATE messages SET status = ?, turn = ? WHERE id = ?",
                (MessageStatus.STREAMING, turn_text(turn), message_id),
            )

    def append_segment(self, message_id: int, channel: str, text: str) -> None:
        """Add text to the `thinking` or `answer` of a streaming message.

        What was appended survives the process as soon as this returns, and a power cut soon after.
        The cost doesn't depend on the length of the message or of the chat. Raises
        QwQError("message_finished") when the message doesn't stream.
        """
        self._journal(message_id, JournalKind(channel), sanitised(text))

    def retract_answer(self, message_id: int) -> None:
        """Turn what was journaled as the answer of a streaming message into thinking."""
        self._journal(message_id, JournalKind.RETRACTION, "")

    def add_tool_step(self, message_id: int, step: ToolStep) -> None:
        """Keep a call of a tool with its message."""
        texts = (sanitised(step.name), sanitised(step.arguments), sanitised(step.result))
        with transaction(self._connection):
            queries.chat_of(self._connection, message_id)
            self._insert(
                "INSERT INTO tool_steps (message_id, after_thinking, name, arguments, result)"
                " VALUES (?, ?, ?, ?, ?)",
                message_id,
                step.after_thinking,
                *texts,
            )

    def finish(self, message_id: int, status: MessageStatus, turn: TurnRecord) -> Message:
        """End a streaming message: its journal becomes its text. Return it whole."""
        with transaction(self._connection, durable=True):
            chat_id = queries.chat_of(self._connection, message_id)
            self._settle(message_id, status)
            self._connection.execute(
                "UPDATE messages SET turn = ? WHERE id = ?", (turn_text(turn), message_id)
            )
            self._update_chat(chat_id, "updated_at", self._clock())
        return self.message(message_id)

    def recover(self) -> list[int]:
        """Mark what a dead process left streaming as interrupted, with all text; return the ids.

        Only for the process that holds the home (`SingleInstance`): it would end the answers that
        another one is still writing.
        """
        with transaction(self._connection, durable=True):
            found = queries.rows(
                self._connection,
                "SELECT id FROM messages WHERE status = 'streaming' ORDER BY id",
            )
            for (message_id,) in found:
                self._settle(message_id, MessageStatus.INTERRUPTED)
        return [message_id for (message_id,) in found]

    def message(self, message_id: int) -> Message:
        """Return one message, with what has streamed so far."""
        return queries.message(self._connection, message_id)

    def siblings(self, message_id: int) -> list[Message]:
        """Return the branches that answer the same parent, oldest first, the message among them."""
        return queries.siblings(self._connection, message_id)

    def path(self, chat_id: int) -> list[Message]:
        """Return the messages from the root to the chat's current leaf."""
        return queries.path(self._connection, chat_id)

    def set_leaf(self, chat_id: int, message_id: int) -> int:
        """Show the branch of a message, down to its newest leaf; return the leaf's id."""
        tree = queries.tree(self._connection, chat_id)
        if message_id not in tree:
            raise QwQError("message_missing", id=message_id)
        leaf_id = tree.newest_leaf(message_id)
        with transaction(self._connection):
            self._update_chat(chat_id, "leaf_id", leaf_id)
        return leaf_id

    def search(self, text: str, limit: int = 60) -> list[SearchHit]:
        """Find chats and messages by words; any text may be searched for (`search.search`)."""
        return search.search(self._connection, text, limit)

    def index_some(self, count: int = 50) -> bool:
        """Make more of the messages found that are older than the search; whether some are left."""
        return search.index_some(self._connection, count)

    # The following run inside a transaction of their caller, except _journal.

    def _insert(self, statement: str, *values: object) -> int:
        return self._connection.execute(statement, values).lastrowid or 0

    def _update_chat(self, chat_id: int, column: str, value: object) -> None:
        statement = f"UPDATE chats SET {column} = ? WHERE id = ?"
        if not self._connection.execute(statement, (value, chat_id)).rowcount:
            raise QwQError("chat_missing", id=chat_id)

    def _add(
        self,
        chat_id: int,
        parent_id: int | None,
        role: Role,
        status: MessageStatus,
        turn: TurnRecord,
        text: str,
    ) -> int:
        now = self._clock()
        self._update_chat(chat_id, "updated_at", now)
        if parent_id is not None and queries.chat_of(self._connection, parent_id) != chat_id:
            raise QwQError("message_missing", id=parent_id)
        message_id = self._insert(
            "INSERT INTO messages (chat_id, parent_id, role, status, created_at, turn, text,"
            " thinking) VALUES (?, ?, ?, ?, ?, ?, ?, '')",
            *(chat_id, parent_id, role, status, now, turn_text(turn), sanitised(text)),
        )
        self._update_chat(chat_id, "leaf_id", message_id)
        return message_id

    def _journal(self, message_id: int, kind: JournalKind, text: str) -> None:
        now = self._clock()
        durable = abs(now - self._synced_at) >= _SYNC_INTERVAL_S
        with transaction(self._connection, durable=durable):
            added = self._connection.execute(
                "INSERT INTO journal (message_id, kind, text) SELECT id, ?, ? FROM messages"
                " WHERE id = ? AND status = 'streaming'",
                (kind, text, message_id),
            ).rowcount
            if not added:
                raise QwQError("message_finished", id=message_id)
        if durable:
            self._synced_at = now

    def _settle(self, message_id: int, status: MessageStatus) -> None:
        whole = queries.messages(self._connection, [message_id])[0]
        self._connection.execute(
            "UPDATE messages SET status = ?, thinking = ?, text = ? WHERE id = ?",
            (status, whole.thinking, whole.text, message_id),
        )
        self._connection.execute("DELETE FROM journal WHERE message_id = ?", (message_id,))
