"""The re-ranker on its own engine process: known scores, and no call left hanging."""

import math
import threading
from dataclasses import replace

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.documents.reranking.engine_reranker import as_share
from qwq_desktop.platform.errors import QwQError
from tests.doubles.ranker_file import pair, score

QUESTION = "where is the lighthouse"
TEXTS = ["a soup", "the lighthouse is the lighthouse", "the harbour is a town"]


def code_of(call, *arguments):
    with pytest.raises(QwQError) as caught:
        call(*arguments)
    return caught.value.code


def test_scores_are_shares_of_what_the_weights_say(start, small):
    reranker = start(small)
    assert not reranker.is_running
    expected = [1 / (1 + math.exp(-score(pair(QUESTION, text)))) for text in TEXTS]
    assert reranker.scores(QUESTION, TEXTS) == pytest.approx(expected, abs=1e-3)
    assert reranker.scores(QUESTION, []) == []


def test_shares_of_the_models_own_stay_as_they_are(start, small):
    own = start(replace(small, gives_shares=True)).scores(QUESTION, TEXTS)
    assert own == pytest.approx([score(pair(QUESTION, text)) for text in TEXTS], abs=2e-3)


def test_full_width_forms_are_the_same(start, small):
    reranker = start(small)
    plain, wide = reranker.scores(QUESTION, ["lighthouse", "ｌｉｇｈｔｈｏｕｓｅ"])
    assert plain == pytest.approx(wide, abs=1e-5)


def test_a_stop_keeps_what_was_ready(start, small):
    reranker = start(small)
    whole = reranker.scores(QUESTION, TEXTS)
    at_once = reranker.scores(QUESTION, TEXTS, lambda: True)
    assert at_once == pytest.approx(whole[: len(at_once)], abs=1e-3)
    looks = []

    def stopped():
        looks.append(1)
        return len(looks) > 3

    many = TEXTS * 20_000
    some = reranker.scores(QUESTION, many, stopped)
    assert len(some) < len(many)
    assert some[:3] == pytest.approx(whole[: len(some[:3])], abs=1e-3)
    assert reranker.scores(QUESTION, TEXTS) == pytest.approx(whole, abs=1e-4)


def test_a_stop_while_the_model_is_loaded_leaves_it_loading(start, small):
    reranker = start(small)
    answers = iter([False])
    reranker.scores(QUESTION, TEXTS, lambda: next(answers, True))
    process = psutil.Process(reranker._kept.process.pid)
    assert len(reranker.scores(QUESTION, TEXTS)) == len(TEXTS)
    assert reranker._kept.process.pid == process.pid


def test_nobody_waits_for_anothers_turn_beyond_a_stop(start, small):
    reranker = start(small)
    has_turn, may_go = threading.Event(), threading.Event()

    def work():
        with reranker._kept.turn:
            has_turn.set()
            may_go.wait()

    other = threading.Thread(target=work)
    other.start()
    has_turn.wait()
    answers = iter([False])
    assert reranker.scores(QUESTION, TEXTS, lambda: next(answers, True)) == []
    may_go.set()
    other.join()
    assert len(reranker.scores(QUESTION, TEXTS)) == len(TEXTS)


def test_a_process_that_dies_is_started_once_more(start, small):
    reranker = start(small)
    reranker.scores(QUESTION, TEXTS)
    process = psutil.Process(reranker._kept.process.pid)
    process.kill()
    process.wait()
    assert len(reranker.scores(QUESTION, TEXTS)) == len(TEXTS)

    def kills():
        if reranker.is_running:
            psutil.Process(reranker._kept.process.pid).kill()
        return False

    assert code_of(reranker.scores, QUESTION, TEXTS * 20_000, kills) == "reranker_failed"
    assert len(reranker.scores(QUESTION, TEXTS)) == len(TEXTS)


def test_a_model_that_does_not_load_and_one_that_is_closed_tell_why(start, small, home):
    gone = start(replace(small, path=home / "gone.gguf"))
    assert code_of(gone.scores, QUESTION, TEXTS) == "model_load_failed"
    reranker = start(small)
    reranker.scores(QUESTION, TEXTS)
    reranker.close()
    assert not reranker.is_running
    assert code_of(reranker.scores, QUESTION, TEXTS) == "reranker_closed"


@given(st.floats(allow_nan=False))
def test_any_logit_has_a_share(logit):
    assert 0.0 <= as_share(logit) <= 1.0
    assert as_share(-logit) == pytest.approx(1 - as_share(logit))
