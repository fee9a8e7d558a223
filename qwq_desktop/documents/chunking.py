"""Cuts a document into the chunks that are searched for and cited. Pure.

A chunk is a stretch of one page's text, exactly as it stands there, small enough for an embedding
model to read whole. Chunks don't overlap, and every character that isn't blank lies in one. They
end where the text does: before headings, else between blocks, else between rows, items and
sentences, and within a sentence only where it alone is longer than a chunk.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from qwq_desktop.documents.cutting import MOST_TOKENS, Piece, pieces
from qwq_desktop.documents.text import BLOCK_GAP, Block, BlockKind, DocumentText, Span

ENOUGH_TOKENS = 150  # a section as long as this isn't joined with the next
PATH_GAP = " › "
CELL_GAP = " | "
LONGEST_HEADING = 120  # characters; what is longer was no heading
_MOST_HEADER_CHARACTERS = 200
_RUNNING_HEAD_TOKENS = 15


@dataclass(frozen=True)
class Chunk:
    """A chunk: its place, what stands there, and what it stands under.

    `heading` is the path of headings that are above all of it ("Contract › § 14 Termination"). Of
    a table that goes on from an earlier chunk, the header row is the path's last part.
    """

    span: Span
    text: str
    heading: str


def chunks(document: DocumentText) -> list[Chunk]:
    """Cut a document, in the order of its pages."""
    found: list[Chunk] = []
    headings = _Headings()
    pages: dict[int, list[Block]] = {}
    for block in document.blocks:
        pages.setdefault(block.page, []).append(block)
    texts = document.pages()
    for page, blocks in pages.items():
        for group in _groups(_placed(blocks, headings)):
            span = Span(page, group[0].piece.start, group[-1].piece.end)
            text = texts[page][span.start : span.end]
            found.append(Chunk(span, text, _heading(group)))
    return found


@dataclass(frozen=True)
class _Placed:
    """A piece on its page, and the headings above it."""

    piece: Piece
    path: tuple[str, ...]
    header: str  # of the table that it continues
    opens_section: bool


class _Headings:
    """The headings above the place that was reached."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []

    def enter(self, block: Block) -> None:
        text = " ".join(block.text.split())[:LONGEST_HEADING]
        self._open = [known for known in self._open if known[0] < block.level]
        if text:
            self._open.append((block.level, text))

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(text for _, text in self._open)


def _placed(blocks: Sequence[Block], headings: _Headings) -> list[_Placed]:
    """The pieces of one page."""
    found: list[_Placed] = []
    offset = 0
    for block in blocks:
        is_heading = block.kind is BlockKind.HEADING
        if is_heading:
            headings.enter(block)
        header = _header_row(block.text) if block.kind is BlockKind.TABLE else ""
        for number, piece in enumerate(pieces(block)):
            moved = replace(piece, start=piece.start + offset, end=piece.end + offset)
            opens = is_heading and number == 0
            found.append(_Placed(moved, headings.path, header if number else "", opens))
        offset += len(block.text) + len(BLOCK_GAP)
    return found


def _header_row(table: str) -> str:
    """The first row that isn't empty, as one line for people."""
    first = next(filter(str.strip, table.splitlines()), "")
    cells = (" ".join(cell.split()) for cell in first.split("\t"))
    return CELL_GAP.join(filter(None, cells))[:_MOST_HEADER_CHARACTERS]


def _groups(placed: Sequence[_Placed]) -> Iterator[list[_Placed]]:
    """The pieces of a page, joined into chunks."""
    for section in _sections(placed):
        yield from _evenly(section)


def _sections(placed: Sequence[_Placed]) -> Iterator[list[_Placed]]:
    """The page cut before headings; a section too short to be understood goes with another."""
    rest = _size(placed)
    section: list[_Placed] = []
    size = 0
    for one in placed:
        is_enough = min(size, rest) >= ENOUGH_TOKENS
        if one.opens_section and is_enough and not _is_heading(section[-1]):
            yield section
            section, size = [], 0
        section.append(one)
        size += one.piece.tokens
        rest -= one.piece.tokens
    if section:
        yield section


def _evenly(section: Sequence[_Placed]) -> Iterator[list[_Placed]]:
    """A section in as few chunks as it needs, of about the same size."""
    rest = _size(section)
    group: list[_Placed] = []
    size = 0
    for one in section:
        while group and _is_full(size, rest, one.piece):
            kept = _without_last_headings(group)
            yield group[:kept]
            rest -= _size(group[:kept])
            group = group[kept:]
            size = _size(group)
        group.append(one)
        size += one.piece.tokens
    if group:
        yield group


def _is_full(size: int, rest: int, following: Piece) -> bool:
    """Whether a chunk of `size` should end before a piece; `rest` is all that isn't in chunks."""
    if size + following.tokens > MOST_TOKENS:
        return True
    aim = rest / math.ceil(rest / MOST_TOKENS)
    return not following.is_broken_off and size + following.tokens / 2 > aim


def _without_last_headings(group: Sequence[_Placed]) -> int:
    """How many of the pieces come before the headings at the end, which belong to what follows."""
    end = len(group)
    while end and _is_heading(group[end - 1]):
        end -= 1
    return end or len(group)


def _is_heading(placed: _Placed) -> bool:
    return placed.piece.kind is BlockKind.HEADING


def _heading(group: Sequence[_Placed]) -> str:
    """The headings above all pieces of a chunk; headings in it don't count beside other text."""
    counted = group[_running_head(group) :]
    paths = [one.path for one in counted if not _is_heading(one)]
    path, *others = paths or [one.path for one in counted]
    for other in others:
        if other != path:
            same = takewhile(lambda pair: pair[0] == pair[1], zip(path, other, strict=False))
            path = tuple(mine for mine, _ in same)
    return PATH_GAP.join(filter(None, (*path, group[0].header)))


def _running_head(group: Sequence[_Placed]) -> int:
    """How many pieces at the start are a few words before a heading: a page's number or title."""
    before = list(takewhile(lambda one: not _is_heading(one), group))
    is_head = len(before) < len(group) and _size(before) <= _RUNNING_HEAD_TOKENS
    return len(before) if is_head else 0


def _size(placed: Sequence[_Placed]) -> int:
    return sum(one.piece.tokens for one in placed)
