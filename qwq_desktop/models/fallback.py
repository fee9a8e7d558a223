"""What to try after a load failed for want of memory, with nothing changed that the user set."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from qwq_desktop.models.beside import NOTHING_BESIDE, Beside
from qwq_desktop.models.gguf import GgufInfo
from qwq_desktop.models.memory import MeasuredCompute
from qwq_desktop.models.plan import LoadPlan, make_plan
from qwq_desktop.models.planner import auto_contexts
from qwq_desktop.models.remarks import Remark
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.hardware import Hardware
from qwq_desktop.settings.schema import KvCacheType, LoadSettings, Switch

FEWER_LAYERS = 0.75  # of the layers on the cards, at each step
FEW_LAYERS = 4  # or a sixteenth of all: below it the cards are left alone
LEAST_CONTEXT = 4096

_MEMORY_CODES = ("context_allocation_failed", "out_of_memory")
_MEMORY_WORDS = ("out of memory", "failed to allocate", "unable to allocate", "alloc failed")
_KILLED = -9  # how Linux ends the largest process when memory runs out


def is_memory_failure(error: QwQError) -> bool:
    """Whether a load ended because memory was short, as far as it can be known."""
    if error.code in _MEMORY_CODES:
        return True
    if error.code == "engine_died" and error.facts.get("exit_code") == _KILLED:
        return True
    return any(word in error.detail.lower() for word in _MEMORY_WORDS)


def fall_back(
    info: GgufInfo,
    hardware: Hardware,
    load: LoadSettings,
    plan: LoadPlan,
    measured: MeasuredCompute | None = None,
    beside: Beside = NOTHING_BESIDE,
) -> LoadPlan | None:
    """The next more modest plan after `plan` failed, or None when only the user's numbers are left.

    Fewer layers on the cards come first, then a KV cache in q8_0, then a shorter context. Each
    step stays in the remarks of the plans that follow.
    """
    now = replace(
        load,
        context_length=plan.context_length,
        gpu_layers=plan.gpu_layers,
        kv_cache_type=KvCacheType(plan.kv_cache_type),
    )
    for changes, remark in _steps(info, load, plan):
        modest = make_plan(info, hardware, replace(now, **changes), measured, beside)
        steps = [r for r in plan.remarks if r in _STEP_REMARKS]
        return replace(modest, remarks=_remarks(modest, load, [*steps, str(remark)]))
    return None


_STEP_REMARKS = (Remark.FELL_BACK_LAYERS, Remark.FELL_BACK_KV, Remark.FELL_BACK_CONTEXT)


def _steps(
    info: GgufInfo, load: LoadSettings, plan: LoadPlan
) -> Iterator[tuple[dict[str, Any], Remark]]:
    if load.gpu_layers is None and plan.gpu_layers:
        fewer = int(plan.gpu_layers * FEWER_LAYERS)
        few = max(FEW_LAYERS, plan.total_layers // 16)
        yield {"gpu_layers": fewer if fewer >= few else 0}, Remark.FELL_BACK_LAYERS
    may_quantise = load.kv_cache_type is KvCacheType.AUTO and load.flash_attention != Switch.OFF
    if may_quantise and plan.kv_cache_type == KvCacheType.F16:
        yield {"kv_cache_type": KvCacheType.Q8_0}, Remark.FELL_BACK_KV
    shorter = [c for c in auto_contexts(plan.native_context) if c < plan.context_length]
    if load.context_length is None and shorter and shorter[0] >= LEAST_CONTEXT:
        yield {"context_length": shorter[0]}, Remark.FELL_BACK_CONTEXT


def _remarks(plan: LoadPlan, load: LoadSettings, steps: list[str]) -> tuple[str, ...]:
    """The plan's remarks, with the steps, and without blaming the user for our numbers."""
    kept = [
        Remark.KV_QUANTISED
        if remark == Remark.KV_QUANTISED_BY_USER and load.kv_cache_type is KvCacheType.AUTO
        else remark
        for remark in plan.remarks
    ]
    return tuple(dict.fromkeys([*map(str, kept), *steps]))
