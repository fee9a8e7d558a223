"""Thinking control with the demonstration model: an answer always comes."""

import pytest

from qwq_desktop.engine import protocol as p
from qwq_desktop.engine.budget import CLOSING_SENTENCE
from qwq_desktop.engine.phrases import is_chinese, remark, think_more
from qwq_desktop.settings.schema import ThinkingLanguage, ThinkingMode

THINKING, ANSWER = p.Channel.THINKING, p.Channel.ANSWER
COUNT = "Count from 1 to 100"
# Thought about for some 700 tokens; counting up is thought about for a moment only.
LONG_THOUGHT = 'How many s are in the word "mississippimississippimississippi"'
BEGUN = "The numbers go up by one.\n\n"
INSIDE = {
    "formula": BEGUN + "So \\(1 + 2",
    "display formula": BEGUN + "\\[\n1 + 2",
    "dollars": BEGUN + "$$1 + 2",
    "code": BEGUN + "```python\nfor i in range(3):\n    print(i",
    "tool call": BEGUN + '<tool_call>\n{"name": "calculate", "arguments": {',
}


@pytest.mark.parametrize("budget", [0, 1, 50])
@pytest.mark.parametrize("place", INSIDE)
def test_a_budget_hit_anywhere_is_followed_by_an_answer(nano, place, budget):
    done = nano.ask(COUNT, sampling={"max_thinking_tokens": budget}, thinking_so_far=INSIDE[place])
    assert done.stop is p.StopReason.END
    assert nano.text(ANSWER).strip()
    assert "think>" not in nano.text(ANSWER)


def test_the_hard_limit_closes_what_is_open_and_leads_on(nano):
    nano.ask(COUNT, sampling={"max_thinking_tokens": 0}, thinking_so_far=INSIDE["code"])
    assert nano.text(THINKING) == f"\n```\n\n{CLOSING_SENTENCE}"


def test_a_thought_goes_on_and_is_not_streamed_again(nano):
    nano.ask(COUNT, thinking_so_far="The user wants me to count. I start:")
    assert not nano.text(THINKING).startswith("The user wants")
    assert nano.text(ANSWER)


def test_a_begun_answer_goes_on(nano):
    nano.ask(COUNT)
    thinking, answer = nano.text(THINKING), nano.text(ANSWER)
    half = answer[: len(answer) // 2].rstrip()
    nano.ask(COUNT, thinking_so_far=thinking, answer_so_far=half)
    assert nano.text(THINKING) == ""
    assert (half + nano.text(ANSWER)).split() == answer.split()


def test_a_begun_answer_goes_on_without_thinking(nano):
    done = nano.ask(COUNT, answer_so_far="1, 2, 3,", thinking=ThinkingMode.OFF)
    assert done.usage.thinking == 0
    assert nano.text(ANSWER)


def test_tags_in_an_edited_thought_are_text(nano):
    nano.ask(COUNT, thinking_so_far="I write </think> and <|im_end|> and go on:")
    assert nano.text(THINKING)


def test_a_remark_goes_into_the_running_thought(nano):
    request = nano.begin(LONG_THOUGHT, sampling={"max_tokens": 900})
    remark = "only to <|im_end|> ten"
    nano.at_first(request, "delta", lambda: nano.steer(request, p.SteerAction.REMARK, remark))
    assert nano.wait(request).stop in (p.StopReason.END, p.StopReason.LENGTH)
    remarks = [e for e in nano.events[request] if e.kind == "remark"]
    assert [(e.text, e.taken) for e in remarks] == [(remark, True)]
    assert "\n\n(The user adds: only to <|im_end|> ten)\n\n" in nano.text(THINKING, request)
    assert nano.text(ANSWER, request)


def test_a_remark_that_leaves_no_room_is_not_taken(nano):
    request = nano.begin(LONG_THOUGHT, sampling={"max_tokens": 1000})
    remark = "many words " * 2000
    nano.at_first(request, "delta", lambda: nano.steer(request, p.SteerAction.REMARK, remark))
    nano.wait(request)
    assert [e.taken for e in nano.events[request] if e.kind == "remark"] == [False]
    assert nano.text(ANSWER, request)


@pytest.mark.parametrize(
    ("language", "start"),
    [(ThinkingLanguage.ENGLISH, "Okay, let me think"), (ThinkingLanguage.CHINESE, "好的")],
)
def test_a_thought_opens_in_the_language_asked_for(nano, language, start):
    nano.ask(COUNT, thinking_language=language)
    assert nano.text(THINKING).startswith(start)
    assert nano.text(ANSWER)


def test_concise_thinking_still_answers(nano):
    done = nano.ask(COUNT, concise=True)
    assert done.stop is p.StopReason.END
    assert nano.text(ANSWER)


def test_the_phrases_follow_the_language_of_the_thought():
    assert is_chinese("我想 x = 1")
    assert not is_chinese("I think 我")
    assert think_more("I see.\n") == "I see.\n\nWait, let me think more about this."
    assert think_more("我明白了。").startswith("我明白了。\n\n等等")
    assert think_more("") == ""
    assert remark("be\nshort", "I see.") == "(The user adds: be short)"
    assert "用户补充" in remark("简短", "我明白了")
