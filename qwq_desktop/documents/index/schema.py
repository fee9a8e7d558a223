"""The tables of the index, and how its file is opened: sound, of this version, or made anew."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.notice import Notice
from qwq_desktop.storage.database import Database, explained, open_database, set_aside_database

# The words of chunks are kept without their texts: to forget a chunk, SQLite needs the same words
# again. So a change to how words are cut asks for a new version, whose step empties the index.
_TABLES = (
    """
    CREATE TABLE documents (
        id INTEGER PRIMARY KEY,
        put_order INTEGER NOT NULL UNIQUE,
        size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL,
        format TEXT NOT NULL,
        title TEXT NOT NULL,
        page_count INTEGER NOT NULL,
        is_paged INTEGER NOT NULL,
        findings TEXT NOT NULL
    )
    """,
    # A page's text is its chunks, each after the blanks before it, and the blanks at its end.
    """
    CREATE TABLE pages (
        document_id INTEGER NOT NULL,
        page INTEGER NOT NULL,
        name TEXT NOT NULL,
        blanks_at_end TEXT NOT NULL,
        PRIMARY KEY (document_id, page)
    ) WITHOUT ROWID
    """,
    # AUTOINCREMENT: a vector that comes late never finds another chunk under its number.
    """
    CREATE TABLE chunks (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        document_id INTEGER NOT NULL,
        page INTEGER NOT NULL,
        start INTEGER NOT NULL,
        heading TEXT NOT NULL,
        blanks_before TEXT NOT NULL,
        text TEXT NOT NULL
    )
    """,
    "CREATE INDEX chunks_of_document ON chunks (document_id)",
    """
    CREATE VIRTUAL TABLE chunk_words USING fts5 (
        heading, text, content = '', tokenize = 'porter ascii'
    )
    """,
    # Words of title and headings count four times: measured + 0.006 to 0.01 nDCG@10.
    "INSERT INTO chunk_words (chunk_words, rank) VALUES ('rank', 'bm25(4.0, 1.0)')",
    "CREATE TABLE embedders (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    # A number of a vector is its byte times the vector's scale.
    """
    CREATE TABLE vectors (
        embedder_id INTEGER NOT NULL,
        chunk_id INTEGER NOT NULL,
        scale REAL NOT NULL,
        bytes BLOB NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX vectors_of_chunk ON vectors (embedder_id, chunk_id)",
)
VERSIONS = (_TABLES,)


def open_index(file: Path) -> Database:
    """Open the index, an empty one where there is none.

    One that is damaged or of a newer version is set aside and a new one begun: the notice
    `index_renewed` says so, with its `path`. Raises QwQError: `index_busy`, `disk_full`,
    `home_unwritable`.
    """
    with of_the_index():
        try:
            database = open_database(file, VERSIONS)
        except QwQError as error:
            if error.code not in ("database_newer", "database_not_upgraded"):
                raise
            return renew(file)
        kept = [Notice("index_renewed", notice.facts) for notice in database.notices]
        return replace(database, notices=tuple(kept))


def renew(file: Path) -> Database:
    """Set the index aside and begin a new one, with the notice `index_renewed`."""
    with of_the_index():
        kept = set_aside_database(file)
        notice = Notice("index_renewed", {"path": str(kept)})
        return replace(open_database(file, VERSIONS), notices=(notice,))


@contextmanager
def reading(connection: sqlite3.Connection) -> Iterator[None]:
    """Turn SQLite's errors into the program's, as they are told of the index."""
    with of_the_index(), explained(connection):
        yield


@contextmanager
def of_the_index() -> Iterator[None]:
    """Tell what befell the index apart from what befalls the chats."""
    codes = {"database_damaged": "index_damaged", "database_busy": "index_busy"}
    try:
        yield
    except QwQError as error:
        if error.code not in codes:
            raise
        raise QwQError(codes[error.code], detail=error.detail, **error.facts) from error
