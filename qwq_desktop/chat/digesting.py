"""Lets the model summarise a whole document, part by part."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from qwq_desktop.chat.digest import Digest
from qwq_desktop.engine.protocol import (
    Channel,
    ChatMessage,
    DeltaEvent,
    DoneEvent,
    ErrorEvent,
    Event,
    GenerateRequest,
    StopReason,
)
from qwq_desktop.models.session import ModelSession
from qwq_desktop.models.state import ModelState, ModelStatus
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.settings.schema import SamplingSettings, ThinkingMode

ROOM_SHARE = 0.6  # of the context that the material of one prompt may take
_SOUND = (StopReason.END, StopReason.LENGTH, StopReason.CONTEXT)


class Digester(QObject):
    """One document's summary in the making. Made, started, and thrown away after `finished`."""

    failed = Signal(object)  # QwQError; `finished` follows
    finished = Signal(object)  # str: the summary; None when there is none
    progressed = Signal(int, int)  # prompts answered, prompts in all as far as one can tell

    def __init__(
        self,
        digest: Digest,
        sampling: SamplingSettings,
        models: ModelSession,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._digest = digest
        self._sampling = sampling
        self._models = models
        self._request_id = 0
        self._words: list[str] = []
        self._is_over = False

    def start(self) -> None:
        """Begin; the model is ready."""
        self._models.state_changed.connect(self._on_model_state)
        self._go_on()

    def stop(self) -> None:
        """End without a summary."""
        self._models.engine.cancel(self._request_id)
        self._models.calls.forget(self._request_id)
        self._end(None)

    def _on_model_state(self, state: ModelState) -> None:
        """The model went away, so nothing more will come of it."""
        if state.status is not ModelStatus.READY:
            self._end(None)

    def _go_on(self) -> None:
        if self._is_over:
            return
        self.progressed.emit(*self._digest.progress)
        result = self._digest.result
        if result:
            self._end(result)
        elif result is not None:
            self._fail(QwQError("nothing_to_summarise"))
        else:
            self._ask()

    def _ask(self) -> None:
        most = self._digest.most_tokens
        self._words = []
        self._request_id = self._models.engine.next_id()
        request = GenerateRequest(
            self._request_id,
            (ChatMessage("user", self._digest.prompt()),),
            sampling=replace(self._sampling, max_tokens=most, max_thinking_tokens=0),
            thinking=ThinkingMode.OFF,
            needed_room=most,
        )
        self._models.calls.send(request, self._on_event)

    def _on_event(self, event: Event) -> None:
        if isinstance(event, DeltaEvent) and event.channel is Channel.ANSWER:
            self._words.append(event.text)
        elif isinstance(event, ErrorEvent):
            self._on_error(QwQError(event.code, detail=event.detail, **event.facts))
        elif isinstance(event, DoneEvent):
            if event.stop in _SOUND:
                self._digest = self._digest.answered("".join(self._words))
                self._go_on()
            else:
                self._end(None)

    def _on_error(self, error: QwQError) -> None:
        """A prompt was longer than it was estimated: it is parted."""
        shorter = self._digest.halved() if error.code == "message_too_long" else None
        if shorter is None:
            self._fail(error)
        else:
            self._digest = shorter
            self._go_on()

    def _fail(self, error: QwQError) -> None:
        self.failed.emit(error)
        self._end(None)

    def _end(self, summary: str | None) -> None:
        if not self._is_over:
            self._is_over = True
            self.finished.emit(summary)
