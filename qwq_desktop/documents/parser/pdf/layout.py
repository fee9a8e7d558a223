"""Puts the characters of a page into blocks in reading order. Pure."""

import re
from collections.abc import Sequence
from itertools import pairwise

from qwq_desktop.documents.page_view import Box
from qwq_desktop.documents.parser.limits import MOST_BLOCK_CHARACTERS, MOST_PAGE_CHARACTERS
from qwq_desktop.documents.parser.pdf.columns import columns
from qwq_desktop.documents.parser.pdf.ruled import with_tables
from qwq_desktop.documents.parser.pdf.shapes import (
    Glyph,
    Line,
    Piece,
    Run,
    cut_to,
    is_han,
    lines_of,
    with_cells,
)
from qwq_desktop.documents.text import Block, BlockKind

_MARKER = re.compile(
    r"[•▪◦‣·●○■□*–—-]|[(（]?(\d{1,3}|[a-zA-Z]|[ivx]{1,4}|[一二三四五六七八九十]+)[.)）、．]"
)
_ITEM = re.compile(
    r"[•▪◦‣●○■□]|[*–-]\s|[(（]?\d{1,3}[.)）、．]\s?\D|[(（][a-z一二三四五六七八九十]+[)）]"
)
_SENTENCE_END = tuple(".!?:;。！？：；…”」")
_HYPHENS = ("-", "\u2010", "\u00ad")
_SAME_SIZE = 1.12
_GAP = 0.45  # of the font size, beyond the usual distance of two lines: a new paragraph
_INDENT = 0.9  # of the font size
_HEADING_SIZES = ((1.7, 1), (1.35, 2), (1.15, 3))  # to the size of most text: level
_MOST_HEADING_LINES, _MOST_HEADING_CHARACTERS = 3, 200
_BOLD_HEADING_CHARACTERS, _BOLD_HEADING_LEVEL = 100, 4


def pieces_of(runs: Sequence[Run], drawn: Sequence[Box] = ()) -> list[Piece]:
    """The blocks of a page in reading order, with the places of their characters.

    `drawn` are lines and rectangles, by which tables are told.
    """
    pieces: list[Piece] = []
    for region in columns(with_tables(runs, drawn)):
        pieces += _region([with_cells(line) for line in lines_of(region)])
    return list(cut_to(pieces, MOST_BLOCK_CHARACTERS, MOST_PAGE_CHARACTERS))


def block_of(piece: Piece, page: int, body_size: float) -> Block:
    """A piece as a block; what is larger than most of the document's text is a heading."""
    level = _heading_level(piece, body_size)
    if piece.is_table:
        return Block(page, BlockKind.TABLE, piece.text)
    if level:
        return Block(page, BlockKind.HEADING, piece.text, level)
    is_item = _ITEM.match(piece.text) is not None
    return Block(page, BlockKind.LIST if is_item else BlockKind.PARAGRAPH, piece.text)


def _heading_level(piece: Piece, body_size: float) -> int:
    text = piece.text
    if piece.line_count > _MOST_HEADING_LINES or len(text) > _MOST_HEADING_CHARACTERS:
        return 0
    if not any(map(str.isalpha, text)):
        return 0
    for ratio, level in _HEADING_SIZES:
        if piece.size >= ratio * body_size:
            return level
    is_short = piece.line_count == 1 and len(text) <= _BOLD_HEADING_CHARACTERS
    if piece.is_bold and is_short and not text.endswith(_SENTENCE_END):
        return _BOLD_HEADING_LEVEL if piece.size >= body_size / _SAME_SIZE else 0
    return 0


def _region(lines: Sequence[Line]) -> list[Piece]:
    """The pieces of a column: tables where lines have several cells, paragraphs elsewhere."""
    pieces: list[Piece] = []
    text: list[Line] = []
    usual = _usual_gap(lines)
    number = 0
    while number < len(lines):
        end = _table_end(lines, number)
        ruled = lines[number].runs[0].table
        if ruled is not None:
            pieces += [*_paragraphs(text, usual), ruled]
            text, number = [], number + 1
        elif end > number:
            pieces += _paragraphs(text, usual)
            pieces.append(_table(lines[number:end]))
            text, number = [], end
        else:
            text.append(lines[number])
            number += 1
    return [*pieces, *_paragraphs(text, usual)]


