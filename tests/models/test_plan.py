import json
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qwq_desktop.models.gguf import read_metadata
from qwq_desktop.models.plan import LoadPlan, choose_threads, make_plan
from qwq_desktop.models.remarks import Remark
from qwq_desktop.models.yarn import native_context, yarn_for
from qwq_desktop.platform.hardware import Gpu, Hardware
from qwq_desktop.settings.schema import KvCacheType, LoadSettings, Switch, YarnMode

GIB = 1 << 30
AUTO = LoadSettings()
LARGE = Hardware(256 * GIB, 256 * GIB, 8, 16)


def computer(ram: float, *cards: float) -> Hardware:
    gpus = tuple(Gpu("card", int(c * GIB), int(c * GIB)) for c in cards)
    return Hardware(int(ram * GIB), int(ram * GIB), 8, 16, gpus)


@pytest.mark.parametrize(
    ("ram", "cards", "context", "fits"),
    [
        (64, (24,), 16384, True),
        (32, (), 8192, True),
        (16, (8,), 8192, False),
        (128, (80,), 131072, True),
        (16, (), None, False),
        (8, (24,), 8192, True),
    ],
)
def test_what_fits_where(qwq_info, ram, cards, context, fits):
    plan = make_plan(qwq_info(), computer(ram, *cards), LoadSettings(context_length=context))
    assert plan.fits is fits
    assert (Remark.DOES_NOT_FIT in plan.remarks) is not fits


def test_the_numbers_of_a_full_size_file_hold(full_size):
    info = read_metadata(full_size)
    for ram, cards, context in ((64, (24,), 16384), (32, (), 8192), (128, (80,), 131072)):
        plan = make_plan(info, computer(ram, *cards), LoadSettings(context_length=context))
        assert plan.weights_bytes == 19_888_611_328
        assert plan.kv_cache_bytes == 131072 * context * 2
        assert plan.fits
        assert sum(plan.gpu_bytes) + plan.ram_bytes > plan.weights_bytes + plan.kv_cache_bytes


def test_the_json_form_has_a_key_for_each_field(qwq_info):
    plan = make_plan(qwq_info(), computer(64, 24, 8), AUTO)
    data = json.loads(json.dumps(plan.to_json(), allow_nan=False))
    assert set(data) == {field.name for field in fields(LoadPlan)}
    assert len(data["gpu_bytes"]) == 2
    assert data["kv_cache_type"] == "f16"


def test_the_demonstration_model_gets_its_own_context_and_one_thread(resources):
    plan = make_plan(read_metadata(resources / "qwq-nano.gguf"), computer(4), AUTO)
    assert (plan.context_length, plan.threads, plan.micro_batch_size) == (4096, 1, 256)
    assert plan.fits
    assert plan.remarks == ()


@pytest.mark.parametrize(
    ("ram", "expected"), [(256, 40960), (32, 32768), (28, 16384), (25, 8192), (20, 4096)]
)
def test_the_automatic_context_is_the_longest_that_fits(qwq_info, ram, expected):
    plan = make_plan(qwq_info(), computer(ram), AUTO)
    assert plan.context_length == expected
    assert (Remark.CONTEXT_SHORTENED in plan.remarks) is (expected < 40960)


def test_all_layers_on_the_card_come_before_a_longer_context(qwq_info):
    plan = make_plan(qwq_info(), computer(64, 24), AUTO)
    assert plan.gpu_layers == plan.total_layers
    assert 8192 <= plan.context_length < 40960


def test_a_card_too_small_for_all_does_not_shorten_the_context(qwq_info):
    plan = make_plan(qwq_info(), computer(64, 12), AUTO)
    assert plan.context_length == 40960
    assert 0 < plan.gpu_layers < plan.total_layers
    assert Remark.PARTLY_ON_GPU in plan.remarks


def test_a_card_too_small_for_anything_is_said(qwq_info):
    plan = make_plan(qwq_info(), computer(64, 0.5), AUTO)
    assert plan.gpu_layers == 0
    assert Remark.GPU_UNUSED in plan.remarks
    assert plan.micro_batch_size == 256


def test_layers_asked_for_without_a_card_are_kept_and_said(qwq_info):
    plan = make_plan(qwq_info(), computer(64), LoadSettings(gpu_layers=20))
    assert plan.gpu_layers == 20
    assert plan.gpu_bytes == ()
    assert Remark.NO_GPU in plan.remarks


def test_numbers_of_the_user_are_kept_even_where_they_do_not_fit(qwq_info):
    load = LoadSettings(context_length=131072, gpu_layers=65, threads=3)
    plan = make_plan(qwq_info(), computer(16, 8), load)
    assert (plan.context_length, plan.gpu_layers, plan.threads) == (131072, 65, 3)
    assert not plan.fits


