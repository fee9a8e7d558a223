"""What a model gets to read."""

from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.documents.embedding.engine_embedder import groups
from qwq_desktop.documents.embedding.texts import halves, text_for


def test_forms_that_mean_the_same_become_one():
    assert text_for("Ｆｕｌｌ ﬁ ½", "query: ") == "query: Full fi 1⁄2"
    assert text_for("灯塔", "") == "灯塔"


@given(st.text())
def test_the_form_is_settled_at_once(text):
    assert text_for(text_for(text, ""), "") == text_for(text, "")


@given(st.text(min_size=2))
def test_halves_are_the_whole_but_for_the_gap(text):
    first, second = halves(text)
    assert len(first) < len(text)
    assert len(second) < len(text)
    assert "".join((first + second).split()) == "".join(text.split())


def test_a_text_is_cut_between_words():
    assert halves("one two three four") == ("one two", "three four")
    assert halves("没有空格的一段话") == ("没有空格", "的一段话")


@given(st.lists(st.text(max_size=3000), max_size=60))
def test_groups_keep_the_order_and_stay_small(texts):
    found = list(groups(texts))
    assert [text for group in found for text in group] == texts
    for group in found:
        assert len(group) == 1 or sum(map(len, group)) <= 2000
        assert len(group) <= 16