def _usual_gap(lines: Sequence[Line]) -> float:
    """The distance between lines of a paragraph, in font sizes: a quarter are no further apart."""
    gaps = sorted(
        (after.top - before.bottom) / max(before.size, 1)
        for before, after in pairwise(lines)
        if before.size / _SAME_SIZE <= after.size <= before.size * _SAME_SIZE
        and before.runs[0].table is after.runs[0].table is None
    )
    return min(gaps[len(gaps) // 4], 1.2) if gaps else 0.0


def _has_cells(line: Line) -> bool:
    """Whether a line is a row of a table: pieces beside each other, no item after its marker."""
    if len(line.runs) < 2:
        return False
    return len(line.runs) > 2 or _MARKER.fullmatch(line.runs[0].text.strip()) is None


def _table_end(lines: Sequence[Line], start: int) -> int:
    """Where the table ends that begins with line `start`; `start` itself where none does.

    A line with one cell belongs to it between rows that are close: a cell that goes on below.
    """
    end = rows = 0
    number = start
    while number < len(lines):
        line = lines[number]
        if line.runs[0].table is not None:
            break
        if number > start and line.top - lines[number - 1].bottom > 1.5 * line.size:
            break
        if _has_cells(line):
            rows, end = rows + 1, number + 1
        elif number != end or number == start or line.left <= lines[start].left + line.size:
            break
        number += 1
    return end if rows >= 2 else start


def _table(lines: Sequence[Line]) -> Piece:
    """Rows as lines, cells parted by tabs; an empty cell keeps its tab."""
    edges = _column_edges([run for line in lines for run in line.runs])
    glyphs: list[Glyph] = []
    for number, line in enumerate(lines):
        if number:
            glyphs.append(("\n", None))
        column = 0
        for place, run in enumerate(line.runs):
            own = sum(run.left >= edge for edge in edges)
            tabs = max(own - column, 1 if place else 0)
            glyphs += [("\t", None)] * tabs
            glyphs += run.glyphs
            column += tabs
    return Piece(glyphs, lines[0].size, is_table=True, line_count=len(lines))


def _column_edges(runs: Sequence[Run]) -> list[float]:
    """Where the second and further columns begin: after strips that no cell crosses."""
    edges: list[float] = []
    reached: float | None = None
    for run in sorted(runs, key=lambda run: run.left):
        if reached is not None and run.left > reached:
            edges.append(run.left)
        reached = run.right if reached is None else max(reached, run.right)
    return edges


def _paragraphs(lines: Sequence[Line], usual: float) -> list[Piece]:
    if not lines:
        return []
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    groups = [[lines[0]]]
    for before, line in pairwise(lines):
        if _begins_paragraph(before, line, groups[-1], usual, left, right):
            groups.append([line])
        else:
            groups[-1].append(line)
    return [_paragraph(group, right) for group in groups]


def _begins_paragraph(
    before: Line, line: Line, group: list[Line], usual: float, left: float, right: float
) -> bool:
    size = max(before.size, 1)
    if not before.size / _SAME_SIZE <= line.size <= before.size * _SAME_SIZE:
        return True
    if (line.top - before.bottom) / size > usual + _GAP or line.is_bold != before.is_bold:
        return True
    text = "".join(glyph[0] for glyph in line.joined()[:12])
    if _ITEM.match(text):
        return True
    ends = before.runs[-1].text.rstrip()[-1:] in _SENTENCE_END
    if ends and before.right < right - 0.2 * (right - left):
        return True
    indented = line.left > before.left + _INDENT * size
    return indented and (len(group) > 1 or ends) and line.left < left + 4 * size


def _paragraph(lines: list[Line], right: float) -> Piece:
    glyphs = lines[0].joined()
    for before, line in pairwise(lines):
        following = line.joined()
        glyphs += _line_end(glyphs[-1][0], following[0][0], right - before.right < 1.6 * line.size)
        glyphs += following
    # A bold line that is full only begins a paragraph that goes on in another font.
    is_bold = all(line.is_bold for line in lines) and right - lines[-1].right > 2 * lines[-1].size
    return Piece(glyphs, lines[0].size, is_bold, line_count=len(lines))


def _line_end(last: str, first: str, is_full: bool) -> list[Glyph]:
    """What stands between two lines of a paragraph: nothing inside a Chinese sentence."""
    if is_full and is_han(last) and is_han(first):
        return []
    return [("\n", None)]
