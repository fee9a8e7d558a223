"""Workbooks: a page a sheet, its rows as tables."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from qwq_desktop.documents.parser.archive import Archive
from qwq_desktop.documents.parser.draft import Draft, table_text
from qwq_desktop.documents.parser.formats.table import ROWS_A_BLOCK
from qwq_desktop.documents.parser.formats.trees import text_of_title
from qwq_desktop.documents.text import BlockKind
from qwq_desktop.platform.errors import QwQError

_MOST_ROWS, _MOST_COLUMNS = 200_000, 256  # of a sheet
_MOST_BLANK_ROWS = 2_000  # one after another: the rest is only formatted


def read(path: Path, draft: Draft) -> None:
    """The values last computed, as the program that wrote the file kept them. Raises QwQError."""
    archive = Archive(path)  # refuses what would unpack to too much
    try:
        draft.title = text_of_title(archive)
    finally:
        archive.close()
    from openpyxl import load_workbook

    try:
        with path.open("rb") as file:  # a name may promise another format
            book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
            draft.is_paged = True
            for number, sheet in enumerate(book.worksheets, 1):
                draft.turn_to(number, str(sheet.title))
                _add_sheet(sheet, draft)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError) as error:
        raise QwQError("document_damaged", detail=repr(error)) from error


def _add_sheet(sheet: Any, draft: Draft) -> None:
    sheet.reset_dimensions()  # what the file claims may be any size
    rows = sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS, max_row=_MOST_ROWS)
    for block in _blocks(_without_blank(rows)):
        draft.add(BlockKind.TABLE, table_text(block))


def _without_blank(rows: Iterable[Iterable[Any]]) -> Iterator[list[str]]:
    blank = 0
    for row in rows:
        cells = [_shown(value) for value in row]
        if any(cells):
            blank = 0
            yield cells
        else:
            blank += 1
            if blank > _MOST_BLANK_ROWS:
                return


def _blocks(rows: Iterator[list[str]]) -> Iterator[list[list[str]]]:
    block: list[list[str]] = []
    for row in rows:
        block.append(row)
        if len(block) == ROWS_A_BLOCK:
            yield block
            block = []
    if block:
        yield block


def _shown(value: Any) -> str:
    """A cell's value as people write it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        is_day = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if is_day else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.15g}"
    return str(value)
