"""The body of an answer, streamed or whole, as JSON objects."""

import json
import logging
from typing import Any

from qwq_desktop.engine.openai.sse import LONGEST_EVENT_BYTES, SseDecoder
from qwq_desktop.platform.errors import QwQError

_LOG = logging.getLogger(__name__)
_END = "[DONE]"
_BEFORE_TEXT = b"\xef\xbb\xbf \t\r\n"  # a byte order mark and space


class BodyReader:
    """Yields the objects of a reply as they come; which kind of reply it is shows at its start.

    Streams are server-sent events. A server that cannot stream sends one JSON object instead.
    """

    def __init__(self) -> None:
        self._events: SseDecoder | None = None
        self._head = bytearray()
        self._is_whole = False
        self._understood = False
        self.has_ended = False  # the server said so

    def feed(self, piece: bytes) -> list[dict[str, Any]]:
        """The objects that `piece` completes. Raises QwQError("server_reply_unreadable")."""
        if self._events is not None:
            return self._objects(self._events.feed(piece))
        self._head += piece
        if not self._is_whole and (start := self._head.lstrip(_BEFORE_TEXT)[:1]):
            self._is_whole = start == b"{"
            if not self._is_whole:
                self._events = SseDecoder()
                return self.feed(self._take_head())
        if len(self._head) > LONGEST_EVENT_BYTES:
            raise QwQError("server_reply_unreadable", reason="the reply does not end")
        return []

    def finish(self) -> list[dict[str, Any]]:
        """The rest. Raises QwQError("server_not_openai") if nothing at all was understood."""
        if self._events is not None:
            found = self._objects(self._events.finish())
        else:
            found = self._objects([self._take_head().decode("utf-8-sig", "replace")])
        if not self._understood:
            raise QwQError("server_not_openai")
        return found

    def _take_head(self) -> bytes:
        head = bytes(self._head)
        self._head.clear()
        return head

    def _objects(self, texts: list[str]) -> list[dict[str, Any]]:
        found = []
        for text in texts:
            if text.strip() == _END:
                self.has_ended = self._understood = True
                continue
            value = parse_object(text)
            if value is None:
                _LOG.warning("a server sent something that is no JSON object")
                continue
            self._understood = True
            found.append(value)
        return found


def parse_object(text: str) -> dict[str, Any] | None:
    """The JSON object in a text, None if it holds anything else."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
