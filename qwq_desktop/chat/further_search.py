"""Lets the model search the documents of a chat again while it answers."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt, Signal

from qwq_desktop.chat.numbering import renumbered
from qwq_desktop.chat.sources import rendered
from qwq_desktop.documents.library import DocumentLibrary
from qwq_desktop.documents.passages import Passage
from qwq_desktop.platform.speech import is_chinese
from qwq_desktop.storage.chat_sources import ChatSources
from qwq_desktop.tools.document_search import document_search
from qwq_desktop.tools.registry import ToolError, ToolRegistry

_LOG = logging.getLogger(__name__)
TOKENS = 1_500  # of passages that one search yields
_PATIENCE_S = 30.0  # only if the library never answers
_OVER = "the search was stopped"
_ABOVE = "Of the passages above, these fit: {numbers}."
_NOTHING = "Nothing fits this search. Other words may find more; else say that it isn't there."


@dataclass
class Reach:
    """What a turn may search, and what its model has seen of it.

    `view` gives what stands in the prompt, and the first number that is free; `found` hears in the
    main thread of passages that are new, which are then among `own`.
    """

    sources: ChatSources
    view: Callable[[], tuple[tuple[Passage, ...], int]]
    found: Callable[[tuple[Passage, ...]], None]
    own: tuple[Passage, ...] = ()

    def taken(self, found: tuple[Passage, ...]) -> tuple[tuple[Passage, ...], tuple[int, ...]]:
        """What of it is new, under its numbers, and the numbers of what is known."""
        known, first = self.view()
        first = max((first, *(one.number + 1 for one in self.own)))
        passages = renumbered(found, (*known, *self.own), first)
        new = tuple(one for one in passages if one.number >= first)
        if new:
            self.own += new
            self.found(new)
        return new, tuple(one.number for one in passages if one.number < first)


@dataclass
class _Search:
    """A call on its way between two threads."""

    query: str
    reach: Reach
    is_over: threading.Event = field(default_factory=threading.Event)
    result: str | None = None
    trouble: str = _OVER


class FurtherSearch(QObject):
    """Answers the tool `search_documents`: called on a worker, it asks the library from here."""

    _called = Signal(object)  # _Search

    def __init__(self, library: DocumentLibrary, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._current: _Search | None = None
        self._is_closed = False
        self._called.connect(self._on_called, Qt.ConnectionType.QueuedConnection)

    def offered_with(self, tools: ToolRegistry, reach: Reach) -> ToolRegistry:
        """The tools, and the search in a turn's reach."""
        return tools.joined_by(document_search(lambda query: self._run(query, reach)))

    def close(self) -> None:
        """Let go of a worker that waits: no event loop runs any more."""
        self._is_closed = True
        if self._current is not None:
            self._current.is_over.set()

    def _run(self, query: str, reach: Reach) -> str:
        """On a worker: wait for what the library says. Raises ToolError."""
        search = _Search(query, reach)
        self._current = search  # before the look at _is_closed, as `close` does the reverse
        if self._is_closed:
            raise ToolError(_OVER)
        self._called.emit(search)
        search.is_over.wait(_PATIENCE_S)
        if search.result is None:
            raise ToolError(search.trouble)
        return search.result

    def _on_called(self, search: _Search) -> None:
        def found(passages: tuple[Passage, ...]) -> None:
            search.result = told(*search.reach.taken(passages), search.query)
            search.is_over.set()

        def failed(error: Exception) -> None:
            _LOG.warning("a model's search in the documents failed: %r", error)
            search.trouble = "the documents could not be searched"
            search.is_over.set()

        self._library.asking.passages_for(
            search.query, 0, found, failed, scope=search.reach.sources, search_tokens=TOKENS
        )


def told(new: tuple[Passage, ...], above: tuple[int, ...], query: str) -> str:
    """The result as the model reads it."""
    parts = [rendered(new, is_chinese(query))] if new else []
    if above:
        parts.append(_ABOVE.format(numbers=", ".join(f"[{number}]" for number in above)))
    return "\n\n".join(parts) or _NOTHING
