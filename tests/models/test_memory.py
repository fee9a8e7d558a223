import pytest

from qwq_desktop.models.gguf import read_metadata
from qwq_desktop.models.memory import (
    MIB,
    Shape,
    compute_buffer_bytes,
    kv_cache_bytes,
    place,
    usable_ram,
)
from qwq_desktop.platform.hardware import Gpu, Hardware

GIB = 1 << 30


def computer(ram: float, *cards: float, unified: bool = False) -> Hardware:
    gpus = tuple(Gpu("card", int(c * GIB), int(c * GIB), unified) for c in cards)
    return Hardware(int(ram * GIB), int(ram * GIB), 8, 16, gpus)


@pytest.mark.parametrize(
    ("kind", "context", "expected"),
    [
        ("f16", 8192, 2 * GIB),
        ("f16", 40960, 10 * GIB),
        ("f16", 131072, 32 * GIB),
        ("q8_0", 32768, 8 * GIB * 34 // 64),
        ("q4_0", 32768, 8 * GIB * 18 // 64),
    ],
)
def test_the_kv_cache_of_qwq_is_exact(qwq_info, kind, context, expected):
    assert kv_cache_bytes(qwq_info(), context, kind) == expected


def test_layers_without_heads_take_no_kv_cache(qwq_info):
    heads = (8, 0) * 32
    half = kv_cache_bytes(qwq_info(head_count_kv=heads), 8192, "f16")
    assert half == GIB


@pytest.mark.parametrize(
    ("context", "kind", "flash", "micro_batch", "measured_mib"),
    [  # dry runs of llama.cpp with QwQ's shape
        (512, "f16", True, 512, 202.51),
        (8192, "f16", True, 512, 210.01),
        (8192, "f16", True, 64, 39.63),
        (40960, "f16", True, 256, 121.01),
        (131072, "f16", True, 256, 165.01),
        (131072, "f16", True, 512, 330.01),
        (262144, "f16", True, 512, 458.01),
        (8192, "f16", False, 512, 710.01),
        (40960, "f16", False, 256, 1667.0),
        (131072, "f16", False, 256, 5275.0),
    ],
)
def test_the_compute_buffer_is_within_a_percent_and_never_below(
    qwq_info, context, kind, flash, micro_batch, measured_mib
):
    output_row = 0.58
    got = compute_buffer_bytes(qwq_info(), Shape(context, kind, flash), micro_batch) / MIB
    assert measured_mib + output_row - 0.01 <= got <= (measured_mib + output_row) * 1.01


def test_the_small_model_agrees_with_its_dry_run(resources):
    info = read_metadata(resources / "qwq-nano.gguf")
    for context, micro_batch, measured_mib in (
        (512, 512, 5.01),
        (8192, 512, 12.51),
        (8192, 256, 6.26),
    ):
        got = compute_buffer_bytes(info, Shape(context, "f16", True), micro_batch) / MIB
        assert measured_mib <= got <= measured_mib * 1.01


def test_without_a_card_all_is_in_main_memory(qwq_info):
    info = qwq_info()
    placement = place(info, computer(32), Shape(8192, "f16", True), None)
    assert placement.gpu_layers == 0
    assert placement.gpu_bytes == ()
    assert placement.ram_bytes > info.weights_bytes + 2 * GIB
    assert placement.fits


def test_a_large_card_takes_all_but_the_input(qwq_info):
    info = qwq_info()
    placement = place(info, computer(32, 48), Shape(8192, "f16", True), None)
    assert placement.gpu_layers == info.total_layers
    assert placement.gpu_bytes[0] > info.weights_bytes - info.input_bytes + 2 * GIB
    assert info.input_bytes < placement.ram_bytes < 2 * GIB


def test_a_part_goes_to_a_small_card_with_its_share_of_the_kv_cache(qwq_info):
    info = qwq_info()
    placement = place(info, computer(32, 8), Shape(8192, "f16", True), None)
    assert 10 < placement.gpu_layers < 25
    assert placement.gpu_bytes[0] <= 7 * GIB
    more = place(info, computer(32, 8), Shape(8192, "f16", True), placement.gpu_layers + 1)
    assert not more.fits


def test_two_cards_share_by_their_free_memory(qwq_info):
    info = qwq_info()
    placement = place(info, computer(32, 24, 12), Shape(8192, "f16", True), None)
    large, small = placement.gpu_bytes
    assert placement.gpu_layers == info.total_layers
    assert 1.8 < large / small < 2.2


def test_a_full_card_beside_an_empty_one_is_left_alone(qwq_info):
    gpus = (Gpu("busy", 0, 8 * GIB), Gpu("free", 48 * GIB, 48 * GIB))
    hardware = Hardware(32 * GIB, 32 * GIB, 8, 16, gpus)
    placement = place(qwq_info(), hardware, Shape(8192, "f16", True), None)
    assert placement.gpu_bytes[0] == 0
    assert placement.fits


def test_cards_without_free_memory_get_nothing(qwq_info):
    placement = place(qwq_info(), computer(64, 0), Shape(8192, "f16", True), None)
    assert placement.gpu_layers == 0
    assert placement.fits
    forced = place(qwq_info(), computer(64, 0), Shape(8192, "f16", True), 10)
    assert not forced.fits


def test_unified_memory_is_counted_once_more_as_main_memory(qwq_info):
    info, shape = qwq_info(), Shape(8192, "f16", True)
    assert place(info, computer(36, 27, unified=True), shape, None).fits
    assert not place(info, computer(16, 27, unified=True), shape, None).fits
    assert place(info, computer(16, 27), shape, None).fits


def test_a_tied_output_needs_a_copy_on_the_card(qwq_info):
    tied = qwq_info(output_tied=True, output_bytes=20480)
    shape, hardware = Shape(4096, "f16", True), computer(64, 48)
    on_card = place(tied, hardware, shape, 1).gpu_bytes[0]
    assert on_card > tied.input_bytes


@pytest.mark.parametrize("ram", [0.5, 1, 8, 16, 32, 64, 256])
def test_some_memory_is_left_to_the_computer(ram):
    usable = usable_ram(computer(ram)) / GIB
    assert ram * 0.8 <= usable < ram
    assert ram - usable <= 4
