"""What is told after a load with less than planned."""

from dataclasses import replace
from pathlib import Path

from qwq_desktop.models.gguf import read_metadata
from qwq_desktop.models.plan import make_plan
from qwq_desktop.models.remarks import Remark
from qwq_desktop.platform.hardware import Hardware
from qwq_desktop.settings.schema import LoadSettings
from qwq_desktop.ui.load_notice import draft_text, fallback_text

GIB = 1 << 30


def plan_with(nano_model: Path, *remarks: Remark):
    plan = make_plan(read_metadata(nano_model), Hardware(GIB, GIB, 1, 1), LoadSettings())
    return replace(plan, remarks=tuple(map(str, remarks)))


def test_a_load_as_planned_is_not_worth_a_word(nano_model):
    assert fallback_text(plan_with(nano_model)) == ""
    assert fallback_text(plan_with(nano_model, Remark.CONTEXT_SHORTENED)) == ""


def test_every_step_is_told_with_its_number(nano_model):
    steps = (Remark.FELL_BACK_LAYERS, Remark.FELL_BACK_KV, Remark.FELL_BACK_CONTEXT)
    plan = plan_with(nano_model, *steps)
    text = fallback_text(plan)
    assert text.startswith("There was less free memory")
    assert f"{plan.gpu_layers} of {plan.total_layers} layers" in text
    assert "compressed (f16)" in text
    assert "4\u202f096 tokens" in text


def test_a_draft_model_that_was_left_out_is_told_of_with_its_reason():
    assert draft_text({"context_length": 512}) == ""
    text = draft_text({"draft_error": {"code": "draft_model_unfit", "facts": {}}})
    assert "without the small model" in text
    assert "same family" in text


def test_what_was_chosen_and_is_not_there_is_told(nano_model):
    for remark, word in (
        (Remark.GPU_GONE, "not there"),
        (Remark.GPU_FAILED, "without it"),
    ):
        assert word in fallback_text(plan_with(nano_model, remark))


def test_a_card_that_failed_and_still_works_is_told_with_its_layers(nano_model):
    plan = replace(plan_with(nano_model, Remark.GPU_FAILED), gpu_layers=3)
    assert f"3 of {plan.total_layers} layers" in fallback_text(plan)
