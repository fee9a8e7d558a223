"""Which models lie on this computer, and what a reference such as `qwq-nano` or a path means."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from qwq_desktop.models.catalogue import (
    Catalogue,
    CatalogueEntry,
    PackageLocation,
    ResourceLocation,
    plain_name,
)
from qwq_desktop.models.gguf import GgufInfo, read_metadata
from qwq_desktop.models.places import ModelPlaces
from qwq_desktop.models.references import ModelRef, absolute, identity, is_file, package_folder
from qwq_desktop.models.scanning import model_files, without_part
from qwq_desktop.platform.errors import QwQError

__all__ = ["ModelLibrary", "ModelRef"]


class ModelLibrary:
    """Finds model files. Its methods read the disk and block: call them off the UI thread.

    `places` tells where models lie now; without it that is `models_dir` alone.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        resources_dir: Path,
        models_dir: Path,
        places: Callable[[], ModelPlaces] | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._resources_dir = resources_dir
        self._places = places or (lambda: ModelPlaces(models_dir))

    @property
    def places(self) -> ModelPlaces:
        """Where models lie now."""
        return self._places()

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
        known = {identity(ref.path) for ref in refs}
        for path in (*self.files(), *(absolute(r) for r in recent if not self._is_id(r))):
            if identity(path) not in known and is_file(path):
                known.add(identity(path))
                refs.append(self.listed(path))
        return refs

    def resolve(self, reference: str) -> ModelRef:
        """The model that a catalogue id or a file path means.

        Raises QwQError: model_not_installed(id) for a known model that isn't here,
        model_missing(path), and for a file whatever `read_metadata` finds wrong with it.
        """
        entry = self._catalogue.by_id(reference)
        if entry is None:
            return self._described(absolute(reference))
        path = self._own_file(entry)
        if path is not None:
            return ModelRef(entry.id, entry.name, path, entry)
        for found in map(self.listed, self.files()):
            if found.entry is entry:
                return found
        raise QwQError("model_not_installed", id=entry.id)

    def find(self, reference: str) -> ModelRef:
        """The same, but be its file damaged or a link that leads nowhere.

        Raises QwQError: model_not_installed(id), model_missing(path).
        """
        if self._is_id(reference):
            return self.resolve(reference)
        path = absolute(reference)
        if not os.path.lexists(path):
            raise QwQError("model_missing", path=str(path))
        return self.listed(path)

    def name_for(self, info: GgufInfo) -> str:
        """A short name for people, such as `QwQ-32B · Q4_K_M`."""
        entry = self._catalogue.match(info)
        name = info.name or without_part(info.path.stem)
        if entry is not None and plain_name(entry.name) == plain_name(name):
            name = entry.name
        if plain_name(info.quantisation) in plain_name(name):
            return name
        return f"{name} · {info.quantisation}"

    def _described(self, path: Path) -> ModelRef:
        info = read_metadata(path)
        entry = self._catalogue.match(info)
        return ModelRef(str(info.path), self.name_for(info), info.path, entry)

    def listed(self, path: Path) -> ModelRef:
        """A file by its name, or by its file's name where it can't be read."""
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
            folder = package_folder(entry.location.package)
            if folder is None:
                return None
            path = folder / entry.location.file
        else:
            return None
        return path if path.is_file() else None

    def files(self) -> Iterator[Path]:
        """The model files in all folders, of split ones the first part, and those used in place."""
        places = self.places
        for folder in places.all_folders:
            yield from model_files(folder)
        yield from places.files
