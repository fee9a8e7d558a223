"""A model's header read from a server, one that behaves and some that don't."""

from dataclasses import replace
from pathlib import Path

import pytest

from qwq_desktop.models import gguf_remote
from qwq_desktop.models.gguf import read_metadata
from qwq_desktop.models.gguf_remote import part_addresses, read_remote_metadata
from qwq_desktop.models.http_ranges import HttpRanges
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.explain import explain
from qwq_desktop.platform.network import NetworkGuard, Purpose
from tests.doubles.range_server import RangeServer

NAME = "模型 QwQ.gguf"
PATH = "/%E6%A8%A1%E5%9E%8B%20QwQ.gguf"


@pytest.fixture
def serve():
    servers = []

    def begin(files, manner="ranges"):
        servers.append(RangeServer(files, manner))
        return servers[-1]

    yield begin
    for server in servers:
        server.close()


@pytest.fixture
def guard(qapp):
    return NetworkGuard()


@pytest.fixture
def read(guard):
    return lambda url: read_remote_metadata(url, HttpRanges(guard))


@pytest.mark.parametrize("manner", ["ranges", "whole", "redirect"])
def test_the_header_says_the_same_as_on_the_disk(make_gguf, serve, read, manner):
    path = make_gguf(NAME)
    server = serve({PATH: path.read_bytes()}, manner)
    found = read(server.root + PATH + "?download=true")
    assert found == replace(read_metadata(path), path=Path(NAME))


def test_only_the_windows_of_the_header_are_asked_for(gguf_bytes, serve, read, monkeypatch):
    monkeypatch.setattr(gguf_remote, "WINDOW_BYTES", 1000)
    data = gguf_bytes()
    server = serve({PATH: data})
    assert read(server.root + PATH).architecture == "qwen2"
    starts = [int(asked.removeprefix("bytes=").split("-")[0]) for _, asked in server.asked]
    assert starts == list(range(0, len(starts) * 1000, 1000))


def test_each_connection_is_listed(make_gguf, serve, read, guard):
    server = serve({PATH: make_gguf().read_bytes()}, "redirect")
    read(server.root + PATH)
    assert [c.purpose for c in guard.connections] == [Purpose.MODEL_HEADER] * 2


@pytest.mark.parametrize(
    "manner",
    ["no_size", "cut", "other_place", "smaller", "compressed", "not_a_number", "loop"],
)
def test_a_server_that_misbehaves_is_told(make_gguf, serve, read, manner):
    server = serve({PATH: make_gguf().read_bytes()}, manner)
    url = server.root + PATH
    with pytest.raises(QwQError) as told:
        read(url)
    assert told.value.code == "model_address_failed"
    assert url in explain(told.value.code, told.value.facts).text


def test_what_is_no_model_is_told_with_its_address(serve, read):
    server = serve({PATH: b"<!doctype html><title>Sign in</title>"})
    with pytest.raises(QwQError) as told:
        read(server.root + PATH)
    assert (told.value.code, told.value.facts["path"]) == ("model_not_gguf", server.root + PATH)


def test_a_file_that_is_too_short_for_its_own_table_is_told(gguf_bytes, serve, read):
    server = serve({PATH: gguf_bytes(data=False)})
    with pytest.raises(QwQError) as told:
        read(server.root + PATH)
    assert told.value.code == "model_truncated"


def test_no_more_is_read_than_the_limit(gguf_bytes, serve, read, monkeypatch):
    monkeypatch.setattr(gguf_remote, "MOST_BYTES", 500)
    server = serve({PATH: gguf_bytes()}, "whole")
    with pytest.raises(QwQError) as told:
        read(server.root + PATH)
    assert told.value.code == "model_truncated"


def test_a_missing_file_and_a_silent_server_are_told_apart(serve, read):
    server = serve({})
    with pytest.raises(QwQError) as missing:
        read(server.root + PATH)
    assert "404" in missing.value.facts["reason"]
    server.close()
    with pytest.raises(QwQError) as silent:
        read(server.root + PATH)
    assert silent.value.code == "server_unreachable"


def test_offline_asks_nobody_elsewhere(qapp):
    source = HttpRanges(NetworkGuard(offline=True))
    with pytest.raises(QwQError) as told:
        read_remote_metadata("https://example.org/x.gguf", source)
    assert told.value.code == "offline"


def test_all_parts_of_a_split_model_are_read(gguf_bytes, small_values, small_tensors, serve, read):
    first = gguf_bytes(small_values | {"split.count": 2}, small_tensors[:2])
    second = gguf_bytes({"split.no": 1}, small_tensors[2:])
    names = [f"/big-0000{n}-of-00002.gguf" for n in (1, 2)]
    server = serve(dict(zip(names, (first, second), strict=True)))
    found = read(server.root + names[1] + "?x=1")
    assert found.split_count == 2
    assert found.path == Path("big-00001-of-00002.gguf")
    assert found.file_bytes == len(first) + len(second)


def test_the_addresses_of_parts_keep_the_rest_of_the_address():
    url = "https://example.org/a%20b/m-00002-of-00003.gguf?download=true#x"
    parts = part_addresses(url)
    assert parts[0] == "https://example.org/a%20b/m-00001-of-00003.gguf?download=true"
    assert len(parts) == 3
    assert part_addresses("https://example.org/m.gguf") == ["https://example.org/m.gguf"]
