"""What a running answer has said so far, as rows that are only ever added. Pure."""

from collections.abc import Iterable
from enum import StrEnum


class JournalKind(StrEnum):
    """What a row of the journal holds."""

    THINKING = "thinking"
    ANSWER = "answer"
    RETRACTION = "retraction"  # no text: the answer rows before it turned out to be thinking


def merged(rows: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Return (thinking, answer) from the rows (kind, text) of a message, in their order."""
    pieces: list[tuple[str, str]] = []
    for kind, text in rows:
        if kind == JournalKind.RETRACTION:
            pieces = [(JournalKind.THINKING, earlier) for _, earlier in pieces]
        else:
            pieces.append((kind, text))
    return _joined(pieces, JournalKind.THINKING), _joined(pieces, JournalKind.ANSWER)


def _joined(pieces: list[tuple[str, str]], kind: JournalKind) -> str:
    return "".join(text for its_kind, text in pieces if its_kind == kind)
