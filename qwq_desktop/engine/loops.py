"""Notices an endless loop: the end of a thought that repeats itself token by token. Pure.

A sentence said five times is no loop: 17 of 100 sound thoughts of QwQ-32B have one. A loop is a
tail that is periodic without a break, for as long as sound texts never are.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

WINDOW = 4096  # tokens looked back on
CHECK_EVERY = 32  # tokens between two looks, each of them linear in the window
_BLOCK = 30  # tokens; from this length on a repeated block counts by its repetitions
_REPEATS = 4
_END = 16  # tokens; every loop holds them twice, for it goes on for that much after one period
_SHORT_RUN = 400  # tokens that shorter periods have to fill


@dataclass(frozen=True)
class Loop:
    """The last `period * repeats` tokens are the same `period` tokens again and again."""

    period: int
    repeats: int


def find_loop(tokens: Sequence[int]) -> Loop | None:
    """The loop that the last tokens are in, by its shortest period; None if they are in none."""
    tail = list(tokens[-WINDOW:])
    if not _end_came_before(tail):
        return None
    tail.reverse()
    matches = _prefix_matches(tail)
    short_run = 0  # how far the tail repeats with a period shorter than a block
    for period in range(1, len(tail) // 2 + 1):
        run = matches[period] + period
        if period < _BLOCK:
            short_run = max(short_run, run)
        is_block = period >= _BLOCK and short_run < 2 * period
        if run >= (_REPEATS * period if is_block else max(_SHORT_RUN, 2 * period)):
            return Loop(period, run // period)
    return None


class LoopWatch:
    """Looks at a growing sequence now and then; a loop is told once, when it is first seen."""

    def __init__(self) -> None:
        self._looked_at = 0
        self._told = False

    def look(self, tokens: Sequence[int]) -> Loop | None:
        """The loop that `tokens` have newly run into, else None."""
        if len(tokens) - self._looked_at < CHECK_EVERY:
            return None
        self._looked_at = len(tokens)
        loop = find_loop(tokens)
        news = loop if not self._told else None
        self._told = loop is not None
        return news


def _end_came_before(tail: Sequence[int]) -> bool:
    """Whether the last tokens occur earlier as well: any loop has them a period before.

    A search in C that spares nearly all texts the slow look.
    """
    data = array("i", tail).tobytes()
    end = data[-_END * array("i").itemsize :]
    return data.find(end) < len(data) - len(end)


def _prefix_matches(values: Sequence[int]) -> list[int]:
    """For each place, how many values from there equal those from the start (Z-function)."""
    count = len(values)
    matches = [0] * count
    left = right = 0
    for place in range(1, count):
        length = min(right - place, matches[place - left]) if place < right else 0
        while place + length < count and values[length] == values[place + length]:
            length += 1
        matches[place] = length
        if place + length > right:
            left, right = place, place + length
    return matches
