import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.ui.chat.formulas.source import bare, has_rows_outside_environments, prepared


@pytest.mark.parametrize("formula", [r"\( x \)", r"\[x\]", "$x$", "$ x $", "$$\nx\n$$", "x"])
def test_delimiters_are_taken_off(formula: str) -> None:
    assert bare(formula) == "x"


def test_environments_and_boxes_are_their_own_delimiters() -> None:
    assert bare(r"\begin{align}a\end{align}") == r"\begin{align}a\end{align}"
    assert bare(r"\boxed{4}") == r"\boxed{4}"


@given(st.text(max_size=8))
def test_any_text_can_be_bared(text: str) -> None:
    assert len(bare(text)) <= len(text)


def test_lines_outside_environments_get_one() -> None:
    assert prepared(r"a=b\\c=d") == r"\begin{gathered}a=b\\c=d\end{gathered}"
    assert prepared(r"a&=b\\c&=d").startswith(r"\begin{aligned}")


@pytest.mark.parametrize(
    "latex", [r"\begin{matrix}a\\b\end{matrix}", r"a \\", r"\substack{a\\b}", "a"]
)
def test_lines_inside_something_do_not(latex: str) -> None:
    assert not has_rows_outside_environments(latex)


def test_styled_text_becomes_styled_letters() -> None:
    assert prepared(r"\textbf{ab c}") == r"{\mathbf{ab}\text{ }\mathbf{c}}"
    assert prepared(r"\textbf{如果}") == r"\textbf{如果}"


def test_many_words_in_a_box_are_set_in_lines() -> None:
    latin, wide = "a word " * 30, "如果今天下雨" * 20
    assert prepared(rf"\boxed{{{latin}}}").count(r"\text") == 4
    assert prepared(rf"\boxed{{\text{{{wide}}}}}").count(r"\text") == 5


def test_words_in_a_box_are_words() -> None:
    assert prepared(r"\boxed{The cat}") == r"\boxed{\text{The cat}}"
    assert prepared(r"\boxed{x + y}") == r"\boxed{x + y}"
    assert prepared(r"\boxed{\frac{ab}{2}}") == r"\boxed{\frac{ab}{2}}"
