"""Begins blocks at the end of a document, and goes back to where those end that stay."""

from dataclasses import dataclass

from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextTable,
    QTextTableFormat,
)


@dataclass(frozen=True)
class PenMark:
    """A place to which a pen can return: all behind it goes."""

    position: int
    is_fresh: bool
    is_first: bool


class Pen:
    """Stands at the end of one document, which belongs to the caller."""

    def __init__(self, document: QTextDocument, gap: int) -> None:
        """`gap` is the usual space above a block, which the first of all does without."""
        self.cursor = QTextCursor(document)
        self._gap = gap
        self._is_fresh = True  # the last block is empty and waits for words
        self._is_first = True

    @property
    def is_first(self) -> bool:
        """Whether nothing has been written."""
        return self._is_first

    @property
    def is_fresh(self) -> bool:
        """Whether the block at the end waits for words."""
        return self._is_fresh

    def mark(self) -> PenMark:
        """The place where the pen is."""
        return PenMark(self.cursor.position(), self._is_fresh, self._is_first)

    def return_to(self, mark: PenMark) -> None:
        """Take away all that was written since."""
        self._is_fresh, self._is_first = mark.is_fresh, mark.is_first
        self.cursor.setPosition(mark.position)
        form = self.cursor.blockFormat()
        self.cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        if self.cursor.hasSelection():
            self.cursor.removeSelectedText()
        if self.cursor.blockFormat() != form:
            self.cursor.setBlockFormat(form)

    def begin(self, block: QTextBlockFormat, chars: QTextCharFormat) -> None:
        """Start a new block; the first of all has no space above it."""
        if self._is_first:
            self._set_edge(max(0.0, block.topMargin() - self._gap))
            block.setTopMargin(0)
            self._is_first = False
        if self._is_fresh:
            self.cursor.setBlockFormat(block)
            self.cursor.setBlockCharFormat(chars)
            self._is_fresh = False
        else:
            self.cursor.insertBlock(block, chars)

    def insert_table(self, rows: int, columns: int, form: QTextTableFormat) -> QTextTable:
        """A table with nothing in it; the pen stands behind it."""
        if self._is_first:
            self._set_edge(0.0)
        table = self.cursor.insertTable(rows, columns, form)
        self.cursor.movePosition(QTextCursor.MoveOperation.End)
        # Qt ignores the upper margin of a block right behind a table, and hides an empty one:
        # leave it empty.
        self._is_fresh = self._is_first = False
        return table

    def _set_edge(self, height: float) -> None:
        """Keep space above all; Qt passes over the upper margin of a document's first block."""
        frame = self.cursor.document().rootFrame()
        form = frame.frameFormat()
        if form.topMargin() != height:
            form.setTopMargin(height)
            frame.setFrameFormat(form)
