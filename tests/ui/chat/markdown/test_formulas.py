"""What is a formula in a text, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.ui.chat.markdown import formulas
from qwq_desktop.ui.chat.markdown.blocks import split
from qwq_desktop.ui.chat.markdown.draft import Kind
from qwq_desktop.ui.chat.markdown.healing import healed_text
from qwq_desktop.ui.chat.markdown.nodes import Formula, Item, Paragraph, Span, SpanKind
from qwq_desktop.ui.chat.markdown.tables import cells
from qwq_desktop.ui.chat.markdown.tree import TreeBuilder

MARKS = [
    "\\(", "\\)", "\\[", "\\]", "$", "$$", "\\begin{align}", "\\end{align}", "\\boxed{", "}", "`",
    "```", "x", " ", "\n", "\n\n", "\\\\", "5", "**", formulas.UNFINISHED,
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(MARKS), max_size=40).map("".join)


def found(text: str) -> list[str]:
    return formulas.taken_out(text)[1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"so \(x\) is", [r"\(x\)"]),
        (r"so \[ x \] is", [r"\[ x \]"]),
        ("so $x$ and $$y$$", ["$x$", "$$y$$"]),
        ("$ x = 5 $, $ n $ and $ 2^n $", ["$ x = 5 $", "$ n $", "$ 2^n $"]),
        (r"\begin{align*}a&=b\end{align*}.", [r"\begin{align*}a&=b\end{align*}"]),
        (r"is \boxed{\frac{1}{2}} and \boxed{a}", [r"\boxed{\frac{1}{2}}", r"\boxed{a}"]),
        (r"\[ a \\[2pt] b \] x", [r"\[ a \\[2pt] b \]"]),
        (r"\(\boxed{4}\)", [r"\(\boxed{4}\)"]),
        ("for $t'$ minutes ($t + t' = 60$)", ["$t'$", "$t + t' = 60$"]),
        (r"$\text{if } x$", [r"$\text{if } x$"]),
        ("the $n$-th", ["$n$"]),
    ],
)
def test_formulas_are_found(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "$5 and $6",
        "costs $ 5 and $ 6 more",
        "US$5 or US$6",
        "$5-$10",
        "pay 5$ and 6$",
        "**$5** to **$6**",
        "$20 * $3 = $60",
        "$5/month or $50/year",
        "between $1,000 and $2,000 (i.e. $1,500)",
        r"\$5 and \$6",
        "$ 5 + $ 6",
        r"\begin{itemize}x\end{itemize}",
        r"\\(x\\)",
        r"an open \boxed{x",
        r"an open \(x",
    ],
)
def test_prices_and_other_texts_are_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", [r"`\(x\)`", r"``a ` \[x\]``", "`$x$`"])
def test_inside_code_is_none(text: str) -> None:
    assert found(text) == []


@given(TEXTS)
def test_put_back_is_what_was_taken_out(text: str) -> None:
    bare, taken = formulas.taken_out(text)
    assert formulas.put_back(bare, taken) == text


@given(TEXTS)
def test_an_unfinished_formula_is_behind_all_others(text: str) -> None:
    text = text.replace(formulas.UNFINISHED, "")
    start = formulas.unfinished(text)
    if start is not None:
        assert all(end <= start for _start, end in formulas.found(text[:start]))


@pytest.mark.parametrize(
    ("text", "start"),
    [(r"a \(b", 2), (r"a \[b", 2), ("a $$b", 2), (r"\boxed{a", 0), (r"\begin{align} a", 0)],
)
def test_an_open_formula_is_known(text: str, start: int) -> None:
    assert formulas.unfinished(text) == start
    assert found(healed_text(text)) == [text[start:] + formulas.UNFINISHED]


@pytest.mark.parametrize("text", ["$5", "a $x", r"`\(x", r"\(x\) y", "\\(x\n\nnew paragraph"])
def test_what_announces_no_formula_is_left_alone(text: str) -> None:
    assert formulas.UNFINISHED not in healed_text(text)


def test_bold_around_an_open_formula_stays_bold() -> None:
    nodes = TreeBuilder().nodes(split(healed_text(r"**so \(x")))
    assert nodes == [
        Paragraph(
            (
                Span("so ", strong=True),
                Span(rf"\(x{formulas.UNFINISHED}", SpanKind.FORMULA, strong=True),
            )
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        "    \\[\n    x\n    \\]\n",
        "\\begin{align}\na\n= 3\n- 4\n===\n\\end{align}\n",
        "so\n\\[\n\\begin{matrix} 1 \\\\[2pt] 2 \\end{matrix}\n- x\n\\]\n",
    ],
)
def test_the_splitter_keeps_a_formula_together(text: str) -> None:
    assert [block.kind for block in split(text)] == [Kind.PARAGRAPH]


def test_a_rule_under_a_formula_makes_no_heading() -> None:
    kinds = [block.kind for block in split("\\boxed{4}\n---\nmore\n")]
    assert kinds == [Kind.PARAGRAPH, Kind.RULE, Kind.PARAGRAPH]


def test_a_deep_formula_in_a_list_belongs_to_its_item() -> None:
    (item,) = TreeBuilder().nodes(split("- so:\n\n      \\[\n      x\n      \\]\n"))
    assert isinstance(item, Item)
    assert item.children[1] == Formula("\\[\nx\n\\]")


def test_punctuation_stays_with_its_formula() -> None:
    nodes = TreeBuilder().nodes(split("So\n\\[ x \\].\nThen"))
    assert nodes[1:] == [Formula("\\[ x \\]", "."), Paragraph((Span("Then"),))]


def test_a_bar_inside_a_formula_parts_no_cells() -> None:
    assert cells(r"| \(|x|\) | b |") == [r"\(|x|\)", "b"]
