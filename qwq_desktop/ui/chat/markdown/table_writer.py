"""Writes tables; a long one part by part, each a table of Qt's right under the one before.

Qt lays a table out anew whenever a row is added, so that one of thousands of rows would cost more
with every row that comes.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextLength, QTextTable

from qwq_desktop.ui.chat.markdown import styles, tables
from qwq_desktop.ui.chat.markdown.nodes import Inline, Table
from qwq_desktop.ui.chat.markdown.pen import Pen
from qwq_desktop.ui.chat.markdown.styles import Formats

_SHARE = QTextLength.Type.PercentageLength


@dataclass(frozen=True)
class OpenTable:
    """What the next part must know of those before: their rows, and the widths of the columns."""

    rows: int
    widths: tuple[float, ...]


class TableWriter:
    """Writes where the pen stands. `open` is the table that has not ended, and may be set back."""

    def __init__(
        self,
        formats: Formats,
        pen: Pen,
        write: Callable[[QTextCursor, Inline, QTextCharFormat], None],
    ) -> None:
        """`write` puts the words of a cell into it."""
        self._formats = formats
        self._pen = pen
        self._write = write
        self.open: OpenTable | None = None

    def write(self, node: Table, left: int) -> None:
        """A table, or a part of one; `left` is its edge in pixels."""
        above = None if node.starts else self.open
        is_part = above is not None or not node.ends
        widths = above.widths if above else tuple(tables.shares(node.rows) if is_part else ())
        first_row = above.rows if above else 0
        columns = len(node.aligns)
        top = self._formats.gap if above is None and not self._pen.is_first else 0
        lengths = [QTextLength(_SHARE, width) for width in widths] or [QTextLength()] * columns
        form = self._formats.table(left, top, lengths)
        form.setProperty(styles.FIRST_ROW, first_row)
        self._fill(node, self._pen.insert_table(len(node.rows), columns, form), first_row)
        self.open = None if node.ends else OpenTable(first_row + len(node.rows), widths)

    def _fill(self, node: Table, table: QTextTable, first_row: int) -> None:
        for index, row in enumerate(node.rows):
            is_header = first_row + index == 0
            base = self._formats.cell_text(is_header=is_header)
            for column, spans in enumerate(row):
                cell = table.cellAt(index, column)
                cell.setFormat(self._formats.cell(is_header=is_header))
                cursor = cell.firstCursorPosition()
                cursor.setBlockFormat(self._formats.cell_block(node.aligns[column]))
                self._write(cursor, spans, base)
