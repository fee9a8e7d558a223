import pytest

from qwq_desktop.models.fallback import fall_back, is_memory_failure
from qwq_desktop.models.plan import make_plan
from qwq_desktop.models.remarks import Remark
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.hardware import Gpu, Hardware
from qwq_desktop.settings.schema import KvCacheType, LoadSettings, Switch

GIB = 1 << 30
CARD = Hardware(64 * GIB, 64 * GIB, 8, 16, (Gpu("card", 24 * GIB, 24 * GIB),))
PLAIN = Hardware(64 * GIB, 64 * GIB, 8, 16)
STEPS = {Remark.FELL_BACK_LAYERS, Remark.FELL_BACK_KV, Remark.FELL_BACK_CONTEXT}


def descent(info, hardware, load):
    """All plans from the first to the last that is tried."""
    plans = [make_plan(info, hardware, load)]
    while (less := fall_back(info, hardware, load, plans[-1])) is not None:
        plans.append(less)
        assert len(plans) < 40
    return plans


def test_layers_go_first_then_the_kv_type_then_the_context(qwq_info):
    plans = descent(qwq_info(), CARD, LoadSettings())
    layers = [plan.gpu_layers for plan in plans]
    assert layers == sorted(layers, reverse=True)
    first_kv = next(n for n, plan in enumerate(plans) if plan.kv_cache_type == "q8_0")
    assert plans[first_kv].gpu_layers == 0
    assert plans[first_kv].context_length == plans[0].context_length
    last = plans[-1]
    assert (last.gpu_layers, last.kv_cache_type, last.context_length) == (0, "q8_0", 4096)
    assert set(last.remarks) >= STEPS


def test_every_step_is_told_and_none_before_it_is_taken(qwq_info):
    plans = descent(qwq_info(), CARD, LoadSettings())
    assert not STEPS & set(plans[0].remarks)
    assert Remark.FELL_BACK_LAYERS in plans[1].remarks
    assert Remark.FELL_BACK_KV not in plans[1].remarks
    assert all(Remark.KV_QUANTISED_BY_USER not in plan.remarks for plan in plans)
    assert Remark.KV_QUANTISED in plans[-1].remarks


def test_without_a_card_the_kv_type_is_first(qwq_info):
    second = descent(qwq_info(), PLAIN, LoadSettings())[1]
    assert (second.kv_cache_type, second.flash_attention) == ("q8_0", "on")
    assert second.context_length == 40960


@pytest.mark.parametrize(
    "load",
    [
        LoadSettings(gpu_layers=30),
        LoadSettings(context_length=20480),
        LoadSettings(kv_cache_type=KvCacheType.F16),
        LoadSettings(gpu_layers=30, context_length=20480),
        LoadSettings(flash_attention=Switch.OFF),
    ],
)
def test_numbers_of_the_user_stay(qwq_info, load):
    for plan in descent(qwq_info(), CARD, load):
        assert load.gpu_layers in (None, plan.gpu_layers)
        assert load.context_length in (None, plan.context_length)
        assert load.kv_cache_type in (KvCacheType.AUTO, plan.kv_cache_type)
        if load.flash_attention is Switch.OFF:
            assert (plan.kv_cache_type, plan.flash_attention) == ("f16", "off")


def test_nothing_is_left_where_the_user_set_everything(qwq_info):
    load = LoadSettings(context_length=8192, gpu_layers=65, kv_cache_type=KvCacheType.F16)
    assert len(descent(qwq_info(), CARD, load)) == 1


@pytest.mark.parametrize(
    ("error", "short"),
    [
        (QwQError("context_allocation_failed"), True),
        (QwQError("out_of_memory"), True),
        (QwQError("model_load_failed", detail="cudaMalloc failed: out of memory"), True),
        (QwQError("model_load_failed", detail="unable to allocate CUDA0 buffer"), True),
        (QwQError("engine_died", exit_code=-9), True),
        (QwQError("engine_died", exit_code=-11), False),
        (QwQError("model_load_failed", detail="missing tensor blk.0.attn_q.weight"), False),
        (QwQError("model_unknown_architecture"), False),
    ],
)
def test_only_a_want_of_memory_is_met_with_less(error, short):
    assert is_memory_failure(error) is short
