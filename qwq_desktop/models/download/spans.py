"""Which bytes of a file are there, as intervals. Pure."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """The bytes from `start` up to, not including, `end`."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


class Spans:
    """A set of bytes as sorted intervals that neither touch nor overlap."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans: list[Span] = []
        for span in spans:
            self.add(span)

    def __iter__(self) -> Iterator[Span]:
        return iter(self._spans)

    @property
    def count(self) -> int:
        """How many bytes there are."""
        return sum(map(len, self._spans))

    @property
    def front(self) -> int:
        """How many bytes there are from the file's beginning without a gap."""
        return self._spans[0].end if self._spans and self._spans[0].start == 0 else 0

    def add(self, span: Span) -> None:
        """Put bytes in; those that are there already change nothing."""
        if len(span) <= 0:
            return
        first = bisect_left(self._spans, span.start, key=lambda s: s.end)
        last = first
        start, end = span.start, span.end
        while last < len(self._spans) and self._spans[last].start <= end:
            start = min(start, self._spans[last].start)
            end = max(end, self._spans[last].end)
            last += 1
        self._spans[first:last] = [Span(start, end)]

    def missing(self, size: int) -> list[Span]:
        """The gaps in a file of `size` bytes, in order."""
        gaps, at = [], 0
        for span in self._spans:
            if span.start > at:
                gaps.append(Span(at, min(span.start, size)))
            at = span.end
        if at < size:
            gaps.append(Span(at, size))
        return [gap for gap in gaps if len(gap) > 0]


def shares(gaps: Iterable[Span], count: int, smallest: int) -> list[Span]:
    """The gaps, the largest ones halved until there are `count` or all are below `smallest` × 2.

    So several connections get about equal work.
    """
    spans = sorted(gaps, key=len)
    while spans and len(spans) < count and len(spans[-1]) >= 2 * smallest:
        widest = spans.pop()
        middle = widest.start + len(widest) // 2
        for half in (Span(widest.start, middle), Span(middle, widest.end)):
            spans.insert(bisect_left(spans, len(half), key=len), half)
    return sorted(spans, key=lambda span: span.start)
