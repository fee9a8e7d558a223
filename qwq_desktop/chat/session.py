"""The open conversation and the chat list: what the window asks for, and what it is told."""

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from qwq_desktop.chat.history import build_messages, title_from
from qwq_desktop.chat.instructions import Instructions, instructions_of
from qwq_desktop.chat.machine import Phase, Streamed, TurnResult
from qwq_desktop.chat.prewarm import Prewarmer, chat_key
from qwq_desktop.chat.resume import CUT, Begin, Begun, reopened, with_more_thinking, with_thinking
from qwq_desktop.chat.running import RunningTurn
from qwq_desktop.chat.turn import Turn, TurnRequest
from qwq_desktop.models.catalogue import CatalogueEntry
from qwq_desktop.models.session import ModelSession
from qwq_desktop.models.state import ModelStatus
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.presets import effective_sampling
from qwq_desktop.settings.schema import SamplingSettings, Settings
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.marks import Deletion
from qwq_desktop.storage.records import (
    Attachment,
    ChatSummary,
    Message,
    MessageStatus,
    Role,
    TurnRecord,
)
from qwq_desktop.storage.store import ChatStore
from qwq_desktop.tools.registry import ToolRegistry

_LOG = logging.getLogger(__name__)
T = TypeVar("T")


class ChatSession(QObject):
    """Owns the open chat and the running turn.

    Everything is asynchronous; lives in the main thread.

    Signals about messages carry the chat's id: a turn goes on when another chat is opened.
    """

    answer_retracted = Signal(int)  # message id
    busy_changed = Signal(object)  # id of the chat that is answering, or None
    chat_opened = Signal(object, object)  # ChatSummary | None, tuple[Message, ...]
    chats_changed = Signal(object)  # tuple[ChatSummary, ...], newest first
    context_changed = Signal(int, float)  # tokens in the KV cache, tokens a second
    delta_received = Signal(int, object)  # message id, Streamed
    failed = Signal(object)  # QwQError that belongs to no message
    loop_noticed = Signal(int)  # message id
    message_added = Signal(object)  # Message
    message_deleted = Signal(object)  # Deletion
    message_finished = Signal(object)  # Message
    phase_changed = Signal(object)  # Phase
    prompt_read = Signal(int, int)  # tokens done, tokens in all
    remarked = Signal(int, object)  # message id, Remarked
    title_changed = Signal(str)  # of the open chat
    tool_finished = Signal(int, object)  # message id, ToolStep

    def __init__(
        self,
        store: ChatStore,
        models: ModelSession,
        settings: SettingsStore,
        tools: ToolRegistry,
        worker: Worker,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._models = models
        self._settings = settings
        self._tools = tools
        self._worker = worker
        self.chats: tuple[ChatSummary, ...] = ()
        self._chat: ChatSummary | None = None
        self._path: tuple[Message, ...] = ()
        self._running: RunningTurn | None = None
        self._beginning = False
        self._prewarmer = Prewarmer(self, models, settings, tools)
        self._own = Instructions()  # of the open chat
        self._opening = 0  # only the newest request to open a chat is shown

    @property
    def chat(self) -> ChatSummary | None:
        """The open chat; None for a new one that has no message yet."""
        return self._chat

    @property
    def path(self) -> tuple[Message, ...]:
        """The open chat's messages."""
        return self._path

    @property
    def is_busy(self) -> bool:
        """Whether a turn runs, in this chat or another."""
        return self._beginning or self._running is not None

    @property
    def running_message_id(self) -> int | None:
        """The message that grows now."""
        return None if self._running is None else self._running.message_id

    @property
    def running_phase(self) -> Phase | None:
        """What the running turn is at."""
        return None if self._running is None else self._running.turn.phase

    def start(self) -> None:
        """Mend what a crash left behind, forget what was deleted, and tell the list."""
        self._call(lambda repository: (repository.recover(), repository.purge_deleted()))
        self.refresh()

    def refresh(self) -> None:
        """Tell the chat list anew."""
        self._call(ChatRepository.list_chats, self._on_listed)

    def new_chat(self) -> None:
        """Open an empty chat; it is kept from its first message on."""
        self._opening += 1
        self._show(None, ())

    def open_chat(self, chat_id: int) -> None:
        """Open a chat from the list."""
        self._opening += 1
        opening = self._opening

        def opened(loaded: tuple[ChatSummary, tuple[Message, ...]]) -> None:
            if opening == self._opening:
                self._show(loaded[0], self._with_live_text(loaded[1]))

        self._call(lambda r: (r.get_chat(chat_id), tuple(r.path(chat_id))), opened)

    def submit(self, text: str, attachments: Sequence[Attachment] = ()) -> None:
        """Ask a question in the open chat."""
        chat, own = self._chat, self._own
        parent = self._path[-1].id if self._path else None

        def owner(repository: ChatRepository, record: TurnRecord) -> tuple[int, int | None]:
            if chat is not None:
                return chat.id, parent
            title = title_from(text) or title_from(attachments[0].name)
            made = repository.create_chat(title, record.model_id)
            repository.set_instructions(made.id, own.system_prompt, own.preset_value)
            return made.id, None

        self._ask(owner, text, attachments)

    def submit_to(self, chat_id: int, text: str, attachments: Sequence[Attachment] = ()) -> None:
        """Ask a question at the end of a chat, be it open or not; what is shown stays."""

        def owner(repository: ChatRepository, _record: TurnRecord) -> tuple[int, int | None]:
            path = repository.path(chat_id)
            return chat_id, path[-1].id if path else None

        self._ask(owner, text, attachments, chat_id)

    def ask_again(self, message_id: int, text: str, attachments: Sequence[Attachment] = ()) -> None:
        """Ask something else in place of a question, as another branch beside it."""
        message = next((m for m in self._path if m.id == message_id), None)
        if message is not None and message.role is Role.USER:
            place = message.chat_id, message.parent_id
            self._ask(lambda _repository, _record: place, text, attachments)

    def expect(self, attachments: Sequence[Attachment]) -> None:
        """These will be sent along with the next message: let them be read already."""
        self._prewarmer.expect(tuple(attachments))

    @property
    def instructions(self) -> Instructions:
        """What the open chat sets for itself."""
        return self._own

    def instruct(self, instructions: Instructions) -> None:
        """Give the open chat a system prompt and a preset of its own, from the next turn on."""
        self._own = instructions
        chat = self._chat
        if chat is None:
            self._prewarmer.send()
            return

        def done(changed: ChatSummary) -> None:
            if self._chat is not None and self._chat.id == changed.id:
                self._chat = changed
                self._prewarmer.send()

        prompt, preset = instructions.system_prompt, instructions.preset_value
        self._call(lambda r: r.set_instructions(chat.id, prompt, preset), done)

    def rate(self, message_id: int, rating: int) -> None:
        """Keep what the user thinks of an answer: 1 good, -1 bad, 0 nothing."""
        self._call(lambda repository: repository.marks.rate(message_id, rating))
        self._path = tuple(
            replace(m, rating=rating) if m.id == message_id else m for m in self._path
        )

    def delete_message(self, message_id: int) -> None:
        """Take a message with all that follows it off the open chat; `restore` brings it back."""
        if self.is_busy:
            self.failed.emit(QwQError("engine_busy"))
            return

        def deleted(deletion: Deletion) -> None:
            self.open_chat(deletion.chat_id)
            self.message_deleted.emit(deletion)

        self._call(lambda repository: repository.marks.delete(message_id), deleted)

    def restore(self, deletion: Deletion) -> None:
        """Undo the deletion of a message, and show it."""
        if self.is_busy:
            self.failed.emit(QwQError("engine_busy"))
            return
        self._call(lambda repository: repository.marks.restore(deletion))
        self.open_chat(deletion.chat_id)

    def regenerate(self, message_id: int) -> None:
        """Answer again, as another branch beside the answer `message_id`."""
        message = self._answer(message_id)
        if message is None:
            return

        def begin(repository: ChatRepository, record: TurnRecord) -> Begun:
            repository.begin_assistant(message.chat_id, message.parent_id, record)
            chat = repository.get_chat(message.chat_id)
            return Begun(chat, tuple(repository.path(chat.id)))

        self._begin(begin)

    def switch_branch(self, message_id: int, direction: int) -> None:
        """Show the next (+1) or previous (-1) sibling of a message."""
        if self._chat is None or self.is_busy:
            return
        chat_id = self._chat.id

        def switch(repository: ChatRepository) -> None:
            siblings = [m.id for m in repository.siblings(message_id)]
            place = siblings.index(message_id) + direction
            if 0 <= place < len(siblings):
                repository.set_leaf(chat_id, siblings[place])

        self._call(switch)
        self.open_chat(chat_id)

    def stop(self) -> None:
        """Stop the running turn; what came so far is kept."""
        if self._running is not None:
            self._running.turn.stop()

    def answer_now(self) -> None:
        """Let the running turn end its thinking and answer."""
        if self._running is not None:
            self._running.turn.answer_now()

    def pause(self) -> None:
        """Halt the running turn; `go_on` takes it up again, after a restart too."""
        if self._running is not None:
            self._running.turn.pause()

    def remark(self, text: str) -> None:
        """Put the user's words into the thinking that runs."""
        if self._running is not None and text.strip():
            self._running.turn.remark(text)

    def go_on(self, message_id: int) -> None:
        """Let the last answer grow again: from its pause, or from where it was cut."""
        message = self._answer(message_id)
        if message is None or message.id != self._path[-1].id:
            return
        if message.status in (*CUT, MessageStatus.PAUSED):
            self._begin(reopened(message))

    def think_more(self, message_id: int) -> None:
        """Answer again, as another branch, after thinking on from where the thought ended."""
        message = self._answer(message_id)
        if message is not None:
            self._begin(with_more_thinking(message))

    def edit_thinking(self, message_id: int, thinking: str) -> None:
        """Answer again, as another branch, going on from this thought."""
        message = self._answer(message_id)
        if message is not None:
            self._begin(with_thinking(message, thinking.rstrip()))

    def rename_chat(self, chat_id: int, title: str) -> None:
        """Give a chat another title; an empty one changes nothing."""
        title = " ".join(title.split())
        if title:
            self._call(lambda repository: repository.rename(chat_id, title))
            self._reload_summary(chat_id)

    def delete_chat(self, chat_id: int) -> None:
        """Take a chat off the list; `undelete_chat` brings it back."""
        if self._running is not None and self._running.chat_id == chat_id:
            self._running.turn.stop()
        self._call(lambda repository: repository.delete(chat_id))
        if self._chat is not None and self._chat.id == chat_id:
            self.new_chat()
        self._prewarmer.forget(chat_id)
        self.refresh()

    def undelete_chat(self, chat_id: int) -> None:
        """Bring a deleted chat back and open it."""
        self._call(lambda repository: repository.undelete(chat_id))
        self.refresh()
        self.open_chat(chat_id)

    def close(self) -> None:
        """Keep what the running turn has; for the end of the program.

        The next start marks it as interrupted (`ChatRepository.recover`).
        """
        running, self._running = self._running, None
        if running is not None:
            running.save_journal()
            running.turn.abandon()

    def _answer(self, message_id: int) -> Message | None:
        message = next((m for m in self._path if m.id == message_id), None)
        return message if message is not None and message.role is Role.ASSISTANT else None

    def _ask(
        self,
        owner: Callable[[ChatRepository, TurnRecord], tuple[int, int | None]],
        text: str,
        attachments: Sequence[Attachment],
        chat_id: int | None = None,
    ) -> None:
        """Ask in the place that `owner` names: the chat's id and the message before."""
        text = text.strip()
        if not text and not attachments:
            self.failed.emit(QwQError("message_empty"))
            return

        def begin(repository: ChatRepository, record: TurnRecord) -> Begun:
            place, parent = owner(repository, record)
            question = repository.add_user_message(place, parent, text, attachments)
            repository.begin_assistant(place, question.id, record)
            is_quiet = chat_id is not None
            path = tuple(repository.path(place))
            return Begun(repository.get_chat(place), path, is_quiet=is_quiet)

        self._begin(begin, chat_id)

    def _begin(self, begin: Begin, chat_id: int | None = None) -> None:
        """Begin a turn; with `chat_id` in that chat, without showing it."""
        if self.is_busy:
            self.failed.emit(QwQError("engine_busy"))
            return
        self._beginning = True
        self._opening += chat_id is None
        settings = self._settings.value
        record = self._record(settings if chat_id else self._own.applied(settings))

        def failed(error: Exception) -> None:
            self._beginning = False
            self.busy_changed.emit(None)
            self._report(error)

        self.busy_changed.emit(chat_id or (self._chat.id if self._chat else 0))
        self._store.call(
            lambda r: begin(r, record), lambda begun: self._on_begun(begun, settings), failed
        )

    def _on_begun(self, begun: Begun, settings: Settings) -> None:
        self._beginning = False
        settings = instructions_of(begun.chat).applied(settings)
        self._show_begun(begun)
        tools = self._tools if settings.tools_enabled else self._tools.choose(())
        request = TurnRequest(
            build_messages(begun.path[:-1], settings.system_prompt),
            lambda: self._sampling(settings),
            settings.thinking,
            tools,
            begun.start,
            settings.thinking_language,
            settings.concise_thinking,
            chat_key(begun.chat.id),
        )
        turn = Turn(request, self._models, self._worker, self)
        running = RunningTurn(turn, begun.path[-1], self._store)
        self._running = running
        message_id = running.message_id
        turn.delta_received.connect(lambda delta: self._on_delta(message_id, delta))
        turn.answer_retracted.connect(lambda: self.answer_retracted.emit(message_id))
        turn.tool_finished.connect(lambda step: self.tool_finished.emit(message_id, step))
        turn.loop_noticed.connect(lambda: self.loop_noticed.emit(message_id))
        turn.remarked.connect(lambda remark: self.remarked.emit(message_id, remark))
        turn.phase_changed.connect(self.phase_changed)
        turn.prompt_read.connect(self.prompt_read)
        turn.finished.connect(lambda result: self._on_finished(running, settings, result))
        self.busy_changed.emit(begun.chat.id)
        self.refresh()
        self.phase_changed.emit(Phase.WAITING)
        if self._models.state.status in (ModelStatus.FAILED, ModelStatus.NONE):
            self._models.reload(settings.load)
        turn.start()

    def _on_listed(self, chats: list[ChatSummary]) -> None:
        self.chats = tuple(chats)
        self.chats_changed.emit(self.chats)

    def _on_delta(self, message_id: int, delta: Streamed) -> None:
        self.delta_received.emit(message_id, delta)
        self.context_changed.emit(delta.context_used, delta.tokens_per_second)

    def _on_finished(self, running: RunningTurn, settings: Settings, result: TurnResult) -> None:
        record = running.finish_record(result, self._record(settings))
        self._running = None
        self.busy_changed.emit(None)
        self._call(
            lambda r: r.finish(running.message_id, result.status, record), self._on_message_finished
        )
        if self._chat is not None and self._chat.id == running.chat_id:
            self._path = tuple(
                running.live_message() if m.id == running.message_id else m for m in self._path
            )
        if result.error is None and result.state is None:  # a pause keeps its tokens in the cache
            self._prewarmer.send()
        running.turn.deleteLater()

    def _on_message_finished(self, message: Message) -> None:
        if self._chat is not None and self._chat.id == message.chat_id:
            self._path = tuple(message if m.id == message.id else m for m in self._path)
        self.message_finished.emit(message)
        self.refresh()

    def _show(self, chat: ChatSummary | None, path: tuple[Message, ...]) -> None:
        self._chat, self._path = chat, path
        self._own = Instructions() if chat is None else instructions_of(chat)
        self.chat_opened.emit(chat, path)

    def _show_begun(self, begun: Begun) -> None:
        """Add the new messages where the open chat only grew.

        Open it anew where it is another chat or branch.
        """
        known = [m.id for m in self._path]
        grew = self._chat is not None and self._chat.id == begun.chat.id
        if begun.is_quiet and not grew:
            return
        if begun.reopens or not grew or [m.id for m in begun.path[: len(known)]] != known:
            self._show(begun.chat, begun.path)
            return
        self._chat, self._path = begun.chat, begun.path
        for message in begun.path[len(known) :]:
            self.message_added.emit(message)

    def _with_live_text(self, path: tuple[Message, ...]) -> tuple[Message, ...]:
        running = self._running
        if running is None:
            return path
        return tuple(running.live_message() if m.id == running.message_id else m for m in path)

    def _reload_summary(self, chat_id: int) -> None:
        def loaded(chat: ChatSummary) -> None:
            if self._chat is not None and self._chat.id == chat_id:
                self._chat = chat
                self.title_changed.emit(chat.title)

        self._call(lambda repository: repository.get_chat(chat_id), loaded)
        self.refresh()

    def _entry(self) -> CatalogueEntry | None:
        return self._models.state.entry

    def _sampling(self, settings: Settings) -> SamplingSettings:
        entry = self._entry()
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

    def _call(
        self, work: Callable[[ChatRepository], T], done: Callable[[T], None] | None = None
    ) -> None:
        self._store.call(work, done, self._report)

    def _report(self, error: Exception) -> None:
        if not isinstance(error, QwQError):
            _LOG.error("a storage call broke", exc_info=error)
            error = QwQError("unexpected", detail=repr(error))
        self.failed.emit(error)
