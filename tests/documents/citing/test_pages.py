"""Where a quote stands on the pages of its document."""

from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.documents.citing.examining import examine
from qwq_desktop.documents.citing.hints import likely_sentence
from qwq_desktop.documents.citing.pages import Pages, body_places
from qwq_desktop.documents.citing.verdicts import Verdict
from qwq_desktop.documents.passages import Passage
from qwq_desktop.documents.text import Span

HEAD, FEET = "Terms of the lease", ("Page 1", "Page 2", "Page 3")
LEAVES = {
    page: f"{HEAD}\n\n{body}\n\n{FEET[page - 1]}"
    for page, body in enumerate(
        ("The tenant has to clean the", "stairs every second week, and the", "yard once a month."),
        1,
    )
}


def words(spans, texts):
    return [(span.page, texts[span.page][span.start : span.end]) for span in spans]


def test_a_quote_over_the_foot_of_pages_is_found_without_running_lines():
    spans = Pages(LEAVES).find("to clean the stairs every second week, and the yard once a month")
    assert words(spans, LEAVES) == [
        (1, "to clean the"),
        (2, "stairs every second week, and the"),
        (3, "yard once a month"),
    ]


def test_a_running_line_itself_can_be_quoted():
    spans = Pages({1: LEAVES[1]}).find("Terms of the lease")
    assert words(spans, LEAVES) == [(1, HEAD)]


def test_pages_need_not_begin_at_one_and_a_piece_of_a_page_keeps_its_place():
    assert Pages({7: "the tenant pays the rent"}).find("tenant pays the rent") == (Span(7, 4, 24),)
    assert Pages({7: "the tenant pays the rent"}, 100).find("tenant pays the rent") == (
        Span(7, 104, 124),
    )


def test_of_several_places_the_one_in_the_passage_is_opened():
    texts = dict.fromkeys((1, 2, 3), "Pay the rent by Monday. " * 3)
    spans = Pages(texts).find("the rent by Monday", near=Span(2, 24, 48))
    assert spans == (Span(2, 28, 46),)


@given(st.dictionaries(st.integers(1, 9), st.text(max_size=40), max_size=5))
def test_bodies_lie_within_their_pages(texts):
    for page, (start, end) in body_places(texts).items():
        assert 0 <= start <= end <= len(texts[page])
    Pages(texts).find("any words that are not there")


def test_a_document_without_its_pages_is_judged_by_its_passage():
    passage = Passage(1, 5, "a.txt", Span(3, 50, 74), "The tenant pays the rent")
    quote = examine('"tenant pays the rent" [1]', [passage], {}).quotes[0]
    assert quote.verdict is Verdict.VERIFIED
    assert quote.place.spans == (Span(3, 54, 74),)


def test_a_number_without_a_quote_opens_the_likely_sentence_and_proves_nothing():
    text = "The flat has a cellar. The rent of the flat is 500 euros. It has a garden."
    passage = Passage(1, 5, "a.txt", Span(3, 50, 50 + len(text)), text)
    number = examine("The rent is 500 euros [1].", [passage], {5: {3: " " * 50 + text}}).numbers[0]
    assert not number.is_quoted
    span = number.place.spans[0]
    assert (" " * 50 + text)[span.start : span.end] == "The rent of the flat is 500 euros."


def test_a_number_with_a_proven_quote_opens_the_quote():
    text = "The flat has a cellar. The rent of the flat is 500 euros."
    passage = Passage(1, 5, "a.txt", Span(1, 0, len(text)), text)
    found = examine('The flat "has a cellar. The rent" is high [1].', [passage], {5: {1: text}})
    assert found.numbers[0].is_quoted
    assert found.numbers[0].place == found.quotes[0].place
    assert found.is_clean


def test_the_likely_sentence_of_chinese_text_is_found():
    text = "房屋有地下室。月租金为五百元。另有花园。"
    start, end = likely_sentence("每月的租金为五百元", text)
    assert text[start:end] == "月租金为五百元。"


def test_a_passage_that_shares_nothing_is_opened_whole():
    assert likely_sentence("dogs", "The rent is high. So it is.") == (0, 27)


def test_the_users_own_words_are_no_quotation_of_a_document():
    passage = Passage(1, 5, "a.txt", Span(1, 0, 24), "The tenant pays the rent")
    answer = 'You asked "who takes care of the garden". It says "the tenant pays the rent" [1].'
    question = "Who takes care of the garden? I wonder, who takes care of the garden?"
    quotes = examine(answer, [passage], {}, question).quotes
    assert [quote.text for quote in quotes] == ["the tenant pays the rent"]
    assert len(examine(answer, [passage], {}).quotes) == 2
    cited = 'It says "who takes care of the garden" [1].'
    assert examine(cited, [passage], {}, question).quotes[0].verdict is Verdict.NOT_FOUND
