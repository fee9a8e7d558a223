from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.platform.words import read_query
from qwq_desktop.storage import snippets


def snippet(text, query):
    return snippets.snippet(text, query, query.look(text).first)


LONG = "Some words stand here. " * 20


def marked(found):
    return [found.text[start:end] for start, end in found.marks]


def test_a_short_text_is_shown_whole():
    found = snippet("The eigenvalue\nis 3.", read_query("eigen"))
    assert found.text == "The eigenvalue is 3."
    assert marked(found) == ["eigen"]


def test_the_surroundings_of_the_first_hit_are_cut_out_of_a_long_text():
    found = snippet(f"{LONG}Here are the roots of it. {LONG}", read_query("roots"))
    assert found.text.startswith("…")
    assert found.text.endswith("…")
    assert marked(found) == ["roots"]
    assert found.text.index("roots") < 30


def test_chinese_is_cut_without_spaces():
    found = snippet(
        "我们先来看题目。" * 20 + "特征多项式是什么？" + "然后继续。" * 40, read_query("多项式")
    )
    assert marked(found) == ["多项式"]
    assert "特征多项式是什么" in found.text


def test_marks_of_markdown_are_left_out():
    found = snippet("## Roots\n\nThe **roots** are `2`.", read_query("roots"))
    assert found.text == "Roots The roots are 2."
    assert marked(found) == ["Roots", "roots"]


def test_without_a_hit_the_beginning_is_shown():
    found = snippet(LONG, read_query("absent"))
    assert found.text.startswith("Some words")
    assert found.marks == ()


@given(st.text(st.sampled_from('ab é矩阵**`\n# "İ'), max_size=300), st.text("ab矩阵 ", max_size=6))
def test_marks_lie_in_order_within_the_line(text, typed):
    found = snippet(text, read_query(typed))
    assert "\n" not in found.text
    ends = [0, *(place for mark in found.marks for place in mark)]
    assert ends == sorted(ends)
    assert ends[-1] <= len(found.text)
