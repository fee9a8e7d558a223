"""What reading a document yields: its text in blocks, each on its page. Pure.

Every place in a document is (page, start, end): characters of the page's text, which is its blocks
parted by blank lines. What is indexed, quoted, marked and cited all speaks of these places.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from qwq_desktop.platform.notice import Notice

BLOCK_GAP = "\n\n"  # between the blocks of a page's text


class BlockKind(StrEnum):
    """What a piece of text is in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"  # one item or several, a line each
    TABLE = "table"  # a row a line, cells parted by tabs
    CODE = "code"


@dataclass(frozen=True)
class Block:
    """A piece of text that belongs together.

    `page` counts from 1: a page of a PDF, a slide, a sheet, a chapter; always 1 in a format without
    such parts. `level` of a heading is 1 to 6, of anything else 0.
    """

    page: int
    kind: BlockKind
    text: str
    level: int = 0


@dataclass(frozen=True)
class DocumentText:
    """A document as it was read.

    `format` names how it was read ("pdf", "docx", "text" …). `is_paged` tells whether its pages are
    something a reader can turn to; `page_names` are names of pages that aren't their number (a
    sheet's, a chapter's). `findings` are remarks for the user: pages without text, text that was
    cut at a limit.
    """

    format: str
    title: str
    page_count: int
    is_paged: bool
    blocks: tuple[Block, ...]
    page_names: Mapping[int, str]
    findings: tuple[Notice, ...] = ()

    def pages(self) -> dict[int, str]:
        """The text of each page that has any, by its number."""
        grouped = groupby(self.blocks, key=lambda block: block.page)
        return {page: page_text(blocks) for page, blocks in grouped}


@dataclass(frozen=True)
class Span:
    """A place in a document: characters `start` to `end` of the text of `page`."""

    page: int
    start: int
    end: int


def page_text(blocks: Iterable[Block]) -> str:
    """The text of one page."""
    return BLOCK_GAP.join(block.text for block in blocks)
