"""The remote engine against scripted servers on real sockets."""

import pytest
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply

from qwq_desktop.engine import protocol as p
from qwq_desktop.platform.network import Purpose
from qwq_desktop.settings.schema import SamplingSettings
from qwq_desktop.tools.calculator import calculator
from tests.doubles import dialects
from tests.doubles.dialects import DIALECTS, LLAMA_PROPS, QWQ, chunk, sse
from tests.doubles.openai_server import Reply, json_reply, page
from tests.engine.remote_driver import HELLO

THINKING, ANSWER = p.Channel.THINKING, p.Channel.ANSWER


def test_a_server_tells_what_it_serves(remote, serve):
    facts = remote.load(serve().url).result
    assert (facts["description"], facts["context_length"]) == (QWQ, 40960)
    assert (facts["remote"], facts["thinks"], facts["gpu_layers"]) == (True, True, 0)


def test_llama_server_tells_its_context_on_another_page(remote, serve):
    server = serve(models=dialects.models("q.gguf", owner="llamacpp"), props=LLAMA_PROPS)
    facts = remote.load(server.url).result
    assert (facts["context_length"], facts["thinks"], facts["server"]) == (
        8192,
        True,
        "llama-server",
    )
    assert [asked.path for asked in server.asked] == ["/v1/models", "/props"]


def test_a_server_without_a_list_serves_the_model_that_is_named(remote, serve):
    server = serve(dialects.dashscope("hm", "Yes"), models=None)
    assert remote.load(server.url).code == "server_error"
    assert remote.load(f"{server.url}#qwq-32b").result["description"] == "qwq-32b"
    remote.ask()
    assert server.posted[0]["model"] == "qwq-32b"


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_streams_thinking_and_answer(remote, serve, dialect):
    remote.load(serve(DIALECTS[dialect]("I think 你好.", "Hello 😀!")).url)
    done = remote.ask()
    assert done.stop is p.StopReason.END
    assert remote.texts()[THINKING] == "I think 你好."
    assert remote.texts()[ANSWER] == "Hello 😀!"
    assert done.usage.prompt > 0
    assert done.timings.prompt_s > 0


def test_text_is_shown_while_the_server_still_writes(remote, serve):
    reply = dialects.vllm("I think.", "Hello!")
    reply.wait_before = 3
    remote.load(serve(reply).url)
    request = remote.send(p.GenerateRequest, messages=HELLO)
    remote.qtbot.waitUntil(lambda: remote.texts(request)[THINKING] == "I think.")
    reply.go_on.set()
    assert remote.wait(request).kind == "done"


def test_stop_ends_at_once_keeps_what_came_and_tells_the_server(remote, serve):
    reply = dialects.vllm("I think.", "Hello!" * 2000)
    reply.wait_before = 3
    server = serve(reply, dialects.vllm("", "Again."))
    remote.load(server.url)
    request = remote.send(p.GenerateRequest, messages=HELLO)
    remote.qtbot.waitUntil(lambda: bool(remote.texts(request)[THINKING]))
    remote.engine.cancel(request)
    assert remote.wait(request).stop is p.StopReason.CANCELLED
    assert remote.texts(request)[THINKING] == "I think."
    reply.go_on.set()
    remote.qtbot.waitUntil(server.gone.is_set)
    remote.ask()
    assert remote.texts()[ANSWER] == "Again."


def test_stop_before_anything_came(remote, serve):
    remote.load(serve(dialects.vllm("", "Hello!")).url)
    request = remote.send(p.GenerateRequest, messages=HELLO)
    remote.engine.cancel(request)
    assert remote.wait(request).stop is p.StopReason.CANCELLED


def test_a_load_can_be_stopped(remote, serve):
    server = serve()
    server.pages["/v1/models"].wait_before = 0
    request = remote.send(p.LoadRequest, path=server.url, context_length=0)
    remote.engine.cancel(request)
    assert remote.wait(request).stop is p.StopReason.CANCELLED


def test_ending_tells_nothing_more(remote, serve):
    reply = dialects.vllm("I think.", "Hello!")
    reply.wait_before = 3
    server = serve(reply)
    remote.load(server.url)
    request = remote.send(p.GenerateRequest, messages=HELLO)
    remote.qtbot.waitUntil(lambda: bool(remote.texts(request)[THINKING]))
    remote.engine.end()
    count = len(remote.events[request])
    reply.go_on.set()
    remote.engine.start()
    assert remote.load(server.url).kind == "done"
    assert len(remote.events[request]) == count
    assert remote.ask().kind == "done"


def test_requests_after_the_end_go_nowhere(remote, serve):
    server = serve()
    remote.engine.end()
    assert not remote.engine.is_running
    remote.send(p.LoadRequest, path=server.url, context_length=0)
    remote.engine.start()
    assert remote.run(p.ProbeRequest).kind == "done"
    assert server.asked == []


def test_a_tool_call_in_fragments_comes_as_data_and_its_result_goes_back(remote, serve):
    call = p.ToolCall("calculate", {"expression": "412 * 77"})
    script = dialects.tool_call("calculate", '{"expression": "412 * 77"}', "I need a tool.")
    server = serve(script, dialects.vllm("", "31724"))
    remote.load(server.url)
    tools = (calculator().schema(),)
    assert remote.ask(tools=tools).tool_calls == (call,)
    assert remote.texts()[THINKING] == "I need a tool."
    result = (p.ChatMessage("assistant", "", (call,)), p.ChatMessage("tool", "31724"))
    remote.ask(messages=(*HELLO, *result), tools=tools)
    assert remote.texts()[ANSWER] == "31724"
    sent = server.posted[1]
    assert sent["tools"][0]["function"]["name"] == "calculate"
    assert sent["messages"][2]["tool_call_id"] == sent["messages"][1]["tool_calls"][0]["id"]


