"""Writes pieces of a page into a text document and knows where each of its characters went."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLength,
    QTextOption,
    QTextTableCellFormat,
    QTextTableFormat,
)

from qwq_desktop.documents.page_pieces import Piece
from qwq_desktop.documents.text import BlockKind
from qwq_desktop.platform.text import utf16_length
from qwq_desktop.ui.theme import fonts
from qwq_desktop.ui.theme.tokens import Theme

MOST_CELLS = 120  # of a table that is drawn as one; laying out more takes too long
_MOST_COLUMNS = 12
_WIDEST_COLUMN = 150
_TEXT = 14.0
_HEADINGS = {1: 19.0, 2: 17.0, 3: 15.5}
# As many characters as before, for places are counted: what Qt or a terminal would act upon.
_SHOWN = {
    **dict.fromkeys((*range(9), *range(11, 32), 127, 0xFFFC, *range(0xFDD0, 0xFDF0)), " "),
    **dict.fromkeys(range(0xD800, 0xE000), "�"),
    0x0A: "\u2028",
    0x2029: "\u2028",
}


@dataclass(frozen=True)
class _Run:
    start: int  # in the page's text
    text: str
    position: int  # in the document


class TextWriter:
    """Writes into one document, once. Positions in a document count UTF-16 units."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        self._theme = theme
        self._runs: list[_Run] = []
        self._font = fonts.interface_font(theme, _TEXT)
        self._code = fonts.code_font(theme, theme.CODE)
        document.setDefaultFont(self._font)
        self._document = document
        self._cursor = QTextCursor(document)
        self._is_fresh = True

    def write(self, pieces: Iterable[Piece]) -> None:
        """Write the pieces, one below the other."""
        self._cursor.beginEditBlock()
        for piece in pieces:
            if piece.kind is BlockKind.TABLE and self._is_drawn(piece):
                self._table(piece)
            else:
                self._text(piece)
        self._cursor.endEditBlock()

    def position(self, place: int) -> int:
        """Where in the document a character of the page stands, or the next that was written."""
        index = bisect_right(self._runs, place, key=lambda run: run.start) - 1
        if index < 0:
            return self._runs[0].position if self._runs else 0
        run = self._runs[index]
        inside = place - run.start
        if inside > len(run.text) and index + 1 < len(self._runs):
            return self._runs[index + 1].position
        return run.position + utf16_length(run.text[:inside])

    def ranges(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where characters of the page stand, without what was put between them."""
        found = []
        for run in self._runs:
            first, last = max(start, run.start), min(end, run.start + len(run.text))
            if first < last:
                at = run.position + utf16_length(run.text[: first - run.start])
                length = utf16_length(run.text[first - run.start : last - run.start])
                found.append((at, at + length))
        return found

    def place(self, position: int) -> int:
        """Which character of the page stands at a position, or the last one before it."""
        index = bisect_right(self._runs, position, key=lambda run: run.position) - 1
        if index < 0:
            return self._runs[0].start if self._runs else 0
        run = self._runs[index]
        units = run.text.encode("utf-16-le", "surrogatepass")[: 2 * (position - run.position)]
        return run.start + len(units.decode("utf-16-le", "ignore"))

    def _text(self, piece: Piece) -> None:
        block, chars = self._formats(piece)
        if piece.kind is not BlockKind.TABLE:
            self._begin(block, chars)
            self._insert(piece.start, piece.text, chars)
            return
        row_block = QTextBlockFormat(block)
        row_block.setBottomMargin(0)
        at, rows = piece.start, piece.text.split("\n")
        for number, row in enumerate(rows, 1):  # a block each: Qt is slow with tabs in a long one
            self._begin(row_block if number < len(rows) else block, chars)
            self._insert(at, row, chars)
            at += len(row) + 1

    def _begin(self, block: QTextBlockFormat, chars: QTextCharFormat) -> None:
        if self._is_fresh:
            self._cursor.setBlockFormat(block)
            self._cursor.setBlockCharFormat(chars)
            self._is_fresh = False
        else:
            self._cursor.insertBlock(block, chars)

    def _insert(self, start: int, text: str, chars: QTextCharFormat) -> None:
        shown = text.translate(_SHOWN)
        self._runs.append(_Run(start, shown, self._cursor.position()))
        self._cursor.insertText(shown, chars)

    def _formats(self, piece: Piece) -> tuple[QTextBlockFormat, QTextCharFormat]:
        block, chars = QTextBlockFormat(), QTextCharFormat()
        palette, size = self._theme.palette, _TEXT
        font = QFont(self._font)
        block.setBottomMargin(self._theme.px(10))
        if piece.kind is BlockKind.HEADING:
            size = _HEADINGS.get(piece.level, _TEXT)
            font.setWeight(QFont.Weight.DemiBold)
            block.setTopMargin(self._theme.px(8))
            block.setHeadingLevel(piece.level)
        elif piece.kind in (BlockKind.CODE, BlockKind.TABLE):
            font, size = QFont(self._code), self._theme.CODE
            if piece.kind is BlockKind.CODE:
                block.setBackground(QBrush(QColor(palette.code)))
            else:
                block.setTabPositions(self._columns(piece.text, font))
        font.setPixelSize(self._theme.px(size))
        chars.setFont(font)
        chars.setForeground(QColor(palette.ink))
        height = round(self._theme.px(size) * 1.5)
        block.setLineHeight(height, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        return block, chars

    def _columns(self, text: str, font: QFont) -> list[QTextOption.Tab]:
        """Where the columns of a large table begin, as wide as its cells up to a limit."""
        letter = QFontMetricsF(font).horizontalAdvance("0")
        widths: list[float] = []
        for row in text.split("\n"):
            for column, cell in enumerate(row.split("\t")[:_MOST_COLUMNS]):
                widths += [0.0] * (column + 1 - len(widths))
                widths[column] = max(widths[column], letter * _letters(cell[:40]))
        widest, gap = self._theme.px(_WIDEST_COLUMN), self._theme.px(14)
        ends = accumulate(min(width, widest) + gap for width in widths)
        return [QTextOption.Tab(end, QTextOption.TabType.LeftTab) for end in ends]

    def _is_drawn(self, piece: Piece) -> bool:
        rows = piece.text.split("\n")
        columns = max(row.count("\t") for row in rows) + 1
        return 1 < columns <= _MOST_COLUMNS and columns * len(rows) <= MOST_CELLS

    def _table(self, piece: Piece) -> None:
        rows = [row.split("\t") for row in piece.text.split("\n")]
        columns = max(map(len, rows))
        form = QTextTableFormat()
        form.setBorder(0)
        form.setBorderCollapse(True)
        form.setCellSpacing(0)
        form.setTopMargin(self._theme.px(4))
        form.setBottomMargin(self._theme.px(12))
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        table = self._cursor.insertTable(len(rows), columns, form)
        chars = QTextCharFormat()
        font = QFont(self._font)
        font.setPixelSize(self._theme.px(13))
        chars.setFont(font)
        chars.setForeground(QColor(self._theme.palette.ink))
        at = piece.start
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                place = table.cellAt(row, column)
                place.setFormat(self._cell())
                self._cursor = place.firstCursorPosition()
                self._insert(at, cell, chars)
                at += len(cell) + 1
        # Not the table's own: PySide would take the document for gone with the table's wrapper.
        self._cursor = QTextCursor(self._document)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._is_fresh = True  # the block behind the table is there already

    def _cell(self) -> QTextTableCellFormat:
        """A cell with the hairline under it."""
        form = QTextTableCellFormat()
        side, height = self._theme.px(6), self._theme.px(4)
        form.setRightPadding(side)
        form.setTopPadding(height)
        form.setBottomPadding(height)
        form.setBottomBorder(1)
        form.setBottomBorderStyle(QTextTableFormat.BorderStyle.BorderStyle_Solid)
        form.setBottomBorderBrush(QBrush(QColor(self._theme.palette.line)))
        return form


def _letters(text: str) -> int:
    """How many letters of a monospaced font a text is wide; quicker than asking the font."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)
