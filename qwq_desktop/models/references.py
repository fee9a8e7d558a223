"""What a model is called by: an id, or a path as the user wrote it."""

import importlib.util
import os
from dataclasses import dataclass
from pathlib import Path

from qwq_desktop.models.catalogue_entry import CatalogueEntry
from qwq_desktop.models.gguf import part_paths


@dataclass(frozen=True)
class ModelRef:
    """A model on this computer. `id` is the catalogue's, or for a file of the user's its path."""

    id: str
    name: str
    path: Path
    entry: CatalogueEntry | None = None

    @property
    def parts(self) -> tuple[Path, ...]:
        """All files of the model that its name promises."""
        return tuple(part_paths(self.path)) or (self.path,)


def package_folder(package: str) -> Path | None:
    """Where a package lies, without importing it: the starter's own imports are not installed."""
    try:
        spec = importlib.util.find_spec(package)
    except (ImportError, ValueError):
        return None
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places))) if places else None


def absolute(reference: str) -> Path:
    """A path as the user wrote it; any part of a split model means its first, if that is there."""
    try:
        path = Path(reference).expanduser().absolute()
    except (OSError, RuntimeError, ValueError):
        path = Path(reference)
    parts = part_paths(path)
    return parts[0] if parts and is_file(path) and is_file(parts[0]) else path


def is_file(path: Path) -> bool:
    """Whether there is such a file, as far as the system tells."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def identity(path: Path) -> str:
    """The same text for the same file, whatever name led to it."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return str(path)
