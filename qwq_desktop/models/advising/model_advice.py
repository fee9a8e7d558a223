"""What is known of one model of the catalogue: what a hub said of it, and what follows. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from qwq_desktop.models.advice import Computer
from qwq_desktop.models.catalogue_entry import CatalogueEntry
from qwq_desktop.models.gguf import GgufInfo
from qwq_desktop.models.hubs.hub import HubListing
from qwq_desktop.models.hubs.offers import Offer, offers
from qwq_desktop.models.remote_advice import OfferAdvice, advice_from


@dataclass(frozen=True)
class Asked:
    """What a hub told of a model: the files, and of some what they say of themselves.

    `infos` is keyed by the offers' names; `asked_at` is seconds since 1970; `bytes_per_second` is
    how quickly the headers came, 0 where none had to be read.
    """

    listing: HubListing
    infos: Mapping[str, GgufInfo]
    asked_at: float
    bytes_per_second: float = 0.0

    @property
    def known(self) -> dict[Offer, GgufInfo]:
        """The headers by their offers."""
        by_name = {offer.name: offer for offer in offers(self.listing)}
        return {by_name[name]: info for name, info in self.infos.items() if name in by_name}


@dataclass(frozen=True)
class ModelAdvice:
    """Which files there are of a model, and what they would be on this computer."""

    entry: CatalogueEntry
    asked: Asked
    found: OfferAdvice

    @property
    def recommended(self) -> Offer | None:
        """The file to take; None where none fits."""
        return self.found.recommended


def advised(entry: CatalogueEntry, asked: Asked, computer: Computer) -> ModelAdvice:
    """What a computer can do with what a hub told."""
    found = advice_from(offers(asked.listing), asked.known, computer)
    return ModelAdvice(entry, asked, found)


def still_known(before: Asked | None, listing: HubListing) -> dict[Offer, GgufInfo]:
    """The headers that need not be read again: of the same files by their hash, or commit."""
    if before is None:
        return {}
    same_commit = (before.listing.source, before.listing.repository, before.listing.revision) == (
        listing.source,
        listing.repository,
        listing.revision,
    )
    old = {offer.name: info for offer, info in before.known.items()}
    hashes = {_hashes(offer): info for offer, info in before.known.items() if _hashes(offer)}
    found: dict[Offer, GgufInfo] = {}
    for offer in offers(listing):
        info = hashes.get(_hashes(offer)) or (old.get(offer.name) if same_commit else None)
        if info is not None:
            found[offer] = info
    return found


def _hashes(offer: Offer) -> tuple[str, ...]:
    """The hashes of an offer's files; () unless all are told."""
    known = tuple(file.sha256 for file in offer.files if file.sha256)
    return known if len(known) == len(offer.files) else ()
