"""llama.cpp's batches: one that is used again for each step, and one of several sequences."""

import ctypes
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import llama_cpp.llama_cpp as ll


class TokenBatch:
    """Tokens that follow those in the KV cache; its memory is used again for each step."""

    def __init__(self, size: int) -> None:
        """`size` is the most tokens of one step."""
        self._tokens = (ll.llama_token * size)()
        self._all = (ctypes.c_int8 * size)(*[1] * size)
        self._last = ll.llama_batch_get_one(self._tokens, 0)
        self._each = ll.llama_batch_get_one(self._tokens, 0)
        self._each.logits = self._all

    def fill(self, tokens: Sequence[int], *, all_outputs: bool) -> Any:
        """A batch of these tokens, with the logits of the last one or of all as outputs."""
        batch = self._each if all_outputs else self._last
        self._tokens[: len(tokens)] = tokens
        batch.n_tokens = len(tokens)
        return batch


@contextmanager
def sequences_batch(texts: Sequence[Sequence[int]]) -> Iterator[Any]:
    """A batch with each text as a sequence of its own, all their tokens as outputs."""
    batch = ll.llama_batch_init(sum(map(len, texts)), 0, 1)
    try:
        _fill(batch, texts)
        yield batch
    finally:
        ll.llama_batch_free(batch)


def _fill(batch: Any, texts: Sequence[Sequence[int]]) -> None:
    place = 0
    for sequence, tokens in enumerate(texts):
        for position, token in enumerate(tokens):
            batch.token[place] = token
            batch.pos[place] = position
            batch.n_seq_id[place] = 1
            batch.seq_id[place][0] = sequence
            batch.logits[place] = 1
            place += 1
    batch.n_tokens = place
