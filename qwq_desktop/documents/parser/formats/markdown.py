"""Markdown: its headings, lists, tables and code as they are written."""

import re
from collections.abc import Iterator

from qwq_desktop.documents.parser.draft import Draft, table_text
from qwq_desktop.documents.text import BlockKind

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[^`]*")
_ITEM = re.compile(r"\s*([-*+]|\d{1,9}[.)])\s+\S")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)\s*")
_RULE_OF_TABLE = re.compile(r"\s*\|?(\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*")
_CELLS = re.compile(r"(?<!\\)\|")


def read(text: str, draft: Draft) -> None:
    """The first heading of level 1 is the title."""
    for kind, block, level in blocks(text):
        if kind is BlockKind.HEADING:
            draft.title = draft.title or (block if level == 1 else "")
            draft.heading(block, level)
        else:
            draft.add(kind, block)


def blocks(text: str) -> Iterator[tuple[BlockKind, str, int]]:
    """The blocks of a Markdown text: kind, text, level."""
    lines = _without_front_matter(text.split("\n"))
    number = 0
    while number < len(lines):
        line = lines[number]
        if fence := _FENCE.fullmatch(line):
            end = _fence_end(lines, number + 1, fence[1])
            yield BlockKind.CODE, "\n".join(lines[number + 1 : end]), 0
            number = end + 1
        elif heading := _HEADING.fullmatch(line):
            yield BlockKind.HEADING, heading[2], len(heading[1])
            number += 1
        elif not line.strip():
            number += 1
        else:
            end = _block_end(lines, number)
            yield _block(lines[number:end])
            number = end


def _without_front_matter(lines: list[str]) -> list[str]:
    if lines[0].strip() == "---" and "---" in (line.strip() for line in lines[1:60]):
        return lines[lines[1:60].index("---") + 2 :] if "---" in lines[1:60] else lines
    return lines


def _fence_end(lines: list[str], start: int, fence: str) -> int:
    for number in range(start, len(lines)):
        if lines[number].strip().startswith(fence) and not lines[number].strip(fence[0] + " "):
            return number
    return len(lines)


def _block_end(lines: list[str], start: int) -> int:
    """The end of the lines that belong together: to a blank one, a heading, a fence."""
    number = start + 1
    while number < len(lines) and lines[number].strip():
        if _HEADING.fullmatch(lines[number]) or _FENCE.fullmatch(lines[number]):
            break
        if _UNDERLINE.fullmatch(lines[number - 1]) and number - start == 2:
            break
        number += 1
    return number


def _block(lines: list[str]) -> tuple[BlockKind, str, int]:
    if len(lines) == 2 and _UNDERLINE.fullmatch(lines[1]):
        return BlockKind.HEADING, lines[0].strip(), 1 if "=" in lines[1] else 2
    if len(lines) > 1 and "|" in lines[0] and _RULE_OF_TABLE.fullmatch(lines[1]):
        rows = [_cells(line) for line in (lines[0], *lines[2:])]
        return BlockKind.TABLE, table_text(rows), 0
    if _ITEM.match(lines[0]):
        return BlockKind.LIST, "\n".join(lines), 0
    return BlockKind.PARAGRAPH, "\n".join(lines), 0


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in _CELLS.split(line.strip().strip("|"))]
