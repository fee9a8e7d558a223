"""How requests travel: proxies, addresses, and what never leaves."""

import pytest

from qwq_desktop.models.download.http import HttpClient, route_for
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.network import NetworkGuard, Purpose
from tests.doubles.hub import Hub, Served


@pytest.fixture
def proxy(monkeypatch):
    proxy = Hub()
    address = proxy.url.replace("//", "//user:p%40ss@")
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, address)
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    yield proxy
    proxy.close()


def test_the_systems_proxy_is_used_with_its_password(proxy):
    proxy.pages["http://models.invalid/m"] = (200, {}, b"through the proxy")
    with HttpClient(NetworkGuard()).request("http://models.invalid/m", {}) as answer:
        assert answer.beginning(100) == b"through the proxy"
    (_, path, headers), *_ = proxy.log.requests
    assert path == "http://models.invalid/m"
    assert headers["Proxy-Authorization"] == "Basic dXNlcjpwQHNz"


def test_a_proxy_that_refuses_a_secure_connection_is_named(proxy):
    with (
        pytest.raises(QwQError, match="download_proxy"),
        HttpClient(NetworkGuard()).request("https://models.invalid/m", {}),
    ):
        pass


def test_this_computer_is_never_reached_through_a_proxy(proxy):
    assert route_for("http://127.0.0.1:8000/m").proxy is None
    assert route_for("http://localhost/m").proxy is None
    assert route_for("https://models.invalid/m").proxy is not None


@pytest.mark.parametrize("url", ["", "ftp://a/b", "file:///etc/passwd", "http://", "http://[::1/m"])
def test_an_address_that_is_none_is_refused(url):
    with pytest.raises(QwQError, match="download_address"):
        route_for(url)


def test_each_connection_is_known_to_the_guard():
    hub, guard = Hub(), NetworkGuard()
    hub.files["m.gguf"] = Served(b"GGUF")
    with HttpClient(guard).request(hub.file_url("m.gguf"), {}) as answer:
        assert answer.url == f"{hub.url}/cdn/m.gguf"
    hub.close()
    assert [c.purpose for c in guard.connections] == [Purpose.DOWNLOAD] * 2


def test_a_redirect_that_is_not_escaped_is_followed():
    hub = Hub()
    hub.pages["/from"] = (302, {"Location": "/cdn/a b.gguf"}, b"")
    hub.files["a b.gguf"] = Served(b"GGUF")
    with HttpClient(NetworkGuard()).request(f"{hub.url}/from", {}) as answer:
        assert (answer.status, answer.beginning(9)) == (200, b"GGUF")
    hub.close()
    assert answer.url.endswith("/cdn/a%20b.gguf")
