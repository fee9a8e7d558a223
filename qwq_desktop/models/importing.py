"""Taking in models that are on this computer: used where they lie, or moved to our folders."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qwq_desktop.models.foreign import ollama
from qwq_desktop.models.foreign.recognise import program_of, promised_hash
from qwq_desktop.models.gguf import GgufInfo, part_paths, read_metadata
from qwq_desktop.models.origins import Origin, forget, origin_of, remember
from qwq_desktop.models.scanning import SUFFIX, Trouble, model_files
from qwq_desktop.platform.copying import Asked, Tell, move_together, never, silent, told
from qwq_desktop.platform.errors import QwQError

_FORBIDDEN = set('<>:"/\\|?*') | {chr(code) for code in range(32)}
_LONGEST_NAME = 200  # characters, of the 255 bytes that most systems take


@dataclass(frozen=True)
class Candidate:
    """A model file that can be taken in. `name` is another program's for it, or its file's."""

    path: Path
    name: str
    info: GgufInfo


@dataclass(frozen=True)
class Candidates:
    """What a path holds: models, and what is wrong with files that look like some."""

    models: tuple[Candidate, ...]
    troubles: tuple[QwQError, ...]


def candidates(path: Path) -> Candidates:
    """The models at a path: of a file itself, of a folder all below it, of Ollama's store its own.

    Blocking, for a worker. Raises QwQError as `gguf.read_metadata` where a file is no model, and
    import_no_models(path) for a folder without any.
    """
    if not path.is_dir():
        return Candidates((_candidate(path, path.stem),), ())
    troubles: list[QwQError] = []

    def cannot(folder: Path, error: OSError) -> None:
        reason = error.strerror or str(error)
        troubles.append(QwQError("model_unreadable", path=str(folder), reason=reason))

    named = ollama.blobs_in(path) if ollama.is_store(path) else _named(path, cannot)
    models: list[Candidate] = []
    try:
        for name, file in named:
            try:
                models.append(_candidate(file, name))
            except QwQError as error:
                troubles.append(error)
    except OSError as error:
        cannot(path, error)
    if not models and not troubles:
        raise QwQError("import_no_models", path=str(path))
    return Candidates(tuple(models), tuple(troubles))


def move_in(
    candidate: Candidate, folder: Path, tell: Tell = silent, stopped: Asked = never
) -> Path:
    """Move a model's files into one of our folders; the new path of its first file.

    A link's own file is moved, and the link goes. What was known of its origin comes along; `tell`
    counts bytes of all files. Files of the same name are never overwritten, and the parts of a
    split model stay together whatever happens.

    Raises Stopped, and QwQError as `copying.move_together` does.
    """
    sources = part_paths(candidate.path) or [candidate.path]
    targets = [folder / _file_name(candidate, source) for source in sources]
    origins = [_origin(source) for source in sources]
    reals = [source.resolve() for source in sources]
    move_together(list(zip(reals, targets, strict=True)), tell, stopped)
    for source, target, origin in zip(sources, targets, origins, strict=True):
        try:
            if source.is_symlink():
                source.unlink()
            if origin is not None:
                remember(target, origin)
                forget(source)
        except OSError as error:
            raise told(error, source) from error
    return targets[0]


def _origin(path: Path) -> Origin | None:
    """What is known of a file: as it was kept, or as its name and place tell."""
    origin, promised = origin_of(path), promised_hash(path)
    if origin is not None or promised is None:
        return origin
    return Origin(source=str(program_of(path) or program_of(path.resolve()) or ""), sha256=promised)


def _candidate(path: Path, name: str) -> Candidate:
    if path.is_symlink() and not path.exists():
        raise QwQError("link_broken", path=str(path), target=os.readlink(path))
    return Candidate(path, name, read_metadata(path))


def _named(folder: Path, cannot: Trouble) -> Iterator[tuple[str, Path]]:
    for path in model_files(folder, cannot):
        yield path.parent.name if path.stem == "model" else path.stem, path


def _file_name(candidate: Candidate, source: Path) -> str:
    """A name for the file in our folder: its own, or for a blob the one its program shows."""
    if source.suffix.lower() == SUFFIX and source.stem != "model":
        return source.name
    plain = "".join("-" if sign in _FORBIDDEN else sign for sign in candidate.name)
    plain = plain.replace("..", "-").strip(" .-")[:_LONGEST_NAME] or "model"
    return f"{plain}{SUFFIX}"