def test_what_a_server_refuses_is_left_out_told_and_remembered(remote, serve):
    said = {"error": {"message": "Unrecognized request arguments supplied: min_p, top_k"}}
    hello = dialects.vllm("", "Hello!")
    server = serve(json_reply(said, 400), hello, hello, models=dialects.models("m", owner="x"))
    remote.load(server.url)
    assert remote.ask().result == {"not_accepted": ["min_p", "top_k"]}
    assert remote.texts()[ANSWER] == "Hello!"
    remote.ask()
    assert ["top_k" in body for body in server.posted] == [True, False, False]


def test_a_token_limit_beyond_the_context_is_left_to_the_server_for_this_prompt(remote, serve):
    said = {"error": {"message": "'max_tokens' is too large: 32768. This model's maximum context"}}
    said["error"]["message"] += " length is 4096 tokens and your request has 20 input tokens."
    hello = dialects.vllm("", "Hello!")
    server = serve(json_reply(said, 400), hello, hello)
    remote.load(server.url)
    remote.ask()
    remote.ask(sampling=SamplingSettings(max_tokens=100))
    assert [body.get("max_tokens") for body in server.posted] == [32768, None, 100]


def test_what_cannot_be_done_there_is_done_at_once_or_refused(remote, serve):
    remote.load(serve().url)
    assert remote.run(p.PrewarmRequest, messages=HELLO).kind == "done"
    steer = {"target": 1, "action": p.SteerAction.ANSWER_NOW}
    assert remote.run(p.SteerRequest, **steer).kind == "done"
    assert remote.run(p.CountRequest, messages=HELLO).code == "not_supported"


def test_no_event_comes_before_send_returns(remote):
    request = remote.send(p.ProbeRequest)
    assert remote.events[request] == []
    assert remote.wait(request).kind == "done"


def test_requests_without_a_server_or_a_message_are_refused(remote, serve):
    assert remote.ask().code == "no_model"
    remote.load(serve(dialects.vllm("", "Hello!")).url)
    assert remote.ask(messages=()).code == "message_empty"


def test_several_answers_may_stream_at_once(remote, serve):
    first = dialects.vllm("", "First.")
    first.wait_before = 2
    remote.load(serve(first, dialects.vllm("", "Second.")).url)
    slow = remote.send(p.GenerateRequest, messages=HELLO)
    remote.qtbot.waitUntil(lambda: bool(remote.texts(slow)[ANSWER]))
    remote.ask()
    assert remote.texts()[ANSWER] == "Second."
    first.go_on.set()
    remote.wait(slow)
    assert remote.texts(slow)[ANSWER] == "First."


def test_no_connection_is_kept_for_the_next_question(remote, serve):
    """A server may close it at the very moment when that question is sent."""
    server = serve(dialects.vllm("", "Hello!"))
    remote.load(server.url)
    for _ in range(3):
        remote.ask()
    assert {asked.headers["Connection"].lower() for asked in server.asked} == {"close"}
    assert len({asked.port for asked in server.asked}) == 4


def test_replies_that_are_over_are_let_go(remote, serve):
    remote.load(serve(dialects.vllm("", "Hello!")).url)
    for _ in range(3):
        remote.ask()
    for kind in (QNetworkReply, QNetworkAccessManager):
        remote.qtbot.waitUntil(lambda kind=kind: remote.engine.findChildren(kind) == [])


def test_whoever_hears_an_event_may_end_everything(remote, serve):
    remote.load(serve(dialects.vllm("I think.", "Hello!")).url)
    events = []

    def end(event):
        events.append(event)
        remote.engine.end()

    remote.calls.send(p.GenerateRequest(remote.engine.next_id(), HELLO), end)
    remote.qtbot.waitUntil(lambda: bool(events))
    remote.engine.start()
    assert remote.run(p.ProbeRequest).kind == "done"
    assert len(events) == 1


def test_each_connection_is_recorded(remote, serve):
    server = serve(dialects.vllm("", "Hello!"))
    remote.load(server.url)
    remote.ask()
    told = [(c.host, c.purpose) for c in remote.network.connections]
    host = server.url.removeprefix("http://")
    assert told == [(host, Purpose.SERVER_CHECK), (host, Purpose.SERVER_CHAT)]


def test_a_stream_in_lumps_and_without_an_end_mark_is_whole(remote, serve):
    parts = sse(chunk({"content": "Hel"}), chunk({"content": "lo"}), chunk({}, "stop"), done=False)
    remote.load(serve(Reply([b"".join(parts)])).url)
    remote.ask()
    assert remote.texts()[ANSWER] == "Hello"


def test_a_page_in_place_of_the_models_is_no_server(remote, serve):
    server = serve()
    for reply in (page(), page(404), Reply([b"SSH-2.0"], content_type="text/plain")):
        server.pages["/v1/models"] = reply
        assert remote.load(server.url).code == "server_not_openai"
