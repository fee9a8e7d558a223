"""What is looked for, where it stands in a text, and the hits of a chat counted through. Pure."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate

from qwq_desktop.platform.words import folded
from qwq_desktop.storage.search import Part

Matcher = Callable[[str], list[tuple[int, int]]]


@dataclass(frozen=True)
class Needle:
    """Characters as typed; case, accents and width make no difference."""

    text: str

    @property
    def plain(self) -> str:
        """What to look for in a folded text."""
        return folded(self.text)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where it stands in a text, as (start, end), not overlapping."""
        needle, hay = self.plain, folded(text)
        found: list[tuple[int, int]] = []
        start = hay.find(needle) if needle else -1
        while start >= 0:
            found.append((start, start + len(needle)))
            start = hay.find(needle, start + len(needle))
        return found


@dataclass(frozen=True)
class Place:
    """The `ordinal`-th hit (from 0) in a part of a message."""

    message_id: int
    part: Part
    ordinal: int


class Hits:
    """The hits of a chat, in the order of reading, without a list of them."""

    def __init__(self, sections: Iterable[tuple[int, Part, int]] = ()) -> None:
        """`sections` are (message id, part, number of hits)."""
        self._sections = [section for section in sections if section[2]]
        self._ends = list(accumulate(count for _, _, count in self._sections))

    @property
    def total(self) -> int:
        """How many there are."""
        return self._ends[-1] if self._ends else 0

    def place(self, number: int) -> Place:
        """The hit with a number from 0; it goes round at the ends. There must be one."""
        number %= self.total
        index = bisect_right(self._ends, number)
        message_id, part, count = self._sections[index]
        return Place(message_id, part, number - (self._ends[index] - count))

    def number(self, place: Place) -> int | None:
        """The number of a hit; None if it is gone."""
        for (message_id, part, count), end in zip(self._sections, self._ends, strict=True):
            if (message_id, part) == (place.message_id, place.part):
                return end - count + min(place.ordinal, count - 1)
        return None

    def first_from(self, message_ids: Iterable[int]) -> Place | None:
        """The first hit in one of these messages, else the first of all."""
        wanted = set(message_ids)
        for message_id, part, _count in self._sections:
            if message_id in wanted:
                return Place(message_id, part, 0)
        return self.place(0) if self.total else None
