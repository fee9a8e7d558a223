"""The words around a hit, on one line, with what was looked for marked. Pure."""

import re
from dataclasses import dataclass

from qwq_desktop.platform.words import Query

BEFORE = 24  # characters in front of the first hit
LENGTH = 140  # characters of the original in all

_MARKUP = re.compile(r"\*\*|`|^#{1,6} ", re.MULTILINE)
_ELLIPSIS = "…"


@dataclass(frozen=True)
class Snippet:
    """A line of text; `marks` are (start, end) of the hits in it."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


def snippet(text: str, query: Query, hit: tuple[int, int] | None) -> Snippet:
    """Cut the surroundings of a hit out of a text, or its beginning where there is none."""
    start = _start(text, hit[0]) if hit else 0
    end = min(len(text), max(start + LENGTH, hit[1] if hit else 0))
    window = text[start:end]
    hits = query.hits(window) if hit else []
    pieces, marks = [_ELLIPSIS if start else ""], []
    length, last = len(pieces[0]), 0
    for first, stop in [*hits, (len(window), len(window))]:
        between = _one_line(_MARKUP.sub("", window[last:first]))
        found = _one_line(window[first:stop])
        if found:
            marks.append((length + len(between), length + len(between) + len(found)))
        pieces += [between, found]
        length += len(between) + len(found)
        last = stop
    return Snippet("".join(pieces).rstrip() + (_ELLIPSIS if end < len(text) else ""), tuple(marks))


def _start(text: str, hit: int) -> int:
    """Where to begin: a little before the hit, at the beginning of a word if one is near."""
    wanted = hit - BEFORE
    if wanted <= 0:
        return 0
    space = text.find(" ", wanted, hit)
    return space + 1 if 0 <= space < hit - BEFORE // 3 else wanted


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
