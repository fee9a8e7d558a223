"""The engine must neither hang nor crash nor show nonsense, whatever a model writes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qwq_desktop.ui.chat.formulas import engine, source

pytestmark = pytest.mark.skipif(not engine.IS_AVAILABLE, reason="no wheel of the engine here")

PIECES = [
    "\\frac", "{", "}", "x", "^", "_", "\\left(", "\\right)", "\\begin{matrix}", "\\end{matrix}",
    "&", "\\\\", "\\sqrt[", "]", "\\text{如", "\\hat", "\\not", "'", "$", "#", "%", "\\color{red}",
    "\\def\\a{\\a\\a}\\a", "\\ce{", "\\hspace{1e99em}", "\x00", "\ud800", "😀", "\\over",
    "\\begin{array}{c|}",
]  # fmt: skip


def test_a_formula_gets_outlines_and_words() -> None:
    found = engine.outlines(r"\frac{1}{2}", is_display=True)
    assert found is not None
    assert "<path" in found.svg
    assert engine.spoken(r"x^2", is_display=False, language="en") == "x squared"
    assert "平方" in engine.spoken(r"x^2", is_display=False, language="zh")


@pytest.mark.parametrize(
    "latex", [r"\foo{x}", r"\frac{a}", "a}", "x^a^b", "", r"\begin{foo}x\end{foo}"]
)
def test_what_cannot_be_drawn_whole_is_not_drawn(latex: str) -> None:
    assert engine.outlines(latex, is_display=True) is None


def test_characters_without_a_glyph_are_named() -> None:
    found = engine.outlines(r"\text{如果}", is_display=False)
    assert found is not None
    assert found.missing == ("如", "果")


@pytest.mark.parametrize(
    "opening",
    ["{", r"\frac{1}{", r"\sqrt{", "x^{", r"\left(", r"\hat ", r"\begin{matrix}", r"\text{"],
)
@pytest.mark.parametrize("depth", [1_000, 20_000])
def test_deep_nesting_is_refused(opening: str, depth: int) -> None:
    assert engine.outlines(opening * depth, is_display=True) is None


def test_a_formula_of_100_kilobytes_is_not_even_tried() -> None:
    assert engine.outlines("x+" * 50_000, is_display=True) is None
    assert engine.spoken("x" * (source.LONGEST + 1), is_display=True, language="en") == ""


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_nothing_that_is_written_breaks_it(latex: str) -> None:
    engine.outlines(latex, is_display=True)
    engine.spoken(latex, is_display=False, language="zh")
