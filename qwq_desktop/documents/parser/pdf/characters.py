"""The characters of a PDF's page and where they stand, as pdfium tells them."""

import ctypes
import math
from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium

from qwq_desktop.documents.page_view import Box
from qwq_desktop.documents.parser.pdf.shapes import CELL_GAP, Glyph, Run, is_han

_FINE = 10_000_000  # device units a page is measured in
_LINE_END_HYPHEN = 2  # what pdfium gives for a hyphen at a line's end
_BLANKS, _LINE_ENDS = frozenset((9, 10, 13, 32, 0xA0, 0x3000)), (10, 13)
_MOST_CHARACTERS = 200_000  # of a page
_HAN_GAP = 0.6  # of the font size: a space between Chinese characters that is only seeming
_BOLD_WEIGHT = 600
_TURNED = 0.1  # radians


@dataclass(frozen=True)
class Frame:
    """How a page lies on its paper: from its own coordinates to points as it is shown.

    x' = a x + b y + c, y' = d x + e y + f; rotation and crop box are in these numbers.
    """

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float
    width: float
    height: float

    def shown(self, left: float, top: float, right: float, bottom: float) -> Box:
        """A rectangle as left, top, right, bottom of the page as shown."""
        x1, y1 = self.a * left + self.b * top + self.c, self.d * left + self.e * top + self.f
        x2 = self.a * right + self.b * bottom + self.c
        y2 = self.d * right + self.e * bottom + self.f
        return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)

    def turned(self) -> "Frame":
        """The page turned to the left by a quarter: what ran downwards runs to the right.

        Columns of vertical writing, which go from right to left, become lines, which go down.
        """
        return Frame(
            *(self.d, self.e, self.f),
            *(-self.a, -self.b, self.width - self.c),
            *(self.height, self.width),
        )


def frame_of(page: Any, width: float, height: float) -> Frame:
    """Ask pdfium where three points lie: so places agree with what it renders."""
    x, y = ctypes.c_int(), ctypes.c_int()

    def place(px: float, py: float) -> tuple[float, float]:
        pdfium.FPDF_PageToDevice(
            page, 0, 0, _FINE, _FINE, 0, px, py, ctypes.byref(x), ctypes.byref(y)
        )
        return x.value * width / _FINE, y.value * height / _FINE

    span = 100.0
    (x0, y0), (x1, y1), (x2, y2) = place(0, 0), place(span, 0), place(0, span)
    return Frame(
        *((x1 - x0) / span, (x2 - x0) / span, x0),
        *((y1 - y0) / span, (y2 - y0) / span, y0),
        *(width, height),
    )


