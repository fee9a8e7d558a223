"""A `generate` request in the words of an OpenAI-compatible server."""

import json
import secrets
from collections.abc import Sequence
from typing import Any

from qwq_desktop.engine.openai.server import Server, ServerKind
from qwq_desktop.engine.protocol import ChatMessage, GenerateRequest
from qwq_desktop.settings.schema import SamplingSettings, ThinkingMode

_SEEDS = 2**31  # some servers keep a seed in 32 signed bits

# llama-server's own order puts the penalties first, which breaks QwQ; this is the order that the
# engine process uses (`engine.sampling`).
_SAMPLERS = ("top_k", "top_p", "min_p", "temperature", "penalties")


def chat_body(request: GenerateRequest, server: Server) -> dict[str, Any]:
    """The body of `POST /chat/completions`.

    Every sampling value is sent: a server's own defaults are rarely the model's.
    """
    body: dict[str, Any] = {
        "model": server.model,
        "messages": chat_messages(request.messages),
        "stream": True,
        "stream_options": {"include_usage": True},
        **_sampling(request.sampling, server.kind),
        **_thinking(request, server.kind),
    }
    if request.tools:
        body["tools"] = list(request.tools)
    if server.kind is ServerKind.LLAMA_SERVER:
        body |= {"samplers": list(_SAMPLERS), "return_progress": True}
    elif server.kind is ServerKind.VLLM:
        body["stream_options"]["continuous_usage_stats"] = True
    return body


def chat_messages(messages: Sequence[ChatMessage]) -> list[dict[str, Any]]:
    """The conversation; calls and their results are tied by numbers, since ours carry none.

    The ids have nine letters and digits, as Mistral's servers insist on.
    """
    found: list[dict[str, Any]] = []
    waiting: list[str] = []
    count = 0
    for message in messages:
        entry: dict[str, Any] = {"role": message.role, "content": message.content}
        if message.tool_calls:
            waiting = [f"call{count + i:05d}" for i in range(1, len(message.tool_calls) + 1)]
            count += len(waiting)
            entry["tool_calls"] = [
                {
                    "id": call_id,
                    "type": "function",
                    "function": {
                        "name": call.name,
                        "arguments": json.dumps(call.arguments, ensure_ascii=False),
                    },
                }
                for call_id, call in zip(waiting, message.tool_calls, strict=True)
            ]
        elif message.role == "tool":
            if not waiting:
                count += 1
                waiting.append(f"call{count:05d}")
            entry["tool_call_id"] = waiting.pop(0)
        found.append(entry)
    return found


def _sampling(sampling: SamplingSettings, kind: ServerKind) -> dict[str, Any]:
    values: dict[str, Any] = {
        "temperature": sampling.temperature,
        "top_p": sampling.top_p,
        "min_p": sampling.min_p,
        "presence_penalty": sampling.presence_penalty,
        "frequency_penalty": sampling.frequency_penalty,
        "seed": secrets.randbelow(_SEEDS) if sampling.seed is None else sampling.seed,
        "max_tokens": sampling.max_tokens,
    }
    if sampling.top_k > 0 or kind is ServerKind.LLAMA_SERVER:
        values["top_k"] = sampling.top_k
    elif kind in (ServerKind.VLLM, ServerKind.SGLANG):
        values["top_k"] = -1  # "all" for every version of theirs
    if kind not in (ServerKind.VLLM, ServerKind.SGLANG):
        values["repeat_penalty"] = sampling.repetition_penalty
    if kind not in (ServerKind.LLAMA_SERVER, ServerKind.OLLAMA):
        values["repetition_penalty"] = sampling.repetition_penalty
    return values


def _thinking(request: GenerateRequest, kind: ServerKind) -> dict[str, Any]:
    """Whether to think, and for how long, in the fields of each kind of server."""
    values: dict[str, Any] = {}
    if request.thinking is not ThinkingMode.AUTO:
        wanted = request.thinking is ThinkingMode.ON
        if kind is ServerKind.OLLAMA:
            values |= {} if wanted else {"reasoning_effort": "none"}
        else:
            values["chat_template_kwargs"] = {"enable_thinking": wanted}
    budget = request.sampling.max_thinking_tokens
    if kind is ServerKind.LLAMA_SERVER:
        if request.thinking is ThinkingMode.OFF:
            budget = 0  # QwQ's template knows no switch
        # With 0 it does not look where the prompt has opened the thinking, as QwQ's does.
        budget = None if budget is None else max(1, budget)
    if budget is not None:
        values |= dict.fromkeys(_BUDGET_FIELDS.get(kind, ()), budget)
    return values


# llama-server's two names are those of different versions; `thinking_budget` is Model Studio's.
_BUDGET_FIELDS = {
    ServerKind.LLAMA_SERVER: ("thinking_budget_tokens", "reasoning_budget_tokens"),
    ServerKind.VLLM: ("thinking_token_budget",),
    ServerKind.OTHER: ("thinking_budget",),
}
