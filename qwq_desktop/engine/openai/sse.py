"""Server-sent events: bytes in pieces of any size become the data of whole events."""

import re

from qwq_desktop.platform.errors import QwQError

LONGEST_EVENT_BYTES = 16 * 2**20  # no server sends as much at once; more is not a chat
_LINE_END = re.compile(rb"\r\n|\r|\n")
_BOM = b"\xef\xbb\xbf"


class SseDecoder:
    """Reads a stream as the HTML standard says (section "Server-sent events").

    Only `data` counts here; comments, which keep a connection alive, are dropped.
    """

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._searched = 0  # up to here the buffer has no line end
        self._data: list[str] = []
        self._data_size = 0
        self._begun = False

    def feed(self, piece: bytes) -> list[str]:
        """The data of the events that `piece` completes.

        Raises QwQError("server_reply_unreadable") for an event beyond all measure.
        """
        self._buffer += piece
        return [data for line in self._lines() for data in self._take(line)]

    def finish(self) -> list[str]:
        """The data of a last event that nothing ended: some servers just close."""
        line = bytes(self._buffer.removesuffix(b"\r"))
        self._buffer.clear()
        return [*self._take(line), *self._take(b"")]

    def _lines(self) -> list[bytes]:
        lines: list[bytes] = []
        start = 0
        # A "\r" at the end may be half of a "\r\n": it waits.
        end = len(self._buffer) - self._buffer.endswith(b"\r")
        for match in _LINE_END.finditer(self._buffer, self._searched, len(self._buffer)):
            if match.start() >= end:
                break
            lines.append(bytes(self._buffer[start : match.start()]))
            start = match.end()
        del self._buffer[:start]
        self._searched = end - start
        self._check_size(len(self._buffer))
        return lines

    def _take(self, line: bytes) -> list[str]:
        if not self._begun:
            line = line.removeprefix(_BOM)
            self._begun = True
        if not line:
            return self._dispatch()
        name, _, value = line.partition(b":")
        if name == b"data":
            self._check_size(self._data_size + len(value))
            self._data_size += len(value)
            self._data.append(value.removeprefix(b" ").decode("utf-8", "replace"))
        return []

    def _dispatch(self) -> list[str]:
        if not self._data:
            return []
        data = "\n".join(self._data)
        self._data, self._data_size = [], 0
        return [data]

    def _check_size(self, size: int) -> None:
        if size > LONGEST_EVENT_BYTES:
            raise QwQError("server_reply_unreadable", reason=f"more than {size} bytes at once")
