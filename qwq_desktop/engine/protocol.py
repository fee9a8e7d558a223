"""The language between the application and a model: requests, events, and their form as lines.

A remote server's client yields the same events; nothing above `engine` knows which one answers.
"""

import dataclasses
import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar

from qwq_desktop.platform.errors import QwQError
from qwq_desktop.settings.schema import SamplingSettings, ThinkingLanguage, ThinkingMode

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

MAX_OUTPUTS = 64
"""Tokens of one batch whose logits may be asked for; the context reserves memory for no more.

Reading a prompt needs those of its last token, checking a draft those of each drafted one. With
QwQ's vocabulary a row is 0.6 MB, and llama.cpp would reserve one for each token of a micro-batch.
"""


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
    PAUSED = "paused"  # by the user; `DoneEvent.state` is where it goes on


class SteerAction(StrEnum):
    """What can be done to a running generation."""

    ANSWER_NOW = "answer_now"
    PAUSE = "pause"  # the request ends with `done` (stop `paused`)
    REMARK = "remark"  # put `SteerRequest.text` into the thinking as the user's words


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
class TurnState:
    """Where a paused turn stands: all that makes it go on as if it had never paused.

    `tokens` came after the prompt, the first `given` of them were handed in with the request;
    `draws` counts the random numbers used of `seed`.
    """

    tokens: tuple[int, ...]
    given: int
    seed: int
    draws: int
    starts_thinking: bool
    closed_by_force: bool = False


@dataclass(frozen=True)
class LoadRequest:
    """Load a model file; every value is explicit, the load plan has decided them.

    `threads` 0 lets the engine choose; `yarn_factor` None leaves RoPE as the file says; with
    `vocab_only` the model can count tokens and render prompts, nothing else. With `embeddings` it
    takes embed requests instead of conversations; `context_length` and `batch_size` then bound one
    computation, so that 512 is enough. `rope_unscaled` takes positions as they are even where the
    file declares a scaling; `repacks_weights` lets the processor keep weights in the order that is
    fastest for it. The states of chats are saved in the folder `state_dir` ("" saves none), in
    `state_limit_bytes` for all of them. `prompt_lookup` drafts tokens from the text itself,
    `draft_path` is the file of a small model that drafts for this one ("" for none); the tokens are
    the same with and without. `devices` names the cards to use in their order (() takes all),
    `tensor_split` the shares of the layers that each gets (() goes by free memory).
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
    embeddings: bool = False
    rope_unscaled: bool = False
    repacks_weights: bool = True
    state_dir: str = ""
    state_limit_bytes: int = 0
    prompt_lookup: bool = False
    draft_path: str = ""
    devices: tuple[str, ...] = ()
    tensor_split: tuple[float, ...] = ()


@dataclass(frozen=True)
class GenerateRequest:
    """Answer the last message. `tools` are OpenAI-style JSON schemas.

    The turn may begin with what was written of it already: `thinking_so_far` alone is a thought
    that goes on, with `answer_so_far` it is closed and the answer goes on. Both are given without
    whitespace at their end and are not streamed again. `state` goes on with a paused turn instead
    (messages, tools and sampling as they were). `thinking_language` opens a new thought with a
    phrase in that language; `concise` makes words of hesitation less likely while it thinks.

    `chat_key` names the chat, the same for all its branches: what was read for it is kept when
    another chat's turn comes ("" keeps nothing).

    Where the prompt leaves less than `needed_room` tokens of the context free, the request fails
    as `message_too_long` before anything is read.
    """

    kind: ClassVar[str] = "generate"
    id: int
    messages: tuple[ChatMessage, ...]
    tools: tuple[dict[str, Any], ...] = ()
    sampling: SamplingSettings = SamplingSettings()
    thinking: ThinkingMode = ThinkingMode.AUTO
    thinking_so_far: str = ""
    answer_so_far: str = ""
    state: TurnState | None = None
    thinking_language: ThinkingLanguage = ThinkingLanguage.AUTO
    concise: bool = False
    chat_key: str = ""
    needed_room: int = 1


@dataclass(frozen=True)
class PrewarmRequest:
    """Read the history into the KV cache as the next turn will render it.

    Gives way to any other request. `done.usage.prompt` counts the history with template, system
    prompt and tools, also where it was too long to be read.
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
    `apply_chat_template` would. With `texts` no prompt is rendered: the result is {"sizes"}, the
    tokens of each text by itself.
    """

    kind: ClassVar[str] = "count"
    id: int
    messages: tuple[ChatMessage, ...]
    tools: tuple[dict[str, Any], ...] = ()
    thinking: ThinkingMode = ThinkingMode.AUTO
    raw_history: bool = False
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class EmbedRequest:
    """Texts to vectors, by a model that was loaded with `embeddings`.

    `done.result` is {"dimensions", "vectors", "truncated", "tokens"}: a vector for each text in
    their order (`engine.vectors.decode_vector` reads it), each of length 1; the numbers of the
    texts whose end was cut because they were too long; tokens read. Stopped, it holds the vectors
    that were ready. The text is taken as it is: prefixes ("query: ") and Unicode normal forms are
    the caller's.
    """

    kind: ClassVar[str] = "embed"
    id: int
    texts: tuple[str, ...]


@dataclass(frozen=True)
class SteerRequest:
    """Steer the running generation `target`."""

    kind: ClassVar[str] = "steer"
    id: int
    target: int
    action: SteerAction
    text: str = ""


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


@dataclass(frozen=True)
class SimulateRequest:
    """What these loads of one file would allocate, worked out without reading weights.

    Where the file's `architecture` and `vocabulary_size` are known, llama.cpp need not read the
    vocabulary, which takes most of the time. `done.result` has "loads": for each, in order,
    `compute` and `output` (bytes by device) or `error`; and "seconds".
    """

    kind: ClassVar[str] = "simulate"
    id: int
    loads: tuple[LoadRequest, ...]
    architecture: str = ""
    vocabulary_size: int = 0


Request = (
    LoadRequest
    | GenerateRequest
    | PrewarmRequest
    | ForgetRequest
    | CountRequest
    | EmbedRequest
    | SteerRequest
    | CancelRequest
    | ProbeRequest
    | SimulateRequest
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
    """How far `load` (in thousandths), `prompt` (in tokens) or `embed` (in texts) is."""

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

    `tool_calls` are those the answer asked for; `result` holds what other requests return, and of
    an answer that was drafted {"drafted", "accepted"}, numbers of tokens; `state` comes with a
    pause.
    """

    kind: ClassVar[str] = "done"
    id: int
    stop: StopReason = StopReason.END
    usage: Usage = Usage()
    timings: Timings = Timings()
    tool_calls: tuple[ToolCall, ...] = ()
    result: dict[str, Any] = field(default_factory=dict)
    state: TurnState | None = None


