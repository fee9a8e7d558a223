"""Which models lie on this computer, and what a reference such as `qwq-nano` or a path means."""

import importlib.util
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qwq_desktop.models.catalogue import (
    Catalogue,
    CatalogueEntry,
    PackageLocation,
    ResourceLocation,
    plain_name,
)
from qwq_desktop.models.gguf import GgufInfo, part_paths, read_metadata
from qwq_desktop.platform.errors import QwQError

_SUFFIX = ".gguf"
_PART = re.compile(r"-(\d{5})-of-\d{5}$")


@dataclass(frozen=True)
class ModelRef:
    """A model on this computer. `id` is the catalogue's, or for a file of the user's its path."""

    id: str
    name: str
    path: Path
    entry: CatalogueEntry | None = None


class ModelLibrary:
    """Finds model files. Its methods read the disk and block: call them off the UI thread."""

    def __init__(self, catalogue: Catalogue, resources_dir: Path, models_dir: Path) -> None:
        self._catalogue = catalogue
        self._resources_dir = resources_dir
        self._models_dir = models_dir

    def available(self, recent: Sequence[str]) -> list[ModelRef]:
        """All usable models: those that come with the program, the models folder, `recent` files.

        `recent` holds references as `resolve` takes them. A file that can't be read is listed by
        its file name: opening it tells what is wrong.
        """
        refs = [
            ModelRef(entry.id, entry.name, path, entry)
            for entry in self._catalogue.entries
            if (path := self._own_file(entry)) is not None
        ]
        known = {_identity(ref.path) for ref in refs}
        for path in (*self._files(), *(_absolute(r) for r in recent if not self._is_id(r))):
            if _identity(path) not in known and _is_file(path):
                known.add(_identity(path))
                refs.append(self._listed(path))
        return refs

    def resolve(self, reference: str) -> ModelRef:
        """The model that a catalogue id or a file path means.

        Raises QwQError: model_not_installed(id) for a known model that isn't here,
        model_missing(path), and for a file whatever `read_metadata` finds wrong with it.
        """
        entry = self._catalogue.by_id(reference)
        if entry is None:
            return self._described(_absolute(reference))
        path = self._own_file(entry)
        if path is not None:
            return ModelRef(entry.id, entry.name, path, entry)
        for found in map(self._listed, self._files()):
            if found.entry is entry:
                return found
        raise QwQError("model_not_installed", id=entry.id)

    def name_for(self, info: GgufInfo) -> str:
        """A short name for people, such as `QwQ-32B · Q4_K_M`."""
        entry = self._catalogue.match(info)
        name = info.name or _PART.sub("", info.path.stem)
        if entry is not None and plain_name(entry.name) == plain_name(name):
            name = entry.name
        if plain_name(info.quantisation) in plain_name(name):
            return name
        return f"{name} · {info.quantisation}"

    def _described(self, path: Path) -> ModelRef:
        info = read_metadata(path)
        entry = self._catalogue.match(info)
        return ModelRef(str(info.path), self.name_for(info), info.path, entry)

    def _listed(self, path: Path) -> ModelRef:
        try:
            return self._described(path)
        except QwQError:
            return ModelRef(str(path), path.stem, path)

    def _is_id(self, reference: str) -> bool:
        return self._catalogue.by_id(reference) is not None

    def _own_file(self, entry: CatalogueEntry) -> Path | None:
        """The file of an entry that comes with the program or in an installed package."""
        if isinstance(entry.location, ResourceLocation):
            path = self._resources_dir / entry.location.file
        elif isinstance(entry.location, PackageLocation):
            folder = _package_folder(entry.location.package)
            if folder is None:
                return None
            path = folder / entry.location.file
        else:
            return None
        return path if path.is_file() else None

    def _files(self) -> Iterator[Path]:
        """The model files in the models folder, of split ones the first part."""
        for path in sorted(self._models_dir.rglob("*")):
            part = _PART.search(path.stem)
            follows = part is not None and int(part[1]) > 1
            if path.suffix.lower() == _SUFFIX and path.is_file() and not follows:
                yield path


def _package_folder(package: str) -> Path | None:
    """Where a package lies, without importing it: the starter's own imports are not installed."""
    try:
        spec = importlib.util.find_spec(package)
    except (ImportError, ValueError):
        return None
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places))) if places else None


def _absolute(reference: str) -> Path:
    """A path as the user wrote it; any part of a split model means its first."""
    try:
        path = Path(reference).expanduser().absolute()
    except (OSError, RuntimeError, ValueError):
        path = Path(reference)
    parts = part_paths(path)
    return parts[0] if parts and _is_file(path) else path


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _identity(path: Path) -> str:
    try:
        return str(path.resolve())
    except (OSError, RuntimeError, ValueError):
        return str(path)
