"""Finds chats and messages by their words, through SQLite's FTS5.

The index holds titles, questions, answers and thinking as `platform.words.index_text` cuts them,
without a copy of the texts. Triggers of the schema keep it in step within the transaction that
changes a text, whoever changes it; a message that streams is not in it until it is settled. What
was there before the index is added in pieces by `index_some`, the newest first.
"""

import sqlite3
from dataclasses import dataclass
from enum import StrEnum

from qwq_desktop.platform.words import Query, read_query
from qwq_desktop.storage.database import transaction
from qwq_desktop.storage.queries import Row, rows
from qwq_desktop.storage.records import Role
from qwq_desktop.storage.snippets import Snippet, snippet

MOST_TITLES = 10


class Part(StrEnum):
    """Where the words were found."""

    TITLE = "title"
    QUESTION = "question"
    THINKING = "thinking"
    ANSWER = "answer"


@dataclass(frozen=True)
class SearchHit:
    """A chat or a message that was found. `message_id` is None for a title.

    `at` is when the message was written or the chat last used (Unix time, seconds).
    """

    chat_id: int
    chat_title: str
    message_id: int | None
    part: Part
    snippet: Snippet
    at: float


def search(connection: sqlite3.Connection, text: str, limit: int) -> list[SearchHit]:
    """Find what has all words of a query: titles first, then messages, the newest first.

    Any text may be searched for; one without letters finds nothing. The newest first, because
    that is what is usually meant, and because the index is read in this order: a word that is
    everywhere costs no more than a rare one.
    """
    query = read_query(text)
    if not query.phrases:
        return []
    titles = rows(connection, _TITLES, query.expression, min(limit, MOST_TITLES))
    hits = [_title_hit(row, query) for row in titles]
    messages = rows(connection, _MESSAGES, query.expression, limit - len(hits))
    return hits + [_message_hit(row, query) for row in messages]


def index_some(connection: sqlite3.Connection, count: int) -> bool:
    """Add the next messages that were there before the index; whether some are left."""
    with transaction(connection):
        found = connection.execute(_NEXT, (count,)).fetchall()
        down_to = found[-1][0] if found else 1
        connection.execute(_ADD, (down_to,))
        connection.execute("UPDATE search_progress SET pending_to = ?", (down_to - 1,))
    return down_to > 1


# CROSS JOIN keeps the order of reading: the index from its end, then the few rows that it names.
_TITLES = (
    "SELECT c.id, c.title, c.updated_at FROM title_words AS w CROSS JOIN chats AS c"
    " ON c.id = w.rowid WHERE title_words MATCH ? AND c.deleted_at IS NULL"
    " ORDER BY c.updated_at DESC LIMIT ?"
)
_MESSAGES = (
    "SELECT m.id, m.chat_id, c.title, m.role, m.created_at, m.text, m.thinking"
    " FROM message_words AS w CROSS JOIN messages AS m ON m.id = w.rowid"
    " CROSS JOIN chats AS c ON c.id = m.chat_id"
    " WHERE message_words MATCH ? AND m.deleted_at IS NULL AND c.deleted_at IS NULL"
    " ORDER BY w.rowid DESC LIMIT ?"
)
_PENDING = "id <= (SELECT pending_to FROM search_progress)"
_NEXT = f"SELECT id FROM messages WHERE {_PENDING} ORDER BY id DESC LIMIT ?"
_ADD = (
    "INSERT INTO message_words (rowid, text, thinking) SELECT id, index_text(text),"
    f" index_text(thinking) FROM messages WHERE {_PENDING} AND id >= ? AND status <> 'streaming'"
)


def _title_hit(row: Row, query: Query) -> SearchHit:
    chat_id, title, updated_at = row
    words = snippet(title, query, query.look(title).first)
    return SearchHit(chat_id, title, None, Part.TITLE, words, updated_at)


def _message_hit(row: Row, query: Query) -> SearchHit:
    message_id, chat_id, title, role, created_at, text, thinking = row
    part = Part.QUESTION if role == Role.USER else Part.ANSWER
    seen = query.look(text)
    if thinking and seen.count < len(query.phrases):
        thought = query.look(thinking)
        if thought.count > seen.count:
            part, text, seen = Part.THINKING, thinking, thought
    words = snippet(text, query, seen.first)
    return SearchHit(chat_id, title, message_id, part, words, created_at)
