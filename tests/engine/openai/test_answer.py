"""From the bytes of each server's dialect to the events that the engine process would send."""

import json
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.engine.openai.answer import Answer
from qwq_desktop.engine.protocol import (
    Channel,
    ChatMessage,
    DeltaEvent,
    GenerateRequest,
    ProgressEvent,
    StopReason,
    ToolCall,
)
from qwq_desktop.engine.thinking import Piece, gather
from qwq_desktop.platform.errors import QwQError
from tests.doubles import dialects
from tests.doubles.dialects import DIALECTS, chunk, sse, usage

THINKING = "The user greets me 你好.\n\nI greet back: 3 < 4."
ANSWER = "Hello! 你好 😀\n\n- one\n- two"
CALCULATE = {"type": "function", "function": {"name": "calculate", "parameters": {}}}


def read(*parts, tools=(), context_length=0, ends=True):
    """Feed the parts; the events, the texts by channel, and how it ended."""
    events = []
    request = GenerateRequest(7, (ChatMessage("user", "hi"),), tools)
    answer = Answer(request, "http://box/v1", context_length, events.append)
    for part in parts:
        answer.feed(part)
    done = answer.finish() if ends else answer.cancel()
    deltas = [e for e in events if isinstance(e, DeltaEvent)]
    texts = gather(Piece(e.channel, e.text, e.retracts_answer) for e in deltas)
    return events, texts, done


def untimed(result):
    """What has to be the same however the bytes are cut."""
    events, texts, done = result
    progress = [e for e in events if isinstance(e, ProgressEvent)]
    return progress, texts, done.stop, done.usage, done.tool_calls


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_gives_the_same_thinking_and_answer(dialect):
    _, texts, done = read(*DIALECTS[dialect](THINKING, ANSWER).parts)
    assert (texts[Channel.THINKING], texts[Channel.ANSWER]) == (THINKING, ANSWER)
    assert done.stop is StopReason.END
    assert done.usage.thinking > 0
    assert done.usage.answer > 0


@given(st.sampled_from(sorted(DIALECTS)), st.data())
def test_any_split_of_the_bytes_gives_the_same_events(dialect, data):
    stream = b"".join(DIALECTS[dialect](THINKING, ANSWER).parts)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=12)))
    places = [0, *cuts, len(stream)]
    pieces = [stream[a:b] for a, b in pairwise(places)]
    assert untimed(read(*pieces)) == untimed(read(stream))


def test_bytes_one_by_one_give_the_same_call():
    stream = b"".join(dialects.tool_call("calculate", '{"expression": "6 × 7"}', "Hm.").parts)
    singly = read(*(stream[i : i + 1] for i in range(len(stream))), tools=(CALCULATE,))
    assert untimed(singly) == untimed(read(stream, tools=(CALCULATE,)))
    assert singly[2].tool_calls == (ToolCall("calculate", {"expression": "6 × 7"}),)


def test_a_missing_opening_tag_is_found_out_by_retraction():
    events, texts, _ = read(*dialects.no_parser(f"{THINKING}\n</think>\n\n{ANSWER}").parts)
    assert [e.retracts_answer for e in events if e.kind == "delta"].count(True) == 1
    assert events[0].channel is Channel.ANSWER  # nobody could know before
    assert texts[Channel.ANSWER] == ANSWER


def test_a_model_that_does_not_think_only_answers():
    _, texts, done = read(*dialects.no_parser(ANSWER).parts)
    assert (texts[Channel.THINKING], texts[Channel.ANSWER]) == ("", ANSWER)
    assert (done.usage.thinking, done.usage.answer) == (0, 9)


def test_a_closing_tag_after_a_thinking_field_retracts_nothing():
    parts = sse(chunk({"reasoning": "hm"}), chunk({"content": "a </think> b"}), chunk({}, "stop"))
    events, texts, _ = read(*parts)
    assert texts[Channel.THINKING] == "hm"
    assert "b" in texts[Channel.ANSWER]
    assert not any(e.retracts_answer for e in events)


