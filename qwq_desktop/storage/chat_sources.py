"""Which documents and collections a chat asks."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from qwq_desktop.storage.database import transaction
from qwq_desktop.storage.queries import rows
from qwq_desktop.storage.temporary import is_temporary


@dataclass(frozen=True)
class ChatSources:
    """What is switched on in a chat, by ids."""

    document_ids: frozenset[int] = frozenset()
    collection_ids: frozenset[int] = frozenset()

    @property
    def are_none(self) -> bool:
        """Whether the chat asks no documents."""
        return not self.document_ids and not self.collection_ids


def read_sources(connection: sqlite3.Connection, chat_id: int) -> ChatSources:
    """What a chat asks; for `ChatRepository.run`."""
    found = rows(
        connection,
        "SELECT document_id, collection_id FROM chat_documents WHERE chat_id = ?",
        chat_id,
    )
    return ChatSources(
        frozenset(row[0] for row in found if row[0] is not None),
        frozenset(row[1] for row in found if row[1] is not None),
    )


def write_sources(connection: sqlite3.Connection, chat_id: int, sources: ChatSources) -> None:
    """Let a chat ask these and no others; what is no longer there is left out."""
    with transaction(connection):
        if is_temporary(chat_id):
            _stand_in(connection, sources)
        connection.execute("DELETE FROM chat_documents WHERE chat_id = ?", (chat_id,))
        for table, column, ids in (
            ("documents", "document_id", sources.document_ids),
            ("collections", "collection_id", sources.collection_ids),
        ):
            connection.executemany(
                f"INSERT INTO chat_documents (chat_id, {column}) SELECT ?, id FROM {table}"
                " WHERE id = ?",
                _pairs(chat_id, ids),
            )


def _pairs(chat_id: int, ids: Iterable[int]) -> list[tuple[int, int]]:
    return [(chat_id, one) for one in sorted(ids)]


def _stand_in(connection: sqlite3.Connection, sources: ChatSources) -> None:
    """A temporary chat's database knows no documents: give it rows that its own may refer to."""
    connection.executemany(
        "INSERT OR IGNORE INTO documents (id, path, name, added_at) VALUES (?, ?, '', 0)",
        [(one, str(one)) for one in sources.document_ids],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO collections (id, name, created_at) VALUES (?, '', 0)",
        [(one,) for one in sources.collection_ids],
    )
