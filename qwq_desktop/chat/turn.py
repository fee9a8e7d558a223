"""Drives one turn: waits for the model, sends rounds to the engine, runs the tools."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from qwq_desktop.chat.history import tool_messages
from qwq_desktop.chat.machine import (
    AnswerRetracted,
    Effect,
    LoopNoticed,
    Phase,
    PhaseChanged,
    Read,
    Remarked,
    Streamed,
    ToolsWanted,
    TurnMachine,
    TurnResult,
)
from qwq_desktop.chat.remarks import unmarked
from qwq_desktop.chat.resume import TurnStart
from qwq_desktop.engine.protocol import (
    Channel,
    ChatMessage,
    ErrorEvent,
    Event,
    GenerateRequest,
    SteerAction,
    SteerRequest,
    ToolCall,
)
from qwq_desktop.models.session import ModelSession
from qwq_desktop.models.state import ModelState, ModelStatus
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.schema import SamplingSettings, ThinkingLanguage, ThinkingMode
from qwq_desktop.storage.records import MessageStatus, ToolStep
from qwq_desktop.tools.registry import ToolRegistry

Messages = tuple[ChatMessage, ...]
STOP_PATIENCE_MS = 250  # after this the turn counts as stopped even if the engine has not said so


class Fitter(Protocol):
    """Shortens a conversation that the engine finds too long."""

    def needed_room(self) -> int:
        """Tokens that the prompt has to leave free."""

    def fit(
        self,
        refusal: QwQError,
        fitted: Callable[[Messages], None],
        failed: Callable[[QwQError], None],
    ) -> None:
        """Call `fitted` with a shorter conversation, or `failed`."""


class Preparation(Protocol):
    """What comes before the model is asked; it completes the question."""

    def begin(self, ready: Callable[[Messages], None], failed: Callable[[QwQError], None]) -> None:
        """Call `ready` with the whole conversation, or `failed`; later or never."""

    def stop(self) -> None:
        """The turn is over: call neither any more."""


@dataclass(frozen=True)
class TurnRequest:
    """What a turn needs: the conversation with the new message last, and how to answer it.

    `sampling` is asked when the model is ready, since its advice is part of it; `chat_key` is the
    engine's name for the chat (`protocol.GenerateRequest`). Without a `fitter` a conversation that
    is too long fails. A `preparation` runs when the model is ready.
    """

    messages: Messages
    sampling: Callable[[], SamplingSettings]
    thinking: ThinkingMode
    tools: ToolRegistry
    start: TurnStart = TurnStart()
    thinking_language: ThinkingLanguage = ThinkingLanguage.AUTO
    concise: bool = False
    chat_key: str = ""
    fitter: Fitter | None = None
    preparation: Preparation | None = None


class Turn(QObject):
    """One answer in the making. Made, started, and thrown away after `finished`."""

    answer_retracted = Signal()
    delta_received = Signal(object)  # Streamed
    finished = Signal(object)  # TurnResult; nothing follows it
    loop_noticed = Signal()
    phase_changed = Signal(object)  # Phase
    prompt_read = Signal(int, int)  # tokens done, tokens in all
    remarked = Signal(object)  # Remarked
    tool_finished = Signal(object)  # ToolStep
    tool_called = Signal(object)  # ToolCall

    def __init__(
        self,
        request: TurnRequest,
        models: ModelSession,
        worker: Worker,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._request = request
        self._models = models
        self._worker = worker
        self._start = request.start
        self._machine = TurnMachine(_seen(request.start))
        self._messages = [*request.messages, *request.start.earlier]
        self._given = len(request.messages)  # the rest of them are this turn's own
        self._preparation = request.preparation
        self._schemas = request.tools.schemas()
        self._request_id = 0
        self._patience = QTimer(self, singleShot=True, interval=STOP_PATIENCE_MS)
        self._patience.timeout.connect(self._stop_unheard)
        self._thinking_length = 0

    @property
    def phase(self) -> Phase:
        """What the turn is at."""
        return self._machine.phase

    @property
    def messages(self) -> Messages:
        """The conversation so far, with the tool calls of this turn and their results."""
        return tuple(self._messages)

    def start(self) -> None:
        """Begin now if the model is ready, else as soon as it is."""
        self._models.state_changed.connect(self._on_model_state)
        self._models.engine_died.connect(self._on_engine_died)
        self._on_model_state(self._models.state)

    def stop(self) -> None:
        """Stop; `finished` follows within a quarter of a second, what came so far is kept."""
        if self._machine.phase in (Phase.WAITING, Phase.SEARCHING, Phase.TOOL):
            self._apply(self._machine.stop())
            return
        self._models.engine.cancel(self._request_id)
        self._patience.start()

    def abandon(self) -> None:
        """Hear and tell nothing more: the program ends."""
        if self._request.preparation is not None:
            self._request.preparation.stop()
        self._models.calls.forget(self._request_id)
        self._machine.stop()

    def answer_now(self) -> None:
        """End the thinking at the next token and let the model answer."""
        self._steer(SteerAction.ANSWER_NOW)

    def pause(self) -> None:
        """Halt at the next token; `finished` follows, with the state from which it goes on."""
        self._steer(SteerAction.PAUSE)

    def remark(self, text: str) -> None:
        """Put the user's words into the thinking."""
        self._steer(SteerAction.REMARK, text)

    def _steer(self, action: SteerAction, text: str = "") -> None:
        engine = self._models.engine
        engine.send(SteerRequest(engine.next_id(), self._request_id, action, text))

    def _stop_unheard(self) -> None:
        self._models.calls.forget(self._request_id)
        self._apply(self._machine.stop())

    def _on_model_state(self, state: ModelState) -> None:
        if self._machine.phase is not Phase.WAITING:
            return
        if state.status is ModelStatus.READY and self._preparation is not None:
            self._prepare(self._preparation)
        elif state.status is ModelStatus.READY:
            self._generate()
        elif state.status is ModelStatus.FAILED and state.error is not None:
            self._apply(self._machine.fail(state.error))

    def _prepare(self, preparation: Preparation) -> None:
        self._preparation = None

        def ready(messages: Messages) -> None:
            if self._machine.phase is not Phase.SEARCHING:
                return  # stopped meanwhile
            self._messages = [*messages, *self._request.start.earlier]
            self._given = len(messages)
            self._apply(self._machine.end_search())
            self._on_model_state(self._models.state)

        def failed(error: QwQError) -> None:
            self._apply(self._machine.fail(error))

        self._apply(self._machine.begin_search())
        preparation.begin(ready, failed)

    def _on_engine_died(self, error: QwQError) -> None:
        self._apply(self._machine.fail(error, MessageStatus.INTERRUPTED))

    def _generate(self) -> None:
        self._apply(self._machine.begin_round())
        self._send()

    def _send(self) -> None:
        self._request_id = self._models.engine.next_id()
        fitter = self._request.fitter
        request = GenerateRequest(
            self._request_id,
            tuple(self._messages),
            self._schemas,
            self._request.sampling(),
            self._request.thinking,
            unmarked(self._start.thinking_so_far),
            self._start.answer_so_far,
            self._start.state,
            self._request.thinking_language,
            self._request.concise,
            self._request.chat_key,
            1 if fitter is None else fitter.needed_room(),
        )
        self._models.calls.send(request, self._on_event)

    def _on_event(self, event: Event) -> None:
        if isinstance(event, ErrorEvent) and event.code == "message_too_long":
            self._fit(QwQError(event.code, detail=event.detail, **event.facts))
            return
        if event.kind in ("done", "error"):
            self._start = TurnStart()  # what follows in this turn begins anew
        self._apply(self._machine.on_event(event))

    def _fit(self, refusal: QwQError) -> None:
        """The conversation is too long for the context: send a shorter one, if there is any."""

        def failed(error: QwQError) -> None:
            self._apply(self._machine.fail(error))

        def fitted(messages: Messages) -> None:
            if self._machine.phase is not Phase.FINISHED:  # not stopped meanwhile
                self._messages = [*messages, *self._messages[self._given :]]
                self._given = len(messages)
                self._send()

        if self._request.fitter is None:
            failed(refusal)
        elif self._machine.phase is not Phase.FINISHED:
            self._request.fitter.fit(refusal, fitted, failed)

    def _apply(self, effects: list[Effect]) -> None:
        for effect in effects:
            match effect:
                case PhaseChanged(phase):
                    self.phase_changed.emit(phase)
                case Read(done, total):
                    self.prompt_read.emit(done, total)
                case Streamed():
                    self._stream(effect)
                case AnswerRetracted():
                    self.answer_retracted.emit()
                case LoopNoticed():
                    self.loop_noticed.emit()
                case Remarked():
                    self.remarked.emit(effect)
                case ToolsWanted():
                    self._run_tools(effect)
                case TurnResult():
                    self._end(effect)

    def _stream(self, effect: Streamed) -> None:
        if effect.channel == "thinking":
            self._thinking_length += len(effect.text)
        self.delta_received.emit(effect)

    def _run_tools(self, wanted: ToolsWanted) -> None:
        for call in wanted.calls:
            self.tool_called.emit(call)
        place = self._thinking_length
        self._worker.submit(
            run_tools, self._request.tools, wanted, place, done=lambda s: self._on_tools(wanted, s)
        )

    def _on_tools(self, wanted: ToolsWanted, steps: list[ToolStep]) -> None:
        if self._machine.phase is not Phase.TOOL:
            return  # stopped meanwhile
        self._messages.append(ChatMessage("assistant", wanted.content, wanted.calls))
        for step in steps:
            self._messages.append(tool_messages(step)[1])
            self.tool_finished.emit(step)
        self._generate()

    def _end(self, result: TurnResult) -> None:
        if self._request.preparation is not None:
            self._request.preparation.stop()
        self.finished.emit(result)


def _seen(start: TurnStart) -> set[Channel]:
    if start.state is not None:
        return {Channel.THINKING, Channel.ANSWER}
    texts = {Channel.THINKING: start.thinking_so_far, Channel.ANSWER: start.answer_so_far}
    return {channel for channel, text in texts.items() if text}


def called(call: ToolCall) -> ToolStep:
    """A call as a step that has no result yet."""
    return ToolStep(call.name, json.dumps(call.arguments, ensure_ascii=False), "")


def run_tools(tools: ToolRegistry, wanted: ToolsWanted, place: int) -> list[ToolStep]:
    """Run the calls of a round in order; for a worker thread.

    `place` is the length of the thinking before them.
    """
    return [
        replace(
            called(call),
            result=tools.call(call.name, call.arguments),
            after_thinking=place,
        )
        for call in wanted.calls
    ]
