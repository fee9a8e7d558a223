import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.engine.openai.errors import error_from, error_in_stream, reason_of

URL = "http://box/v1"


def error(status, value, **more):
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    return error_from(status, body, URL, **more)


@pytest.mark.parametrize(
    ("status", "body", "code", "reason"),
    [
        (401, {"error": {"message": "Invalid API Key"}}, "server_auth", "Invalid API Key"),
        (401, {"error": "Unauthorized"}, "server_auth", "Unauthorized"),
        (403, b"<html>", "server_auth", ""),
        (429, {"error": {"message": "slow down"}}, "server_busy", "slow down"),
        (503, {"error": {"message": "Loading model"}}, "server_busy", "Loading model"),
        (500, {"error": {"message": "boom"}}, "server_error", "boom"),
        (500, b"boom", "server_error", "boom"),
        (502, b"<html><h1>Bad Gateway</h1>", "server_error", ""),
        (400, {"object": "error", "message": "bad"}, "server_error", "bad"),
        (422, {"detail": [{"loc": ["body", 1], "msg": "no"}]}, "server_error", "body.1: no"),
        (404, {"error": {"message": "no such model"}}, "server_error", "no such model"),
    ],
)
def test_a_status_and_a_text_make_an_error(status, body, code, reason):
    found = error(status, body)
    assert (found.code, found.facts["status"], found.facts["reason"]) == (code, status, reason)
    assert found.facts["url"] == URL


def test_a_page_that_is_not_there_is_no_such_server():
    assert error(404, b"<html>Not Found</html>").code == "server_not_openai"


def test_how_long_to_wait_is_kept_when_it_is_a_number():
    assert error(429, {}, retry_after="20").facts["seconds"] == 20
    assert error(429, {}, retry_after="Wed, 21 Oct 2026 07:28:00 GMT").facts["seconds"] is None


def test_llama_servers_full_context_is_a_message_too_long():
    said = {"type": "exceed_context_size_error", "n_prompt_tokens": 9412, "n_ctx": 8192}
    found = error(400, {"error": {"code": 400, "message": "request exceeds …", **said}})
    assert found.code == "message_too_long"
    assert found.facts == {"tokens": 9412, "available": 8192}


def test_vllms_full_context_is_a_message_too_long():
    said = (
        "This model's maximum context length is 4096 tokens. However, your request has 5000 input "
        "tokens. Please reduce the length of the input messages."
    )
    found = error(400, {"error": {"message": said}})
    assert found.facts == {"tokens": 5000, "available": 4096}
    assert error_in_stream({"message": said}, URL).code == "message_too_long"


def test_what_a_server_repeats_of_the_request_is_left_out():
    said = [{"loc": ["body"], "msg": "too bad", "input": {"messages": ["my secret"]}}]
    assert "secret" not in reason_of({"detail": said})


def test_long_reasons_are_cut():
    assert len(error(500, {"error": "x" * 5000}).facts["reason"]) == 300


@given(st.integers(400, 599), st.binary() | st.text().map(str.encode))
def test_any_reply_is_some_error_with_facts_that_can_be_kept(status, body):
    json.dumps(error(status, body).facts)
