"""What tells whether a file is still as it was when it was read, without reading it."""

import os
import stat

from qwq_desktop.documents.index.records import Fingerprint


def fingerprint_of(path: str | os.PathLike[str]) -> Fingerprint | None:
    """The fingerprint of a file; None where there is none that can be looked at."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return Fingerprint(found.st_size, found.st_mtime_ns)
