"""What a page's text is made of while its reading order is sought. Pure.

Lengths are points of the page as it is shown, measured from its upper left corner.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from qwq_desktop.documents.page_view import Box

Glyph = tuple[str, Box | None]  # one character and where it stands; None: put in between

CELL_GAP = 1.1  # of the font size: a wider gap parts cells or columns
_WORD_GAP = 0.12  # of the font size
_LEVEL = 0.5  # of the lower one's height overlaps
_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


def is_han(character: str) -> bool:
    """Whether the script of the character parts no words by spaces."""
    return _HAN.match(character) is not None


@dataclass(slots=True)
class Run:
    """Characters that stand close together on one line."""

    glyphs: list[Glyph]
    left: float
    top: float
    right: float
    bottom: float
    size: float  # of the font
    is_bold: bool = False
    origin: int = 0  # the number of its first character in the file
    is_turned: bool = False  # gathered from characters that don't stand beside each other
    table: "Piece | None" = None  # that it stands for

    @property
    def middle(self) -> float:
        """Half-way between top and bottom."""
        return (self.top + self.bottom) / 2

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(glyph[0] for glyph in self.glyphs)


@dataclass(slots=True)
class Line:
    """Runs at one height, from left to right."""

    runs: list[Run]

    @property
    def left(self) -> float:
        """Where its first run begins."""
        return self.runs[0].left

    @property
    def right(self) -> float:
        """Where its last run ends."""
        return max(run.right for run in self.runs)

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(run.top for run in self.runs)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(run.bottom for run in self.runs)

    @property
    def size(self) -> float:
        """The font size of most of it."""
        return max(self.runs, key=lambda run: len(run.glyphs)).size

    @property
    def is_bold(self) -> bool:
        """Whether all of it is bold."""
        return all(run.is_bold for run in self.runs)

    def joined(self, separator: str = " ") -> list[Glyph]:
        """The characters of all runs."""
        glyphs = list(self.runs[0].glyphs)
        for run in self.runs[1:]:
            glyphs += [(separator, None), *run.glyphs]
        return glyphs


@dataclass(slots=True)
class Piece:
    """A block of a page: a paragraph (or heading) or a table, with its characters' places."""

    glyphs: list[Glyph]
    size: float
    is_bold: bool = False
    is_table: bool = False
    line_count: int = 1
    _text: str = field(default="", repr=False)

    @property
    def text(self) -> str:
        """Its characters."""
        if not self._text:
            self._text = "".join(glyph[0] for glyph in self.glyphs)
        return self._text


def lines_of(runs: Iterable[Run]) -> list[Line]:
    """Runs put into lines, from top to bottom."""
    lines: list[Line] = []
    tallest: Run | None = None
    for run in sorted(runs, key=lambda run: run.middle):
        if tallest is not None and not (run.table or tallest.table) and _are_level(run, tallest):
            lines[-1].runs.append(run)
            tallest = max(tallest, run, key=lambda each: each.bottom - each.top)
        else:
            lines.append(Line([run]))
            tallest = run
    for line in lines:
        line.runs.sort(key=lambda run: run.left)
    return lines


def _are_level(one: Run, other: Run) -> bool:
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap > _LEVEL * min(one.bottom - one.top, other.bottom - other.top)


def with_cells(line: Line) -> Line:
    """The line with runs that stand close to each other made one: what is left are its cells."""
    cells = [line.runs[0]]
    for run in line.runs[1:]:
        last = cells[-1]
        gap = run.left - last.right
        if gap > CELL_GAP * max(last.size, run.size):
            cells.append(run)
            continue
        both_han = is_han(last.glyphs[-1][0]) and is_han(run.glyphs[0][0])
        is_parted = gap > _WORD_GAP * last.size and not both_han
        space: list[Glyph] = [(" ", None)] if is_parted else []
        cells[-1] = Run(
            [*last.glyphs, *space, *run.glyphs],
            *(last.left, min(last.top, run.top)),
            *(max(last.right, run.right), max(last.bottom, run.bottom)),
            max(last, run, key=lambda each: len(each.glyphs)).size,
            last.is_bold and run.is_bold,
            last.origin,
        )
    return Line(cells)


def cut_to(pieces: Sequence[Piece], most_each: int, most: int) -> Iterator[Piece]:
    """The pieces without blanks around them, none longer than `most_each`, all within `most`."""
    total = 0
    for piece in pieces:
        glyphs = piece.glyphs
        for start in range(0, len(glyphs), most_each):
            part = _stripped(glyphs[start : start + most_each])
            total += len(part)
            if total > most:
                return
            if part:
                yield Piece(part, piece.size, piece.is_bold, piece.is_table, piece.line_count)


def _stripped(glyphs: list[Glyph]) -> list[Glyph]:
    start, end = 0, len(glyphs)
    while start < end and glyphs[start][0].isspace():
        start += 1
    while end > start and glyphs[end - 1][0].isspace():
        end -= 1
    return glyphs[start:end]
