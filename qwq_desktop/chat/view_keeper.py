"""What the model keeps in view of the open chat: measured, made room in ahead, summarised."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from qwq_desktop.chat.answering import Answering
from qwq_desktop.chat.context_cut import WARN_SHARE
from qwq_desktop.chat.conversation import Conversation
from qwq_desktop.chat.instructions import instructions_of
from qwq_desktop.chat.prewarm import Prewarmer
from qwq_desktop.chat.reporting import ReportingStore
from qwq_desktop.chat.resume import StoredChat
from qwq_desktop.chat.summarising import Summariser
from qwq_desktop.models.session import ModelSession
from qwq_desktop.models.state import ModelStatus
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.storage.records import Message, MessageStatus


@dataclass(frozen=True)
class ViewUse:
    """How full the model's view is, in tokens.

    `history` is what the next turn begins with, `room` what it may have before old turns leave,
    `context_length` the whole.
    """

    history: int
    room: int
    context_length: int

    @property
    def is_nearly_full(self) -> bool:
        """Whether the next questions will make old turns leave."""
        return self.room > 0 and self.history >= WARN_SHARE * self.room

    @property
    def is_full(self) -> bool:
        """Whether the next question will."""
        return 0 < self.room <= self.history


class ViewKeeper(QObject):
    """Watches over the open chat between its turns."""

    measured = Signal(object)  # ViewUse
    summarising_changed = Signal(bool)

    def __init__(
        self,
        conversation: Conversation,
        answering: Answering,
        prewarmer: Prewarmer,
        models: ModelSession,
        store: ReportingStore,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._conversation = conversation
        self._answering = answering
        self._prewarmer = prewarmer
        self._models = models
        self._store = store
        self._summariser: Summariser | None = None
        prewarmer.history_measured.connect(self._on_measured)
        answering.message_finished.connect(self._on_finished)

    def summarise(self) -> None:
        """Let the model summarise the older part of the open chat."""
        chat = self._stored()
        if chat is None or self._models.state.status is not ModelStatus.READY:
            return
        if self._answering.is_busy or _is_paused(chat):
            code = "engine_busy" if self._answering.is_busy else "answer_paused"
            self._store.report(QwQError(code))
            return
        self._answering.hold(chat.chat.id)
        wanted = self._answering.wanted(instructions_of(chat.chat))
        summariser = Summariser(chat, wanted, self._models, self._store, self)
        self._summariser = summariser
        summariser.failed.connect(self._store.report)
        summariser.finished.connect(self._on_summarised)
        self.summarising_changed.emit(True)
        summariser.start()

    def stop_summary(self) -> None:
        """End the summary that is being made; nothing changes."""
        if self._summariser is not None:
            self._summariser.stop()

    def show_all_again(self) -> None:
        """Let the model see all of the open chat; what doesn't fit leaves again.

        A paused answer keeps the view that it was begun with.
        """
        chat = self._stored()
        if chat is None or _is_paused(chat):
            return
        chat_id = chat.chat.id
        self._store.call(
            lambda repository: repository.context.remove_cuts(chat_id),
            lambda _: self._take(StoredChat(chat.chat, chat.path, ())),
        )

    def _on_measured(self, tokens: int) -> None:
        room = self._answering.prompt_room(self._conversation.instructions)
        use = ViewUse(tokens, room, self._answering.context_length)
        self.measured.emit(use)
        chat = self._stored()
        is_settled = chat is not None and not self._answering.is_busy and not _is_paused(chat)
        if use.is_full and chat is not None and is_settled:
            # The next question would make turns leave: what stays is read while nobody waits.
            self._answering.make_room(chat, tokens, self._prewarmer.send)

    def _on_finished(self, message: Message) -> None:
        """A server reads nothing ahead, but tells what its answers took."""
        turn = message.turn
        counts = self._models.state.is_remote and turn.prompt_tokens
        if counts and self._conversation.is_open(message.chat_id):
            self._on_measured(turn.prompt_tokens + turn.answer_tokens)

    def _on_summarised(self, chat: StoredChat | None) -> None:
        summariser, self._summariser = self._summariser, None
        self._answering.release()
        self.summarising_changed.emit(False)
        if chat is not None:
            self._take(chat)
        if summariser is not None:
            summariser.deleteLater()

    def _take(self, chat: StoredChat) -> None:
        self._conversation.set_cuts(chat.chat.id, chat.cuts)
        self._prewarmer.send()

    def _stored(self) -> StoredChat | None:
        shown = self._conversation
        if shown.chat is None or not shown.path:
            return None
        return StoredChat(shown.chat, shown.path, shown.cuts)


def _is_paused(chat: StoredChat) -> bool:
    """Whether the last answer shall go on exactly: with the view that it was begun with."""
    return chat.path[-1].status is MessageStatus.PAUSED
