"""The blocking work behind advice: measures the computer, asks the hub, keeps what it said."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from qwq_desktop.models.advice import Computer
from qwq_desktop.models.advising.hub_ranges import HubRanges
from qwq_desktop.models.advising.model_advice import Asked, ModelAdvice, advised, still_known
from qwq_desktop.models.advising.store import read_asked, write_asked
from qwq_desktop.models.catalogue_entry import CatalogueEntry, HubLocation, HubSource
from qwq_desktop.models.download.http import Stopped
from qwq_desktop.models.hubs.all_hubs import Hubs
from qwq_desktop.models.hubs.hub import Hub, HubListing
from qwq_desktop.models.hubs.offers import offers
from qwq_desktop.models.remote_advice import read_headers
from qwq_desktop.models.this_computer import measured_computer, probe_cards
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.hardware import Gpu

_LOG = logging.getLogger(__name__)
_ELSEWHERE = ("repository_missing", "repository_needs_token", "repository_forbidden")


@dataclass(frozen=True)
class Recalled:
    """This computer, and what follows for it from what is remembered."""

    computer: Computer
    advices: tuple[ModelAdvice, ...]


class Asking:
    """Lives on one worker thread, but for `close`."""

    def __init__(
        self,
        hubs: Hubs,
        ranges: HubRanges,
        kept_in: Path,
        speeds_file: Path,
        downloads: Callable[[], Path],
        choose_hub: Callable[[], Hub] | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`downloads` tells where a new model would lie; `choose_hub` None takes the preferred."""
        self._hubs = hubs
        self._ranges = ranges
        self._kept_in = kept_in
        self._speeds_file = speeds_file
        self._downloads = downloads
        self._choose_hub = choose_hub or hubs.preferred
        self._clock = clock
        self._stopping = threading.Event()
        self._asked: dict[str, Asked] | None = None
        self._hub: Hub | None = None

    def close(self) -> None:
        """End what is under way, from any thread."""
        self._stopping.set()
        self._hubs.close()
        self._ranges.close()

    def recall(self, entries: Sequence[CatalogueEntry], gpus: tuple[Gpu, ...] | None) -> Recalled:
        """What is remembered of these models; `gpus` None asks an engine which there are."""
        computer = measured_computer(self._cards(gpus), self._speeds_file, self._downloads())
        known = self._known()
        found = [_advised(one, known[one.id], computer) for one in entries if one.id in known]
        return Recalled(computer, tuple(one for one in found if one is not None))

    def ask(self, entry: CatalogueEntry, computer: Computer) -> ModelAdvice | QwQError | None:
        """Ask the hub about a model. An error is the answer too; None when it was closed."""
        try:
            return self._ask(entry, computer)
        except Stopped:
            return None
        except QwQError as error:
            self._hub = None  # the other one may answer next time
            return None if self._stopping.is_set() else error

    def _ask(self, entry: CatalogueEntry, computer: Computer) -> ModelAdvice | None:
        if self._hub is None:
            self._hub = self._choose_hub()
        self._ranges.begin_measuring()
        listing = self._listing(entry, self._hub)
        before = self._known().get(entry.id)
        infos = read_headers(
            offers(listing),
            computer,
            self._ranges,
            self._stopping.is_set,
            still_known(before, listing),
        )
        if self._stopping.is_set():
            return None
        pace = self._ranges.bytes_per_second or (before.bytes_per_second if before else 0.0)
        named = {offer.name: info for offer, info in infos.items()}
        asked = Asked(listing, named, self._clock(), pace)
        self._keep(entry, asked)
        return advised(entry, asked, computer)

    def _listing(self, entry: CatalogueEntry, hub: Hub) -> HubListing:
        """The first of the model's repositories that can be seen, on this hub if it has any."""
        failed: QwQError | None = None
        for source, repository in _places(entry, hub.source):
            try:
                return (hub if source is hub.source else self._hubs[source]).listing(repository)
            except QwQError as error:
                if error.code not in _ELSEWHERE:
                    raise
                failed = failed or error
        raise failed or QwQError("repository_missing", host="", repository=entry.name)

    def _cards(self, gpus: tuple[Gpu, ...] | None) -> tuple[Gpu, ...]:
        if gpus is not None:
            return gpus
        try:
            return probe_cards()
        except QwQError as error:
            _LOG.warning("no engine tells the cards: %s", error)
            return ()

    def _known(self) -> dict[str, Asked]:
        if self._asked is None:
            self._asked = read_asked(self._kept_in)
        return self._asked

    def _keep(self, entry: CatalogueEntry, asked: Asked) -> None:
        known = self._known()
        known[entry.id] = asked
        try:
            write_asked(self._kept_in, known)
        except OSError as error:  # it is a convenience: the next start asks again
            _LOG.warning("what the hub said was not kept: %r", error)


def _places(entry: CatalogueEntry, first: HubSource) -> list[tuple[HubSource, str]]:
    """Where to look: the repositories on this hub, on the other only where it has none."""
    if not isinstance(entry.location, HubLocation):
        return []
    places = [(one.source, one.repository) for one in entry.location.repositories]
    return [place for place in places if place[0] is first] or places


def _advised(entry: CatalogueEntry, asked: Asked, computer: Computer) -> ModelAdvice | None:
    """Advice from the file of an earlier run, which anything may have happened to."""
    try:
        return advised(entry, asked, computer)
    except (TypeError, ValueError, ArithmeticError, LookupError) as error:
        _LOG.info("what was kept of %s is unusable: %r", entry.id, error)
        return None
