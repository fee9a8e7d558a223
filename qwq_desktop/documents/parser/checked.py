"""Checks what the parser process says before anything of it is used. Pure.

The process has read files of others and may be in their hands. Only text, numbers and known codes
within their limits pass; anything else is `document_bad_answer`.
"""

import base64
import binascii
import json
from typing import Any

from qwq_desktop.documents.page_view import Box
from qwq_desktop.documents.parser.limits import (
    MOST_BLOCK_CHARACTERS,
    MOST_BLOCKS,
    MOST_CHARACTERS,
    MOST_FINDINGS,
    MOST_NAME_CHARACTERS,
    MOST_PAGES,
    MOST_PIXELS,
)
from qwq_desktop.documents.parser.protocol import BOX_SCALE
from qwq_desktop.documents.text import Block, BlockKind, DocumentText
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.notice import Notice
from qwq_desktop.platform.problems.documents import DOCUMENT
from qwq_desktop.platform.text import sanitised

_MOST_FACTS, _MOST_FACT_CHARACTERS = 8, 300
_MOST_BOXED_CHARACTERS = 200_000
_MOST_DETAIL_CHARACTERS = 2_000
_MOST_PAGE_COUNT = 10_000_000


def message_of(line: bytes) -> dict[str, Any]:
    """The answer in a line."""
    try:
        message = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _bad("no JSON") from error
    if not isinstance(message, dict):
        raise _bad("no object")
    return message


def error_of(message: dict[str, Any]) -> QwQError:
    """The error that an answer tells of."""
    told = _mapping(message.get("error"))
    code = _known_code(told.get("code"))
    detail = _text(told.get("detail", ""), _MOST_DETAIL_CHARACTERS)
    return QwQError(code, detail=detail, **_facts(told.get("facts")))


class Assembly:
    """Puts a document together from its answers."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._names: dict[int, str] = {}
        self._characters = 0
        self._last_page = 1

    def add(self, message: dict[str, Any]) -> None:
        """Take in blocks and names of pages."""
        for row in _list(message.get("blocks"), MOST_BLOCKS):
            self._add_block(row)
        for row in _list(message.get("names"), MOST_PAGES):
            if not isinstance(row, list) or len(row) != 2:
                raise _bad("name")
            self._names[_whole(row[0], 1, MOST_PAGES)] = _text(row[1], MOST_NAME_CHARACTERS)

    def finished(self, message: dict[str, Any]) -> DocumentText:
        """The document, when all has come."""
        done = _mapping(message.get("done"))
        findings = []
        for row in _list(message.get("findings"), MOST_FINDINGS):
            if not isinstance(row, list) or len(row) != 2:
                raise _bad("finding")
            findings.append(Notice(_known_code(row[0]), _facts(row[1])))
        page_count = _whole(done.get("page_count"), 1, _MOST_PAGE_COUNT)
        if not self._blocks or page_count < max(self._last_page, *self._names, 1):
            raise _bad("pages")
        return DocumentText(
            format=_text(done.get("format"), 20),
            title=_text(done.get("title"), MOST_NAME_CHARACTERS),
            page_count=page_count,
            is_paged=done.get("is_paged") is True,
            blocks=tuple(self._blocks),
            page_names=self._names,
            findings=tuple(findings),
        )

    def _add_block(self, row: Any) -> None:
        if not isinstance(row, list) or len(row) != 4:
            raise _bad("block")
        page = _whole(row[0], self._last_page, MOST_PAGES)  # pages come in order
        if row[1] not in frozenset(BlockKind):
            raise _bad("kind")
        text = _text(row[3], MOST_BLOCK_CHARACTERS)
        if not text:
            raise _bad("empty block")
        self._characters += len(text)
        if self._characters > MOST_CHARACTERS or len(self._blocks) >= MOST_BLOCKS:
            raise _bad("too much")
        self._last_page = page
        self._blocks.append(Block(page, BlockKind(row[1]), text, _whole(row[2], 0, 6)))


def page_of(message: dict[str, Any]) -> tuple[int, int]:
    """Which page is being read, and of how many."""
    pages = _whole(message.get("pages"), 1, _MOST_PAGE_COUNT)
    return _whole(message.get("page"), 1, pages), pages


def pixels_of(message: dict[str, Any]) -> tuple[int, int, bytes]:
    """A picture: width, height, and red, green, blue of each pixel."""
    image = _mapping(message.get("image"))
    width = _whole(image.get("width_px"), 1, MOST_PIXELS)
    height = _whole(image.get("height_px"), 1, MOST_PIXELS)
    encoded = image.get("pixels")
    if not isinstance(encoded, str) or width * height > 2 * MOST_PIXELS:
        raise _bad("image")
    try:
        pixels = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise _bad("pixels") from error
    if len(pixels) != 3 * width * height:
        raise _bad("size of image")
    return width, height, pixels


def boxes_of(message: dict[str, Any]) -> tuple[str, tuple[Box | None, ...]]:
    """A page's text and where its characters stand."""
    told = _mapping(message.get("boxes"))
    text = _text(told.get("text"), _MOST_BOXED_CHARACTERS)
    rows = _list(told.get("boxes"), _MOST_BOXED_CHARACTERS)
    if len(rows) != len(text):
        raise _bad("number of boxes")
    return text, tuple(None if row is None else _box(row) for row in rows)


def _box(row: Any) -> Box:
    if not isinstance(row, list) or len(row) != 4:
        raise _bad("box")
    left, top, right, bottom = (_whole(value, 0, BOX_SCALE) / BOX_SCALE for value in row)
    if right < left or bottom < top:
        raise _bad("box")
    return left, top, right, bottom


def _facts(value: Any) -> dict[str, Any]:
    facts = _mapping(value if value is not None else {})
    if len(facts) > _MOST_FACTS:
        raise _bad("facts")
    return {_text(name, 30): _fact(fact) for name, fact in facts.items()}


def _fact(value: Any) -> str | int:
    if isinstance(value, int):
        return _whole(value, -(2**53), 2**53)
    return _text(value, _MOST_FACT_CHARACTERS)


def _known_code(value: Any) -> str:
    if not isinstance(value, str) or value not in DOCUMENT:
        raise _bad("code")
    return value


def _mapping(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _bad("object")
    return value


def _list(value: Any, most: int) -> list[Any]:
    if not isinstance(value, list) or len(value) > most:
        raise _bad("list")
    return value


def _text(value: Any, most: int) -> str:
    if not isinstance(value, str) or len(value) > most or sanitised(value) != value:
        raise _bad("text")
    return value


def _whole(value: Any, least: int, most: int) -> int:
    if type(value) is not int or not least <= value <= most:
        raise _bad("number")
    return value


def _bad(what: str) -> QwQError:
    return QwQError("document_bad_answer", detail=what)
