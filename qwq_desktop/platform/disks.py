"""What the disks have left."""

import os
import shutil
from pathlib import Path


def free_on_disk(folder: Path) -> int | None:
    """Bytes free where a folder is, or will be; None where the system doesn't tell. Blocking."""
    for place in (folder, *folder.parents):
        try:
            return shutil.disk_usage(place).free
        except FileNotFoundError:
            continue
        except OSError:
            return None
    return None


def on_same_disk(path: Path, folder: Path) -> bool:
    """Whether a file can go to a folder, one that may not be there yet, without being copied."""
    for place in (folder, *folder.parents):
        try:
            return os.stat(place).st_dev == os.stat(path).st_dev
        except FileNotFoundError:
            continue
        except OSError:
            return False
    return False
