"""Cuts a block of a document into pieces that stay whole, none too long for a chunk. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qwq_desktop.documents.text import Block, BlockKind

MOST_TOKENS = 420  # of a chunk, as `tokens` counts: with headings it stays below e5's 512

_CJK = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_LATIN_PART = re.compile("[A-Z]?[a-z]+|[A-Z]{1,2}")
_DIGITS = re.compile("[0-9]+")
_OTHER_WORD = re.compile(f"[^\\W0-9A-Za-z_{_CJK}]+")
_SINGLE = re.compile(f"[{_CJK}]|[^\\w\\s]|_")

_LINE_END = re.compile(r"\n+")
_EMPTY_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_CLOSERS = "\"'”’»)\\]」』）】》"
_SENTENCE_END = re.compile(f"[。！？｡]+[{_CLOSERS}]*\\s*|[.!?…]+[{_CLOSERS}]*\\s+|\n\\s*\n\\s*")
_CLAUSE_END = re.compile(r"[，、；：]\s*|[,;:]\s+|\n")
_SPACE = re.compile(r"\s+")

# Where to cut, the best places first; the next kind only where a piece is still too long.
_PROSE = (_EMPTY_LINES, _SENTENCE_END, _CLAUSE_END, _SPACE)
_LINES = (_LINE_END, _SENTENCE_END, _CLAUSE_END, _SPACE)
_CODE = (_EMPTY_LINES, _LINE_END, _SPACE)
_CUTS = {
    BlockKind.HEADING: _PROSE,
    BlockKind.PARAGRAPH: _PROSE,
    BlockKind.LIST: _LINES,
    BlockKind.TABLE: _LINES,
    BlockKind.CODE: _CODE,
}
_WHOLE_THOUGHTS = (_EMPTY_LINES, _SENTENCE_END, _LINE_END)


@dataclass(frozen=True)
class Piece:
    """Characters `start` to `end` of a text, neither of them blank.

    `is_broken_off`: the piece before ended within a sentence or a line; it goes on here.
    """

    start: int
    end: int
    kind: BlockKind
    tokens: int
    is_broken_off: bool = False


def pieces(block: Block) -> Iterator[Piece]:
    """The pieces of a block in order: the block itself, or its sentences, rows, items or lines."""
    yield from _cut(block, 0, len(block.text), 0, False)


def tokens(text: str) -> int:
    """About how many tokens an embedding model makes of a text, rather too many than too few.

    After XLM-RoBERTa's vocabulary of 250 000 pieces, which e5 and BGE-M3 share: a Chinese
    character at most one, a short word one, a long or strange one more.
    """
    latin = sum(1 + (len(part) - 1) // 5 for part in _LATIN_PART.findall(text))
    digits = sum((len(number) + 1) // 2 for number in _DIGITS.findall(text))
    other = sum((len(word) + 1) // 2 for word in _OTHER_WORD.findall(text))
    return latin + digits + other + len(_SINGLE.findall(text))


def _cut(block: Block, start: int, end: int, depth: int, is_broken_off: bool) -> Iterator[Piece]:
    """The pieces of a part of a block, which the cuts before `depth` did not make short enough."""
    start, end = _trimmed(block.text, start, end)
    if start == end:
        return
    size = tokens(block.text[start:end])
    if size <= MOST_TOKENS:
        yield Piece(start, end, block.kind, size, is_broken_off)
        return
    cuts = _CUTS[block.kind]
    if depth == len(cuts):
        yield from _cut_anywhere(block, start, end, is_broken_off)
        return
    breaks_off = cuts[depth] not in _WHOLE_THOUGHTS
    for number, (first, last) in enumerate(_parts(cuts[depth], block.text, start, end)):
        yield from _cut(block, first, last, depth + 1, breaks_off if number else is_broken_off)


def _parts(cut: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in cut.finditer(text, start, end):
        yield start, found.end()
        start = found.end()
    yield start, end


def _cut_anywhere(block: Block, start: int, end: int, is_broken_off: bool) -> Iterator[Piece]:
    """A word longer than a chunk, cut where a chunk is full: no character is two tokens."""
    for first in range(start, end, MOST_TOKENS):
        last = min(first + MOST_TOKENS, end)
        size = tokens(block.text[first:last])
        yield Piece(first, last, block.kind, size, is_broken_off or first > start)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The part without the blanks at its ends."""
    part = text[start:end].rstrip()
    return start + len(part) - len(part.lstrip()), start + len(part)
