"""Advice on what a repository holds, from headers over HTTP."""

import pytest

from qwq_desktop.models.advice import Computer, Fit
from qwq_desktop.models.http_ranges import HttpRanges
from qwq_desktop.models.hubs.hub import HubFile
from qwq_desktop.models.hubs.offers import Offer
from qwq_desktop.models.remote_advice import advise_on, worth_reading
from qwq_desktop.models.speed import Speeds
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.hardware import Gpu, Hardware
from qwq_desktop.platform.network import NetworkGuard
from tests.doubles.range_server import RangeServer

GIB = 1 << 30


def computer(ram=16 * GIB, cards=()):
    return Computer(Hardware(ram, ram, 4, 8, tuple(cards)), Speeds(50e9))


def offer(name, size, url=""):
    return Offer(name, (HubFile(name, url, size),))


@pytest.fixture
def server(gguf_bytes, small_values):
    kinds = {"q4_k_m": 15, "q8_0": 7, "f16": 1}
    files = {
        f"/m-{name}.gguf": gguf_bytes(dict(small_values) | {"general.file_type": kind})
        for name, kind in kinds.items()
    }
    server = RangeServer({**files, "/m-q5_k_m.gguf": b"<html>"})
    server.kinds = kinds
    yield server
    server.close()


@pytest.fixture
def source(qapp):
    return HttpRanges(NetworkGuard())


def on(server, *names):
    return [offer(f"m-{n}.gguf", 10_000, f"{server.root}/m-{n}.gguf") for n in names]


def test_the_files_are_advised_on_by_their_headers(server, source):
    offers = on(server, "q4_k_m", "q8_0", "f16")
    found = advise_on(offers, computer(), source)
    assert found.recommended is offers[1]
    assert [option and option.fit for option in found.options] == [Fit.MEMORY, Fit.MEMORY, None]
    assert [option.info.quantisation for option in found.options[:2]] == ["Q4_K_M", "Q8_0"]


def test_a_header_that_cannot_be_read_does_not_spoil_the_rest(server, source):
    offers = on(server, "q4_k_m", "q5_k_m", "gone-q8_0")
    found = advise_on(offers, computer(), source)
    assert found.recommended is offers[0]
    assert [option is None for option in found.options] == [False, True, True]


def test_where_no_header_can_be_read_the_reason_is_told(server, source):
    with pytest.raises(QwQError) as caught:
        advise_on(on(server, "q5_k_m"), computer(), source)
    assert caught.value.code == "model_not_gguf"
    assert advise_on([], computer(), source).advice.reason.code == "nothing_known"


def test_reading_can_be_stopped(server, source):
    found = advise_on(on(server, "q4_k_m", "q8_0"), computer(), source, lambda: True)
    assert found.advice.options == ()
    assert server.asked == []


def test_what_cannot_fit_is_not_read():
    sizes = {"x-q2_k.gguf": 12, "x-q4_k_m.gguf": 20, "x-q8_0.gguf": 35, "x-bf16.gguf": 65}
    offers = [offer(name, size * 10**9) for name, size in sizes.items()]

    def read(machine):
        return [one.quantisation for one in worth_reading(offers, machine)]

    assert read(computer(16 * GIB)) == ["Q2_K"]
    assert read(computer(16 * GIB, [Gpu("card", 12 * GIB, 12 * GIB)])) == ["Q2_K", "Q4_K_M"]
    assert read(computer(16 * GIB, [Gpu("M3", 12 * GIB, 12 * GIB, unified=True)])) == ["Q2_K"]
    assert read(computer(256 * GIB)) == ["Q2_K", "Q4_K_M", "Q8_0"]
    assert read(computer(GIB)) == ["Q2_K"]
    assert worth_reading(offers[3:], computer(256 * GIB)) == offers[3:]
