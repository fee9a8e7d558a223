"""Bounded reading of a binary header: a length is checked against the file before it is used."""

import struct
from pathlib import Path
from typing import Protocol

from qwq_desktop.platform.errors import QwQError

MAX_BYTES = 1 << 28  # of a header; real ones have below 50 MB
MAX_ITEMS = 1 << 23  # strings and nested arrays stepped over in one file; a vocabulary has 300 000

Place = Path | str  # of a file: a path, or an address

_WINDOW = 1 << 20
_LENGTH = struct.Struct("<Q")


def damaged(path: Place, reason: str) -> QwQError:
    """The error for a file that can't be a model; `reason` is technical English for the details."""
    return QwQError("model_damaged", detail=reason, path=str(path), reason=reason)


def truncated(path: Place, expected_bytes: int, actual_bytes: int) -> QwQError:
    """The error for a file shorter than its own table says.

    When the header itself is cut, `expected_bytes` is only a lower bound.
    """
    return QwQError(
        "model_truncated", path=str(path), expected_bytes=expected_bytes, actual_bytes=actual_bytes
    )


class Readable(Protocol):
    """What a cursor needs of a file. It seeks forwards only."""

    def seek(self, position: int, /) -> object:
        """Go to a byte."""

    def read(self, size: int, /) -> bytes:
        """So many bytes from there, fewer only at the file's end."""


class Cursor:
    """A place in a file, read through a window of 1 MiB.

    Memory stays bounded, and a file cut short meanwhile is an error, not the crash of a mapped one.
    """

    def __init__(self, file: Readable, path: Place, file_bytes: int) -> None:
        self.path = path
        self.file_bytes = file_bytes
        self._file = file
        self._window = b""
        self._start = 0  # of the window, in the file
        self._at = 0  # in the window
        self._items = MAX_ITEMS

    @property
    def position(self) -> int:
        """Offset in the file."""
        return self._start + self._at

    def take(self, size: int) -> bytes:
        """The next `size` bytes (at most a window)."""
        if self._at + size > len(self._window):
            self._fill(size)
        data = self._window[self._at : self._at + size]
        self._at += size
        return data

    def number(self, size: int) -> int:
        """An unsigned little-endian number."""
        return int.from_bytes(self.take(size), "little")

    def text(self, limit: int) -> str | None:
        """A string, or None for one of more than `limit` bytes, which is stepped over."""
        length = self.number(8)
        if length > limit:
            self.skip(length)
            return None
        return self.take(length).decode("utf-8", "replace")

    def skip(self, size: int) -> None:
        """Step over `size` bytes without reading them."""
        self._need(size)
        self._at += size

    def spend(self, items: int) -> None:
        """Account for `items` elements that must be walked one by one."""
        self._items -= items
        if self._items < 0:
            raise damaged(self.path, "arrays with too many elements")

    def skip_strings(self, count: int) -> None:
        """Step over `count` strings; a vocabulary and its merges are 300 000 of them."""
        self.spend(count)
        length_at = _LENGTH.unpack_from
        window, at, last = self._window, self._at, len(self._window) - 8
        for _ in range(count):
            if at > last:
                self._at = at
                self._fill(8)
                window, at, last = self._window, self._at, len(self._window) - 8
            at += 8 + length_at(window, at)[0]
        self._at = at
        self._need(0)

    def _fill(self, size: int) -> None:
        """Move the window so that it begins here and holds `size` bytes."""
        self._need(size)
        self._start, self._at = self.position, 0
        self._file.seek(self._start)
        self._window = self._file.read(max(_WINDOW, size))
        if len(self._window) < size:
            raise truncated(self.path, self._start + size, self._start + len(self._window))

    def _need(self, size: int) -> None:
        end = self.position + size
        if end > MAX_BYTES:
            raise damaged(self.path, f"a header that reaches to byte {end}")
        if end > self.file_bytes:
            raise truncated(self.path, end, self.file_bytes)
