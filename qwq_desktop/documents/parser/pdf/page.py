"""What was read of one page, and whether its text is worth having. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from qwq_desktop.documents.parser.pdf.shapes import Piece
from qwq_desktop.documents.parser.quality import MOST_UNREADABLE, Tally

_FEWEST_CHARACTERS = 12  # a page number or a scanner's stamp is no text


@dataclass(frozen=True)
class PageReading:
    """The pieces of a page, its size in points, and where they come from.

    `was_picture`: it has no usable text of its own, but something that is drawn.
    """

    pieces: list[Piece]
    width: float
    height: float
    was_picture: bool
    was_recognised: bool = False


def is_readable(pieces: Sequence[Piece]) -> bool:
    """Whether the text says anything: some characters, and most of them are ones."""
    tally = Tally()
    for piece in pieces:
        tally.count(piece.text)
    return tally.characters >= _FEWEST_CHARACTERS and tally.unreadable_share <= MOST_UNREADABLE
