from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.models.download.spans import Span, Spans, shares

SIZE = 60
pieces = st.lists(
    st.tuples(st.integers(0, SIZE), st.integers(0, SIZE)).map(lambda p: Span(min(p), max(p)))
)


@given(pieces)
def test_spans_hold_what_a_set_of_bytes_holds(added):
    spans = Spans(added)
    held = {at for span in added for at in range(span.start, span.end)}
    assert {at for span in spans for at in range(span.start, span.end)} == held
    assert spans.count == len(held)
    assert spans.front == next(at for at in range(SIZE + 1) if at not in held)
    gaps = {at for gap in spans.missing(SIZE) for at in range(gap.start, gap.end)}
    assert gaps == set(range(SIZE)) - held
    ordered = list(spans)
    assert all(a.end < b.start for a, b in pairwise(ordered))


@given(pieces, st.integers(1, 9), st.integers(1, 20))
def test_shares_cover_the_gaps_exactly(added, count, smallest):
    gaps = Spans(added).missing(SIZE)
    parts = shares(gaps, count, smallest)
    assert sum(map(len, parts)) == sum(map(len, gaps))
    assert {at for part in parts for at in range(part.start, part.end)} == {
        at for gap in gaps for at in range(gap.start, gap.end)
    }
    assert len(parts) <= max(count, len(gaps))
    if len(parts) < count:
        assert all(len(part) < 2 * smallest for part in parts)
