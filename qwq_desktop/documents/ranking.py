"""Puts the best of what was found in the order that a re-ranker sees, if there is one in time."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from qwq_desktop.documents.passages import Hit
from qwq_desktop.documents.reranker import Reranker, RerankerRoom
from qwq_desktop.platform.errors import QwQError

_LOG = logging.getLogger(__name__)
MOST_RANKED = 30  # of the hits; those further down hardly ever answer the question


class Ranker:
    """Asks the re-ranker for a question; for the index's thread. Never fails."""

    def __init__(self, room: RerankerRoom) -> None:
        self._room = room

    @property
    def wanted(self) -> int:
        """How many hits it wants to see; none where there is no re-ranker."""
        return 0 if self._reranker() is None else MOST_RANKED

    def prepare(self) -> None:
        """Have the model loaded, which may take seconds."""
        self._scores("…", ["…"], lambda: False)

    def ranked(
        self, question: str, hits: Sequence[Hit], stopped: Callable[[], bool], patience_s: float
    ) -> list[Hit]:
        """The hits, the best of them in the re-ranker's order as far as it came in its time."""
        until = time.monotonic() + patience_s
        best = hits[:MOST_RANKED]

        def is_late() -> bool:
            return stopped() or time.monotonic() > until

        scores = self._scores(question, [read_text(hit) for hit in best], is_late)
        if 0 < len(scores) < len(best):
            _LOG.info("time was up after %d of %d hits were ranked", len(scores), len(best))
        return reordered(hits, scores)

    def _scores(
        self, question: str, texts: Sequence[str], stopped: Callable[[], bool]
    ) -> list[float]:
        reranker = self._reranker()
        if reranker is None or not texts:
            return []
        try:
            return reranker.scores(question, texts, stopped)
        except QwQError as error:
            _LOG.warning("what was found stays in its order: %s", error)
            return []

    def _reranker(self) -> Reranker | None:
        try:
            return self._room.get()
        except QwQError as error:
            _LOG.warning("there is no re-ranker: %s", error)
            return None


def reordered(hits: Sequence[Hit], scores: Sequence[float]) -> list[Hit]:
    """The first hits by their scores, the best first, then those that have none, as they were.

    The totals follow the order: those of ranked hits are above a half, those of the others below.
    """
    if not scores:
        return list(hits)
    ranked = [
        replace(hit, score=replace(hit.score, total=(1 + score) / 2, ranked=score))
        for hit, score in zip(hits, scores, strict=False)
    ]
    ranked.sort(key=lambda hit: -hit.score.total)
    rest = [
        replace(hit, score=replace(hit.score, total=hit.score.total / 2))
        for hit in hits[len(ranked) :]
    ]
    return ranked + rest


def read_text(hit: Hit) -> str:
    """What the re-ranker reads of a hit: the headings above it tell what it is about."""
    return f"{hit.heading}\n{hit.text}" if hit.heading else hit.text
