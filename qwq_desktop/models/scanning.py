"""The model files in a folder, whatever else is in it. Blocking."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

SUFFIX = ".gguf"
_PART = re.compile(r"-(\d{5})-of-(\d{5})$")
_MOST_DEPTH = 8

Trouble = Callable[[Path, OSError], None]


def model_files(folder: Path, trouble: Trouble | None = None) -> Iterator[Path]:
    """The GGUF files below a folder by their names, in order, links that lead nowhere too.

    Of a split model comes one part, the first that is there. Linked folders are entered, each real
    one once; hidden ones are not. Folders that can't be read are told to `trouble`.
    """
    yield from _walk(folder, trouble, set(), 0)


def is_later_part(path: Path) -> bool:
    """Whether this is a part of a split model, and not the first of those that are there."""
    match = _PART.search(path.stem)
    if match is None:
        return False
    stem = path.stem[: match.start()]
    before = range(1, int(match[1]))
    return any(path.with_name(f"{stem}-{n:05}-of-{match[2]}{path.suffix}").exists() for n in before)


def without_part(stem: str) -> str:
    """A file's name without its suffix and the number of its part."""
    return _PART.sub("", stem)


def _walk(folder: Path, trouble: Trouble | None, seen: set[str], depth: int) -> Iterator[Path]:
    real = os.path.realpath(folder)
    if real in seen or depth > _MOST_DEPTH:
        return
    seen.add(real)
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        if trouble is not None:
            trouble(folder, error)
        return
    for name in names:
        path = folder / name
        if os.path.isdir(path):
            if not name.startswith("."):
                yield from _walk(path, trouble, seen, depth + 1)
        elif path.suffix.lower() == SUFFIX and not is_later_part(path):
            yield path
