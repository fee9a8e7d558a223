"""Blocking HTTP for downloads: redirects without the token, the system's proxies and certificates.

`http.client` reads straight into our buffers, which keeps a fast line busy; what libraries add on
top (pools, decoding, retries of their own) would be in the way of exact resuming.
"""

import contextlib
import http.client
import re
import socket
import ssl
import threading
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

import truststore

from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.network import Connection, NetworkGuard, Purpose, is_loopback

STALL_S = 30.0  # silence on a connection that ends it
_REDIRECTS = (301, 302, 303, 307, 308)
_MOST_REDIRECTS = 8
_KEPT = "!#$%&'()*+,/:;=?@[]~"
_TUNNEL_STATUS = re.compile(r"Tunnel connection failed: (\d+)")


class Stopped(Exception):
    """The user ended it; not an error."""


@dataclass(frozen=True)
class Route:
    """Where a connection goes: straight to `host`, or through the proxy at `proxy`."""

    host: str
    port: int
    is_secure: bool
    proxy: SplitResult | None = None


class Answer:
    """A response under way. `url` is where it came from after redirects."""

    def __init__(
        self,
        url: str,
        connection: http.client.HTTPConnection,
        line: socket.socket,
        raw: http.client.HTTPResponse,
        noted: Connection,
    ) -> None:
        self.url = url
        self.noted = noted
        self.received = 0  # bytes of the body
        self.status = raw.status
        self.line = line
        self._connection = connection
        self._raw = raw

    def header(self, name: str) -> str:
        """A header's value, "" without it."""
        return self._raw.getheader(name) or ""

    def number(self, name: str) -> int | None:
        """A header's value as a whole number; None where it isn't one."""
        text = self.header(name).strip()
        return int(text) if text.isascii() and text.isdigit() else None

    def read_some(self, most: int) -> bytes:
        """What has come of the body, at least a byte; b"" at its end.

        Raises OSError, http.client.HTTPException.
        """
        data = self._raw.read1(most)
        self.received += len(data)
        return data

    def beginning(self, size: int) -> bytes:
        """Up to `size` bytes, for a look at what came instead."""
        with contextlib.suppress(OSError, http.client.HTTPException):
            return self._raw.read(size)
        return b""

    def close(self) -> None:
        """Break the connection off."""
        self._raw.close()
        self._connection.close()


class HttpClient:
    """Opens connections; any thread may, and `stop` ends them all at once.

    A token goes to the host it was given for, nowhere else: not after a redirect to another host,
    not from https to http. `request` raises QwQError (offline, download_redirects,
    download_insecure, download_proxy, download_certificate), OSError, http.client.HTTPException,
    Stopped.
    """

    def __init__(
        self,
        network: NetworkGuard,
        *,
        agent: str = "qwq-desktop",
        stall_s: float = STALL_S,
        purpose: Purpose = Purpose.DOWNLOAD,
    ) -> None:
        self._network = network
        self._purpose = purpose
        self._agent = agent
        self._stall_s = stall_s
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._stopped = False

    def stop(self) -> None:
        """End what is under way, and let nothing begin any more."""
        with self._lock:
            self._stopped = True
            lines = list(self._open)
        for line in lines:
            # Shutting a socket wakes the thread that reads from it; closing it would not.
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    @contextlib.contextmanager
    def request(
        self, url: str, headers: dict[str, str], token: str = "", method: str = "GET"
    ) -> Iterator[Answer]:
        """The answer to a request, after redirects; its connection ends with the block."""
        answer = self._followed(url, headers, token, method)
        try:
            yield answer
        except (OSError, http.client.HTTPException):
            self._check()
            raise
        finally:
            answer.close()
            self._forget(answer)
        self._check()

    def _followed(self, url: str, headers: dict[str, str], token: str, method: str) -> Answer:
        origin = _origin(url)
        for _ in range(_MOST_REDIRECTS):
            allowed = {**headers, "Authorization": f"Bearer {token}"} if token else headers
            answer = self._once(url, allowed if _origin(url) == origin else headers, method)
            target = answer.header("Location")
            if answer.status not in _REDIRECTS or not target:
                return answer
            answer.close()
            self._forget(answer)
            following = quote(urljoin(url, target), _KEPT)  # not every server escapes what it must
            if url.startswith("https:") and not following.startswith("https:"):
                raise QwQError("download_insecure", url=url, target=following)
            url = following
        raise QwQError("download_redirects", url=url)

    def _once(self, url: str, headers: dict[str, str], method: str) -> Answer:
        self._check()
        noted = self._network.begin(url, self._purpose)
        route = route_for(url)
        connection = _connection(route, self._stall_s)
        try:
            connection.connect()
            line = connection.sock
            with self._lock:
                self._open.add(line)
            self._check()
            parts = urlsplit(url)
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            proxied = route.proxy is not None and not route.is_secure
            extra = _proxy_headers(route.proxy) if proxied and route.proxy else {}
            connection.request(
                method,
                url if proxied else path,
                headers={
                    "User-Agent": self._agent,
                    "Accept-Encoding": "identity",
                    **headers,
                    **extra,
                },
            )
            return Answer(url, connection, line, connection.getresponse(), noted)
        except Exception as error:
            with self._lock:
                self._open.discard(connection.sock)
            connection.close()
            self._check()
            raise _named(error, url) from error

    def _forget(self, answer: Answer) -> None:
        self._network.end(answer.noted, answer.received)
        with self._lock:
            self._open.discard(answer.line)

    def _check(self) -> None:
        if self._stopped:
            raise Stopped


def route_for(url: str) -> Route:
    """How the system's settings reach an address. Raises QwQError: download_address."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise QwQError("download_address", url=url) from error
    if parts.scheme not in ("http", "https") or not host:
        raise QwQError("download_address", url=url)
    is_secure = parts.scheme == "https"
    proxy = None
    if not is_loopback(host) and not urllib.request.proxy_bypass(host):
        address = urllib.request.getproxies().get(parts.scheme)
        if address:
            proxy = urlsplit(address if "//" in address else f"http://{address}")
    return Route(host, port or (443 if is_secure else 80), is_secure, proxy)


def _connection(route: Route, stall_s: float) -> http.client.HTTPConnection:
    proxy = route.proxy
    host, port = (
        (route.host, route.port) if proxy is None else (proxy.hostname or "", proxy.port or 8080)
    )
    if not route.is_secure:
        return http.client.HTTPConnection(host, port, timeout=stall_s)
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    connection = http.client.HTTPSConnection(host, port, timeout=stall_s, context=context)
    if proxy is not None:
        connection.set_tunnel(route.host, route.port, _proxy_headers(proxy))
    return connection


def _proxy_headers(proxy: SplitResult) -> dict[str, str]:
    if not proxy.username:
        return {}
    pair = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}"
    return {"Proxy-Authorization": f"Basic {b64encode(pair.encode()).decode()}"}


def _origin(url: str) -> tuple[str, str, int | None]:
    parts = urlsplit(url)
    return parts.scheme, (parts.hostname or "").lower(), parts.port


def _named(error: Exception, url: str) -> Exception:
    """The error, under a name that a user can be told where trying again is no use."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return QwQError("download_certificate", url=url, reason=error.verify_message)
    tunnel = _TUNNEL_STATUS.search(str(error))
    if tunnel is not None:
        return QwQError("download_proxy", url=url, status=int(tunnel[1]))
    return error
