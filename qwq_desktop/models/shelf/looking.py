"""One look at the models and the folders they lie in. Blocking; for a worker."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qwq_desktop.models.inventory import Listed, inventory
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.models.places import ModelPlaces
from qwq_desktop.models.usage import read_usage
from qwq_desktop.platform.disks import free_on_disk


@dataclass(frozen=True)
class ModelFolder:
    """A folder that is looked into. `free_bytes` is None where the system doesn't tell.

    `takes_new`: downloads go there; `is_own`: it is the program's and can't be left out.
    """

    path: Path
    is_there: bool
    free_bytes: int | None
    models: int
    size_bytes: int
    takes_new: bool
    is_own: bool


@dataclass(frozen=True)
class ShelfView:
    """What was found; `free_bytes` is of the disk that takes new models."""

    items: tuple[Listed, ...] = ()
    folders: tuple[ModelFolder, ...] = ()
    free_bytes: int | None = None

    @property
    def size_bytes(self) -> int:
        """All models together."""
        return sum(item.size_bytes for item in self.items)


def look(library: ModelLibrary, recent: Sequence[str], usage_file: Path) -> ShelfView:
    """All models and folders as they are now."""
    places = library.places
    items = tuple(inventory(library, recent, read_usage(usage_file)))
    folders = tuple(_folder(path, places, items) for path in places.all_folders)
    return ShelfView(items, folders, free_on_disk(places.downloads))


def _folder(path: Path, places: ModelPlaces, items: Sequence[Listed]) -> ModelFolder:
    held = [item for item in items if item.ref.path.is_relative_to(path)]
    is_own = path == places.own
    is_there = path.is_dir() or is_own  # our own is made when it is needed
    return ModelFolder(
        path,
        is_there,
        free_on_disk(path) if is_there else None,
        len(held),
        sum(item.size_bytes for item in held),
        takes_new=path == places.downloads,
        is_own=is_own,
    )
