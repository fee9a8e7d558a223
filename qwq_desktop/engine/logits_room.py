"""Gives back the memory that llama.cpp keeps for logits while a model only embeds.

llama.cpp reserves a row of logits for each token of a computation, also where none is ever written
(`llama_context::output_reserve`), and wipes them once: with a vocabulary of 250 000 that is 512 MB
for 512 tokens, five times the model.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from qwq_desktop.engine.discarding import discard
from qwq_desktop.engine.wipe_sweep import WipeSweep


class LogitsRoom:
    """The rows of logits of a context that embeds; only for memory that is not a card's driver's.

    Behind the logits lies a row of `kept_bytes` for each token, which is left alone.
    """

    def __init__(
        self, address: Callable[[], int], rows: int, row_bytes: int, kept_bytes: int
    ) -> None:
        """There is room for so many `rows` already. `address`: of the first row, 0 for none."""
        self._address = address
        self._rows = rows
        self._row_bytes = row_bytes
        self._kept_bytes = kept_bytes

    def growing(self, rows: int) -> AbstractContextManager[object]:
        """Surrounds a computation with so many rows: more of them than ever need a larger room."""
        if rows <= self._rows:
            return nullcontext()
        address, each = self._address(), self._row_bytes + self._kept_bytes
        old = (address, address + self._rows * each)
        return WipeSweep(rows * each, rows * self._kept_bytes, old)

    def give_back(self, rows: int) -> None:
        """After a computation with so many rows that did not fail."""
        self._rows = max(self._rows, rows)
        if address := self._address():
            discard(address, rows * self._row_bytes)
