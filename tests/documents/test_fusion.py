"""Fusion: both lists count by weight and distance, not by rank alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.documents.fusion import fused, scaled, words_weight
from qwq_desktop.documents.passages import Score

SCORES = st.dictionaries(st.integers(1, 30), st.floats(-50, 50), max_size=20)


def test_a_clear_winner_of_one_list_beats_the_middle_of_both():
    words = {1: 30.0, 2: 11.0, 3: 10.0}
    meaning = {4: 0.9, 2: 0.82, 3: 0.8}
    assert list(fused(words, meaning, 0.55))[:2] == [1, 4]


def test_what_a_list_lacks_counts_nothing_there():
    scores = fused({1: 4.0, 2: 2.0}, {2: 0.9, 3: 0.8}, 0.6)
    assert scores == {
        1: Score(0.6, 1.0, 0.0),
        2: Score(0.4, 0.0, 1.0),
        3: Score(0.0, 0.0, 0.0),
    }


def test_one_list_alone_decides():
    assert fused({1: 2.0, 2: 1.0}, {}, 0.5) == {1: Score(1.0, 1.0), 2: Score(0.0, 0.0)}
    assert fused({}, {5: 0.4}, 0.5) == {5: Score(1.0, 0.0, 1.0)}
    assert fused({}, {}, 0.5) == {}


@given(SCORES, SCORES, st.floats(0, 1))
def test_all_are_there_best_first_with_scores_from_0_to_1(words, meaning, weight):
    scores = fused(words, meaning, weight)
    assert set(scores) == {*words, *meaning}
    totals = [score.total for score in scores.values()]
    assert totals == sorted(totals, reverse=True)
    assert all(-1e-9 <= total <= 1 + 1e-9 for total in totals)


@given(SCORES.filter(bool))
def test_scaling_keeps_the_order(scores):
    found = scaled(scores)
    assert max(found.values()) == 1.0
    assert all(found[a] <= found[b] for a in scores for b in scores if scores[a] <= scores[b])


@pytest.mark.parametrize(
    ("question", "weight"),
    [
        ("When is the rent due?", 0.55),
        ("租金什么时候支付", 0.5),
        ("租金 rent", 0.55),
        ("iPhone 15 的电池容量是多少", 0.5),
        ("???", 0.55),
        ("家賃はいつ払いますか", 0.5),
    ],
)
def test_words_weigh_by_the_script_of_the_question(question, weight):
    assert words_weight(question) == weight
