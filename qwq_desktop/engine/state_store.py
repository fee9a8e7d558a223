"""Saved model states on disk: which there are, whether one is whole, which have to go. No llama.

A state is two files: `NAME.state` as the model wrote it, and `NAME.json` that tells whose it is,
which tokens it holds and what its bytes add up to. The JSON comes last and is what counts: without
it, or with one that doesn't fit, there is no state. Nothing here is needed: what is damaged, of
another model or of another version is removed, and the text is read again.
"""

import contextlib
import hashlib
import json
import logging
import os
import re
import shutil
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_LOG = logging.getLogger(__name__)
_FORMAT = 1
_CHUNK = 1 << 24
_FREE_BYTES, _FREE_SHARE = 2 << 30, 0.05  # what stays free: the lesser of the two
_ORPHAN_AGE_S = 600  # a file without its header may be in the making in another process
_OURS = re.compile(r"[0-9a-f]{16}-[0-9a-f]{16}\.")
_STATE, _HEADER, _TEMPORARY = ".state", ".json", ".tmp"


@dataclass(frozen=True)
class StoredState:
    """What a header says: the tokens, and the state file's size and checksum."""

    path: Path
    tokens: tuple[int, ...]
    size_bytes: int
    checksum: int


def room_on_disk(folder: Path) -> int:
    """Bytes that may be written: 2 GB, or 5 % of a small disk, stay free."""
    usage = shutil.disk_usage(folder)
    return int(usage.free - min(_FREE_BYTES, usage.total * _FREE_SHARE))


def fingerprint(facts: dict[str, Any]) -> str:
    """A short name for everything that a state depends on."""
    data = json.dumps(facts, sort_keys=True, ensure_ascii=True).encode()
    return hashlib.sha256(data).hexdigest()[:32]


def file_facts(path: Path) -> dict[str, Any]:
    """What tells a model file from another: place, size, time and its first megabyte.

    Raises OSError.
    """
    status = path.stat()
    with path.open("rb") as file:
        start = hashlib.sha256(file.read(1 << 20)).hexdigest()
    place = os.path.realpath(path).encode("utf-8", "surrogateescape").hex()
    return {"path": place, "size": status.st_size, "time_ns": status.st_mtime_ns, "start": start}


def forget_states(folder: Path, key: str) -> None:
    """Remove the states of a chat, of every model."""
    with contextlib.suppress(OSError):
        for path in folder.glob(f"{_short_hash(key)}-*"):
            _remove(path)


