"""Looks for the models of other programs. Blocking; for a worker."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from qwq_desktop.models.foreign import hugging_face, ollama
from qwq_desktop.models.foreign.folders import model_folders
from qwq_desktop.models.foreign.found import Findings, FoundModel, Program, Unreadable
from qwq_desktop.models.foreign.surroundings import Surroundings
from qwq_desktop.models.gguf import part_paths
from qwq_desktop.models.scanning import model_files, without_part

_MAGIC = b"GGUF"
_NO_MODELS = ("mmproj", "ggml-vocab")  # what begins so only goes with a model


def find_models(around: Surroundings) -> Findings:
    """All models of other programs that can be read, each file once, and what can't be read."""
    search = _Search()
    for program in (Program.LM_STUDIO, Program.GPT4ALL, Program.JAN):
        for folder in model_folders(program, around):
            search.folder(program, folder)
    for store in ollama.stores(around):
        search.ollama(store)
    for cache in hugging_face.caches(around):
        search.hugging_face(cache)
    models = sorted(search.models, key=lambda model: (model.program, model.name.casefold()))
    return Findings(tuple(models), tuple(search.unreadable))


class _Search:
    """Gathers what is found, each real file once."""

    def __init__(self) -> None:
        self.models: list[FoundModel] = []
        self.unreadable: list[Unreadable] = []
        self._seen: set[str] = set()

    def folder(self, program: Program, folder: Path) -> None:
        def cannot(path: Path, error: OSError) -> None:
            self._cannot(program, path, error)

        self._each(program, folder, lambda: _named(model_files(folder, cannot)))

    def ollama(self, store: Path) -> None:
        self._each(Program.OLLAMA, store, lambda: ollama.blobs_in(store))

    def hugging_face(self, cache: Path) -> None:
        def cannot(path: Path, error: OSError) -> None:
            self._cannot(Program.HUGGING_FACE, path, error)

        self._each(Program.HUGGING_FACE, cache, lambda: hugging_face.files_in(cache, cannot))

    def _each(
        self, program: Program, place: Path, found: Callable[[], Iterator[tuple[str, Path]]]
    ) -> None:
        try:
            if not _is_there(place) or (program is Program.OLLAMA and not ollama.is_store(place)):
                return
            for name, path in found():
                self._add(program, name, path)
        except OSError as error:
            self._cannot(program, place, error)

    def _add(self, program: Program, name: str, path: Path) -> None:
        identity = os.path.realpath(path)
        if identity in self._seen or path.name.lower().startswith(_NO_MODELS):
            return
        self._seen.add(identity)
        try:
            if not _is_there(path):
                return  # a link or a manifest whose file is gone: no model, and no fault of ours
            with path.open("rb") as file:
                if file.read(len(_MAGIC)) != _MAGIC:
                    return
            parts = [part for part in part_paths(path) if part.exists()] or [path]
            size = sum(part.stat().st_size for part in parts)
        except OSError as error:
            self._cannot(program, path, error)
            return
        self.models.append(FoundModel(program, name, path, size))

    def _cannot(self, program: Program, path: Path, error: OSError) -> None:
        self.unreadable.append(Unreadable(program, path, error.strerror or str(error)))


def _named(paths: Iterator[Path]) -> Iterator[tuple[str, Path]]:
    """Files by their names; Jan calls each `model.gguf`, and its folder by the model's name."""
    for path in paths:
        plain = without_part(path.stem)
        yield path.parent.name if plain == "model" else plain, path


def _is_there(path: Path) -> bool:
    """Whether there is such a file or folder. Raises OSError where the system doesn't tell."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True
