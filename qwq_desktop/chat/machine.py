"""The turn as a state machine: engine events in, effects out; pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from qwq_desktop.chat.remarks import marked
from qwq_desktop.engine.protocol import (
    Channel,
    DeltaEvent,
    DoneEvent,
    ErrorEvent,
    Event,
    LoopNoticedEvent,
    ProgressEvent,
    RemarkEvent,
    StopReason,
    Timings,
    ToolCall,
    TurnState,
    Usage,
)
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.storage.records import MessageStatus

MAX_TOOL_ROUNDS = 8


class Phase(StrEnum):
    """What a turn is at."""

    WAITING = "waiting"  # for the model to be loaded
    SEARCHING = "searching"  # in the user's documents, before the model is asked
    READING = "reading"
    THINKING = "thinking"
    ANSWERING = "answering"
    TOOL = "tool"
    FINISHED = "finished"


@dataclass(frozen=True)
class PhaseChanged:
    """The turn entered a phase."""

    phase: Phase


@dataclass(frozen=True)
class Read:
    """So many prompt tokens of so many are read."""

    done: int
    total: int


@dataclass(frozen=True)
class Streamed:
    """New text. `tokens` counts the tokens of the turn so far."""

    channel: Channel
    text: str
    tokens: int
    context_used: int
    tokens_per_second: float


@dataclass(frozen=True)
class AnswerRetracted:
    """All text of the answer so far was thinking."""


@dataclass(frozen=True)
class LoopNoticed:
    """The model repeats itself."""


@dataclass(frozen=True)
class Remarked:
    """The user's remark went into the thinking, or (not `taken`) came too late."""

    text: str
    taken: bool


@dataclass(frozen=True)
class ToolsWanted:
    """Run these calls, then generate again.

    `content` is what was answered in this round before them.
    """

    calls: tuple[ToolCall, ...]
    content: str


@dataclass(frozen=True)
class TurnResult:
    """How a turn ended.

    Token counts and seconds are summed over its rounds, `prompt` and `cached` are those of the
    first.
    """

    status: MessageStatus
    stop: str
    usage: Usage
    timings: Timings
    error: QwQError | None = None
    state: TurnState | None = None  # of a pause


Effect = (
    PhaseChanged
    | Read
    | Streamed
    | AnswerRetracted
    | LoopNoticed
    | Remarked
    | ToolsWanted
    | TurnResult
)

_STATUS = {
    StopReason.END: MessageStatus.COMPLETE,
    StopReason.LENGTH: MessageStatus.LENGTH,
    StopReason.CONTEXT: MessageStatus.LENGTH,
    StopReason.CANCELLED: MessageStatus.STOPPED,
    StopReason.PAUSED: MessageStatus.PAUSED,
}


