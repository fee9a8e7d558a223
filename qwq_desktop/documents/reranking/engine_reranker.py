"""The `Reranker` on an engine process of its own, which is there only while it is needed."""

import math
from collections.abc import Callable, Sequence

from qwq_desktop.documents.embedding.kept import IDLE_S, KeptProcess
from qwq_desktop.documents.embedding.process import never
from qwq_desktop.documents.embedding.texts import text_for
from qwq_desktop.documents.reranking.model import RerankerModel


class EngineReranker:
    """Re-ranks with a GGUF model in a process beside the chat's (see `KeptProcess`)."""

    def __init__(self, model: RerankerModel, idle_s: float = IDLE_S) -> None:
        self._model = model
        self._kept = KeptProcess(model.path, "reranker", idle_s, ranks=True)

    @property
    def name(self) -> str:
        """The model's own name."""
        return self._model.name

    @property
    def is_running(self) -> bool:
        """Whether the process is there, with the memory that it takes."""
        return self._kept.process is not None

    def scores(
        self, question: str, texts: Sequence[str], stopped: Callable[[], bool] = never
    ) -> list[float]:
        """From 0 to 1, for each text in their order; those before a stop.

        A stop is heard within a text, while the model is loaded, and while it is another's turn.
        Raises QwQError: those of loading a model, reranker_failed, reranker_closed.
        """
        asked = text_for(question, "")
        put = [text_for(text, "") for text in texts]
        with self._kept.turn_before(stopped) as has_turn:
            if not has_turn:
                return []
            found = self._kept.ask(lambda process: process.rank(asked, put, stopped))
        return found if self._model.gives_shares else [as_share(logit) for logit in found]

    def close(self) -> None:
        """End the process and wait for it; a call under way ends with reranker_closed."""
        self._kept.close()


def as_share(logit: float) -> float:
    """The logistic function, which re-rankers are trained with: 0 becomes a half."""
    return (1 + math.tanh(logit / 2)) / 2  # never too large for a float