def test_both_names_of_the_thinking_field_are_not_taken_twice():
    parts = sse(chunk({"reasoning": "hm", "reasoning_content": "hm"}), chunk({}, "stop"))
    assert read(*parts)[1][Channel.THINKING] == "hm"


def test_thinking_may_come_as_a_part_of_the_content():
    mistral = [{"type": "thinking", "thinking": [{"type": "text", "text": "hm"}]}]
    parts = sse(
        chunk({"content": mistral}),
        chunk({"content": [{"type": "text", "text": "Yes"}]}),
        chunk({}, "stop"),
    )
    texts = read(*parts)[1]
    assert (texts[Channel.THINKING], texts[Channel.ANSWER]) == ("hm", "Yes")


def test_counts_and_times_are_the_servers_where_it_has_some():
    events, _, done = read(*dialects.llama_server("hm hm hm", "Yes!").parts)
    assert events[0] == ProgressEvent(7, "prompt", 20, 40)
    assert (done.usage.prompt, done.usage.cached) == (40, 10)
    assert done.usage.thinking + done.usage.answer == 20
    assert (done.timings.prompt_s, done.timings.tokens_per_second) == (0.25, 40.0)
    last = [e for e in events if e.kind == "delta"][-1]
    assert last.context_used == 40 + last.tokens


def test_thinking_is_counted_by_the_server_where_it_does():
    done = read(*dialects.dashscope("hm " * 50, "Yes").parts)[2]
    assert (done.usage.thinking, done.usage.answer) == (7, 2)


def test_pieces_stand_for_tokens_where_nobody_counts():
    parts = sse(chunk({"content": "a"}), chunk({"content": "b"}), chunk({}, "stop"))
    done = read(*parts)[2]
    assert (done.usage.prompt, done.usage.answer) == (0, 2)


def test_counts_that_come_with_each_object_are_followed():
    counted = {"usage": {"prompt_tokens": 100, "completion_tokens": 6}}
    parts = sse(chunk({"content": "six tokens"}, **counted), chunk({}, "stop"))
    events, _, done = read(*parts)
    assert (events[0].tokens, events[0].context_used) == (6, 106)
    assert (done.usage.prompt, done.usage.answer) == (100, 6)


@pytest.mark.parametrize(
    ("finish", "context_length", "stop"),
    [
        ("stop", 0, StopReason.END),
        ("content_filter", 0, StopReason.END),
        ("length", 0, StopReason.LENGTH),
        ("length", 100, StopReason.LENGTH),
        ("length", 21, StopReason.CONTEXT),
    ],
)
def test_why_it_ended(finish, context_length, stop):
    parts = dialects.vllm("hm", "Yes", finish).parts
    assert read(*parts, context_length=context_length)[2].stop is stop


def test_what_came_before_a_stop_is_kept():
    parts = sse(chunk({"reasoning": "hm"}), chunk({"content": "Yes and "}), done=False)
    _, texts, done = read(*parts, ends=False)
    assert done.stop is StopReason.CANCELLED
    assert (texts[Channel.THINKING], texts[Channel.ANSWER]) == ("hm", "Yes and")


def failure(*parts):
    with pytest.raises(QwQError) as failed:
        read(*parts)
    return failed.value


def test_a_stream_that_just_ends_was_cut_off():
    error = failure(*sse(chunk({"content": "Yes"}), done=False))
    assert (error.code, error.facts["url"]) == ("server_cut_off", "http://box/v1")


def test_an_end_mark_without_a_reason_is_an_end():
    assert read(*sse(chunk({"content": "Yes"})))[2].stop is StopReason.END


def test_a_reason_without_an_end_mark_is_an_end():
    assert read(*sse(chunk({"content": "Yes"}, "stop"), done=False))[2].stop is StopReason.END


