"""The passages of documents that a question was asked with: part of its prompt for ever."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import astuple

from qwq_desktop.platform.text import sanitised
from qwq_desktop.storage.database import explained
from qwq_desktop.storage.records import PassageRecord

_COLUMNS = (
    "number, document_id, name, page, start, end, text, heading, is_paged, page_name,"
    " total, words, meaning, is_pinned, ranked"
)


def insert_passages(
    connection: sqlite3.Connection, message_id: int, passages: Iterable[PassageRecord]
) -> None:
    """Keep these with a message too; inside a transaction of the caller."""
    connection.executemany(
        f"INSERT INTO passages (message_id, {_COLUMNS}) VALUES ({', '.join('?' * 16)})",
        [(message_id, *map(_kept, astuple(passage))) for passage in passages],
    )


def read_passages(
    connection: sqlite3.Connection, message_ids: Sequence[int]
) -> dict[int, tuple[PassageRecord, ...]]:
    """The passages of each of these messages that has any, by their numbers."""
    with explained(connection):
        found = connection.execute(
            f"SELECT message_id, {_COLUMNS} FROM passages"
            " WHERE message_id IN (SELECT value FROM json_each(?)) ORDER BY message_id, number",
            (json.dumps(list(message_ids)),),
        ).fetchall()
    gathered: defaultdict[int, list[PassageRecord]] = defaultdict(list)
    for message_id, *values in found:
        gathered[message_id].append(_record(values))
    return {message_id: tuple(records) for message_id, records in gathered.items()}


def _kept(value: object) -> object:
    return sanitised(value) if isinstance(value, str) else value


def _record(values: Sequence[object]) -> PassageRecord:
    whole = PassageRecord(*values)  # type: ignore[arg-type]  # as the table's columns are typed
    flags = {"is_paged": bool(whole.is_paged), "is_pinned": bool(whole.is_pinned)}
    return PassageRecord(**{**vars(whole), **flags})
