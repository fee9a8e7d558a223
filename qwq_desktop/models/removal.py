"""Deleting a model: into the trash, and never what isn't the program's to delete. Blocking."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qwq_desktop.models.origins import forget
from qwq_desktop.models.places import ModelPlaces
from qwq_desktop.models.references import ModelRef
from qwq_desktop.platform.errors import QwQError

Discard = Callable[[str], None]


def to_trash(path: str) -> None:
    """Into the system's trash. Raises OSError, TrashPermissionError among them."""
    from send2trash import send2trash  # on some systems it loads much of them

    send2trash(path)


@dataclass(frozen=True)
class Removed:
    """What was removed. `frees_bytes` come free once the trash is emptied.

    `in_place`: the files stay, for they belong to another program; only the list forgets them.
    """

    paths: tuple[Path, ...]
    frees_bytes: int
    in_place: bool = False


def freed_bytes(ref: ModelRef) -> int:
    """The space that deleting a model frees: nothing for links, and for files with another name."""
    return sum(_freed(path) for path in ref.parts)


def remove(
    ref: ModelRef, places: ModelPlaces, *, forever: bool = False, discard: Discard = to_trash
) -> Removed:
    """Move a model's files to the trash, or with `forever` delete them for good.

    Files outside of the model folders stay where they are. What was kept of their origin goes too.

    Raises QwQError: model_built_in(name), model_missing(path), trash_impossible(path, reason),
    remove_failed(path, reason).
    """
    if ref.entry is not None and ref.id == ref.entry.id and not places.holds(ref.path):
        raise QwQError("model_built_in", name=ref.name)
    paths = tuple(path for path in ref.parts if os.path.lexists(path))
    if not paths:
        raise QwQError("model_missing", path=str(ref.path))
    if not places.holds(ref.path):
        return Removed(paths, 0, in_place=True)
    frees = sum(map(_freed, paths))
    for path in paths:
        _delete(path) if forever else _discard(path, discard)
        _forget(path)
    return Removed(paths, frees)


def _discard(path: Path, discard: Discard) -> None:
    try:
        discard(str(path))
    except OSError as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise QwQError(
            "trash_impossible", detail=repr(error), path=str(path), reason=reason
        ) from error
    if os.path.lexists(path):  # some systems refuse without a word
        raise QwQError("trash_impossible", path=str(path), reason="")


def _delete(path: Path) -> None:
    try:
        path.unlink()
    except OSError as error:
        reason = error.strerror or str(error)
        raise QwQError(
            "remove_failed", detail=repr(error), path=str(path), reason=reason
        ) from error


def _forget(path: Path) -> None:
    try:
        forget(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise QwQError(
            "remove_failed", detail=repr(error), path=str(path), reason=reason
        ) from error


def _freed(path: Path) -> int:
    try:
        facts = path.lstat()
    except OSError:
        return 0
    return 0 if path.is_symlink() or facts.st_nlink > 1 else facts.st_size
