"""The longer context that is offered."""

from dataclasses import replace
from pathlib import Path

import pytest

from qwq_desktop.models.growth import WORTHWHILE, longer_context
from qwq_desktop.models.library import ModelRef
from qwq_desktop.models.prepared import PreparedModel
from qwq_desktop.platform.hardware import Hardware
from qwq_desktop.settings.schema import KvCacheType, LoadSettings, YarnMode

GIB = 1 << 30
LOAD = LoadSettings()


@pytest.fixture
def prepared(qwq_info):
    def make(ram_gib):
        ref = ModelRef("qwq", "QwQ", Path("qwq.gguf"))
        return PreparedModel(ref, qwq_info(), Hardware(ram_gib * GIB, ram_gib * GIB, 8, 16))

    return make


def offered(prepared, current, load=LOAD):
    plan = longer_context(prepared, load, current, None)
    return None if plan is None else (plan.context_length, plan.yarn_factor)


def test_twice_the_context_is_offered_where_it_fits(prepared):
    assert offered(prepared(128), 8192) == (16384, None)


def test_the_native_length_comes_before_stretching(prepared):
    assert offered(prepared(128), 24576) == (40960, None)


def test_beyond_the_native_length_positions_are_stretched(prepared):
    assert offered(prepared(256), 40960) == (81920, 2.5)


def test_four_times_the_original_is_the_end(prepared):
    assert offered(prepared(256), 81920) == (131072, 4.0)
    assert offered(prepared(256), 131072) is None


def test_with_yarn_off_the_native_length_is_the_end(prepared):
    load = replace(LOAD, yarn=YarnMode.OFF)
    assert offered(prepared(256), 24576, load) == (40960, None)
    assert offered(prepared(256), 40960, load) is None


def test_what_fits_is_offered_where_twice_does_not(prepared):
    load = replace(LOAD, kv_cache_type=KvCacheType.F16)
    length, _ = offered(prepared(26), 8192, load)
    assert WORTHWHILE * 8192 <= length < 16384


def test_nothing_is_offered_where_hardly_more_fits(prepared):
    assert offered(prepared(20), 8192) is None


def test_the_users_own_length_in_the_settings_is_not_the_limit(prepared):
    assert offered(prepared(128), 8192, replace(LOAD, context_length=8192)) == (16384, None)
