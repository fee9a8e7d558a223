"""Advises on the catalogue's models for this computer, model by model as the hub answers."""

import time
from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QObject, Signal

from qwq_desktop.models.advice import Computer
from qwq_desktop.models.advising.asking import Asking, Recalled
from qwq_desktop.models.advising.ladder import candidates, next_to_ask, recommended_of
from qwq_desktop.models.advising.model_advice import ModelAdvice
from qwq_desktop.models.catalogue import Catalogue, CatalogueEntry
from qwq_desktop.models.catalogue_entry import HubLocation
from qwq_desktop.models.prepared import gpus_of
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.worker import Worker

FRESH_S = 24 * 3600.0  # what was said in this time isn't asked for again
_OF_ONE_MODEL = ("repository_missing", "repository_needs_token", "repository_forbidden")


class ModelAdvisor(QObject):
    """Lives in the main thread and never waits; its own worker asks.

    `recall` is quick and stays on this computer. `begin` and `ask` go to the hub: call them only
    for a user who wants to see models.
    """

    advised = Signal(object)  # ModelAdvice, of a model anew or for the first time
    asking_changed = Signal()
    computer_measured = Signal(object)  # Computer
    failed = Signal(str, object)  # id of the model's entry, QwQError
    recommendation_found = Signal(object)  # ModelAdvice, or None where none fits

    def __init__(
        self,
        catalogue: Catalogue,
        asking: Asking,
        probe: Callable[[], dict[str, Any]],
        clock: Callable[[], float] = time.time,
        parent: QObject | None = None,
    ) -> None:
        """`probe` tells what an engine found in this computer, {} while none was asked."""
        super().__init__(parent)
        hubs = (e for e in catalogue.entries if isinstance(e.location, HubLocation))
        self._entries = {entry.id: entry for entry in hubs}
        self._ladder = candidates(catalogue.entries)
        self._asking_work = asking
        self._probe = probe
        self._clock = clock
        self._worker = Worker("advice", self)
        self._closed = False
        self._computer: Computer | None = None
        self._known: dict[str, ModelAdvice] = {}
        self._wanted: dict[str, bool] = {}  # asked for by the user, and whether anew
        self._pending: set[str] = set()
        self._failed: dict[str, QwQError] = {}
        self._is_recalling = False
        self._walks = False
        self._anew = False
        self._told: set[str] = set()  # since the user last wanted to know

    @property
    def entries(self) -> tuple[CatalogueEntry, ...]:
        """The models that can be asked about, in the catalogue's order."""
        return tuple(self._entries.values())

    @property
    def computer(self) -> Computer | None:
        """This computer, once it was measured."""
        return self._computer

    @property
    def is_choosing(self) -> bool:
        """Whether the recommendation is still being looked for."""
        return self._walks

    def advice_on(self, entry_id: str) -> ModelAdvice | None:
        """What is known of a model."""
        return self._known.get(entry_id)

    def error_of(self, entry_id: str) -> QwQError | None:
        """Why the last question about a model failed."""
        return self._failed.get(entry_id)

    def is_asking(self, entry_id: str) -> bool:
        """Whether a model is being asked about."""
        return entry_id in self._pending or entry_id in self._wanted

    def recommended(self) -> ModelAdvice | None:
        """The model to begin with, of those known so far."""
        return recommended_of(self._ladder, self._known)

    def recall(self) -> None:
        """Tell what is remembered, worked out for this computer as it is now; no network."""
        if self._is_recalling or self._closed:
            return
        self._is_recalling = True
        probe = self._probe()
        gpus = gpus_of(probe) if probe else None
        self._worker.submit(self._asking_work.recall, self.entries, gpus, done=self._on_recalled)

    def begin(self, *, anew: bool = False) -> None:
        """Look for the model to begin with; `anew` asks again about what is known.

        Ends in `recommendation_found`, or in `failed` where the hub can't be asked.
        """
        self._anew = anew
        self._told.clear()
        self._failed.clear()
        self._walks = True
        self.asking_changed.emit()
        self.recall()

    def ask(self, entry_id: str, *, anew: bool = False) -> None:
        """Tell of one model; `anew` asks the hub even if it was asked not long ago."""
        self._failed.pop(entry_id, None)
        self._wanted[entry_id] = anew
        self.asking_changed.emit()
        if self._computer is None:
            self.recall()
        else:
            self._ask_wanted()

    def close(self) -> None:
        """Break off, and end the worker."""
        self._closed = True
        self._asking_work.close()
        self._worker.close()

    def _on_recalled(self, recalled: Recalled) -> None:
        self._is_recalling = False
        self._computer = recalled.computer
        self._known.update((one.entry.id, one) for one in recalled.advices)
        self.computer_measured.emit(recalled.computer)
        for advice in recalled.advices:
            self.advised.emit(advice)
        self._ask_wanted()
        self._walk()

    def _ask_wanted(self) -> None:
        wanted, self._wanted = self._wanted, {}
        for entry_id, anew in wanted.items():
            if anew or not self._is_fresh(entry_id):
                self._submit(self._entries[entry_id])
        self.asking_changed.emit()

    def _walk(self) -> None:
        """Ask about the next model that could be recommended, one at a time."""
        if not self._walks or self._computer is None or self._pending & _ids(self._ladder):
            return
        fresh = {i: one for i, one in self._known.items() if self._stands(i)}
        entry = next_to_ask(self._ladder, fresh, self._failed, self._computer)
        if entry is not None:
            self._submit(entry)
            return
        self._walks = False
        self.asking_changed.emit()
        self.recommendation_found.emit(self.recommended())

    def _submit(self, entry: CatalogueEntry) -> None:
        if entry.id in self._pending or self._computer is None:
            return
        self._pending.add(entry.id)
        self.asking_changed.emit()

        def told(answer: ModelAdvice | QwQError | None) -> None:
            self._on_told(entry.id, answer)

        self._worker.submit(self._asking_work.ask, entry, self._computer, done=told)

    def _on_told(self, entry_id: str, answer: ModelAdvice | QwQError | None) -> None:
        self._pending.discard(entry_id)
        if isinstance(answer, ModelAdvice):
            self._known[entry_id] = answer
            self._told.add(entry_id)
            self.advised.emit(answer)
        elif answer is not None:
            self._failed[entry_id] = answer
            if answer.code not in _OF_ONE_MODEL:
                self._walks = False  # the next question would end the same way
            self.failed.emit(entry_id, answer)
        self.asking_changed.emit()
        self._walk()

    def _stands(self, entry_id: str) -> bool:
        """Whether what is known of a model needn't be asked for again in this search."""
        return entry_id in self._told or (not self._anew and self._is_fresh(entry_id))

    def _is_fresh(self, entry_id: str) -> bool:
        known = self._known.get(entry_id)
        return known is not None and self._clock() - FRESH_S < known.asked.asked_at


def _ids(entries: Iterable[CatalogueEntry]) -> set[str]:
    return {entry.id for entry in entries}
