"""What real servers say when they refuse a field, and what follows from it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.engine.openai.adjustments import Adjustments
from qwq_desktop.engine.openai.request import chat_body
from qwq_desktop.engine.openai.server import Server, ServerKind
from qwq_desktop.engine.protocol import ChatMessage, GenerateRequest

TOOL = {"type": "function", "function": {"name": "clock", "parameters": {}}}
REQUEST = GenerateRequest(1, (ChatMessage("user", "top_k is not supported"),), (TOOL,))
BODY = chat_body(REQUEST, Server(ServerKind.OTHER, "m", 0, thinks=True))

UNKNOWN = "Unrecognized request arguments supplied: min_p, repetition_penalty, top_k"
LIMIT = "Unsupported parameter: 'max_tokens' is not supported. Use 'max_completion_tokens' instead."
TOO_MUCH = (
    "'max_tokens' or 'max_completion_tokens' is too large: 32768. This model's maximum context "
    "length is 32768 tokens and your request has 20 input tokens (32768 > 32768 - 20)."
)
AUTO = '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set'


def openai(message):
    return json.dumps({"error": {"message": message, "type": "invalid_request_error"}}).encode()


def fields(body):
    return {name for name in BODY if name not in body}


def test_fields_that_are_unknown_there_are_left_out():
    learnt = Adjustments().after(BODY, 400, openai(UNKNOWN))
    assert fields(learnt.apply(BODY)) == {"min_p", "repetition_penalty", "top_k"}
    again = learnt.after(learnt.apply(BODY), 400, openai("Unknown parameter: repeat_penalty."))
    assert fields(again.apply(BODY)) == {"min_p", "repetition_penalty", "top_k", "repeat_penalty"}


def test_a_list_of_field_errors_is_understood_without_what_it_repeats():
    entry = {"type": "extra_forbidden", "loc": ["body", "min_p"], "msg": "Extra inputs are not…"}
    entry["msg"] = "Extra inputs are not permitted"
    entry["input"] = "top_k seed temperature"
    reply = json.dumps({"detail": [entry]}).encode()
    assert Adjustments().after(BODY, 422, reply).dropped == {"min_p"}


def test_the_token_limit_is_renamed_where_it_has_another_name():
    sent = Adjustments().after(BODY, 400, openai(LIMIT)).apply(BODY)
    assert sent["max_completion_tokens"] == BODY["max_tokens"]
    assert "max_tokens" not in sent


@pytest.mark.parametrize("said", [TOO_MUCH, "This model's maximum context length is 99 tokens."])
def test_a_limit_beyond_the_context_is_left_to_the_context(said):
    learnt = Adjustments().after(BODY, 400, openai(said))
    assert fields(learnt.apply(BODY)) == {"max_tokens"}
    assert learnt.after(learnt.apply(BODY), 400, openai(said)) is None
    assert learnt.lasting().apply(BODY) == BODY  # the next prompt may be shorter


def test_vllm_without_a_call_parser_shows_the_tools_and_leaves_the_reading_to_us():
    sent = Adjustments().after(BODY, 400, openai(AUTO)).apply(BODY)
    assert sent["tools"] == [TOOL]
    assert sent["tool_choice"] == "none"


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (400, "registry.ollama.ai/library/qwq does not support tools"),
        (500, "tools param requires --jinja flag"),
    ],
)
def test_a_model_without_tools_goes_on_without(status, said):
    assert fields(Adjustments().after(BODY, status, openai(said)).apply(BODY)) == {"tools"}


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (400, "The model `m` does not exist"),
        (400, "temperature must be at most 1, got 1.5"),
        (401, UNKNOWN),
        (500, "internal error"),
        (400, "messages: roles must alternate, unknown role"),
    ],
)
def test_other_refusals_teach_nothing(status, said):
    assert Adjustments().after(BODY, status, openai(said)) is None


@given(st.sampled_from((400, 422, 500)), st.text() | st.sampled_from((UNKNOWN, LIMIT, TOO_MUCH)))
def test_learning_always_comes_to_an_end(status, said):
    adjustments, count = Adjustments(), 0
    while (learnt := adjustments.after(adjustments.apply(BODY), status, openai(said))) is not None:
        assert learnt != adjustments
        adjustments, count = learnt, count + 1
        assert count <= len(BODY)
    assert {"model", "messages", "stream"} <= adjustments.apply(BODY).keys()
