"""Reads an answer: its quotations, its numbers, and which number belongs to which quotation. Pure.

It reads the whole answer, once it is done; its time grows with the answer's length only.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from qwq_desktop.documents.citing.letters import is_cjk
from qwq_desktop.documents.citing.marks import Mark, masked, read_marks
from qwq_desktop.documents.citing.paragraphs import Paragraph, paragraphs
from qwq_desktop.documents.citing.quotations import Quotation, quotations

_SENTENCE_END = re.compile(r"(?:[.!?](?=[\s\"'”’»)*_\]]|\Z)|[。！？])[\"'”’»」』)）*_]*")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|pp?|no|art|sec|vs|approx|z\.B|Mr|Ms|Dr|Nr|Abs)|\b\w)\.\Z", re.I
)
_BETWEEN_MARKS = re.compile(r"[\s,，、;；&]*(?:and|und|和|及|与)?\s*\Z")

_LONGEST_BLOCK = 40  # paragraphs of a block quote that are looked over for its numbers
_OPENERS = " *_(（—–-"  # what may stand before a bracket that opens a line


@dataclass(frozen=True)
class Quoted:
    """A quotation and the numbers that belong to it; none where the answer names none.

    `is_claimed` tells that its own sentence, or the block quote, names them.
    """

    quotation: Quotation
    numbers: tuple[int, ...]
    is_claimed: bool


@dataclass(frozen=True)
class Answer:
    """What was read; `claims` are the places of the sentences that end at each of the marks."""

    quoted: tuple[Quoted, ...]
    marks: tuple[Mark, ...]
    claims: tuple[tuple[int, int], ...]


def read_answer(text: str) -> Answer:
    """Read an answer's Markdown.

    A quotation has the numbers of the nearest bracket after it in its sentence, or directly behind
    its full stop; else the nearest before it in its sentence; else the next one in its paragraph. A
    block quote has those inside it, or that its neighbour paragraphs turn to it.
    """
    prose = masked(text)
    marks = read_marks(prose)
    parts = paragraphs(prose)
    quoted: list[Quoted] = []
    claims: list[tuple[int, int]] = []
    for index, part in enumerate(parts):
        own = _within(marks, part.start, part.end)
        ends = _sentence_ends(prose, part)
        claims += [_claim(mark, ends, part) for mark in own]
        for quotation in quotations(text, prose, part):
            if part.is_block_quote:
                quoted.append(Quoted(quotation, _of_block(prose, marks, parts, index), True))
                continue
            nearest = _in_sentence(prose, quotation, own, ends, part)
            later = bisect_left(own, quotation.outer_end, key=lambda mark: mark.start)
            fallback = later if later < len(own) else None
            numbers = _joined(prose, own, fallback if nearest is None else nearest)
            quoted.append(Quoted(quotation, numbers, nearest is not None))
    return Answer(tuple(quoted), tuple(marks), tuple(claims))


def _within(marks: list[Mark], start: int, end: int) -> list[Mark]:
    first = bisect_left(marks, start, key=lambda mark: mark.start)
    return marks[first : bisect_left(marks, end, key=lambda mark: mark.start)]


def _sentence_ends(prose: str, part: Paragraph) -> list[int]:
    found = _SENTENCE_END.finditer(prose, part.start, part.end)
    ends = [
        m.end()
        for m in found
        if not _ABBREVIATION.search(prose, max(m.start() - 8, part.start), m.start() + 1)
    ]
    return [*ends, part.end]


def _claim(mark: Mark, ends: list[int], part: Paragraph) -> tuple[int, int]:
    """The sentence that a bracket stands in, or that ends right before it."""
    index = bisect_left(ends, mark.start + 1)
    start = ends[index - 1] if index else part.start
    if index and mark.start - start <= 1:
        start = ends[index - 2] if index > 1 else part.start
    return start, mark.start


def _in_sentence(
    prose: str, quotation: Quotation, marks: list[Mark], ends: list[int], part: Paragraph
) -> int | None:
    """The index of the bracket that a quotation's sentence has for it."""
    first = bisect_right(ends, quotation.outer_start)
    begin = ends[first - 1] if first else part.start
    end = ends[bisect_left(ends, quotation.outer_end)]
    inside = bisect_left(marks, quotation.outer_start, key=lambda mark: mark.start)
    after = bisect_left(marks, quotation.outer_end, key=lambda mark: mark.start)
    before = inside - 1 if inside and marks[inside - 1].start >= begin else None
    if after < len(marks) and (
        marks[after].start < end or _trails(prose, end, marks[after], before is not None)
    ):
        return after
    if before is not None:
        return before
    return inside if inside < after else None


def _trails(prose: str, end: int, mark: Mark, is_taken: bool) -> bool:
    """Whether a bracket right behind a full stop belongs to the sentence before it."""
    if prose[end : mark.start].strip(" *_\n"):
        return False
    following = prose[mark.end :].lstrip(" *_")[:1] if mark.end < len(prose) else ""
    is_subject = following.islower() or (
        bool(following) and is_cjk(following) and following.isalnum()
    )
    return not (is_subject and is_taken)


def _joined(prose: str, marks: list[Mark], index: int | None) -> tuple[int, ...]:
    """The numbers of a bracket and of those that follow it directly, as in "[1][2]"."""
    if index is None:
        return ()
    numbers = list(marks[index].numbers)
    while index + 1 < len(marks) and _BETWEEN_MARKS.fullmatch(
        prose, marks[index].end, marks[index + 1].start
    ):
        index += 1
        numbers += marks[index].numbers
    return tuple(dict.fromkeys(numbers))


def _of_block(prose: str, marks: list[Mark], parts: list[Paragraph], index: int) -> tuple[int, ...]:
    """The numbers of a block quote: its own, those that lead to it, those that follow it."""
    first, last = _block_around(prose, parts, index)
    own = _within(marks, parts[index].start, parts[index].end)
    if own:
        return _tail(prose, own)
    block = _within(marks, parts[index].start, parts[last].end)
    if block:
        return _joined(prose, block, 0)
    lead = _within(marks, parts[first - 1].start, parts[first - 1].end) if first else []
    if lead and prose[lead[-1].end : parts[first].start].rstrip(" *_\n")[-1:] in (":", "："):
        return _tail(prose, lead)
    after = parts[last + 1] if last + 1 < len(parts) else None
    following = _within(marks, after.start, after.end) if after else []
    if after and following and not prose[after.start : following[0].start].strip(_OPENERS):
        return _joined(prose, following, 0)
    return _tail(prose, lead) if lead else _joined(prose, following, 0 if following else None)


def _block_around(prose: str, parts: list[Paragraph], index: int) -> tuple[int, int]:
    """The first and the last paragraph of one block quote."""

    def is_one(above: int) -> bool:
        upper, lower = parts[above], parts[above + 1]
        both = upper.is_block_quote and lower.is_block_quote
        return both and ">" in prose[upper.end : lower.start]

    first = last = index
    while first and index - first < _LONGEST_BLOCK and is_one(first - 1):
        first -= 1
    while last + 1 < len(parts) and last - index < _LONGEST_BLOCK and is_one(last):
        last += 1
    return first, last


def _tail(prose: str, marks: list[Mark]) -> tuple[int, ...]:
    """The numbers of the last bracket and of those joined with it."""
    index = len(marks) - 1
    while index and _BETWEEN_MARKS.fullmatch(prose, marks[index - 1].end, marks[index].start):
        index -= 1
    return _joined(prose, marks, index)