def test_the_kv_cache_is_quantised_only_to_make_an_asked_context_fit(qwq_info):
    asked = LoadSettings(context_length=40960)
    plan = make_plan(qwq_info(), computer(31), asked)
    assert (plan.kv_cache_type, plan.fits, plan.flash_attention) == ("q8_0", True, "on")
    assert Remark.KV_QUANTISED in plan.remarks
    assert make_plan(qwq_info(), computer(64), asked).kv_cache_type == "f16"
    hopeless = make_plan(qwq_info(), computer(20), asked)
    assert (hopeless.kv_cache_type, hopeless.fits) == ("f16", False)
    assert make_plan(qwq_info(), computer(31), AUTO).kv_cache_type == "f16"


def test_without_flash_attention_the_plan_does_not_quantise(qwq_info):
    load = LoadSettings(context_length=24576, flash_attention=Switch.OFF)
    plan = make_plan(qwq_info(), computer(31), load)
    assert (plan.kv_cache_type, plan.flash_attention) == ("f16", "off")


def test_a_quantised_kv_cache_of_the_user_is_remarked(qwq_info):
    load = LoadSettings(kv_cache_type=KvCacheType.Q4_0, flash_attention=Switch.OFF)
    remarks = make_plan(qwq_info(), LARGE, load).remarks
    assert Remark.KV_QUANTISED_BY_USER in remarks
    assert Remark.Q4_KEYS_HURT in remarks
    assert Remark.KV_NEEDS_FLASH_ATTENTION in remarks
    llama = make_plan(qwq_info(architecture="llama"), LARGE, load).remarks
    assert Remark.Q4_KEYS_HURT not in llama


@pytest.mark.parametrize(
    ("context", "factor"),
    [(8192, None), (40960, None), (41472, 1.265625), (65536, 2.0), (131072, 4.0), (262144, 4.0)],
)
@pytest.mark.parametrize("stated", [40960, 131072])
def test_yarn_comes_by_itself_beyond_the_native_context(qwq_info, stated, context, factor):
    plan = make_plan(qwq_info(context_length=stated), LARGE, LoadSettings(context_length=context))
    assert plan.native_context == 40960
    assert plan.yarn_factor == factor
    assert plan.yarn_original_context == 32768
    assert (Remark.YARN_ACTIVE in plan.remarks) is (factor is not None)
    assert (Remark.YARN_AT_LIMIT in plan.remarks) is (context > 131072)


def test_a_release_week_file_gets_the_true_context(qwq_info):
    assert make_plan(qwq_info(context_length=131072), LARGE, AUTO).context_length == 40960


def test_yarn_can_be_forbidden_and_forced(qwq_info):
    off = yarn_for(qwq_info(), 65536, LoadSettings(yarn=YarnMode.OFF))
    assert off.factor is None
    assert off.remarks == (Remark.CONTEXT_BEYOND_NATIVE,)
    load = LoadSettings(yarn=YarnMode.ON, yarn_factor=6.5, yarn_original_context=16384)
    forced = yarn_for(qwq_info(), 8192, load)
    assert (forced.factor, forced.original_context) == (6.5, 16384)


def test_other_models_stretch_from_their_own_context(qwq_info):
    llama = qwq_info(architecture="llama", context_length=8192)
    assert native_context(llama) == 8192
    yarn = yarn_for(llama, 16384, AUTO)
    assert (yarn.factor, yarn.original_context) == (2.0, 8192)
    small = qwq_info(context_length=32768)
    assert (native_context(small), yarn_for(small, 65536, AUTO).factor) == (32768, 2.0)


@pytest.mark.parametrize("context", [None, 8192, 40960])
def test_a_release_week_file_is_not_stretched_within_the_true_context(qwq_info, context):
    info = qwq_info(context_length=131072)
    plan = make_plan(info, LARGE, LoadSettings(context_length=context))
    assert (plan.yarn_factor, plan.rope_unscaled) == (None, False)
    beyond = make_plan(info, LARGE, LoadSettings(context_length=65536))
    assert (beyond.yarn_factor, beyond.yarn_original_context) == (2.0, 32768)
    off = make_plan(info, LARGE, LoadSettings(context_length=65536, yarn=YarnMode.OFF))
    assert off.yarn_factor is None
    assert Remark.CONTEXT_BEYOND_NATIVE in off.remarks


def test_off_is_off_where_the_file_itself_asks_for_yarn(qwq_info):
    info = qwq_info(
        context_length=131072,
        rope_scaling_type="yarn",
        rope_scaling_factor=4.0,
        rope_scaling_original_context=32768,
    )
    off = make_plan(info, LARGE, LoadSettings(yarn=YarnMode.OFF))
    assert (off.yarn_factor, off.rope_unscaled) == (None, True)
    assert (off.native_context, off.context_length) == (32768, 32768)
    assert off.remarks == ()
    longer = make_plan(info, LARGE, LoadSettings(yarn=YarnMode.OFF, context_length=65536))
    assert Remark.CONTEXT_BEYOND_NATIVE in longer.remarks
    assert not make_plan(info, LARGE, AUTO).rope_unscaled
    assert not make_plan(qwq_info(), LARGE, LoadSettings(yarn=YarnMode.OFF)).rope_unscaled


