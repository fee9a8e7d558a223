"""The cache of `huggingface_hub`: snapshots whose files are links to blobs."""

import re
from collections.abc import Iterator
from pathlib import Path

from qwq_desktop.models.foreign.surroundings import Surroundings
from qwq_desktop.models.scanning import Trouble, model_files

_HASH = re.compile(r"[0-9a-f]{64}")
_REPOSITORY = "models--"


def caches(around: Surroundings) -> list[Path]:
    """Where the cache may lie, by its own variables and by default."""
    home = around.variable("HF_HOME") or around.cache / "huggingface"
    places = (around.variable("HF_HUB_CACHE"), home / "hub")
    return list(dict.fromkeys(place for place in places if place is not None))


def files_in(cache: Path, trouble: Trouble) -> Iterator[tuple[str, Path]]:
    """The name (`OWNER/NAME`) and the files of each repository's snapshots, the newest first.

    Raises OSError where the cache itself can't be read.
    """
    for folder in sorted(cache.iterdir()):
        if not folder.name.startswith(_REPOSITORY):
            continue
        name = folder.name.removeprefix(_REPOSITORY).replace("--", "/", 1)
        for snapshot in _snapshots(folder):
            for path in model_files(snapshot, trouble):
                yield name, path


def blob_hash(path: Path) -> str | None:
    """The SHA-256 that a blob of a large file is named by."""
    in_blobs = path.parent.name == "blobs" and path.parent.parent.name.startswith(_REPOSITORY)
    return path.name if in_blobs and _HASH.fullmatch(path.name) else None


def _snapshots(folder: Path) -> list[Path]:
    try:
        found = [path for path in (folder / "snapshots").iterdir() if path.is_dir()]
        return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)
    except OSError:
        return []  # a repository that was asked for and never came
