"""Writes documents into the index and reads their texts back."""

import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict

from qwq_desktop.documents.chunking import PATH_GAP, Chunk, chunks
from qwq_desktop.documents.index.records import Fingerprint, IndexedDocument, StoredChunk
from qwq_desktop.documents.index.words import WordCutter
from qwq_desktop.documents.text import DocumentText, Span
from qwq_desktop.platform.notice import Notice

_SURROGATES = re.compile("[\ud800-\udfff]")  # halves of characters, which no file can hold


class Texts:
    """The tables with texts and words. Calls that write belong into a transaction."""

    def __init__(self, connection: sqlite3.Connection, cutter: WordCutter) -> None:
        self._connection = connection
        self._cutter = cutter

    def put(self, document_id: int, fingerprint: Fingerprint, document: DocumentText) -> None:
        """Add a document; one of this number must be gone."""
        title = _storable(document.title)
        self._put_facts(document_id, fingerprint, document, title)
        texts = document.pages()
        cut = chunks(document)
        blanks = _blanks(texts, cut)
        names = {page: _storable(name) for page, name in document.page_names.items()}
        self._connection.executemany(
            "INSERT INTO pages (document_id, page, name, blanks_at_end) VALUES (?, ?, ?, ?)",
            [
                (document_id, page, names.get(page, ""), blanks.get((page, None), ""))
                for page in sorted({*texts, *names})
            ],
        )
        for number, chunk in enumerate(cut):
            self._put_chunk(document_id, chunk, blanks[chunk.span.page, number], title)

    def drop(self, document_ids: Collection[int]) -> None:
        """Forget documents with all that belongs to them but their vectors."""
        for document_id in document_ids:
            title = self._title(document_id)
            self._connection.executemany(
                "INSERT INTO chunk_words (chunk_words, rowid, heading, text)"
                " VALUES ('delete', ?, ?, ?)",
                [
                    (chunk.id, *self._words(title, chunk.heading, chunk.text))
                    for chunk in self.chunks(document_id)
                ],
            )
            for table, column in _TABLES:
                self._connection.execute(
                    f"DELETE FROM {table} WHERE {column} = ?",
                    (document_id,),
                )

    def fingerprints(self) -> dict[int, Fingerprint]:
        """Of all documents, by their numbers."""
        found = self._connection.execute("SELECT id, size, mtime_ns FROM documents")
        return {number: Fingerprint(size, mtime_ns) for number, size, mtime_ns in found}

    def document(self, document_id: int) -> IndexedDocument | None:
        """What is known of a document."""
        row = self._connection.execute(_DOCUMENT, (document_id,)).fetchone()
        if row is None:
            return None
        size, mtime_ns, kind, title, page_count, is_paged, findings, chunk_count = row
        names = self._connection.execute(
            "SELECT page, name FROM pages WHERE document_id = ? AND name <> ''", (document_id,)
        )
        return IndexedDocument(
            document_id,
            Fingerprint(size, mtime_ns),
            kind,
            title,
            page_count,
            bool(is_paged),
            dict(names.fetchall()),
            tuple(Notice(**finding) for finding in json.loads(findings)),
            chunk_count,
        )

    def page_text(self, document_id: int, page: int) -> str | None:
        """The text of a page; None if the document or its page isn't there."""
        row = self._connection.execute(
            "SELECT blanks_at_end FROM pages WHERE document_id = ? AND page = ?",
            (document_id, page),
        ).fetchone()
        if row is None:
            return None
        parts = self._connection.execute(
            "SELECT blanks_before || text FROM chunks WHERE document_id = ? AND page = ?"
            " ORDER BY id",
            (document_id, page),
        )
        return "".join([*(part for (part,) in parts), row[0]])

    def chunks(self, document_id: int) -> list[StoredChunk]:
        """All chunks of a document in its order."""
        return self._stored("document_id = ? ORDER BY id", (document_id,))

    def chunks_by_id(self, chunk_ids: Iterable[int]) -> dict[int, StoredChunk]:
        """Those of some chunks that are there."""
        listed = json.dumps(list(chunk_ids))
        found = self._stored("id IN (SELECT value FROM json_each(?))", (listed,))
        return {chunk.id: chunk for chunk in found}

    def neighbours(self, chunk_id: int, reach: int) -> list[StoredChunk]:
        """The chunks of the same document within `reach` of a chunk, without it, in order."""
        values = (chunk_id, chunk_id - reach, chunk_id + reach, chunk_id)
        return self._stored(_NEAR, values)

    def _stored(self, condition: str, values: Sequence[object]) -> list[StoredChunk]:
        found = self._connection.execute(
            f"SELECT id, document_id, page, start, heading, text FROM chunks WHERE {condition}",
            values,
        )
        return [
            StoredChunk(number, document, Span(page, start, start + len(text)), text, heading)
            for number, document, page, start, heading, text in found
        ]

    def _put_facts(
        self, document_id: int, fingerprint: Fingerprint, document: DocumentText, title: str
    ) -> None:
        findings = json.dumps([asdict(finding) for finding in document.findings])
        self._connection.execute(
            _PUT_DOCUMENT,
            (
                document_id,
                fingerprint.size,
                fingerprint.mtime_ns,
                document.format,
                title,
                document.page_count,
                document.is_paged,
                findings,
            ),
        )

    def _put_chunk(self, document_id: int, chunk: Chunk, blanks: str, title: str) -> None:
        heading, text = _storable(chunk.heading), _storable(chunk.text)
        added = self._connection.execute(
            "INSERT INTO chunks (document_id, page, start, heading, blanks_before, text)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (document_id, chunk.span.page, chunk.span.start, heading, blanks, text),
        )
        self._connection.execute(
            "INSERT INTO chunk_words (rowid, heading, text) VALUES (?, ?, ?)",
            (added.lastrowid, *self._words(title, heading, text)),
        )

    def _words(self, title: str, heading: str, text: str) -> tuple[str, str]:
        above = self._cutter.index_text(context(title, heading))
        return above, self._cutter.index_text(text)

    def _title(self, document_id: int) -> str:
        row = self._connection.execute(
            "SELECT title FROM documents WHERE id = ?", (document_id,)
        ).fetchone()
        return row[0] if row else ""


