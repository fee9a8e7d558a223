"""Tables that are drawn with lines: their text is gathered cell by cell. Pure.

Lines that touch belong to one table; where its upright lines stand its columns part, where its
level ones lie its rows do. A line that doesn't reach a text doesn't part it (cells made one).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from qwq_desktop.documents.page_view import Box
from qwq_desktop.documents.parser.pdf.shapes import Glyph, Piece, Run, is_han, lines_of, with_cells

_THIN = 2.5  # points: a line, no area
_SHORT = 6.0  # points: a dash
_NEAR = 3.0  # points: lines that touch, and lines that are one
_FEWEST_COLUMNS, _FEWEST_ROWS = 2, 2
_MOST_RULES = 1_200  # of a page; a drawing has more
_FULLEST_CELL = 0.6  # of all characters in one cell: a frame, no table


@dataclass(frozen=True)
class _Grid:
    """The lines of one table."""

    upright: list[Box]
    xs: list[float]
    ys: list[float]

    def holds(self, run: Run) -> bool:
        """Whether a run stands inside."""
        x = (run.left + run.right) / 2
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= run.middle <= self.ys[-1]

    def cell(self, run: Run) -> tuple[int, int]:
        """Row and column of a run."""
        left = run.left + min(run.width, run.size) / 2
        row = sum(y < run.middle for y in self.ys[1:-1])
        return row, sum(x < left for x in self.xs[1:-1])


def with_tables(runs: Sequence[Run], boxes: Iterable[Box]) -> list[Run]:
    """The runs of a page, those of each ruled table replaced by one that stands for it.

    `boxes` are the drawn lines and rectangles.
    """
    rest = list(runs)
    for grid in _grids(_rules(boxes)):
        inside = [run for run in rest if grid.holds(run)]
        table = _table(grid, [piece for run in inside for piece in _parted(run, grid.upright)])
        if table is not None:
            held = set(map(id, inside))
            rest = [run for run in rest if id(run) not in held]
            rest.append(_standing_for(table, grid))
    return rest


def _rules(boxes: Iterable[Box]) -> list[Box]:
    """The lines among what is drawn; a rectangle is its four edges."""
    rules: list[Box] = []
    for left, top, right, bottom in boxes:
        width, height = right - left, bottom - top
        if min(width, height) <= _THIN:
            if max(width, height) >= _SHORT:
                rules.append((left, top, right, bottom))
        elif min(width, height) >= _SHORT:
            rules += [(left, top, right, top), (left, bottom, right, bottom)]
            rules += [(left, top, left, bottom), (right, top, right, bottom)]
    distinct = {tuple(map(round, rule)): rule for rule in rules}  # neighbours share edges
    return list(distinct.values()) if len(distinct) <= _MOST_RULES else []


def _grids(rules: Sequence[Box]) -> list[_Grid]:
    """Tables: groups of touching lines with columns and rows."""
    grids = []
    for group in _touching(rules):
        upright = [rule for rule in group if rule[2] - rule[0] <= _THIN]
        level = [rule for rule in group if rule[3] - rule[1] <= _THIN]
        if not upright or not level:
            continue
        # A table may be open at its sides: the ends of the lines across are its edges too.
        xs = _distinct([x for rule in upright for x in (rule[0], rule[2])] + _ends(level, 0))
        ys = _distinct([y for rule in level for y in (rule[1], rule[3])] + _ends(upright, 1))
        if len(xs) > _FEWEST_COLUMNS and len(ys) > _FEWEST_ROWS:
            grids.append(_Grid(upright, xs, ys))
    return grids


def _ends(rules: Sequence[Box], axis: int) -> list[float]:
    return [min(rule[axis] for rule in rules), max(rule[axis + 2] for rule in rules)]


def _touching(rules: Sequence[Box]) -> list[list[Box]]:
    """The lines in groups that hang together."""
    groups: list[list[Box]] = []
    waiting = list(rules)
    while waiting:
        group, new = [], [waiting.pop()]
        while new:
            rule = new.pop()
            group.append(rule)
            new += [other for other in waiting if _touch(rule, other)]
            waiting = [other for other in waiting if not _touch(rule, other)]
        groups.append(group)
    return groups


def _touch(one: Box, other: Box) -> bool:
    return (
        one[0] - _NEAR <= other[2]
        and other[0] - _NEAR <= one[2]
        and one[1] - _NEAR <= other[3]
        and other[1] - _NEAR <= one[3]
    )


def _distinct(values: list[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _NEAR:
            kept.append(value)
    return kept


def _parted(run: Run, upright: Sequence[Box]) -> list[Run]:
    """A run cut where upright lines stand between its characters."""
    edges = sorted(
        (rule[0] + rule[2]) / 2
        for rule in upright
        if rule[1] <= run.middle <= rule[3] and run.left < rule[0] < run.right
    )
    parts: list[list[Glyph]] = [[] for _ in range(len(edges) + 1)]
    number = 0
    for glyph in run.glyphs:
        box = glyph[1]
        if box is not None:
            number = sum(edge < (box[0] + box[2]) / 2 for edge in edges)
        parts[number].append(glyph)
    return [_run_of(part, run) for part in parts if any(box for _, box in part)]


def _run_of(glyphs: list[Glyph], run: Run) -> Run:
    while glyphs[-1][0].isspace():
        glyphs = glyphs[:-1]
    while glyphs[0][0].isspace():
        glyphs = glyphs[1:]
    boxes = [box for _, box in glyphs if box is not None]
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    return Run(glyphs, left, run.top, right, run.bottom, run.size, run.is_bold, run.origin)


def _table(grid: _Grid, runs: Sequence[Run]) -> Piece | None:
    """The table's text; None where it is none: one cell has nearly all, or all are empty."""
    cells: dict[tuple[int, int], list[Run]] = {}
    for run in runs:
        cells.setdefault(grid.cell(run), []).append(run)
    sizes = [sum(len(run.glyphs) for run in members) for members in cells.values()]
    if len(sizes) < 2 * _FEWEST_COLUMNS or max(sizes) > _FULLEST_CELL * sum(sizes):
        return None
    glyphs: list[Glyph] = []
    for row in sorted({row for row, _ in cells}):
        if glyphs:
            glyphs.append(("\n", None))
        reached = 0
        for column in sorted(column for other, column in cells if other == row):
            glyphs += [("\t", None)] * (column - reached)
            glyphs += _cell_text(cells[row, column])
            reached = column
    return Piece(glyphs, median(run.size for run in runs), is_table=True, line_count=len(grid.ys))


def _cell_text(runs: Sequence[Run]) -> list[Glyph]:
    """The lines of a cell as one."""
    glyphs: list[Glyph] = []
    for line in lines_of(runs):
        following = with_cells(line).joined()
        if glyphs and not (is_han(glyphs[-1][0]) and is_han(following[0][0])):
            glyphs.append((" ", None))
        glyphs += following
    return glyphs


def _standing_for(table: Piece, grid: _Grid) -> Run:
    left, right = grid.xs[0], grid.xs[-1]
    return Run(table.glyphs, left, grid.ys[0], right, grid.ys[-1], table.size, table=table)
