"""Tables as text: CSV and its relatives."""

import csv
import io
import itertools

from qwq_desktop.documents.parser.draft import Draft, table_text
from qwq_desktop.documents.text import BlockKind

ROWS_A_BLOCK = 40
_SAMPLE = 16_384
_DELIMITERS = ",;\t|"


def read(text: str, draft: Draft) -> None:
    """Blocks of some rows, cells parted by tabs."""
    csv.field_size_limit(1_000_000)
    rows = csv.reader(io.StringIO(text), delimiter=_delimiter(text[:_SAMPLE]))
    try:
        while block := list(itertools.islice(rows, ROWS_A_BLOCK)):
            draft.add(BlockKind.TABLE, table_text(block))
    except csv.Error:  # no table after all: the rest as it stands
        draft.paragraph(text)


def _delimiter(sample: str) -> str:
    """What parts the cells: the character that is in most lines equally often."""
    lines = [line for line in sample.split("\n")[:50] if line.strip()]
    return max(_DELIMITERS, key=lambda delimiter: _evenness(lines, delimiter))


def _evenness(lines: list[str], delimiter: str) -> tuple[float, int]:
    counts = [line.count(delimiter) for line in lines]
    if not counts or not max(counts):
        return 0.0, 0
    usual = max(set(counts), key=counts.count)
    return (counts.count(usual) / len(counts) if usual else 0.0), usual
