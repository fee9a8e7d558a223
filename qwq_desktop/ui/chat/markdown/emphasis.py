"""Emphasis with `*` and `_`, without harm to arithmetic and names."""

import re
import unicodedata
import xml.etree.ElementTree as ElementTree
from bisect import bisect_left
from dataclasses import dataclass

from markdown.inlinepatterns import InlineProcessor

LOOKAHEAD = 40  # runs of marks that are looked at for the closing one

_RUNS = {mark: re.compile(rf"{re.escape(mark)}+") for mark in "*_"}
_OPENS, _CLOSES = "opens", "closes"
_CLOSERS = (")", "]", "}")
_OPENERS = ("(", "[", "{")
_TAGS = {1: ("em",), 2: ("strong",), 3: ("strong", "em")}


class EmphasisProcessor(InlineProcessor):
    """`*…*`, `**…**`, `***…***` and the same with `_`.

    Two rules differ from CommonMark: between letters or digits of alphabetic scripts a mark is
    never emphasis (`7*x**8`), and next to Chinese, Japanese or Korean it may always be, for these
    scripts set no spaces around words.
    """

    def __init__(self) -> None:
        super().__init__(r"([*_])\1{0,2}(?!\1)")
        self._runs: dict[str, _Runs] = {}

    def handleMatch(  # type: ignore[override]  # noqa: D102
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element | None, int | None, int | None]:
        start, end, length = m.start(), m.end(), len(m[0])
        if data.endswith(m[1], 0, start) or not _can_open(data, start, end):
            return None, None, None
        runs = self._runs.get(m[1])
        if runs is None or runs.data != data or end < runs.start:
            runs = self._runs[m[1]] = _Runs(data, m[1], end)
        close = runs.closing(end, m[0])
        if close is None:
            return None, None, None
        tags = _TAGS[length]
        outer = inner = ElementTree.Element(tags[0])
        for tag in tags[1:]:
            inner = ElementTree.SubElement(inner, tag)
        inner.text = data[end:close]
        return outer, start, close + length


@dataclass(frozen=True, slots=True)
class _Run:
    """Marks in a row: where they begin and end, and what they can do."""

    begin: int
    end: int
    kind: str


class _Runs:
    """The runs of a mark in one text from a place on, found as they are asked for, each once."""

    def __init__(self, data: str, mark: str, start: int) -> None:
        self.data = data
        self.start = start
        self._matches = _RUNS[mark].finditer(data, start)
        self._found: list[_Run] = []
        self._closer = 0  # no run before this one that was asked about closes

    def closing(self, start: int, marks: str) -> int | None:
        """Where the marks that close such a run begin, within `LOOKAHEAD` runs.

        Runs opened in between are closed first. To be asked from left to right.
        """
        first = self._first_from(start)
        run = self._run(first)
        if run is not None and _ends_a_word(self.data, start, run, marks):
            return run.begin
        if not self._has_closer(first):
            return None
        open_inside: list[int] = []
        wanted = len(marks)
        for number in range(first, first + LOOKAHEAD):
            run = self._run(number)
            if run is None:
                break
            size = run.end - run.begin
            if run.kind == _CLOSES:
                inside = open_inside[-1] if open_inside else 0
                if inside and size == inside:
                    open_inside.pop()
                elif size >= wanted:
                    return run.begin + min(inside, size - wanted)
            elif run.kind == _OPENS:
                open_inside.append(size)
        return None

    def _has_closer(self, first: int) -> bool:
        """Whether any of the runs that are looked at closes: where none does, most are open."""
        self._closer = max(self._closer, first)
        while self._closer < first + LOOKAHEAD:
            run = self._run(self._closer)
            if run is None:
                return False
            if run.kind == _CLOSES:
                return True
            self._closer += 1
        return False

    def _first_from(self, start: int) -> int:
        while (not self._found or self._found[-1].begin < start) and self._find():
            pass
        return bisect_left(self._found, start, key=lambda run: run.begin)

    def _run(self, number: int) -> _Run | None:
        while number >= len(self._found):
            if not self._find():
                return None
        return self._found[number]

    def _find(self) -> bool:
        match = next(self._matches, None)
        if match is None:
            return False
        begin, end = match.span()
        closes = _can_close(self.data, begin, end)
        kind = _CLOSES if closes else _OPENS if _can_open(self.data, begin, end) else ""
        self._found.append(_Run(begin, end, kind))
        return True


def _ends_a_word(data: str, start: int, run: _Run, marks: str) -> bool:
    """Whether a strong part of a word ends here, as in `two **2**s`, which is no power of 2."""
    opening, begin, end = start - len(marks), run.begin, run.end
    return (
        marks == data[begin:end] == "**"
        and (opening == 0 or data[opening - 1].isspace())
        and data[start:begin].isalnum()
        and data[end : end + 1].isalpha()
    )


def _can_open(data: str, start: int, end: int) -> bool:
    before, after = data[max(0, start - 1) : start], data[end : end + 1]
    if not after or after.isspace() or _is_operator(data, start, end):
        return False
    return (
        not _is_mark(after)
        or not before
        or before.isspace()
        or _is_mark(before)
        or _is_wide(before)
    )


def _can_close(data: str, start: int, end: int) -> bool:
    before, after = data[max(0, start - 1) : start], data[end : end + 1]
    if not before or before.isspace() or _is_operator(data, start, end):
        return False
    return (
        not _is_mark(before) or not after or after.isspace() or _is_mark(after) or _is_wide(after)
    )


def _is_operator(data: str, start: int, end: int) -> bool:
    """Whether the run stands between two operands, as in `7*x**8` or `(a)*b`."""
    before, after = data[max(0, start - 1) : start], data[end : end + 1]
    if data[start:end] == "*":
        return (_is_word(before) or before in _CLOSERS) and (_is_word(after) or after in _OPENERS)
    return _is_word(before) and _is_word(after)


def _is_word(char: str) -> bool:
    return char.isalnum() and not _is_wide(char)


def _is_wide(char: str) -> bool:
    """Whether a character is of a script or punctuation that takes a full square."""
    return bool(char) and unicodedata.east_asian_width(char) in "WF"


def _is_mark(char: str) -> bool:
    return bool(char) and not char.isalnum() and not char.isspace()
