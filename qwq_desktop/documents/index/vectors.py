"""Keeps vectors of chunks, by the embedder that made them, and finds the nearest."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from qwq_desktop.documents.cutting import tokens
from qwq_desktop.documents.index.records import Progress, Unembedded
from qwq_desktop.documents.index.texts import context
from qwq_desktop.documents.index.vector_cache import KnownVector, PackedVector, VectorCache, packed

if TYPE_CHECKING:
    from qwq_desktop.documents.embedder import Vector

_AT_ONCE = 4096  # vectors on their way into memory
_MOST_CONTEXT_TOKENS = 60  # of title and headings; e5 reads 512 with the chunk


class Vectors:
    """The tables with vectors, and those of the embedder last used in memory.

    What is in memory follows the tables only after their transaction: `written`, `dropped`.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._cache: VectorCache | None = None

    def unembedded(self, embedder: str, limit: int, first: Sequence[int]) -> list[Unembedded]:
        """Chunks without a vector: of the documents `first` in their order, then the newest."""
        embedder_id = self._id(embedder)
        found: list[Unembedded] = []
        for document_id in dict.fromkeys(first):
            if len(found) < limit:
                values = (document_id, embedder_id, limit - len(found))
                found += self._missing("d.id = ? AND", values)
        if len(found) < limit:
            known = {one.chunk_id for one in found}
            more = self._missing("", (embedder_id, limit + len(known)))
            found += [one for one in more if one.chunk_id not in known][: limit - len(found)]
        return found

    def missing_of(self, embedder: str, chunk_ids: Sequence[int]) -> list[Unembedded]:
        """Those of some chunks that have no vector, in their order."""
        embedder_id = self._id(embedder)
        found: list[Unembedded] = []
        for chunk_id in chunk_ids:
            found += self._missing(_ONE_CHUNK, (chunk_id, chunk_id, embedder_id, 1))
        return found

    def progress(self, embedder: str) -> Progress:
        """How many chunks have a vector."""
        count = "SELECT count(*) FROM vectors WHERE embedder_id = ?"
        done = self._connection.execute(count, (self._id(embedder),)).fetchone()[0]
        total = self._connection.execute("SELECT count(*) FROM chunks").fetchone()[0]
        return Progress(done, total)

    def put(self, embedder: str, vectors: Mapping[int, "Vector"]) -> list[KnownVector]:
        """Keep vectors of chunks that are still there. To be called within a transaction."""
        embedder_id = self._made_id(embedder)
        kept: list[KnownVector] = []
        for chunk_id, vector in vectors.items():
            row = self._connection.execute(
                "SELECT document_id FROM chunks WHERE id = ?", (chunk_id,)
            ).fetchone()
            if row is None:
                continue
            one = KnownVector(chunk_id, row[0], packed(vector))
            self._connection.execute(
                "INSERT OR REPLACE INTO vectors (embedder_id, chunk_id, scale, bytes)"
                " VALUES (?, ?, ?, ?)",
                (embedder_id, chunk_id, one.vector.scale, one.vector.data),
            )
            kept.append(one)
        return kept

    def move(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Give vectors to other chunks, as (old, new). To be called within a transaction."""
        self._connection.executemany(
            f"UPDATE vectors SET chunk_id = ? WHERE {_OF_CHUNK}",
            [(new, old) for old, new in pairs],
        )

    def drop(self, chunk_ids: Iterable[int]) -> None:
        """Forget the vectors of chunks. To be called within a transaction."""
        listed = [(chunk_id,) for chunk_id in chunk_ids]
        self._connection.executemany(f"DELETE FROM vectors WHERE {_OF_CHUNK}", listed)

    def drop_embedders_but(self, embedder: str) -> None:
        """Forget the vectors of all other embedders. To be called within a transaction."""
        others = "SELECT id FROM embedders WHERE name <> ?"
        self._connection.execute(
            f"DELETE FROM vectors WHERE embedder_id IN ({others})",
            (embedder,),
        )
        self._connection.execute("DELETE FROM embedders WHERE name <> ?", (embedder,))

    def written(self, embedder: str, kept: Sequence[KnownVector]) -> None:
        """Take what was put into memory, too."""
        if self._cache is None or self._cache.name != embedder:
            return
        self._cache.drop_chunks([one.chunk_id for one in kept])
        self._cache.add(kept)

    def dropped(self, document_ids: Collection[int]) -> None:
        """Take what was dropped out of memory."""
        if self._cache is not None:
            self._cache.drop_documents(document_ids)

    def reread(self, document_id: int) -> None:
        """Take the vectors of a document from the tables again."""
        if self._cache is not None:
            embedder_id = self._id(self._cache.name)
            self._cache.drop_documents([document_id])
            self._cache.add(self._stored("c.document_id = ? AND", (document_id, embedder_id)))

    def forget(self) -> None:
        """Let go of the memory."""
        self._cache = None

    def nearest(
        self, embedder: str, vector: "Vector", document_ids: Collection[int] | None, limit: int
    ) -> dict[int, float]:
        """The chunks nearest to a vector, nearest first, with their cosines."""
        return self.in_memory(embedder, len(vector)).nearest(vector, document_ids, limit)

    def in_memory(self, embedder: str, dimensions: int) -> VectorCache:
        """All vectors of an embedder, read where they aren't in memory yet."""
        cache = self._cache
        if cache is None or (cache.name, cache.dimensions) != (embedder, dimensions):
            cache = VectorCache(embedder, dimensions)
            stored = self._stored("", (self._id(embedder),))
            while some := list(islice(stored, _AT_ONCE)):
                cache.add(some)
            self._cache = cache
        return cache

    def _stored(self, condition: str, values: Sequence[object]) -> Iterator[KnownVector]:
        found = self._connection.execute(_STORED.format(condition=condition), values)
        for chunk_id, document_id, scale, data in found:
            yield KnownVector(chunk_id, document_id, PackedVector(scale, data))

    def _missing(self, condition: str, values: Sequence[object]) -> list[Unembedded]:
        found = self._connection.execute(_MISSING.format(condition=condition), values)
        return [
            Unembedded(chunk_id, embedded_text(title, heading, text))
            for chunk_id, title, heading, text in found
        ]

    def _id(self, embedder: str) -> int:
        """The number of an embedder, 0 without one: no vector has that."""
        row = self._connection.execute(
            "SELECT id FROM embedders WHERE name = ?", (embedder,)
        ).fetchone()
        return row[0] if row else 0

    def _made_id(self, embedder: str) -> int:
        self._connection.execute("INSERT OR IGNORE INTO embedders (name) VALUES (?)", (embedder,))
        return self._id(embedder)


def embedded_text(title: str, heading: str, text: str) -> str:
    """What the vector of a chunk is made of: what it stands under, and the chunk."""
    above = context(title, heading)
    while tokens(above) > _MOST_CONTEXT_TOKENS:
        above = above[: len(above) * 3 // 4]
    return f"{above}\n{text}" if above else text


_OF_CHUNK = "embedder_id IN (SELECT id FROM embedders) AND chunk_id = ?"
_STORED = (
    "SELECT v.chunk_id, c.document_id, v.scale, v.bytes FROM chunks AS c"
    " CROSS JOIN vectors AS v ON v.chunk_id = c.id WHERE {condition} v.embedder_id = ?"
)
_ONE_CHUNK = "d.id = (SELECT document_id FROM chunks WHERE id = ?) AND c.id = ? AND"
# CROSS JOIN keeps the order of reading: the newest document first, and no further than needed.
_MISSING = (
    "SELECT c.id, d.title, c.heading, c.text FROM documents AS d"
    " CROSS JOIN chunks AS c ON c.document_id = d.id WHERE {condition} NOT EXISTS"
    " (SELECT 1 FROM vectors AS v WHERE v.embedder_id = ? AND v.chunk_id = c.id)"
    " ORDER BY d.put_order DESC, c.id LIMIT ?"
)
