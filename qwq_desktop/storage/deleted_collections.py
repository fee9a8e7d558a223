"""Deletes a collection so that it can come back as it was: what it held, watched, and answered."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from qwq_desktop.storage.document_records import Collection, WatchedFolder
from qwq_desktop.storage.queries import rows


@dataclass(frozen=True)
class DeletedCollection:
    """A collection with all that the database knew of it.

    `brought` are (document, folder) ids of what its watched folders brought, `left_out` the
    (folder, path) that these shall not bring again.
    """

    collection: Collection
    document_ids: tuple[int, ...]
    chat_ids: tuple[int, ...]
    folders: tuple[WatchedFolder, ...]
    brought: tuple[tuple[int, int], ...]
    left_out: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class RestoredCollection:
    """A collection that came back; its id is the old one, those of its folders are new."""

    collection: Collection
    document_ids: tuple[int, ...]
    folders: tuple[WatchedFolder, ...]


def delete_collection(
    connection: sqlite3.Connection, collection_id: int
) -> DeletedCollection | None:
    """Forget a collection and what it watched; None where it is gone. Within a transaction."""
    deleted = _known(connection, collection_id)
    connection.execute("DELETE FROM collections WHERE id = ?", (collection_id,))
    return deleted


def restore_collection(
    connection: sqlite3.Connection, deleted: DeletedCollection
) -> RestoredCollection:
    """Let a collection be there again; of what it knew only what is there still.

    Within a transaction. Raises sqlite3.IntegrityError where its id was given again.
    """
    one = deleted.collection
    connection.execute(
        "INSERT INTO collections (id, name, created_at) VALUES (?, ?, ?)",
        (one.id, one.name, one.created_at),
    )
    connection.executemany(
        "INSERT INTO collection_documents (collection_id, document_id)"
        " SELECT ?, id FROM documents WHERE id = ?",
        [(one.id, document_id) for document_id in deleted.document_ids],
    )
    connection.executemany(
        "INSERT INTO chat_documents (collection_id, chat_id) SELECT ?, id FROM chats WHERE id = ?",
        [(one.id, chat_id) for chat_id in deleted.chat_ids],
    )
    folders = tuple(_watched_again(connection, folder, deleted) for folder in deleted.folders)
    found = _column(connection, "document_id FROM collection_documents", one.id)
    return RestoredCollection(one, found, folders)


def _known(connection: sqlite3.Connection, collection_id: int) -> DeletedCollection | None:
    found = rows(
        connection, "SELECT id, name, created_at FROM collections WHERE id = ?", collection_id
    )
    if not found:
        return None
    of_folders = "folder_id IN (SELECT id FROM watched_folders WHERE collection_id = ?)"
    folders = rows(
        connection,
        "SELECT id, collection_id, path FROM watched_folders WHERE collection_id = ? ORDER BY id",
        collection_id,
    )
    brought = rows(
        connection, f"SELECT id, folder_id FROM documents WHERE {of_folders}", collection_id
    )
    left_out = rows(
        connection, f"SELECT folder_id, path FROM left_out WHERE {of_folders}", collection_id
    )
    return DeletedCollection(
        Collection(*found[0]),
        _column(connection, "document_id FROM collection_documents", collection_id),
        _column(connection, "chat_id FROM chat_documents", collection_id),
        tuple(WatchedFolder(*row) for row in folders),
        tuple((row[0], row[1]) for row in brought),
        tuple((row[0], row[1]) for row in left_out),
    )


def _column(
    connection: sqlite3.Connection, column_of_table: str, collection_id: int
) -> tuple[int, ...]:
    found = rows(
        connection, f"SELECT {column_of_table} WHERE collection_id = ? ORDER BY 1", collection_id
    )
    return tuple(row[0] for row in found)


def _watched_again(
    connection: sqlite3.Connection, folder: WatchedFolder, deleted: DeletedCollection
) -> WatchedFolder:
    added = connection.execute(
        "INSERT INTO watched_folders (collection_id, path) VALUES (?, ?)",
        (folder.collection_id, folder.path),
    )
    folder_id = added.lastrowid or 0
    connection.executemany(
        "UPDATE documents SET folder_id = ? WHERE id = ? AND folder_id IS NULL",
        _of(folder, folder_id, [(by, document_id) for document_id, by in deleted.brought]),
    )
    connection.executemany(
        "INSERT INTO left_out (folder_id, path) VALUES (?, ?)",
        _of(folder, folder_id, deleted.left_out),
    )
    return WatchedFolder(folder_id, folder.collection_id, folder.path)


def _of(
    folder: WatchedFolder, folder_id: int, pairs: Sequence[tuple[int, int | str]]
) -> list[tuple[int, int | str]]:
    """What belongs to a folder, under its new id."""
    return [(folder_id, value) for by, value in pairs if by == folder.id]