class _RunMaker:
    """Collects characters in the file's order into runs."""

    def __init__(self, text_page: Any) -> None:
        self._text_page = text_page
        self._space: Glyph | None = None
        self.runs: list[Run] = []
        self._numbers: list[list[int]] = []  # of each run's characters in the file

    def blank(self, box: tuple[float, ...] | None) -> None:
        """A space; only one inside a run is kept. Those that pdfium puts in have no place."""
        self._space = (" ", _as_box(box))

    def put(self, character: str, box: tuple[float, ...], number: int) -> None:
        """A character that shows."""
        space, self._space = self._space, None
        run = self.runs[-1] if self.runs else None
        if run is None or not self._goes_on(run, box):
            self.runs.append(self._new(character, box, number))
            self._numbers.append([number])
            return
        if space is not None and not self._is_seeming(run, space, character, box):
            run.glyphs.append(space)
        run.glyphs.append((character, _as_box(box)))
        self._numbers[-1].append(number)
        run.right = max(run.right, box[2])
        run.top, run.bottom = min(run.top, box[1]), max(run.bottom, box[3])

    @staticmethod
    def _goes_on(run: Run, box: tuple[float, ...]) -> bool:
        left, top, _, bottom = box
        overlap = min(run.bottom, bottom) - max(run.top, top)
        if overlap < 0.5 * min(bottom - top, run.bottom - run.top):
            return False
        return -0.5 * run.size <= left - run.right <= CELL_GAP * run.size

    @staticmethod
    def _is_seeming(run: Run, space: Glyph, character: str, box: tuple[float, ...]) -> bool:
        if space[1] is not None or not (is_han(run.glyphs[-1][0]) and is_han(character)):
            return False
        return box[0] - run.right < _HAN_GAP * run.size

    def finished(self) -> list[Run]:
        """The runs, each with the font of most of it: an item's marker may have another."""
        for run, numbers in zip(self.runs, self._numbers, strict=True):
            if len(numbers) > 1:
                seen = numbers[len(numbers) // 3 :: max(1, len(numbers) // 3)][:3]
                run.size = median(self._size(run, number) for number in seen)
                run.is_bold = run.is_bold and all(map(self._is_bold, seen))
        return self.runs

    def _new(self, character: str, box: tuple[float, ...], number: int) -> Run:
        left, top, right, bottom = box
        run = Run([(character, _as_box(box))], left, top, right, bottom, 0.0, origin=number)
        run.size, run.is_bold = self._size(run, number), self._is_bold(number)
        return run

    def _size(self, run: Run, number: int) -> float:
        """The size of a character's font as it is drawn."""
        matrix = pdfium.FS_MATRIX()
        size = pdfium.FPDFText_GetFontSize(self._text_page, number)
        if pdfium.FPDFText_GetMatrix(self._text_page, number, ctypes.byref(matrix)):
            size *= math.hypot(matrix.c, matrix.d)
        height = run.bottom - run.top
        return float(size if 0.3 * height <= size <= 3 * height else height / 1.2)

    def _is_bold(self, number: int) -> bool:
        return bool(pdfium.FPDFText_GetFontWeight(self._text_page, number) >= _BOLD_WEIGHT)


Mark = tuple[str, tuple[float, float, float, float] | None, int]
"""A character ("" is a blank), where it stands in the page's own coordinates, its number."""


def marks_of(text_page: Any) -> list[Mark]:
    """The characters of a page in the file's order."""
    marks: list[Mark] = []
    text_page = text_page.raw  # spares a look-up a call
    rectangle = pdfium.FS_RECTF()
    reference = ctypes.byref(rectangle)
    code_of, box_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    high = 0
    for number in range(min(pdfium.FPDFText_CountChars(text_page), _MOST_CHARACTERS)):
        code = code_of(text_page, number)
        if 0xD800 <= code < 0xDC00:  # the first of two halves, as Windows has them
            high = code
            continue
        if high and 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        is_blank = code in _BLANKS
        if is_blank and (code in _LINE_ENDS or pdfium.FPDFText_IsGenerated(text_page, number) == 1):
            marks.append(("", None, number))
        elif box_of(text_page, number, reference):
            place = rectangle.left, rectangle.top, rectangle.right, rectangle.bottom
            marks.append(("" if is_blank else _character(code), place, number))
    return marks


def runs_of(text_page: Any, marks: list[Mark], frame: Frame) -> list[Run]:
    """The runs of a page: those that lie straight, then those that are turned.

    Characters outside of the page are left out. A turned run has the characters of its whole
    passage, so that it reads as one.
    """
    maker = _RunMaker(text_page)
    for character, place, number in marks:
        box = None if place is None else frame.shown(*place)
        if not character:
            maker.blank(box)
        elif box is not None and _is_on_page(box, frame.width, frame.height):
            maker.put(character, box, number)
    return _with_turned_last(maker.finished(), text_page)


def are_upright(runs: list[Run]) -> bool:
    """Whether most characters stand beside others: else the page is written downwards, or lies."""
    alone = sum(run.is_turned or len(run.glyphs) == 1 for run in runs)
    turned = sum(len(run.glyphs) for run in runs if run.is_turned)
    return 2 * max(alone, turned) <= sum(len(run.glyphs) for run in runs)


def _character(code: int) -> str:
    if code == _LINE_END_HYPHEN:
        return "-"
    if code < 32 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return "\ufffd"
    return chr(code)


def _is_on_page(box: tuple[float, ...], width: float, height: float) -> bool:
    return box[2] > 0 and box[3] > 0 and box[0] < width and box[1] < height


def _as_box(box: tuple[float, ...] | None) -> tuple[float, float, float, float] | None:
    return None if box is None else (box[0], box[1], box[2], box[3])


def _with_turned_last(runs: list[Run], text_page: Any) -> list[Run]:
    """Characters written upwards or downwards stand alone: gather them behind the others.

    Where they are the most (a page written from top to bottom), they are read in their own order.
    """
    single = [run for run in runs if len(run.glyphs) == 1]
    if len(single) < 4:
        return runs
    angle = pdfium.FPDFText_GetCharAngle
    straight = Counter(
        round(angle(text_page, run.origin), 1) for run in runs if len(run.glyphs) > 1
    )
    usual = straight.most_common(1)[0][0] if straight else None
    turned = {
        run.origin
        for run in single
        if usual is None or abs(angle(text_page, run.origin) - usual) > _TURNED
    }
    if len(turned) < 4:
        return runs
    kept = [run for run in runs if run.origin not in turned]
    return [*kept, _gathered([run for run in single if run.origin in turned], kept)]


def _gathered(runs: list[Run], others: list[Run]) -> Run:
    """One run of them all, below the others; where a blank was between two, there is one."""
    glyphs: list[Glyph] = []
    last = runs[0].origin
    for run in runs:
        if run.origin > last + 1:
            glyphs.append((" ", None))
        glyphs += run.glyphs
        last = run.origin
    size = runs[0].size
    top = max((run.bottom for run in others), default=0.0) + 2 * size
    left = min((run.left for run in others), default=0.0)
    right = left + size * len(glyphs)
    return Run(glyphs, left, top, right, top + size, size, origin=runs[0].origin, is_turned=True)
