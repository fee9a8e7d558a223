"""Copies of large files that are proven to be the same, and moves that lose nothing on the way."""

import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

from qwq_desktop.platform.errors import QwQError

PART_ENDING = ".moving"  # of a copy under way; it is taken up again
_BUFFER = 4 << 20
_OTHER_DISK = 17  # ERROR_NOT_SAME_DEVICE of Windows

Tell = Callable[[int], None]  # bytes done
Asked = Callable[[], bool]  # whether to stop


class Stopped(Exception):
    """The user asked to stop; what was done so far is kept and taken up again."""


def never() -> bool:
    """For those who don't stop."""
    return False


def silent(_done_bytes: int) -> None:
    """For those who don't tell."""


def told_from(before: int, tell: Tell) -> Tell:
    """For one file of several: tells what came before it too."""

    def tell_all(done_bytes: int) -> None:
        tell(before + done_bytes)

    return tell_all


def sha256_of(path: Path, tell: Tell = silent, stopped: Asked = never) -> str:
    """The hash of a file in hex. Raises OSError and Stopped."""
    with path.open("rb") as file:
        return _hash_on(hashlib.sha256(), file, None, 0, tell, stopped)


def copy_verified(source: Path, target: Path, tell: Tell = silent, stopped: Asked = never) -> None:
    """Copy a file, read the copy again and compare; only then has it its name.

    A copy that was broken off goes on where it was. `tell` counts to twice the file's size: the
    copy and its proof.

    Raises Stopped, and QwQError: target_exists, source_changed, copy_differs, disk_full,
    folder_read_only, copy_failed, each with the path.
    """
    _check_free([target])
    _name(_proven_copy(source, target, tell, stopped), target)


def move_together(
    moves: Sequence[tuple[Path, Path]], tell: Tell = silent, stopped: Asked = never
) -> None:
    """Give files their new places, all of them or none: sources with their targets.

    On the same disk they are renamed; else all are copied and proven before the first gets its name
    and before any is deleted.

    Raises as `copy_verified`; each file is whole in its old place, or in the new one.
    """
    _check_free([target for _, target in moves])
    if _renamed(moves):
        return
    before = 0
    parts = []
    for source, target in moves:
        parts.append(_proven_copy(source, target, told_from(before, tell), stopped))
        before += 2 * parts[-1].stat().st_size
    for part, (_, target) in zip(parts, moves, strict=True):
        _name(part, target)
    for source, _ in moves:
        try:
            source.unlink()
        except OSError as error:
            raise told(error, source) from error


def told(error: OSError, path: Path) -> QwQError:
    """What an error of the system means, in our words."""
    reason = error.strerror or str(error)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return QwQError("disk_full", detail=repr(error), path=str(path))
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return QwQError("folder_read_only", detail=repr(error), path=str(path.parent))
    return QwQError("copy_failed", detail=repr(error), path=str(path), reason=reason)


def _check_free(targets: Sequence[Path]) -> None:
    for target in targets:
        if os.path.lexists(target):
            raise QwQError("target_exists", path=str(target))


def _renamed(moves: Sequence[tuple[Path, Path]]) -> bool:
    """Rename all; False, with nothing changed, where that leads to another disk."""
    done: list[tuple[Path, Path]] = []
    for source, target in moves:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            os.rename(source, target)
        except OSError as error:
            for before, after in reversed(done):
                os.rename(after, before)
            if error.errno == errno.EXDEV or getattr(error, "winerror", 0) == _OTHER_DISK:
                return False
            raise told(error, target) from error
        done.append((source, target))
    return True


def _proven_copy(source: Path, target: Path, tell: Tell, stopped: Asked) -> Path:
    """A copy beside the target that was read again, without the target's name yet."""
    part = target.with_name(target.name + PART_ENDING)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        before = source.stat()
        resumed = part.exists()
        digest = _copy(source, part, tell, stopped)
        now = source.stat()
        if (now.st_size, now.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
            part.unlink()
            raise QwQError("source_changed", path=str(source))
        if sha256_of(part, told_from(before.st_size, tell), stopped) != digest:
            part.unlink()
            if resumed:  # what lay there was of another file
                return _proven_copy(source, target, tell, stopped)
            raise QwQError("copy_differs", path=str(target))
        shutil.copystat(source, part)
    except OSError as error:
        raise told(error, target) from error
    return part


def _name(part: Path, target: Path) -> None:
    try:
        os.replace(part, target)
        _sync_folder(target.parent)
    except OSError as error:
        raise told(error, target) from error


def _copy(source: Path, part: Path, tell: Tell, stopped: Asked) -> str:
    """Go on with the copy from where `part` ends; the hash of the whole source."""
    with source.open("rb") as reader, part.open("ab") as writer:
        held = writer.tell()
        if held > os.fstat(reader.fileno()).st_size:
            writer.truncate(held := 0)
        digest = _hash_on(hashlib.sha256(), reader, writer, held, tell, stopped)
        writer.flush()
        os.fsync(writer.fileno())
        _forget_pages(writer)
    return digest


def _hash_on(
    digest: "hashlib._Hash",
    reader: BinaryIO,
    writer: BinaryIO | None,
    held: int,
    tell: Tell,
    stopped: Asked,
) -> str:
    """Hash all of a file, writing on what lies beyond the first `held` bytes."""
    done = 0
    while data := reader.read(min(_BUFFER, held - done) if done < held else _BUFFER):
        if stopped():
            raise Stopped
        digest.update(data)
        if writer is not None and done >= held:
            writer.write(data)
        done += len(data)
        tell(done)
    return digest.hexdigest()


def _forget_pages(file: BinaryIO) -> None:
    """Let the proof read the disk, not what memory holds of it."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _sync_folder(folder: Path) -> None:
    """Make the new name outlast a power cut; Windows does that by itself."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
