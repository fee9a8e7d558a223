"""An answer that starts to think again, or doubts itself in plain words, can be ended too."""

import pytest

from qwq_desktop.engine import protocol as p
from qwq_desktop.engine.budget import CLOSING_SENTENCE
from qwq_desktop.engine.generation import Generation
from qwq_desktop.engine.loaded import LoadedModel
from qwq_desktop.engine.native import NativeLog
from qwq_desktop.engine.phrases import conclusion
from qwq_desktop.engine.steering import Steering
from qwq_desktop.settings.schema import SamplingSettings

THOUGHT = "Let me see: 1 + 2 is 3.\n</think>\n\n"
DOUBTS = "It is 3. Wait, maybe it is 4. Hmm, no. Alternatively it is 5. Wait, let me see again. "


@pytest.fixture(scope="module")
def model(nano_model):
    request = p.LoadRequest(1, str(nano_model), 1024, threads=1)
    return LoadedModel(request, NativeLog(), lambda _: True)


def goes_on(model, written, steering):
    """What follows a turn that has come so far as `written`: (done event, thinking, answer)."""
    events = []
    state = p.TurnState(tuple(model.vocabulary.tokenize(written)), 0, 7, 0, starts_thinking=True)
    request = p.GenerateRequest(
        1,
        (p.ChatMessage("user", "What is 1 + 2?"),),
        sampling=SamplingSettings(temperature=0.1, seed=7, max_tokens=250),
        state=state,
    )
    done = Generation(model, request, steering, events.append).run()
    return done, *(
        "".join(e.text for e in events if e.kind == "delta" and e.channel is channel)
        for channel in (p.Channel.THINKING, p.Channel.ANSWER)
    )


def answer_now():
    steering = Steering()
    steering.take(p.SteerAction.ANSWER_NOW, "")
    return steering


def test_a_thought_that_begins_within_the_answer_is_ended_at_once(model):
    written = f"{THOUGHT}It is 3.\n<think>\nWait, is it?"
    _, thinking, answer = goes_on(model, written, answer_now())
    assert thinking.strip() == CLOSING_SENTENCE
    assert answer.strip()


def test_an_answer_that_doubts_itself_is_led_to_its_result(model):
    _, thinking, answer = goes_on(model, THOUGHT + DOUBTS, answer_now())
    assert thinking == ""
    assert answer.lstrip().startswith(conclusion(DOUBTS).strip())
    assert len(answer.strip()) > len(conclusion(DOUBTS))


def test_answer_now_that_comes_when_the_answer_just_began_changes_nothing(model):
    quiet = goes_on(model, f"{THOUGHT}It is", Steering())[2]
    assert goes_on(model, f"{THOUGHT}It is", answer_now())[2] == quiet


def test_the_result_is_asked_for_in_the_answers_language():
    assert "最终答案" in conclusion("答案是三，等等，我再想一想。")
    assert "Final answer" in conclusion(DOUBTS)
