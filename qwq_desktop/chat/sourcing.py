"""The documents of the open chat: which it asks, what they gave, and whether answers hold."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal, SignalInstance

from qwq_desktop.chat.asking import Place, summarised
from qwq_desktop.chat.conversation import Conversation
from qwq_desktop.chat.examining import Examiner
from qwq_desktop.chat.machine import Phase
from qwq_desktop.chat.numbering import all_on, next_number, passages_of, record_of
from qwq_desktop.chat.prewarm import Prewarmer
from qwq_desktop.chat.reading_ahead import DocumentsAhead
from qwq_desktop.chat.resume import Begin
from qwq_desktop.chat.searching import Budget
from qwq_desktop.documents.citing.verdicts import Examination
from qwq_desktop.documents.library import DocumentLibrary
from qwq_desktop.documents.passages import Passage
from qwq_desktop.documents.sources import SourceState
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.worker import Worker
from qwq_desktop.storage.chat_sources import ChatSources
from qwq_desktop.storage.records import Message, PassageRecord, Role

_EVERYTHING = 1 << 40  # tokens: a whole document, however long


class Turns(Protocol):
    """What begins turns in the open chat, and tells of them: `ChatSession`."""

    message_finished: SignalInstance
    phase_changed: SignalInstance
    failed: SignalInstance

    @property
    def is_busy(self) -> bool:
        """Whether a turn runs."""

    def begin(self, begin: Begin) -> None:
        """Begin a turn in the open chat."""

    def ask_with(self, question: Message, passages: tuple[PassageRecord, ...]) -> None:
        """Ask a question once more, beside itself, with these passages."""

    def place_at_end(self, title: str) -> Place:
        """Below what is on show."""


class Sourcing(QObject):
    """What the window asks about documents in the chat; lives in the main thread, never waits.

    A question in a chat with documents switched on is kept at once; then they are searched
    (`searching_changed`), then the model is asked. `session.stop` ends each of these.
    """

    examined = Signal(int, object)  # id of an answer, Examination
    searching_changed = Signal(bool)  # looking in the documents, before the model is asked
    sources_changed = Signal(object)  # ChatSources of the open chat

    def __init__(
        self,
        session: QObject,
        conversation: Conversation,
        prewarmer: Prewarmer,
        library: DocumentLibrary | None,
        worker: Worker,
        budget: Callable[[], Budget | None],
    ) -> None:
        """`session` is a `Turns`, and owns this; without a library there are no documents.

        `budget` is that of the next question (`DocumentsAhead`).
        """
        super().__init__(session)
        self._turns: Turns = session  # type: ignore[assignment]
        self._conversation = conversation
        self._prewarmer = prewarmer
        self._library = library
        self._is_searching = False
        self._examiner: Examiner | None = None
        self._ahead: DocumentsAhead | None = None
        conversation.sources_changed.connect(self.sources_changed)
        self._turns.phase_changed.connect(self._on_phase)
        if library is not None:
            self._examiner = Examiner(library, worker, self)
            self._examiner.examined.connect(self.examined)
            self._ahead = DocumentsAhead(library, conversation, prewarmer, budget, self)
            conversation.chat_opened.connect(lambda _chat, path: self._show(path))
            self._turns.message_finished.connect(self._on_finished)

    @property
    def sources(self) -> ChatSources:
        """The documents and collections that the open chat asks."""
        return self._conversation.sources

    @property
    def is_searching(self) -> bool:
        """Whether documents are looked through for a question, before the model is asked."""
        return self._is_searching

    def set_sources(self, sources: ChatSources) -> None:
        """Let the open chat ask these, from the next question on.

        A chat without a message keeps them with its first one.
        """
        if sources != self.sources:
            self._conversation.set_sources(sources, self._prewarmer.send)

    def examination(self, answer_id: int) -> Examination | None:
        """What came of examining an answer; None where there is nothing (yet)."""
        return None if self._examiner is None else self._examiner.of(answer_id)

    def passages(self, question_id: int) -> tuple[Passage, ...]:
        """The passages that a question was asked with; of an answer those that the model found."""
        message = self._message(question_id)
        return () if message is None else passages_of(message)

    def cited_passages(self, answer_id: int) -> tuple[Passage, ...]:
        """All that a number in an answer may mean: the passages of the branch up to it."""
        return all_on(self._path_to(answer_id))

    def ask_again(self, question_id: int, passages: Sequence[Passage]) -> None:
        """Ask a question once more, as another branch, with other passages.

        They may be edited, fewer or more; a passage that is new, or whose number means other words
        in the chat, gets a number of its own.
        """
        question = self._message(question_id)
        if question is None or question.role is not Role.USER:
            return
        above = self._path_to(question_id)[:-1]
        records = tuple(record_of(one) for one in unambiguous(passages, above))
        self._turns.ask_with(question, records)

    def summarise(self, document_id: int) -> None:
        """Let the model summarise a whole document, as an answer in the open chat.

        Its progress is that of reading; its passages are all of the text, so that each number opens
        its place.
        """
        if self._library is None:
            return
        if self._turns.is_busy:
            self._turns.failed.emit(QwQError("engine_busy"))
            return
        scope = ChatSources(frozenset([document_id]))
        self._library.asking.passages_for(
            "", _EVERYTHING, self._summarise, self._on_unread, scope=scope
        )

    def check_source(self, document_id: int, done: Callable[[SourceState], None]) -> None:
        """Whether a cited document's file is still as it was read."""
        if self._library is None:
            done(SourceState.MISSING)
        else:
            self._library.asking.check_source(document_id, done)

    def _summarise(self, passages: tuple[Passage, ...]) -> None:
        if not passages:
            self._turns.failed.emit(QwQError("documents_unreadable"))
            return
        first = next_number(self._conversation.path)
        numbered = [replace(one, number=number) for number, one in enumerate(passages, first)]
        text = QCoreApplication.translate("Sourcing", "Summarise “{name}”")
        text = text.format(name=passages[0].name)
        place = self._turns.place_at_end(text)
        self._turns.begin(summarised(place, text, tuple(map(record_of, numbered))))

    def _on_unread(self, error: Exception) -> None:
        self._turns.failed.emit(QwQError("documents_not_searched", detail=repr(error)))

    def _on_phase(self, phase: Phase) -> None:
        if self._is_searching != (phase is Phase.SEARCHING):
            self._is_searching = not self._is_searching
            self.searching_changed.emit(self._is_searching)

    def _show(self, path: tuple[Message, ...]) -> None:
        if self._examiner is not None:
            self._examiner.show(path)

    def _on_finished(self, message: Message) -> None:
        if self._ahead is not None:
            self._ahead.look()
        path = self._path_to(message.id)
        if self._examiner is not None and path:
            self._examiner.look_at(path)

    def _message(self, message_id: int) -> Message | None:
        return next((one for one in self._conversation.path if one.id == message_id), None)

    def _path_to(self, message_id: int) -> tuple[Message, ...]:
        """The branch on show down to a message; () where it isn't on it."""
        path = self._conversation.path
        ids = [one.id for one in path]
        return path[: ids.index(message_id) + 1] if message_id in ids else ()


def unambiguous(passages: Sequence[Passage], above: tuple[Message, ...]) -> tuple[Passage, ...]:
    """The passages with numbers that mean nothing else on the branch, each once."""
    meant = {one.number: one.text for one in all_on(above)}
    free = max((next_number(above), *(one.number + 1 for one in passages)))
    numbered: list[Passage] = []
    for passage in passages:
        text = meant.get(passage.number, passage.text if passage.number > 0 else None)
        if text != passage.text or any(one.number == passage.number for one in numbered):
            passage, free = replace(passage, number=free), free + 1
        meant[passage.number] = passage.text
        numbered.append(passage)
    return tuple(numbered)
