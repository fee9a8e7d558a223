"""What a view needs to show a page of a document as it looks, with words marked on it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

Box = tuple[float, float, float, float]  # left, top, right, bottom: 0 to 1 of the page as shown

_SAME_LINE = 0.5  # of the lower one's height must overlap


@dataclass(frozen=True)
class PageImage:
    """A page as it looks: a PNG and its size."""

    png: bytes
    width_px: int
    height_px: int


@dataclass(frozen=True)
class PageBoxes:
    """A page's text, exactly as `DocumentText.pages()` gives it, and where its characters stand.

    `boxes` has one entry a character; None where the character was put in between (the ends of
    lines, the tabs of a table).
    """

    text: str
    boxes: Sequence[Box | None]

    def rectangles(self, start: int, end: int) -> list[Box]:
        """Where characters `start` to `end` stand, one rectangle a line of the page."""
        joined: list[Box] = []
        last: Box | None = None
        for box in self.boxes[max(0, start) : max(0, end)]:
            if box is None:
                continue
            if last is not None and (_is_beside(joined[-1], box) or _is_below(last, box)):
                joined[-1] = _union(joined[-1], box)
            else:
                joined.append(box)
            last = box
        return joined


def _is_beside(line: Box, box: Box) -> bool:
    """Whether a character goes on in the line: as high as it, not far behind it."""
    overlap = min(line[3], box[3]) - max(line[1], box[1])
    height = min(line[3] - line[1], box[3] - box[1])
    reach = 3 * max(box[2] - box[0], height)
    return overlap >= _SAME_LINE * height and line[0] - reach <= box[0] <= line[2] + reach


def _is_below(last: Box, box: Box) -> bool:
    """Whether a character follows another in a line that runs down or up the page."""
    overlap = min(last[2], box[2]) - max(last[0], box[0])
    width = min(last[2] - last[0], box[2] - box[0])
    gap = max(box[1] - last[3], last[1] - box[3])
    reach = 1.5 * max(last[3] - last[1], box[3] - box[1], width)
    return width > 0 and overlap >= _SAME_LINE * width and -reach / 3 < gap <= reach


def _union(one: Box, other: Box) -> Box:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )
