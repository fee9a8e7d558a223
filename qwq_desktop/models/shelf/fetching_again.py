"""Fetches a damaged model once more from where it came. Pure, but for reading what was kept."""

from dataclasses import dataclass
from pathlib import Path

from qwq_desktop.models.download.remote_file import RemoteFile
from qwq_desktop.models.origins import origin_of
from qwq_desktop.models.references import ModelRef
from qwq_desktop.platform.errors import QwQError


@dataclass(frozen=True)
class Refetch:
    """What to put into the queue of downloads."""

    title: str
    files: tuple[RemoteFile, ...]
    folder: Path
    origin: dict[str, str]


def refetch_of(ref: ModelRef) -> Refetch | None:
    """The download that brought a model; None where that isn't known of each file. Blocking."""
    files = []
    facts: dict[str, str] = {}
    for path in ref.parts:
        origin = origin_of(path)
        if origin is None or not origin.url:
            return None
        try:
            files.append(RemoteFile(origin.url, path.name, origin.size, origin.sha256))
        except (QwQError, ValueError):
            return None
        facts = {
            "source": origin.source,
            "repository": origin.repository,
            "revision": origin.revision,
        }
    return Refetch(ref.name, tuple(files), ref.path.parent, facts)
