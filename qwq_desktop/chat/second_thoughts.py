"""Notices an answer that has begun to think again: it doubts itself again and again. Pure.

Counted over the recorded answers of QwQ-32B and its relatives, those that ran on for thousands of
characters begin a sentence with "Wait" or its like every few hundred; sound answers hardly ever do.
"""

import re

WINDOW = 2_000  # characters looked back on
_DOUBTS = 3
_REACH = 24  # characters before a word that may decide whether it begins a sentence
_DOUBT = re.compile(
    r"(?:\A|[.!?…。！？]\s{0,3}|\n\s{0,3})[*_\"“(]{0,2}"
    r"(?:(?:(?:But|Oh|No|So),? )?(?:wait|hmm|hold on)\b|Alternatively\b|等等|等一下|不对)",
    re.IGNORECASE,
)


class SecondThoughts:
    """Reads an answer as it grows."""

    def __init__(self) -> None:
        self._tail = ""
        self._length = 0
        self._places: list[int] = []

    def add(self, text: str) -> bool:
        """More of the answer came; whether it doubts itself too much by now."""
        begin = max(0, self._length - len(self._tail))
        searched = self._tail + text
        for match in _DOUBT.finditer(searched):
            place = begin + match.end()
            if place > self._length and place not in self._places:
                self._places.append(place)
        self._length += len(text)
        self._tail = searched[-_REACH:]
        self._places = [place for place in self._places if place > self._length - WINDOW]
        return len(self._places) >= _DOUBTS
