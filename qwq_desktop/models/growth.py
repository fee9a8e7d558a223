"""The longer context that a chat can be offered when it outgrows its own; pure."""

from dataclasses import replace

from qwq_desktop.models.memory import MeasuredCompute
from qwq_desktop.models.plan import LoadPlan
from qwq_desktop.models.planner import CONTEXT_GRAIN
from qwq_desktop.models.prepared import PreparedModel
from qwq_desktop.models.yarn import MAX_YARN_FACTOR
from qwq_desktop.settings.schema import LoadSettings, YarnMode

WORTHWHILE = 1.25  # times the present length; less is not worth loading the model again


def longer_context(
    prepared: PreparedModel, load: LoadSettings, current: int, measured: MeasuredCompute | None
) -> LoadPlan | None:
    """The plan with twice the context, or with as much of that as fits now; None without one.

    The model's native length comes before stretched positions, and with YaRN off it is the limit;
    on it is four times the original (`LoadPlan.yarn_factor` tells that it is used).
    """
    wanted = _wanted(prepared, load, current)
    if wanted < WORTHWHILE * current:
        return None
    plan = prepared.plan(replace(load, context_length=wanted), measured)
    if plan.fits:
        return plan
    if plan.would_fit is None or plan.would_fit < WORTHWHILE * current:
        return None
    plan = prepared.plan(replace(load, context_length=plan.would_fit), measured)
    return plan if plan.fits else None


def _wanted(prepared: PreparedModel, load: LoadSettings, current: int) -> int:
    present = prepared.plan(replace(load, context_length=current))
    native, original = present.native_context, present.yarn_original_context
    double = -(-2 * current // CONTEXT_GRAIN) * CONTEXT_GRAIN
    if current < native < double or load.yarn is YarnMode.OFF:
        return min(native, double)
    return min(double, max(native, int(MAX_YARN_FACTOR * original)))
