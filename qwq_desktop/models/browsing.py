"""Looks around on the hubs for a user: what answers, what is found, what a repository has."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from qwq_desktop.models.advice import Advice, Computer, Option, advise
from qwq_desktop.models.advising.hub_ranges import HubRanges
from qwq_desktop.models.catalogue_entry import HubSource
from qwq_desktop.models.download.http import Stopped
from qwq_desktop.models.hubs.all_hubs import Hubs
from qwq_desktop.models.hubs.choice import proposed, why_silent
from qwq_desktop.models.hubs.hub import HubListing, HubModel
from qwq_desktop.models.hubs.offers import Offer
from qwq_desktop.models.hubs.questions import Address, Place, Question, Words
from qwq_desktop.models.hubs.shelf import Shelf, as_hit, shelf_at, shelf_of
from qwq_desktop.models.remote_advice import advise_on, worth_reading
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.worker import Worker


@dataclass(frozen=True)
class Found:
    """The answer to a question.

    `source` is the hub that was asked, None for a plain address; `shelf` is there where one place
    was asked for.
    """

    question: Question
    source: HubSource | None
    models: tuple[HubModel, ...] = ()
    shelf: Shelf | None = None


@dataclass(frozen=True)
class Fitting:
    """Whether an offer fits this computer; None where its header can't say more than its size."""

    shelf: Shelf
    offer: Offer
    option: Option | None
    is_too_large: bool = False


