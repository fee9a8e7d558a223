import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.models.plan import make_plan
from qwq_desktop.models.speed import (
    MODELS_KEPT,
    Speeds,
    bytes_per_token,
    memory_bandwidth,
    read_speeds,
    remember_bandwidth,
    remember_speed,
    speed_key,
)
from qwq_desktop.platform.hardware import Gpu, Hardware
from qwq_desktop.settings.schema import LoadSettings

GIB = 1 << 30
PLAIN = Hardware(64 * GIB, 64 * GIB, 8, 16)


def test_a_token_reads_the_weights_but_not_the_input_matrix(qwq_info):
    info = qwq_info()
    assert bytes_per_token(info) == info.weights_bytes - info.input_bytes
    tied = qwq_info(output_tied=True)
    assert bytes_per_token(tied) == tied.weights_bytes


def test_the_estimate_follows_the_memory(qwq_info):
    info = qwq_info()
    plan = make_plan(info, PLAIN, LoadSettings())
    slow, fast = (Speeds(rate).expected(info, plan) for rate in (20e9, 40e9))
    assert fast == pytest.approx(2 * slow)
    assert 0.5 < slow < 1.1
    assert Speeds().expected(info, plan) is None


def test_only_a_measurement_tells_for_cards_and_experts(qwq_info):
    info = qwq_info()
    hardware = Hardware(64 * GIB, 64 * GIB, 8, 16, (Gpu("card", 24 * GIB, 24 * GIB),))
    plan = make_plan(info, hardware, LoadSettings())
    assert Speeds(20e9).expected(info, plan) is None
    known = Speeds(20e9).with_measured(speed_key(info, plan.gpu_layers), 33.0)
    assert known.expected(info, plan) == 33.0
    experts = qwq_info(expert_count=64)
    assert Speeds(20e9).expected(experts, make_plan(experts, PLAIN, LoadSettings())) is None


def test_what_was_measured_replaces_the_estimate_and_is_kept(qwq_info, tmp_path):
    info, path = qwq_info(), tmp_path / "速度.json"
    plan = make_plan(info, PLAIN, LoadSettings())
    remember_speed(path, speed_key(info, 0), 4.0)
    remember_speed(path, speed_key(info, 0), 2.0)
    assert read_speeds(path).expected(info, plan) == 3.0
    other = qwq_info(file_bytes=1)
    assert read_speeds(path).expected(other, plan) is None


def test_the_memory_is_measured_once(tmp_path):
    path = tmp_path / "speeds.json"
    remember_bandwidth(path, 1)
    first = read_speeds(path).bytes_per_second
    assert first > 1e8
    remember_bandwidth(path, 1)
    assert read_speeds(path).bytes_per_second == first


def test_the_bandwidth_is_a_number_for_any_count_of_threads():
    assert all(memory_bandwidth(threads) > 0 for threads in (0, 1, 3))


@given(
    st.binary(max_size=60)
    | st.recursive(
        st.none() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.dictionaries(
                st.sampled_from(["bytes_per_second", "tokens_per_second", "x"]), inner, max_size=3
            )
            | st.lists(inner, max_size=2)
        ),
    ).map(lambda value: json.dumps(value).encode())
)
def test_a_damaged_file_is_as_good_as_none(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("s") / "speeds.json"
    path.write_bytes(content)
    speeds = read_speeds(path)
    assert speeds.bytes_per_second is None or speeds.bytes_per_second > 0
    assert read_speeds(path.with_name("missing.json")) == Speeds()
    assert read_speeds(None) == Speeds()


def test_the_file_does_not_grow_without_end():
    speeds = Speeds()
    for number in range(MODELS_KEPT + 20):
        speeds = speeds.with_measured(f"model {number}", 1.0)
    assert len(speeds.tokens_per_second) == MODELS_KEPT
    assert f"model {MODELS_KEPT + 19}" in speeds.tokens_per_second
