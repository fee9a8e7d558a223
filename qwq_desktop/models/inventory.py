"""The models on this computer with all that a list shows of them. Blocking; for a worker."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from qwq_desktop.models.catalogue_entry import EntryKind
from qwq_desktop.models.foreign.recognise import program_of
from qwq_desktop.models.gguf import GgufInfo, read_metadata
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.models.origins import Origin, origin_of
from qwq_desktop.models.places import ModelPlaces
from qwq_desktop.models.references import ModelRef, identity, is_file
from qwq_desktop.models.removal import freed_bytes
from qwq_desktop.models.yarn import native_context
from qwq_desktop.platform.errors import QwQError


class Keeping(StrEnum):
    """How the program has a model."""

    BUILT_IN = "built-in"  # with the program, or in an installed package
    OWN = "own"  # in one of the model folders: the program may delete it
    IN_PLACE = "in-place"  # where the user or another program put it


@dataclass(frozen=True)
class Listed:
    """A model in the list. Sizes are bytes of all its files, `context_length` is tokens.

    `came_from` is a hub's repository, an address, another program, or "" where nothing is known;
    `last_used` is seconds since 1970. `trouble` tells why it can't be used; then nothing is known
    of what is inside.
    """

    ref: ModelRef
    keeping: Keeping
    size_bytes: int
    frees_bytes: int
    came_from: str = ""
    last_used: float | None = None
    quantisation: str = ""
    context_length: int = 0
    trouble: QwQError | None = None


def inventory(
    library: ModelLibrary, recent: Sequence[str], used: Mapping[str, float]
) -> list[Listed]:
    """All models, usable or not, as the library orders them; links to nowhere come last."""
    refs = library.available(recent)
    known = {identity(ref.path) for ref in refs}
    broken = [path for path in library.files() if not is_file(path)]
    refs += [library.listed(path) for path in broken if identity(path) not in known]
    return [_listed(ref, library.places, used) for ref in refs]


def _listed(ref: ModelRef, places: ModelPlaces, used: Mapping[str, float]) -> Listed:
    info, trouble = _inside(ref.path)
    keeping = _keeping(ref, places)
    return Listed(
        ref,
        keeping,
        size_bytes=sum(map(_size, ref.parts)),
        frees_bytes=freed_bytes(ref) if keeping is Keeping.OWN else 0,
        came_from=_came_from(ref),
        last_used=used.get(ref.id),
        quantisation=info.quantisation if info else "",
        context_length=native_context(info) if info else 0,
        trouble=trouble,
    )


def _inside(path: Path) -> tuple[GgufInfo | None, QwQError | None]:
    if path.is_symlink() and not is_file(path):
        return None, QwQError("link_broken", path=str(path), target=os.readlink(path))
    try:
        return read_metadata(path), None
    except QwQError as error:
        return None, error


def _keeping(ref: ModelRef, places: ModelPlaces) -> Keeping:
    if places.holds(ref.path):
        return Keeping.OWN
    packed = ref.entry is not None and ref.entry.kind in (EntryKind.BUILT_IN, EntryKind.PACKAGE)
    return Keeping.BUILT_IN if packed and ref.entry and ref.id == ref.entry.id else Keeping.IN_PLACE


def _came_from(ref: ModelRef) -> str:
    origin = origin_of(ref.path)
    if origin is not None:
        return _named(origin)
    program = program_of(ref.path) or program_of(Path(identity(ref.path)))
    return "" if program is None else str(program)


def _named(origin: Origin) -> str:
    if origin.repository:
        return f"{origin.source}:{origin.repository}"
    return origin.url or origin.source


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
