"""Finds chunks by their words: BM25 through SQLite's FTS5."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence

from qwq_desktop.documents.index.words import Term, expression

BIG = 20_000  # chunks; in a smaller index every word may be looked for
_FREQUENT_SHARE = 0.05
_LEAST_TERMS = 2


class Stemmer:
    """Cuts English endings, by the very code that does so in the index."""

    def __init__(self) -> None:
        self._connection = sqlite3.connect(
            ":memory:", isolation_level=None, check_same_thread=False
        )
        self._connection.execute(
            "CREATE VIRTUAL TABLE words USING fts5 (word, content = '', tokenize = 'porter ascii')"
        )
        self._connection.execute("CREATE VIRTUAL TABLE stems USING fts5vocab (words, 'instance')")

    def stems(self, words: Iterable[str]) -> dict[str, str]:
        """The stem of each word."""
        listed = list(dict.fromkeys(words))
        execute = self._connection.execute
        execute("INSERT INTO words (words) VALUES ('delete-all')")
        self._connection.executemany(
            "INSERT INTO words (rowid, word) VALUES (?, ?)", enumerate(listed)
        )
        found = execute("SELECT doc, term FROM stems").fetchall()
        return {listed[number]: stem for number, stem in found}

    def close(self) -> None:
        """Let go of its memory."""
        self._connection.close()


class WordSearch:
    """Looks for chunks that have any of the words of a question."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._stemmer = Stemmer()
        self._frequencies: dict[str, int] = {}
        self._chunk_count: int | None = None

    def changed(self) -> None:
        """Take note that chunks came or went."""
        self._frequencies.clear()
        self._chunk_count = None

    def search(
        self, terms: Sequence[Term], document_ids: Collection[int] | None, limit: int
    ) -> dict[int, float]:
        """The best chunks, best first, with BM25 (more is better)."""
        looked_for = expression(self._telling(terms))
        if not looked_for or (document_ids is not None and not document_ids):
            return {}
        if document_ids is None:
            found = self._connection.execute(_ANYWHERE, (looked_for, limit))
        else:
            scope = json.dumps(sorted(document_ids))
            first, last = self._connection.execute(_BOUNDS, (scope,)).fetchone()
            values = {"terms": looked_for, "first": first, "last": last, "scope": scope}
            found = self._connection.execute(_WITHIN, {**values, "limit": limit})
        return {chunk: -rank for chunk, rank in found}

    def close(self) -> None:
        """Let go of what it holds beside the connection."""
        self._stemmer.close()

    def _telling(self, terms: Sequence[Term]) -> Sequence[Term]:
        """The terms without those that are in many chunks; in a big index these cost most."""
        count = self._count()
        if count <= BIG or len(terms) <= _LEAST_TERMS:
            return terms
        stems = self._stemmer.stems(term.word for term in terms)
        frequency = {term: self._frequency(stems.get(term.word, term.word)) for term in terms}
        rare = [term for term in terms if frequency[term] <= _FREQUENT_SHARE * count]
        return (
            rare
            if len(rare) >= _LEAST_TERMS
            else sorted(terms, key=lambda term: frequency[term])[:_LEAST_TERMS]
        )

    def _frequency(self, stem: str) -> int:
        if stem not in self._frequencies:
            row = self._connection.execute(
                "SELECT doc FROM vocabulary WHERE term = ?", (stem,)
            ).fetchone()
            self._frequencies[stem] = row[0] if row else 0
        return self._frequencies[stem]

    def _count(self) -> int:
        if self._chunk_count is None:
            row = self._connection.execute("SELECT count(*) FROM chunks").fetchone()
            self._chunk_count = int(row[0])
        return self._chunk_count


_ANYWHERE = "SELECT rowid, rank FROM chunk_words WHERE chunk_words MATCH ? ORDER BY rank LIMIT ?"
_IN_SCOPE = "chunks WHERE document_id IN (SELECT value FROM json_each({}))"
_BOUNDS = f"SELECT min(id), max(id) FROM {_IN_SCOPE.format('?')}"
# The chunks of a document follow each other: reading stays between the first and the last asked.
# The signs keep SQLite from searching once for each chunk, and from ranking what isn't asked.
_WITHIN = (
    "SELECT rowid, rank FROM chunk_words WHERE chunk_words MATCH :terms"
    " AND rowid BETWEEN :first AND :last"
    f" AND +rowid IN (SELECT id FROM {_IN_SCOPE.format(':scope')})"
    " ORDER BY +rank LIMIT :limit"
)
