r"""Formulas in plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.chat.formula_words import formula_words, has_formula, text_words


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("42", "42"),
        (r"\dfrac{14}{3}", "14/3"),
        (r"\frac{a+b}{2}", "(a+b)/2"),
        (r"\frac12", "1/2"),
        (r"3\sqrt{13}", "3√13"),
        (r"\sqrt[3]{x+1}", "∛(x+1)"),
        (r"\sqrt{\frac{1}{2}}", "√(1/2)"),
        (r"(3, \dfrac{\pi}{2})", "(3, π/2)"),
        ("x^2 + y_1", "x² + y₁"),
        ("10^{n(n-1)/2}", "10^(n(n-1)/2)"),
        ("e^{-x}", "e^(-x)"),
        (r"90^\circ", "90°"),
        (r"\mathbb{R}", "ℝ"),
        (r"x \in \mathbb Z", "x ∈ ℤ"),
        (r"\{0,\;1,\;3\}", "{0, 1, 3}"),
        (r"\text{Age}", "Age"),
        (r"5\text{ km}", "5 km"),
        (r"\text{距离为 }5", "距离为 5"),
        (r"\left(\frac{1}{2}\right)", "(1/2)"),
        (r"50\%", "50%"),
        (r"\$20", "$20"),
        (r"\(x = 1\)", "x = 1"),
        (r"\begin{cases} 1 \\ 2 \end{cases}", "1; 2"),
        (r"a \le b \implies c", "a ≤ b ⇒ c"),
        (r"\sin x", "sin x"),
        (r"\text{It}\ is\ so", "It is so"),
    ],
)
def test_a_formula_reads_as_plain_text(source, words):
    assert formula_words(source) == words


@pytest.mark.parametrize(
    ("source", "is_one"),
    [("42", False), (r"\text{Door}\ 2", False), (r"50\%", False), ("x^2", True), (r"\pi", True)],
)
def test_words_are_no_formula(source, is_one):
    assert has_formula(source) is is_one


@given(st.text(alphabet="\\{}^_$frac sqrtxpi12[]&;()", max_size=60))
def test_any_text_gives_one_line(source):
    assert "\n" not in formula_words(source)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Solve $x^2 = 4$ for me", "Solve x² = 4 for me"),
        (r"What is \(\frac{1}{2}\) of $$y$$?", "What is 1/2 of y?"),
        (r"已知$\alpha > 0$，求\[ x \]", "已知α > 0，求x"),
        ("It costs $5 to $10, or $20", "It costs $5 to $10, or $20"),
        ("US$5/kg vs US$6/kg", "US$5/kg vs US$6/kg"),
        ("echo $HOME and $PATH", "echo $HOME and $PATH"),
        (r"\$5 and \$6", r"\$5 and \$6"),
    ],
)
def test_formulas_within_a_text(text, words):
    assert text_words(text) == words
