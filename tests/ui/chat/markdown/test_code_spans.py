"""Code in running text: what CommonMark says, judged by another engine, at one look a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.ui.chat.markdown import code_spans as code_spans_module
from qwq_desktop.ui.chat.markdown import formulas, inline
from qwq_desktop.ui.chat.markdown.code_spans import code_spans, without_code
from qwq_desktop.ui.chat.markdown.inline import InlineParser
from qwq_desktop.ui.chat.markdown.nodes import SpanKind
from qwq_desktop.ui.chat.markdown.tables import cells


def found(text: str) -> list[str]:
    return [text[start:stop] for start, stop in code_spans(text)]


def code_of(text: str) -> list[str]:
    return [span.text for span in InlineParser().spans(text) if span.kind is SpanKind.CODE]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("`a` and `b`", ["`a`", "`b`"]),
        ("``a ` b``", ["``a ` b``"]),
        ("```a` b", []),  # a longer run opens nothing that a shorter one ends
        ("`a``b`", ["`a``b`"]),
        ("``a `b` c", ["`b`"]),
        ("\\`a` b` c", ["` b`"]),
        ("\\\\`a`", ["`a`"]),
        ("`a\\` b", ["`a\\`"]),  # in code a backslash is a backslash
        ("\\```a``", ["``a``"]),
        ("no code", []),
    ],
)
def test_a_run_is_closed_by_the_next_as_long(text: str, expected: list[str]) -> None:
    assert found(text) == expected
    assert code_of(text) == [code.strip("`").strip() for code in expected]


@given(st.text(alphabet="`a\\", max_size=24).map(lambda text: f"x{text}x"))
def test_code_is_where_another_engine_sees_it(text: str) -> None:
    markdown_it = pytest.importorskip("markdown_it")
    (paragraph,) = markdown_it.MarkdownIt("commonmark").parseInline(text)
    theirs = [token for token in paragraph.children if token.type == "code_inline"]
    assert [code.strip("`") for code in found(text)] == [token.content for token in theirs]
    assert [len(code) - len(code.strip("`")) for code in found(text)] == [
        2 * len(token.markup) for token in theirs
    ]


@given(st.text(alphabet="`a\\", max_size=24))
def test_code_and_the_rest_are_the_whole_text(text: str) -> None:
    stretches = sorted([*code_spans(text), *without_code(text)])
    assert "".join(text[start:stop] for start, stop in stretches) == text
    assert all("`" in text[start:stop] for start, stop in code_spans(text))


def test_a_text_is_looked_through_once_however_many_backticks_it_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks: list[str] = []

    def counted(text: str) -> list[tuple[int, int]]:
        looks.append(text)
        return code_spans(text)

    for module in (inline, formulas, code_spans_module):
        monkeypatch.setattr(module, "code_spans", counted)
    text = "$x$ " + " ".join("`" * length for length in range(1, 120))
    assert code_of(text) == []
    assert len(looks) <= 2
    looks.clear()
    assert code_of("`a` " * 1000) == ["a"] * 1000
    assert len(looks) <= 2


def test_a_bar_in_code_parts_no_cells() -> None:
    assert cells("| `a | b` | c \\| d | \\(|x|\\) |") == ["`a | b`", "c | d", "\\(|x|\\)"]