@dataclass(frozen=True)
class ErrorEvent:
    """A request failed. `code` is stable; `facts` are the values a sentence about it needs."""

    kind: ClassVar[str] = "error"
    id: int
    code: str
    detail: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class LoopNoticedEvent:
    """The text repeats its last `period` tokens, `repeats` times so far. Told once a loop."""

    kind: ClassVar[str] = "loop_noticed"
    id: int
    period: int
    repeats: int


@dataclass(frozen=True)
class RemarkEvent:
    """A remark went into the thinking, after the deltas before it, or (not `taken`) came too late.

    The thinking has it as a paragraph of its own.
    """

    kind: ClassVar[str] = "remark"
    id: int
    text: str
    taken: bool = True


Event = ProgressEvent | DeltaEvent | DoneEvent | ErrorEvent | LoopNoticedEvent | RemarkEvent

_REQUESTS: dict[str, type[Any]] = {
    c.kind: c
    for c in (
        LoadRequest,
        GenerateRequest,
        PrewarmRequest,
        ForgetRequest,
        CountRequest,
        EmbedRequest,
        SteerRequest,
        CancelRequest,
        ProbeRequest,
        SimulateRequest,
    )
}
_EVENTS: dict[str, type[Any]] = {
    c.kind: c
    for c in (ProgressEvent, DeltaEvent, DoneEvent, ErrorEvent, LoopNoticedEvent, RemarkEvent)
}


def encode(message: Request | Event) -> bytes:
    """One line of UTF-8 JSON with its newline.

    Lone surrogates become question marks, so that any text can travel.
    """
    # A delta holds plain values alone, and one leaves for nearly every token: asdict's deep copy
    # costs some 30 µs of each.
    values = vars(message) if isinstance(message, DeltaEvent) else dataclasses.asdict(message)
    data = {"kind": message.kind, **values}
    text = _JSON.encode(data)
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
        if "texts" in values:
            values["texts"] = tuple(map(str, values["texts"]))
        if "sampling" in values:
            values["sampling"] = SamplingSettings(**values["sampling"])
        if "thinking" in values:
            values["thinking"] = ThinkingMode(values["thinking"])
        if "loads" in values:
            values["loads"] = tuple(LoadRequest(**_cards(load)) for load in values["loads"])
        if "action" in values:
            values["action"] = SteerAction(values["action"])
        if "thinking_language" in values:
            values["thinking_language"] = ThinkingLanguage(values["thinking_language"])
        if values.get("state") is not None:
            values["state"] = turn_state(values["state"])
        request: Request = cls(**_cards(values))
    except (KeyError, TypeError, ValueError) as error:
        raise QwQError("bad_request", detail=repr(error)) from error
    return request


def _cards(values: dict[str, Any]) -> dict[str, Any]:
    """The values of a load with what JSON has as lists in tuples again."""
    return {k: tuple(v) if k in ("devices", "tensor_split") else v for k, v in values.items()}


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
            if values.get("state") is not None:
                values["state"] = turn_state(values["state"])
        event: Event = cls(**values)
    except (KeyError, TypeError, ValueError) as error:
        raise QwQError("bad_event", detail=repr(error)) from error
    return event


def turn_state(values: dict[str, Any]) -> TurnState:
    """A state from the JSON object that `dataclasses.asdict` makes of it.

    Raises KeyError, TypeError or ValueError for anything else.
    """
    tokens = tuple(map(int, values["tokens"]))
    return TurnState(**{**values, "tokens": tokens})


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
