"""Loops: seen in outputs that never ended, not seen in sound ones."""

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.engine import protocol as p
from qwq_desktop.engine.loops import CHECK_EVERY, WINDOW, Loop, LoopWatch, find_loop
from qwq_desktop.engine.native import NativeModel
from qwq_desktop.engine.native_log import NativeLog

ENDLESS = {"s063", "s090"}  # by reading
MIXED = {"s007", "s099"}  # the same thought in other words, again and again: not a repeated tail


@pytest.mark.parametrize(
    ("period", "length", "found"),
    [
        (30, 119, False),
        (30, 120, True),
        (200, 799, False),
        (200, 800, True),
        (1, 399, False),
        (1, 400, True),
        (29, 399, False),
        (29, 400, True),
    ],
)
def test_a_block_counts_by_repetitions_and_a_short_period_by_length(period, length, found):
    tokens = [1000 + i for i in range(50)] + [i % period for i in range(length)]
    loop = find_loop(tokens)
    assert loop == (Loop(period, length // period) if found else None)


def test_a_loop_that_has_ended_is_none():
    assert find_loop([1, 2] * 400 + [3]) is None


@given(st.lists(st.integers(0, 2), max_size=80), st.integers(1, 4))
def test_the_period_found_is_one(block, times):
    loop = find_loop(block * (times * 10))
    if loop:
        tail = (block * (times * 10))[-loop.period * loop.repeats :]
        assert tail == tail[: loop.period] * loop.repeats


def test_each_loop_is_told_once():
    watch, told = LoopWatch(), []
    tokens = []
    for token in [*([1] * 1000), *range(200), *([2] * 1000)]:
        tokens.append(token)
        told.append(watch.look(tokens))
    assert [loop.period for loop in told if loop] == [1, 1]


@pytest.fixture(scope="module")
def vocabulary(nano_model):
    request = p.LoadRequest(1, str(nano_model), 512, vocab_only=True)
    return NativeModel(request, NativeLog(), lambda _: True).vocabulary


def test_real_outputs_are_told_apart(vocabulary, pytestconfig):
    path = pytestconfig.rootpath / "tests/data/streams-selection.jsonl.gz"
    found = set()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    for record in records:
        tokens = vocabulary.tokenize(record["text"])
        ends = range(CHECK_EVERY, len(tokens), CHECK_EVERY * 4)
        if any(find_loop(tokens[max(0, end - WINDOW) : end]) for end in ends):
            found.add(record["id"])
    assert found - MIXED == ENDLESS
