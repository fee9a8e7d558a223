"""What to tell when a model was loaded with less than was planned."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from qwq_desktop.models.plan import LoadPlan
from qwq_desktop.models.remarks import Remark
from qwq_desktop.platform.explain import explain
from qwq_desktop.platform.grouping import grouped

translate = QCoreApplication.translate


def fallback_text(plan: LoadPlan) -> str:
    """What the user should know of a load that was not as planned or chosen; "" for nothing."""
    return " ".join(filter(None, (_steps(plan), *_remarks(plan)))).format(
        layers=plan.gpu_layers,
        total=plan.total_layers,
        kind=plan.kv_cache_type,
        tokens=grouped(plan.context_length),
    )


def _steps(plan: LoadPlan) -> str:
    """The steps that were taken after a load failed."""
    words = {
        Remark.FELL_BACK_LAYERS: translate(
            "LoadNotice", "{layers} of {total} layers run on the graphics card."
        ),
        Remark.FELL_BACK_KV: translate(
            "LoadNotice", "The conversation's memory is compressed ({kind})."
        ),
        Remark.FELL_BACK_CONTEXT: translate(
            "LoadNotice", "The context is {tokens} tokens (pieces of words) long."
        ),
    }
    said = [text for remark, text in words.items() if remark in plan.remarks]
    if not said:
        return ""
    opening = translate("LoadNotice", "There was less free memory than expected.")
    return " ".join([opening, *said])


def _remarks(plan: LoadPlan) -> list[str]:
    """What was chosen and could not be had."""
    failed = (
        translate("LoadNotice", "The graphics card failed: now {layers} of {total} layers use it.")
        if plan.gpu_layers
        else translate("LoadNotice", "The graphics card failed: the model runs without it now.")
    )
    words = {
        Remark.GPU_FAILED: failed,
        Remark.GPU_GONE: translate("LoadNotice", "A graphics card that you chose is not there."),
    }
    return [text for remark, text in words.items() if remark in plan.remarks]


def draft_text(facts: Mapping[str, Any]) -> str:
    """Why a model was loaded without the small one that should draft for it; "" where it wasn't."""
    error = facts.get("draft_error")
    if error is None:
        return ""
    opening = translate("LoadNotice", "Loaded without the small model that drafts.")
    return f"{opening}\n{explain(error['code'], error['facts']).whole}"
