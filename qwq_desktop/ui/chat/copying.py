"""What a copy puts on the clipboard: an answer as Markdown or text, a selection with its tables."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby

from PySide6.QtCore import QCoreApplication, QMimeData
from PySide6.QtGui import QGuiApplication, QTextCursor, QTextTable
from PySide6.QtWidgets import QMenu

from qwq_desktop.ui.exporting.html_text import HtmlText
from qwq_desktop.ui.exporting.plain_text import plain_text


def markdown_data(markdown: str) -> QMimeData:
    """A text as its author wrote it."""
    data = QMimeData()
    data.setText(markdown.strip())
    return data


def text_data(markdown: str) -> QMimeData:
    """A text as it is read, and for word processors with its tables and formulas."""
    data = QMimeData()
    data.setText(plain_text(markdown))
    data.setHtml(HtmlText().text(markdown))
    return data


class CopyActions:
    """The entries of a message's menu that copy it. They never touch its thinking."""

    def __init__(self, menu: QMenu, text: Callable[[], str]) -> None:
        """`text` gives the message's own words (Markdown) when one of the entries is chosen."""
        self._markdown = menu.addAction("")
        self._text = menu.addAction("")
        self._markdown.setObjectName("copyAsMarkdown")
        self._text.setObjectName("copyAsText")
        self._markdown.triggered.connect(lambda: _put(markdown_data(text())))
        self._text.triggered.connect(lambda: _put(text_data(text())))
        self.retranslate()

    def set_visible(self, is_visible: bool) -> None:
        """Whether there is something to copy."""
        self._markdown.setVisible(is_visible)
        self._text.setVisible(is_visible)

    def retranslate(self) -> None:
        """Name the entries in the language that is installed."""
        self._markdown.setText(QCoreApplication.translate("CopyActions", "Copy as Markdown"))
        self._text.setText(QCoreApplication.translate("CopyActions", "Copy as text"))


@dataclass(frozen=True)
class _Piece:
    """A block's part of a selection; `cell` is its table (by its place), row and column."""

    text: str
    cell: tuple[int, int, int] | None


def selected_text(cursor: QTextCursor) -> str:
    """The selected words; the cells of a table's row are parted by tabs."""
    parts: list[str] = []
    before: _Piece | None = None
    for piece in _pieces(cursor):
        if before is not None:
            parts.append(_parting(before, piece))
        parts.append(piece.text)
        before = piece
    return "".join(parts)


def selected_tables_html(cursor: QTextCursor) -> str:
    """The selection as HTML if it reaches over several cells of a table, else nothing."""
    pieces = list(_pieces(cursor))
    if len({piece.cell for piece in pieces if piece.cell}) < 2:
        return ""
    parts = []
    for table, inside in groupby(pieces, lambda piece: piece.cell and piece.cell[0]):
        if table is None:
            parts += [f"<p>{_html(piece.text)}</p>" for piece in inside]
        else:
            parts.append(_table_html(inside))
    return "\n".join(parts)


def _table_html(pieces: Iterator[_Piece]) -> str:
    rows = []
    for _, row in groupby(pieces, lambda piece: piece.cell and piece.cell[1]):
        cells = []
        for _, inside in groupby(row, lambda piece: piece.cell):
            text = "<br>".join(_html(piece.text) for piece in inside)
            cells.append(f"<td>{text}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(rows)}</table>"


def _pieces(cursor: QTextCursor) -> Iterator[_Piece]:
    document = cursor.document()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    block = document.findBlock(start)
    while block.isValid() and block.position() <= end and start < end:
        first = max(start - block.position(), 0)
        text = block.text()[first : end - block.position()]
        yield _Piece(text.replace("\u2028", "\n"), _cell_at(QTextCursor(block)))
        block = block.next()


def _cell_at(cursor: QTextCursor) -> tuple[int, int, int] | None:
    table = cursor.currentTable()
    if not isinstance(table, QTextTable):
        return None
    cell = table.cellAt(cursor)
    return table.firstPosition(), cell.row(), cell.column()


def _parting(before: _Piece, after: _Piece) -> str:
    """A tab between the cells of a row, a space within a cell, else a line end."""
    if before.cell is None or after.cell is None or before.cell[:2] != after.cell[:2]:
        return "\n"
    return " " if before.cell == after.cell else "\t"


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _put(data: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(data)
