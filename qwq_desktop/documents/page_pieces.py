"""A page's text cut into what can be laid out: its blocks with their places, a stretch at a time.

Pure.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from qwq_desktop.documents.text import BLOCK_GAP, Block, BlockKind, Span, page_text

_NEARBY = 2_000  # characters within which a line's end is looked for
_LIST_LINE = re.compile(r"[ \t]*(?:[-*•◦▪–]|\d{1,3}[.)、])[ \t]")


@dataclass(frozen=True)
class Piece:
    """A block of a page, or a part of one; it begins at character `start` of the page's text."""

    start: int
    kind: BlockKind
    text: str
    level: int = 0

    @property
    def end(self) -> int:
        """Where it ends in the page's text."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class Stretch:
    """Characters `start` to `end` of a page of `length` characters, in pieces."""

    start: int
    end: int
    length: int
    pieces: tuple[Piece, ...]


def pieces_of(blocks: Iterable[Block]) -> tuple[Piece, ...]:
    """The blocks of one page with their places in its text."""
    pieces: list[Piece] = []
    start = 0
    for block in blocks:
        pieces.append(Piece(start, block.kind, block.text, block.level))
        start += len(block.text) + len(BLOCK_GAP)
    return tuple(pieces)


def guessed_blocks(page: int, text: str) -> tuple[Block, ...]:
    """The blocks of a page of which only the text was kept: what looks like a table is one."""
    return tuple(Block(page, _guess(part), part) for part in text.split(BLOCK_GAP))


def blocks_on(blocks: Iterable[Block], page: int, text: str | None) -> tuple[Block, ...]:
    """The blocks of a page, if they are still the text that places speak of; else a guess at it."""
    own = tuple(block for block in blocks if block.page == page)
    if text is None or page_text(own) == text:
        return own
    return guessed_blocks(page, text)


def stretch(pieces: Sequence[Piece], place: Span | None, most: int) -> Stretch:
    """What to lay out of a page: about `most` characters around a place, all if they suffice.

    It begins and ends with a line where there is one nearby.
    """
    length = pieces[-1].end if pieces else 0
    if length <= most:
        return Stretch(0, length, length, tuple(pieces))
    middle = (place.start + min(place.end, place.start + most // 2)) // 2 if place else 0
    start = max(0, min(middle - most // 2, length - most))
    return between(pieces, start, start + most)


def between(pieces: Sequence[Piece], start: int, end: int) -> Stretch:
    """The pieces between two characters of a page, cut at lines where they begin or end inside."""
    length = pieces[-1].end if pieces else 0
    start, end = max(0, start), min(end, length)
    cut = [_cut(piece, start, end) for piece in pieces if piece.start < end and piece.end > start]
    kept = tuple(piece for piece in cut if piece.text)
    if not kept:
        return Stretch(start, end, length, ())
    first = 0 if start == 0 else kept[0].start
    last = length if end == length else kept[-1].end
    return Stretch(first, last, length, kept)


def _guess(text: str) -> BlockKind:
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and all("\t" in line for line in lines):
        return BlockKind.TABLE
    if lines and all(_LIST_LINE.match(line) for line in lines):
        return BlockKind.LIST
    return BlockKind.PARAGRAPH


def _cut(piece: Piece, start: int, end: int) -> Piece:
    first = max(0, start - piece.start)
    last = min(len(piece.text), end - piece.start)
    if first > 0:
        first = _behind_line(piece.text, first, last)
    if last < len(piece.text):
        last = _before_line(piece.text, first, last)
    return replace(piece, start=piece.start + first, text=piece.text[first:last])


def _behind_line(text: str, first: int, last: int) -> int:
    if text[first - 1] == "\n":
        return first
    at = text.find("\n", first, min(last, first + _NEARBY))
    return first if at < 0 else at + 1


def _before_line(text: str, first: int, last: int) -> int:
    if text[last] == "\n":
        return last
    at = text.rfind("\n", max(first, last - _NEARBY), last)
    return last if at < 0 else at
