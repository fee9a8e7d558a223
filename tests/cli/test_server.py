"""`--server` as a user calls it: a real process, a scripted server."""

import json
import os
import subprocess
import sys

import pytest

from tests.doubles import dialects
from tests.doubles.dialects import QWQ
from tests.doubles.openai_server import OpenAiServer


@pytest.fixture
def serve():
    servers = []

    def begin(*script, **values):
        servers.append(OpenAiServer(*script, **{"models": dialects.models(QWQ), **values}))
        return servers[-1]

    yield begin
    for server in servers:
        server.close()


@pytest.fixture
def run(home):
    """Run `qwq-desktop` in a fresh home; the finished process, with `.events` of its JSON lines."""

    def call(*arguments, text=None, **environment):
        done = subprocess.run(
            [sys.executable, "-m", "qwq_desktop", *map(str, arguments)],
            capture_output=True,
            encoding="utf-8",
            timeout=100,
            input=text,
            env={**os.environ, "QWQ_DESKTOP_HOME": str(home), **environment},
        )
        done.events = [json.loads(line) for line in done.stdout.splitlines() if line[:1] == "{"]
        return done

    return call


def joined(events, kind):
    return "".join(e["text"] for e in events if e["type"] == kind)


def test_ask_lets_a_server_answer(run, serve):
    server = serve(dialects.vllm("I think 你好.", "Hello 😀!"))
    done = run("ask", "--server", server.url, "--json", "--seed", "7", "--temp", "0.5", "hello")
    assert done.returncode == 0, done.stderr
    assert joined(done.events, "thinking") == "I think 你好."
    assert joined(done.events, "answer") == "Hello 😀!"
    last = done.events[-1]
    assert (last["type"], last["stop"]) == ("done", "end")
    assert last["usage"]["prompt"] == 12
    assert last["usage"]["thinking"] + last["usage"]["answer"] == 9
    sent = server.posted[0]
    assert (sent["model"], sent["seed"], sent["temperature"]) == (QWQ, 7, 0.5)


def test_ask_runs_the_tools_that_the_server_calls(run, serve):
    call = dialects.tool_call("calculate", '{"expression": "412 * 77"}')
    server = serve(call, dialects.vllm("", "31724"))
    done = run("ask", "--server", server.url, "--json", "What is 412 * 77?")
    assert {"type": "tool_result", "name": "calculate", "result": "31724"} in done.events
    assert joined(done.events, "answer") == "31724"


def test_a_retraction_is_told_and_not_remembered(run, serve):
    server = serve(dialects.no_parser("I think.\n</think>\n\nHello!"))
    done = run("chat", "--server", server.url, "--json", text="hello\nagain\n")
    types = [e["type"] for e in done.events]
    assert types.count("answer_retracted") == 2
    first = done.events[types.index("answer_retracted") : types.index("done")]
    assert joined(first, "answer") == "Hello!"
    assert [m["content"] for m in server.posted[1]["messages"]] == ["hello", "Hello!", "again"]


def test_the_model_on_the_server_is_named_by_model(run, serve):
    server = serve(dialects.vllm("", "Hello!"), models=dialects.models("a", "b"))
    assert run("ask", "--server", server.url, "--model", "b", "hello").stdout == "Hello!\n"
    assert run("ask", "--server", f"{server.url}/v1#c", "hello").stdout == "Hello!\n"
    assert [body["model"] for body in server.posted] == ["b", "c"]


def test_the_key_is_taken_from_the_environment(run, serve):
    server = serve(dialects.vllm("", "Hello!"), key="s3cret")
    assert run("ask", "--server", server.url, "hi", QWQ_DESKTOP_SERVER_KEY="s3cret").returncode == 0
    done = run("ask", "--server", server.url, "hi")
    assert done.returncode == 1
    assert "QWQ_DESKTOP_SERVER_KEY" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("ask", "--server", "http://127.0.0.1:9", "hi"), "http://127.0.0.1:9"),
        (("ask", "--server", "localhost:8080", "hi"), "localhost:8080"),
        (("ask", "--offline", "--server", "http://192.0.2.1", "hi"), "--offline"),
        (("--offline", "ask", "--server", "http://192.0.2.1", "hi"), "--offline"),
        (("chat", "--server", "http://127.0.0.1:9"), "http://127.0.0.1:9"),
    ],
)
def test_what_cannot_be_reached_exits_with_1_and_a_sentence(run, arguments, says):
    done = run(*arguments, text="hi\n")
    assert done.returncode == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_the_log_holds_no_words_and_no_key(run, serve, home):
    server = serve(dialects.vllm("My thoughts.", "My answer."), key="s3cret")
    run("ask", "--server", server.url, "my question", QWQ_DESKTOP_SERVER_KEY="s3cret")
    logs = "".join(path.read_text(encoding="utf-8") for path in home.rglob("*.log"))
    for secret in ("s3cret", "my question", "My answer", "My thoughts"):
        assert secret not in logs
