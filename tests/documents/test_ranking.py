"""What a re-ranker makes of what was found, in time, late, or not at all."""

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.documents.passages import Hit, Score
from qwq_desktop.documents.ranking import MOST_RANKED, Ranker, read_text, reordered
from qwq_desktop.documents.reranker import RerankerRoom
from qwq_desktop.documents.text import Span
from qwq_desktop.platform.errors import QwQError


def hit(number, total, text="text", heading=""):
    return Hit(number, 1, Span(1, number, number + 1), text, heading, Score(total, total, 0.5))


HITS = [hit(number, 1 - number / 50) for number in range(40)]


class Counting:
    """Ranks by how many times a text has the question; may stop early, or fail."""

    name = "counting"

    def __init__(self, ready=1000, code=""):
        self.ready = ready
        self.code = code
        self.read = []

    def scores(self, question, texts, stopped=lambda: False):
        if self.code:
            raise QwQError(self.code)
        self.read = list(texts)
        ready = 0 if stopped() else self.ready
        return [min(1.0, text.count(question) / 10) for text in texts][:ready]


def ranked(reranker, hits, question="tide", patience_s=1000.0, stopped=lambda: False):
    ranker = Ranker(RerankerRoom(lambda: reranker))
    return ranker.ranked(question, hits, stopped, patience_s)


def test_the_best_come_first_and_tell_by_what():
    hits = [hit(1, 0.9, "a"), hit(2, 0.8, "tide tide"), hit(3, 0.7, "tide")]
    found = ranked(Counting(), hits)
    assert [one.chunk_id for one in found] == [2, 3, 1]
    assert found[0].score == Score(0.6, 0.8, 0.5, 0.2)
    assert [one.score.ranked for one in found] == [0.2, 0.1, 0.0]


def test_headings_are_read_too():
    assert read_text(hit(1, 1.0, "It turns at noon.", "Tides")) == "Tides\nIt turns at noon."
    assert read_text(hit(1, 1.0, "It turns at noon.")) == "It turns at noon."


def test_only_the_best_are_read_and_the_rest_follows():
    reranker = Counting()
    found = ranked(reranker, HITS)
    assert len(reranker.read) == MOST_RANKED
    assert found[MOST_RANKED:] == reordered(HITS, [0.5] * MOST_RANKED)[MOST_RANKED:]
    assert [one.chunk_id for one in found] == list(range(40))  # equal scores change nothing


def test_late_scores_order_what_they_are_of():
    hits = [hit(1, 0.9, "a"), hit(2, 0.8, "tide"), hit(3, 0.7, "tide tide")]
    found = ranked(Counting(ready=2), hits)
    assert [one.chunk_id for one in found] == [2, 1, 3]
    assert found[2].score == Score(0.35, 0.7, 0.5)


@pytest.mark.parametrize("code", ["reranker_failed", "reranker_closed", "model_load_failed"])
def test_a_failure_leaves_the_order_and_is_logged(code, caplog):
    with caplog.at_level(logging.WARNING):
        assert ranked(Counting(code=code), HITS) == HITS
    assert code in caplog.text


def test_what_is_late_stopped_or_not_there_leaves_the_order(caplog):
    assert ranked(Counting(), HITS, patience_s=-1.0) == HITS
    assert ranked(Counting(), HITS, stopped=lambda: True) == HITS
    assert ranked(None, HITS) == HITS
    assert ranked(Counting(), []) == []

    def breaks():
        raise QwQError("model_missing", path="/gone.gguf")

    with caplog.at_level(logging.WARNING):
        ranker = Ranker(RerankerRoom(breaks))
        assert ranker.wanted == 0
        ranker.prepare()
        assert ranker.ranked("tide", HITS, lambda: False, 1000.0) == HITS
    assert "model_missing" in caplog.text


@given(st.lists(st.floats(0, 1), max_size=40), st.lists(st.floats(0, 1), max_size=50))
def test_no_hit_is_lost_and_totals_follow_the_order(totals, scores):
    hits = [hit(number, total) for number, total in enumerate(sorted(totals, reverse=True))]
    found = reordered(hits, scores)
    assert sorted(one.chunk_id for one in found) == [one.chunk_id for one in hits]
    shown = [one.score.total for one in found]
    assert shown == sorted(shown, reverse=True)
    assert all(0 <= total <= 1 for total in shown)
