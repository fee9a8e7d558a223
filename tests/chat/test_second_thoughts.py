"""An answer that begins to think again is noticed, a sound one is not."""

import gzip
import json

import pytest

from qwq_desktop.chat.second_thoughts import WINDOW, SecondThoughts

DOUBTS = "It is 7. Wait, no. It is 8. Hmm, but then\n\nAlternatively, it is 9."


def test_three_doubts_close_together_count():
    assert SecondThoughts().add(DOUBTS)
    assert not SecondThoughts().add("It is 7. Wait, no. It is 8. Hmm.")


def test_doubts_far_apart_do_not_count():
    watch = SecondThoughts()
    assert not any(watch.add("Wait, no. " + "So it is. " * (WINDOW // 10)) for _ in range(9))


def test_words_within_a_sentence_are_no_doubts():
    assert not SecondThoughts().add("They wait, alternatively they hold on. " * 20)


@pytest.mark.parametrize("size", [1, 2, 7, 30])
def test_the_cut_into_pieces_does_not_matter(size):
    watch = SecondThoughts()
    found = [watch.add(DOUBTS[i : i + size]) for i in range(0, len(DOUBTS), size)]
    assert found[-1] or any(found)
    assert len(watch._places) == 3


def test_real_answers_that_run_on_are_found(pytestconfig):
    with gzip.open(pytestconfig.rootpath / "tests/data/answers.json.gz", "rt") as file:
        found = {r["id"] for r in json.load(file) if SecondThoughts().add(r["text"])}
    assert found == {"a031", "a033", "a043", "a045"}
