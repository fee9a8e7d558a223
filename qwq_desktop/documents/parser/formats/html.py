"""Web pages: what a reader sees of them, by the elements' meaning."""

import re
from dataclasses import dataclass, field
from typing import Any

from qwq_desktop.documents.parser.draft import Draft, table_text
from qwq_desktop.documents.parser.formats.nesting import flattened
from qwq_desktop.documents.parser.formats.table import ROWS_A_BLOCK
from qwq_desktop.documents.text import BlockKind

_DROPPED_TAGS = (
    "script style head template noscript svg canvas iframe object select textarea button nav audio"
    " video map"
)
_DROPPED = frozenset(_DROPPED_TAGS.split())
_BLOCK_TAGS = (
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section summary table"
    " ul"
)
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SELF_CLOSED = re.compile(
    r"<(title|script|style|iframe|textarea|a|div|span|p|i|b|em)\b([^<>]*)/>", re.I
)
_BLANKS = re.compile(r"[ \t\n\f\r]+")


@dataclass
class _Writer:
    """Turns elements as they open and close into blocks."""

    draft: Draft
    text: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    table_depth: int = 0
    verbatim: int = 0  # depth of <pre>
    items: int = 0  # depth of <li>
    heading: int = 0

    def open(self, tag: str) -> None:
        """An element begins."""
        if tag == "br":
            self.text.append("\n")
        if self.table_depth:
            self._open_in_table(tag)
            return
        if tag in _BLOCKS:
            self.end_block()
        if tag == "table":
            self.table_depth = 1
        self.verbatim += tag == "pre"
        self.items += tag == "li"
        self.heading = _HEADINGS.get(tag, self.heading)

    def close(self, tag: str) -> None:
        """An element ends."""
        if self.table_depth:
            self._close_in_table(tag)
            return
        if tag in _BLOCKS:
            self.end_block()
        self.verbatim -= tag == "pre"
        self.items -= tag == "li"
        if tag in _HEADINGS:
            self.heading = 0

    def write(self, text: str) -> None:
        """Characters between the elements."""
        self.text.append(text if self.verbatim else _BLANKS.sub(" ", text))

    def end_block(self) -> None:
        """What was written since the last block is one."""
        text = "".join(self.text)
        self.text = []
        if self.verbatim:
            self.draft.add(BlockKind.CODE, text)
            return
        text = "\n".join(" ".join(line.split(" ")).strip() for line in _single(text).split("\n"))
        if self.heading:
            self.draft.heading(text, self.heading)
        else:
            kind = BlockKind.LIST if self.items > 0 else BlockKind.PARAGRAPH
            self.draft.add(kind, text)

    def _open_in_table(self, tag: str) -> None:
        self.table_depth += tag == "table"
        if tag == "tr" and self.table_depth == 1:
            self.rows.append([])
            self.text = []
        elif tag in ("td", "th", "caption") and self.table_depth == 1:
            self.text = []
        elif tag in _BLOCKS:
            self.text.append(" ")

    def _close_in_table(self, tag: str) -> None:
        if tag == "table":
            self.table_depth -= 1
            if not self.table_depth:
                self.end_table()
        elif self.table_depth != 1:
            self.text.append(" ")
        elif tag in ("td", "th"):
            if not self.rows:
                self.rows.append([])
            self.rows[-1].append("".join(self.text))
            self.text = []
        elif tag == "caption":
            self.draft.paragraph(_single("".join(self.text)).strip())
            self.text = []

    def end_table(self) -> None:
        """The rows so far are a table; one with a single cell is there for its looks only."""
        self.text = []
        rows, self.rows = self.rows, []
        if all(len(row) < 2 for row in rows):
            for row in rows:
                self.draft.paragraph(_single("".join(row)).strip())
            return
        for start in range(0, len(rows), ROWS_A_BLOCK):
            self.draft.add(BlockKind.TABLE, table_text(rows[start : start + ROWS_A_BLOCK]))


def _single(text: str) -> str:
    return re.sub(" {2,}", " ", text)


def read(text: str, draft: Draft) -> None:
    """The text of a web page; its <title> is the document's."""
    title = add_html(text, draft)
    draft.title = draft.title or title


def add_html(text: str, draft: Draft) -> str:
    """Append what the page shows; its title."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(flattened(_SELF_CLOSED.sub(r"<\1\2></\1>", text)))
    title = tree.css_first("title")
    writer = _Writer(draft)
    body = tree.body
    if body is not None:
        _walk(body, writer)
    if writer.table_depth:
        writer.end_table()
    writer.end_block()
    return " ".join(title.text().split()) if title is not None else ""


def _walk(top: Any, writer: _Writer) -> None:
    """Every node below `top`, in order, without recursion: pages may nest as deep as they like."""
    node = top.child
    stack: list[tuple[Any, str]] = []
    while node is not None or stack:
        if node is None:
            node, tag = stack.pop()
            writer.close(tag)
            node = node.next
            continue
        tag = node.tag or ""
        if tag == "-text":
            writer.write(node.text_content or "")
        elif not tag.startswith("-") and tag not in _DROPPED and not _is_hidden(node):
            writer.open(tag)
            stack.append((node, tag))
            node = node.child
            continue
        node = node.next


def _is_hidden(node: Any) -> bool:
    attributes = node.attributes
    if not attributes:
        return False
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return "hidden" in attributes or "display:none" in style
