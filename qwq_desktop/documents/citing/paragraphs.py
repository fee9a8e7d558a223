"""Parts an answer's Markdown into paragraphs and block quotes, as places. Pure."""

import re
from dataclasses import dataclass

_QUOTED = re.compile(r" {0,3}>[ \t]?")
_BEGINS = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)、]|#{1,6}|\|)\s")  # list item, heading, table row
_NO_QUOTE = re.compile(
    r"\[!|[*_]{0,3}(?:note|tip|warning|hint|注意?|提示|说明|警告)[*_]{0,3}\s*[:：]", re.I
)


@dataclass(frozen=True)
class Paragraph:
    """Characters `start` to `end` of the answer; `lines` in a block quote, without their >."""

    start: int
    end: int
    lines: tuple[tuple[int, int], ...] = ()

    @property
    def is_block_quote(self) -> bool:
        """Whether it stands behind > signs."""
        return bool(self.lines)


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a masked answer; list items, headings and table rows are some too."""
    found: list[Paragraph] = []
    open_lines: list[tuple[int, int, int]] = []  # begin, begin of the content, end
    for begin, end in _lines(text):
        prefix = _QUOTED.match(text, begin, end)
        content = prefix.end() if prefix else begin
        is_blank = not text[content:end].strip()
        was_quote = bool(open_lines) and open_lines[0][1] > open_lines[0][0]
        is_new = not prefix and _BEGINS.match(text, content, end + 1) is not None
        if open_lines and (is_blank or bool(prefix) != was_quote or is_new):
            found.append(_paragraph(text, open_lines))
            open_lines = []
        if not is_blank:
            open_lines.append((begin, content, end))
    if open_lines:
        found.append(_paragraph(text, open_lines))
    return found


def _lines(text: str) -> list[tuple[int, int]]:
    places, begin = [], 0
    for line in text.split("\n"):
        places.append((begin, begin + len(line)))
        begin += len(line) + 1
    return places


def _paragraph(text: str, lines: list[tuple[int, int, int]]) -> Paragraph:
    first, last = lines[0], lines[-1]
    is_quote = first[1] > first[0] and not _NO_QUOTE.match(text, first[1])
    places = tuple((content, end) for _, content, end in lines) if is_quote else ()
    return Paragraph(first[0], last[2], places)
