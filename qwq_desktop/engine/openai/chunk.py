"""One object of a reply, read: which text, which pieces of calls, which counts it brings."""

import json
from dataclasses import dataclass
from typing import Any

_LARGEST = 1e15  # beyond any count or time; also keeps infinities out
_REASONING_FIELDS = ("reasoning_content", "reasoning")  # vLLM renamed the first into the second


@dataclass(frozen=True)
class CallFragment:
    """A piece of a tool call: `index` and `id` say of which one, as far as the server tells."""

    index: int | None
    id: str
    name: str
    arguments: str


@dataclass(frozen=True)
class Counts:
    """Token counts of a reply, None where the server does not tell."""

    prompt: int | None = None
    cached: int | None = None
    completion: int | None = None
    thinking: int | None = None

    def updated(self, newer: "Counts") -> "Counts":
        """These counts, replaced where `newer` has some."""
        return Counts(
            self.prompt if newer.prompt is None else newer.prompt,
            self.cached if newer.cached is None else newer.cached,
            self.completion if newer.completion is None else newer.completion,
            self.thinking if newer.thinking is None else newer.thinking,
        )


@dataclass(frozen=True)
class Chunk:
    """What one object of the stream (or a whole reply) says.

    `finish` is the server's word for why it ended, empty before that. `progress` is (tokens of the
    prompt read, tokens in all); `prompt_s` and `tokens_per_second` are measured by the server.
    """

    thinking: str = ""
    content: str = ""
    calls: tuple[CallFragment, ...] = ()
    finish: str = ""
    counts: Counts = Counts()
    progress: tuple[int, int] | None = None
    prompt_s: float | None = None
    tokens_per_second: float | None = None
    error: Any = None


def read_chunk(data: dict[str, Any]) -> Chunk:
    """Read an object, whatever it lacks; what has another type than it should counts as absent."""
    choices = data.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else None
    choice = _object(first)
    delta = _object(choice.get("delta")) or _object(choice.get("message"))
    timings = _object(data.get("timings"))
    prompt_ms = _number(timings.get("prompt_ms"))
    thinking, content = _content(delta.get("content"))
    reasoning = next((t for name in _REASONING_FIELDS if (t := _text(delta.get(name)))), "")
    return Chunk(
        thinking=reasoning or thinking,
        content=content,
        calls=_calls(delta.get("tool_calls")),
        finish=_text(choice.get("finish_reason")),
        counts=_counts(_object(data.get("usage"))).updated(_timed_counts(timings)),
        progress=_progress(_object(data.get("prompt_progress"))),
        prompt_s=None if prompt_ms is None else prompt_ms / 1000,
        tokens_per_second=_number(timings.get("predicted_per_second")),
        error=data if data.get("object") == "error" else data.get("error"),
    )


def _content(value: Any) -> tuple[str, str]:
    """(thinking, answer) of a `content`: a text, or Mistral's list of parts."""
    if not isinstance(value, list):
        return "", _text(value)
    thinking, answer = [], []
    for part in map(_object, value):
        if part.get("type") == "thinking":
            thinking.append(_content(part.get("thinking"))[1])
        else:
            answer.append(_text(part.get("text")))
    return "".join(thinking), "".join(answer)


def _calls(value: Any) -> tuple[CallFragment, ...]:
    if not isinstance(value, list):
        return ()
    return tuple(_call(entry) for entry in value if isinstance(entry, dict))


def _call(entry: dict[str, Any]) -> CallFragment:
    function = _object(entry.get("function"))
    index = entry.get("index")
    is_number = isinstance(index, int) and not isinstance(index, bool)
    return CallFragment(
        index if is_number else None,
        _text(entry.get("id")),
        _text(function.get("name")),
        _arguments(function.get("arguments")),
    )


def _arguments(value: Any) -> str:
    """Arguments as JSON text; a few servers send the object itself."""
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return _text(value)


def _counts(usage: dict[str, Any]) -> Counts:
    return Counts(
        _count(usage.get("prompt_tokens")),
        _count(_object(usage.get("prompt_tokens_details")).get("cached_tokens")),
        _count(usage.get("completion_tokens")),
        _count(_object(usage.get("completion_tokens_details")).get("reasoning_tokens")),
    )


def _timed_counts(timings: dict[str, Any]) -> Counts:
    """What llama-server's timings count: `prompt_n` leaves out what came from its cache."""
    read, cached = _count(timings.get("prompt_n")), _count(timings.get("cache_n"))
    whole = None if read is None or cached is None else read + cached
    return Counts(whole, cached, _count(timings.get("predicted_n")))


def _progress(data: dict[str, Any]) -> tuple[int, int] | None:
    done, total = _count(data.get("processed")), _count(data.get("total"))
    return None if done is None or not total else (min(done, total), total)


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    """A text that can be kept and shown: halves of surrogate pairs become replacement signs."""
    if not isinstance(value, str):
        return ""
    if value.isascii():
        return value
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _number(value: Any) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and 0 <= value < _LARGEST else None


def _count(value: Any) -> int | None:
    number = _number(value)
    return None if number is None else int(number)
