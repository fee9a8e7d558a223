"""Something that the model writes for the program, not for the chat: asked, gathered, told."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

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

_SOUND = (StopReason.END, StopReason.LENGTH, StopReason.CONTEXT)


class QuietTask(QObject):
    """One task of one or more answers without thinking. Made, started, thrown away at its end.

    Subclasses ask with `_ask_model` and hear of it in `_on_answer` and `_on_error`.
    """

    failed = Signal(object)  # QwQError; `finished` follows
    finished = Signal(object)  # what came of it; None when nothing did

    def __init__(self, models: ModelSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._models = models
        self._request_id = 0
        self._words: list[str] = []
        self._is_over = False

    def stop(self) -> None:
        """End with nothing."""
        self._models.engine.cancel(self._request_id)
        self._models.calls.forget(self._request_id)
        self._end(None)

    def _watch_model(self) -> None:
        """From now on the task ends with the model."""
        self._models.state_changed.connect(self._on_model_state)

    def _on_model_state(self, state: ModelState) -> None:
        """The model went away, so nothing more will come of it."""
        if state.status is not ModelStatus.READY:
            self._end(None)

    def _ask_model(
        self,
        messages: Sequence[ChatMessage],
        sampling: SamplingSettings,
        most_tokens: int,
        needed_room: int,
        chat_key: str = "",
    ) -> None:
        self._words = []
        self._request_id = self._models.engine.next_id()
        request = GenerateRequest(
            self._request_id,
            tuple(messages),
            sampling=replace(sampling, max_tokens=most_tokens, max_thinking_tokens=0),
            thinking=ThinkingMode.OFF,
            chat_key=chat_key,
            needed_room=needed_room,
        )
        self._models.calls.send(request, self._on_event)

    def _on_event(self, event: Event) -> None:
        if isinstance(event, DeltaEvent) and event.channel is Channel.ANSWER:
            self._words.append(event.text)
        elif isinstance(event, ErrorEvent):
            self._on_error(QwQError(event.code, detail=event.detail, **event.facts))
        elif isinstance(event, DoneEvent):
            self._on_answer("".join(self._words), is_sound=event.stop in _SOUND)

    def _on_answer(self, text: str, *, is_sound: bool) -> None:
        """An answer ended, by itself or at a limit if it `is_sound`."""
        raise NotImplementedError

    def _on_error(self, error: QwQError) -> None:
        raise NotImplementedError

    def _fail(self, error: QwQError) -> None:
        self.failed.emit(error)
        self._end(None)

    def _end(self, result: object) -> None:
        if not self._is_over:
            self._is_over = True
            self.finished.emit(result)
