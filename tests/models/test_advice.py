"""Which file suits a computer, and that no sentence about it is missing."""

import itertools
from dataclasses import replace
from string import Formatter

import pytest

from qwq_desktop.models import advice
from qwq_desktop.models.advice import (
    Advice,
    Computer,
    Fit,
    advise,
    best_model,
    option_for,
)
from qwq_desktop.models.gguf import read_metadata
from qwq_desktop.models.gguf_remote import read_remote_metadata
from qwq_desktop.models.grades import Pace, Quality, pace_of, quality_of
from qwq_desktop.models.http_ranges import HttpRanges
from qwq_desktop.models.speed import Speeds, speed_key
from qwq_desktop.models.speed_estimate import active_share
from qwq_desktop.platform.advising import FITS, QUALITIES, REASONS, SENTENCES, tell
from qwq_desktop.platform.hardware import Gpu, Hardware
from qwq_desktop.platform.network import NetworkGuard
from tests.doubles.range_server import RangeServer
from tests.models.shapes import QWEN3, QWQ_32B, write_sparse

GIB = 1 << 30
GB = 10**9


def computer(ram=64, cards=(), bandwidth=60 * GB, disk=None, **speeds):
    hardware = Hardware(ram * GIB, ram * GIB, 8, 16, tuple(cards))
    return Computer(hardware, Speeds(bandwidth, **speeds), disk)


def card(name="RTX 4090", size=24, unified=False):
    return Gpu(name, size * GIB, size * GIB, unified)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("headers")
    kinds = ("Q2_K", "Q4_K_M", "Q8_0")
    return [read_metadata(write_sparse(folder, QWQ_32B, kind)) for kind in kinds]


@pytest.mark.parametrize(
    ("machine", "fit"),
    [
        (computer(cards=[card()]), Fit.GPU),
        (computer(cards=[card("RTX 3060", 12)]), Fit.PARTLY),
        (computer(), Fit.MEMORY),
        (computer(cards=[card("RTX 3060", 1)]), Fit.MEMORY),
        (computer(ram=8), Fit.NO),
        (computer(cards=[card("Apple M4 Max", 48, unified=True)]), Fit.GPU),
    ],
)
def test_where_a_file_lies(files, machine, fit):
    option = option_for(files[1], machine)
    assert option.fit is fit
    assert (option.context_length > 0) is (fit is not Fit.NO)
    assert option.finding.code.startswith("too_large" if fit is Fit.NO else f"fits_{fit}")


def test_a_full_disk_is_told_with_what_is_needed(files):
    option = option_for(files[1], computer(disk=20 * GB))
    assert (option.fit, option.finding.code) == (Fit.NO, "disk_too_small")
    assert "21.8 GB" in tell(option.finding.code, option.finding.facts)
    assert advise(files, computer(disk=20 * GB)).reason.code == "disk_holds_coarse"
    assert advise(files, computer(disk=5 * GB)).reason.code == "only_disk_lacks"
    assert option_for(files[1], computer()).fit is Fit.MEMORY  # it is here already


def test_a_measured_speed_replaces_the_estimate(files):
    machine = computer()
    estimated = option_for(files[1], machine).tokens_per_second
    known = {speed_key(files[1], 0): 31.0}
    measured = option_for(files[1], computer(tokens_per_second=known))
    assert estimated == pytest.approx(60e9 * 0.7 / 19.4e9, rel=0.02)
    assert (measured.tokens_per_second, measured.pace) == (31.0, Pace.FLUENT)


def test_without_a_known_memory_speed_no_speed_is_told(files):
    option = option_for(files[1], computer(bandwidth=None))
    assert (option.tokens_per_second, option.finding.code) == (None, "fits_memory")
    on_card = option_for(files[1], computer(bandwidth=None, cards=[card("Mystery 9")]))
    assert on_card.tokens_per_second == pytest.approx(250e9 * 0.7 / 19.4e9, rel=0.02)


def test_of_a_mixture_each_token_reads_its_experts_alone(tmp_path):
    info = read_metadata(write_sparse(tmp_path, QWEN3["Qwen3 30B A3B"], "Q4_K_M"))
    assert 0.08 < active_share(info) < 0.13
    option = option_for(info, computer())
    assert 15 < option.tokens_per_second < 30
    assert active_share(replace(info, expert_used_count=0)) == 1.0


