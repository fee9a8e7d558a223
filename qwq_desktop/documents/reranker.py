"""What the search wants of a model that puts what was found in order, whichever it is."""

from collections.abc import Callable, Sequence
from typing import Protocol

from qwq_desktop.documents.model_room import ModelRoom


class Reranker(Protocol):
    """Tells how well texts answer a question, reading each of them together with it.

    All calls wait; they belong on a worker thread. Each raises QwQError where the model can't be
    used: then the order stays as it was found.
    """

    @property
    def name(self) -> str:
        """The model's own name."""

    def scores(
        self, question: str, texts: Sequence[str], stopped: Callable[[], bool] = lambda: False
    ) -> list[float]:
        """From 0 to 1, for each text in their order; those before a stop."""


MakeReranker = Callable[[], Reranker | None]
RerankerRoom = ModelRoom[Reranker]


def no_reranker() -> None:
    """What was found stays in its order."""
