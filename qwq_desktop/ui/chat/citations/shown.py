"""What the chat view knows of all its answers' citations, so that widgets can come and go."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from qwq_desktop.documents.citing.verdicts import Examination
from qwq_desktop.documents.passages import Passage
from qwq_desktop.documents.sources import SourceState
from qwq_desktop.ui.chat.citations.around import AroundAnswer


@dataclass(frozen=True)
class Known:
    """What is known of one answer."""

    own: tuple[Passage, ...] = ()  # that its question was asked with
    meant: tuple[Passage, ...] = ()  # that its numbers may mean
    was_asked: bool = False
    examination: Examination | None = None


class ShownCitations(QObject):
    """Keeps it by the answers' ids, and tells the parts of an answer when they are made."""

    citation_activated = Signal(int, int, object)  # answer's id, number or 0, Place | None
    inside_requested = Signal(int)  # answer's id
    sources_listed = Signal(int)  # answer's id

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: dict[int, Known] = {}
        self._states: dict[int, SourceState] = {}
        self._made: dict[int, AroundAnswer] = {}

    def clear(self) -> None:
        """Other answers will be shown."""
        self._known.clear()
        self._states.clear()

    def set_passages(
        self,
        answer_id: int,
        own: tuple[Passage, ...],
        meant: tuple[Passage, ...],
        *,
        was_asked: bool,
    ) -> None:
        """What an answer's question was asked with, and all that its numbers may mean."""
        before = self._known.get(answer_id, Known())
        self._tell(answer_id, replace(before, own=own, meant=meant, was_asked=was_asked))

    def set_examination(
        self, answer_id: int, examination: Examination | None, passages: tuple[Passage, ...]
    ) -> None:
        """What came of examining an answer."""
        before = self._known.get(answer_id, Known())
        meant = passages or before.meant
        self._tell(answer_id, replace(before, meant=meant, examination=examination))

    def set_states(self, states: Mapping[int, SourceState]) -> None:
        """How it stands with documents' files, by their ids."""
        self._states.update(states)
        for around in self._made.values():
            around.show_states(self._states)

    def adopt(self, answer_id: int, around: AroundAnswer) -> None:
        """An answer's parts were made: tell them what is known."""
        self._made[answer_id] = around
        around.destroyed.connect(partial(self._forget, answer_id, around))
        around.citation_activated.connect(partial(self.citation_activated.emit, answer_id))
        around.inside_requested.connect(partial(self.inside_requested.emit, answer_id))
        around.sources_listed.connect(partial(self.sources_listed.emit, answer_id))
        known = self._known.get(answer_id)
        if known is not None:
            self._show(around, known)

    def _forget(self, answer_id: int, around: AroundAnswer, *_: object) -> None:
        if self._made.get(answer_id) is around:
            del self._made[answer_id]

    def _tell(self, answer_id: int, known: Known) -> None:
        self._known[answer_id] = known
        around = self._made.get(answer_id)
        if around is not None:
            self._show(around, known)

    def _show(self, around: AroundAnswer, known: Known) -> None:
        around.show_passages(known.own, known.meant, was_asked=known.was_asked)
        around.show_examination(known.examination, known.meant)
        around.show_states(self._states)
