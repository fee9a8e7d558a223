"""Parts of files over HTTP: each address asked for at the gate, each redirect followed openly."""

import re
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPException, HTTPResponse
from urllib.error import URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request

from qwq_desktop import __version__
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.network import NetworkGuard, Purpose, is_loopback

TIMEOUT_S = 15.0  # of silence
PATIENCE_S = 120.0  # for one answer, however it drips
MOST_REDIRECTS = 5
_CONTENT_RANGE = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18})")
_REDIRECTS = (301, 302, 303, 307, 308)


class HttpRanges:
    """A `RangeSource` over HTTP. Blocking; any thread."""

    def __init__(self, network: NetworkGuard, clock: Callable[[], float] = time.monotonic) -> None:
        self._network = network
        self._clock = clock

    def open(self, url: str, start: int, size: int) -> "HttpReply":
        """Ask for bytes; see `RangeSource.open`.

        Redirects are followed to addresses that the gate allows, never from HTTPS to HTTP.
        """
        address = url
        for _ in range(MOST_REDIRECTS + 1):
            response = self._ask(address, start, size)
            if response.status not in _REDIRECTS:
                return _checked(response, url, start, self._clock)
            target = urljoin(address, response.headers.get("Location", ""))
            response.close()
            if not target.startswith(("https://", "http://")) or (
                address.startswith("https://") and not target.startswith("https://")
            ):
                raise _failed(url, f"it points to {target}")
            address = target
        raise _failed(url, "it points from one address to the next without end")

    def _ask(self, url: str, start: int, size: int) -> HTTPResponse:
        self._network.begin(url, Purpose.MODEL_HEADER)
        headers = {
            "Range": f"bytes={start}-{start + size - 1}",
            "Accept-Encoding": "identity",
            "User-Agent": f"qwq-desktop/{__version__}",
        }
        with _told(url):
            response = _opener(url).open(Request(url, headers=headers), timeout=TIMEOUT_S)
            assert isinstance(response, HTTPResponse)
            return response
        raise AssertionError  # `_told` swallows nothing


class HttpReply:
    """An answer under way, see `RangeReply`."""

    def __init__(
        self,
        response: HTTPResponse,
        url: str,
        total_bytes: int,
        left_bytes: int,
        clock: Callable[[], float],
    ) -> None:
        self._response = response
        self._url = url
        self._left = left_bytes
        self._clock = clock
        self._ends_at = clock() + PATIENCE_S
        self.total_bytes = total_bytes

    def read(self, size: int) -> bytes:
        """The next bytes. Raises QwQError("model_address_failed") where they break off."""
        size = min(size, self._left)
        if not size:
            return b""
        if self._clock() > self._ends_at:
            raise _failed(self._url, "it answers too slowly")
        with _told(self._url):
            data = self._response.read(size)
        if not data:
            raise _failed(self._url, "the connection broke off")
        self._left -= len(data)
        return data

    def close(self) -> None:
        """End the connection."""
        self._response.close()


def _opener(url: str) -> OpenerDirector:
    """Through the system's proxy, but never to this computer; it follows nothing by itself."""
    host = urlsplit(url).netloc.rpartition("@")[2]
    opener = OpenerDirector()
    for handler in (
        ProxyHandler({} if is_loopback(host) else None),
        HTTPHandler(),
        HTTPSHandler(),
    ):
        opener.add_handler(handler)
    return opener


@contextmanager
def _told(url: str) -> Iterator[None]:
    """Tell what goes wrong with a connection in our words."""
    try:
        yield
    except (URLError, OSError) as error:
        reason = getattr(error, "reason", error)
        code = "server_unreachable"
        if isinstance(reason, ssl.SSLCertVerificationError):
            code = "server_certificate"
        raise QwQError(code, detail=repr(error), url=url, reason=str(reason)) from error
    except (HTTPException, ValueError) as error:
        raise _failed(url, repr(error)) from error


def _checked(response: HTTPResponse, url: str, start: int, clock: Callable[[], float]) -> HttpReply:
    """The answer, if it is what was asked for, or the file from its start."""
    headers = response.headers
    length = headers.get("Content-Length", "")
    try:
        if headers.get("Content-Encoding", "identity").lower() != "identity":
            raise _failed(url, "it sends the file compressed")
        if response.status == 200 and start == 0 and length.isdecimal():
            return HttpReply(response, url, int(length), int(length), clock)
        if response.status == 200:
            raise _failed(url, "it doesn't tell the file's size, or sends it whole only")
        found = _CONTENT_RANGE.fullmatch(headers.get("Content-Range", "").strip())
        if response.status != 206 or found is None:
            raise _failed(url, f"it answered with status {response.status}")
        first, last, total = map(int, found.groups())
        if first != start or not first <= last < total:
            raise _failed(url, f"it sends other bytes than asked for: {found[0]}")
    except QwQError:
        response.close()
        raise
    return HttpReply(response, url, total, last - first + 1, clock)


def _failed(url: str, reason: str) -> QwQError:
    return QwQError("model_address_failed", detail=reason, url=url, reason=reason)
