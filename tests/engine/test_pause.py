"""A paused turn goes on as if it had never paused, in the same engine and after a restart."""

import random

import pytest

from qwq_desktop.engine import protocol as p
from qwq_desktop.engine.generation import Generation
from qwq_desktop.engine.loaded import LoadedModel
from qwq_desktop.engine.native_log import NativeLog
from qwq_desktop.engine.steering import Steering
from qwq_desktop.settings.schema import SamplingSettings

MOMENTS = 50
QUESTION = (p.ChatMessage("user", "Tell me a story about a lighthouse"),)
SAMPLING = {"temperature": 0.8, "max_tokens": 400}


class PauseAfter(Steering):
    """Pauses when it was asked so many times: before each token, and while the prompt is read."""

    def __init__(self, times):
        self._left = times
        super().__init__()

    @property
    def pause(self):
        self._left -= 1
        return self._left < 0

    @pause.setter
    def pause(self, value):
        pass


@pytest.fixture(scope="module")
def log():
    return NativeLog()


@pytest.fixture(scope="module")
def load(nano_model, log):
    def load(context_length=1024):
        request = p.LoadRequest(1, str(nano_model), context_length, threads=1)
        return LoadedModel(request, log, lambda _: True)

    return load


@pytest.fixture(scope="module")
def model(load):
    return load()


def run(model, steering=None, **values):
    """(done event, thinking, answer) of a turn."""
    events = []
    request = p.GenerateRequest(1, QUESTION, **values)
    done = Generation(model, request, steering or Steering(), events.append).run()
    return done, text(events, p.Channel.THINKING), text(events, p.Channel.ANSWER)


def text(events, channel):
    return "".join(e.text for e in events if e.kind == "delta" and e.channel is channel)


def paused(model, times, **values):
    done, thinking, answer = run(model, PauseAfter(times), **values)
    return done, thinking, answer


def goes_on(model, state, sampling, **values):
    return run(model, state=state, sampling=sampling, **values)


@pytest.mark.parametrize("restarts", [False, True], ids=["same engine", "after a restart"])
def test_fifty_random_moments_give_the_same_text_as_never_paused(model, load, restarts):
    rng = random.Random(10)
    for seed in range(MOMENTS):
        extra = {"presence_penalty": 0.5} if seed % 2 else {}
        sampling = SamplingSettings(seed=seed, **SAMPLING, **extra)
        whole, thinking, answer = run(model, sampling=sampling)
        length = whole.usage.thinking + whole.usage.answer
        stopped, *begun = paused(model, rng.randrange(1, length), sampling=sampling)
        assert stopped.stop is p.StopReason.PAUSED
        state = p.decode_event(p.encode(stopped)).state
        other = load(2048) if restarts else model
        done, *rest = goes_on(other, state, sampling)
        if restarts:
            other.native.close()
        assert [a + b for a, b in zip(begun, rest, strict=True)] == [thinking, answer]
        assert (done.stop, done.usage.thinking, done.usage.answer) == (
            whole.stop,
            whole.usage.thinking,
            whole.usage.answer,
        )


def test_a_turn_can_be_paused_again_and_again(model):
    sampling = SamplingSettings(seed=3, **SAMPLING)
    _, thinking, answer = run(model, sampling=sampling)
    state, parts = None, []
    while True:
        done, *text_parts = run(model, PauseAfter(9), sampling=sampling, state=state)
        parts.append(text_parts)
        if done.stop is not p.StopReason.PAUSED:
            break
        state = done.state
    assert ["".join(texts) for texts in zip(*parts, strict=True)] == [thinking, answer]


def test_a_pause_while_the_prompt_is_read_loses_nothing(model):
    sampling = SamplingSettings(seed=4, **SAMPLING)
    done, *_ = paused(model, 0, sampling=sampling)
    assert (done.stop, done.state.tokens) == (p.StopReason.PAUSED, ())
    assert goes_on(model, done.state, sampling)[1:] == run(model, sampling=sampling)[1:]


def test_a_drawn_seed_is_kept(model):
    sampling = SamplingSettings(**SAMPLING)
    done, *begun = paused(model, 20, sampling=sampling)
    first = goes_on(model, done.state, sampling)[1:]
    assert first == goes_on(model, done.state, sampling)[1:]
    fixed = SamplingSettings(seed=done.state.seed, **SAMPLING)
    whole = run(model, sampling=fixed)[1:]
    assert [a + b for a, b in zip(begun, first, strict=True)] == list(whole)


def test_pausing_after_a_forced_close_keeps_the_limits(model):
    sampling = SamplingSettings(seed=5, max_thinking_tokens=20, **SAMPLING)
    whole, *texts = run(model, sampling=sampling)
    length = whole.usage.thinking + whole.usage.answer
    for moment in range(1, length, max(1, length // 12)):
        done, *begun = paused(model, moment, sampling=sampling)
        if done.stop is not p.StopReason.PAUSED:
            continue
        rest = goes_on(model, done.state, sampling)[1:]
        assert [a + b for a, b in zip(begun, rest, strict=True)] == texts


def test_a_forced_close_is_the_special_token(model):
    sampling = SamplingSettings(seed=5, max_thinking_tokens=20, **SAMPLING)
    done, *_ = paused(model, 27, sampling=sampling)
    (closer,) = model.vocabulary.tokenize("</think>")
    assert closer in done.state.tokens


def test_the_engine_pauses_and_goes_on_after_its_own_restart(engine, nano_model):
    sampling = {"seed": 6, **SAMPLING}
    engine.load(nano_model)
    request = engine.begin("Count from 1 to 100", sampling=sampling)
    engine.at_first(request, "delta", lambda: engine.steer(request, p.SteerAction.PAUSE))
    done = engine.wait(request)
    begun = [engine.text(channel, request) for channel in (p.Channel.THINKING, p.Channel.ANSWER)]
    engine.engine.close()
    engine.engine.start()
    engine.load(nano_model, context_length=8192)
    again = engine.begin("Count from 1 to 100", sampling=sampling, state=done.state)
    engine.wait(again)
    whole = engine.begin("Count from 1 to 100", sampling=sampling)
    engine.wait(whole)
    for channel, start in zip((p.Channel.THINKING, p.Channel.ANSWER), begun, strict=True):
        assert start + engine.text(channel, again) == engine.text(channel, whole)
