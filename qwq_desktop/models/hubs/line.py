"""A line to one hub: small questions, the token for the hub's own host, and what refusals mean."""

import contextlib
import http.client
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from qwq_desktop.models.download.failures import retry_after
from qwq_desktop.models.download.http import Answer, HttpClient
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.network import NetworkGuard, Purpose

SILENCE_S = 15.0  # that ends a question
_MOST_BYTES = 32 << 20  # repositories with thousands of files have a few MB of listing
_PIECE = 1 << 16
_BUSY = (408, 425, 429)

TokenFor = Callable[[str], str]
"""The token for an address, "" for none; may block."""


@dataclass(frozen=True)
class Reply:
    """A hub's whole answer."""

    url: str
    status: int
    body: bytes


class Line:
    """Asks one hub at `endpoint` over the program's own connections. Blocking, any thread."""

    def __init__(
        self,
        endpoint: str,
        network: NetworkGuard,
        token_for: TokenFor,
        *,
        silence_s: float = SILENCE_S,
    ) -> None:
        self.endpoint = endpoint.rstrip("/")
        self._token_for = token_for
        self._client = HttpClient(network, stall_s=silence_s, purpose=Purpose.HUB)

    @property
    def host(self) -> str:
        """Whom the user is told of."""
        return urlsplit(self.endpoint).netloc.rpartition("@")[2]

    def close(self) -> None:
        """End what is under way, and let nothing begin any more."""
        self._client.stop()

    def ask(self, url: str, repository: str = "") -> Reply:
        """The answer to a question, which is about a repository or not.

        Raises Stopped, QwQError: hub_unreachable, those of `HttpClient.request` and of `refuse`.
        """
        token = self._token_for(url)
        try:
            with self._client.request(url, {"Accept": "application/json"}, token) as answer:
                self.refuse(answer, repository)
                body = self._body(answer)
                return Reply(answer.url, answer.status, body)
        except (OSError, http.client.HTTPException) as error:
            raise QwQError(
                "hub_unreachable", detail=repr(error), host=self.host, reason=_reason(error)
            ) from error

    def ask_json(self, url: str, repository: str = "") -> Any:
        """The answer's JSON. Raises as `ask`, and QwQError: hub_answer_unusable."""
        with self.usable():
            return json.loads(self.ask(url, repository).body)
        raise AssertionError  # `usable` swallows nothing

    @contextlib.contextmanager
    def usable(self) -> Iterator[None]:
        """Name what is wrong with an answer of an unknown shape: QwQError hub_answer_unusable."""
        try:
            yield
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise QwQError("hub_answer_unusable", detail=repr(error), host=self.host) from error

    def refuse(self, answer: Answer, repository: str) -> None:
        """Raise what a status other than 200 means.

        QwQError: download_proxy, hub_busy, repository_needs_token, repository_forbidden,
        repository_missing, hub_answer_unusable.
        """
        status = answer.status
        if status == 200:
            return
        if status == 407:
            raise QwQError("download_proxy", url=answer.url, status=status)
        if status in _BUSY or status >= 500:
            wait_s = round(retry_after(answer.header("Retry-After")))
            raise QwQError("hub_busy", host=self.host, wait_s=wait_s or None, status=status)
        named = {
            401: "repository_needs_token",
            403: "repository_forbidden",
            404: "repository_missing",
            410: "repository_missing",
        }
        if status in named and repository:
            raise QwQError(named[status], host=self.host, repository=repository)
        raise QwQError("hub_answer_unusable", host=self.host, status=status)

    def _body(self, answer: Answer) -> bytes:
        body = bytearray()
        while piece := answer.read_some(_PIECE):
            body += piece
            if len(body) > _MOST_BYTES:
                raise QwQError("hub_answer_unusable", host=self.host, status=answer.status)
        expected = answer.number("Content-Length")
        if expected is not None and len(body) < expected:
            raise http.client.IncompleteRead(bytes(body), expected - len(body))
        return bytes(body)


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "silence"
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or repr(error)
