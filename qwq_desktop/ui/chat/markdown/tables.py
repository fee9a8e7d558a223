"""Rows of a Markdown table cut into cells."""

import itertools
import re
from collections.abc import Iterable, Sequence

from qwq_desktop.ui.chat.markdown.code_spans import without_code
from qwq_desktop.ui.chat.markdown.nodes import Align, Inline

_BAR = re.compile(r"\\\(.+?\\\)|\\\||\|")
_LEAST, _MOST = 5, 40  # characters that count of the longest cell of a column
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.I)


def cells(row: str) -> list[str]:
    """The cells of a row; a bar inside code, inside a formula or behind a backslash parts none."""
    row = row.strip().removeprefix("|")
    result, start = [], 0
    bars = (_BAR.finditer(row, *stretch) for stretch in without_code(row))
    for match in itertools.chain.from_iterable(bars):
        if match[0] == "|":
            result.append(row[start : match.start()])
            start = match.end()
    if row[start:].strip():
        result.append(row[start:])
    return [cell.strip().replace("\\|", "|") for cell in result]


def alignments(delimiter_row: str) -> tuple[Align, ...]:
    """How the columns are aligned, by the row of hyphens under the header."""
    return tuple(_alignment(cell) for cell in cells(delimiter_row))


def _alignment(cell: str) -> Align:
    if cell.startswith(":") and cell.endswith(":") and len(cell) > 1:
        return Align.CENTER
    return Align.RIGHT if cell.endswith(":") else Align.LEFT


def shares(rows: Iterable[Sequence[Inline]]) -> list[float]:
    """How much of the width each column shall have, in percent, by its longest cell."""
    columns = zip(*rows, strict=True)
    needs = [min(max(_LEAST, *map(_length, cells_)), _MOST) for cells_ in columns]
    return [100 * need / sum(needs) for need in needs]


def _length(cell: Inline) -> int:
    """Columns that the words of a cell take, Chinese characters two."""
    text = "".join(span.text for span in cell)
    return len(text) + sum(char >= "\u1100" for char in text)


def with_breaks(cell: str) -> str:
    """A cell's text with its `<br>` as line breaks: a table has no other way to write one."""
    return _BREAK.sub("\n", cell)
