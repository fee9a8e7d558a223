"""What one place elsewhere has to download, as the search shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from qwq_desktop.models.download.remote_file import RemoteFile
from qwq_desktop.models.hubs.direct import ADDRESS, check, files_at
from qwq_desktop.models.hubs.hub import HubFile, HubListing, HubModel
from qwq_desktop.models.hubs.offers import (
    Offer,
    chosen,
    folder_for,
    offers,
    origin_facts,
    remote_files,
)
from qwq_desktop.models.hubs.quantisation import part_of
from qwq_desktop.models.ranges import RangeSource
from qwq_desktop.platform.errors import QwQError


@dataclass(frozen=True)
class Order:
    """What the queue of downloads needs to know."""

    title: str
    files: tuple[RemoteFile, ...]
    folder: Path
    origin: dict[str, str]


@dataclass(frozen=True)
class Shelf:
    """The offers of a repository, or of a plain address where `listing` is None.

    `present` are names of offers whose files lie where a download would put them.
    """

    offers: tuple[Offer, ...]
    listing: HubListing | None = None
    present: frozenset[str] = frozenset()

    def order(self, offer: Offer, models_dir: Path) -> Order:
        """How to fetch an offer. Raises QwQError: download_name."""
        if self.listing is None:
            files = tuple(RemoteFile(one.url, one.path, one.size) for one in offer.files)
            return Order(offer.name, files, models_dir, {"source": ADDRESS})
        folder = folder_for(models_dir, self.listing.repository)
        files = remote_files(offer, self.listing)
        return Order(offer.name, files, folder, origin_facts(self.listing))


def shelf_of(listing: HubListing, models_dir: Path, wanted: str = "") -> Shelf:
    """What a repository has; of a `wanted` file that alone. Looks at the disk.

    Raises QwQError: file_not_in_repository, file_ambiguous.
    """
    found = (chosen(listing, wanted),) if wanted else tuple(offers(listing))
    return Shelf(found, listing, _present(found, models_dir, listing.repository))


def shelf_at(url: str, source: RangeSource) -> Shelf:
    """The model at a plain address. Blocks. Raises QwQError as `direct.files_at` and `check` do."""
    files = files_at(url)
    sizes = check(files, source)
    name = files[0].name
    part = part_of(name)
    found = tuple(HubFile(f.name, f.url, size) for f, size in zip(files, sizes, strict=True))
    return Shelf((Offer(part[0] if part else name, found),))


def as_hit(listing: HubListing) -> HubModel:
    """A repository that was named, as if the search had found it."""
    return HubModel(listing.source, listing.repository, listing.licence, is_gated=listing.is_gated)


def _present(found: Iterable[Offer], models_dir: Path, repository: str) -> frozenset[str]:
    try:
        folder = folder_for(models_dir, repository)
        return frozenset(
            offer.name
            for offer in found
            if all((folder / file.path).is_file() for file in offer.files)
        )
    except (QwQError, OSError, ValueError):
        return frozenset()
