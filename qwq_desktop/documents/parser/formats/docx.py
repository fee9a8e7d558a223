"""Word documents: headings, lists, tables, text boxes and notes."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from qwq_desktop.documents.parser.archive import Archive, parsed_xml, relations
from qwq_desktop.documents.parser.draft import Draft, table_text
from qwq_desktop.documents.parser.formats.table import ROWS_A_BLOCK
from qwq_desktop.documents.parser.formats.trees import text_of_title, walk
from qwq_desktop.documents.text import BlockKind
from qwq_desktop.platform.errors import QwQError

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Deleted text, the old form of text boxes beside the new one, and fields' instructions.
_SKIPPED = frozenset((f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback", f"{_W}instrText"))
_HEADING_NAME = re.compile(r"(?:heading|标题|標題|überschrift|titre)\s*(\d)", re.I)
_NO_NUMBERING = "0"


class _Styles:
    """What the paragraphs' styles mean."""

    def __init__(self, root: "_Element | None") -> None:
        self._levels: dict[str, int] = {}
        self._lists: set[str] = set()
        for style in root.iter(f"{_W}style") if root is not None else ():
            name, key = _value(style.find(f"{_W}name")), style.get(f"{_W}styleId") or ""
            outline = _value(style.find(f"{_W}pPr/{_W}outlineLvl"))
            match = _HEADING_NAME.fullmatch(name.strip())
            if match or outline.isdigit():
                self._levels[key] = int(match[1]) if match else int(outline) + 1
            elif name.lower() == "title":
                self._levels[key] = 1
            elif name.lower().startswith("list ") or style.find(f"{_W}pPr/{_W}numPr") is not None:
                self._lists.add(key)

    def level(self, paragraph: "_Element") -> int:
        """The level of a heading; 0 for other paragraphs."""
        outline = _value(paragraph.find(f"{_W}pPr/{_W}outlineLvl"))
        if outline.isdigit():
            return int(outline) + 1 if int(outline) < 6 else 0
        level = self._levels.get(_value(paragraph.find(f"{_W}pPr/{_W}pStyle")), 0)
        return level if level <= 6 else 0

    def is_item(self, paragraph: "_Element") -> bool:
        """Whether a paragraph is an item of a list."""
        numbering = paragraph.find(f"{_W}pPr/{_W}numPr")
        if numbering is not None:
            return _value(numbering.find(f"{_W}numId")) != _NO_NUMBERING
        return _value(paragraph.find(f"{_W}pPr/{_W}pStyle")) in self._lists


def read(path: Path, draft: Draft) -> None:
    """The text in its order; notes follow the text. Raises QwQError."""
    archive = Archive(path)
    try:
        parts = relations(archive, "word/document.xml")
        root = _xml(archive, "word/document.xml")
        styles = _Styles(_part(archive, parts, "styles"))
        draft.title = text_of_title(archive)
        body = root.find(f"{_W}body")
        if body is None:
            raise QwQError("document_damaged", detail="no body")
        _Reader(draft, styles).read(body)
        for kind in ("footnotes", "endnotes"):
            notes = _part(archive, parts, kind)
            if notes is not None:
                _Reader(draft, styles).read(notes)
    finally:
        archive.close()


def _xml(archive: Archive, name: str) -> "_Element":
    return parsed_xml(archive.read(name).replace(_STRICT[1:-1].encode(), _W[1:-1].encode()))


def _part(archive: Archive, parts: dict[str, tuple[str, str]], kind: str) -> "_Element | None":
    name = next((name for found, name in parts.values() if found == kind), "")
    return _xml(archive, name) if name in archive else None


class _Reader:
    """Goes through paragraphs and tables."""

    def __init__(self, draft: Draft, styles: _Styles) -> None:
        self._draft, self._styles = draft, styles

    def read(self, top: "_Element") -> None:
        """All below an element."""
        for element in walk(top, _SKIPPED, stop=(f"{_W}p", f"{_W}tbl")):
            if element.tag == f"{_W}p":
                self._add_paragraph(element)
            elif element.tag == f"{_W}tbl":
                self._add_table(element)

    def _add_paragraph(self, paragraph: "_Element") -> None:
        text = _text(paragraph)
        level = self._styles.level(paragraph)
        if level and text.strip():
            self._draft.heading(text, level)
        elif self._styles.is_item(paragraph):
            self._draft.add(BlockKind.LIST, text)
        else:
            self._draft.paragraph(text)
        for box in _boxes(paragraph):
            self.read(box)

    def _add_table(self, table: "_Element") -> None:
        rows = list(_rows(table))
        if rows and all(len(row) == 1 for row in rows):  # a frame around text
            for row in rows:
                self._draft.paragraph(row[0])
            return
        for start in range(0, len(rows), ROWS_A_BLOCK):
            self._draft.add(BlockKind.TABLE, table_text(rows[start : start + ROWS_A_BLOCK]))


def _rows(table: "_Element") -> Iterator[list[str]]:
    for row in walk(table, _SKIPPED, stop=(f"{_W}tr",)):
        if row.tag == f"{_W}tr":
            cells = walk(row, _SKIPPED, stop=(f"{_W}tc",))
            yield [_cell(cell) for cell in cells if cell.tag == f"{_W}tc"]


def _cell(cell: "_Element") -> str:
    paragraphs = (each for each in walk(cell, _SKIPPED) if each.tag == f"{_W}p")
    return "\n".join(_text(paragraph) for paragraph in paragraphs)


def _text(paragraph: "_Element") -> str:
    """The characters of a paragraph, without those of text boxes that hang at it."""
    pieces = []
    for element in walk(paragraph, _SKIPPED, stop=(f"{_W}txbxContent",)):
        if element.tag == f"{_W}t":
            pieces.append(element.text or "")
        elif element.tag == f"{_W}tab":
            pieces.append("\t" if element.getparent().tag == f"{_W}r" else "")
        elif element.tag in (f"{_W}br", f"{_W}cr"):
            pieces.append("\n")
        elif element.tag == f"{_W}noBreakHyphen":
            pieces.append("-")
    return "".join(pieces)


def _boxes(paragraph: "_Element") -> Iterator["_Element"]:
    tag = f"{_W}txbxContent"
    for element in walk(paragraph, _SKIPPED, stop=(tag,)):
        if element.tag == tag:
            yield element


def _value(element: "_Element | None") -> str:
    return "" if element is None else element.get(f"{_W}val") or ""
