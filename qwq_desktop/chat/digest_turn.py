"""The turn whose answer is the summary of a whole document."""

from PySide6.QtCore import QObject, Signal

from qwq_desktop.chat.digest import begin_digest
from qwq_desktop.chat.digesting import ROOM_SHARE, Digester
from qwq_desktop.chat.machine import Phase, Streamed, TurnResult
from qwq_desktop.chat.numbering import passages_of
from qwq_desktop.engine.protocol import Channel, StopReason, Timings, Usage
from qwq_desktop.models.session import ModelSession
from qwq_desktop.models.state import ModelState, ModelStatus
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.speech import is_chinese
from qwq_desktop.platform.text import estimated_tokens
from qwq_desktop.settings.schema import SamplingSettings
from qwq_desktop.storage.records import Message, MessageStatus

_UNKNOWN_CONTEXT = 8_192  # tokens that a server is thought to have that doesn't tell


class DigestTurn(QObject):
    """Answers a question whose passages are all of a document's text; `Turn` in its place.

    Its progress is told as that of reading: prompts answered of prompts in all. The answer comes at
    once, when the last part is through; a stop leaves none.
    """

    answer_retracted = Signal()  # never
    delta_received = Signal(object)  # Streamed
    finished = Signal(object)  # TurnResult; nothing follows it
    loop_noticed = Signal()  # never
    phase_changed = Signal(object)  # Phase
    prompt_read = Signal(int, int)  # parts done, parts in all
    remarked = Signal(object)  # never
    tool_called = Signal(object)  # never
    tool_finished = Signal(object)  # never

    def __init__(
        self,
        question: Message,
        sampling: SamplingSettings,
        models: ModelSession,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._question = question
        self._sampling = sampling
        self._models = models
        self._digester: Digester | None = None
        self._error: QwQError | None = None
        self.phase = Phase.WAITING

    def start(self) -> None:
        """Begin now if the model is ready, else as soon as it is."""
        self._models.state_changed.connect(self._on_model_state)
        self._on_model_state(self._models.state)

    def stop(self) -> None:
        """Stop; `finished` follows."""
        if self._digester is None:
            self._finish(MessageStatus.STOPPED, StopReason.CANCELLED)
        else:
            self._digester.stop()

    def abandon(self) -> None:
        """Tell nothing more: the program ends."""
        self.phase = Phase.FINISHED

    def answer_now(self) -> None:
        """There is no thinking to end."""

    def pause(self) -> None:
        """It can't be halted half-way; a stop ends it."""

    def remark(self, _text: str) -> None:
        """There is no thinking to put it into."""

    def _on_model_state(self, state: ModelState) -> None:
        if self.phase is not Phase.WAITING or self._digester is not None:
            return
        if state.status is ModelStatus.READY:
            self._begin()
        elif state.status is ModelStatus.FAILED and state.error is not None:
            self._error = state.error
            self._finish(MessageStatus.FAILED, "error")

    def _begin(self) -> None:
        passages = passages_of(self._question)
        context_length = int(self._models.state.facts.get("context_length") or _UNKNOWN_CONTEXT)
        name = passages[0].name if passages else ""
        chinese = is_chinese(self._question.text)
        digest = begin_digest(name, passages, int(context_length * ROOM_SHARE), chinese)
        digester = Digester(digest, self._sampling, self._models, self)
        self._digester = digester
        digester.progressed.connect(self.prompt_read)
        digester.failed.connect(self._on_failed)
        digester.finished.connect(self._on_digested)
        self._enter(Phase.READING)
        digester.start()

    def _on_failed(self, error: QwQError) -> None:
        self._error = error

    def _on_digested(self, summary: str | None) -> None:
        if self.phase is Phase.FINISHED:
            return
        if self._error is not None:
            self._finish(MessageStatus.FAILED, "error")
        elif summary is None and self._models.state.status is not ModelStatus.READY:
            self._error = QwQError("engine_died")
            self._finish(MessageStatus.INTERRUPTED, "error")
        elif summary is None:
            self._finish(MessageStatus.STOPPED, StopReason.CANCELLED)
        else:
            self._enter(Phase.ANSWERING)
            tokens = estimated_tokens(summary)
            self.delta_received.emit(Streamed(Channel.ANSWER, summary, tokens, 0, 0.0))
            self._finish(MessageStatus.COMPLETE, StopReason.END, tokens)

    def _enter(self, phase: Phase) -> None:
        self.phase = phase
        self.phase_changed.emit(phase)

    def _finish(self, status: MessageStatus, stop: str, tokens: int = 0) -> None:
        if self.phase is Phase.FINISHED:
            return
        self._enter(Phase.FINISHED)
        self.finished.emit(TurnResult(status, stop, Usage(answer=tokens), Timings(), self._error))
