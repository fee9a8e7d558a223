"""Drafted turns are the same, token by token, as those read step by step."""

import pytest

from qwq_desktop.engine import protocol as p
from qwq_desktop.engine.draft_pace import SIZES
from qwq_desktop.engine.generation import Generation
from qwq_desktop.engine.loaded import LoadedModel
from qwq_desktop.engine.native_log import NativeLog
from qwq_desktop.engine.steering import Steering
from qwq_desktop.settings.schema import SamplingSettings

QUESTIONS = (
    "Count from 1 to 60",
    "What does the thinking budget do?",
    "Tell me a story about a lighthouse",
    "Write ten lines of verse about the sea, the sea and again the sea",
    "数到五十",
    "Repeat: the keeper lights the lamp, the keeper lights the lamp, the keeper lights the lamp",
)


class EagerCosts:
    """Several tokens cost as much as one, so that drafting always pays."""

    def begin_turn(self):
        pass

    def report(self, size, seconds):
        pass

    def ratio(self, size):
        return 1.0


@pytest.fixture(scope="module")
def log():
    return NativeLog()


@pytest.fixture(scope="module")
def load(nano_model, log):
    def load(**values):
        request = p.LoadRequest(1, str(nano_model), 1024, threads=1, **values)
        model = LoadedModel(request, log, lambda _: True)
        model._lookup_costs = model._draft_costs = EagerCosts()
        return model

    return load


@pytest.fixture(scope="module")
def plain(load):
    return load()


@pytest.fixture(scope="module")
def drafting(load):
    return load(prompt_lookup=True)


def run(model, question, steering=None, **values):
    """(done event, tokens in the KV cache, streamed text by channel)."""
    model.cache.read([1], lambda *_: None, lambda: False)  # both read the whole prompt
    events = []
    messages = (p.ChatMessage("user", question),)
    request = p.GenerateRequest(1, messages, **values)
    done = Generation(model, request, steering or Steering(), events.append).run()
    texts = [(e.channel, e.text) for e in events if e.kind == "delta"]
    joined = {
        channel: "".join(text for where, text in texts if where is channel) for channel in p.Channel
    }
    return done, list(model.cache.tokens), joined


def same(plain, drafting, question, steerings=(None, None), **values):
    """Asserts that both give the same; the drafting one's done event."""
    slow, *expected = run(plain, question, steerings[0], **values)
    fast, *found = run(drafting, question, steerings[1], **values)
    assert found == expected
    assert (fast.stop, fast.usage, fast.state) == (slow.stop, slow.usage, slow.state)
    assert slow.result == {}
    return fast


@pytest.mark.parametrize("temperature", [0.0, 0.6, 1.0])
@pytest.mark.parametrize("penalty", [0.0, 0.7])
def test_the_tokens_are_the_same_greedy_and_sampled(plain, drafting, temperature, penalty):
    accepted = 0
    for seed, question in enumerate(QUESTIONS):
        sampling = SamplingSettings(
            temperature=temperature, seed=seed, max_tokens=300, presence_penalty=penalty
        )
        accepted += same(plain, drafting, question, sampling=sampling).result.get("accepted", 0)
    if temperature < 1.0 and not penalty:
        assert accepted > 0


def test_what_was_guessed_wrong_leaves_the_cache(plain, drafting):
    sampling = SamplingSettings(temperature=0.8, seed=11, max_tokens=300)
    done = same(plain, drafting, QUESTIONS[0], sampling=sampling)
    assert done.result["drafted"] > done.result["accepted"] > 0


class At(Steering):
    """Does something when it was asked so many times: before each token."""

    def __init__(self, times, act):
        self._left = times
        self._act = act
        super().__init__()

    @property
    def pause(self):
        self._left -= 1
        if self._left == 0:
            self._act(self)
        return self._paused

    @pause.setter
    def pause(self, value):
        self._paused = value


def pause(steering):
    steering.pause = True


def answer_now(steering):
    steering.answer_now = True


def remark(steering):
    steering.take(p.SteerAction.REMARK, "say it in one sentence")


@pytest.mark.parametrize("act", [pause, answer_now, remark])
@pytest.mark.parametrize("moment", [3, 17, 40, 90])
def test_steering_acts_at_the_same_token(plain, drafting, act, moment):
    sampling = SamplingSettings(temperature=0.3, seed=2, max_tokens=300)
    steerings = At(moment, act), At(moment, act)
    same(plain, drafting, QUESTIONS[0], steerings, sampling=sampling)


def test_a_paused_turn_goes_on_the_same_with_drafts(plain, drafting):
    sampling = SamplingSettings(temperature=0.6, seed=4, max_tokens=300)
    whole = run(plain, QUESTIONS[0], sampling=sampling)[2]
    done, _, begun = run(drafting, QUESTIONS[0], At(50, pause), sampling=sampling)
    rest = run(drafting, QUESTIONS[0], sampling=sampling, state=done.state)[2]
    assert {channel: begun[channel] + rest[channel] for channel in p.Channel} == whole


@pytest.mark.parametrize("budget", [0, 1, 20, 60])
def test_the_thinking_budget_closes_at_the_same_token(plain, drafting, budget):
    sampling = SamplingSettings(temperature=0.3, seed=5, max_tokens=300, max_thinking_tokens=budget)
    same(plain, drafting, QUESTIONS[0], sampling=sampling)


@pytest.mark.parametrize("length", [1, 2, 5, 33])
def test_the_token_limit_ends_it_at_the_same_token(plain, drafting, length):
    sampling = SamplingSettings(temperature=0.0, seed=5, max_tokens=length)
    done = same(plain, drafting, QUESTIONS[0], sampling=sampling)
    assert done.usage.thinking + done.usage.answer <= length + 20


def test_a_context_that_fills_up_ends_it_at_the_same_token(plain, drafting):
    filler = "The keeper lights the lamp. " * 76
    sampling = SamplingSettings(temperature=0.0, seed=1, max_tokens=3000)
    done = same(plain, drafting, filler, sampling=sampling)
    assert done.usage.prompt > 500


def test_a_size_whose_numbers_differ_is_not_used(load):
    model = load(prompt_lookup=True)
    for size in SIZES:
        model._proof.report(size, 1, alike=False)
    sampling = SamplingSettings(temperature=0.0, max_tokens=200)
    assert run(model, QUESTIONS[0], sampling=sampling)[0].result == {}
