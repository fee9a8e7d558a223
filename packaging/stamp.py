"""The record of what an earlier set-up put into `.venv`, which makes a second run quick."""

import hashlib
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Stamp:
    """What `.venv` holds.

    `inputs` is a hash over all that decides on the packages, empty while a set-up is not finished;
    `place` is the folder that the environment was made for, `backend` the kind of llama.cpp in it
    and `chosen` whether the user named that kind.
    """

    inputs: str = ""
    place: str = ""
    backend: str = ""
    chosen: bool = False
    dev: bool = False
    starter: bool = False

    def holds(self, other: "Stamp") -> bool:
        """Whether all of `other` is there already; more than that does no harm."""
        mine = (self.inputs, self.place, self.backend)
        same = bool(self.inputs) and mine == (other.inputs, other.place, other.backend)
        return same and self.dev >= other.dev and self.starter >= other.starter


def load_stamp(path: Path) -> Stamp:
    """The stamp in `path`; an empty one where there is none that can be read."""
    try:
        return Stamp(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return Stamp()


def keep_stamp(path: Path, stamp: Stamp) -> Stamp:
    """Writes `stamp` and hands it back."""
    path.write_text(json.dumps(asdict(stamp), indent=1) + "\n", encoding="utf-8")
    return stamp


def hash_inputs(files: Iterable[Path]) -> str:
    """A hash over `files` and the Python that an environment would be made from."""
    digest = hashlib.sha256(f"{sys.version}\0{sys.base_prefix}".encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()
