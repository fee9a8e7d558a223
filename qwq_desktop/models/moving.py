"""Moving the models folder to another disk: copied, proven, switched, and only then deleted.

Each file is copied and compared before the next. Until the switch everything is read from the old
folder; what was broken off is taken up again, by what already lies in the new one. Only model files
are touched, with what is known of their origins: anything else in the folder is the user's.
"""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qwq_desktop.models.download.partial import PART_ENDING, RECORD_ENDING
from qwq_desktop.models.origins import forget, origin_of, remember
from qwq_desktop.models.scanning import SUFFIX
from qwq_desktop.platform.copying import (
    Asked,
    Tell,
    copy_verified,
    never,
    sha256_of,
    silent,
    told,
    told_from,
)
from qwq_desktop.platform.errors import QwQError

SPARE_BYTES = 1 << 30


@dataclass(frozen=True)
class FolderMove:
    """A move that is planned. `bytes_to_copy` leaves out what is in the new folder already."""

    old: Path
    new: Path
    files: tuple[Path, ...]  # below both
    bytes_to_copy: int


def plan_move(old: Path, new: Path) -> FolderMove:
    """What a move would do.

    Raises QwQError: move_into_itself(path), downloads_unfinished(path), disk_too_small(path,
    needed_bytes, free_bytes), folder_read_only(path), copy_failed(path, reason).
    """
    old, new = Path(os.path.realpath(old)), Path(os.path.realpath(new))
    if new.is_relative_to(old) or old.is_relative_to(new):
        raise QwQError("move_into_itself", path=str(new))
    paths = sorted(old.rglob("*"))
    for path in paths:
        if path.name.endswith((PART_ENDING, RECORD_ENDING)):
            raise QwQError("downloads_unfinished", path=str(path))
    files = tuple(path.relative_to(old) for path in paths if path.suffix.lower() == SUFFIX)
    try:
        new.mkdir(parents=True, exist_ok=True)
        missing = sum(_size(old / file) for file in files if not os.path.lexists(new / file))
        free = shutil.disk_usage(new).free
    except OSError as error:
        raise told(error, new / old.name) from error
    if not os.access(new, os.W_OK):
        raise QwQError("folder_read_only", path=str(new))
    if missing and missing + SPARE_BYTES > free:
        needed = missing + SPARE_BYTES
        raise QwQError("move_no_room", path=str(new), needed_bytes=needed, free_bytes=free)
    return FolderMove(old, new, files, missing)


def carry_out(
    move: FolderMove,
    switch: Callable[[], None],
    tell: Tell = silent,
    stopped: Asked = never,
) -> tuple[Path, ...]:
    """Copy and prove all files, `switch` to the new folder, delete the old files.

    `tell` counts to twice the bytes to copy. What can't be deleted is returned: the models are in
    their new place all the same.

    Raises Stopped, and QwQError as `copying.copy_verified` does; both before the switch.
    """
    before = 0
    for file in move.files:
        size = _size(move.old / file)
        if not os.path.lexists(move.new / file):
            _copy(move.old / file, move.new / file, told_from(before, tell), stopped)
            before += 2 * size
        elif not _is_same(move.old / file, move.new / file, stopped):
            raise QwQError("target_exists", path=str(move.new / file))
        _pass_on_origin(move.old / file, move.new / file)
    switch()
    left = tuple(move.old / file for file in move.files if not _deleted(move.old / file))
    _remove_empty(move.old)
    return left


def _copy(source: Path, target: Path, tell: Tell, stopped: Asked) -> None:
    if not source.is_symlink():
        copy_verified(source, target, tell, stopped)
        return
    try:  # it leads to a file of another program, there as here
        target.parent.mkdir(parents=True, exist_ok=True)
        target.symlink_to(os.path.realpath(source))
    except OSError as error:
        raise told(error, target) from error


def _pass_on_origin(source: Path, target: Path) -> None:
    origin = origin_of(source)
    if origin is None or origin_of(target) == origin:
        return
    try:
        remember(target, origin)
    except OSError as error:
        raise told(error, target) from error


def _is_same(source: Path, target: Path, stopped: Asked) -> bool:
    """Whether a file that lies in the new folder is the old one; a cheap look before the hash."""
    try:
        old, new = source.stat(), target.stat()
        if old.st_size != new.st_size:
            return False
        if old.st_mtime_ns == new.st_mtime_ns:
            return True  # a copy of ours, which was proven before it got its name
        return sha256_of(source, silent, stopped) == sha256_of(target, silent, stopped)
    except OSError as error:
        raise told(error, target) from error


def _size(path: Path) -> int:
    """The bytes that a copy takes: none for a link."""
    return 0 if path.is_symlink() else path.stat().st_size


def _deleted(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
        forget(path)
    except OSError:
        return False
    return True


def _remove_empty(folder: Path) -> None:
    """Remove folders that nothing is left in, the inner ones first; the old folder itself stays."""
    inner = sorted(
        (p for p in folder.rglob("*") if p.is_dir() and not p.is_symlink()), reverse=True
    )
    for path in inner:
        try:
            path.rmdir()
        except OSError:
            continue  # something of the user's is in it