def test_yarn_in_the_file_is_shown(qwq_info):
    info = qwq_info(
        context_length=131072,
        rope_scaling_type="yarn",
        rope_scaling_factor=4.0,
        rope_scaling_original_context=32768,
    )
    assert native_context(info) == 131072
    yarn = yarn_for(info, 65536, AUTO)
    assert (yarn.factor, yarn.original_context) == (4.0, 32768)
    assert yarn.remarks == (Remark.YARN_IN_FILE,)
    plan = make_plan(info, LARGE, AUTO)
    assert plan.context_length == 40960  # the most that is taken without being asked


@pytest.mark.parametrize(
    ("weights", "cores", "threads"),
    [(3_600_000, 16, 1), (98_000_000, 8, 1), (20 * GIB, 1, 1), (20 * GIB, 2, 2), (GIB, 8, 7)],
)
def test_threads_leave_a_core_to_the_window(weights, cores, threads):
    assert choose_threads(weights, cores) == threads


@pytest.mark.parametrize(("cores", "threads"), [(1, 1), (2, 1), (3, 1), (8, 4), (64, 32)])
def test_fewer_cores_are_half_of_them_and_at_least_one(cores, threads):
    assert choose_threads(20 * GIB, cores, fewer=True) == threads


RAM = st.floats(0.25, 512)
CARD = st.floats(0, 160)
CONTEXT = st.none() | st.integers(1, 512).map(lambda n: n * 512)


@settings(max_examples=150, deadline=None)
@given(ram=RAM, card=CARD, context=CONTEXT)
def test_nothing_fits_that_is_larger_than_everything(qwq_info, ram, card, context):
    plan = make_plan(qwq_info(), computer(ram, card), LoadSettings(context_length=context))
    if plan.weights_bytes + plan.kv_cache_bytes > (ram + card) * GIB:
        assert not plan.fits
    if plan.fits:
        assert plan.ram_bytes < ram * GIB
        assert plan.gpu_bytes[0] <= card * GIB


@settings(max_examples=150, deadline=None)
@given(ram=RAM, more=st.floats(0, 64), card=CARD, context=CONTEXT)
def test_more_main_memory_is_never_worse(qwq_info, ram, more, card, context):
    load = LoadSettings(context_length=context)
    small = make_plan(qwq_info(), computer(ram), load)
    large = make_plan(qwq_info(), computer(ram + more), load)
    assert large.fits >= small.fits
    assert large.context_length >= small.context_length
    with_card = make_plan(qwq_info(), computer(ram, card), load)
    assert make_plan(qwq_info(), computer(ram + more, card), load).fits >= with_card.fits


@settings(max_examples=150, deadline=None)
@given(card=CARD, more=st.floats(0, 64), steps=st.integers(1, 300))
def test_a_larger_card_takes_no_fewer_layers(qwq_info, card, more, steps):
    load = LoadSettings(context_length=512 * steps, kv_cache_type=KvCacheType.F16)
    small = make_plan(qwq_info(), computer(48, card), load)
    large = make_plan(qwq_info(), computer(48, card + more), load)
    assert large.gpu_layers >= small.gpu_layers
    assert large.fits >= small.fits


@settings(max_examples=150, deadline=None)
@given(
    ram=RAM,
    cards=st.lists(CARD, max_size=3),
    context=st.integers(512, 1048576),
    layers=st.none() | st.integers(0, 999),
    kind=st.sampled_from(KvCacheType),
    flash=st.sampled_from(Switch),
    yarn=st.sampled_from(YarnMode),
)
def test_what_the_user_set_is_never_changed(
    qwq_info, ram, cards, context, layers, kind, flash, yarn
):
    load = LoadSettings(
        context_length=context,
        gpu_layers=layers,
        kv_cache_type=kind,
        flash_attention=flash,
        yarn=yarn,
        threads=5,
    )
    plan = make_plan(qwq_info(), computer(ram, *cards), load)
    assert plan.context_length == context
    assert layers is None or plan.gpu_layers == layers
    assert kind is KvCacheType.AUTO or plan.kv_cache_type == kind
    assert flash is Switch.AUTO or plan.flash_attention == flash
    assert plan.kv_cache_type != "q4_0" or kind is KvCacheType.Q4_0
    assert plan.yarn_factor is None or plan.yarn_factor > 1
    assert len(plan.gpu_bytes) == len(cards)
    assert plan.threads == 5
