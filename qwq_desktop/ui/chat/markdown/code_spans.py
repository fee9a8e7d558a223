"""Code between backticks in running text, found in one pass however many runs there are of them."""

import re
from collections.abc import Iterator

_RUN = re.compile(r"(\\*)(`+)")


def code_spans(text: str) -> list[tuple[int, int]]:
    """Where the code of a text begins and ends, backticks and all.

    A run of backticks is closed by the next one that is as long, else it stands for itself; the
    first of a run behind a backslash opens nothing (CommonMark 0.31, 6.1).
    """
    if "`" not in text:
        return []
    runs, opened = [], []  # where each run begins and ends, and where what it may open begins
    for match in _RUN.finditer(text):
        runs.append(match.span(2))
        opened.append(match.start(2) + len(match[1]) % 2)
    closing: list[int | None] = [None] * len(runs)
    next_of_length: dict[int, int] = {}
    for index in reversed(range(len(runs))):
        start, stop = runs[index]
        closing[index] = next_of_length.get(stop - opened[index])
        next_of_length[stop - start] = index
    spans, index = [], 0
    while index < len(runs):
        last = closing[index]
        if last is not None:
            spans.append((opened[index], runs[last][1]))
        index = (index if last is None else last) + 1
    return spans


def without_code(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text that are no code."""
    end = 0
    for start, stop in code_spans(text):
        yield end, start
        end = stop
    yield end, len(text)
