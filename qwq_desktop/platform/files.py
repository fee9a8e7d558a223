"""Writing a file whole or not at all, and setting a damaged one aside."""

import contextlib
import os
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
