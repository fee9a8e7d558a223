"""Finds chunks by their words: BM25 through SQLite's FTS5."""

import json
import sqlite3
from collections.abc import Collection, Sequence
from itertools import accumulate

from qwq_desktop.documents.index.words import Term, expression

BIG = 20_000  # chunks; in a smaller index every word may be looked for
_FREQUENT_SHARE = 0.05
_DRIFT_SHARE = 0.1
LEAST_TERMS = 2
MOST_READ = 20_000  # entries of all terms together: what 25 ms can read


class WordSearch:
    """Looks for chunks that have any of the words of a question.

    In a big index, words that are in many chunks cost most and tell least: those in more than one
    of twenty are left out (measured: at most 0.012 nDCG@10 beside vectors), then the most frequent
    until what must be read is bounded. How frequent a word is stays remembered.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._frequencies: dict[Term, int] = {}
        self._counted_at = 0  # chunks there were when frequencies were counted
        self._chunk_count: int | None = None

    def changed(self) -> None:
        """Take note that chunks came or went."""
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

    def _telling(self, terms: Sequence[Term]) -> Sequence[Term]:
        """The terms that are worth their time, the rarest first."""
        count = self._count()
        if count <= BIG or len(terms) <= LEAST_TERMS:
            return terms
        if abs(count - self._counted_at) > count * _DRIFT_SHARE:
            self._frequencies.clear()
            self._counted_at = count
        limit = int(count * _FREQUENT_SHARE)
        frequency = {term: self._frequency(term, limit + 1) for term in terms}
        ordered = sorted(terms, key=lambda term: frequency[term])
        read = list(accumulate(frequency[term] for term in ordered))
        return [
            term
            for place, term in enumerate(ordered)
            if place < LEAST_TERMS or (frequency[term] <= limit and read[place] <= MOST_READ)
        ]

    def _frequency(self, term: Term, limit: int) -> int:
        """How many chunks have a term; `limit` if there are more."""
        if term not in self._frequencies:
            row = self._connection.execute(_FREQUENCY, (term.expression, limit)).fetchone()
            self._frequencies[term] = int(row[0])
        return self._frequencies[term]

    def _count(self) -> int:
        if self._chunk_count is None:
            row = self._connection.execute("SELECT count(*) FROM chunks").fetchone()
            self._chunk_count = int(row[0])
        return self._chunk_count


_ANYWHERE = "SELECT rowid, rank FROM chunk_words WHERE chunk_words MATCH ? ORDER BY rank LIMIT ?"
_FREQUENCY = "SELECT count(*) FROM (SELECT 1 FROM chunk_words WHERE chunk_words MATCH ? LIMIT ?)"
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
