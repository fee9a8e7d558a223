"""The language between the application and a model: requests, events, and their form as lines.

A remote server's client yields the same events; nothing above `engine` knows which one answers.
"""

import dataclasses
import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar

from qwq_desktop.platform.errors import QwQError
from qwq_desktop.settings.schema import SamplingSettings, ThinkingMode


class Channel(StrEnum):
    """What a piece of streamed text belongs to."""

    THINKING = "thinking"
    ANSWER = "answer"
    TOOL_CALL = "tool_call"


class StopReason(StrEnum):
    """Why a generation ended."""

    END = "end"  # the model ended its turn
    LENGTH = "length"  # the token limit
    CONTEXT = "context"  # the context is full
    CANCELLED = "cancelled"


class SteerAction(StrEnum):
    """What can be done to a running generation."""

    ANSWER_NOW = "answer_now"


@dataclass(frozen=True)
class ToolCall:
    """A call that the model asked for. `arguments` is a JSON object."""

    name: str
    arguments: dict[str, Any]


@dataclass(frozen=True)
class ChatMessage:
    """A message as the chat template sees it.

    `role` is system, user, assistant or tool; answers carry no thinking.
    """

    role: str
    content: str
    tool_calls: tuple[ToolCall, ...] = ()


@dataclass(frozen=True)
class LoadRequest:
    """Load a model file; every value is explicit, the load plan has decided them.

    `threads` 0 lets the engine choose; `yarn_factor` None leaves RoPE as the file says; with
    `vocab_only` the model can count tokens and render prompts, nothing else. The states of chats
    are saved in the folder `state_dir` ("" saves none), in `state_limit_bytes` for all of them.
    """

    kind: ClassVar[str] = "load"
    id: int
    path: str
    context_length: int
    gpu_layers: int = 0
    kv_cache_type: str = "f16"
    flash_attention: str = "auto"
    threads: int = 0
    batch_size: int = 512
    micro_batch_size: int = 256
    yarn_factor: float | None = None
    yarn_original_context: int = 32768
    vocab_only: bool = False
    state_dir: str = ""
    state_limit_bytes: int = 0


@dataclass(frozen=True)
class GenerateRequest:
    """Answer the last message. `tools` are OpenAI-style JSON schemas.

    `chat_key` names the chat, the same for all its branches: what was read for it is kept when
    another chat's turn comes ("" keeps nothing).
    """

    kind: ClassVar[str] = "generate"
    id: int
    messages: tuple[ChatMessage, ...]
    tools: tuple[dict[str, Any], ...] = ()
    sampling: SamplingSettings = SamplingSettings()
    thinking: ThinkingMode = ThinkingMode.AUTO
    chat_key: str = ""


@dataclass(frozen=True)
class PrewarmRequest:
    """Read the history into the KV cache as the next turn will render it.

    Gives way to any other request.
    """

    kind: ClassVar[str] = "prewarm"
    id: int
    messages: tuple[ChatMessage, ...]
    tools: tuple[dict[str, Any], ...] = ()
    thinking: ThinkingMode = ThinkingMode.AUTO
    chat_key: str = ""


@dataclass(frozen=True)
class ForgetRequest:
    """A chat was deleted: its state is not to be saved any more."""

    kind: ClassVar[str] = "forget"
    id: int
    chat_key: str


@dataclass(frozen=True)
class CountRequest:
    """Render and tokenize a prompt without evaluating it; `done.result` is {"text", "tokens"}.

    `raw_history` leaves thinking tags in assistant messages to the template, as
    `apply_chat_template` would.
    """

    kind: ClassVar[str] = "count"
    id: int
    messages: tuple[ChatMessage, ...]
    tools: tuple[dict[str, Any], ...] = ()
    thinking: ThinkingMode = ThinkingMode.AUTO
    raw_history: bool = False


@dataclass(frozen=True)
class SteerRequest:
    """Steer the running generation `target`."""

    kind: ClassVar[str] = "steer"
    id: int
    target: int
    action: SteerAction


@dataclass(frozen=True)
class CancelRequest:
    """Stop request `target` at once, whatever its phase; it ends with `done` (stop `cancelled`)."""

    kind: ClassVar[str] = "cancel"
    id: int
    target: int


@dataclass(frozen=True)
class ProbeRequest:
    """What this build of llama.cpp can use; `done.result` is a `Probe` as JSON."""

    kind: ClassVar[str] = "probe"
    id: int


Request = (
    LoadRequest
    | GenerateRequest
    | PrewarmRequest
    | ForgetRequest
    | CountRequest
    | SteerRequest
    | CancelRequest
    | ProbeRequest
)


