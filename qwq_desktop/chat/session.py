"""The open conversation and the chat list: what the window asks for, and what it is told."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from qwq_desktop.chat.answering import Answering
from qwq_desktop.chat.asking import Place, asked, place_at_end, place_below, place_in_new_chat
from qwq_desktop.chat.chat_list import ChatList
from qwq_desktop.chat.conversation import Conversation
from qwq_desktop.chat.documents_for_turns import DocumentsForTurns
from qwq_desktop.chat.instructions import Instructions
from qwq_desktop.chat.machine import Phase, Streamed, TurnResult
from qwq_desktop.chat.marking import MessageMarks
from qwq_desktop.chat.prewarm import Prewarmer
from qwq_desktop.chat.reporting import ReportingStore
from qwq_desktop.chat.resume import (
    CUT,
    Begin,
    Begun,
    regenerated,
    reopened,
    with_more_thinking,
    with_thinking,
)
from qwq_desktop.chat.sourcing import Sourcing
from qwq_desktop.chat.view_keeper import ViewKeeper
from qwq_desktop.documents.library import DocumentLibrary
from qwq_desktop.models.session import ModelSession
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.storage.chat_sources import ChatSources
from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.records import (
    Attachment,
    ChatSummary,
    ContextCut,
    Message,
    MessageStatus,
    PassageRecord,
    Role,
)
from qwq_desktop.storage.store import ChatStore
from qwq_desktop.tools.registry import ToolRegistry


class ChatSession(QObject):
    """Brings the open chat, the running turn and the chat list together.

    Everything is asynchronous; lives in the main thread.

    Signals about messages carry the chat's id: a turn goes on when another chat is opened.
    """

    answer_retracted = Signal(int)  # message id
    busy_changed = Signal(object)  # id of the chat that is answering, or None
    chat_opened = Signal(object, object)  # ChatSummary | None, tuple[Message, ...]
    context_changed = Signal(int, float)  # tokens in the KV cache, tokens a second
    cuts_changed = Signal(object)  # tuple[ContextCut, ...] of the branch on show
    delta_received = Signal(int, object)  # message id, Streamed
    failed = Signal(object)  # QwQError that belongs to no message
    loop_noticed = Signal(int)  # message id
    message_added = Signal(object)  # Message
    message_finished = Signal(object)  # Message
    phase_changed = Signal(object)  # Phase
    prompt_read = Signal(int, int)  # tokens done, tokens in all
    question_changed = Signal(object)  # Message: older turns were brought back to it
    reading_ahead_changed = Signal(bool)  # whether the engine reads before it is asked
    remarked = Signal(int, object)  # message id, Remarked
    title_changed = Signal(str)  # of the open chat
    tool_called = Signal(int, object)  # message id, ToolStep without a result
    tool_finished = Signal(int, object)  # message id, ToolStep

    def __init__(
        self,
        store: ChatStore,
        models: ModelSession,
        settings: SettingsStore,
        tools: ToolRegistry,
        worker: Worker,
        parent: QObject | None = None,
        *,
        documents: DocumentLibrary | None = None,
    ) -> None:
        """Without `documents` nothing is searched; `sourcing` is there in any case."""
        super().__init__(parent)
        self._store = ReportingStore(store, self.failed.emit)
        searches = None
        if documents is not None:
            searches = DocumentsForTurns(documents, models, self._store, self)
        self._answering = Answering(self._store, models, settings, tools, worker, searches, self)
        self._conversation = Conversation(self._store, self._answering.live, self)
        self.list = ChatList(self._store, self._conversation, self)
        self.marks = MessageMarks(self._store, self._conversation, self._is_free, self)
        self._prewarmer = Prewarmer(self, models, settings, tools)
        self.view = ViewKeeper(
            self._conversation, self._answering, self._prewarmer, models, self._store, self
        )
        self.sourcing = Sourcing(
            *(self, self._conversation, self._prewarmer, documents, worker),
            lambda: self._answering.document_budget(self._conversation),
        )
        self._pass_on()

    def _pass_on(self) -> None:
        """What the parts tell is told to the window."""
        conversation, answering = self._conversation, self._answering
        conversation.chat_opened.connect(self.chat_opened)
        conversation.cuts_changed.connect(self.cuts_changed)
        conversation.message_added.connect(self.message_added)
        conversation.title_changed.connect(self.title_changed)
        self.list.deleted.connect(self._on_chat_deleted)
        self._prewarmer.reading_changed.connect(self.reading_ahead_changed)
        answering.answer_retracted.connect(self.answer_retracted)
        answering.begun.connect(self._on_begun)
        answering.brought_back.connect(self._on_brought_back)
        answering.busy_changed.connect(self.busy_changed)
        answering.cut_made.connect(lambda chat: conversation.set_cuts(chat.chat.id, chat.cuts))
        answering.delta_received.connect(self._on_delta)
        answering.ended.connect(self._on_ended)
        answering.loop_noticed.connect(self.loop_noticed)
        answering.message_finished.connect(self._on_message_finished)
        answering.phase_changed.connect(self.phase_changed)
        answering.prompt_read.connect(self.prompt_read)
        answering.remarked.connect(self.remarked)
        answering.tool_called.connect(self.tool_called)
        answering.tool_finished.connect(self.tool_finished)

    @property
    def chat(self) -> ChatSummary | None:
        """The open chat; None for a new one that has no message yet."""
        return self._conversation.chat

    @property
    def path(self) -> tuple[Message, ...]:
        """The open chat's messages."""
        return self._conversation.path

    @property
    def cut(self) -> ContextCut | None:
        """Where the model's view of the open chat begins; None where it has everything."""
        return self._conversation.cut

    @property
    def cuts(self) -> tuple[ContextCut, ...]:
        """All cuts of the branch on show, in the order in which they were made."""
        return self._conversation.cuts

    @property
    def sources(self) -> ChatSources:
        """The documents that the open chat asks."""
        return self._conversation.sources

    @property
    def is_busy(self) -> bool:
        """Whether a turn runs, in this chat or another."""
        return self._answering.is_busy

    @property
    def running_message_id(self) -> int | None:
        """The message that grows now."""
        running = self._answering.running
        return None if running is None else running.message_id

    @property
    def running_phase(self) -> Phase | None:
        """What the running turn is at."""
        running = self._answering.running
        return None if running is None else running.turn.phase

    def new_chat(self) -> None:
        """Open an empty chat; it is kept from its first message on."""
        self._conversation.new_chat()

    def open_chat(self, chat_id: int) -> None:
        """Open a chat from the list."""
        self._conversation.open_chat(chat_id)

    def open_message(self, chat_id: int, message_id: int) -> None:
        """Open a chat on the branch of a message; on the current one where the message is on it."""

        def show(repository: ChatRepository) -> None:
            if message_id not in (m.id for m in repository.path(chat_id)):
                repository.set_leaf(chat_id, message_id)

        self._store.call(show)
        self.open_chat(chat_id)

    def submit(self, text: str, attachments: Sequence[Attachment] = ()) -> None:
        """Ask a question in the open chat."""
        title = text.strip() or (attachments[0].name if attachments else "")
        self._ask(self.place_at_end(title), text, attachments)

    def begin(self, begin: Begin) -> None:
        """Begin a turn of another kind in the open chat, if it is free."""
        self._begin(begin)

    def ask_with(self, question: Message, passages: tuple[PassageRecord, ...]) -> None:
        """Ask a question once more, beside itself, with these passages of documents."""
        place = place_below(question.chat_id, question.parent_id)
        room = self._answering.context_length
        self._begin(asked(place, question.text, question.attachments, room, passages=passages))

    def place_at_end(self, title: str) -> Place:
        """Below what is on show; in a chat of its own where nothing is."""
        if self.chat is None:
            return place_in_new_chat(title, self.instructions, self.sources)
        return place_below(self.chat.id, self.path[-1].id if self.path else None)

    def submit_to(self, chat_id: int, text: str, attachments: Sequence[Attachment] = ()) -> None:
        """Ask a question at the end of a chat, be it open or not; what is shown stays."""
        self._ask(place_at_end(chat_id), text, attachments, chat_id)

    def ask_again(self, message_id: int, text: str, attachments: Sequence[Attachment] = ()) -> None:
        """Ask something else in place of a question, as another branch beside it."""
        message = next((m for m in self.path if m.id == message_id), None)
        if message is not None and message.role is Role.USER:
            self._ask(place_below(message.chat_id, message.parent_id), text, attachments)

    def expect(self, attachments: Sequence[Attachment]) -> None:
        """These will be sent along with the next message: let them be read already."""
        self._prewarmer.expect(tuple(attachments))

    @property
    def instructions(self) -> Instructions:
        """What the open chat sets for itself."""
        return self._conversation.instructions

    def instruct(self, instructions: Instructions) -> None:
        """Give the open chat a system prompt and a preset of its own, from the next turn on."""
        self._conversation.instruct(instructions, self._prewarmer.send)

    def regenerate(self, message_id: int) -> None:
        """Answer again, as another branch beside the answer `message_id`."""
        message = self._conversation.answer(message_id)
        if message is not None:
            self._begin(regenerated(message))

    def switch_branch(self, message_id: int, direction: int) -> None:
        """Show the next (+1) or previous (-1) sibling of a message."""
        if not self.is_busy:
            self._conversation.switch_branch(message_id, direction)

    def stop(self) -> None:
        """Stop the running turn; what came so far is kept."""
        self.view.stop_summary()
        if self._answering.running is not None:
            self._answering.running.turn.stop()

    def answer_now(self) -> None:
        """Let the running turn end its thinking and answer."""
        if self._answering.running is not None:
            self._answering.running.turn.answer_now()

    def pause(self) -> None:
        """Halt the running turn; `go_on` takes it up again, after a restart too."""
        if self._answering.running is not None:
            self._answering.running.turn.pause()

    def remark(self, text: str) -> None:
        """Put the user's words into the thinking that runs."""
        if self._answering.running is not None and text.strip():
            self._answering.running.turn.remark(text)

    def go_on(self, message_id: int) -> None:
        """Let the last answer grow again: from its pause, or from where it was cut."""
        message = self._conversation.answer(message_id)
        if message is None or message.id != self.path[-1].id:
            return
        if message.status in (*CUT, MessageStatus.PAUSED):
            self._begin(reopened(message))

    def think_more(self, message_id: int) -> None:
        """Answer again, as another branch, after thinking on from where the thought ended."""
        message = self._conversation.answer(message_id)
        if message is not None:
            self._begin(with_more_thinking(message))

    def edit_thinking(self, message_id: int, thinking: str) -> None:
        """Answer again, as another branch, going on from this thought."""
        message = self._conversation.answer(message_id)
        if message is not None:
            self._begin(with_thinking(message, thinking.rstrip()))

    def close(self) -> None:
        """Keep what the running turn has; for the end of the program.

        The next start marks it as interrupted (`ChatRepository.recover`).
        """
        self._answering.abandon()

    def _ask(
        self,
        place: Place,
        text: str,
        attachments: Sequence[Attachment],
        chat_id: int | None = None,
    ) -> None:
        text = text.strip()
        if not text and not attachments:
            self.failed.emit(QwQError("message_empty"))
            return
        room, is_quiet = self._answering.context_length, chat_id is not None
        self._begin(asked(place, text, attachments, room, is_quiet=is_quiet), chat_id)

    def _begin(self, begin: Begin, chat_id: int | None = None) -> None:
        """Begin a turn in the open chat; with `chat_id` in that chat, without showing it."""
        if not self._is_free():
            return
        if chat_id is None:
            self._conversation.supersede()
            chat_id = self.chat.id if self.chat else 0
        self._answering.begin(begin, chat_id)

    def _is_free(self) -> bool:
        """Whether a chat may change now; the user is told where it may not."""
        if self.is_busy:
            self.failed.emit(QwQError("engine_busy"))
        return not self.is_busy

    def _on_begun(self, begun: Begun) -> None:
        self._prewarmer.expect_documents("")  # they are part of this turn now
        self._conversation.show_begun(begun)
        self.list.refresh()

    def _on_chat_deleted(self, chat_id: int) -> None:
        running = self._answering.running
        if running is not None and running.chat_id == chat_id:
            running.turn.stop()
        self._prewarmer.forget(chat_id)

    def _on_brought_back(self, question: Message) -> None:
        self._conversation.replace(question)
        self.question_changed.emit(question)

    def _on_delta(self, message_id: int, delta: Streamed) -> None:
        self.delta_received.emit(message_id, delta)
        self.context_changed.emit(delta.context_used, delta.tokens_per_second)

    def _on_ended(self, message: Message, result: TurnResult) -> None:
        self._conversation.replace(message)
        if result.error is None and result.state is None:  # a pause keeps its tokens in the cache
            self._prewarmer.send()

    def _on_message_finished(self, message: Message) -> None:
        self._conversation.replace(message)
        self.message_finished.emit(message)
        self.list.refresh()
