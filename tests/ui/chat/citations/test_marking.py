"""Signs in Markdown: the words stay the same whatever is marked, and what is marked is right."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from qwq_desktop.documents.citing.examining import examine
from qwq_desktop.documents.citing.verdicts import (
    Examination,
    NumberVerdict,
    Place,
    QuoteVerdict,
    Verdict,
)
from qwq_desktop.documents.passages import Passage
from qwq_desktop.documents.text import Span
from qwq_desktop.ui.chat.citations.citations import Citations
from qwq_desktop.ui.chat.citations.looks import CHIP, quote_cursor
from qwq_desktop.ui.chat.citations.marking import BlockMarker
from qwq_desktop.ui.chat.citations.writer import CitationWriter
from qwq_desktop.ui.chat.markdown.stream import MarkdownStream

PAGE = "Either party may terminate this agreement with ninety days written notice."
PASSAGES = tuple(
    Passage(number, 1, "lease.pdf", Span(1, 0, len(PAGE)), PAGE, is_paged=True)
    for number in (1, 2, 3)
)
_LINES = ("\n", "\n\n", "```\n", "\n|---|---|\n", "\n---\n")
_BLOCKS = ("> ", "- ", "1. ", "# ", "|", "\t", "    ", "<b>", "<!--")
_STYLES = ("**", "*", "_", "`", "~~", "&amp;", "\\", "$", "$$\n", "\\(", "\\)", "\\[", "\\]")
_CITED = ("[1]", "[2, 3]", "[9]", "【1】", "[x](http://a.b)", "https://a.b/c")
_WORDS = ("word", " ", "。", "，", "合同", "🙂", "é", "!", '"', "“", "”", "'", "—")
MARKDOWN = st.lists(
    st.sampled_from((*_LINES, *_BLOCKS, *_STYLES, *_CITED, *_WORDS)),
    max_size=60,
).map("".join)


def shown(parts, text, citations):
    """A document with a text as the chat shows it."""
    document = QTextDocument()
    marker = BlockMarker(text, citations, parts.tree) if citations else None
    stream = MarkdownStream(
        document,
        parts.answer,
        parts.tree,
        parts.highlighter,
        None,
        CitationWriter(citations, parts.theme, reads_signs=bool(marker and marker.has_signs)),
        marker and marker.nodes,
    )
    stream.add(text)
    stream.end()
    stream.write_some()
    while stream.has_more:
        stream.write_some()
    return document


def chips(document):
    """The numbers on chips, in order."""
    found = []
    block = document.begin()
    while block.isValid():
        for form in block.textFormats():
            if form.format.hasProperty(CHIP):
                cursor = QTextCursor(document)
                cursor.setPosition(block.position() + form.start)
                end = block.position() + form.start + form.length
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                found.append(cursor.selectedText())
        block = block.next()
    return found


def words(document, index):
    """The words that are marked as a quotation."""
    cursor = quote_cursor(document, index)
    return None if cursor is None else cursor.selectedText().replace("\u2029", "\n")


@settings(max_examples=400, suppress_health_check=list(HealthCheck))
@given(MARKDOWN, st.data())
def test_whatever_is_marked_the_words_stay_the_same(parts, text, data):
    places = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(places, places).map(sorted), max_size=6))
    kinds = st.sampled_from(list(Verdict))
    quotes = tuple(
        QuoteVerdict(start, end, text[start:end], (1,), data.draw(kinds), None)
        for start, end in sorted(spans)
    )
    numbers = tuple(NumberVerdict(start, end, 1, None) for start, end in sorted(spans))
    citations = Citations(PASSAGES, Examination(quotes, numbers))
    plain = shown(parts, text, None)
    assert shown(parts, text, citations).toPlainText() == plain.toPlainText()


@settings(max_examples=100, suppress_health_check=list(HealthCheck))
@given(MARKDOWN)
def test_an_examined_answer_shows_its_words_unchanged(parts, text):
    examination = examine(text, PASSAGES, {1: {1: PAGE}})
    plain = shown(parts, text, None)
    marked = shown(parts, text, Citations(PASSAGES, examination))
    assert marked.toPlainText() == plain.toPlainText()


@pytest.mark.parametrize(
    "text",
    [
        'It says "ninety days written notice" [1].',
        "It says **“ninety days written notice”** [1], no less.",
        "- one\n- it says “ninety **days** written notice” [1]\n",
        "| a | b |\n|---|---|\n| x | “ninety days written notice” [1] |\n",
        "> ninety days written notice\n\nSo it says [1].",
        "# “ninety days written notice” [1]\n\nText.",
        "1. first\n\n   “ninety days\n   written notice” [1]\n",
        "合同规定“ninety days written notice”[1]。",
        "🙂🙂 “ninety days written notice” [1] 🙂",
        "\r\n“ninety days written notice” [1]",
    ],
)
def test_a_quotation_is_marked_from_its_first_to_its_last_word(parts, text):
    examination = examine(text, PASSAGES, {1: {1: PAGE}})
    (quote,) = examination.quotes
    assert quote.verdict is Verdict.VERIFIED
    document = shown(parts, text, Citations(PASSAGES, examination))
    marked = words(document, 0)
    assert " ".join(marked.replace("\u2028", " ").split()) == "ninety days written notice"
    assert chips(document) == ["1"]


def test_code_and_formulas_are_left_alone(parts):
    text = "`a[1]` and $x[1]$ and [1](http://a.b)\n\n```\nb[1]\n```\n\nand [1]."
    document = shown(parts, text, Citations(PASSAGES, examine(text, PASSAGES, {1: {1: PAGE}})))
    assert chips(document) == ["1"]


def test_numbers_of_one_bracket_are_chips_of_their_own(parts):
    text = "Both say so [1, 2] and 【3】; this doesn't: [9]."
    document = shown(parts, text, Citations(PASSAGES, examine(text, PASSAGES, {1: {1: PAGE}})))
    assert chips(document) == ["1", "2", "3", "9"]
    assert document.toPlainText() == text


def test_while_it_streams_numbers_of_known_passages_are_chips_and_others_are_words(parts):
    document = shown(parts, "So it is [1], or [9].", Citations(PASSAGES))
    assert chips(document) == ["1"]


def test_a_text_that_brings_signs_of_its_own_is_not_marked(parts):
    text = "\U000f0000“ninety days written notice”\U00100001 [1]"
    examination = examine(text, PASSAGES, {1: {1: PAGE}})
    document = shown(parts, text, Citations(PASSAGES, examination))
    assert quote_cursor(document, 0) is None


def test_a_place_in_a_document_is_kept_for_each_number(parts):
    place = Place(1, (Span(1, 0, 6),))
    citations = Citations(PASSAGES, Examination((), (NumberVerdict(0, 3, 1, place),)))
    assert citations.place(0) == place
    assert citations.place(-1) is None
    assert [one.number for one in citations.cited()] == [1]
