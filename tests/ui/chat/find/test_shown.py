import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument

from qwq_desktop.ui.chat.find.shown import ShownText
from qwq_desktop.ui.chat.formulas.text_object import SOURCE

PIECES = st.lists(st.tuples(st.booleans(), st.text("a矩😀\n ", min_size=1, max_size=4)), max_size=6)


def document_of(pieces):
    """A document of words and (True, source) of drawn formulas."""
    document = QTextDocument()
    cursor = QTextCursor(document)
    for is_formula, text in pieces:
        form = QTextCharFormat()
        if is_formula:
            form.setProperty(SOURCE, text)
        cursor.insertText("\ufffc" if is_formula else text, form)
    return document


def test_a_formula_is_found_by_its_source_and_taken_as_a_whole(qapp):
    document = document_of([(False, "😀 let "), (True, "\\frac{a}{b}"), (False, " be 矩阵")])
    shown = ShownText(document)
    assert shown.text == "😀 let \\frac{a}{b} be 矩阵"
    start = shown.text.index("frac")
    assert shown.cursor(start, start + 4).selectedText() == "\ufffc"
    start = shown.text.index("矩")
    assert shown.cursor(start, start + 2).selectedText() == "矩阵"
    start = shown.text.index("t ")
    assert shown.cursor(start, start + 3).selectedText() == "t \ufffc"


@pytest.mark.parametrize("text", ["", "plain", "line\nline", "矩阵", "😀😀"])
def test_words_are_as_they_are(qapp, text):
    shown = ShownText(document_of([(False, text)] if text else []))
    assert shown.text == text
    assert shown.cursor(0, len(text)).selectedText().replace("\u2029", "\n") == text


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=PIECES)
def test_any_part_outside_formulas_is_selected_as_it_stands(qapp, pieces):
    shown = ShownText(document_of(pieces))
    assert shown.text == "".join(text for _, text in pieces)
    start = 0
    for is_formula, text in pieces:
        selected = shown.cursor(start, start + len(text)).selectedText().replace("\u2029", "\n")
        assert selected == ("\ufffc" if is_formula else text)
        start += len(text)
