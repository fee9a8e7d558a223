import json

import pytest

from qwq_desktop.engine.openai.request import chat_body, chat_messages
from qwq_desktop.engine.openai.server import Server, ServerKind
from qwq_desktop.engine.protocol import ChatMessage, GenerateRequest, ToolCall
from qwq_desktop.settings.schema import SamplingSettings, ThinkingMode

TOOL = {"type": "function", "function": {"name": "clock", "parameters": {}}}
COMMON = {
    "temperature": 0.6,
    "top_p": 0.95,
    "min_p": 0.0,
    "presence_penalty": 0.0,
    "frequency_penalty": 0.0,
    "max_tokens": 32768,
}


def body(kind=ServerKind.OTHER, tools=(), thinking=ThinkingMode.AUTO, **sampling):
    request = GenerateRequest(
        1, (ChatMessage("user", "hi"),), tools, SamplingSettings(**sampling), thinking
    )
    return chat_body(request, Server(kind, "qwq", 0, thinks=True))


@pytest.mark.parametrize("kind", ServerKind)
def test_every_sampling_value_is_sent_to_every_server(kind):
    sent = body(kind, repetition_penalty=1.1)
    assert sent.items() >= COMMON.items()
    assert sent["top_k"] == 40
    assert 1.1 in (sent.get("repeat_penalty"), sent.get("repetition_penalty"))
    assert sent["stream"] is True
    assert sent["stream_options"]["include_usage"] is True
    assert sent["model"] == "qwq"


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (ServerKind.LLAMA_SERVER, {"repeat_penalty"}),
        (ServerKind.VLLM, {"repetition_penalty"}),
        (ServerKind.SGLANG, {"repetition_penalty"}),
        (ServerKind.OTHER, {"repeat_penalty", "repetition_penalty"}),
    ],
)
def test_the_repetition_penalty_has_the_servers_name(kind, names):
    assert {name for name in body(kind) if name.startswith("repe")} == names


@pytest.mark.parametrize(
    ("kind", "top_k"),
    [(ServerKind.LLAMA_SERVER, 0), (ServerKind.VLLM, -1), (ServerKind.OTHER, None)],
)
def test_no_top_k_is_said_in_the_servers_way(kind, top_k):
    assert body(kind, top_k=0).get("top_k") == top_k


def test_a_seed_is_kept_or_drawn_anew():
    assert body(seed=0)["seed"] == 0
    assert len({body()["seed"] for _ in range(5)}) > 1


def test_llama_server_samples_in_the_order_of_the_engine_process():
    order = ["top_k", "top_p", "min_p", "temperature", "penalties"]
    assert body(ServerKind.LLAMA_SERVER)["samplers"] == order


@pytest.mark.parametrize(
    ("kind", "mode", "fields"),
    [
        (ServerKind.VLLM, ThinkingMode.AUTO, {}),
        (ServerKind.VLLM, ThinkingMode.OFF, {"chat_template_kwargs": {"enable_thinking": False}}),
        (ServerKind.OTHER, ThinkingMode.ON, {"chat_template_kwargs": {"enable_thinking": True}}),
        (ServerKind.OLLAMA, ThinkingMode.OFF, {"reasoning_effort": "none"}),
        (ServerKind.OLLAMA, ThinkingMode.ON, {}),
    ],
)
def test_whether_to_think_is_said_in_the_servers_way(kind, mode, fields):
    sent = body(kind, thinking=mode)
    assert {k: v for k, v in sent.items() if k in ("chat_template_kwargs", "reasoning_effort")} == (
        fields
    )


def test_the_thinking_budget_has_the_servers_name():
    assert body(ServerKind.VLLM, max_thinking_tokens=50)["thinking_token_budget"] == 50
    assert body(ServerKind.LLAMA_SERVER, max_thinking_tokens=0)["reasoning_budget_tokens"] == 1
    assert not any("budget" in name for name in body(ServerKind.VLLM))
    off = body(ServerKind.LLAMA_SERVER, thinking=ThinkingMode.OFF)
    assert off["thinking_budget_tokens"] == 1


def test_tools_are_sent_only_when_there_are_some():
    assert body(tools=(TOOL,))["tools"] == [TOOL]
    assert "tools" not in body()


def test_calls_and_results_are_tied_together():
    calls = (ToolCall("calculate", {"expression": "6 × 7"}), ToolCall("clock", {}))
    sent = chat_messages(
        (
            ChatMessage("user", "?"),
            ChatMessage("assistant", "", calls),
            ChatMessage("tool", "42"),
            ChatMessage("tool", "noon"),
            ChatMessage("assistant", "So."),
            ChatMessage("assistant", "", calls[1:]),
            ChatMessage("tool", "night"),
        )
    )
    ids = [call["id"] for message in sent for call in message.get("tool_calls", ())]
    assert len(set(ids)) == 3
    assert [m["tool_call_id"] for m in sent if m["role"] == "tool"] == ids
    assert all(len(i) == 9 and i.isalnum() for i in ids)
    function = sent[1]["tool_calls"][0]["function"]
    assert json.loads(function["arguments"]) == {"expression": "6 × 7"}
    assert sent[1]["content"] == ""


def test_a_result_whose_call_is_lost_still_has_an_id():
    assert chat_messages((ChatMessage("tool", "42"),))[0]["tool_call_id"] == "call00001"
