"""The index of documents, as the rest of the program uses it."""

import logging
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from qwq_desktop.documents.fusion import fused, words_weight
from qwq_desktop.documents.index.records import (
    Fingerprint,
    IndexedDocument,
    Progress,
    StoredChunk,
    Unembedded,
)
from qwq_desktop.documents.index.schema import of_the_index, open_index, reading, renew
from qwq_desktop.documents.index.texts import Texts
from qwq_desktop.documents.index.vectors import Vectors, embedded_text
from qwq_desktop.documents.index.word_search import WordSearch
from qwq_desktop.documents.index.words import WordCutter, read_simplified
from qwq_desktop.documents.passages import Hit
from qwq_desktop.documents.text import DocumentText
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.notice import Notice
from qwq_desktop.platform.paths import resources_dir
from qwq_desktop.storage.database import Database, transaction

if TYPE_CHECKING:
    from qwq_desktop.documents.embedder import Embedder, Vector

_log = logging.getLogger(__name__)

CANDIDATES = 100  # of words and of meaning each, that are fused
EMBEDDED_AT_QUERY = 20  # best by words; that alone gives most of what all vectors give


class DocumentIndex:
    """Texts, chunks, words and vectors of the documents; finds what belongs to a question.

    All calls wait for the disk: they belong on one worker thread. Each change is whole or not
    there. Every call raises QwQError: `disk_full`, `index_busy`, `home_unwritable`, and
    `index_damaged`, after which `renew` begins an empty index and all must be put again.
    `notices` tells what the user should hear about the opening.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._cutter = WordCutter(read_simplified(resources_dir() / "hanzi" / "simplified.txt"))
        self._use(open_index(file))

    def renew(self) -> Notice:
        """Set a damaged index aside and begin an empty one; what to tell the user."""
        self.close()
        self._use(renew(self._file))
        return self.notices[0]

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def put(self, document_id: int, fingerprint: Fingerprint, document: DocumentText) -> None:
        """Take a document in, in place of what was there under its number.

        Chunks that did not change keep their vectors.
        """
        with self._changing():
            old = self._embedded_texts(document_id)
            self._texts.drop([document_id])
            self._texts.put(document_id, fingerprint, document)
            new = self._embedded_texts(document_id) if old else {}
            same = {chunk: new[text] for text, chunk in old.items() if text in new}
            self._vectors.move(same.items())
            self._vectors.drop([chunk for chunk in old.values() if chunk not in same])
        self._vectors.reread(document_id)

    def drop(self, document_ids: Collection[int]) -> None:
        """Forget documents; numbers that are not there are no mistake."""
        with self._changing():
            for document_id in document_ids:
                self._vectors.drop([chunk.id for chunk in self._texts.chunks(document_id)])
            self._texts.drop(document_ids)
        self._vectors.dropped(document_ids)

    def fingerprints(self) -> dict[int, Fingerprint]:
        """Of all documents, by their numbers: which files changed is known without reading them."""
        with reading(self._connection):
            return self._texts.fingerprints()

    def document(self, document_id: int) -> IndexedDocument | None:
        """What is known of a document; None if it isn't there."""
        with reading(self._connection):
            return self._texts.document(document_id)

    def page_text(self, document_id: int, page: int) -> str | None:
        """The text of a page; None if the document isn't there or has no such page."""
        with reading(self._connection):
            return self._texts.page_text(document_id, page)

    def chunks(self, document_id: int) -> list[StoredChunk]:
        """All chunks of a document in its order."""
        with reading(self._connection):
            return self._texts.chunks(document_id)

    def neighbours(self, hit: Hit, reach: int = 1) -> list[StoredChunk]:
        """The chunks right before and after a hit in its document, without it, in order."""
        with reading(self._connection):
            return self._texts.neighbours(hit.chunk_id, reach)

    def unembedded(self, embedder: str, limit: int, first: Sequence[int] = ()) -> list[Unembedded]:
        """Chunks that have no vector of an embedder, and what to make it of (a passage).

        Those of the documents `first` come first, in that order, then those last put.
        """
        with reading(self._connection):
            return self._vectors.unembedded(embedder, limit, first)

    def put_vectors(self, embedder: str, vectors: Mapping[int, "Vector"]) -> None:
        """Keep vectors by their chunks' numbers. Chunks that are gone meanwhile are passed over."""
        with self._changing(words=False):
            kept = self._vectors.put(embedder, vectors)
        self._vectors.written(embedder, kept)

    def warm(self, embedder: "Embedder") -> None:
        """Read an embedder's vectors into memory, so that the first search needn't wait for it.

        That takes about a second for 100 000, and 40 MB.
        """
        with reading(self._connection):
            self._vectors.in_memory(embedder.name, embedder.dimensions)

    def progress(self, embedder: str) -> Progress:
        """How many chunks have a vector of an embedder."""
        with reading(self._connection):
            return self._vectors.progress(embedder)

    def keep_only(self, embedder: str) -> None:
        """Forget the vectors of all embedders but one."""
        with self._changing(words=False):
            self._vectors.drop_embedders_but(embedder)

    def search(
        self,
        question: str,
        document_ids: Collection[int] | None = None,
        embedder: "Embedder | None" = None,
        top: int = 10,
        stopped: Callable[[], bool] = lambda: False,
    ) -> list[Hit]:
        """The chunks that belong to a question, best first, of all documents or of some.

        By words, and with an embedder by meaning too: the best by words that have no vector yet
        get one now, unless `stopped`. An embedder that fails leaves the words.
        """
        if not question.strip():
            return []
        with reading(self._connection):
            terms = self._cutter.question(question)
            words = self._word_search.search(terms, document_ids, CANDIDATES)
        meaning: dict[int, float] = {}
        if embedder is not None:
            meaning = self._by_meaning(question, document_ids, embedder, list(words), stopped)
        scores = fused(words, meaning, words_weight(question))
        best = list(scores)[:top]
        with reading(self._connection):
            found = self._texts.chunks_by_id(best)
        return [
            Hit(number, chunk.document_id, chunk.span, chunk.text, chunk.heading, scores[number])
            for number in best
            if (chunk := found.get(number))
        ]

    def _by_meaning(
        self,
        question: str,
        document_ids: Collection[int] | None,
        embedder: "Embedder",
        by_words: Sequence[int],
        stopped: Callable[[], bool],
    ) -> dict[int, float]:
        try:
            vector = embedder.query(question)
            self._embed_best(embedder, by_words[:EMBEDDED_AT_QUERY], stopped)
        except QwQError as error:
            if error.code.startswith("index_"):
                raise
            _log.warning("Searching by words alone: %s", error)
            return {}
        with reading(self._connection):
            return self._vectors.nearest(embedder.name, vector, document_ids, CANDIDATES)

    def _embed_best(
        self, embedder: "Embedder", chunk_ids: Sequence[int], stopped: Callable[[], bool]
    ) -> None:
        with reading(self._connection):
            missing = self._vectors.missing_of(embedder.name, chunk_ids)
        if not missing or stopped():
            return
        made = embedder.passages([one.text for one in missing], stopped)
        numbers = [one.chunk_id for one in missing]
        self.put_vectors(embedder.name, dict(zip(numbers, made, strict=False)))

    def _embedded_texts(self, document_id: int) -> dict[str, int]:
        """The chunks of a document by what their vectors are made of."""
        document = self._texts.document(document_id)
        title = document.title if document else ""
        return {
            embedded_text(title, chunk.heading, chunk.text): chunk.id
            for chunk in self._texts.chunks(document_id)
        }

    @contextmanager
    def _changing(self, *, words: bool = True) -> Iterator[None]:
        """A transaction; what is remembered of words is forgotten after it."""
        with of_the_index(), transaction(self._connection):
            yield
        if words:
            self._word_search.changed()

    def _use(self, database: Database) -> None:
        self.notices = database.notices
        self._connection = database.connection
        self._texts = Texts(self._connection, self._cutter)
        self._vectors = Vectors(self._connection)
        self._word_search = WordSearch(self._connection)
