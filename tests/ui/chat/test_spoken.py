import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.ui.chat.announcer import Sentences
from qwq_desktop.ui.chat.formulas import engine
from qwq_desktop.ui.chat.spoken import spoken_text


def test_marks_are_not_read():
    text = "# Title\n\nSome **bold** and `code` words\n\n- one\n- two\n\n> said\n"
    assert spoken_text(text).split("\n") == [
        "Title.",
        "Some bold and code words.",
        "one.",
        "two.",
        "said.",
    ]


def test_code_is_named_and_tables_are_read_by_row():
    text = "```python\nprint(1)\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    assert spoken_text(text, "Here is code.").split("\n") == ["Here is code.", "a, b.", "1, 2."]
    assert "print" not in spoken_text(text)


def test_addresses_are_left_out_and_links_read_by_their_words():
    assert spoken_text("See [the page](https://example.org/x?y=1) now.") == "See the page now."
    assert "http" not in spoken_text("See https://example.org/a/b now.")


def test_formulas_without_an_engine_are_told_by_their_signs(monkeypatch):
    monkeypatch.setattr(engine, "IS_AVAILABLE", False)
    assert spoken_text(r"So \(a \neq \frac{1}{2}\).") == "So a ≠ 1/2."


@pytest.mark.skipif(not engine.IS_AVAILABLE, reason="no wheel of the engine here")
def test_formulas_are_told_in_the_language_of_the_words_around():
    assert spoken_text(r"So \(x^2\) it is.") == "So x squared it is."
    assert "平方" in spoken_text(r"所以面积等于 \(x^2\)。")
    assert "平方" in spoken_text(r"So \(x^2\).", language="zh_CN")


def test_a_display_formula_ends_as_its_sentence_does():
    assert spoken_text("So\n\n\\[ 4 \\],\n\nyes") == "So.\n4,\nyes."


@given(st.text())
def test_any_text_can_be_read(text):
    spoken_text(text)


def pieces_of(text, size):
    sentences = Sentences()
    found = []
    for start in range(0, len(text), size):
        found += sentences.add(text[start : start + size])
    return found + sentences.rest()


ANSWER = "It is 3.14 about. Really?\n\n```python\nprint('Hi. There.')\n```\n\n最后一句。还有\n- one"


def test_an_answer_is_announced_by_whole_sentences_without_code():
    assert pieces_of(ANSWER, 1) == [
        "It is 3.14 about.",
        "Really?",
        "最后一句。",
        "还有",
        "- one",
    ]


@given(st.integers(1, 40))
def test_how_it_streams_does_not_matter(size):
    assert pieces_of(ANSWER, size) == pieces_of(ANSWER, 1)


def test_an_endless_sentence_is_told_in_parts():
    found = Sentences().add("word " * 200)
    assert found
    assert all(len(piece) <= 1000 for piece in found)
