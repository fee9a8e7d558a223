"""Parts of a file elsewhere: what reading a model's header needs of a transport."""

from typing import Protocol


class RangeReply(Protocol):
    """An answer under way: bytes from where they were asked for, to be closed."""

    @property
    def total_bytes(self) -> int:
        """The whole file's size, as the server says."""

    def read(self, size: int) -> bytes:
        """The next bytes, fewer than asked for only at the end of the answer."""

    def close(self) -> None:
        """End the answer, whatever is left of it."""


class RangeSource(Protocol):
    """Reads files from addresses. Blocking."""

    def open(self, url: str, start: int, size: int) -> RangeReply:
        """Ask for bytes from `start` on; the answer may hold more than `size`, or fewer.

        Raises QwQError: offline, server_unreachable, server_certificate, model_address_failed.
        """


class RemoteFile:
    """A file elsewhere, read forwards through requests for a window each; a context manager.

    An answer that goes on beyond its window, from a server that ignores ranges, is read on: nothing
    is asked for twice.
    """

    def __init__(self, source: RangeSource, url: str, window_bytes: int, most_bytes: int) -> None:
        """Ask for the first window. Raises as `RangeSource.open`."""
        self._source = source
        self._url = url
        self._window = window_bytes
        self._left = most_bytes
        self._at = 0  # of the reader
        self._reply = source.open(url, 0, window_bytes)
        self._reply_at = 0  # of the answer
        self.total_bytes = self._reply.total_bytes

    def seek(self, position: int) -> None:
        """Go on to a byte."""
        self._at = position

    def read(self, size: int) -> bytes:
        """The bytes from there, none once more than the limit would be read."""
        while self._reply_at < self._at:
            if not self._take(min(self._at - self._reply_at, self._window)):
                return b""
        data = b""
        while len(data) < size and (more := self._take(size - len(data))):
            data += more
        self._at += len(data)
        return data

    def close(self) -> None:
        """End the answer."""
        self._reply.close()

    def __enter__(self) -> "RemoteFile":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def _take(self, size: int) -> bytes:
        size = min(size, self._left, self.total_bytes - self._reply_at)
        if size <= 0:
            return b""
        data = self._reply.read(size)
        if not data:  # the window's end
            self._reply.close()
            self._reply = self._source.open(self._url, self._reply_at, self._window)
            data = self._reply.read(size)
        self._left -= len(data)
        self._reply_at += len(data)
        return data