class TurnMachine:
    """Follows one turn over all its rounds (a round is one `generate`).

    After `TurnResult` it is finished and yields nothing more, whatever still arrives.
    """

    def __init__(self, seen: Iterable[Channel] = ()) -> None:
        """`seen` are the channels that a message which goes on has text of."""
        self.phase = Phase.WAITING
        self._usage: Usage | None = None
        self._timings = Timings()
        self._rounds = 0
        self._round_answer: list[str] = []
        self._seen_before = set(seen)
        self._seen: set[Channel] = set()  # channels that have text
        self._break_due: set[Channel] = set()  # … and need a paragraph break before this round's
        self._remarks: list[str] = []  # that went into the thinking, their text has yet to come

    def begin_search(self) -> list[Effect]:
        """The documents are looked through for what the model shall read."""
        return self._enter(Phase.SEARCHING)

    def end_search(self) -> list[Effect]:
        """They were; what remains is to ask the model."""
        return self._enter(Phase.WAITING)

    def begin_round(self) -> list[Effect]:
        """A generate request was sent."""
        self._rounds += 1
        self._round_answer = []
        self._break_due = set(self._seen)
        self._seen |= self._seen_before  # the first round goes on within a paragraph
        return self._enter(Phase.READING)

    def on_event(self, event: Event) -> list[Effect]:
        """The effects of an engine event."""
        if self.phase is Phase.FINISHED:
            return []
        if isinstance(event, ProgressEvent):
            return [Read(event.done, event.total)] if event.phase == "prompt" else []
        if isinstance(event, DeltaEvent):
            return self._on_delta(event)
        if isinstance(event, DoneEvent):
            return self._on_done(event)
        if isinstance(event, LoopNoticedEvent):
            return [LoopNoticed()]
        if isinstance(event, RemarkEvent):
            if event.taken:
                self._remarks.append(event.text)
            return [Remarked(event.text, event.taken)]
        return self._on_error(event)

    def stop(self) -> list[Effect]:
        """The user stopped the turn, and the engine has not said so yet."""
        return self._finish(MessageStatus.STOPPED, StopReason.CANCELLED)

    def fail(self, error: QwQError, status: MessageStatus = MessageStatus.FAILED) -> list[Effect]:
        """Something outside the engine's events ended the turn (no model, the process died)."""
        return self._finish(status, "error", error)

    def _on_delta(self, event: DeltaEvent) -> list[Effect]:
        effects: list[Effect] = []
        if event.retracts_answer:
            self._round_answer = []
            effects.append(AnswerRetracted())
        if event.channel is Channel.TOOL_CALL:
            return effects  # shown once it is complete
        thinking = event.channel is Channel.THINKING
        effects += self._enter(Phase.THINKING if thinking else Phase.ANSWERING)
        if not thinking:
            self._round_answer.append(event.text)
        tokens = self._tokens_before() + event.tokens
        text = self._after_break(event.channel, event.text)
        if thinking and self._remarks:
            text = marked(text, self._remarks.pop(0))
        speed = event.tokens_per_second
        effects.append(Streamed(event.channel, text, tokens, event.context_used, speed))
        return effects

    def _after_break(self, channel: Channel, text: str) -> str:
        """What a later round writes begins a paragraph of its own."""
        breaks = channel in self._break_due
        self._break_due.discard(channel)
        self._seen.add(channel)
        return f"\n\n{text}" if breaks else text

    def _on_done(self, event: DoneEvent) -> list[Effect]:
        self._add(event.usage, event.timings)
        if event.tool_calls and event.stop is StopReason.END:
            if self._rounds < MAX_TOOL_ROUNDS:
                content = "".join(self._round_answer).strip()
                return [*self._enter(Phase.TOOL), ToolsWanted(event.tool_calls, content)]
            return self._finish(MessageStatus.LENGTH, "tool_rounds")
        return self._finish(_STATUS[event.stop], event.stop, state=event.state)

    def _on_error(self, event: ErrorEvent) -> list[Effect]:
        return self.fail(QwQError(event.code, detail=event.detail, **event.facts))

    def _enter(self, phase: Phase) -> list[Effect]:
        if phase is self.phase:
            return []
        self.phase = phase
        return [PhaseChanged(phase)]

    def _finish(
        self,
        status: MessageStatus,
        stop: str,
        error: QwQError | None = None,
        state: TurnState | None = None,
    ) -> list[Effect]:
        if self.phase is Phase.FINISHED:
            return []
        self.phase = Phase.FINISHED
        usage = self._usage or Usage()
        return [
            PhaseChanged(Phase.FINISHED),
            TurnResult(status, stop, usage, self._timings, error, state),
        ]

    def _tokens_before(self) -> int:
        return 0 if self._usage is None else self._usage.thinking + self._usage.answer

    def _add(self, usage: Usage, timings: Timings) -> None:
        if self._usage is None:
            self._usage = usage
        else:
            self._usage = replace(
                self._usage,
                thinking=self._usage.thinking + usage.thinking,
                answer=self._usage.answer + usage.answer,
            )
        before = self._timings
        self._timings = Timings(
            before.prompt_s + timings.prompt_s,
            before.thinking_s + timings.thinking_s,
            before.answer_s + timings.answer_s,
            timings.tokens_per_second,
        )
