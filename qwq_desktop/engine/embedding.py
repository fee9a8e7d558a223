"""Texts to vectors: several texts in one computation, stoppable between and within them."""

import math
from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from qwq_desktop.engine.protocol import DoneEvent, EmbedRequest, Event, ProgressEvent, StopReason
from qwq_desktop.engine.vectors import MOST_AT_ONCE, encode_vector
from qwq_desktop.platform.errors import QwQError

if TYPE_CHECKING:
    from qwq_desktop.engine.native import NativeModel

TOGETHER = 256
"""Tokens of several texts in one computation: more are no quicker, and take more memory."""


class Embedding:
    """The run of one EmbedRequest on the worker thread."""

    def __init__(
        self, model: "NativeModel", request: EmbedRequest, emit: Callable[[Event], None]
    ) -> None:
        self._model = model
        self._request = request
        self._emit = emit

    def run(self) -> DoneEvent:
        """Embed all texts, or those that come before a stop.

        Raises QwQError: bad_request (the model was loaded for chatting), decode_failed.
        """
        if not self._model.embeds:
            raise QwQError("bad_request", detail="the model was not loaded with embeddings")
        limit = self._model.longest_text
        tokens = [self._model.vocabulary.tokenize_whole(text) for text in self._request.texts]
        cut = [number for number, text in enumerate(tokens) if len(text) > limit]
        texts = [shortened(text, limit) for text in tokens]
        vectors: list[str] = []
        stop = StopReason.END
        for group in groups(texts, min(limit, TOGETHER)):
            found = None if self._model.cancel.is_set() else self._model.embed(group)
            if found is None:
                stop = StopReason.CANCELLED
                break
            vectors += [encode_vector(normalised(vector)) for vector in found]
            self._emit(ProgressEvent(self._request.id, "embed", len(vectors), len(texts)))
        return DoneEvent(
            self._request.id,
            stop,
            result={
                "dimensions": self._model.dimensions,
                "vectors": vectors,
                "truncated": cut,
                "tokens": sum(map(len, texts)),
            },
        )


def shortened(tokens: Sequence[int], limit: int) -> Sequence[int]:
    """At most `limit` tokens; the last one, which closes a text for many embedders, stays last."""
    return tokens if len(tokens) <= limit else [*tokens[: limit - 1], tokens[-1]]


def groups(texts: Sequence[Sequence[int]], limit: int) -> Iterator[list[Sequence[int]]]:
    """The texts in their order, in groups of at most `limit` tokens; longer ones stand alone."""
    group: list[Sequence[int]] = []
    used = 0
    for text in texts:
        if group and (used + len(text) > limit or len(group) == MOST_AT_ONCE):
            yield group
            group, used = [], 0
        group.append(text)
        used += len(text)
    if group:
        yield group


def normalised(vector: Sequence[float]) -> "array[float]":
    """The vector with length 1 (Euclid); one of zeros stays as it is."""
    length = math.sqrt(math.fsum(x * x for x in vector))
    return array("f", (x / length for x in vector) if length > 0 else vector)
