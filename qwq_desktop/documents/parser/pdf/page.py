"""What was read of one page, and whether its text is worth having. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from qwq_desktop.documents.page_view import Box
from qwq_desktop.documents.parser.pdf.shapes import Piece
from qwq_desktop.documents.parser.quality import MOST_UNREADABLE, Tally

_FEWEST_CHARACTERS = 12  # a page number or a scanner's stamp is no text


@dataclass(frozen=True)
class PageReading:
    """The pieces of a page, its size in points as shown, and where they come from.

    `turns`: quarters by which it was turned to the left before it was read.

    `was_picture`: it has no usable text of its own, but something that is drawn.
    """

    pieces: list[Piece]
    width: float
    height: float
    was_picture: bool
    was_recognised: bool = False
    turns: int = 0

    def place(self, box: Box) -> Box:
        """A place among the pieces as a share of the page as it is shown."""
        left, top, right, bottom = box
        width, height = (self.width, self.height) if self.turns % 2 == 0 else self._lying
        for _ in range(self.turns):  # back to the right by a quarter
            left, top, right, bottom = height - bottom, left, height - top, right
            width, height = height, width
        left, right = _shares(left, right, self.width)
        top, bottom = _shares(top, bottom, self.height)
        return left, top, right, bottom

    @property
    def _lying(self) -> tuple[float, float]:
        return self.height, self.width


def _shares(start: float, end: float, whole: float) -> tuple[float, float]:
    if whole <= 0:
        return 0.0, 0.0
    return min(max(start / whole, 0.0), 1.0), min(max(end / whole, 0.0), 1.0)


def is_readable(pieces: Sequence[Piece]) -> bool:
    """Whether the text says anything: some characters, and most of them are ones."""
    tally = Tally()
    for piece in pieces:
        tally.count(piece.text)
    return tally.characters >= _FEWEST_CHARACTERS and tally.unreadable_share <= MOST_UNREADABLE