def context(title: str, heading: str) -> str:
    """What a chunk stands under: the document's title and the path of headings."""
    if heading == title or heading.startswith(title + PATH_GAP):
        return heading
    return PATH_GAP.join(filter(None, (title, heading)))


def _blanks(texts: dict[int, str], cut: Sequence[Chunk]) -> dict[tuple[int, int | None], str]:
    """The blanks before each chunk, by page and the chunk's number; at a page's end under None."""
    found: dict[tuple[int, int | None], str] = {}
    reached = dict.fromkeys(texts, 0)
    for number, chunk in enumerate(cut):
        page = chunk.span.page
        found[page, number] = texts[page][reached[page] : chunk.span.start]
        reached[page] = chunk.span.end
    return found | {(page, None): texts[page][end:] for page, end in reached.items()}


def _storable(text: str) -> str:
    return _SURROGATES.sub("\ufffd", text)


_TABLES = (("chunks", "document_id"), ("pages", "document_id"), ("documents", "id"))
_PUT_DOCUMENT = (
    "INSERT INTO documents (id, put_order, size, mtime_ns, format, title, page_count, is_paged,"
    " findings) VALUES (?, (SELECT coalesce(max(put_order), 0) + 1 FROM documents),"
    " ?, ?, ?, ?, ?, ?, ?)"
)
_DOCUMENT = (
    "SELECT size, mtime_ns, format, title, page_count, is_paged, findings,"
    " (SELECT count(*) FROM chunks WHERE document_id = documents.id)"
    " FROM documents WHERE id = ?"
)
_NEAR = (
    "document_id = (SELECT document_id FROM chunks WHERE id = ?)"
    " AND id BETWEEN ? AND ? AND id <> ? ORDER BY id"
)
