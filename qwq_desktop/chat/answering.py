"""The running turn: begun in the database, driven, kept while it grows, finished."""

import json
from collections.abc import Callable
from dataclasses import asdict

from PySide6.QtCore import QObject, Signal

from qwq_desktop.chat.context_cut import answer_room
from qwq_desktop.chat.conversation import Conversation
from qwq_desktop.chat.digest_turn import DigestTurn
from qwq_desktop.chat.documents_for_turns import DocumentsForTurns
from qwq_desktop.chat.fitting import PromptFitter, Wanted
from qwq_desktop.chat.instructions import Instructions, instructions_of
from qwq_desktop.chat.machine import Phase, Streamed, TurnResult
from qwq_desktop.chat.numbering import record_of
from qwq_desktop.chat.prewarm import chat_key
from qwq_desktop.chat.reporting import ReportingStore
from qwq_desktop.chat.resume import Begin, Begun, StoredChat
from qwq_desktop.chat.running import AnyTurn, RunningTurn
from qwq_desktop.chat.searching import Budget, budget_for
from qwq_desktop.chat.turn import Turn, TurnRequest, called
from qwq_desktop.documents.passages import Passage
from qwq_desktop.engine.protocol import ChatMessage
from qwq_desktop.models.session import ModelSession
from qwq_desktop.models.state import ModelStatus
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.presets import effective_sampling
from qwq_desktop.settings.schema import SamplingSettings, Settings
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.storage.records import DocumentUse, Message, Role, TurnRecord
from qwq_desktop.tools.registry import ToolRegistry


