"""Formulas, tables, cleaning, code colours."""

import re
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.ui.chat.markdown import formulas, tables
from qwq_desktop.ui.chat.markdown.cleaning import cleaned
from qwq_desktop.ui.chat.markdown.code import LONGEST_COLOURED, Highlighter
from qwq_desktop.ui.chat.markdown.nodes import Align


@given(st.text(alphabet="\\()[]$ab1 `\n{}", max_size=60))
def test_formulas_taken_out_and_put_back_are_the_text(text: str) -> None:
    bare, found = formulas.taken_out(text)
    assert formulas.put_back(bare, found) == text
    assert "".join(piece for piece, _is_formula in formulas.pieces(bare, found)) == text


def test_environments_are_formulas() -> None:
    text = "\\begin{aligned}\na &= b \\\\\n\\end{aligned}"
    assert formulas.taken_out(text)[1] == [text]
    assert formulas.is_display(text)


def test_inline_formulas_are_not_displayed() -> None:
    assert not formulas.is_display("\\(x\\)")
    assert formulas.is_display("$$x$$")


def test_cells() -> None:
    assert tables.cells("| a | b \\| c | `d|e` |") == ["a", "b | c", "`d|e`"]
    assert tables.cells("a | b") == ["a", "b"]
    assert tables.cells("| | x |") == ["", "x"]


def test_alignments() -> None:
    assert tables.alignments("|:--|:-:|--:|---|") == (
        Align.LEFT,
        Align.CENTER,
        Align.RIGHT,
        Align.LEFT,
    )


def test_cleaning_takes_what_a_document_gives_another_meaning() -> None:
    assert cleaned("a\r\nb\x00\x02c\u2029d\ufdd0\ufffc\ud800") == "a\nbc\nd\ufffd\ufffd\ufffd"
    assert cleaned("tab\tand 🙂 中文\n") == "tab\tand 🙂 中文\n"


@given(st.text())
def test_lines_of_code_are_kept_whatever_they_hold(text: str) -> None:
    text = cleaned(text)
    lines = Highlighter(is_dark=False).lines(text, "python")
    assert "\n".join("".join(words for words, _color in line) for line in lines) == text


def test_code_is_coloured_by_language_and_theme() -> None:
    light = Highlighter(is_dark=False).lines("def f(): pass", "python")
    dark = Highlighter(is_dark=True).lines("def f(): pass", "Python")
    assert light[0][0][0] == dark[0][0][0] == "def"
    assert light[0][0][1] != dark[0][0][1] != ""


def test_unknown_languages_and_endless_data_stay_plain() -> None:
    highlighter = Highlighter(is_dark=False)
    assert highlighter.lines("x = 1", "klingon") == [[("x = 1", "")]]
    assert highlighter.lines("1" * (LONGEST_COLOURED + 1), "python")[0][0][1] == ""


@given(st.text("{}\\ab", max_size=40))
def test_groups_end_where_as_many_braces_closed_as_opened(text: str) -> None:
    for start, end in formulas._groups(text, 0, len(text)).items():
        inside = re.sub(r"\\.", "", text[start:end], flags=re.DOTALL)
        depths = list(accumulate((c == "{") - (c == "}") for c in inside))
        assert depths[-1] == 0
        assert all(depth > 0 for depth in depths[:-1])


def test_a_thousand_nested_boxes_are_one_formula() -> None:
    text = "\\boxed{" * 400 + "x" + "}" * 400
    assert formulas.taken_out(f"So {text}!")[1] == [text]
    assert formulas.taken_out("\\boxed{" * 1_000)[1] == []
