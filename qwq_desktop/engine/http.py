"""HTTP to one server: nothing is sent anywhere else, nothing is kept, nothing is followed."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QUrl
from PySide6.QtNetwork import (
    QNetworkAccessManager,
    QNetworkProxy,
    QNetworkReply,
    QNetworkRequest,
)

from qwq_desktop.engine.openai.address import ServerAddress
from qwq_desktop.engine.openai.errors import error_from
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.network import NetworkGuard, Purpose, is_loopback

CHECK_TIMEOUT_MS = 15_000  # of silence; an answer may take as long as it needs
_LONGEST_ERROR_BYTES = 256 * 1024

_Error = QNetworkReply.NetworkError
_Attribute = QNetworkRequest.Attribute
_NOTHING_KEPT = (
    _Attribute.CookieLoadControlAttribute,
    _Attribute.CookieSaveControlAttribute,
    _Attribute.AuthenticationReuseAttribute,
)


class HttpClient:
    """Requests to the server at `address`.

    Redirects are errors, so that neither the key nor a conversation goes where the user did not
    send it. No cookies, no cache, no stored passwords; a server on this computer is never reached
    through a proxy.
    """

    def __init__(
        self, address: ServerAddress, network: NetworkGuard, api_key: str, parent: QObject
    ) -> None:
        """Connections end with `parent` at the latest."""
        self.address = address
        self._network = network
        self._api_key = " ".join(api_key.split())
        self._parent = parent

    def get(self, url: str, on_end: "Listener") -> "Exchange":
        """Ask for a resource below the address. Raises QwQError("offline")."""
        request = self._request(url, Purpose.SERVER_CHECK)
        request.setTransferTimeout(CHECK_TIMEOUT_MS)
        manager = self._manager()
        return Exchange(manager, manager.get(request), on_end)

    def post(self, url: str, body: bytes, on_end: "Listener", on_data: "Listener") -> "Exchange":
        """Send JSON to a route below the address. Raises QwQError("offline")."""
        request = self._request(url, Purpose.SERVER_CHAT)
        request.setHeader(QNetworkRequest.KnownHeaders.ContentTypeHeader, "application/json")
        request.setRawHeader(b"Accept", b"text/event-stream")
        manager = self._manager()
        return Exchange(manager, manager.post(request, body), on_end, on_data)

    def _manager(self) -> QNetworkAccessManager:
        """One for each request, so that each has a connection of its own.

        A server may close a connection kept for the next question just as that is sent, and nobody
        could tell whether it was heard.
        """
        manager = QNetworkAccessManager(self._parent)
        manager.setRedirectPolicy(QNetworkRequest.RedirectPolicy.ManualRedirectPolicy)
        if is_loopback(self.address.host):
            manager.setProxy(QNetworkProxy(QNetworkProxy.ProxyType.NoProxy))
        return manager

    def _request(self, url: str, purpose: Purpose) -> QNetworkRequest:
        if not url.startswith(f"{self.address.root}/"):
            raise ValueError("another server's address")
        self._network.begin(url, purpose)
        request = QNetworkRequest(QUrl(url))
        for attribute in _NOTHING_KEPT:
            request.setAttribute(attribute, QNetworkRequest.LoadControl.Manual)
        request.setRawHeader(b"Connection", b"close")
        request.setAttribute(_Attribute.Http2AllowedAttribute, False)
        # Compressed, a stream would arrive in lumps.
        request.setRawHeader(b"Accept-Encoding", b"identity")
        if self._api_key:
            request.setRawHeader(b"Authorization", f"Bearer {self._api_key}".encode())
        return request


class Exchange:
    """One request under way: calls `on_data` as bytes arrive and `on_end` once, until it is closed.

    It holds its callbacks no longer than that, and the reply does not hold it: whoever made it
    keeps it. A reply that held its owner would take it along, in the middle of its own end.
    """

    def __init__(
        self,
        manager: QNetworkAccessManager,
        reply: QNetworkReply,
        on_end: "Listener",
        on_data: "Listener | None" = None,
    ) -> None:
        self._reply: QNetworkReply | None = reply
        self._on_end: Listener | None = on_end
        self._on_data = on_data
        reply.finished.connect(manager.deleteLater)  # takes the reply along
        reply.finished.connect(self._tell_end)
        reply.readyRead.connect(self._tell_data)

    @property
    def status(self) -> int:
        """The HTTP status, 0 before there is one."""
        if self._reply is None:
            return 0
        status = self._reply.attribute(_Attribute.HttpStatusCodeAttribute)
        return status if isinstance(status, int) else 0

    def read(self) -> bytes:
        """The bytes that came since the last time."""
        return b"" if self._reply is None else bytes(self._reply.readAll().data())

    def close(self) -> None:
        """Break the connection off, if the reply is not over, and tell nothing more."""
        reply = self._reply
        self.let_go()
        if reply is not None:
            reply.abort()

    def let_go(self) -> None:
        """Tell nothing more, and let the reply come to its end."""
        self._reply = self._on_end = self._on_data = None

    def failure(self, url: str, body: bytes) -> QwQError | None:
        """What went wrong with a reply that is over; None if nothing did.

        `url` is the server's address for the user, `body` what came. Codes: server_unreachable,
        server_certificate, server_redirected, server_cut_off, server_not_openai, and those of
        `error_from`.
        """
        reply, status = self._reply, self.status
        if reply is None:
            return None
        if 300 <= status < 400:
            target = reply.url().resolved(QUrl(_header(reply, "Location")))
            return QwQError("server_redirected", url=url, target=target.toString())
        if status >= 400:
            wait = _header(reply, "Retry-After")
            return error_from(status, body[:_LONGEST_ERROR_BYTES], url, wait)
        return _broken(reply, status, url)

    def _tell_data(self) -> None:
        if self._on_data is not None:
            self._on_data(self)

    def _tell_end(self) -> None:
        if self._on_end is not None:
            self._on_end(self)
        self.let_go()


Listener = Callable[[Exchange], None]


def _broken(reply: QNetworkReply, status: int, url: str) -> QwQError | None:
    """What broke below HTTP: no connection, no proof of who answers, an end too soon."""
    error, reason = reply.error(), reply.errorString()
    if error is _Error.NoError:
        return None
    if error is _Error.OperationCanceledError:  # ours are closed before; this is the time limit
        reason = "no answer in time"
    if error is _Error.SslHandshakeFailedError:
        return QwQError("server_certificate", url=url, reason=reason)
    if status:
        return QwQError("server_cut_off", url=url, reason=reason)
    if error in (_Error.ProtocolFailure, _Error.ProtocolUnknownError):
        return QwQError("server_not_openai", url=url, reason=reason)
    return QwQError("server_unreachable", url=url, reason=reason)


def _header(reply: QNetworkReply, name: str) -> str:
    return bytes(reply.rawHeader(name).data()).decode("latin-1")
