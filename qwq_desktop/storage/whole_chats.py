"""Reads a chat with all its branches as one value, and writes such a value as a new chat."""

import sqlite3
from dataclasses import dataclass, replace

from qwq_desktop.platform.text import sanitised
from qwq_desktop.storage import queries
from qwq_desktop.storage.database import transaction
from qwq_desktop.storage.passages import insert_passages
from qwq_desktop.storage.records import ChatSummary, Message, MessageStatus
from qwq_desktop.storage.rows import turn_text


@dataclass(frozen=True)
class WholeChat:
    """A chat and every message of it, oldest first.

    Ids tell who answers whom within this value only; `leaf_id` is the end of the branch on show.
    """

    chat: ChatSummary
    messages: tuple[Message, ...] = ()
    leaf_id: int | None = None

    @property
    def path(self) -> tuple[Message, ...]:
        """The messages of the branch on show, from its root."""
        by_id = {message.id: message for message in self.messages}
        found: list[Message] = []
        current = self.leaf_id
        while current is not None:
            found.append(by_id[current])
            current = found[-1].parent_id
        return tuple(reversed(found))


def read_whole(connection: sqlite3.Connection, chat_id: int) -> WholeChat:
    """Return a chat with all its branches, without the messages that were deleted.

    What answered a deleted message answers the one before it.
    """
    chat = queries.chat(connection, chat_id)
    links = queries.rows(
        connection,
        "SELECT id, parent_id, deleted_at IS NOT NULL FROM messages WHERE chat_id = ? ORDER BY id",
        chat_id,
    )
    parents = {message_id: parent_id for message_id, parent_id, _ in links}
    deleted = {message_id for message_id, _, is_deleted in links if is_deleted}

    def living(message_id: int | None) -> int | None:
        while message_id in deleted:
            message_id = parents[message_id]
        return message_id

    found = queries.messages(connection, [i for i in parents if i not in deleted])
    messages = tuple(replace(one, parent_id=living(one.parent_id)) for one in found)
    leaf = queries.rows(connection, "SELECT leaf_id FROM chats WHERE id = ?", chat_id)[0][0]
    return WholeChat(chat, messages, living(leaf))


def write_whole(connection: sqlite3.Connection, whole: WholeChat) -> int:
    """Add a chat with all its messages, under new ids; return the chat's.

    Times are kept. An answer that streams is kept as interrupted: nobody will go on with it here.
    """
    with transaction(connection, durable=True):
        chat_id = _insert_chat(connection, whole.chat)
        new_ids: dict[int | None, int | None] = {None: None}
        for message in whole.messages:
            parent_id = new_ids[message.parent_id]
            new_ids[message.id] = _insert_message(connection, chat_id, parent_id, message)
        connection.execute(
            "UPDATE chats SET leaf_id = ? WHERE id = ?", (new_ids[whole.leaf_id], chat_id)
        )
    return chat_id


def _insert_chat(connection: sqlite3.Connection, chat: ChatSummary) -> int:
    values = (
        *(sanitised(chat.title), sanitised(chat.model_id), chat.created_at, chat.updated_at),
        *(chat.is_pinned, chat.archived_at, sanitised(chat.folder)),
        *(None if chat.system_prompt is None else sanitised(chat.system_prompt), chat.preset),
    )
    statement = (
        "INSERT INTO chats (title, model_id, created_at, updated_at, pinned, archived_at, folder,"
        " system_prompt, preset) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
    )
    return connection.execute(statement, values).lastrowid or 0


def _insert_message(
    connection: sqlite3.Connection, chat_id: int, parent_id: int | None, message: Message
) -> int:
    is_open = message.status is MessageStatus.STREAMING
    status = MessageStatus.INTERRUPTED if is_open else message.status
    values = (
        *(chat_id, parent_id, message.role, status, message.created_at, message.rating),
        *(turn_text(message.turn), sanitised(message.text), sanitised(message.thinking)),
    )
    statement = (
        "INSERT INTO messages (chat_id, parent_id, role, status, created_at, rating, turn, text,"
        " thinking) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
    )
    message_id = connection.execute(statement, values).lastrowid or 0
    for step in message.tool_steps:
        connection.execute(
            "INSERT INTO tool_steps (message_id, after_thinking, name, arguments, result)"
            " VALUES (?, ?, ?, ?, ?)",
            (
                *(message_id, step.after_thinking, sanitised(step.name)),
                *(sanitised(step.arguments), sanitised(step.result)),
            ),
        )
    for attached in message.attachments:
        connection.execute(
            "INSERT INTO attachments (message_id, name, text) VALUES (?, ?, ?)",
            (message_id, sanitised(attached.name), sanitised(attached.text)),
        )
    insert_passages(connection, message_id, message.passages)
    return message_id
