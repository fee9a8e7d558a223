"""Presentations: a page a slide, its title, texts and tables, and the speaker's notes."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from qwq_desktop.documents.parser.archive import Archive, relations
from qwq_desktop.documents.parser.draft import Draft, table_text
from qwq_desktop.documents.parser.formats.trees import text_of_title, walk
from qwq_desktop.documents.text import BlockKind
from qwq_desktop.platform.errors import QwQError

if TYPE_CHECKING:
    from lxml.etree import _Element

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = (f"{_MC}Fallback",)
_SHAPE, _TABLE = f"{_P}sp", f"{_A}tbl"
_TITLES = ("title", "ctrTitle")
_NO_CONTENT = ("sldNum", "dt", "ftr", "hdr", "sldImg")
_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")


def read(path: Path, draft: Draft) -> None:
    """The slides in their order. Raises QwQError."""
    archive = Archive(path)
    try:
        draft.title = text_of_title(archive)
        draft.is_paged = True
        for number, name in enumerate(_slides(archive), 1):
            draft.turn_to(number)
            _add_shapes(archive.xml(name), draft)
            for kind, notes in relations(archive, name).values():
                if kind == "notesSlide" and notes in archive:
                    _add_shapes(archive.xml(notes), draft)
    finally:
        archive.close()


def _slides(archive: Archive) -> list[str]:
    """The parts of the slides as the presentation orders them."""
    main = "ppt/presentation.xml"
    parts = relations(archive, main)
    ids = (each.get(f"{_R}id") or "" for each in archive.xml(main).iter(f"{_P}sldId"))
    names = [parts[key][1] for key in ids if key in parts and parts[key][1] in archive]
    if names:
        return names
    found = ((_SLIDE.fullmatch(name), name) for name in archive.names)
    numbered = sorted((int(match[1]), name) for match, name in found if match)
    if not numbered:
        raise QwQError("document_damaged", detail="no slides")
    return [name for _, name in numbered]


def _add_shapes(root: "_Element", draft: Draft) -> None:
    shapes = list(walk(root, _SKIPPED, stop=(_SHAPE, _TABLE)))
    for element in sorted(shapes, key=lambda each: _placeholder(each) not in _TITLES):
        if element.tag == _TABLE:
            draft.add(BlockKind.TABLE, table_text(list(_rows(element))))
        elif element.tag == _SHAPE and _placeholder(element) not in _NO_CONTENT:
            _add_shape(element, draft)


def _add_shape(shape: "_Element", draft: Draft) -> None:
    paragraphs = [text for text in map(_text, shape.iter(f"{_A}p")) if text.strip()]
    if _placeholder(shape) in _TITLES:
        draft.heading(" ".join(paragraphs), 1)
        draft.name_page(" ".join(paragraphs))
    elif len(paragraphs) > 1:
        draft.add(BlockKind.LIST, "\n".join(paragraphs))
    else:
        draft.paragraph("".join(paragraphs))


def _placeholder(element: "_Element") -> str:
    if element.tag != _SHAPE:
        return ""
    found = element.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
    return "" if found is None else found.get("type") or ""


def _rows(table: "_Element") -> Iterator[list[str]]:
    for row in table.iter(f"{_A}tr"):
        yield [" ".join(map(_text, cell.iter(f"{_A}p"))) for cell in row.iter(f"{_A}tc")]


def _text(paragraph: "_Element") -> str:
    found = paragraph.iter(f"{_A}t", f"{_A}br", f"{_A}tab")
    return "".join((each.text or "") if each.tag == f"{_A}t" else "\n" for each in found)
