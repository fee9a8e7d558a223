"""The documents of `ask --doc`: read, searched for the question, and the proof of its answer."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from qwq_desktop.chat.examining import as_read
from qwq_desktop.chat.further_search import FurtherSearch, Reach
from qwq_desktop.chat.searching import budget_of
from qwq_desktop.chat.sources import with_sources
from qwq_desktop.chat.turn import Messages
from qwq_desktop.cli.document_watch import DocumentWatch
from qwq_desktop.cli.fitting import TerminalFitter
from qwq_desktop.cli.output import AnswerPrinter, print_error
from qwq_desktop.documents.citing.examining import Texts, examine
from qwq_desktop.documents.citing.verdicts import Examination, QuoteVerdict, Verdict
from qwq_desktop.documents.library import Added, DocumentLibrary
from qwq_desktop.documents.passages import Passage
from qwq_desktop.documents.states import DocumentState
from qwq_desktop.models.session import ModelSession
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.text import estimated_tokens
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.schema import SamplingSettings
from qwq_desktop.storage.chat_sources import ChatSources
from qwq_desktop.tools.registry import ToolRegistry

Cited = tuple[int | None, str | None, int | None]  # number, document, page
_UNDER_WAY = (DocumentState.WAITING, DocumentState.READING)


class AskedDocuments:
    """Documents for one question: those that the library didn't hold leave it afterwards."""

    def __init__(self, library: DocumentLibrary, models: ModelSession, worker: Worker) -> None:
        self._library = library
        self._models = models
        self._worker = worker
        self._further = FurtherSearch(library)
        self._borrowed: tuple[int, ...] = ()
        self._sources = ChatSources()
        self._passages: tuple[Passage, ...] = ()
        self._question = ""

    def read(self, paths: Sequence[str]) -> bool:
        """Read the files, and wait; False after telling which of them can't be.

        Raises QwQError, and Stopped at Ctrl+C.
        """
        library = self._library
        library.set_busy(True)  # vectors give way: those of the best hits are made at the question
        watch = DocumentWatch(library)
        library.start()
        watch.until(lambda: library.is_loaded or bool(watch.troubles))
        held = {entry.document.id for entry in library.entries}

        def begin(done: Callable[[Added], None]) -> None:
            library.add(paths, None, done)

        added = watch.value(begin)
        self._borrowed = tuple(one for one in added.document_ids if one not in held)
        self._sources = ChatSources(frozenset(added.document_ids))
        watch.until(lambda: bool(watch.troubles) or not self._is_reading())
        library.pause()  # what else the library has to read is not for now
        entries = [entry for one in added.document_ids if (entry := library.entry(one))]
        troubles = [entry.status.trouble for entry in entries if not entry.status.is_searchable]
        told = [*added.refused, *(one for one in troubles if one is not None), *watch.troubles]
        for notice in told:
            print_error(QwQError(notice.code, **notice.facts))
        return not told

    def preparation(
        self, messages: Messages, fitter: TerminalFitter, sampling: Callable[[], SamplingSettings]
    ) -> "TerminalSearch":
        """The search for the question with which the messages end."""
        self._question = messages[-1].content
        return TerminalSearch(self, messages, fitter, sampling)

    def offered_with(self, tools: ToolRegistry) -> ToolRegistry:
        """The tools, and the search in these documents."""
        reach = Reach(
            self._sources, lambda: (self._passages, len(self._passages) + 1), self._keep_too
        )
        return self._further.offered_with(tools, reach)

    def find(
        self,
        max_tokens: int,
        messages: Messages,
        found: Callable[[tuple[Passage, ...]], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """What the model shall read for the question."""
        context_length = int(self._models.state.facts.get("context_length") or 0)
        said = sum(estimated_tokens(message.content) for message in messages)
        budget = budget_of(context_length, max_tokens, said)

        def keep(passages: tuple[Passage, ...]) -> None:
            self._passages = passages
            found(passages)

        self._library.asking.passages_for(
            self._question,
            budget.whole,
            keep,
            failed,
            scope=self._sources,
            search_tokens=budget.searched,
        )

    def cite(self, answer: str, printer: AnswerPrinter, done: Callable[[], None]) -> None:
        """Print what an answer cites, each with its verdict, and then `done`."""

        def told(examination: Examination) -> None:
            tell(examination, self._passages, printer)
            done()

        def with_texts(texts: Texts) -> None:
            self._worker.submit(self._examined, answer, texts, done=told, failed=without)

        def without(_error: Exception) -> None:
            told(examine(answer, self._passages, {}, self._question))

        self._library.asking.texts(self._passages, with_texts, without)

    def close(self) -> None:
        """Leave the library as it was."""
        self._further.close()
        if self._borrowed:
            self._library.remove(self._borrowed)

    def _examined(self, answer: str, texts: Texts) -> Examination:
        known = as_read(texts, self._passages)
        return examine(answer, self._passages, known, self._question)

    def _keep_too(self, passages: tuple[Passage, ...]) -> None:
        self._passages += passages

    def _is_reading(self) -> bool:
        entries = (self._library.entry(one) for one in self._sources.document_ids)
        return any(entry is not None and entry.status.state in _UNDER_WAY for entry in entries)


class TerminalSearch:
    """Completes a question by passages (`turn.Preparation`)."""

    def __init__(
        self,
        documents: AskedDocuments,
        messages: Messages,
        fitter: TerminalFitter,
        sampling: Callable[[], SamplingSettings],
    ) -> None:
        self._documents = documents
        self._messages = messages
        self._fitter = fitter
        self._sampling = sampling

    def begin(self, ready: Callable[[Messages], None], failed: Callable[[QwQError], None]) -> None:
        """Search; `ready` gets the conversation with the passages in its question."""

        def found(passages: tuple[Passage, ...]) -> None:
            *above, question = self._messages
            content = with_sources(question.content, passages)
            messages = (*above, replace(question, content=content))
            self._fitter.complete(messages)
            ready(messages)

        def broke(error: Exception) -> None:
            failed(QwQError("documents_not_searched", detail=repr(error)))

        self._documents.find(self._sampling().max_tokens, self._messages, found, broke)

    def stop(self) -> None:
        """A terminal has no stop but the end of the process."""


def tell(examination: Examination, passages: Sequence[Passage], printer: AnswerPrinter) -> None:
    """Print each quotation, and each number that belongs to none of them, in their order."""
    known = {passage.number: passage for passage in passages}
    quoted = {number for quote in examination.quotes for number in quote.numbers}
    lines = [
        (quote.start, _cited(quote, known), quote.text, str(quote.verdict))
        for quote in examination.quotes
        if quote.verdict is not Verdict.TOO_SHORT
    ]
    for mark in examination.numbers:
        if mark.number not in quoted:
            cited: Cited = (mark.number, None, None)
            if passage := known.get(mark.number):
                cited = (mark.number, *_place(passage, passage.span.page))
            lines.append((mark.start, cited, "", "not_quoted" if passage else "unknown_number"))
    for _, cited, text, verdict in sorted(lines, key=lambda line: line[0]):
        printer.citation(*cited, text, verdict)


def _cited(quote: QuoteVerdict, known: dict[int, Passage]) -> Cited:
    """The number, document and page of a quotation: where it stands, else what it cites."""
    cited = [known[number] for number in quote.numbers if number in known]
    if quote.verdict is Verdict.VERIFIED and quote.place is not None:
        there = [one for one in cited if one.document_id == quote.place.document_id]
        own = (one for one in known.values() if one.document_id == quote.place.document_id)
        passage = there[0] if there else next(own, None)
        if passage is not None:
            return (quote.numbers or (None,))[0], *_place(passage, quote.place.page)
    if cited:
        return cited[0].number, *_place(cited[0], cited[0].span.page)
    return (quote.numbers or (None,))[0], None, None


def _place(passage: Passage, page: int) -> tuple[str, int | None]:
    return passage.name, page if passage.is_paged else None
