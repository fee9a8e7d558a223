"""Where cited words stand on a page that may be another by now."""

from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.documents.cited_words import Cited, places_on
from qwq_desktop.documents.page_pieces import (
    between,
    blocks_on,
    guessed_blocks,
    pieces_of,
    stretch,
)
from qwq_desktop.documents.text import Block, BlockKind, Span, page_text

PAGE = "Before it. The notice period is ninety days. Behind it."
WORDS = "ninety days"
AT = PAGE.index(WORDS)
SPAN = Span(2, AT, AT + len(WORDS))
BLOCKS = st.lists(
    st.builds(
        Block,
        st.just(1),
        st.sampled_from(list(BlockKind)),
        st.text("ab \n\t🙂字", min_size=1, max_size=300),
    ),
    max_size=30,
)


def words(text, places):
    return [text[place.start : place.end] for place in places]


def test_on_the_same_page_places_are_as_they_were():
    assert places_on(2, PAGE, Cited((SPAN,))) == (SPAN,)
    assert places_on(2, PAGE, Cited((SPAN,), (WORDS,))) == (SPAN,)
    assert places_on(3, PAGE, Cited((SPAN,))) == ()


def test_words_that_moved_are_found_nearest_to_where_they_stood():
    text = f"{WORDS}. New. {PAGE} {'x' * 200} {WORDS}"
    (place,) = places_on(2, text, Cited((SPAN,), (WORDS,)))
    assert place.start == text.index(WORDS, 15)


def test_words_that_are_gone_are_nowhere():
    text = PAGE.replace("ninety", "eighty")
    assert places_on(2, text, Cited((SPAN,), (WORDS,))) == ()
    assert places_on(2, text, Cited((SPAN,)), was=PAGE) == ()
    assert places_on(2, text, Cited((SPAN,), quote=WORDS)) == ()


def test_a_quotation_is_found_by_its_proof_though_it_is_set_otherwise():
    text = f"New. {PAGE}".replace("is ninety days", "is ninety\ndays")
    (place,) = places_on(2, text, Cited((SPAN,), quote="The notice period is ninety days"))
    assert text[place.start : place.end] == "The notice period is ninety\ndays"


def test_a_quotation_that_goes_on_over_the_page_keeps_its_piece():
    span = Span(2, AT, len(PAGE))
    cited = Cited((span, Span(3, 0, 21)), quote=PAGE[AT:] + " And on the next page.")
    assert places_on(2, PAGE, cited) == (span,)
    assert places_on(2, f"New. {PAGE}", cited) == ()


def test_a_place_beyond_the_page_is_left_out():
    assert places_on(2, PAGE, Cited((Span(2, 5, 5000), Span(2, 9, 9), Span(2, -3, 4)))) == ()


@given(BLOCKS)
def test_pieces_stand_where_the_page_has_them(blocks):
    text = page_text(blocks)
    for piece in pieces_of(blocks):
        assert text[piece.start : piece.end] == piece.text


@given(st.text("ab \n\t🙂字", max_size=2000))
def test_a_page_of_which_only_the_text_was_kept_is_that_text(text):
    blocks = guessed_blocks(1, text)
    assert page_text(blocks) == text
    assert blocks_on(blocks, 1, text) == blocks
    assert page_text(blocks_on((Block(1, BlockKind.CODE, "other"),), 1, text)) == text


@given(BLOCKS, st.integers(0, 4000), st.integers(0, 200), st.integers(100, 3000))
def test_a_stretch_holds_the_place_and_is_no_longer_than_it_may_be(blocks, start, length, most):
    pieces = pieces_of(blocks)
    text = page_text(blocks)
    place = Span(1, min(start, len(text)), min(start + length, len(text)))
    shown = stretch(pieces, place, most)
    for piece in shown.pieces:
        assert text[piece.start : piece.end] == piece.text
    assert sum(len(piece.text) for piece in shown.pieces) <= most or len(text) <= most
    assert shown.length == len(text)


@given(BLOCKS, st.integers(0, 3000), st.integers(0, 3000))
def test_what_is_between_two_places_is_text_of_the_page(blocks, start, end):
    text = page_text(blocks)
    for piece in between(pieces_of(blocks), start, end).pieces:
        assert text[piece.start : piece.end] == piece.text
        assert piece.start >= start
        assert piece.end <= max(end, start)


def test_a_kept_table_is_known_by_its_cells():
    (block,) = guessed_blocks(1, "Space\tRent\nNo. 12\t60")
    assert block.kind is BlockKind.TABLE
    assert guessed_blocks(1, "- one\n- two")[0].kind is BlockKind.LIST
    assert guessed_blocks(1, "one\ttwo")[0].kind is BlockKind.PARAGRAPH
