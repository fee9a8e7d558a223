"""What tells whether a file is still as it was when it was read, without reading it."""

import os
import stat
from dataclasses import dataclass


@dataclass(frozen=True)
class Fingerprint:
    """A file's size and the time of its last change."""

    size: int
    mtime_ns: int


def fingerprint_of(path: str | os.PathLike[str]) -> Fingerprint | None:
    """The fingerprint of a file; None where there is none that can be looked at."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return Fingerprint(found.st_size, found.st_mtime_ns)
