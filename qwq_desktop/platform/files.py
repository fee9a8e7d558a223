"""Writing a file whole or not at all, and setting a damaged one aside."""

import contextlib
import os
import sys
import tempfile
import time
from pathlib import Path


def write_atomically(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Replace the file's content; a reader or a power cut finds the old or the new, never half.

    Without `durable` it is quicker, and after a power cut the file may be empty.

    A symbolic link stays one: the file that it points to is replaced. Raises OSError.
    """
    target = Path(os.path.realpath(path))
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        os.replace(name, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def aside_name(path: Path, now: float) -> Path:
    """Return a free name beside the file: `….damaged-YYYYmmdd-HHMMSS`, in local time."""
    stamp = time.strftime("%Y%m%d-%H%M%S", time.localtime(now))
    name = path.with_name(f"{path.name}.damaged-{stamp}")
    number = 1
    while name.exists():
        number += 1
        name = path.with_name(f"{path.name}.damaged-{stamp}-{number}")
    return name


def set_aside(path: Path, now: float | None = None) -> Path:
    """Rename a damaged file so that a fresh one can begin; return its new name. Raises OSError."""
    name = aside_name(path, time.time() if now is None else now)
    path.rename(name)
    return name


if sys.platform == "win32":
    import msvcrt

    _LOCKED_BYTE = 1 << 62  # far behind any content: a lock here keeps others from reading it

    def lock(handle: int) -> bool:
        """Keep an open file from being locked by another process or handle; whether it worked.

        The lock goes with the handle. It does not keep others from reading or writing.
        """
        position = os.lseek(handle, 0, os.SEEK_CUR)
        try:
            os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(handle, position, os.SEEK_SET)
        return True
else:
    import errno
    import fcntl

    def lock(handle: int) -> bool:
        """Keep an open file from being locked by another process or handle; whether it worked.

        The lock goes with the handle. It does not keep others from reading or writing. A file
        system without locks (some network ones) grants all.
        """
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            return error.errno not in (errno.EWOULDBLOCK, errno.EACCES)
        return True
