from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.engine.openai.address import ServerAddress, is_server
from qwq_desktop.platform.errors import QwQError


@pytest.mark.parametrize(
    ("typed", "base", "root", "host"),
    [
        ("http://box:8080", "http://box:8080/v1", "http://box:8080", "box:8080"),
        ("http://box:8080/", "http://box:8080/v1", "http://box:8080", "box:8080"),
        ("http://box:8080/v1", "http://box:8080/v1", "http://box:8080", "box:8080"),
        (" HTTP://Box:8080/v1/ ", "http://box:8080/v1", "http://box:8080", "box:8080"),
        ("http://[::1]:8080/v1", "http://[::1]:8080/v1", "http://[::1]:8080", "[::1]:8080"),
        ("https://api.example.org", "https://api.example.org/v1", None, "api.example.org"),
        ("https://a.org/proxy//llm", "https://a.org/proxy/llm/v1", None, "a.org"),
        ("https://a.org/compatible-mode/v1", "https://a.org/compatible-mode/v1", None, "a.org"),
        ("https://a.org/v1/chat/completions", "https://a.org/v1", "https://a.org", "a.org"),
        ("https://a.org/v1/models", "https://a.org/v1", "https://a.org", "a.org"),
        ("https://a.org/v1beta/openai", "https://a.org/v1beta/openai", None, "a.org"),
        ("https://大学.cn/v2", "https://大学.cn/v2", "https://大学.cn", "大学.cn"),
    ],
)
def test_an_address_is_read_as_people_write_it(typed, base, root, host):
    address = ServerAddress.parse(typed)
    assert (address.base, address.host) == (base, host)
    if root is not None:
        assert address.root == root
    assert ServerAddress.parse(address.base) == address


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "box:8080",
        "ftp://box",
        "file:///etc/passwd",
        "http://",
        "http://:80",
        "http://box:port",
        "http://box:99999",
        "http://a b/",
        "http://[::1",
        "https://a.org/v1?api-version=2",
    ],
)
def test_what_is_no_address_is_refused(typed):
    with pytest.raises(QwQError) as refused:
        ServerAddress.parse(typed)
    assert refused.value.code == "server_address_bad"


def test_a_name_and_password_are_refused_and_not_repeated():
    with pytest.raises(QwQError) as refused:
        ServerAddress.parse("https://me:secret@a.org/v1")
    assert "secret" not in str(refused.value)
    assert "a.org" in refused.value.facts["url"]


@pytest.mark.parametrize("model", ["qwq-32b", "Qwen/QwQ-32B", "qwq:32b", "模型 é #1%"])
def test_a_model_is_named_after_the_address(model):
    address = ServerAddress("http://box/v1", "http://box", "box", model)
    assert ServerAddress.parse(address.reference) == address


def test_the_model_is_no_part_of_what_is_asked_for():
    address = ServerAddress.parse("http://box#qwq:32b")
    assert (address.base, address.model) == ("http://box/v1", "qwq:32b")


@given(st.text())
def test_any_text_is_an_address_or_refused(text):
    for typed in (text, f"http://{text}", f"http://box/{text}"):
        with suppress(QwQError):
            address = ServerAddress.parse(typed)
            assert address.base.startswith(("http://", "https://"))
            assert f"{address.base}/models".startswith(f"{address.root}/")


def test_only_web_addresses_mean_servers():
    assert is_server("http://x")
    assert is_server(" HTTPS://x")
    assert not is_server("qwq-nano")
    assert not is_server("/models/http.gguf")
