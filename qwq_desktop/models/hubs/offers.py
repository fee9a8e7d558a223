"""What of a repository can be downloaded, as things that a user would choose among. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from qwq_desktop.models.download.remote_file import RemoteFile, safe_name
from qwq_desktop.models.hubs.hub import HubFile, HubListing
from qwq_desktop.models.hubs.quantisation import is_model, part_of, quantisation_of
from qwq_desktop.platform.errors import QwQError


@dataclass(frozen=True)
class Offer:
    """A model's file, or all parts of a split one in their order.

    `name` is the file's path in the repository, of a split one without its part's number;
    `size` is None where the hub doesn't tell all sizes.
    """

    name: str
    files: tuple[HubFile, ...]

    @property
    def quantisation(self) -> str:
        """As its name tells, else ""."""
        return quantisation_of(self.name)

    @property
    def size(self) -> int | None:
        """Bytes of all files together."""
        sizes = [file.size for file in self.files]
        return None if None in sizes else sum(size for size in sizes if size is not None)


def offers(listing: HubListing) -> list[Offer]:
    """The models of a repository, the smallest first; split ones only where all parts are there."""
    single: list[Offer] = []
    split: dict[tuple[str, int], dict[int, HubFile]] = {}
    for file in filter(lambda one: is_model(one.path), listing.files):
        part = part_of(file.path)
        if part is None:
            single.append(Offer(file.path, (file,)))
        else:
            name, number, count = part
            split.setdefault((name, count), {})[number] = file
    whole = [
        Offer(name, tuple(parts[number] for number in sorted(parts)))
        for (name, count), parts in split.items()
        if len(parts) == count
    ]
    return sorted([*single, *whole], key=lambda offer: (offer.size or 0, offer.name))


def chosen(listing: HubListing, wanted: str) -> Offer:
    """What a user means by a file's path or name, any part of a split one, or a quantisation.

    "" is the only model of a repository. Raises QwQError: file_not_in_repository, file_ambiguous.
    """
    known = offers(listing)
    for matches in (_is_path, _is_name, _is_quantisation) if wanted else (_is_any,):
        found = [offer for offer in known if matches(offer, wanted.casefold())]
        if len(found) == 1:
            return found[0]
        if found:
            name = wanted or listing.repository
            raise QwQError("file_ambiguous", name=name, names=_names(found))
    raise QwQError(
        "file_not_in_repository",
        name=wanted,
        repository=listing.repository,
        names=_names(known) or None,
    )


def remote_files(offer: Offer, listing: HubListing) -> tuple[RemoteFile, ...]:
    """What to fetch, the file that is opened first in front. Raises QwQError: download_name."""
    return tuple(RemoteFile(one.url, one.path, one.size, one.sha256) for one in offer.files)


def folder_for(models_dir: Path, repository: str) -> Path:
    """Where a repository's files go: files of the same name from two of them don't meet.

    Raises QwQError: download_name.
    """
    return models_dir.joinpath(*safe_name(repository).split("/"))


def origin_facts(listing: HubListing) -> dict[str, str]:
    """What the queue keeps of where a download is from."""
    return {
        "source": str(listing.source),
        "repository": listing.repository,
        "revision": listing.revision,
    }


def _is_any(offer: Offer, wanted: str) -> bool:
    del offer, wanted
    return True


def _is_path(offer: Offer, wanted: str) -> bool:
    return wanted in {offer.name.casefold(), *(file.path.casefold() for file in offer.files)}


def _is_name(offer: Offer, wanted: str) -> bool:
    paths = (offer.name, *(file.path for file in offer.files))
    return wanted in {PurePosixPath(path).name.casefold() for path in paths}


def _is_quantisation(offer: Offer, wanted: str) -> bool:
    return bool(offer.quantisation) and offer.quantisation.casefold() == wanted


def _names(found: Iterable[Offer]) -> str:
    return ", ".join(offer.name for offer in found)
