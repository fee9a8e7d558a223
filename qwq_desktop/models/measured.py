"""What llama.cpp's simulation of a planned load found, as the plan takes it."""

import logging
from collections.abc import Sequence
from typing import Any

from qwq_desktop.models.memory import MeasuredCompute, Shape
from qwq_desktop.models.plan import LoadPlan
from qwq_desktop.platform.hardware import Gpu
from qwq_desktop.settings.schema import Switch

_LOG = logging.getLogger(__name__)


def measured_compute(
    result: dict[str, Any], plan: LoadPlan, gpus: Sequence[Gpu]
) -> MeasuredCompute | None:
    """The compute buffers that a simulation of this plan found; None where it failed."""
    found = (result.get("loads") or [{}])[0]
    if "compute" not in found:
        _LOG.info("the simulation gave no sizes: %s", found.get("error"))
        return None
    compute = dict(found["compute"])
    on_cards = tuple(compute.pop(gpu.device, 0) for gpu in gpus)
    in_ram = sum(compute.values()) + sum(found.get("output", {}).values())
    flash = plan.flash_attention != Switch.OFF
    shape = Shape(plan.context_length, plan.kv_cache_type, flash)
    return MeasuredCompute(shape, plan.gpu_layers if gpus else 0, on_cards, in_ram)
