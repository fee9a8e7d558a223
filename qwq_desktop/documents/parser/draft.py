"""What a reader of a format writes its text into: bounded, clean, sent on as it comes."""

import time
from collections.abc import Callable
from typing import Any

from qwq_desktop.documents.parser.limits import (
    MOST_BLOCK_CHARACTERS,
    MOST_BLOCKS,
    MOST_CHARACTERS,
    MOST_FINDINGS,
    MOST_NAME_CHARACTERS,
    MOST_PAGES,
)
from qwq_desktop.documents.parser.quality import PageCounts, Tally
from qwq_desktop.documents.text import Block, BlockKind
from qwq_desktop.platform.notice import Notice
from qwq_desktop.platform.text import sanitised

_SENT_AT = 100_000  # characters
_TELLS_EVERY_S = 0.5

Send = Callable[[list[Block], dict[int, str]], None]


class DocumentFull(Exception):
    """The document has more text than a document may have."""


def _untold(_page: int, _pages: int) -> None:
    pass


class Draft:
    """Collects a document's blocks; `send` gets them in pieces, in order.

    `tell` hears which page of how many is being read, twice a second at most. Readers set `format`,
    `title`, `is_paged`, `pages` as they learn of them.
    """

    def __init__(self, send: Send, tell: Callable[[int, int], None] = _untold) -> None:
        self.format = ""
        self.title = ""
        self.is_paged = False
        self.page_count = 1
        self.pages = PageCounts()
        self.tally = Tally()
        self.findings: list[Notice] = []
        self._send = send
        self._tell = tell
        self._told_at = -_TELLS_EVERY_S
        self._page = 1
        self._blocks: list[Block] = []
        self._names: dict[int, str] = {}
        self._block_count = 0
        self._characters = 0
        self._unsent = 0

    def turn_to(self, page: int, name: str = "") -> None:
        """What follows stands on this page. Raises DocumentFull beyond the last that may be."""
        if page > MOST_PAGES:
            raise DocumentFull
        self._page = page
        self.page_count = max(self.page_count, page)
        if name.strip():
            self._names[page] = clean(name).strip()[:MOST_NAME_CHARACTERS]

    def name_page(self, name: str) -> None:
        """Name the page turned to, unless it has a name."""
        if self._page not in self._names:
            self.turn_to(self._page, name)

    def add(self, kind: BlockKind, text: str, level: int = 0) -> None:
        """Append a block; blank ones are left out, long ones become several.

        Raises DocumentFull.
        """
        text = clean(text).strip("\n \t\r\f")
        for piece in _pieces(text):
            self._append(Block(self._page, kind, piece, level))

    def put(self, block: Block) -> None:
        """Append a block that is clean already, exactly as it is. Raises DocumentFull."""
        self._append(block)

    def heading(self, text: str, level: int) -> None:
        """Append a heading on one line."""
        self.add(BlockKind.HEADING, " ".join(text.split()), min(max(level, 1), 6))

    def paragraph(self, text: str) -> None:
        """Append a paragraph."""
        self.add(BlockKind.PARAGRAPH, text)

    def remark(self, code: str, **facts: Any) -> None:
        """Tell the user something about the document, once a code."""
        if len(self.findings) < MOST_FINDINGS and code not in {f.code for f in self.findings}:
            self.findings.append(Notice(code, facts))

    def show_page(self, page: int) -> None:
        """Tell that this page is being read: nothing of it may be sent for a minute."""
        now = time.monotonic()
        if now - self._told_at >= _TELLS_EVERY_S:
            self._told_at = now
            self._tell(page, max(page, self.page_count))

    def flush(self) -> None:
        """Send what hasn't been sent."""
        if self._blocks or self._names:
            self._send(self._blocks, self._names)
        self._blocks, self._names, self._unsent = [], {}, 0

    def _append(self, block: Block) -> None:
        self._block_count += 1
        self._characters += len(block.text)
        if self._block_count > MOST_BLOCKS or self._characters > MOST_CHARACTERS:
            raise DocumentFull
        self.tally.count(block.text)
        self._blocks.append(block)
        self._unsent += len(block.text)
        if self._unsent > _SENT_AT or len(self._blocks) > 1_000:
            self.flush()


def clean(text: str) -> str:
    """The text without what can't be stored, its line ends single line feeds."""
    text = sanitised(text).replace("\x00", "\ufffd")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _pieces(text: str) -> list[str]:
    """The text in pieces that a block may have, cut at line ends or blanks where there are any."""
    pieces = []
    while len(text) > MOST_BLOCK_CHARACTERS:
        window = text[:MOST_BLOCK_CHARACTERS]
        cut = max(window.rfind("\n"), 0) or max(window.rfind(" "), 0) or MOST_BLOCK_CHARACTERS
        pieces.append(text[:cut].rstrip())
        text = text[cut:].lstrip("\n ")
    return [piece for piece in (*pieces, text) if piece.strip()]


def table_text(rows: list[list[str]]) -> str:
    """Rows as lines, cells parted by tabs; blanks inside a cell become single spaces."""
    lines = ["\t".join(" ".join(cell.split()) for cell in row).rstrip() for row in rows]
    return "\n".join(line for line in lines if line)
