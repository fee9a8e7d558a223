"""What the model is sent of a conversation, and the title a chat gets."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.chat.history import TITLE_LENGTH, build_messages, title_from
from qwq_desktop.chat.recall import Passage, recalled_text
from qwq_desktop.engine.protocol import ChatMessage, ToolCall
from qwq_desktop.storage.records import ContextCut, Message, Role, ToolStep, TurnRecord


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


def chat_of(*texts):
    roles = (Role.USER, Role.ASSISTANT)
    return [Message(n, 1, n - 1 or None, roles[(n - 1) % 2], t) for n, t in enumerate(texts, 1)]


def test_what_is_above_a_cut_is_left_out():
    path = chat_of("a", "b", "c", "d", "e")
    contents = [m.content for m in build_messages(path, "Be brief.", ContextCut(3))]
    assert contents == ["Be brief.", "c", "d", "e"]


def test_a_summary_opens_the_first_message_that_stayed():
    path = chat_of("a", "b", "c", "d", "e")
    first, *rest = build_messages(path, "", ContextCut(3, "We spoke of tea."))
    assert first.role == "user"
    assert "We spoke of tea." in first.content
    assert first.content.endswith("c")
    assert [m.content for m in rest] == ["d", "e"]


def test_what_was_brought_back_stands_in_the_question_it_belongs_to():
    recalled = recalled_text([Passage(1, "Which tea?", "Green."), Passage(3, "Why?", "")])
    path = chat_of("a", "b", "c")
    path[2] = replace(path[2], turn=TurnRecord(recalled=recalled))
    *_, last = build_messages(path)
    assert "User: Which tea?\nAssistant: Green." in last.content
    assert last.content.endswith("c")
    assert build_messages(path)[:2] == build_messages(chat_of("a", "b", "c"))[:2]


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
        (r"Solve $x^2 + 2x = 0$ and \(y\)", "Solve x² + 2x = 0 and y"),
        ("$$\n\\frac{1}{2}\n$$\nWhat is it?", "1/2"),
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
