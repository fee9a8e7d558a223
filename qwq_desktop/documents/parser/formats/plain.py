"""Plain text: paragraphs, and the headings of chapters where lines look like ones."""

import re

from qwq_desktop.documents.parser.draft import Draft

_BLANK_LINES = re.compile(r"\n[ \t\u3000]*\n\s*|\f")
_CHAPTER = re.compile(
    r"\s*(第[一二三四五六七八九十百千零〇\d]{1,6}[章回卷部篇]|[Cc]hapter|CHAPTER)"
    r"([\s:：.、]|\s?[\dIVX]+).{0,60}|\s*第[一二三四五六七八九十百千零〇\d]{1,6}[章回卷部篇]\s*"
)
_LONG = 1_500  # characters: a paragraph that long is rather many, a line each


def read(text: str, draft: Draft) -> None:
    """A block a paragraph; blank lines part them."""
    for paragraph in _BLANK_LINES.split(text):
        lines = paragraph.split("\n")
        if len(paragraph) > _LONG:
            _add_lines(lines, draft)
        elif _CHAPTER.fullmatch(lines[0]):
            draft.heading(lines[0], 1)
            draft.paragraph("\n".join(lines[1:]))
        else:
            draft.paragraph(paragraph)


def _add_lines(lines: list[str], draft: Draft) -> None:
    """Lines gathered into blocks of a readable size; chapters' names begin new ones."""
    gathered: list[str] = []
    size = 0
    for line in lines:
        is_chapter = _CHAPTER.fullmatch(line) is not None
        if gathered and (is_chapter or size + len(line) > _LONG):
            draft.paragraph("\n".join(gathered))
            gathered, size = [], 0
        if is_chapter:
            draft.heading(line, 1)
        else:
            gathered.append(line)
            size += len(line)
    draft.paragraph("\n".join(gathered))
