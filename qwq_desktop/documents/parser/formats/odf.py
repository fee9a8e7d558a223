"""OpenDocument files: texts; sheets and slides as pages."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from qwq_desktop.documents.parser.archive import Archive
from qwq_desktop.documents.parser.draft import Draft, table_text
from qwq_desktop.documents.parser.formats.table import ROWS_A_BLOCK
from qwq_desktop.documents.parser.formats.trees import text_of_title, walk
from qwq_desktop.documents.text import BlockKind
from qwq_desktop.platform.errors import QwQError

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TEXT, _TABLE = _NAMES % "text", _NAMES % "table"
_DRAW, _OFFICE = _NAMES % "drawing", _NAMES % "office"
_SKIPPED = (f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}ruby-text")
_PARAGRAPH, _HEADING, _LIST = f"{_TEXT}p", f"{_TEXT}h", f"{_TEXT}list"
_SHEET, _ROW, _SLIDE = f"{_TABLE}table", f"{_TABLE}table-row", f"{_DRAW}page"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_MOST_REPEATED = 50  # cells or spaces that a number says stand there; blank rows count once
_MOST_CELLS = 256


def read(path: Path, draft: Draft) -> None:
    """The text in its order. Raises QwQError."""
    archive = Archive(path)
    try:
        manifest = archive.read(_MANIFEST) if _MANIFEST in archive else b""
        if b"encryption-data" in manifest:
            raise QwQError("document_protected")
        draft.title = text_of_title(archive, "meta.xml")
        body = archive.xml("content.xml").find(f"{_OFFICE}body")
        if body is None:
            raise QwQError("document_damaged", detail="no body")
        _read_body(body, draft)
    finally:
        archive.close()


_MANIFEST = "META-INF/manifest.xml"


def _read_body(body: "_Element", draft: Draft) -> None:
    content = next(iter(body), None)
    if content is None:
        return
    kind = content.tag.rpartition("}")[2] if isinstance(content.tag, str) else ""
    tag = {"spreadsheet": _SHEET, "presentation": _SLIDE}.get(kind)
    if tag is None:
        _add(content, draft)
        return
    draft.is_paged = True
    for number, page in enumerate(content.iterchildren(tag), 1):
        draft.turn_to(number, page.get(f"{_TABLE}name") or page.get(f"{_DRAW}name") or "")
        if tag == _SHEET:
            _add_table(page, draft)
        else:
            _add(page, draft)


def _add(top: "_Element", draft: Draft) -> None:
    for element in walk(top, _SKIPPED, stop=(_PARAGRAPH, _HEADING, _LIST, _SHEET)):
        if element.tag == _HEADING:
            level = element.get(f"{_TEXT}outline-level") or "1"
            draft.heading(_text(element), int(level) if level.isdigit() else 1)
        elif element.tag == _PARAGRAPH:
            draft.paragraph(_text(element))
        elif element.tag == _LIST:
            inside = walk(element, _SKIPPED, stop=(_PARAGRAPH, _HEADING))
            items = [_text(each) for each in inside if each.tag in (_PARAGRAPH, _HEADING)]
            draft.add(BlockKind.LIST, "\n".join(item for item in items if item.strip()))
        elif element.tag == _SHEET:
            _add_table(element, draft)


def _add_table(table: "_Element", draft: Draft) -> None:
    rows = [row for row in _rows(table) if any(row)]
    for start in range(0, len(rows), ROWS_A_BLOCK):
        draft.add(BlockKind.TABLE, table_text(rows[start : start + ROWS_A_BLOCK]))


def _rows(table: "_Element") -> Iterator[list[str]]:
    for row in walk(table, _SKIPPED, stop=(_ROW,)):
        if row.tag != _ROW:
            continue
        cells: list[str] = []
        for cell in row.iterchildren(*_CELLS):
            text = " ".join(_text(each) for each in cell.iter(_PARAGRAPH))
            cells += [text] * _repeated(cell, f"{_TABLE}number-columns-repeated")
        yield cells[:_MOST_CELLS]


def _repeated(element: "_Element", attribute: str) -> int:
    value = element.get(attribute) or "1"
    return min(int(value), _MOST_REPEATED) if value.isascii() and value.isdigit() else 1


def _text(paragraph: "_Element") -> str:
    """The characters of a paragraph; blanks that count are written as elements."""
    pieces = [paragraph.text or ""]
    for element in walk(paragraph, _SKIPPED):
        if element.tag == f"{_TEXT}s":
            pieces.append(" " * _repeated(element, f"{_TEXT}c"))
        elif element.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            pieces.append("\t" if element.tag == f"{_TEXT}tab" else "\n")
        else:
            pieces.append(element.text or "")
        pieces.append(element.tail or "")
    return "".join(pieces)
