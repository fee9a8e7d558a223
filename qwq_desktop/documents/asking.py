"""Questions to the documents: hits, passages, pages, and whether a source is still the same."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject

from qwq_desktop.documents.embedder_room import EmbedderRoom
from qwq_desktop.documents.finding import Finder, Texts, texts_around, whole_passages
from qwq_desktop.documents.index_room import IndexRoom
from qwq_desktop.documents.passages import Hit, Passage
from qwq_desktop.documents.ports import Index
from qwq_desktop.documents.reranker import RerankerRoom
from qwq_desktop.documents.shelf import Shelf
from qwq_desktop.documents.sources import SourceState, source_state
from qwq_desktop.documents.states import DocumentState
from qwq_desktop.documents.vectors import VectorQueue
from qwq_desktop.platform.worker import Worker
from qwq_desktop.storage.chat_sources import ChatSources
from qwq_desktop.storage.document_store import DocumentStore

T = TypeVar("T")
Failed = Callable[[Exception], None]
_LOG = logging.getLogger(__name__)
_ASKING = "asking"
SEARCH_RANKING_S = 1.5  # a list that the user waits for while writing
_UNDER_WAY = (DocumentState.WAITING, DocumentState.READING)


@dataclass(frozen=True)
class Readiness:
    """Whether a scope has text, and whether some of it is still being read.

    `is_named_read` is about the documents that are in it by themselves, `is_any_read` about those
    of its collections too.
    """

    is_searchable: bool
    is_named_read: bool
    is_any_read: bool


class Asking(QObject):
    """Answers from what was read; lives in the main thread and never waits.

    While a question is under way the background makes no vectors. `scope` names documents and
    collections; None asks all. Without `failed`, errors are logged.
    """

    def __init__(
        self,
        shelf: Shelf,
        store: DocumentStore,
        index: IndexRoom,
        embedder: EmbedderRoom,
        reranker: RerankerRoom,
        vectors: VectorQueue,
        looking: Worker,
        when_loaded: Callable[[Callable[[], None]], None],
        parent: QObject | None = None,
    ) -> None:
        """`when_loaded` runs its argument as soon as the shelf is filled."""
        super().__init__(parent)
        self._shelf = shelf
        self._store = store
        self._index = index
        self._finder = Finder(embedder, reranker)
        self._searches = 0
        self._vectors = vectors
        self._looking = looking
        self._when_loaded = when_loaded
        self._under_way = 0

    def prepare(self, done: Callable[[], None] = lambda: None) -> None:
        """A question is likely to come: have the models ready for it."""
        self._looking.submit(self._finder.prepare, done=lambda _: done())

    def search(
        self,
        question: str,
        done: Callable[[list[Hit]], None],
        failed: Failed | None = None,
        *,
        scope: ChatSources | None = None,
        top: int = 10,
        ranking_s: float | None = None,
    ) -> None:
        """Find what fits a question best, best first; ranking an earlier one is given up.

        A re-ranker gets `ranking_s` seconds, by itself as many as someone who is writing waits.
        """
        self._searches += 1
        number = self._searches
        patience_s = SEARCH_RANKING_S if ranking_s is None else ranking_s

        def find(index: Index, ids: list[int] | None) -> list[Hit]:
            return self._finder.hits(
                *(index, question, ids, top, patience_s),
                superseded=lambda: number != self._searches,
            )

        def ask() -> None:
            everything = scope is None and len(self._shelf) > 0
            ids = None if everything else self._shelf.ids_of(scope)
            if ids is not None and not ids:
                done([])
                return
            self._ask(lambda index: find(index, ids), done, failed)

        self._when_loaded(ask)

    def passages_for(
        self,
        question: str,
        budget_tokens: int,
        done: Callable[[tuple[Passage, ...]], None],
        failed: Failed | None = None,
        *,
        scope: ChatSources | None = None,
        search_tokens: int | None = None,
    ) -> None:
        """Choose what a model gets to read for a question, numbered from 1 (`choosing`).

        `search_tokens` is the budget where not all of the text fits (None: the same). The
        documents count as asked: their vectors are made first.
        """
        searched = budget_tokens if search_tokens is None else search_tokens

        def ask() -> None:
            ids = self._shelf.ids_of(scope)
            if not ids:
                done(())
                return
            labels = self._shelf.labels(ids)
            if scope is not None:
                self._mark_asked(ids)
            self._ask(
                lambda index: self._finder.passages(
                    index, question, labels, budget_tokens, searched
                ),
                done,
                failed,
            )

        self._when_loaded(ask)

    def whole_of(
        self,
        scope: ChatSources,
        budget_tokens: int,
        done: Callable[[tuple[Passage, ...]], None],
        failed: Failed | None = None,
    ) -> None:
        """All text of a scope, numbered from 1; nothing where that is more than the budget."""

        def ask() -> None:
            labels = self._shelf.labels(self._shelf.ids_of(scope))
            if not labels:
                done(())
                return
            self._index.call(
                lambda index: whole_passages(index, labels, budget_tokens), done, failed
            )

        self._when_loaded(ask)

    def texts(
        self,
        passages: Sequence[Passage],
        done: Callable[[Texts], None],
        failed: Failed | None = None,
    ) -> None:
        """The texts of the documents that passages are from, as far as they can be proof.

        A document that left has none; of a very long one there are the pages around its passages.
        """
        self._index.call(lambda index: texts_around(index, passages), done, failed)

    def readiness(self, scope: ChatSources) -> Readiness:
        """Whether documents of a scope can be searched; once the library is loaded."""
        named = waiting = False
        for number in self._shelf.ids_within(scope):
            if self._shelf.entry(number).status.state in _UNDER_WAY:
                waiting = True
                named = named or number in scope.document_ids
        return Readiness(bool(self._shelf.ids_of(scope)), named, waiting)

    def page_text(
        self,
        document_id: int,
        page: int,
        done: Callable[[str | None], None],
        failed: Failed | None = None,
    ) -> None:
        """The text of a page as it was read; None where there is none."""
        self._index.call(lambda index: index.page_text(document_id, page), done, failed)

    def check_source(self, document_id: int, done: Callable[[SourceState], None]) -> None:
        """Whether a document's file is as it was read; MISSING also for one that was removed."""

        def check() -> None:
            if document_id not in self._shelf:
                done(SourceState.MISSING)
                return
            path = self._shelf.entry(document_id).document.path
            was = self._shelf.fingerprint(document_id)
            self._looking.submit(source_state, path, was, done=done)

        self._when_loaded(check)

    def _mark_asked(self, document_ids: list[int]) -> None:
        def marked(at: float) -> None:
            self._shelf.set_asked(document_ids, at)
            self._vectors.set_first(self._shelf.asked())

        self._store.call(lambda documents: documents.mark_asked(document_ids), marked)

    def _ask(
        self, work: Callable[[Index], T], done: Callable[[T], None], failed: Failed | None
    ) -> None:
        """Ask the index while no vectors are made in the background."""
        self._under_way += 1
        self._vectors.set_held(_ASKING, True)

        def answered(found: T) -> None:
            self._let_go()
            done(found)

        def went_wrong(error: Exception) -> None:
            self._let_go()
            if failed is None:
                _LOG.error("documents could not be asked", exc_info=error)
            else:
                failed(error)

        self._index.call(work, answered, went_wrong)

    def _let_go(self) -> None:
        self._under_way -= 1
        if not self._under_way:
            self._vectors.set_held(_ASKING, False)
