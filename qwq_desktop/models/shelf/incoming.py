"""What the user brings: models at some paths, what is wrong with others, what a move takes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from qwq_desktop.models.foreign.recognise import program_of
from qwq_desktop.models.importing import Candidate, candidates, move_in
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.models.references import absolute, identity
from qwq_desktop.platform.copying import Asked, Tell, told_from
from qwq_desktop.platform.disks import free_on_disk, on_same_disk
from qwq_desktop.platform.errors import QwQError


@dataclass(frozen=True)
class Incoming:
    """A model that can be taken in; `is_held` if it is among the user's models already."""

    candidate: Candidate
    name: str
    is_held: bool

    @property
    def path(self) -> Path:
        """Its first file."""
        return self.candidate.path

    @property
    def size_bytes(self) -> int:
        """All its files."""
        return self.candidate.info.file_bytes


@dataclass(frozen=True)
class Offer:
    """What was found at the paths that the user brought.

    `copy_bytes` of `folder`'s disk are taken by a move, where models lie on another one.
    """

    models: tuple[Incoming, ...]
    troubles: tuple[QwQError, ...]
    folder: Path
    copy_bytes: int = 0
    free_bytes: int | None = None

    @property
    def new(self) -> tuple[Incoming, ...]:
        """Those that are not held yet."""
        return tuple(model for model in self.models if not model.is_held)

    @property
    def programs(self) -> tuple[str, ...]:
        """The other programs that would miss them if they were moved."""
        owners = (program_of(model.path) for model in self.new)
        return tuple(dict.fromkeys(str(owner) for owner in owners if owner is not None))

    @property
    def size_bytes(self) -> int:
        """Of those that are not held yet."""
        return sum(model.size_bytes for model in self.new)

    @property
    def has_room(self) -> bool:
        """Whether they can be moved, as far as the system tells."""
        return self.free_bytes is None or self.copy_bytes < self.free_bytes


@dataclass(frozen=True)
class Taken:
    """A model that was moved to one of our folders."""

    model: Incoming
    path: Path


def offer_of(paths: Sequence[str], library: ModelLibrary) -> Offer:
    """All models at some paths, files and folders, each once. Blocking; for a worker."""
    models: dict[str, Incoming] = {}
    troubles: list[QwQError] = []
    held = {identity(path) for path in library.files()}
    for path in map(absolute, paths):
        try:
            found = candidates(path)
        except QwQError as error:
            troubles.append(error)
            continue
        troubles += found.troubles
        for one in found.models:
            key = identity(one.path)
            models.setdefault(key, Incoming(one, library.name_for(one.info), key in held))
    folder = library.places.downloads
    new = [model for model in models.values() if not model.is_held]
    copied = sum(one.size_bytes for one in new if not on_same_disk(one.path, folder))
    return Offer(tuple(models.values()), tuple(troubles), folder, copied, free_on_disk(folder))


def move_all(
    models: Iterable[Incoming], folder: Path, taken: list[Taken], tell: Tell, stopped: Asked
) -> tuple[QwQError, ...]:
    """Move models to a folder; `taken` gets each that is there, also before a stop.

    What can't be moved is returned, and the others are moved all the same. Raises Stopped.
    """
    troubles: list[QwQError] = []
    before = 0
    for model in models:
        try:
            path = move_in(model.candidate, folder, told_from(before, tell), stopped)
            taken.append(Taken(model, path))
        except QwQError as error:
            troubles.append(error)
        before += 2 * model.size_bytes
    return tuple(troubles)
