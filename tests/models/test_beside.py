"""A draft model and an embedder have their room in the plan, in lines of their own."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from qwq_desktop.models.beside import Beside
from qwq_desktop.models.fallback import fall_back
from qwq_desktop.models.memory import kv_cache_bytes
from qwq_desktop.models.plan import make_plan
from qwq_desktop.models.prepared import beside_of, load_request
from qwq_desktop.models.remarks import Remark
from qwq_desktop.models.vocabulary import shared_share, words
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.hardware import Gpu, Hardware
from qwq_desktop.settings.schema import KvCacheType, LoadSettings

GIB = 1 << 30
MIB = 1 << 20


@pytest.fixture
def draft(qwq_info):
    """A model of half a billion parameters, with QwQ's vocabulary."""
    layer = 16_000_000
    return qwq_info(
        path=Path("draft 0.5B.gguf"),
        block_count=24,
        embedding_length=896,
        feed_forward_length=4864,
        head_count=14,
        head_count_kv=2,
        key_length=64,
        value_length=64,
        layer_bytes=(layer,) * 24,
        input_bytes=144_000_000,
        output_bytes=10_000,
        output_tied=True,
        weights_bytes=24 * layer + 144_010_000,
    )


def computer(ram, *cards):
    return Hardware(int(ram * GIB), int(ram * GIB), 8, 16, tuple(cards))


def test_alone_a_model_has_nothing_beside_it(qwq_info):
    plan = make_plan(qwq_info(), computer(64), LoadSettings())
    assert (plan.draft_bytes, plan.embedder_bytes, plan.draft_path) == (0, 0, None)


def test_a_draft_model_costs_all_of_itself_for_the_same_context(qwq_info, draft):
    load = LoadSettings(context_length=16384)
    alone = make_plan(qwq_info(), computer(64), load)
    plan = make_plan(qwq_info(), computer(64), load, None, Beside(draft))
    own = draft.weights_bytes + kv_cache_bytes(draft, 16384, "f16")
    assert own < plan.draft_bytes < own + 300 * MIB
    assert plan.ram_bytes == alone.ram_bytes + plan.draft_bytes
    assert (plan.weights_bytes, plan.kv_cache_bytes) == (alone.weights_bytes, alone.kv_cache_bytes)
    assert json.loads(json.dumps(plan.to_json()))["draft_bytes"] == plan.draft_bytes
    assert load_request(1, "x", plan).draft_path == "draft 0.5B.gguf"


def test_a_draft_model_goes_to_the_card_and_takes_layers_from_the_model(qwq_info, draft):
    hardware = computer(64, Gpu("card", 20 * GIB, 24 * GIB, device="CUDA0"))
    load = LoadSettings(context_length=8192)
    alone = make_plan(qwq_info(), hardware, load)
    plan = make_plan(qwq_info(), hardware, load, None, Beside(draft))
    assert 0 < plan.gpu_layers < alone.gpu_layers
    assert plan.gpu_bytes[0] <= 19 * GIB
    assert plan.fits


def test_the_memory_of_a_unified_card_is_counted_once(qwq_info, draft):
    hardware = computer(36, Gpu("Metal", 27 * GIB, 27 * GIB, unified=True, device="MTL0"))
    plan = make_plan(qwq_info(), hardware, LoadSettings(), None, Beside(draft))
    assert plan.fits
    assert plan.gpu_bytes[0] <= plan.ram_bytes <= plan.gpu_bytes[0] + GIB


def test_an_embedder_is_a_process_of_its_own_in_main_memory(qwq_info, draft):
    beside = Beside(embedder=draft)
    plan = make_plan(qwq_info(), computer(64), LoadSettings(), None, beside)
    assert draft.weights_bytes < plan.embedder_bytes < draft.weights_bytes + 500 * MIB
    barely = (plan.ram_bytes + plan.embedder_bytes // 2) / GIB + 4
    load = LoadSettings(context_length=plan.context_length, kv_cache_type=KvCacheType.F16)
    assert make_plan(qwq_info(), computer(barely), load).fits
    assert not make_plan(qwq_info(), computer(barely), load, None, beside).fits
    both = make_plan(qwq_info(), computer(64), LoadSettings(), None, Beside(None, draft, draft))
    assert both.embedder_bytes == both.reranker_bytes == plan.embedder_bytes
    ranks = Beside(reranker=draft)
    assert not make_plan(qwq_info(), computer(barely), load, None, ranks).fits


def test_a_modest_plan_keeps_what_is_beside(qwq_info, draft):
    hardware, beside = computer(64), Beside(draft)
    plan = make_plan(qwq_info(), hardware, LoadSettings(), None, beside)
    less = fall_back(qwq_info(), hardware, LoadSettings(), plan, None, beside)
    assert less.draft_path == plan.draft_path


def test_a_draft_model_with_other_words_is_left_out_and_told(qwq_info, draft):
    beside = Beside(draft, draft_suits=False)
    plan = make_plan(qwq_info(), computer(64), LoadSettings(), None, beside)
    assert Remark.DRAFT_UNSUITED in plan.remarks
    assert (plan.draft_bytes, plan.draft_path) == (0, None)


def test_words_are_compared_by_their_text_wherever_they_stand(make_gguf, small_values):
    ours = make_gguf("ours.gguf")
    texts = [f"word {n}" for n in range(100)]
    key = "tokenizer.ggml.tokens"
    one = make_gguf("1.gguf", values=small_values | {key: texts})
    two = make_gguf("2.gguf", values=small_values | {key: [*texts[:-1][::-1], "PAD", "词"]})
    assert words(ours) == {b"a", b"b", b"<think>", b"</think>"}
    assert shared_share(words(one), words(two)) == pytest.approx(99 / 101)
    assert shared_share(words(one), frozenset()) == 0


def test_what_suits_is_found_from_the_files(make_gguf, small_values, qwq_info):
    values = small_values | {"tokenizer.ggml.tokens": ["other", "words"]}
    model, other = make_gguf("model.gguf"), make_gguf("其他.gguf", values=values)
    info = replace(qwq_info(), path=model)
    assert beside_of(info, str(model)).draft_suits
    assert not beside_of(info, str(other)).draft_suits
    assert beside_of(info, None) == Beside()


def test_a_draft_model_that_is_gone_is_told_and_stops_nothing(qwq_info, tmp_path):
    beside = beside_of(qwq_info(), str(tmp_path / "gone.gguf"))
    plan = make_plan(qwq_info(), computer(64), LoadSettings(), None, beside)
    assert Remark.DRAFT_UNREADABLE in plan.remarks
    assert plan.fits


def test_an_embedder_that_is_gone_is_an_error(qwq_info, tmp_path):
    with pytest.raises(QwQError, match="model_missing"):
        beside_of(qwq_info(), None, str(tmp_path / "gone.gguf"))
