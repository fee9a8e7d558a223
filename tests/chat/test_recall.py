"""Old turns that a question touches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.chat.recall import (
    MOST_PASSAGES,
    recall,
    recalled_passages,
    recalled_text,
    terms_of,
)
from qwq_desktop.platform.text import estimated_tokens
from qwq_desktop.storage.records import Message, Role

PAIRS = [
    ("Where did we plan to spend the summer?", "In Lisbon, from the third of July on."),
    ("How do I bake sourdough bread?", "Feed the starter, knead, wait, bake at 240 degrees."),
    ("什么是光合作用？", "光合作用是植物利用阳光把二氧化碳和水变成糖的过程。"),
    ("Write a haiku about frogs", "Old pond in the dusk\nA frog waits, then leaps\nCircles."),
    ("上海的天气怎么样？", "上海夏天炎热潮湿，冬天湿冷。"),
    ("Explain quicksort", "Choose a pivot, part the list, sort both parts.\n\nIt is fast."),
]


def turn(number, question, answer):
    return (
        Message(2 * number, 1, None, Role.USER, question),
        Message(2 * number + 1, 1, 2 * number, Role.ASSISTANT, answer),
    )


TURNS = [turn(n, *pair) for n, pair in enumerate(PAIRS, 1)]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What was the date for Lisbon again?", 1),
        ("At how many degrees does the sourdough bread bake?", 2),
        ("光合作用需要阳光吗？", 3),
        ("那上海冬天呢？", 5),
        ("Which pivot does quicksort choose?", 6),
    ],
)
def test_the_turn_that_is_touched_comes_back(question, found):
    assert recall(question, TURNS, 500)[0].message_id in {2 * found}
    assert len(recall(question, TURNS, 500)) == 1


@pytest.mark.parametrize(
    "question",
    [
        "Thank you!",
        "And what about it?",
        "Go on.",
        "",
        "How tall is Mount Everest in metres?",
        "Translate this sentence into French for me please",
        "谢谢你",
        "请问喜马拉雅山有多高？",
    ],
)
def test_an_unrelated_question_brings_nothing(question):
    assert recall(question, TURNS, 500) == ()


def test_a_long_answer_is_quoted_where_it_touches():
    long = "\n\n".join(f"Chapter {n} is about town {n}." + " It rains." * 30 for n in range(40))
    long = long.replace("town 17.", "the marmalade harbour.")
    (passage,) = recall("Where is the marmalade harbour?", [turn(1, "Tell all", long)], 500)
    assert "Chapter 17" in passage.answer
    assert len(passage.answer) <= 480


def test_what_a_long_question_told_is_found():
    told = "Here are my notes. " + "It rains. " * 60 + "The password is Marmalade. " + "Ok. " * 60
    (passage,) = recall("What is the password?", [turn(1, told, "Noted.")], 500)
    assert "Marmalade" in passage.text


def test_the_budget_holds():
    assert recall("What was the date for Lisbon again?", TURNS, 5) == ()


def test_they_come_in_the_order_in_which_they_were_said():
    turns = [turn(n, f"Marmalade jar {n}?", "Apricot marmalade " * (7 - n)) for n in range(1, 7)]
    found = [p.message_id for p in recall("marmalade jar apricot", turns, 10_000)]
    assert found == sorted(found)
    assert len(found) == MOST_PASSAGES


def test_chinese_is_found_by_pairs_and_words_by_themselves():
    assert terms_of("上海天气 The QwQ-32B!") == ["上海", "海天", "天气", "qwq", "32b"]


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5), st.text())
def test_any_text_goes(pairs, question):
    turns = [turn(n, *pair) for n, pair in enumerate(pairs, 1)]
    found = recall(question, turns, 300)
    assert recalled_passages(recalled_text(found)) == found
    assert sum(estimated_tokens(p.text) for p in found) <= 300


@pytest.mark.parametrize("text", ["", "[", "{}", "[1]", '[{"x": 1}]', "null"])
def test_what_cannot_be_read_is_nothing(text):
    assert recalled_passages(text) == ()
