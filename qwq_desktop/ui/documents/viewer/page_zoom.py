"""How large a page on paper is shown, and how many pixels that takes. Pure.

A zoom of 1 is a page as wide as the room.
"""

from dataclasses import dataclass

FIT = 1.0
LEAST, MOST = 0.5, 4.0
_LEVELS = (LEAST, 0.67, 0.8, FIT, 1.25, 1.5, 2.0, 2.5, 3.0, MOST)
_SAME = 1e-3  # of a zoom: what fingers on a pad left beside a level is at it


@dataclass(frozen=True)
class Stretch:
    """Where a side of the page begins in what is scrolled, and how long it is; in pixels."""

    begin: int
    length: int

    def share(self, at: float) -> float:
        """Which share of the side lies before a place."""
        return (at - self.begin) / max(1, self.length)

    def place(self, share: float) -> float:
        """The place that a share of the side lies before."""
        return self.begin + share * self.length


def bounded(zoom: float) -> float:
    """The zoom, or the nearest that there is."""
    return min(max(zoom, LEAST), MOST)


def stepped(zoom: float, steps: int) -> float:
    """The level so many steps larger, or smaller."""
    for _ in range(abs(steps)):
        if steps > 0:
            zoom = next((one for one in _LEVELS if one > zoom * (1 + _SAME)), MOST)
        else:
            zoom = next((one for one in reversed(_LEVELS) if one < zoom * (1 - _SAME)), LEAST)
    return zoom


def held(before: Stretch, after: Stretch, scrolled: int, anchor: float) -> int:
    """Where to scroll when the page grew, for what is `anchor` pixels into the view to stay."""
    return round(after.place(before.share(scrolled + anchor)) - anchor)


def sharp_width(width: float, height_per_width: float, most_pixels: int) -> int:
    """How many pixels wide a picture is to be: as wide as it is shown, within a limit of pixels.

    `height_per_width` 0 where the page's shape isn't known yet.
    """
    if height_per_width > 0:
        width = min(width, (most_pixels / height_per_width) ** 0.5)
    return max(1, round(width))
