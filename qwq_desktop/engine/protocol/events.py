"""What an engine tells: each event names the request that it answers."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar

from qwq_desktop.engine.protocol.messages import Channel, ToolCall, TurnState


class StopReason(StrEnum):
    """Why a generation ended."""

    END = "end"  # the model ended its turn
    LENGTH = "length"  # the token limit
    CONTEXT = "context"  # the context is full
    CANCELLED = "cancelled"
    PAUSED = "paused"  # by the user; `DoneEvent.state` is where it goes on


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
    """How far `load` (in thousandths), `prompt` (in tokens) `embed` or `rerank` (in texts) is."""

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
