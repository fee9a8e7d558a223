"""A file that is not whole yet: its bytes, and a small record of which of them are there."""

import contextlib
import json
import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qwq_desktop.models.download.spans import Span, Spans
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.files import lock, write_atomically

PART_ENDING = ".part"
RECORD_ENDING = ".part.json"
_SHARE, _MOST = 1000, 2 * 2**20  # a record each 1/1000 of the file or 2 MiB: what a crash costs
_SYNC_INTERVAL_S = 5.0  # what a power cut costs


@dataclass(frozen=True)
class Identity:
    """By what a file on the server is the same as before; "" where nothing is known.

    A server that doesn't take ranges sends the whole file or nothing.
    """

    size: int
    etag: str = ""
    sha256: str = ""
    takes_ranges: bool = True

    def continues(self, before: "Identity") -> bool:
        """Whether bytes of `before` belong to this file too."""
        if self.size != before.size or not self.takes_ranges:
            return False
        if self.sha256 or before.sha256:
            return self.sha256 == before.sha256
        return bool(self.etag) and self.etag == before.etag and not self.etag.startswith("W/")


class PartialFile:
    """The bytes of `path` as they come, in `….part`; any thread may write.

    The record beside it gets a line each 1/1000 of the file, at most 2 MiB apart, so that a killed
    program loses no more than that; its last whole line counts. Raises OSError as files do.
    """

    def __init__(self, path: Path, identity: Identity) -> None:
        """Takes up what lies there if it belongs to the same file, else begins anew.

        Raises QwQError: download_elsewhere while another program fetches it.
        """
        self.path = path
        self.identity = identity
        self._lock = threading.Lock()
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
        self._handle = os.open(self.part_path, flags, 0o644)
        if not lock(self._handle):
            os.close(self._handle)
            raise QwQError("download_elsewhere", name=path.name)
        self.done = self._recorded()
        if not self.done.count:
            os.ftruncate(self._handle, 0)
        self._unrecorded = 0
        self._synced_at = time.monotonic()
        write_atomically(self.record_path, self._line(), durable=False)
        self._journal = os.open(self.record_path, os.O_WRONLY | os.O_APPEND)

    @property
    def part_path(self) -> Path:
        """Where the bytes lie."""
        return self.path.with_name(self.path.name + PART_ENDING)

    @property
    def record_path(self) -> Path:
        """Where the record lies."""
        return self.path.with_name(self.path.name + RECORD_ENDING)

    @property
    def count(self) -> int:
        """How many bytes are there."""
        with self._lock:
            return self.done.count

    @property
    def front(self) -> int:
        """How many bytes are there from the beginning on."""
        with self._lock:
            return self.done.front

    def missing(self) -> list[Span]:
        """What is to come."""
        with self._lock:
            return self.done.missing(self.identity.size)

    def write(self, offset: int, data: memoryview) -> None:
        """Keep bytes at their place."""
        written = 0
        while written < len(data):
            written += _write_at(self._handle, data[written:], offset + written)
        with self._lock:
            self.done.add(Span(offset, offset + len(data)))
            self._unrecorded += len(data)
            durable = time.monotonic() - self._synced_at >= _SYNC_INTERVAL_S
            if durable or self._unrecorded >= min(self.identity.size // _SHARE, _MOST):
                self._record(durable=durable)

    def read(self, offset: int, into: memoryview) -> int:
        """Fill a buffer from the bytes that are there; how many came."""
        return _read_at(self._handle, into, offset)

    def flush(self) -> None:
        """Have the disk take what came so far. Writing goes on meanwhile; don't close it before."""
        os.fsync(self._handle)

    def start_over(self) -> None:
        """Call nothing done; what lies there stays until it is written over."""
        with self._lock:
            self.done = Spans()
            self._record()

    def keep(self) -> None:
        """Close the file for now; a later PartialFile takes it up."""
        with self._lock:
            if self._handle >= 0:
                os.fsync(self._handle)
                self._close()
                write_atomically(self.record_path, self._line())

    def finish(self) -> None:
        """Give the whole file its name."""
        with self._lock:
            os.fsync(self._handle)
            self._close()
        os.replace(self.part_path, self.path)
        self.record_path.unlink(missing_ok=True)

    def discard(self) -> None:
        """Remove what came."""
        with self._lock:
            if self._handle >= 0:
                self._close()
        for path in (self.part_path, self.record_path):
            path.unlink(missing_ok=True)

    def _close(self) -> None:
        """Inside the lock."""
        os.close(self._handle)
        os.close(self._journal)
        self._handle = -1

    def _record(self, *, durable: bool = True) -> None:
        """Inside the lock. Appending is some hundred times cheaper than writing a file anew."""
        if durable:
            os.fsync(self._handle)
            self._synced_at = time.monotonic()
        os.write(self._journal, self._line())
        if durable:
            os.fsync(self._journal)
        self._unrecorded = 0

    def _line(self) -> bytes:
        """What is there by now; it begins with the line's end, for the one before may be torn."""
        record = {
            "size": self.identity.size,
            "etag": self.identity.etag,
            "sha256": self.identity.sha256,
            "done": [[span.start, span.end] for span in self.done],
        }
        return b"\n" + json.dumps(record).encode()

    def _recorded(self) -> Spans:
        """What an earlier run left; nothing where record and file don't fit this one."""
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            record = _last_whole(self.record_path.read_bytes().splitlines())
            before = Identity(record["size"], record["etag"], record["sha256"])
            spans = Spans(Span(int(start), int(end)) for start, end in record["done"])
            ends = [span.end for span in spans]
            held = self.part_path.stat().st_size
            if self.identity.continues(before) and max(ends, default=0) <= held:
                return spans
        return Spans()


def _last_whole(lines: list[bytes]) -> Any:
    """The newest line that was written to its end."""
    for line in reversed(lines):
        with contextlib.suppress(ValueError):
            return json.loads(line)
    return None


if hasattr(os, "pwrite"):

    def _write_at(handle: int, data: memoryview, offset: int) -> int:
        return os.pwrite(handle, data, offset)

    def _read_at(handle: int, into: memoryview, offset: int) -> int:
        return (
            os.preadv(handle, [into], offset)
            if hasattr(os, "preadv")
            else _copied(os.pread(handle, len(into), offset), into)
        )
else:
    _POSITION = threading.Lock()  # Windows has one position a handle

    def _write_at(handle: int, data: memoryview, offset: int) -> int:
        with _POSITION:
            os.lseek(handle, offset, os.SEEK_SET)
            return os.write(handle, data)

    def _read_at(handle: int, into: memoryview, offset: int) -> int:
        with _POSITION:
            os.lseek(handle, offset, os.SEEK_SET)
            return _copied(os.read(handle, len(into)), into)


def _copied(data: bytes, into: memoryview) -> int:
    into[: len(data)] = data
    return len(data)
