"""The turn's state machine, event by event."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.chat.machine import (
    MAX_TOOL_ROUNDS,
    AnswerRetracted,
    Phase,
    PhaseChanged,
    Read,
    Streamed,
    ToolsWanted,
    TurnMachine,
    TurnResult,
)
from qwq_desktop.engine.protocol import (
    Channel,
    DeltaEvent,
    DoneEvent,
    ErrorEvent,
    ProgressEvent,
    StopReason,
    Timings,
    ToolCall,
    Usage,
)
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.storage.records import MessageStatus

CALL = ToolCall("calculate", {"expression": "1+1"})


def delta(channel, text, tokens=1):
    return DeltaEvent(1, channel, text, tokens, 10, 5.0)


def begun():
    machine = TurnMachine()
    machine.begin_round()
    return machine


def phases(effects):
    return [e.phase for e in effects if isinstance(e, PhaseChanged)]


def text_of(effects, channel):
    return "".join(e.text for e in effects if isinstance(e, Streamed) and e.channel is channel)


def test_a_plain_turn_reads_thinks_answers_and_ends():
    machine, effects = TurnMachine(), []
    effects += machine.begin_round()
    for event in (
        ProgressEvent(1, "prompt", 5, 9),
        delta(Channel.THINKING, "hm"),
        delta(Channel.ANSWER, "42"),
        DoneEvent(1, StopReason.END, Usage(9, 0, 1, 1), Timings(0.1, 0.2, 0.3, 7.0)),
    ):
        effects += machine.on_event(event)
    assert phases(effects) == [Phase.READING, Phase.THINKING, Phase.ANSWERING, Phase.FINISHED]
    assert Read(5, 9) in effects
    assert text_of(effects, Channel.THINKING) == "hm"
    result = effects[-1]
    assert isinstance(result, TurnResult)
    assert (result.status, result.stop, result.usage.prompt) == (MessageStatus.COMPLETE, "end", 9)


@pytest.mark.parametrize(
    ("stop", "status"),
    [
        (StopReason.CANCELLED, MessageStatus.STOPPED),
        (StopReason.LENGTH, MessageStatus.LENGTH),
        (StopReason.CONTEXT, MessageStatus.LENGTH),
    ],
)
def test_each_stop_reason_has_its_status(stop, status):
    assert begun().on_event(DoneEvent(1, stop))[-1].status is status


def test_a_tool_call_leads_to_another_round_and_sums_up():
    machine = begun()
    machine.on_event(delta(Channel.THINKING, "I calculate."))
    machine.on_event(delta(Channel.ANSWER, "Let me see."))
    wanted = machine.on_event(
        DoneEvent(1, StopReason.END, Usage(9, 1, 3, 4), Timings(1, 1, 1, 2), (CALL,))
    )[-1]
    assert wanted == ToolsWanted((CALL,), "Let me see.")
    assert machine.phase is Phase.TOOL
    machine.begin_round()
    second = machine.on_event(delta(Channel.THINKING, "Good.", tokens=2))
    assert text_of(second, Channel.THINKING) == "\n\nGood."
    assert second[-1].tokens == 9  # 3 + 4 of the first round, 2 of this one
    result = machine.on_event(
        DoneEvent(2, StopReason.END, Usage(30, 20, 5, 6), Timings(1, 1, 1, 3))
    )[-1]
    assert result.usage == Usage(9, 1, 8, 10)
    assert result.timings == Timings(2, 2, 2, 3)


def test_tool_rounds_are_bounded():
    machine = TurnMachine()
    for _ in range(MAX_TOOL_ROUNDS):
        machine.begin_round()
        last = machine.on_event(DoneEvent(1, StopReason.END, tool_calls=(CALL,)))[-1]
    assert isinstance(last, TurnResult)
    assert (last.status, last.stop) == (MessageStatus.LENGTH, "tool_rounds")


def test_tool_call_text_is_not_shown_as_it_comes():
    assert begun().on_event(delta(Channel.TOOL_CALL, '{"name"')) == []


def test_a_retraction_comes_before_its_text():
    machine = begun()
    effects = machine.on_event(
        DeltaEvent(1, Channel.THINKING, "x", 1, 1, 1.0, retracts_answer=True)
    )
    assert isinstance(effects[0], AnswerRetracted)


def test_an_error_ends_the_turn_with_its_facts():
    result = begun().on_event(
        ErrorEvent(1, "message_too_long", facts={"tokens": 9, "available": 4})
    )[-1]
    assert result.status is MessageStatus.FAILED
    assert result.error.facts == {"tokens": 9, "available": 4}


def test_a_dead_engine_marks_the_turn_interrupted():
    result = begun().fail(QwQError("engine_died"), MessageStatus.INTERRUPTED)[-1]
    assert result.status is MessageStatus.INTERRUPTED


EVENTS = st.one_of(
    st.builds(delta, st.sampled_from(Channel), st.text(max_size=3)),
    st.builds(DoneEvent, st.just(1), st.sampled_from(StopReason)),
    st.just(ErrorEvent(1, "decode_failed")),
    st.just(ProgressEvent(1, "prompt", 1, 2)),
)


@given(st.lists(EVENTS), st.integers(0, 20))
def test_a_turn_ends_once_and_says_nothing_after(events, stop_at):
    machine, effects = begun(), []
    for number, event in enumerate(events):
        if number == stop_at:
            effects += machine.stop()
        effects += machine.on_event(event)
    effects += machine.stop()
    results = [e for e in effects if isinstance(e, TurnResult)]
    assert len(results) == 1
    assert effects[-1] is results[0]