@pytest.mark.parametrize(
    ("said", "code", "reason"),
    [
        ({"error": {"message": "CUDA out of memory", "code": 500}}, "server_error", "CUDA"),
        ({"error": "went wrong"}, "server_error", "went wrong"),
        ({"object": "error", "message": "abort", "code": 400}, "server_error", "abort"),
    ],
)
def test_an_error_in_the_middle_is_an_error(said, code, reason):
    error = failure(*sse(chunk({"content": "Yes"}), said))
    assert error.code == code
    assert reason in error.facts["reason"]


def test_a_web_page_is_no_answer():
    assert failure(b"<!DOCTYPE html><html>", b"hello</html>").code == "server_not_openai"
    assert failure(b"").code == "server_not_openai"
    assert failure(b"[1, 2]").code == "server_not_openai"


def test_a_server_that_cannot_stream_is_understood():
    message = {"role": "assistant", "content": "Yes", "reasoning_content": "hm"}
    reply = {"choices": [{"message": message, "finish_reason": "stop"}], **usage()}
    reply["choices"] = [{"message": message, "finish_reason": "stop"}]
    whole = json.dumps(reply, indent=1).encode()
    texts, done = read(whole[:30], whole[30:])[1:]
    assert (texts[Channel.THINKING], texts[Channel.ANSWER]) == ("hm", "Yes")
    assert done.usage.prompt == 12


def test_lines_that_are_no_json_are_passed_over():
    parts = [b"data: ping\n\n", b": alive\n\n", *sse(chunk({"content": "Yes"}), chunk({}, "stop"))]
    assert read(*parts)[1][Channel.ANSWER] == "Yes"


def test_calls_that_the_server_leaves_in_the_text_are_read_here():
    text = 'Let me see.\n<tool_call>\n{"name": "calculate", "arguments": {"expression": "1+1"}}'
    parts = dialects.no_parser(f"hm</think>{text}\n</tool_call>").parts
    _, texts, done = read(*parts, tools=(CALCULATE,))
    assert done.tool_calls == (ToolCall("calculate", {"expression": "1+1"}),)
    assert texts[Channel.ANSWER] == "Let me see."


def test_a_call_inside_an_unclosed_thinking_field_counts_when_nothing_was_answered():
    call = '<tool_call>{"name": "calculate", "arguments": {"expression": "1+1"}}</tool_call>'
    parts = sse(chunk({"reasoning": f"hm {call}"}), chunk({}, "stop"))
    assert len(read(*parts, tools=(CALCULATE,))[2].tool_calls) == 1
    answered = sse(chunk({"reasoning": f"hm {call}"}), chunk({"content": "2"}), chunk({}, "stop"))
    assert read(*answered, tools=(CALCULATE,))[2].tool_calls == ()


def test_calls_count_only_when_tools_are_on_offer_and_the_turn_is_over():
    parts = dialects.tool_call("calculate", "{}").parts
    assert read(*parts)[2].tool_calls == ()
    cut = sse(chunk({"tool_calls": [{"index": 0, "function": {"name": "c"}}]}), chunk({}, "length"))
    assert read(*cut, tools=(CALCULATE,))[2].tool_calls == ()


def test_half_a_character_is_shown_as_such_and_can_be_kept():
    answer = read(*[b'data: {"choices":[{"delta":{"content":"a\\ud83d"}}]}\n\ndata: [DONE]\n\n'])[1]
    assert answer[Channel.ANSWER] == "a�"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "choices",
                    "delta",
                    "content",
                    "tool_calls",
                    "function",
                    "arguments",
                    "index",
                    "usage",
                    "prompt_tokens",
                    "completion_tokens",
                    "timings",
                    "prompt_progress",
                    "reasoning",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(st.lists(st.dictionaries(st.sampled_from(["choices", "usage", "timings", "x"]), JSON)))
def test_objects_of_any_shape_never_break_it(objects):
    with suppress(QwQError):  # a call without a name, or an error told
        done = read(*sse(*objects), tools=(CALCULATE,))[2]
        assert min(done.usage.prompt, done.usage.thinking, done.usage.answer) >= 0