class StateStore:
    """The states of one model with one set of options, in a folder shared with others'.

    All use of the disk is bounded by `limit_bytes` for the whole folder, least recently used first
    out. No method raises OSError.
    """

    def __init__(
        self,
        folder: Path,
        limit_bytes: int,
        model: str,
        room: Callable[[Path], int] = room_on_disk,
    ) -> None:
        """`model` is a `fingerprint`; `room` tells how many bytes may be written to the disk."""
        self._folder = folder
        self._limit = limit_bytes
        self._model = model
        self._room = room
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._evict(0)

    def find(self, key: str) -> StoredState | None:
        """A chat's state, by its header alone; `verify` tells whether it is whole."""
        base = self._base(key)
        path = base.with_suffix(_HEADER)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        state = self._parsed(data, base, key)
        if state is None:
            self._drop(base, "is not a header")
        return state

    def verify(self, state: StoredState) -> bool:
        """Whether the state file is what was written; counts as a use. A damaged one is removed."""
        try:
            whole = state.path.stat().st_size == state.size_bytes
            whole = whole and _checksum(state.path) == state.checksum
            if whole:
                os.utime(state.path.with_suffix(_HEADER))
        except OSError:
            whole = False
        if not whole:
            self.remove(state)
        return whole

    def remove(self, state: StoredState) -> None:
        """Remove a state that can't be used."""
        self._drop(state.path.with_suffix(""), "is damaged")

    def write(
        self,
        key: str,
        tokens: Sequence[int],
        size_bytes: int,
        fill: Callable[[Path], bool],
        given_up: Callable[[], bool] = lambda: False,
    ) -> bool:
        """Keep a state of about `size_bytes`; `fill` writes it to the path that it is given.

        A reader or a kill at any moment finds the whole new one or none. False when it doesn't fit
        the limit or the disk, when it failed, or when `given_up` (asked while `fill`'s file is
        added up).
        """
        base = self._base(key)
        if not self._make_room(size_bytes, base):
            return False
        temporary = base.with_suffix(f".{os.getpid()}{_TEMPORARY}")
        try:
            if not fill(temporary):
                return False
            checksum = _checksum(temporary, given_up)
            if checksum is None:
                return False
            size = temporary.stat().st_size
            _remove(base.with_suffix(_HEADER))  # it tells of another state file
            os.replace(temporary, base.with_suffix(_STATE))
            header = self._header(key, tokens, size, checksum)
            temporary.write_bytes(header)
            os.replace(temporary, base.with_suffix(_HEADER))
        except OSError as error:
            _LOG.info("a state was not saved: %r", error)
            return False
        finally:
            _remove(temporary)
        self._evict(0)
        return True

    def _base(self, key: str) -> Path:
        return self._folder / f"{_short_hash(key)}-{self._model[:16]}"

    def _header(self, key: str, tokens: Sequence[int], size: int, checksum: int) -> bytes:
        body = {
            "format": _FORMAT,
            "key": _short_hash(key),
            "model": self._model,
            "tokens": list(tokens),
            "size_bytes": size,
            "checksum": checksum,
        }
        text = json.dumps(body, separators=(",", ":"))
        return f"{hashlib.sha256(text.encode()).hexdigest()}\n{text}\n".encode()

    def _parsed(self, data: bytes, base: Path, key: str) -> StoredState | None:
        digest, _, text = data.rstrip(b"\n").partition(b"\n")
        if hashlib.sha256(text).hexdigest().encode() != digest:
            return None
        body = json.loads(text)  # the digest is right: this was written here, in some version
        owner = (body.get("format"), body.get("model"), body.get("key"))
        if owner != (_FORMAT, self._model, _short_hash(key)):
            return None
        path = base.with_suffix(_STATE)
        return StoredState(path, tuple(body["tokens"]), body["size_bytes"], body["checksum"])

    def _make_room(self, size: int, base: Path) -> bool:
        if size > self._limit:
            return False
        self._evict(size, base)
        try:
            return size <= self._room(self._folder)
        except OSError:
            return False

    def _evict(self, coming: int, replaced: Path | None = None) -> None:
        """Remove what was used longest ago until `coming` bytes fit the limit; and leftovers.

        `replaced` is the state in whose place they come.
        """
        groups = [group for group in self._groups() if group[2] != replaced]
        total = sum(size for _, size, _ in groups)
        now = time.time()
        for used, size, base in sorted(groups):
            if base.with_suffix(_HEADER).exists():
                goes = total + coming > self._limit
            else:
                goes = now - used > _ORPHAN_AGE_S
            if goes:
                self._drop(base, "had to go")
                total -= size

    def _groups(self) -> Iterator[tuple[float, int, Path]]:
        """(time of the last use, size, path without suffix) of each state in the folder."""
        groups: dict[Path, tuple[float, int]] = {}
        try:
            for entry in os.scandir(self._folder):
                if not _OURS.match(entry.name):
                    continue
                base = self._folder / entry.name.partition(".")[0]
                with contextlib.suppress(OSError):
                    status = entry.stat()
                    used, size = groups.get(base, (0.0, 0))
                    groups[base] = max(used, status.st_mtime), size + status.st_size
        except OSError as error:
            _LOG.info("the saved states can't be listed: %r", error)
        for base, (used, size) in groups.items():
            yield used, size, base

    def _drop(self, base: Path, reason: str) -> None:
        _LOG.info("the saved state %s %s: removed", base.name, reason)
        _remove(base.with_suffix(_HEADER))
        with contextlib.suppress(OSError):
            for path in base.parent.glob(f"{base.name}.*"):
                _remove(path)


def _short_hash(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:16]


def _checksum(path: Path, given_up: Callable[[], bool] = lambda: False) -> int | None:
    """CRC-32 of a file, None when given up. It guards against accidents, and is the fastest."""
    value = 0
    buffer = memoryview(bytearray(_CHUNK))
    with path.open("rb", buffering=0) as file:
        while count := file.readinto(buffer):
            if given_up():
                return None
            value = zlib.crc32(buffer[:count], value)
    return value


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()
