"""Which batch sizes compute the very numbers of single steps, shown by trial. Pure.

A computer adds numbers in another order when it works on several tokens at once, unless its kernels
are made alike: the logits then differ in their last digits, and a drawn token now and then. Which
kernels run depends on the build, the device, the number formats, the threads and the length of the
context (llama.cpp splits the KV cache among threads from 512 cells on, for single tokens only). So
each size is tried: evaluated both ways, compared bit by bit, and only what was alike in all of many
rows is trusted, for a range of lengths in which llama.cpp chooses the same kernels.
"""

from collections import Counter
from collections.abc import Sequence

ENOUGH_ROWS = 48
"""Rows of logits that must be alike. One alone may be by luck: rounding to 8 bits hides much."""

_CELLS = 256  # llama.cpp rounds the length of the KV cache up to these


class BatchProof:
    """What is known of each size. One for a loaded model."""

    def __init__(self) -> None:
        self._alike: Counter[tuple[int, int]] = Counter()
        self._refuted: dict[int, int] = {}  # size by range from which on it differs

    def allowed(self, sizes: Sequence[int], length: int) -> list[int]:
        """The sizes not refuted for a KV cache that will hold `length` tokens."""
        here = _range(length)
        limit = min((s for r, s in self._refuted.items() if r <= here), default=None)
        return [size for size in sizes if limit is None or size < limit]

    def is_shown(self, size: int, length: int) -> bool:
        """Whether this size has shown to be exact here."""
        return self._alike[size, _range(length)] >= ENOUGH_ROWS

    def report(self, size: int, length: int, *, alike: bool) -> None:
        """Tell of a row of logits that was computed both ways.

        A size that differs refutes larger sizes and longer contexts as well.
        """
        here = _range(length)
        if alike:
            self._alike[size, here] += 1
        else:
            self._refuted[here] = min(size, self._refuted.get(here, size))


def _range(length: int) -> int:
    """Numbers the lengths up to 256, 512, 1024, … tokens."""
    return max(0, length - 1) // _CELLS and ((length - 1) // _CELLS).bit_length()
