"""Reads chats and messages: the queries behind `ChatRepository`."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from qwq_desktop.platform.errors import QwQError
from qwq_desktop.storage.database import explained
from qwq_desktop.storage.journal import merged
from qwq_desktop.storage.passages import read_passages
from qwq_desktop.storage.records import Attachment, ChatSummary, Message, MessageStatus, ToolStep
from qwq_desktop.storage.rows import CHAT_COLUMNS, MESSAGE_COLUMNS, chat_from, message_from
from qwq_desktop.storage.tree import MessageTree

Row = tuple[Any, ...]
_IN_IDS = "IN (SELECT value FROM json_each(?))"


def rows(connection: sqlite3.Connection, statement: str, *values: object) -> list[Row]:
    """Return all rows of a query."""
    with explained(connection):
        return connection.execute(statement, values).fetchall()


def chat(connection: sqlite3.Connection, chat_id: int) -> ChatSummary:
    """Return one chat, be it deleted or not."""
    found = rows(connection, f"SELECT {CHAT_COLUMNS} FROM chats WHERE id = ?", chat_id)
    if not found:
        raise QwQError("chat_missing", id=chat_id)
    return chat_from(found[0])


def chats(connection: sqlite3.Connection) -> list[ChatSummary]:
    """Return the chats that are not deleted, the one used last first."""
    found = rows(
        connection,
        f"SELECT {CHAT_COLUMNS} FROM chats WHERE deleted_at IS NULL"
        " ORDER BY updated_at DESC, id DESC",
    )
    return [chat_from(row) for row in found]


def chat_of(connection: sqlite3.Connection, message_id: int) -> int:
    """Return the id of a message's chat."""
    found = rows(connection, "SELECT chat_id FROM messages WHERE id = ?", message_id)
    if not found:
        raise QwQError("message_missing", id=message_id)
    chat_id: int = found[0][0]
    return chat_id


def message(connection: sqlite3.Connection, message_id: int) -> Message:
    """Return one message in its place among its siblings, with what has streamed so far."""
    ids = sibling_ids(connection, message_id)
    return _placed(messages(connection, [message_id])[0], ids)


def siblings(connection: sqlite3.Connection, message_id: int) -> list[Message]:
    """Return the branches that answer the same parent, oldest first, the message among them."""
    ids = sibling_ids(connection, message_id)
    return [_placed(found, ids) for found in messages(connection, ids)]


def sibling_ids(connection: sqlite3.Connection, message_id: int) -> list[int]:
    """Return the ids of the messages with the same parent, oldest first."""
    chat_id = chat_of(connection, message_id)
    found = rows(
        connection,
        "SELECT id FROM messages WHERE chat_id = ? AND parent_id IS"
        " (SELECT parent_id FROM messages WHERE id = ?)"
        " AND (deleted_at IS NULL OR id = ?) ORDER BY id",
        chat_id,
        message_id,
        message_id,
    )
    return [row[0] for row in found]


def tree(connection: sqlite3.Connection, chat_id: int) -> MessageTree:
    """Return who answers whom in a chat, without what was deleted; reads no text."""
    return MessageTree(
        rows(
            connection,
            "SELECT id, parent_id FROM messages WHERE chat_id = ? AND deleted_at IS NULL",
            chat_id,
        )
    )


def path(connection: sqlite3.Connection, chat_id: int) -> list[Message]:
    """Return the messages from the root to the chat's current leaf."""
    found = rows(connection, "SELECT leaf_id FROM chats WHERE id = ?", chat_id)
    if not found:
        raise QwQError("chat_missing", id=chat_id)
    if found[0][0] is None:
        return []
    whole = tree(connection, chat_id)
    loaded = messages(connection, whole.path(found[0][0]))
    return [_placed(one, whole.siblings(one.id)) for one in loaded]


def messages(connection: sqlite3.Connection, ids: Sequence[int]) -> list[Message]:
    """Return messages in the order of their ids, which is that of time; not yet placed."""
    wanted = json.dumps(list(ids))
    steps: defaultdict[int, list[ToolStep]] = defaultdict(list)
    for message_id, *values in rows(
        connection,
        "SELECT message_id, name, arguments, result, after_thinking FROM tool_steps"
        f" WHERE message_id {_IN_IDS} ORDER BY id",
        wanted,
    ):
        steps[message_id].append(ToolStep(*values))
    attached: defaultdict[int, list[Attachment]] = defaultdict(list)
    for message_id, *values in rows(
        connection,
        f"SELECT message_id, name, text FROM attachments WHERE message_id {_IN_IDS} ORDER BY id",
        wanted,
    ):
        attached[message_id].append(Attachment(*values))
    found = rows(
        connection, f"SELECT {MESSAGE_COLUMNS} FROM messages WHERE id {_IN_IDS} ORDER BY id", wanted
    )
    passages = read_passages(connection, ids)
    loaded = [
        message_from(row, steps[row[0]], attached[row[0]], passages.get(row[0], ()))
        for row in found
    ]
    return [_with_journal(connection, one) for one in loaded]


def _with_journal(connection: sqlite3.Connection, one: Message) -> Message:
    if one.status != MessageStatus.STREAMING:
        return one
    found = rows(
        connection, "SELECT kind, text FROM journal WHERE message_id = ? ORDER BY id", one.id
    )
    thinking, answer = merged((kind, text) for kind, text in found)
    return replace(one, thinking=one.thinking + thinking, text=one.text + answer)


def _placed(one: Message, ids: list[int]) -> Message:
    if len(ids) == 1:  # as nearly all are: a long chat opens sooner without a copy of each
        return one
    return replace(one, sibling_index=ids.index(one.id), sibling_count=len(ids))
