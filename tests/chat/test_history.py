"""What the model is sent of a conversation, and the title a chat gets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.chat.history import TITLE_LENGTH, build_messages, title_from
from qwq_desktop.engine.protocol import ChatMessage, ToolCall
from qwq_desktop.storage.records import Message, Role, ToolStep


def user(text):
    return Message(1, 1, None, Role.USER, text)


def assistant(text, thinking="", steps=()):
    return Message(2, 1, 1, Role.ASSISTANT, text, thinking, tool_steps=steps)


def test_thinking_is_never_part_of_the_history():
    messages = build_messages([user("a"), assistant("b", thinking="secret"), user("c")])
    assert messages == (
        ChatMessage("user", "a"),
        ChatMessage("assistant", "b"),
        ChatMessage("user", "c"),
    )


def test_the_system_prompt_comes_first_and_only_when_there_is_one():
    assert build_messages([user("a")], " Be brief. ")[0] == ChatMessage("system", "Be brief.")
    assert build_messages([user("a")], "  ")[0].role == "user"


def test_an_unanswered_question_joins_the_next():
    messages = build_messages([user("a"), assistant("", thinking="hm"), user("b")])
    assert messages == (ChatMessage("user", "a\n\nb"),)


def test_tool_calls_and_results_stand_before_the_answer_they_led_to():
    step = ToolStep("calculate", '{"expression": "1+1"}', "2")
    messages = build_messages([user("1+1?"), assistant("It is 2.", steps=(step,)), user("sure?")])
    assert messages[1] == ChatMessage(
        "assistant", "", (ToolCall("calculate", {"expression": "1+1"}),)
    )
    assert messages[2:4] == (ChatMessage("tool", "2"), ChatMessage("assistant", "It is 2."))


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("How many r's?", "How many r's?"),
        ("\n\n# Big plan\nmore", "Big plan"),
        ("  two   spaces ", "two spaces"),
        ("这是一个问题", "这是一个问题"),
    ],
)
def test_a_title_is_the_first_line(question, title):
    assert title_from(question) == title


def test_a_long_title_ends_at_a_word():
    title = title_from("Please explain to me in simple words how photosynthesis works in plants")
    assert title == "Please explain to me in simple words how…"


@given(st.text(min_size=1))
def test_a_title_is_one_short_line(question):
    title = title_from(question)
    assert len(title) <= TITLE_LENGTH + 1
    assert len(title.splitlines()) <= 1
