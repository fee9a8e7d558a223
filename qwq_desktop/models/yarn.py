"""How far a model reads, and how its positions are stretched beyond that."""

from dataclasses import dataclass

from qwq_desktop.models.gguf import GgufInfo
from qwq_desktop.models.remarks import Remark
from qwq_desktop.settings.schema import LoadSettings, YarnMode

# Qwen2.5, QwQ and Qwen3 were trained to 32 768 tokens; QwQ's configuration says 40 960, in its
# first week it said 131 072.
QWEN_FAMILY = ("qwen2", "qwen2moe", "qwen3", "qwen3moe")
QWEN_TRAINED = 32768
QWEN_NATIVE = 40960
QWEN_STATED = (40960, 131072)
MAX_YARN_FACTOR = 4.0


@dataclass(frozen=True)
class Yarn:
    """RoPE scaling of a plan: factor None leaves the positions as the file has them."""

    factor: float | None
    original_context: int
    remarks: tuple[Remark, ...] = ()
    unscaled: bool = False


def native_context(info: GgufInfo, yarn: YarnMode = YarnMode.AUTO) -> int:
    """Tokens the model reads without stretching its positions by more than its file says.

    With YaRN off not by as much either.
    """
    if _is_unscaled_qwen(info):
        return QWEN_NATIVE
    if yarn is YarnMode.OFF and _has_yarn(info):
        return info.rope_scaling_original_context or info.context_length
    stretched = (info.rope_scaling_factor or 1.0) * (info.rope_scaling_original_context or 0)
    return max(info.context_length, int(stretched)) if _has_yarn(info) else info.context_length


def yarn_for(info: GgufInfo, context_length: int, load: LoadSettings) -> Yarn:
    """How positions are stretched for a context: as the user says, else only beyond the native."""
    if load.yarn is YarnMode.ON:
        return Yarn(load.yarn_factor, load.yarn_original_context, (Remark.YARN_ACTIVE,))
    original = _original_context(info)
    beyond = context_length > native_context(info, load.yarn)
    if load.yarn is YarnMode.OFF:
        remarks = (Remark.CONTEXT_BEYOND_NATIVE,) if beyond else ()
        return Yarn(None, original, remarks, unscaled=_has_yarn(info))
    if beyond:
        factor = context_length / original
        limit = (Remark.YARN_AT_LIMIT,) if factor > MAX_YARN_FACTOR else ()
        return Yarn(min(factor, MAX_YARN_FACTOR), original, (Remark.YARN_ACTIVE, *limit))
    if _has_yarn(info):
        return Yarn(info.rope_scaling_factor, original, (Remark.YARN_IN_FILE,))
    return Yarn(None, original)


def _has_yarn(info: GgufInfo) -> bool:
    return info.rope_scaling_type == "yarn" and (info.rope_scaling_factor or 1.0) > 1.0


def _is_unscaled_qwen(info: GgufInfo) -> bool:
    stated = info.architecture in QWEN_FAMILY and info.context_length in QWEN_STATED
    return stated and not _has_yarn(info)


def _original_context(info: GgufInfo) -> int:
    if _has_yarn(info) and info.rope_scaling_original_context:
        return info.rope_scaling_original_context
    return QWEN_TRAINED if _is_unscaled_qwen(info) else info.context_length