class HubBrowser(QObject):
    """Asks on workers of its own, one for each kind of question, so that none waits for another.

    Lives in the main thread. A new search drops what the one before would still say, and breaks
    its connections off.
    """

    advice_ended = Signal(object, object)  # Shelf, Advice or None where it was broken off
    failed = Signal(object)  # QwQError, of the search
    files_failed = Signal(object, object)  # HubModel, QwQError
    files_listed = Signal(object, object)  # HubModel, Shelf
    fitted = Signal(object)  # Fitting
    found = Signal(object)  # Found
    hubs_measured = Signal(object)  # tuple of HubAnswer
    fit_failed = Signal(object, object)  # Shelf, QwQError

    def __init__(
        self,
        make_hubs: Callable[[], Hubs],
        ranges: HubRanges,
        computer: Callable[[], Computer],
        models_dir: Callable[[], Path],
        parent: QObject | None = None,
    ) -> None:
        """`computer` measures this computer and may block; `models_dir` is where models go.

        `ranges` is closed with it.
        """
        super().__init__(parent)
        self._make_hubs = make_hubs
        self._ranges = ranges
        self._computer = computer
        self._models_dir = models_dir
        self._workers: dict[str, Worker] = {}
        self._asked: Hubs | None = None  # by the search that is under way
        self._others: list[Hubs] = []  # by the rest
        self._number = 0  # of the newest search
        self._reading = threading.Event()  # set: the advice that is read is not wanted any more
        self._closed = False

    @property
    def named(self) -> HubSource | None:
        """The one hub that the environment names."""
        return self._make_hubs().named

    def endpoint(self, source: HubSource) -> str:
        """The address of a hub, or of the mirror that speaks for it."""
        return self._make_hubs()[source].endpoint

    def measure(self) -> None:
        """Ask how the hubs answer."""
        hubs = self._new_hubs()
        self._worker("hubs").submit(
            hubs.measure,
            done=self.hubs_measured.emit,
            failed=lambda _error: None,  # each hub's answer holds its own error
        )

    def ask(self, question: Question) -> None:
        """Answer with `found` or `failed`."""
        self.cancel()
        number = self._number
        hubs = self._asked = self._make_hubs()
        self._worker("search").submit(
            self._answer,
            question,
            hubs,
            done=lambda found: self.found.emit(found) if number == self._number else None,
            failed=lambda error: self._on_failed(number, error),
        )

    def cancel(self) -> None:
        """Break off the search that is under way; it says nothing any more."""
        self._number += 1
        asked, self._asked = self._asked, None
        if asked is not None:
            asked.close()

    def list_files(self, model: HubModel) -> None:
        """Answer with `files_listed` or `files_failed`."""
        hubs = self._new_hubs()
        self._worker("files").submit(
            self._listed,
            hubs,
            model,
            done=lambda shelf: self.files_listed.emit(model, shelf),
            failed=lambda error: self._tell(self.files_failed.emit, model, error),
        )

    def fit(self, shelf: Shelf) -> None:
        """Answer with `fitted` for each offer, then `advice_ended`; or with `fit_failed`."""
        self.stop_fitting()
        stopped = self._reading = threading.Event()
        self._worker("fitting").submit(
            self._fitted,
            shelf,
            stopped,
            done=lambda advice: self.advice_ended.emit(shelf, advice),
            failed=lambda error: self._tell(self.fit_failed.emit, shelf, error),
        )

    def stop_fitting(self) -> None:
        """Read no more headers than the one that is under way."""
        self._reading.set()

    def close(self) -> None:
        """Break everything off. Waits for a moment at most."""
        self._closed = True
        self.cancel()
        self.stop_fitting()
        for hubs in self._others:
            hubs.close()
        self._ranges.close()
        for worker in self._workers.values():
            worker.close(2.0)

    def _worker(self, name: str) -> Worker:
        if name not in self._workers:
            self._workers[name] = Worker(name)
        return self._workers[name]

    def _new_hubs(self) -> Hubs:
        hubs = self._make_hubs()
        self._others = [*self._others[-7:], hubs]
        return hubs

    def _on_failed(self, number: int, error: Exception) -> None:
        if number == self._number:
            self._tell(self.failed.emit, error)

    def _tell(self, emit: Callable[..., object], *facts: object) -> None:
        """Tell of what went wrong, unless it was broken off on purpose."""
        *rest, error = facts
        if isinstance(error, Stopped) or self._closed:
            return
        known = isinstance(error, QwQError)
        emit(*rest, error if known else QwQError("unexpected", reason=repr(error)))

    def _answer(self, question: Question, hubs: Hubs) -> Found:
        if isinstance(question, Address):
            return Found(question, None, shelf=shelf_at(question.url, self._ranges))
        hub = hubs[self._source(question, hubs)]
        if isinstance(question, Words):
            return Found(question, hub.source, hub.search(question.text))
        listing = hub.listing(question.repository, question.revision)
        shelf = shelf_of(listing, self._models_dir(), question.wanted)
        return Found(question, hub.source, (as_hit(listing),), shelf)

    def _source(self, question: Words | Place, hubs: Hubs) -> HubSource:
        """Whom to ask; where that is open, how the hubs answer is told on the way."""
        wanted = question.source or hubs.named
        if wanted is not None:
            return wanted
        answers = hubs.measure()
        self.hubs_measured.emit(answers)
        source = proposed(answers)
        if source is None:
            raise why_silent(answers)
        return source

    def _listed(self, hubs: Hubs, model: HubModel) -> Shelf:
        listing: HubListing = hubs[model.source].listing(model.repository)
        return shelf_of(listing, self._models_dir())

    def _fitted(self, shelf: Shelf, stopped: threading.Event) -> Advice | None:
        computer = self._computer()
        worth = worth_reading(shelf.offers, computer)
        for offer in shelf.offers:
            if offer not in worth:
                self.fitted.emit(Fitting(shelf, offer, None, _exceeds(offer, computer)))
        options: list[Option] = []
        failed: Exception | None = None
        for offer in worth:
            if stopped.is_set():
                return None
            try:
                option = advise_on((offer,), computer, self._ranges).options[0]
            except QwQError as error:
                failed, option = error, None
            options += [option] if option is not None else []
            self.fitted.emit(Fitting(shelf, offer, option))
        if failed is not None and not options:
            raise failed
        return advise([option.info for option in options], computer)


def _exceeds(offer: Offer, computer: Computer) -> bool:
    """Whether the file alone is larger than all memory."""
    cards = sum(gpu.free_bytes for gpu in computer.hardware.gpus if not gpu.unified)
    return offer.size is not None and offer.size >= computer.hardware.ram_available_bytes + cards