def test_quality_goes_before_speed_and_speed_before_what_nobody_notices(files):
    assert advise(files, computer(cards=[card()])).recommended.info.quantisation == "Q4_K_M"
    assert advise(files, computer()).recommended.info.quantisation == "Q4_K_M"
    slow = computer(bandwidth=1000 * GB)
    assert advise(files, slow).recommended.info.quantisation == "Q8_0"
    assert advise(files, computer(ram=16)).reason.code == "only_coarse_fits"


def test_where_nothing_fits_the_reason_names_the_smallest(files):
    found = advise(files, computer(ram=8))
    assert found.recommended is None
    assert found.reason.code == "nothing_fits"
    assert 12e9 < found.reason.facts["needed_bytes"] < 15e9
    assert advise([], computer()).reason.code == "nothing_known"
    assert best_model([found, advise([], computer())]) is None


def test_the_ablest_comfortable_model_comes_first(files, tmp_path):
    small = [read_metadata(write_sparse(tmp_path, QWEN3["Qwen3 8B"], "Q4_K_M"))]
    machines = {"slow": computer(), "quick": computer(cards=[card()])}
    ranked = {
        name: best_model([advise(files, machine), advise(small, machine)])
        for name, machine in machines.items()
    }
    assert ranked == {"slow": 1, "quick": 0}
    crawling = computer(bandwidth=3 * GB)
    assert best_model([advise(files, crawling), advise(small, crawling)]) == 1


def test_the_header_elsewhere_gives_the_same_advice(make_gguf, qapp):
    path = make_gguf("小 model.gguf")
    server = RangeServer({"/m.gguf": path.read_bytes()})
    try:
        remote = read_remote_metadata(server.root + "/m.gguf", HttpRanges(NetworkGuard()))
    finally:
        server.close()
    here, there = (advise([info], computer()) for info in (read_metadata(path), remote))
    assert replace(there.recommended, info=here.recommended.info) == here.recommended


@pytest.mark.parametrize(
    ("name", "quality"),
    [
        ("F16", Quality.FULL),
        ("BF16", Quality.FULL),
        ("Q8_0", Quality.FULL),
        ("Q6_K", Quality.NEAR),
        ("Q5_K_M", Quality.NEAR),
        ("IQ4_XS", Quality.GOOD),
        ("Q4_0", Quality.GOOD),
        ("MXFP4", Quality.GOOD),
        ("IQ3_M", Quality.REDUCED),
        ("Q2_K", Quality.POOR),
        ("IQ1_S", Quality.POOR),
        ("TQ1_0", Quality.POOR),
        ("", Quality.POOR),
    ],
)
def test_quality_goes_by_the_bits(name, quality):
    assert quality_of(name) is quality


def test_paces_have_their_limits():
    assert [pace_of(s) for s in (0.5, 2, 6, 20)] == list(Pace)


def test_each_finding_has_a_sentence_in_plain_words():
    for fit, pace in itertools.product(("gpu", "partly", "memory"), [None, *Pace]):
        code = f"fits_{fit}" if pace is None else f"fits_{fit}_{pace.name.lower()}"
        assert code in FITS
    assert {quality.name.lower() for quality in Quality} == set(QUALITIES)
    told = {"all_slow", "all_crawl", "nothing_lost", "only_coarse_fits"}
    assert told <= set(REASONS)
    for text in SENTENCES.values():
        facts = {name for _, name, _, _ in Formatter().parse(text) if name}
        assert facts <= {"needed_bytes", "available_bytes", "context_length"}


def test_every_code_in_the_source_is_known(files):
    machines = [
        computer(ram, cards, bandwidth * GB, disk)
        for ram, cards, bandwidth, disk in itertools.product(
            (4, 16, 24, 64, 128),
            ((), (card(),), (card("Apple M3", 12, unified=True),)),
            (1, 20, 400),
            (None, 10 * GB, 24 * GB),
        )
    ]
    for found in (advise(files, machine) for machine in machines):
        assert isinstance(found, Advice)
        tell(found.reason.code, found.reason.facts)
        for option in found.options:
            facts = option.finding.facts
            assert not facts or facts["needed_bytes"] > facts["available_bytes"]
            sentence = tell(option.finding.code, option.finding.facts)
            assert "{" not in sentence
            assert "…" not in sentence
    assert advice.NO_DISK in FITS
