"""From a piece of advice to a download, and which of the files are on this computer already."""

from pathlib import Path, PurePosixPath

from qwq_desktop.models.advising.model_advice import ModelAdvice
from qwq_desktop.models.download.item import DownloadItem
from qwq_desktop.models.download.queue import DownloadQueue
from qwq_desktop.models.hubs.offers import Offer, folder_for, origin_facts, remote_files
from qwq_desktop.models.library import ModelLibrary

Installed = dict[tuple[str, int], Path]
"""Model files on this computer by name, in small letters, and bytes."""

ENTRY = "entry"  # in a download's origin: the id of the catalogue's entry


def fetch(queue: DownloadQueue, advice: ModelAdvice, offer: Offer, models: Path) -> DownloadItem:
    """Queue the download of an offer into the folder `models`. Raises QwQError: download_name."""
    listing = advice.asked.listing
    files = remote_files(offer, listing)
    origin = {**origin_facts(listing), ENTRY: advice.entry.id}
    return queue.add(title_of(advice, offer), files, folder_for(models, listing.repository), origin)


def title_of(advice: ModelAdvice, offer: Offer) -> str:
    """What people call it: `QwQ-32B · Q4_K_M`."""
    kind = offer.quantisation or PurePosixPath(offer.name).stem
    return f"{advice.entry.name} · {kind}"


def item_of(queue: DownloadQueue, advice: ModelAdvice, offer: Offer) -> DownloadItem | None:
    """The download of an offer, if there is one, into whichever folder."""
    repository = advice.asked.listing.repository
    names = [file.path for file in offer.files]
    return next(
        (
            item
            for item in queue.items
            if item.origin.get("repository") == repository
            and [file.name for file in item.files] == names
        ),
        None,
    )


def installed(library: ModelLibrary) -> Installed:
    """The model files that are here, wherever they came from. Blocking; for a worker."""
    found: Installed = {}
    for path in library.files():
        try:
            found[(path.name.casefold(), path.stat().st_size)] = path
        except OSError:
            continue
    return found


def arrived(item: DownloadItem) -> Installed:
    """The file to open of a download that is whole, as `installed` will find it."""
    path, size = item.paths[0], item.files[0].size
    return {} if size is None else {(path.name.casefold(), size): path}


def installed_path(offer: Offer, here: Installed) -> Path | None:
    """The file to open of an offer that is here."""
    first = offer.files[0]
    name = PurePosixPath(first.path).name.casefold()
    return None if first.size is None else here.get((name, first.size))
