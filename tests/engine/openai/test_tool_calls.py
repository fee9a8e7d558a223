from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.engine.openai.chunk import read_chunk
from qwq_desktop.engine.openai.tool_calls import ToolCallCollector
from qwq_desktop.engine.protocol import ToolCall
from qwq_desktop.platform.errors import QwQError

SUM, CLOCK = ToolCall("calculate", {"expression": "1+1"}), ToolCall("clock", {})


def collected(*entries):
    collector = ToolCallCollector()
    for entry in entries:
        for fragment in read_chunk({"choices": [{"delta": {"tool_calls": [entry]}}]}).calls:
            collector.add(fragment)
    return collector.finish()


def entry(index=None, call_id=None, name=None, arguments=None):
    values = {"index": index, "id": call_id, "function": {"name": name, "arguments": arguments}}
    return {key: value for key, value in values.items() if value is not None}


def test_fragments_are_joined_by_index():
    assert collected(
        entry(0, "a", "calculate", ""),
        entry(1, "b", "clock", "{"),
        entry(0, arguments='{"expression":'),
        entry(1, arguments="}"),
        entry(0, arguments=' "1+1"}'),
    ) == (SUM, CLOCK)


def test_whole_calls_that_all_have_index_0_are_told_apart_by_id():
    assert collected(
        entry(0, "a", "calculate", '{"expression": "1+1"}'), entry(0, "b", "clock", "{}")
    ) == (SUM, CLOCK)


def test_a_name_and_an_id_repeated_in_each_fragment_are_one_call():
    assert collected(
        entry(0, "a", "calculate", '{"expression"'), entry(0, "a", "calculate", ': "1+1"}')
    ) == (SUM,)


def test_calls_without_an_index_begin_with_a_name():
    assert collected(
        entry(None, "a", "calculate", '{"expression": '),
        entry(None, None, None, '"1+1"}'),
        entry(None, "b", "clock", "{}"),
        entry(None, "", "clock", "{}"),
    ) == (SUM, CLOCK, CLOCK)


def test_arguments_may_be_missing_or_an_object_already():
    assert collected(entry(0, "a", "clock")) == (CLOCK,)
    assert collected(entry(0, "a", "calculate", {"expression": "1+1"})) == (SUM,)


@pytest.mark.parametrize(
    "call", [entry(0, "a", "clock", "{"), entry(0, "a", "clock", "[]"), entry(0, "a", None, "{}")]
)
def test_a_call_that_makes_no_sense_is_an_error(call):
    with pytest.raises(QwQError) as failed:
        collected(call)
    assert failed.value.code == "server_reply_unreadable"


@given(st.lists(st.integers(0, 25)))
def test_any_fragmentation_gives_the_same_call(cuts):
    text = '{"expression": "1+1"}'
    places = [0, *sorted(min(c, len(text)) for c in cuts), len(text)]
    pieces = [text[a:b] for a, b in pairwise(places)]
    assert collected(entry(0, "a", "calculate"), *(entry(0, None, None, p) for p in pieces)) == (
        SUM,
    )