@dataclass(frozen=True)
class Usage:
    """Token counts: the whole prompt, how much of it came from the KV cache, thinking, answer."""

    prompt: int = 0
    cached: int = 0
    thinking: int = 0
    answer: int = 0


@dataclass(frozen=True)
class Timings:
    """Seconds of a generation's parts."""

    prompt_s: float = 0.0
    thinking_s: float = 0.0
    answer_s: float = 0.0
    tokens_per_second: float = 0.0


@dataclass(frozen=True)
class ProgressEvent:
    """How far `load` (in thousandths) or `prompt` (in tokens) is: `done` of `total`."""

    kind: ClassVar[str] = "progress"
    id: int
    phase: str
    done: int
    total: int


@dataclass(frozen=True)
class DeltaEvent:
    """New text of a channel; at most 60 a second.

    `tokens` counts the tokens of the turn so far, `context_used` those in the KV cache.

    With `retracts_answer` everything answered so far turned out to be thinking (a closing tag came
    without an opening one).
    """

    kind: ClassVar[str] = "delta"
    id: int
    channel: Channel
    text: str
    tokens: int = 0
    context_used: int = 0
    tokens_per_second: float = 0.0
    retracts_answer: bool = False


@dataclass(frozen=True)
class DoneEvent:
    """A request is finished.

    `tool_calls` are those the answer asked for; `result` holds what other requests return.
    """

    kind: ClassVar[str] = "done"
    id: int
    stop: StopReason = StopReason.END
    usage: Usage = Usage()
    timings: Timings = Timings()
    tool_calls: tuple[ToolCall, ...] = ()
    result: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ErrorEvent:
    """A request failed. `code` is stable; `facts` are the values a sentence about it needs."""

    kind: ClassVar[str] = "error"
    id: int
    code: str
    detail: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


Event = ProgressEvent | DeltaEvent | DoneEvent | ErrorEvent

_REQUESTS: dict[str, type[Any]] = {
    c.kind: c
    for c in (
        LoadRequest,
        GenerateRequest,
        PrewarmRequest,
        ForgetRequest,
        CountRequest,
        SteerRequest,
        CancelRequest,
        ProbeRequest,
    )
}
_EVENTS: dict[str, type[Any]] = {
    c.kind: c for c in (ProgressEvent, DeltaEvent, DoneEvent, ErrorEvent)
}


def encode(message: Request | Event) -> bytes:
    """One line of UTF-8 JSON with its newline.

    Lone surrogates become question marks, so that any text can travel.
    """
    data = {"kind": message.kind, **dataclasses.asdict(message)}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace") + b"\n"


def decode_request(line: bytes) -> Request:
    """The request on a line. Raises QwQError("bad_request")."""
    data = _parse(line, "bad_request")
    values: dict[str, Any] = data
    try:
        cls = _REQUESTS[values.pop("kind")]
        if "messages" in values:
            values["messages"] = tuple(_message(m) for m in values["messages"])
        if "tools" in values:
            values["tools"] = tuple(values["tools"])
        if "sampling" in values:
            values["sampling"] = SamplingSettings(**values["sampling"])
        if "thinking" in values:
            values["thinking"] = ThinkingMode(values["thinking"])
        if "action" in values:
            values["action"] = SteerAction(values["action"])
        request: Request = cls(**values)
    except (KeyError, TypeError, ValueError) as error:
        raise QwQError("bad_request", detail=repr(error)) from error
    return request


def decode_event(line: bytes) -> Event:
    """The event on a line. Raises QwQError("bad_event")."""
    values: dict[str, Any] = _parse(line, "bad_event")
    try:
        cls = _EVENTS[values.pop("kind")]
        if cls is DeltaEvent:
            values["channel"] = Channel(values["channel"])
        if cls is DoneEvent:
            values["stop"] = StopReason(values["stop"])
            values["usage"] = Usage(**values["usage"])
            values["timings"] = Timings(**values["timings"])
            values["tool_calls"] = tuple(ToolCall(**c) for c in values["tool_calls"])
        event: Event = cls(**values)
    except (KeyError, TypeError, ValueError) as error:
        raise QwQError("bad_event", detail=repr(error)) from error
    return event


def _message(values: dict[str, Any]) -> ChatMessage:
    calls = tuple(ToolCall(**c) for c in values.get("tool_calls", ()))
    return ChatMessage(values["role"], values["content"], calls)


def _parse(line: bytes, code: str) -> dict[str, Any]:
    try:
        data = json.loads(line.decode("utf-8", "replace"))
    except ValueError as error:
        raise QwQError(code, detail=repr(error)) from error
    if not isinstance(data, dict):
        raise QwQError(code, detail="not an object")
    return data
