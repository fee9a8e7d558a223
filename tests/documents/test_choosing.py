"""What of the documents the model gets to read."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.documents.choosing import (
    RUN_TOKENS,
    Found,
    Label,
    Piece,
    best,
    numbered,
    tokens_of,
    whole,
)
from qwq_desktop.documents.passages import Score
from qwq_desktop.documents.text import Span

WORDS = st.sampled_from(["the lease ends", "租约到期", "§ 14", "a", "in the month of May", "。"])
TEXTS = st.lists(WORDS, min_size=1, max_size=60).map(" ".join)


@st.composite
def libraries(draw):
    """Pages of texts by (document, page), and the pieces that they were cut into, in order."""
    pages, pieces = {}, []
    for document_id in range(1, draw(st.integers(1, 3)) + 1):
        for page in range(1, draw(st.integers(1, 3)) + 1):
            chunks = draw(st.lists(TEXTS, min_size=1, max_size=4))
            text, spans = "", []
            for chunk in chunks:
                text += "\n\n" if text else ""
                spans.append(Span(page, len(text), len(text) + len(chunk)))
                text += chunk
            pages[document_id, page] = text
            pieces += [
                Piece(document_id, span, draw(st.sampled_from(["", "A › B"]))) for span in spans
            ]
    return pages, pieces


def reader(pages):
    return lambda document_id, page: pages[document_id, page]


def cost(pieces, pages):
    texts = (pages[p.document_id, p.span.page][p.span.start : p.span.end] for p in pieces)
    return sum(tokens_of(text, p.heading) for text, p in zip(texts, pieces, strict=True))


def in_order(pieces):
    places = [(p.document_id, p.span.page, p.span.start, p.span.end) for p in pieces]
    apart = all(a[:2] != b[:2] or a[3] <= b[2] for a, b in pairwise(places))
    return places == sorted(places) and apart


def covers(pieces, wanted):
    return any(
        p.document_id == wanted.document_id
        and p.span.page == wanted.span.page
        and p.span.start <= wanted.span.start
        and wanted.span.end <= p.span.end
        for p in pieces
    )


@st.composite
def searches(draw):
    pages, pieces = draw(libraries())
    order = draw(st.permutations(range(len(pieces))))[: draw(st.integers(0, len(pieces)))]
    found = []
    for rank, at in enumerate(order):
        around = [pieces[n] for n in (at - 1, at + 1) if 0 <= n < len(pieces)]
        around = [p for p in around if p.document_id == pieces[at].document_id]
        scored = Piece(
            pieces[at].document_id, pieces[at].span, pieces[at].heading, Score(1 / (1 + rank))
        )
        found.append(Found(scored, tuple(around)))
    return pages, found, draw(st.integers(0, 2000))


@given(searches())
def test_the_best_stay_within_the_budget_in_order_and_apart(case):
    pages, found, budget = case
    chosen = best(found, budget, reader(pages))
    assert in_order(chosen)
    assert cost(chosen, pages) <= budget
    known = [one.piece for one in found] + [n for one in found for n in one.neighbours]
    for piece in chosen:
        assert any(covers([piece], one) for one in known)


@given(searches())
def test_the_best_piece_is_in_if_it_fits_at_all(case):
    pages, found, budget = case
    if found and cost([found[0].piece], pages) <= budget / 2:
        assert covers(best(found, budget, reader(pages)), found[0].piece)


@given(libraries(), st.integers(0, 3000))
def test_the_whole_text_is_whole_or_doesnt_fit(library, budget):
    pages, pieces = library
    runs = whole(pieces, budget, reader(pages))
    if runs is None:
        assert cost(pieces, pages) > budget or len(pieces) > 1
        return
    assert cost(runs, pages) <= budget
    assert in_order(runs)
    assert all(covers(runs, piece) for piece in pieces)


@given(libraries())
def test_a_budget_without_end_gives_all(library):
    pages, pieces = library
    runs = whole(pieces, 10**9, reader(pages))
    for (document_id, page), text in pages.items():
        got = [r for r in runs if (r.document_id, r.span.page) == (document_id, page)]
        assert "".join(text[r.span.start : r.span.end] for r in got).split() == text.split()


def test_no_more_is_looked_at_than_shows_that_it_doesnt_fit():
    asked = []

    def pieces():
        for number in range(1000):
            asked.append(number)
            yield Piece(number, Span(1, 0, 700))

    assert whole(pieces(), 1000, lambda *_: "x" * 700) is None
    assert len(asked) < 10


def test_neighbours_join_the_piece_they_stand_beside():
    page = "Before it.\n\nThe words.\n\nAfter it.\n\nFar away."
    spans = [Span(1, page.index(part), page.index(part) + len(part)) for part in page.split("\n\n")]
    before, words, after, far = (Piece(1, span, score=Score(0.1)) for span in spans)
    found = [Found(Piece(1, words.span, score=Score(0.9)), (before, after))]
    (chosen,) = best(found, 500, lambda *_: page)
    assert page[chosen.span.start : chosen.span.end] == "Before it.\n\nThe words.\n\nAfter it."
    assert chosen.score == Score(0.9)
    assert not covers([chosen], far)


def test_several_places_are_heard_before_what_stands_around_the_first():
    text = "word " * 100
    pages = {(n, 1): f"{text}\n\n{text}" for n in (1, 2, 3)}
    first, second = Span(1, 0, len(text) - 1), Span(1, len(text) + 2, 2 * len(text) + 1)
    found = [Found(Piece(n, first), (Piece(n, second),)) for n in (1, 2, 3)]
    one = tokens_of(text.strip(), "")
    chosen = best(found, 6 * one + 1, reader(pages))
    assert {piece.document_id for piece in chosen} == {1, 2, 3}


def test_what_is_pinned_comes_first():
    pages = {(1, 1): "aaaa bbbb " * 20, (2, 1): "cccc dddd " * 20}
    found = [
        Found(Piece(1, Span(1, 0, 199), score=Score(0.9))),
        Found(Piece(2, Span(1, 0, 199), is_pinned=True)),
    ]
    assert [p.document_id for p in best(found, 80, reader(pages))] == [2]


def test_long_pages_go_under_several_numbers():
    paragraph = "word " * 300
    page = "\n\n".join([paragraph.strip()] * 5)
    length = len(paragraph) - 1
    pieces = [Piece(1, Span(1, n * (length + 2), n * (length + 2) + length)) for n in range(5)]
    runs = whole(pieces, 10_000, lambda *_: page)
    assert len(runs) == 5
    assert all(tokens_of(page[r.span.start : r.span.end], "") <= RUN_TOKENS for r in runs)


def test_passages_are_numbered_and_named():
    labels = {1: Label("a.xlsx", False, {2: "Umsätze"})}
    piece = Piece(1, Span(2, 1, 4), "H", Score(0.5, 0.4, 0.3), is_pinned=True)
    (passage,) = numbered([piece], labels, lambda *_: "xABCx")
    assert (passage.number, passage.name, passage.text) == (1, "a.xlsx", "ABC")
    assert (passage.page_name, passage.heading, passage.is_pinned) == ("Umsätze", "H", True)
    assert passage.score == piece.score
