"""Where a downloaded model came from, kept beside it: to check it again, and to tell the user."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from qwq_desktop.platform.files import write_atomically

RECORD_NAME = ".origins.json"


@dataclass(frozen=True)
class Origin:
    """The hub's word on one file.

    `source` is a `HubSource`, or "address" for a plain one; `revision` the commit that `sha256`
    (hex) and `size` (bytes) belong to, "" and None where the source told none.
    """

    source: str
    repository: str = ""
    revision: str = ""
    sha256: str | None = None
    size: int | None = None
    url: str = ""


def origin_of(path: Path) -> Origin | None:
    """What is remembered of a file; None if nothing. Each part of a split model has its own."""
    values = _read(path.parent).get(path.name)
    return _origin(values) if isinstance(values, dict) else None


def remember(path: Path, origin: Origin) -> None:
    """Keep it in the file's folder, so that it moves along with the folder. Raises OSError."""
    records = _read(path.parent)
    records[path.name] = asdict(origin)
    _write(path.parent, records)


def forget(path: Path) -> None:
    """Drop what is remembered of a file that is gone. Raises OSError."""
    records = _read(path.parent)
    if records.pop(path.name, None) is not None:
        _write(path.parent, records)


def _read(folder: Path) -> dict[str, Any]:
    """The records of a folder; a damaged one counts as none, for it is only a convenience."""
    try:
        records = json.loads((folder / RECORD_NAME).read_bytes())
    except (OSError, ValueError):
        return {}
    return records if isinstance(records, dict) else {}


def _write(folder: Path, records: dict[str, Any]) -> None:
    if records:
        text = json.dumps(records, ensure_ascii=False, indent=1, sort_keys=True)
        write_atomically(folder / RECORD_NAME, text.encode())
    else:
        (folder / RECORD_NAME).unlink(missing_ok=True)


def _origin(values: dict[str, Any]) -> Origin:
    sha256, size = values.get("sha256"), values.get("size")
    texts = {name: str(values.get(name) or "") for name in ("source", "repository", "revision")}
    return Origin(
        **texts,
        sha256=sha256 if isinstance(sha256, str) and sha256 else None,
        size=size if isinstance(size, int) else None,
        url=str(values.get("url") or ""),
    )
