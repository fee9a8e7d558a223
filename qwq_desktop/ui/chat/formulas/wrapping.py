"""A drawing too wide for the page: broken before relations and signs, or shrunk."""

from collections.abc import Sequence
from functools import cache

from qwq_desktop.ui.chat.formulas import engine, svg
from qwq_desktop.ui.chat.formulas.drawing import Drawing, Piece, drawn, moved

INDENT = 2_000  # of the lines after the first
LEADING = 350  # between two lines
LEAST_SHARE = 0.3  # of the width that a line must fill to be ended
GAP = 900  # between two parts of a line, as `\\quad` leaves it
SMALLEST = 0.75  # of its size, down to which a formula is shrunk rather than broken

_RELATIONS = r"= < > \le \ge \leq \geq \ne \approx \equiv \to \Rightarrow \iff \implies \sim \in"
_SIGNS = r"+ - \pm \times \cdot"


def fitting(drawing: Drawing, room: float) -> tuple[Drawing, float]:
    """The drawing as it goes into so much room, and the share of its size that it keeps."""
    if drawing.width <= room or room <= 0:
        return drawing, 1.0
    if drawing.width * SMALLEST > room:
        drawing = broken(drawing, room)
    return drawing, min(1.0, room / drawing.width)


def broken(drawing: Drawing, room: float) -> Drawing:
    """The drawing in lines of at most `room` where it can be broken, else wider ones."""
    pieces = sorted(drawing.pieces, key=lambda piece: piece.left)
    cuts = _cuts(pieces, drawing.width, room)
    if not cuts:
        return drawing
    lines: list[list[Piece]] = [[] for _ in range(len(cuts) + 1)]
    for piece in pieces:
        lines[sum(piece.left >= cut - 1 for cut in cuts)].append(piece)
    return _stacked(lines, drawing)


def _cuts(pieces: Sequence[Piece], width: float, room: float) -> list[float]:
    places = _possible(pieces)
    cuts: list[float] = []
    start, indent = 0.0, 0
    while width - start > room - indent:
        within = [cut for cut in places if start < cut[0] <= start + room - indent]
        long_enough = [cut for cut in within if cut[0] - start >= LEAST_SHARE * room]
        highest = max((cut[1] for cut in long_enough), default=0)
        best = [cut for cut in long_enough if cut[1] == highest] or within
        if not best:
            best = [cut for cut in places if cut[0] > start][:1]
        if not best:
            break
        start = best[-1][0]
        cuts.append(start)
        indent = INDENT
    return cuts


def _possible(pieces: Sequence[Piece]) -> list[tuple[float, int]]:
    """Where the drawing may be cut, and how well: behind a gap, before a relation, before a sign.

    Nothing lies across such a place.
    """
    relations, signs = _glyphs_of(_RELATIONS), _glyphs_of(_SIGNS)
    places = []
    reach = 0.0
    for piece in pieces:
        is_clear = 0 < reach <= piece.left + 1
        if is_clear and piece.glyph:
            if piece.left - reach >= GAP:
                places.append((piece.left, 2))
            elif piece.glyph in relations or piece.glyph in signs:
                places.append((piece.left, int(piece.glyph in relations)))
        reach = max(reach, piece.right)
    return places


def _stacked(lines: Sequence[Sequence[Piece]], drawing: Drawing) -> Drawing:
    """The lines one below the other, the first on the base line of the whole."""
    placed: list[Piece] = []
    right = bottom = down = 0.0
    ascent = drawing.ascent
    for number, line in enumerate(lines):
        if not line:
            continue
        boxes = [piece.path.boundingRect() for piece in line]
        top, low = min(box.top() for box in boxes), max(box.bottom() for box in boxes)
        if number:
            down = bottom + LEADING - top
        else:
            ascent = max(-top, 0.0)
        left = 0.0 if not number else INDENT
        across = left - (line[0].left if number else 0.0)
        placed += [moved(piece, across, down) for piece in line]
        right = max(right, *(piece.right + across for piece in line))
        bottom = down + low
    return drawn(tuple(placed), right, ascent, bottom)


@cache
def _glyphs_of(latex: str) -> frozenset[str]:
    """The path data of the glyphs that these symbols are drawn with."""
    found = [engine.outlines(symbol, is_display=True) for symbol in latex.split()]
    return frozenset(data for each in found if each for data in svg.glyph_data(each.svg))
