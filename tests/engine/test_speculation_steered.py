"""Turns that are steered, paused and stopped at random moments: drafts change nothing in them."""

import random

import pytest

from qwq_desktop.engine import protocol as p
from qwq_desktop.settings.schema import SamplingSettings
from tests.engine.test_speculation import (
    QUESTIONS,
    At,
    answer_now,
    drafting,
    load,
    log,
    pause,
    plain,
    remark,
    run,
)

__all__ = ["drafting", "load", "log", "plain"]  # fixtures
PLAYS = 25


def play(model, seed):
    """A turn with its interventions, each a random number of tokens after the last.

    What came of each part: its end and counts, the tokens in the KV cache, the texts.
    """
    rng = random.Random(seed)
    question = rng.choice(QUESTIONS)
    sampling = SamplingSettings(
        temperature=rng.choice((0.0, 0.6)),
        seed=seed,
        max_tokens=rng.randint(40, 300),
        max_thinking_tokens=rng.choice((None, 15, 80)),
    )
    parts, state = [], None
    for _ in range(4):
        steering = At(rng.randint(2, 60), rng.choice((pause, pause, answer_now, remark)))
        done, tokens, texts = run(model, question, steering, sampling=sampling, state=state)
        parts.append((done.stop, done.usage, done.state, tokens, texts))
        state = done.state
        if state is None:
            break
    return parts


@pytest.mark.parametrize("seed", range(PLAYS))
def test_each_part_of_a_turn_is_the_same_with_drafts(plain, drafting, seed):
    assert play(drafting, seed) == play(plain, seed)


@pytest.mark.parametrize("seed", range(PLAYS))
def test_a_stop_in_the_midst_of_an_evaluation_leaves_an_exact_cache(
    plain, drafting, monkeypatch, seed
):
    rng = random.Random(seed)
    native, question = drafting.native, rng.choice(QUESTIONS)
    left, decode = rng.randint(2, 60), native.decode
    sampling = SamplingSettings(temperature=0.3, seed=seed, max_tokens=200)

    def stopped(tokens, **values):
        nonlocal left
        left -= 1
        if left == 0:
            drafting.cancel.set()  # llama.cpp gives up in this very step
        return decode(tokens, **values)

    with monkeypatch.context() as patch:
        patch.setattr(native, "decode", stopped)
        done, held, _ = run(drafting, question, sampling=sampling)
    drafting.cancel.clear()
    assert done.stop in (p.StopReason.CANCELLED, p.StopReason.END, p.StopReason.LENGTH)
    whole = run(plain, question, sampling=sampling)[1]
    assert held == whole[: len(held)]

    def next_logits(model):
        tokens = [*held, 1]
        cached, _ = model.cache.read(tokens, lambda *_: None, lambda: False)
        assert cached == len(held)
        return model.native.logits(-1)

    assert next_logits(drafting) == next_logits(plain)
