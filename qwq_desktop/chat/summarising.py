"""Lets the model summarise the older part of a chat; the summary then stands for it."""

from dataclasses import replace

from PySide6.QtCore import QObject

from qwq_desktop.chat.context_cut import TurnSize, answer_room, first_kept, parted, turns_of
from qwq_desktop.chat.fitting import Wanted
from qwq_desktop.chat.history import build_messages
from qwq_desktop.chat.measuring import measure_turns
from qwq_desktop.chat.prewarm import chat_key
from qwq_desktop.chat.quiet_task import QuietTask
from qwq_desktop.chat.reporting import ReportingStore
from qwq_desktop.chat.resume import StoredChat, stored_chat
from qwq_desktop.engine.protocol import ChatMessage
from qwq_desktop.models.session import ModelSession
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.records import ContextCut, Message

LONGEST_SUMMARY = 768  # tokens
_SHARE = 8  # of the context that a summary may take
_INSTRUCTION = (
    "Summarise our conversation so far for yourself: what I asked and want, what you found or "
    "decided, names, numbers and open questions. Write short sentences in the language of the "
    "conversation, no greeting, nothing new."
)


class Summariser(QuietTask):
    """One summary in the making; `finished` carries the StoredChat with the new cut.

    Where turns have left the prompt already, these are summarised, else the older half of the chat.
    The chat's turns are the beginning of the prompt, so that most of it lies in the cache.
    """

    def __init__(
        self,
        chat: StoredChat,
        wanted: Wanted,
        models: ModelSession,
        store: ReportingStore,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(models, parent)
        self._chat = chat
        self._wanted = wanted
        self._store = store
        self._boundary = 0  # the first message that isn't summarised
        self._part: tuple[Message, ...] = ()
        self._before: ContextCut | None = None  # whose summary goes into this one

    def start(self) -> None:
        """Begin; the model is ready."""
        self._watch_model()
        cut = self._chat.cut
        if cut is not None and not cut.summary:
            others = [c for c in self._chat.cuts if c.summary and c.message_id < cut.message_id]
            self._before = max(others, key=lambda c: c.message_id, default=None)
            self._summarise_before(cut.message_id)
        else:
            self._before = cut
            self._measure()

    def _measure(self) -> None:
        """Find the middle of what is in view."""
        turns = turns_of(parted(self._chat.path, self._chat.cut)[1])

        def measured(sizes: list[TurnSize]) -> None:
            kept = first_kept(sizes, 1, sum(turn.tokens for turn in sizes) // 2)
            if kept is None:
                self._fail(QwQError("nothing_to_summarise"))
            else:
                self._summarise_before(kept)

        measure_turns(self._models, turns, measured)

    def _summarise_before(self, boundary: int) -> None:
        self._boundary = boundary
        gone, _ = parted(self._chat.path, ContextCut(boundary))
        self._part = parted(gone, self._before)[1]
        self._ask()

    def _ask(self) -> None:
        context_length = int(self._models.state.facts.get("context_length") or 0)
        most = min(LONGEST_SUMMARY, context_length // _SHARE or LONGEST_SUMMARY)
        conversation = build_messages(self._part, self._wanted.system_prompt, self._opening())
        self._ask_model(
            (*conversation, ChatMessage("user", _INSTRUCTION)),
            self._wanted.sampling,
            most,
            answer_room(context_length, most) if context_length else 1,
            chat_key(self._chat.chat.id),
        )

    def _opening(self) -> ContextCut | None:
        """The earlier summary, before the first turn of this part."""
        if self._before is None or not self._part:
            return None
        return replace(self._before, message_id=self._part[0].id)

    def _on_answer(self, text: str, *, is_sound: bool) -> None:
        summary = text.strip()
        if is_sound and summary:
            self._keep(summary)
        else:
            self._fail(QwQError("nothing_to_summarise"))

    def _on_error(self, error: QwQError) -> None:
        turns = turns_of(self._part)
        if error.code == "message_too_long" and len(turns) > 1:
            newer = turns[len(turns) // 2 :]  # several cuts together may be more than fits
            self._part = tuple(message for turn in newer for message in turn)
            self._ask()
        else:
            self._fail(error)

    def _keep(self, summary: str) -> None:
        boundary, chat_id = self._boundary, self._chat.chat.id

        def work(repository: ChatRepository) -> StoredChat:
            repository.context.add_cut(boundary, summary)
            return stored_chat(repository, chat_id)

        self._store.call(work, self._end, lambda: self._end(None))
