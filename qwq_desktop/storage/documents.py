"""The documents that the user brought, their collections and watched folders, in the database.

What was read from the files lies elsewhere, in an index that can be made again; here is what can't:
which files, in which collections, since when, and what came of reading each.
"""

import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from qwq_desktop.platform.text import sanitised
from qwq_desktop.storage.database import transaction
from qwq_desktop.storage.deleted_collections import (
    DeletedCollection,
    RestoredCollection,
    delete_collection,
    restore_collection,
)
from qwq_desktop.storage.document_records import (
    Collection,
    Document,
    Holdings,
    Reading,
    WatchedFolder,
    reading_from,
    reading_text,
)
from qwq_desktop.storage.queries import Row, rows

_IN_IDS = "IN (SELECT value FROM json_each(?))"
# An id is never given twice, not even that of a document that left: passages still name it.
_FREE_ID = """
    SELECT 1 + max(
        (SELECT coalesce(max(id), 0) FROM documents),
        (SELECT coalesce(max(document_id), 0) FROM passages)
    )
"""


class DocumentRepository:
    """Reads and writes documents; synchronous, for the storage worker.

    Raises what becomes of SQLite's errors (`database.explained`).
    """

    def __init__(
        self, connection: sqlite3.Connection, clock: Callable[[], float] = time.time
    ) -> None:
        self._connection = connection
        self._clock = clock

    def load(self) -> Holdings:
        """All there is, documents in the order in which they came."""
        listed = self._rows(
            "SELECT id, path, name, added_at, asked_at, folder_id FROM documents ORDER BY id"
        )
        collections = self._rows("SELECT id, name, created_at FROM collections ORDER BY id")
        folders = self._rows("SELECT id, collection_id, path FROM watched_folders ORDER BY id")
        members = self._rows("SELECT collection_id, document_id FROM collection_documents")
        return Holdings(
            tuple(Document(*row) for row in listed),
            tuple(Collection(*row) for row in collections),
            tuple(WatchedFolder(*row) for row in folders),
            frozenset((row[0], row[1]) for row in members),
            tuple(map(reading_from, self._rows("SELECT document_id, reading FROM readings"))),
        )

    def add(
        self,
        files: Iterable[tuple[str, str]],
        collection_id: int | None = None,
        folder_id: int | None = None,
    ) -> list[Document]:
        """Take in files by path and name; one that is there already stays the document it is.

        All of them come into the collection, if one is named. With a `folder_id` they come by
        themselves: nothing then, if the folder is not watched any more, and not what was removed.
        """
        with transaction(self._connection):
            if folder_id is not None and not self._exists("watched_folders", folder_id):
                return []
            wanted = self._without_left_out(files, folder_id)
            ids = [self._add(path, name, folder_id) for path, name in wanted]
            if collection_id is not None and self._exists("collections", collection_id):
                self._put_in(collection_id, ids)
        found = self._rows(
            "SELECT id, path, name, added_at, asked_at, folder_id FROM documents"
            f" WHERE id {_IN_IDS} ORDER BY id",
            json.dumps(ids),
        )
        return [Document(*row) for row in found]

    def move(self, document_id: int, path: str, name: str) -> None:
        """Remember where a document's file went; no other document may be there."""
        with transaction(self._connection):
            self._connection.execute(
                "UPDATE OR IGNORE documents SET path = ?, name = ? WHERE id = ?",
                (path, name, document_id),
            )

    def remove(self, document_ids: Sequence[int]) -> None:
        """Forget documents; passages that were shown to a model stay with their questions.

        A watched folder won't bring them again.
        """
        with transaction(self._connection):
            self._leave_out(document_ids)
            self._connection.execute(
                f"DELETE FROM documents WHERE id {_IN_IDS}", (json.dumps(list(document_ids)),)
            )

    def mark_asked(self, document_ids: Sequence[int]) -> float:
        """Remember that documents were just asked; the time."""
        now = self._clock()
        with transaction(self._connection):
            self._connection.execute(
                f"UPDATE documents SET asked_at = ? WHERE id {_IN_IDS}",
                (now, json.dumps(list(document_ids))),
            )
        return now

    def save_reading(self, reading: Reading) -> None:
        """Keep what came of reading a document, unless it left meanwhile."""
        with transaction(self._connection):
            self._connection.execute(
                "INSERT OR REPLACE INTO readings (document_id, reading)"
                " SELECT id, ? FROM documents WHERE id = ?",
                (reading_text(reading), reading.document_id),
            )

    def create_collection(self, name: str, above: int = 0) -> Collection:
        """Begin a collection, with an id `above` those that may be wanted back."""
        kept, now = collection_name(name), self._clock()
        with transaction(self._connection):
            collection_id = self._insert(
                "INSERT INTO collections (id, name, created_at)"
                " SELECT 1 + max(?, coalesce(max(id), 0)), ?, ? FROM collections",
                *(above, kept, now),
            )
        return Collection(collection_id, kept, now)

    def rename_collection(self, collection_id: int, name: str) -> Collection | None:
        """Give a collection another name; None for one that is gone."""
        with transaction(self._connection):
            self._connection.execute(
                "UPDATE collections SET name = ? WHERE id = ?",
                (collection_name(name), collection_id),
            )
        found = self._rows(
            "SELECT id, name, created_at FROM collections WHERE id = ?", collection_id
        )
        return Collection(*found[0]) if found else None

    def delete_collection(self, collection_id: int) -> DeletedCollection | None:
        """Forget a collection and what it watched; its documents stay.

        What it takes to restore it; None where it was gone already.
        """
        with transaction(self._connection):
            return delete_collection(self._connection, collection_id)

    def restore_collection(self, deleted: DeletedCollection) -> RestoredCollection:
        """Let a collection be there again, for its documents, folders and chats."""
        with transaction(self._connection):
            return restore_collection(self._connection, deleted)

    def put_in(self, collection_id: int, document_ids: Sequence[int]) -> None:
        """Put documents into a collection."""
        with transaction(self._connection):
            if self._exists("collections", collection_id):
                self._put_in(collection_id, document_ids)

    def take_out(self, collection_id: int, document_ids: Sequence[int]) -> None:
        """Take documents out of a collection; they stay."""
        with transaction(self._connection):
            self._connection.execute(
                f"DELETE FROM collection_documents WHERE collection_id = ?"
                f" AND document_id {_IN_IDS}",
                (collection_id, json.dumps(list(document_ids))),
            )

    def watch(self, path: str, collection_id: int) -> WatchedFolder:
        """Watch a folder for a collection; one that is watched for it already stays."""
        with transaction(self._connection):
            found = self._connection.execute(
                "SELECT id FROM watched_folders WHERE path = ? AND collection_id = ?",
                (path, collection_id),
            ).fetchone()
            folder_id = (
                found[0]
                if found
                else self._insert(
                    "INSERT INTO watched_folders (collection_id, path) VALUES (?, ?)",
                    collection_id,
                    path,
                )
            )
        return WatchedFolder(folder_id, collection_id, path)

    def unwatch(self, folder_id: int) -> None:
        """Watch a folder no more; its documents stay."""
        with transaction(self._connection):
            self._connection.execute("DELETE FROM watched_folders WHERE id = ?", (folder_id,))

    def _rows(self, statement: str, *values: object) -> list[Row]:
        return rows(self._connection, statement, *values)

    # The following run inside a transaction of their caller.

    def _insert(self, statement: str, *values: object) -> int:
        return self._connection.execute(statement, values).lastrowid or 0

    def _exists(self, table: str, row_id: int) -> bool:
        found = self._connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", (row_id,))
        return found.fetchone() is not None

    def _add(self, path: str, name: str, folder_id: int | None) -> int:
        found = self._connection.execute("SELECT id FROM documents WHERE path = ?", (path,))
        row = found.fetchone()
        if row is not None:
            return int(row[0])
        free = self._connection.execute(_FREE_ID).fetchone()[0]
        return self._insert(
            "INSERT INTO documents (id, path, name, added_at, folder_id) VALUES (?, ?, ?, ?, ?)",
            *(free, path, name, self._clock(), folder_id),
        )

    def _leave_out(self, document_ids: Sequence[int]) -> None:
        found = self._connection.execute(
            f"SELECT path FROM documents WHERE id {_IN_IDS}", (json.dumps(list(document_ids)),)
        )
        paths = [path for (path,) in found]
        for folder_id, folder in self._connection.execute("SELECT id, path FROM watched_folders"):
            self._connection.executemany(
                "INSERT OR IGNORE INTO left_out (folder_id, path) VALUES (?, ?)",
                [(folder_id, path) for path in paths if Path(path).is_relative_to(folder)],
            )

    def _without_left_out(
        self, files: Iterable[tuple[str, str]], folder_id: int | None
    ) -> list[tuple[str, str]]:
        """The files that may come; the user's own wish takes back that they were left out."""
        listed = list(files)
        if folder_id is None:
            self._connection.executemany(
                "DELETE FROM left_out WHERE path = ?", [(path,) for path, _ in listed]
            )
            return listed
        found = self._connection.execute(
            "SELECT path FROM left_out WHERE folder_id = ?", (folder_id,)
        )
        left_out = {path for (path,) in found}
        return [file for file in listed if file[0] not in left_out]

    def _put_in(self, collection_id: int, document_ids: Iterable[int]) -> None:
        self._connection.executemany(
            "INSERT OR IGNORE INTO collection_documents (collection_id, document_id)"
            " SELECT ?, id FROM documents WHERE id = ?",
            [(collection_id, document_id) for document_id in document_ids],
        )


def collection_name(text: str) -> str:
    """A collection's name as it is kept: one line, no space around it."""
    return " ".join(sanitised(text).split())
