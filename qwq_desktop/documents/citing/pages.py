"""A document's pages as one text in which quotes are looked for. Pure."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from qwq_desktop.documents.citing.folding import Folded, fold
from qwq_desktop.documents.citing.matching import Match, find_quote
from qwq_desktop.documents.text import BLOCK_GAP, Span

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:(?:page|seite|p\.|第)\s*)?\d{1,4}(?:\s*页)?(?:\s*(?:/|of|von)\s*\d{1,4})?[\W_]*"
)
_REPEATED = 3  # pages on which a block at the same end makes it a running line
_LONGEST_RUNNING = 120  # characters


@dataclass(frozen=True)
class _Stretch:
    """Where the text of a page, from `start` on, begins in the joined text."""

    at: int
    page: int
    start: int


class Pages:
    """Consecutive pages, joined when they are first looked through.

    `offset` is where the first page's text begins on its page, where only a piece of it is known.
    """

    def __init__(self, texts: Mapping[int, str], offset: int = 0) -> None:
        self._texts = {page: texts[page] for page in sorted(texts)}
        self._offset = offset

    def find(self, quote: str, near: Span | None = None) -> tuple[Span, ...]:
        """The places of a quote, one for each page and piece; none if it isn't there.

        Of several the one nearest to `near`.

        A quote that runs on over the foot of a page is looked for without the running lines
        between: page numbers and what stands at the same end of several pages.
        """
        for joined in (self._joined, self._without_running_lines):
            if joined is not None:
                text, stretches = joined
                match = find_quote(quote, text, self._position(near, stretches))
                if match is not None:
                    return self._spans(match, text, stretches)
        return ()

    def _position(self, near: Span | None, stretches: list[_Stretch]) -> int:
        if near is None:
            return 0
        stretch = next((s for s in stretches if s.page == near.page), None)
        return 0 if stretch is None else stretch.at + near.start - stretch.start - self._offset

    @cached_property
    def _joined(self) -> tuple[Folded, list[_Stretch]]:
        return self._join({page: (0, len(text)) for page, text in self._texts.items()})

    @cached_property
    def _without_running_lines(self) -> tuple[Folded, list[_Stretch]] | None:
        whole = {page: (0, len(text)) for page, text in self._texts.items()}
        bodies = body_places(self._texts)
        return None if bodies == whole else self._join(bodies)

    def _join(self, places: Mapping[int, tuple[int, int]]) -> tuple[Folded, list[_Stretch]]:
        parts, stretches, at = [], [], 0
        for page, (start, end) in places.items():
            parts.append(self._texts[page][start:end])
            stretches.append(_Stretch(at, page, start))
            at += end - start + len(BLOCK_GAP)
        return fold(BLOCK_GAP.join(parts)), stretches

    def _spans(self, match: Match, text: Folded, stretches: list[_Stretch]) -> tuple[Span, ...]:
        """The match in characters of its pages; the gaps between pages belong to none."""
        begins = [stretch.at for stretch in stretches]
        spans = []
        for start, end in match.pieces:
            for index in range(bisect_right(begins, start) - 1, bisect_right(begins, end - 1)):
                stretch = stretches[index]
                following = begins[index + 1] if index + 1 < len(begins) else None
                last = len(text.source) if following is None else following - len(BLOCK_GAP)
                first, stop = max(start, stretch.at), min(end, last)
                if first < stop:
                    shift = stretch.start - stretch.at + (self._offset if index == 0 else 0)
                    spans.append(Span(stretch.page, first + shift, stop + shift))
        return tuple(spans)


def body_places(texts: Mapping[int, str]) -> dict[int, tuple[int, int]]:
    """Where the text of each page is without running heads and feet."""
    heads = Counter(_shape(text.split(BLOCK_GAP, 1)[0]) for text in texts.values())
    feet = Counter(_shape(text.rsplit(BLOCK_GAP, 1)[-1]) for text in texts.values())
    places = {}
    for page, text in texts.items():
        start, end = 0, len(text)
        head, foot = text.split(BLOCK_GAP, 1)[0], text.rsplit(BLOCK_GAP, 1)[-1]
        if _is_running(head, heads):
            start = min(len(head) + len(BLOCK_GAP), end)
        if _is_running(foot, feet):
            end = max(end - len(foot) - len(BLOCK_GAP), start)
        places[page] = (start, end)
    return places


def _shape(block: str) -> str:
    """The block with any number for its numbers; empty when it is too long for a running line."""
    return _DIGITS.sub("0", block.strip()) if len(block) <= _LONGEST_RUNNING else ""


def _is_running(block: str, counts: Counter[str]) -> bool:
    if len(block) > _LONGEST_RUNNING:
        return False
    return _PAGE_NUMBER.fullmatch(block) is not None or counts[_shape(block)] >= _REPEATED
