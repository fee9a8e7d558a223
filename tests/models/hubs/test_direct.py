"""Addresses that a user pastes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.models.catalogue_entry import HubSource
from qwq_desktop.models.http_ranges import HttpRanges
from qwq_desktop.models.hubs.direct import HubAddress, check, files_at, hub_address
from qwq_desktop.platform.errors import QwQError
from tests.doubles.hub import Served

HF, MS = HubSource.HUGGINGFACE, HubSource.MODELSCOPE


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://huggingface.co/a/b", HubAddress(HF, "a/b")),
        ("https://huggingface.co/a/b/", HubAddress(HF, "a/b")),
        ("https://huggingface.co/a/b/tree/main", HubAddress(HF, "a/b")),
        ("https://huggingface.co/a/b/blob/main/x.gguf", HubAddress(HF, "a/b", "main", "x.gguf")),
        (
            "https://huggingface.co/a/b/resolve/c0ffee/sub/x%20y.gguf?download=true",
            HubAddress(HF, "a/b", "c0ffee", "sub/x y.gguf"),
        ),
        ("https://modelscope.cn/models/a/b", HubAddress(MS, "a/b")),
        ("https://www.modelscope.cn/models/a/b/files", HubAddress(MS, "a/b")),
        (
            "https://modelscope.cn/models/a/b/resolve/master/x.gguf",
            HubAddress(MS, "a/b", "master", "x.gguf"),
        ),
        ("https://huggingface.co/datasets/a/b/c", None),
        ("http://huggingface.co/a/b", None),
        ("https://huggingface.co.evil.example/a/b", None),
        ("https://example.org/a/b/resolve/main/x.gguf", None),
        ("https://[::1/a", None),
    ],
)
def test_pages_and_files_of_hubs_are_recognised(url, expected):
    assert hub_address(url) == expected


@given(st.text(max_size=60).map(lambda rest: f"https://huggingface.co/{rest}"))
def test_any_address_is_looked_at_without_harm(url):
    hub_address(url)


def test_a_split_model_is_fetched_whole_from_the_address_of_any_part():
    files = files_at("https://example.org/m/x-00002-of-00003.gguf?key=1")
    assert [file.name for file in files] == [f"x-0000{n}-of-00003.gguf" for n in (1, 2, 3)]
    assert files[0].url == "https://example.org/m/x-00001-of-00003.gguf?key=1"


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/x.gguf",
        "https://example.org/x.zip",
        "https://example.org/",
        "ftp://example.org/x.gguf",
        "https:///x.gguf",
        "https://[::1/x.gguf",
    ],
)
def test_what_is_no_secure_address_of_a_model_is_refused(url):
    with pytest.raises(QwQError, match="download_address"):
        files_at(url)


def test_a_name_in_an_address_leads_nowhere_else():
    with pytest.raises(QwQError, match="download_name"):
        files_at("https://example.org/..%5C..%5Cevil.gguf")


def test_something_else_than_a_model_is_noticed_before_it_comes(hub, guard):
    hub.files["page.gguf"] = Served(b"<html>" + bytes(10**6))
    hub.files["model.gguf"] = Served(b"GGUF" + bytes(10**6))
    source = HttpRanges(guard)
    check(files_at(hub.file_url("model.gguf")), source)
    with pytest.raises(QwQError, match="download_not_a_model"):
        check(files_at(hub.file_url("page.gguf")), source)
    assert hub.log.sent <= 8
