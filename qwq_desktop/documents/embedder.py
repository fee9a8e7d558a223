"""What the index wants of an embedding model, whichever it is."""

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]  # of length 1 (Euclid)


class Embedder(Protocol):
    """Turns texts into vectors whose inner product tells how near their meanings are.

    All calls wait; they belong on a worker thread. Each raises QwQError where the model can't be
    used: then words alone must do.
    """

    @property
    def name(self) -> str:
        """Names the weights: vectors of embedders with different names can't be compared."""

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has."""

    def query(self, text: str) -> Vector:
        """The vector of a question."""

    def passages(
        self, texts: Sequence[str], stopped: Callable[[], bool] = lambda: False
    ) -> list[Vector]:
        """The vectors of pieces of documents, in their order; those before a stop."""
