"""The streams of real servers, written down: what each sends for a thinking and an answer."""

import json

from tests.doubles.openai_server import Reply

QWQ = "Qwen/QwQ-32B"


def sse(*objects, done=True):
    """Events, one a part, with the usual end mark."""
    parts = [f"data: {json.dumps(o, ensure_ascii=False)}\n\n".encode() for o in objects]
    return [*parts, b"data: [DONE]\n\n"] if done else parts


def chunk(delta=None, finish=None, **more):
    """One object of a stream."""
    choices = [{"index": 0, "delta": delta or {}, "finish_reason": finish}]
    head = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": QWQ}
    return {**head, "choices": choices, **more}


def usage(prompt=12, completion=9, **details):
    """The counts in a last object without choices."""
    total = prompt + completion
    counts = {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": total}
    return {**chunk(), "choices": [], "usage": {**counts, **details}}


def pieces(text):
    """A text in pieces of about a token."""
    return [text[i : i + 4] for i in range(0, len(text), 4)]


def models(*ids, owner="vllm", **more):
    """The list that `GET /v1/models` gives."""
    return {"object": "list", "data": [{"id": i, "owned_by": owner, **more} for i in ids]}


LLAMA_PROPS = {
    "default_generation_settings": {"n_ctx": 8192, "params": {}},
    "total_slots": 4,
    "chat_template": "{{ messages }}<think>\n",
    "build_info": "b8681",
}


def llama_server(thinking, answer, finish="stop"):
    """llama-server: progress of the reading, `reasoning_content`, timings at the end."""
    opening = {"role": "assistant", "content": None}
    reading = {"total": 40, "cache": 0, "processed": 20, "time_ms": 5}
    timings = {
        "cache_n": 10,
        "prompt_n": 30,
        "prompt_ms": 250.0,
        "predicted_n": 20,
        "predicted_ms": 500.0,
        "predicted_per_second": 40.0,
    }
    return Reply(
        sse(
            chunk(opening, prompt_progress=reading),
            *(chunk({"reasoning_content": piece}) for piece in pieces(thinking)),
            *(chunk({"content": piece}) for piece in pieces(answer)),
            chunk(finish=finish),
            {**usage(40, 20, prompt_tokens_details={"cached_tokens": 10}), "timings": timings},
        )
    )


def vllm(thinking, answer, finish="stop", field="reasoning"):
    """vLLM with a reasoning parser: `reasoning`, in older versions `reasoning_content`."""
    return Reply(
        sse(
            chunk({"role": "assistant", "content": ""}),
            *(chunk({field: piece}) for piece in pieces(thinking)),
            *(chunk({"content": piece}) for piece in pieces(answer)),
            chunk({"content": ""}, finish, stop_reason=None),
            usage(12, 9),
        )
    )


def no_parser(text, finish="stop"):
    """A server that leaves the tags in the text; QwQ's opening tag is in the prompt."""
    return Reply(
        sse(
            chunk({"role": "assistant", "content": ""}),
            *(chunk({"content": piece}) for piece in pieces(text)),
            chunk({}, finish),
            usage(),
        )
    )


def ollama(thinking, answer):
    """Ollama's OpenAI route: both fields in each object, the role too."""
    both = [{"content": "", "reasoning": piece} for piece in pieces(thinking)]
    both += [{"content": piece} for piece in pieces(answer)]
    deltas = (chunk({"role": "assistant", **delta}) for delta in both)
    end = chunk({"role": "assistant", "content": ""}, "stop")
    return Reply(sse(*deltas, end, usage()))


def dashscope(thinking, answer):
    """Alibaba Model Studio: each field is null while the other has text."""
    deltas = [{"content": None, "reasoning_content": piece} for piece in pieces(thinking)]
    deltas += [{"content": piece, "reasoning_content": None} for piece in pieces(answer)]
    details = {"completion_tokens_details": {"reasoning_tokens": 7}}
    end = chunk({"content": "", "reasoning_content": None}, "stop")
    return Reply(sse(*map(chunk, deltas), end, usage(12, 9, **details)))


def tool_call(name, arguments, thinking="", size=3):
    """A call as vLLM streams it: its arguments in fragments without id and name."""
    first = {"index": 0, "id": "call-9f", "type": "function", "function": {"name": name}}
    fragments = [arguments[i : i + size] for i in range(0, len(arguments), size)]
    rest = [{"index": 0, "id": None, "function": {"name": None, "arguments": f}} for f in fragments]
    return Reply(
        sse(
            *(chunk({"reasoning": piece}) for piece in pieces(thinking)),
            *(chunk({"tool_calls": [entry]}) for entry in (first, *rest)),
            chunk({}, "tool_calls"),
            usage(),
        )
    )


DIALECTS = {
    "llama-server": llama_server,
    "vllm": vllm,
    "vllm before the rename": lambda t, a: vllm(t, a, field="reasoning_content"),
    "no parser": lambda t, a: no_parser(f"{t}\n</think>\n\n{a}"),
    "no parser, with opener": lambda t, a: no_parser(f"<think>\n{t}\n</think>\n\n{a}"),
    "ollama": ollama,
    "dashscope": dashscope,
}
