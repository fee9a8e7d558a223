"""How well texts answer a question: both are read together, as llama.cpp's server has it."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from qwq_desktop.engine.embedding import TOGETHER, groups
from qwq_desktop.engine.prompt import tokenize_pieces
from qwq_desktop.engine.protocol import DoneEvent, Event, ProgressEvent, RerankRequest, StopReason
from qwq_desktop.platform.errors import QwQError

if TYPE_CHECKING:
    from qwq_desktop.engine.loaded import LoadedModel

QUESTION_SHARE = 0.5  # of what a model can read: a longer question is cut, so that a text has room
_PLACES = re.compile(r"(\{query\}|\{document\})")

Tokens = Sequence[int]
Join = Callable[[str], tuple[Tokens, bool]]  # a text with the question, and whether all of it


class Reranking:
    """The run of one RerankRequest on the worker thread."""

    def __init__(
        self, model: "LoadedModel", request: RerankRequest, emit: Callable[[Event], None]
    ) -> None:
        self._model = model
        self._native = model.native
        self._request = request
        self._emit = emit

    def run(self) -> DoneEvent:
        """Compare all texts with the question, or those that come before a stop.

        Raises QwQError: bad_request (the model was not loaded to rank), decode_failed.
        """
        if not self._native.reranks:
            raise QwQError("bad_request", detail="the model was not loaded to rank")
        limit = self._native.longest_text
        pairs, cut = self._pairs(limit)
        scores: list[float] = []
        stop = StopReason.END
        for group in groups(pairs, min(limit, TOGETHER)):
            found = None if self._native.cancel.is_set() else self._native.rank(group)
            if found is None:
                stop = StopReason.CANCELLED
                break
            scores += found
            self._emit(ProgressEvent(self._request.id, "rerank", len(scores), len(pairs)))
        read = sum(map(len, pairs[: len(scores)]))
        result = {"scores": scores, "truncated": cut, "tokens": read}
        return DoneEvent(self._request.id, stop, result=result)

    def _pairs(self, limit: int) -> tuple[list[Tokens], list[int]]:
        """The tokens of each pair, at most `limit`, and the numbers of those that were cut."""
        template = self._native.rerank_template()
        join = self._pairing(limit) if template is None else self._filling(template, limit)
        joined = list(map(join, self._request.texts))
        if not all(pair for pair, _ in joined):
            raise QwQError("bad_request", detail="nothing to read")
        cut = [number for number, (_, is_whole) in enumerate(joined) if not is_whole]
        return [pair for pair, _ in joined], cut

    def _pairing(self, limit: int) -> Join:
        """Special tokens between the two; the text's end is cut where it is too long."""
        vocabulary = self._model.vocabulary
        asked = vocabulary.tokenize_plain(self._request.question)[: int(limit * QUESTION_SHARE)]
        room = limit - len(vocabulary.pair(asked, ()))

        def pair(text: str) -> tuple[Tokens, bool]:
            tokens = vocabulary.tokenize_plain(text)
            return vocabulary.pair(asked, tokens[:room]), len(tokens) <= room

        return pair

    def _filling(self, template: str, limit: int) -> Join:
        """The file's own template, what stands behind the text in it included."""
        model = self._model

        def size(text: str) -> int:
            return len(model.plain_tokens(text))

        asked = fitting(self._request.question, int(limit * QUESTION_SHARE), size)
        question = model.plain_pieces(asked)

        def tokens_with(text: str) -> Tokens:
            values = {"{query}": question, "{document}": model.plain_pieces(text)}
            return tokenize_pieces(filled(template, values), model.vocabulary.tokenize)

        def fill(text: str) -> tuple[Tokens, bool]:
            fits = fitting(text, limit, lambda part: len(tokens_with(part)))
            return tokens_with(fits)[:limit], fits == text

        return fill


def filled(template: str, values: Mapping[str, Sequence[str]]) -> list[str]:
    """A template with its places filled, in pieces that are to be tokenized one by one.

    Texts come in pieces that hold no special token; only between those of one text is it cut, so
    that the rest is tokenized as one.
    """
    pieces = [""]
    for part in _PLACES.split(template):
        first, *more = (values[part] or ("",)) if part in values else (part,)
        pieces[-1] += first
        pieces += more
    return pieces


def fitting(text: str, limit: int, cost: Callable[[str], int]) -> str:
    """As much of a text's begin as costs at most `limit`; nothing where even that is too much."""
    low, high = 0, len(text)
    if cost(text) <= limit:
        return text
    while high - low > 1:  # `low` characters fit, `high` don't
        middle = (low + high) // 2
        low, high = (middle, high) if cost(text[:middle]) <= limit else (low, middle)
    return text[:low]
