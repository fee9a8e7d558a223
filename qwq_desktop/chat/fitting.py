"""Makes a turn's prompt fit its context: the oldest turns leave, and where is remembered.

Nothing is counted while it fits: the engine renders the prompt once, and refuses it before reading
when the room for an answer is missing. Only then are the turns measured, here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from qwq_desktop.chat.bring_back import bring_back
from qwq_desktop.chat.context_cut import (
    STEP_SHARE,
    TurnSize,
    answer_room,
    first_kept,
    least_room,
    newest_cut,
    parted,
    turns_of,
)
from qwq_desktop.chat.history import build_messages
from qwq_desktop.chat.measuring import measure_turns
from qwq_desktop.chat.reporting import ReportingStore
from qwq_desktop.chat.resume import StoredChat, stored_chat
from qwq_desktop.engine.protocol import ChatMessage
from qwq_desktop.models.session import ModelSession
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.settings.schema import SamplingSettings
from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.records import Message

Fitted = Callable[[tuple[ChatMessage, ...]], None]
Failed = Callable[[QwQError], None]


@dataclass(frozen=True)
class Wanted:
    """What a turn takes from the settings; `sampling.max_tokens` bounds its answer."""

    system_prompt: str
    sampling: SamplingSettings


class PromptFitter(QObject):
    """Serves one turn: says how much room it needs, and finds it when the engine lacks it."""

    cut_made = Signal(object)  # StoredChat, whose newest cut is new
    brought_back = Signal(object)  # Message: the question, with what was found for it

    def __init__(
        self,
        chat: StoredChat,
        wanted: Wanted,
        models: ModelSession,
        store: ReportingStore,
        *,
        is_fixed: bool = False,
        is_answered: bool = False,
        parent: QObject | None = None,
    ) -> None:
        """`is_fixed` keeps the prompt as it is: a paused turn goes on with the one it had.

        `is_answered` makes room for the next question: nothing is brought back to the last one.
        """
        super().__init__(parent)
        self._chat = chat
        self._wanted = wanted
        self._models = models
        self._store = store
        self._is_tight = is_fixed
        self._is_fixed = is_fixed
        self._is_answered = is_answered

    @property
    def chat(self) -> StoredChat:
        """The chat as this turn knows it: up to its answer."""
        return self._chat

    def messages(self) -> tuple[ChatMessage, ...]:
        """The conversation up to the question, without the turns that left."""
        path = self._chat.path[:-1]
        return build_messages(path, self._wanted.system_prompt, self._chat.cut)

    def complete(self, question: Message) -> None:
        """The question has more to it by now, which its prompt shall hold."""
        path = tuple(question if one.id == question.id else one for one in self._chat.path)
        self._chat = replace(self._chat, path=path)
        self.brought_back.emit(question)

    def needed_room(self) -> int:
        """Tokens that the prompt has to leave free."""
        context_length = self._context_length()
        if self._is_fixed or not context_length:
            return 1
        if self._is_tight:
            return least_room(context_length)
        return answer_room(context_length, self._wanted.sampling.max_tokens)

    def fit(self, refusal: QwQError, fitted: Fitted, failed: Failed) -> None:
        """After the engine refused the prompt: shorten it; `failed` if nothing more can leave."""
        tokens, context_length = refusal.facts.get("tokens"), refusal.facts.get("available")
        context_length = context_length or self._context_length()
        turns = turns_of(parted(self._chat.path, self._chat.cut)[1])
        alone = len(turns) < 2
        if self._is_fixed or not context_length or (alone and self._is_answered):
            failed(refusal)
        elif alone:
            self._make_do(refusal, int(context_length), fitted, failed)
        else:
            excess = int(tokens or context_length) + self.needed_room() - int(context_length)
            self._measure(turns, excess, int(context_length), fitted, failed)

    def _make_do(
        self, refusal: QwQError, context_length: int, fitted: Fitted, failed: Failed
    ) -> None:
        """The question alone is left: a shorter answer, where there is room for one at all."""
        if not self._is_tight and not self._models.state.is_remote:
            self._is_tight = True
            fitted(self.messages())
            return
        room = 0 if self._models.state.is_remote else least_room(context_length)
        facts = {**refusal.facts, "available": context_length - room}
        failed(QwQError("message_too_long", detail=refusal.detail, **facts))

    def _measure(
        self,
        turns: Sequence[tuple[Message, ...]],
        excess: int,
        context_length: int,
        fitted: Fitted,
        failed: Failed,
    ) -> None:
        def measured(sizes: list[TurnSize]) -> None:
            available, question = context_length - least_room(context_length), sizes[-1].tokens
            if question > available:  # nothing leaves for a question that can't be answered
                failed(QwQError("message_too_long", tokens=question, available=available))
                return
            kept = first_kept(sizes, excess, context_length // STEP_SHARE)
            if kept is not None:
                self._cut(kept, context_length, fitted, failed)

        measure_turns(self._models, turns, measured)

    def _cut(self, kept: int, context_length: int, fitted: Fitted, failed: Failed) -> None:
        chat_id, answered = self._chat.chat.id, self._is_answered

        def work(repository: ChatRepository) -> tuple[StoredChat, Message | None]:
            repository.context.add_cut(kept)
            found = None if answered else bring_back(repository, chat_id, context_length)
            return stored_chat(repository, chat_id), found

        def done(result: tuple[StoredChat, Message | None]) -> None:
            self._chat, found = result
            if newest_cut(self._chat.cuts, self._chat.path) is None:  # another branch is on show
                failed(QwQError("chat_missing", id=chat_id))
                return
            self.cut_made.emit(self._chat)
            if found is not None:
                self.brought_back.emit(found)
            fitted(self.messages())

        def not_kept() -> None:
            failed(QwQError("context_full", context_length=context_length))

        self._store.call(work, done, not_kept)

    def _context_length(self) -> int:
        return int(self._models.state.facts.get("context_length") or 0)