class Answering(QObject):
    """Runs one turn at a time, in whichever chat is on show."""

    answer_retracted = Signal(int)  # message id
    begun = Signal(object)  # Begun: the database has the new messages
    brought_back = Signal(object)  # Message: a question, with quotes of turns that had left
    busy_changed = Signal(object)  # id of the chat that is answering, or None
    cut_made = Signal(object)  # StoredChat: older turns left the prompt
    delta_received = Signal(int, object)  # message id, Streamed
    ended = Signal(object, object)  # Message with all its text, TurnResult; not yet stored
    loop_noticed = Signal(int)  # message id
    message_finished = Signal(object)  # Message, as stored
    phase_changed = Signal(object)  # Phase
    prompt_read = Signal(int, int)  # tokens done, tokens in all
    remarked = Signal(int, object)  # message id, Remarked
    tool_called = Signal(int, object)  # message id, ToolStep without a result
    tool_finished = Signal(int, object)  # message id, ToolStep

    def __init__(
        self,
        store: ReportingStore,
        models: ModelSession,
        settings: SettingsStore,
        tools: ToolRegistry,
        worker: Worker,
        documents: DocumentsForTurns | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._documents = documents
        self._models = models
        self._settings = settings
        self._tools = tools
        self._worker = worker
        self._is_beginning = False
        self.running: RunningTurn | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a turn runs or is about to."""
        return self._is_beginning or self.running is not None

    @property
    def context_length(self) -> int:
        """Tokens that the model keeps in view; 0 where that isn't known yet."""
        state = self._models.state
        planned = 0 if state.plan is None else state.plan.context_length
        return int(state.facts.get("context_length") or planned)

    def prompt_room(self, own: Instructions) -> int:
        """Tokens that a prompt may have before old turns leave it; 0 where that isn't known."""
        room = answer_room(self.context_length, self.wanted(own).sampling.max_tokens)
        return max(0, self.context_length - room)

    def document_budget(self, chat: Conversation) -> Budget | None:
        """The room for documents of the next question in a chat.

        None where it isn't known, where nothing is read ahead, and while a turn runs.
        """
        if self.is_busy or not self.context_length or self._models.state.is_remote:
            return None
        blank = Message(0, 0, None, Role.USER, "")
        wanted = self.wanted(chat.instructions)
        return budget_for((*chat.path, blank), chat.cut, wanted, self.context_length)

    def wanted(self, own: Instructions) -> Wanted:
        """What turns of a chat with these instructions take from the settings now."""
        settings = own.applied(self._settings.value)
        return Wanted(settings.system_prompt, self._sampling(settings))

    def hold(self, chat_id: int) -> None:
        """The model works on something else for a chat: no turn may begin until `release`."""
        self._is_beginning = True
        self.busy_changed.emit(chat_id)

    def release(self) -> None:
        """Turns may begin again."""
        self._is_beginning = False
        self.busy_changed.emit(None)

    def make_room(self, chat: StoredChat, tokens: int, done: Callable[[], None]) -> None:
        """Let old turns leave ahead of a question, where a history of `tokens` fills the prompt."""
        wanted = self.wanted(instructions_of(chat.chat))
        fitter = PromptFitter(
            chat, wanted, self._models, self._store, is_answered=True, parent=self
        )
        fitter.cut_made.connect(self.cut_made)
        overflow = QwQError(
            "message_too_long", tokens=tokens, available=self._models.state.facts["context_length"]
        )

        def made(_: tuple[ChatMessage, ...]) -> None:
            fitter.deleteLater()
            done()

        fitter.fit(overflow, made, lambda _: fitter.deleteLater())

    def begin(self, begin: Begin, chat_id: int) -> None:
        """Begin a turn in a chat (0: in one that is not yet there)."""
        self._is_beginning = True
        settings = self._settings.value
        record = self._record(settings)
        self.busy_changed.emit(chat_id)
        self._store.call(
            lambda repository: begin(repository, record),
            lambda begun: self._on_begun(begun, settings),
            self._on_not_begun,
        )

    def live(self, message: Message) -> Message:
        """A message with what has come of it since it was stored."""
        running = self.running
        if running is None or running.message_id != message.id:
            return message
        return running.live_message()

    def abandon(self) -> None:
        """Keep what the running turn has and hear no more of it; for the end of the program."""
        running, self.running = self.running, None
        if self._documents is not None:
            self._documents.close()
        if running is not None:
            running.save_journal()
            running.turn.abandon()

    def _on_not_begun(self) -> None:
        self._is_beginning = False
        self.busy_changed.emit(None)

    def _on_begun(self, begun: Begun, settings: Settings) -> None:
        self._is_beginning = False
        settings = instructions_of(begun.chat).applied(settings)
        self.begun.emit(begun)
        turn = self._turn(begun, settings)
        running = RunningTurn(turn, begun.path[-1], self._store.store)
        self.running = running
        self._pass_on(running, settings)
        self.busy_changed.emit(begun.chat.id)
        self.phase_changed.emit(Phase.WAITING)
        if self._models.state.status in (ModelStatus.FAILED, ModelStatus.NONE):
            self._models.reload(settings.load)
        turn.start()

    def _turn(self, begun: Begun, settings: Settings) -> AnyTurn:
        question = begun.question
        if question is not None and question.turn.documents == DocumentUse.SUMMARISED:
            return DigestTurn(question, self._sampling(settings), self._models, self)
        fitter = self._fitter(begun, settings)
        turn = Turn(self._request(begun, settings, fitter), self._models, self._worker, self)
        fitter.setParent(turn)
        return turn

    def _fitter(self, begun: Begun, settings: Settings) -> PromptFitter:
        wanted = Wanted(settings.system_prompt, self._sampling(settings))
        is_fixed = begun.start.state is not None
        fitter = PromptFitter(begun, wanted, self._models, self._store, is_fixed=is_fixed)
        fitter.cut_made.connect(self.cut_made)
        fitter.brought_back.connect(self.brought_back)
        return fitter

    def _request(self, begun: Begun, settings: Settings, fitter: PromptFitter) -> TurnRequest:
        tools = self._tools if settings.tools_enabled else self._tools.choose(())
        preparation = None
        if self._documents is not None:
            wanted = Wanted(settings.system_prompt, self._sampling(settings))
            preparation = self._documents.preparation(begun, wanted, fitter)
            if settings.tools_enabled:
                tools = self._documents.offered_with(tools, begun, fitter, self._on_further)
        return TurnRequest(
            fitter.messages(),
            lambda: self._sampling(settings),
            settings.thinking,
            tools,
            begun.start,
            settings.thinking_language,
            settings.concise_thinking,
            chat_key(begun.chat.id),
            fitter,
            preparation,
        )

    def _on_further(self, message_id: int, passages: tuple[Passage, ...]) -> None:
        """The model found more in the documents while it answers."""
        running = self.running
        if running is not None and running.message_id == message_id:
            running.add_passages(tuple(map(record_of, passages)))

    def _pass_on(self, running: RunningTurn, settings: Settings) -> None:
        turn, message_id = running.turn, running.message_id

        def on_delta(delta: Streamed) -> None:
            self.delta_received.emit(message_id, delta)

        turn.delta_received.connect(on_delta)
        turn.answer_retracted.connect(lambda: self.answer_retracted.emit(message_id))
        turn.tool_called.connect(lambda call: self.tool_called.emit(message_id, called(call)))
        turn.tool_finished.connect(lambda step: self.tool_finished.emit(message_id, step))
        turn.loop_noticed.connect(lambda: self.loop_noticed.emit(message_id))
        turn.remarked.connect(lambda remark: self.remarked.emit(message_id, remark))
        turn.phase_changed.connect(self.phase_changed)
        turn.prompt_read.connect(self.prompt_read)
        turn.finished.connect(lambda result: self._on_finished(running, settings, result))

    def _on_finished(self, running: RunningTurn, settings: Settings, result: TurnResult) -> None:
        record = running.finish_record(result, self._record(settings))
        self.running = None
        self.busy_changed.emit(None)
        self._store.call(
            lambda r: r.finish(running.message_id, result.status, record),
            self.message_finished.emit,
        )
        self.ended.emit(running.live_message(), result)
        running.turn.deleteLater()

    def _sampling(self, settings: Settings) -> SamplingSettings:
        entry = self._models.state.entry
        if entry is None:
            return effective_sampling(settings, SamplingSettings(), SamplingSettings())
        return effective_sampling(settings, entry.sampling, entry.precise)

    def _record(self, settings: Settings) -> TurnRecord:
        state = self._models.state
        used = {**asdict(self._sampling(settings)), "thinking": settings.thinking}
        if state.plan is not None:
            used |= {
                "context_length": state.plan.context_length,
                "gpu_layers": state.plan.gpu_layers,
            }
        return TurnRecord(state.reference, state.name, json.dumps(used, ensure_ascii=False))
