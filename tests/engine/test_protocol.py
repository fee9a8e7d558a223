"""Requests and events survive the way over the pipe."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.engine import protocol as p
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.settings.schema import SamplingSettings, ThinkingMode

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
CALLS = st.builds(p.ToolCall, TEXT, st.dictionaries(TEXT, TEXT | st.integers(), max_size=3))
MESSAGES = st.lists(
    st.builds(
        p.ChatMessage,
        st.sampled_from(["system", "user", "assistant", "tool"]),
        TEXT,
        st.tuples(CALLS),
    ),
    max_size=4,
).map(tuple)


@given(MESSAGES, st.sampled_from(ThinkingMode), st.integers(0, 9))
def test_a_generate_request_comes_back_the_same(messages, mode, number):
    request = p.GenerateRequest(
        number, messages, ({"type": "function"},), SamplingSettings(seed=3), mode
    )
    line = p.encode(request)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert p.decode_request(line) == request


@given(TEXT, st.sampled_from(p.Channel), st.booleans())
def test_a_delta_comes_back_the_same(text, channel, retracts):
    event = p.DeltaEvent(4, channel, text, 2, 3, 1.5, retracts)
    assert p.decode_event(p.encode(event)) == event


def test_the_other_messages_come_back_the_same():
    for request in (
        p.LoadRequest(1, "/模型 é/😀.gguf", 4096, yarn_factor=2.0),
        p.PrewarmRequest(2, (p.ChatMessage("user", "a"),)),
        p.CountRequest(3, (), raw_history=True),
        p.SteerRequest(4, 1, p.SteerAction.ANSWER_NOW),
        p.CancelRequest(5, 1),
        p.ProbeRequest(6),
    ):
        assert p.decode_request(p.encode(request)) == request
    done = p.DoneEvent(
        1, p.StopReason.LENGTH, p.Usage(1, 2, 3, 4), p.Timings(0.5), (p.ToolCall("a", {"b": 1}),)
    )
    for event in (
        p.ProgressEvent(1, "load", 1, 2),
        done,
        p.ErrorEvent(1, "no_model", "d", {"a": 1}),
    ):
        assert p.decode_event(p.encode(event)) == event


def test_a_lone_surrogate_travels_as_a_question_mark():
    assert p.decode_event(p.encode(p.DeltaEvent(1, p.Channel.ANSWER, "a\ud800b"))).text == "a?b"


@given(
    st.binary(max_size=80)
    | st.recursive(st.none() | st.integers() | TEXT, st.lists).map(lambda v: json.dumps(v).encode())
)
def test_nonsense_is_refused_with_a_code(line):
    with pytest.raises(QwQError, match="bad_request"):
        p.decode_request(line)
    with pytest.raises(QwQError, match="bad_event"):
        p.decode_event(line)
