"""One thing that the user downloads, as it stands in the queue and in the file that keeps it."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from qwq_desktop.models.download.remote_file import RemoteFile
from qwq_desktop.platform.errors import QwQError


class DownloadState(StrEnum):
    """How far a download is."""

    WAITING = "waiting"  # its turn has not come
    RUNNING = "running"
    CHECKING = "checking"  # all bytes are there, their hash is being taken
    PAUSED = "paused"  # by the user
    STALLED = "stalled"  # nothing answers; it tries again by itself
    FAILED = "failed"  # `error` says why; nothing happens until the user asks
    DONE = "done"


_RESTING = (DownloadState.PAUSED, DownloadState.FAILED)  # until the user asks


@dataclass(frozen=True)
class DownloadItem:
    """A model's file, or the parts of a split one, as one thing.

    `done` and `total` count bytes, `speed` is bytes a second, `trouble` why nothing comes now.
    `origin` says where it is from: facts for the library (`source`, `repository`, `revision`),
    nothing secret.
    """

    id: int
    title: str
    folder: str
    files: tuple[RemoteFile, ...]
    origin: dict[str, str]
    state: DownloadState = DownloadState.WAITING
    done: int = 0
    total: int = 0
    speed: float = 0.0
    trouble: str = ""
    error: QwQError | None = None

    @property
    def seconds_left(self) -> float | None:
        """How long it will take at this speed; None where nobody can say."""
        if self.state is not DownloadState.RUNNING or self.speed < 1.0 or not self.total:
            return None
        return (self.total - self.done) / self.speed

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it by itself."""
        return self.state in (DownloadState.DONE, DownloadState.FAILED)

    @property
    def paths(self) -> tuple[Path, ...]:
        """Where its files will lie, the one that is opened first."""
        return tuple(Path(self.folder) / file.name for file in self.files)


def dump(items: Iterable[DownloadItem]) -> bytes:
    """The items as JSON; tokens and what only holds while it runs are left out."""
    kept = [_kept(item) for item in items]
    return json.dumps(kept, ensure_ascii=False, indent=1, default=str).encode()


def load(data: bytes) -> list[DownloadItem]:
    """The items of a JSON text; those that can't be used are left out.

    What was running goes on when the queue begins; what was paused or had failed rests.
    """
    try:
        entries = json.loads(data)
    except ValueError:
        return []
    items = []
    for entry in entries if isinstance(entries, list) else []:
        try:
            items.append(_item(entry))
        except (KeyError, TypeError, ValueError, QwQError):
            continue
    return items


def _kept(item: DownloadItem) -> dict[str, Any]:
    files = [asdict(replace(file, token="")) for file in item.files]
    state = item.state if item.state in _RESTING else DownloadState.WAITING
    return {
        "id": item.id,
        "title": item.title,
        "folder": item.folder,
        "files": [{k: v for k, v in file.items() if k != "token"} for file in files],
        "origin": item.origin,
        "state": state,
        "done": item.done,
        "total": item.total,
        "error": item.error and {"code": item.error.code, "facts": item.error.facts},
    }


def _item(entry: dict[str, Any]) -> DownloadItem:
    files = tuple(
        RemoteFile(f["url"], f["name"], _size(f.get("size")), f.get("sha256"))
        for f in entry["files"]
    )
    if not files:
        raise ValueError("no files")
    return DownloadItem(
        int(entry["id"]),
        str(entry["title"]),
        str(entry["folder"]),
        files,
        {str(k): str(v) for k, v in dict(entry["origin"]).items()},
        DownloadState(entry["state"]),
        int(entry["done"]),
        int(entry["total"]),
        error=_error(entry.get("error")),
    )


def _error(value: dict[str, Any] | None) -> QwQError | None:
    return None if value is None else QwQError(str(value["code"]), **value["facts"])


def _size(value: object) -> int | None:
    return None if value is None else int(value)  # type: ignore[call-overload]
