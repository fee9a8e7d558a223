import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.storage.search import Part
from qwq_desktop.ui.chat.find.matching import Hits, Needle, Place

SECTIONS = st.lists(
    st.tuples(st.integers(1, 50), st.sampled_from(list(Part)), st.integers(0, 4)),
    unique_by=lambda section: section[:2],
    max_size=8,
)


@pytest.mark.parametrize(
    ("text", "needle", "expected"),
    [
        ("Root, ROOT and root", "root", [(0, 4), (6, 10), (15, 19)]),
        ("Un café", "CAFE", [(3, 7)]),
        ("特征值与特征向量", "特征", [(0, 2), (4, 6)]),
        ("aaaa", "aa", [(0, 2), (2, 4)]),
        ("a.b*c", ".b*", [(1, 4)]),
        ("anything", "", []),
    ],
)
def test_characters_are_found_whatever_their_case(text, needle, expected):
    assert Needle(needle).spans(text) == expected


@given(st.text(max_size=30), st.text(min_size=1, max_size=2))
def test_counting_in_a_folded_text_gives_the_number_of_spans(text, needle):
    spans = Needle(needle).spans(text)
    assert all(Needle(text[a:b]).plain == Needle(needle).plain for a, b in spans)


@given(SECTIONS)
def test_each_number_has_its_place_and_each_place_its_number(sections):
    hits = Hits(sections)
    assert hits.total == sum(count for _, _, count in sections)
    places = [hits.place(number) for number in range(hits.total)]
    assert len(set(places)) == hits.total
    assert [hits.number(place) for place in places] == list(range(hits.total))
    if hits.total:
        assert hits.place(hits.total) == places[0]
        assert hits.place(-1) == places[-1]


def test_the_first_hit_is_looked_for_where_the_reader_is():
    hits = Hits([(1, Part.QUESTION, 2), (2, Part.THINKING, 0), (2, Part.ANSWER, 1)])
    assert hits.first_from([2, 3]) == Place(2, Part.ANSWER, 0)
    assert hits.first_from([9]) == Place(1, Part.QUESTION, 0)
    assert Hits().first_from([1]) is None


def test_a_hit_that_is_gone_has_no_number():
    hits = Hits([(1, Part.QUESTION, 2)])
    assert hits.number(Place(2, Part.ANSWER, 0)) is None
    assert hits.number(Place(1, Part.QUESTION, 7)) == 1
