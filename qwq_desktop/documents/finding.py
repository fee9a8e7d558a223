"""Finds hits and passages for a question in the index; for the index's thread."""

import logging
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from qwq_desktop.documents.choosing import Found, Label, Piece, best, numbered, whole
from qwq_desktop.documents.embedder_room import EmbedderRoom
from qwq_desktop.documents.passages import Hit, Passage
from qwq_desktop.documents.ports import Chunk, Index
from qwq_desktop.documents.ranking import Ranker
from qwq_desktop.documents.reranker import RerankerRoom
from qwq_desktop.platform.errors import QwQError

if TYPE_CHECKING:  # numpy is for the workers
    from qwq_desktop.documents.embedder import Embedder

_LOG = logging.getLogger(__name__)
PATIENCE_S = 2.0  # for vectors that are made while someone waits
RANKING_S = 3.0  # that a question is held up for the re-ranker
MOST_HITS = 40  # that passages are chosen from
MOST_PROOF = 4_000_000  # characters of a document that quotes are looked for in; 2 000 pages

Texts = dict[int, dict[int, str]]  # of documents by their id, of pages by their number


class Finder:
    """Asks the index, with an embedder where one can be had and by words alone where not.

    Where there is a re-ranker, it puts the best in order.
    """

    def __init__(self, embedder: EmbedderRoom, reranker: RerankerRoom) -> None:
        self._embedder = embedder
        self._ranker = Ranker(reranker)

    def prepare(self) -> None:
        """Have the models ready, which may take seconds; without an embedder, words must do."""
        embedder = self._usable()
        if embedder is not None:
            try:
                embedder.query("…")  # any text loads the model
            except QwQError as error:
                _LOG.warning("the embedder is not ready: %s", error)
        self._ranker.prepare()

    def hits(
        self,
        index: Index,
        question: str,
        document_ids: Collection[int] | None,
        top: int,
        ranking_s: float,
        superseded: Callable[[], bool] = lambda: False,
    ) -> list[Hit]:
        """What fits a question best, best first; None as `document_ids` asks all.

        Ranking them gets `ranking_s` seconds, and none once nobody waits for it (`superseded`).
        """
        until = time.monotonic() + PATIENCE_S

        def is_late() -> bool:
            return time.monotonic() > until

        wanted = max(top, self._ranker.wanted)
        found = index.search(question, document_ids, self._usable(), wanted, is_late)
        return self._ranker.ranked(question, found, superseded, ranking_s)[:top]

    def passages(
        self,
        index: Index,
        question: str,
        labels: Mapping[int, Label],
        budget_tokens: int,
        search_tokens: int,
    ) -> tuple[Passage, ...]:
        """What the model gets to read of the documents with these labels.

        All of it if that is within `budget_tokens`, else the best within `search_tokens`.
        """
        if all_of_it := whole_passages(index, labels, budget_tokens):
            return all_of_it
        pages = _Pages(index)
        hits = self.hits(index, question, sorted(labels), MOST_HITS, RANKING_S)
        pieces = best([_found(index, hit) for hit in hits], search_tokens, pages.text)
        return numbered(pieces, labels, pages.text)

    def _usable(self) -> "Embedder | None":
        try:
            return self._embedder.get()
        except QwQError as error:
            _LOG.warning("there is no embedder: %s", error)
            return None


def whole_passages(
    index: Index, labels: Mapping[int, Label], budget_tokens: int
) -> tuple[Passage, ...]:
    """All of the documents' text; nothing where it is more than the budget."""
    pages = _Pages(index)
    pieces = whole(_all_pieces(index, sorted(labels)), budget_tokens, pages.text)
    return numbered(pieces or (), labels, pages.text)


def texts_around(index: Index, passages: Sequence[Passage]) -> Texts:
    """The pages of the passages' documents, each document within `MOST_PROOF` characters."""
    near: defaultdict[int, set[int]] = defaultdict(set)
    for passage in passages:
        near[passage.document_id].add(passage.span.page)
    found = {number: _pages_of(index, number, pages) for number, pages in near.items()}
    return {number: texts for number, texts in found.items() if texts}


def _pages_of(index: Index, document_id: int, near: Collection[int]) -> dict[int, str]:
    """All pages of a document; beyond the bound those nearest to some that are named."""
    pages = {chunk.span.page for chunk in index.chunks(document_id)}
    texts: dict[int, str] = {}
    size = 0
    for page in sorted(pages, key=lambda page: (min(abs(page - one) for one in near), page)):
        texts[page] = index.page_text(document_id, page) or ""
        size += len(texts[page])
        if size > MOST_PROOF:
            break
    return dict(sorted(texts.items()))


class _Pages:
    """Texts of pages, each read once."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._texts: dict[tuple[int, int], str] = {}

    def text(self, document_id: int, page: int) -> str:
        """The text of a page."""
        key = (document_id, page)
        if key not in self._texts:
            self._texts[key] = self._index.page_text(document_id, page) or ""
        return self._texts[key]


def _all_pieces(index: Index, document_ids: Sequence[int]) -> Iterator[Piece]:
    for document_id in document_ids:
        yield from (_piece(document_id, chunk) for chunk in index.chunks(document_id))


def _found(index: Index, hit: Hit) -> Found:
    piece = Piece(hit.document_id, hit.span, hit.heading, hit.score)
    return Found(piece, tuple(_piece(hit.document_id, one) for one in index.neighbours(hit)))


def _piece(document_id: int, chunk: Chunk) -> Piece:
    return Piece(document_id, chunk.span, chunk.heading)
