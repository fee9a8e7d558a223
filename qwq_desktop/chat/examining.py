"""Examines answers against the documents that they cite, beside the window."""

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from qwq_desktop.chat.numbering import all_on
from qwq_desktop.documents.citing.examining import Texts, examine
from qwq_desktop.documents.citing.verdicts import Examination
from qwq_desktop.documents.library import DocumentLibrary
from qwq_desktop.documents.passages import Passage
from qwq_desktop.platform.worker import Worker
from qwq_desktop.storage.records import DocumentUse, Message, MessageStatus, Role

_LOG = logging.getLogger(__name__)
_BRACKET = re.compile(r"[\[［【]\s*[\d０-９]")
_UNDER_WAY = (MessageStatus.STREAMING, MessageStatus.PAUSED)


@dataclass(frozen=True)
class _Task:
    """An answer, with all that a number in it may mean.

    `is_beside` tells that no documents were asked for it: only what cites a number is of interest.
    """

    message_id: int
    answer: str
    question: str
    passages: tuple[Passage, ...]
    is_beside: bool = False


class Examiner(QObject):
    """Keeps the examinations of the answers on show in memory; lives in the main thread.

    What is cited is looked for in the text as it was read, whatever became of the file since: how
    the file is now is a question of its own (`Asking.check_source`). Where the text is gone, each
    passage is its own proof.
    """

    examined = Signal(int, object)  # message id, Examination

    def __init__(
        self, library: DocumentLibrary, worker: Worker, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._worker = worker
        self._known: dict[int, tuple[_Task, Examination]] = {}
        self._waiting: list[_Task] = []
        self._current: _Task | None = None

    def of(self, message_id: int) -> Examination | None:
        """The examination of an answer; None while there is none."""
        known = self._known.get(message_id)
        return None if known is None else known[1]

    def show(self, path: tuple[Message, ...]) -> None:
        """Another chat or branch is on show: examine its answers, the last one first.

        What isn't on it is forgotten.
        """
        if not any(message.passages or message.turn.documents for message in path):
            path = ()  # as most chats are
        tasks = [task for place in range(len(path)) if (task := _task(path, place))]
        ids = {task.message_id for task in tasks}
        self._known = {number: one for number, one in self._known.items() if number in ids}
        self._waiting = []
        for task in tasks:
            self._add(task)

    def look_at(self, path: tuple[Message, ...]) -> None:
        """The last message of a path is an answer that ended."""
        task = _task(path, len(path) - 1)
        if task is not None:
            self._add(task)

    def _add(self, task: _Task) -> None:
        known = self._known.get(task.message_id)
        if known is None or known[0] != task:
            self._waiting.append(task)
            self._go_on()

    def _go_on(self) -> None:
        if self._current is not None or not self._waiting:
            return
        self._current = task = self._waiting.pop()
        self._library.asking.texts(
            task.passages, partial(self._on_texts, task), lambda _: self._on_texts(task, {})
        )

    def _on_texts(self, task: _Task, texts: Texts) -> None:
        def broke(error: Exception) -> None:
            _LOG.error("an answer could not be examined", exc_info=error)
            self._current = None
            self._go_on()

        self._worker.submit(
            _examined, task, texts, done=partial(self._on_examined, task), failed=broke
        )

    def _on_examined(self, task: _Task, examination: Examination) -> None:
        self._current = None
        self._known[task.message_id] = (task, examination)
        self.examined.emit(task.message_id, examination)
        self._go_on()


def _task(path: tuple[Message, ...], place: int) -> _Task | None:
    """What there is to examine in the answer at a place of a path; None where nothing is."""
    answer, asked = path[place], path[place - 1] if place else None
    if answer.role is not Role.ASSISTANT or answer.status in _UNDER_WAY or asked is None:
        return None
    is_beside = not asked.turn.documents and not answer.passages
    if not answer.text or (is_beside and not _BRACKET.search(answer.text)):
        return None
    passages = all_on(path[: place + 1])
    if not passages and (is_beside or asked.turn.documents != DocumentUse.ASKED):
        return None
    return _Task(answer.id, answer.text, asked.text, passages, is_beside)


def _examined(task: _Task, texts: Texts) -> Examination:
    known = as_read(texts, task.passages)
    found = examine(task.answer, task.passages, known, task.question)
    if task.is_beside:
        numbers = tuple(number for number in found.numbers if number.place is not None)
        return Examination(tuple(quote for quote in found.quotes if quote.numbers), numbers)
    return found


def as_read(texts: Texts, passages: Sequence[Passage]) -> Texts:
    """The texts without those documents that were read anew since, and differ.

    A quotation that was true when the answer was given stays proven by its passage.
    """
    changed = {
        one.document_id
        for one in passages
        if one.document_id in texts
        and one.span.end - one.span.start == len(one.text)  # else the user edited it
        and one.text != _there(texts[one.document_id], one)
    }
    return {number: pages for number, pages in texts.items() if number not in changed}


def _there(pages: Mapping[int, str], passage: Passage) -> str:
    return pages.get(passage.span.page, "")[passage.span.start : passage.span.end]
