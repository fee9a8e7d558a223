"""Whether a model's files are what their hub says they are. Blocking; for a worker."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from qwq_desktop.models.foreign.recognise import promised_hash
from qwq_desktop.models.gguf import part_paths, read_metadata
from qwq_desktop.models.origins import origin_of
from qwq_desktop.platform.copying import Asked, Tell, never, sha256_of, silent, told_from
from qwq_desktop.platform.errors import QwQError


class Verdict(StrEnum):
    """What a check found. UNPROVEN: the file is complete, and nobody said its hash."""

    RIGHT = "right"
    WRONG = "wrong"
    UNPROVEN = "unproven"


@dataclass(frozen=True)
class Check:
    """What was found of one file; hashes are in hex, `expected` None where none is known."""

    path: Path
    verdict: Verdict
    sha256: str
    expected: str | None


def verify(path: Path, tell: Tell = silent, stopped: Asked = never) -> tuple[Check, ...]:
    """Read all files of a model and compare their hashes; `tell` counts the bytes of all.

    First its headers are read, which finds what is cut off or missing without reading it all.

    Raises Stopped, and QwQError as `gguf.read_metadata` does, model_unreadable among them.
    """
    read_metadata(path)
    checks: list[Check] = []
    before = 0
    for part in part_paths(path) or [path]:
        checks.append(_check(part, told_from(before, tell), stopped))
        before += part.stat().st_size
    return tuple(checks)


def expected_hash(path: Path) -> str | None:
    """The hash that a file should have: by what was kept of its download, or by its own name."""
    origin = origin_of(path)
    known = origin.sha256 if origin is not None else None
    return known.lower() if known else promised_hash(path)


def _check(path: Path, tell: Tell, stopped: Asked) -> Check:
    expected = expected_hash(path)
    try:
        found = sha256_of(path, tell, stopped)
    except OSError as error:
        reason = error.strerror or str(error)
        raise QwQError(
            "model_unreadable", detail=repr(error), path=str(path), reason=reason
        ) from error
    if expected is None:
        return Check(path, Verdict.UNPROVEN, found, None)
    return Check(path, Verdict.RIGHT if found == expected else Verdict.WRONG, found, expected)
