"""Looks in the user's documents for what a question needs, before the model is asked."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject

from qwq_desktop.chat.context_cut import answer_room
from qwq_desktop.chat.fitting import PromptFitter, Wanted
from qwq_desktop.chat.follow_up import self_contained
from qwq_desktop.chat.history import build_messages, question_text
from qwq_desktop.chat.measuring import measure_texts
from qwq_desktop.chat.numbering import in_view, next_number, record_of, renumbered
from qwq_desktop.chat.reporting import ReportingStore
from qwq_desktop.chat.resume import StoredChat
from qwq_desktop.chat.turn import Messages
from qwq_desktop.documents.choosing import tokens_of
from qwq_desktop.documents.library import DocumentLibrary
from qwq_desktop.documents.passages import Passage
from qwq_desktop.models.session import ModelSession
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.notice import Notice
from qwq_desktop.platform.text import estimated_tokens
from qwq_desktop.storage.records import ContextCut, DocumentUse, Message, Role

_LOG = logging.getLogger(__name__)
SEARCH_TOKENS = 6_000  # of passages, where not all of the text fits: more is slow to read
_UNKNOWN_CONTEXT = 8_192  # tokens that a server is thought to have that doesn't tell
_LEAST_SHARE = 4  # of the context that passages get at least; older turns leave for them
_SPARE_TOKENS = 384  # for what is said around the passages, and the template
_MOST_TRIES = 3  # to fit what was estimated too short

Ready = Callable[[Messages], None]
Failed = Callable[[QwQError], None]


@dataclass(frozen=True)
class Budget:
    """How many tokens of documents a question may have.

    `whole` where they are given whole, with what the model has in view of them; `searched` for the
    best passages.
    """

    whole: int
    searched: int

    def shrunk(self, share: float) -> "Budget":
        """After it turned out to be too much."""
        return Budget(int(self.whole * share), int(self.searched * share))


def budget_of(
    context_length: int, max_tokens: int, own: int, history: int = 0, known: int = 0
) -> Budget:
    """The room that a context leaves for documents; all counts in tokens.

    `own` are those of the system prompt and the question, `history` those of the turns above, of
    them `known` for passages in view. A `context_length` of 0 is one that isn't known.
    """
    context_length = context_length or _UNKNOWN_CONTEXT
    alone = context_length - answer_room(context_length, max_tokens) - _SPARE_TOKENS - own
    least = min(max(alone, 0), context_length // _LEAST_SHARE)
    new = max(alone - history, least)
    return Budget(max(0, min(new + known, alone)), min(new, SEARCH_TOKENS))


def budget_for(
    path: tuple[Message, ...], cut: ContextCut | None, wanted: Wanted, context_length: int
) -> Budget:
    """The budget of the question with which a path ends."""
    own = estimated_tokens(wanted.system_prompt) + estimated_tokens(question_text(path[-1]))
    above = build_messages(path[:-1], "", cut)
    known = in_view(path[:-1], cut)
    return budget_of(
        context_length,
        wanted.sampling.max_tokens,
        own,
        sum(estimated_tokens(message.content) for message in above),
        sum(tokens_of(one.text, one.heading) for one in known),
    )


def earlier_turns(path: tuple[Message, ...]) -> list[tuple[str, str]]:
    """The questions and answers above a question, oldest first."""
    turns: list[tuple[str, str]] = []
    for message in path:
        if message.role is Role.USER:
            turns.append((message.text, ""))
        elif turns:
            turns[-1] = (turns[-1][0], message.text)
    return turns


class QuestionSearch(QObject):
    """Completes one question by passages, and keeps them with it (`turn.Preparation`).

    Documents that were switched on by themselves are waited for while they are still being read.
    What goes wrong leaves the question as it is: it can be answered again, and then searches anew.
    """

    def __init__(
        self,
        chat: StoredChat,
        wanted: Wanted,
        fitter: PromptFitter,
        library: DocumentLibrary,
        models: ModelSession,
        store: ReportingStore,
    ) -> None:
        """`chat` ends with the question and the answer that begins."""
        super().__init__(fitter)
        self._chat = chat
        self._wanted = wanted
        self._fitter = fitter
        self._library = library
        self._models = models
        self._store = store
        self._path = chat.path[:-1]
        self._is_waiting = False
        self._is_over = False
        self._was_damaged = False  # the index, which is being made anew
        self._tries = 0
        self._ready: Ready = lambda _: None
        self._failed: Failed = lambda _: None

    def begin(self, ready: Ready, failed: Failed) -> None:
        """Search; `ready` gets the conversation with the passages in its question."""
        self._ready, self._failed = ready, failed
        self._library.document_changed.connect(self._look)
        self._library.documents_removed.connect(self._look)
        self._library.paused_changed.connect(self._look)
        self._library.noticed.connect(self._on_noticed)
        self._is_waiting = True
        self._library.when_loaded(self._look)

    def stop(self) -> None:
        """The turn is over: nothing is told any more."""
        self._is_waiting, self._is_over = False, True

    def _on_noticed(self, notice: Notice) -> None:
        if self._is_waiting and not self._library.is_loaded:  # and never will be
            self._is_waiting = False
            self._on_broken(QwQError(notice.code, **notice.facts))

    def _look(self, *_: object) -> None:
        if not self._is_waiting or not self._library.is_loaded:
            return
        readiness = self._library.asking.readiness(self._chat.sources)
        lacks = self._was_damaged or not readiness.is_searchable
        waits = readiness.is_named_read or (readiness.is_any_read and lacks)
        if waits and not self._library.is_paused:
            return
        self._is_waiting = False
        if readiness.is_searchable:
            context_length = int(self._models.state.facts.get("context_length") or 0)
            self._search(budget_for(self._path, self._chat.cut, self._wanted, context_length))
        else:
            self._failed(QwQError("documents_unreadable"))

    def _search(self, budget: Budget) -> None:
        self._tries += 1
        question = self_contained(self._path[-1].text, earlier_turns(self._path[:-1]))
        self._library.asking.passages_for(
            question,
            budget.whole,
            lambda found: self._on_found(found, budget),
            self._on_broken,
            scope=self._chat.sources,
            search_tokens=budget.searched,
        )

    def _on_broken(self, error: Exception) -> None:
        if self._is_over:
            return
        is_damaged = isinstance(error, QwQError) and error.code == "index_damaged"
        if is_damaged and not self._was_damaged:
            self._was_damaged = self._is_waiting = True
            self._look()
        else:
            _LOG.warning("the documents were not searched: %r", error)
            self._failed(QwQError("documents_not_searched", detail=repr(error)))

    def _on_found(self, found: tuple[Passage, ...], budget: Budget) -> None:
        """Number what was found, and see by the model's own count whether it fits."""
        if self._is_over:
            return
        known = in_view(self._path[:-1], self._chat.cut)
        passages = renumbered(found, known, next_number(self._path))
        question = asked_with(self._path[-1], passages)
        context_length = int(self._models.state.facts.get("context_length") or 0)
        room = context_length - answer_room(context_length, self._wanted.sampling.max_tokens)

        def measured(sizes: list[int]) -> None:
            if self._is_over:
                return
            if self._tries < _MOST_TRIES and context_length and sizes[0] > room:
                self._search(budget.shrunk(0.9 * room / sizes[0]))
            else:
                self._keep(question)

        measure_texts(self._models, (question_text(question),), measured)

    def _keep(self, question: Message) -> None:
        def kept(_: None) -> None:
            if self._is_over:
                return
            self._fitter.complete(question)
            self._ready(self._fitter.messages())

        self._store.call(
            lambda repository: repository.context.set_passages(
                question.id, question.passages, DocumentUse.ASKED
            ),
            kept,
            lambda: self._on_broken(QwQError("documents_not_searched")),
        )


def asked_with(question: Message, passages: tuple[Passage, ...]) -> Message:
    """The question with what it is asked with."""
    records = tuple(map(record_of, passages))
    turn = replace(question.turn, documents=DocumentUse.ASKED)
    return replace(question, passages=records, turn=turn)
