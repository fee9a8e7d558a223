"""What a user should know about a load plan, as codes."""

from enum import StrEnum


class Remark(StrEnum):
    """What a user should know about a plan; sentences for these codes are the window's."""

    DOES_NOT_FIT = "does_not_fit"
    CONTEXT_SHORTENED = "context_shortened"  # the model could read more than memory allows
    CONTEXT_BEYOND_NATIVE = "context_beyond_native"  # and no YaRN stretches it
    YARN_ACTIVE = "yarn_active"  # short texts may come out a little worse
    YARN_IN_FILE = "yarn_in_file"  # the file itself asks for it
    YARN_AT_LIMIT = "yarn_at_limit"  # the context asked for is longer than YaRN can stretch
    PARTLY_ON_GPU = "partly_on_gpu"
    GPU_UNUSED = "gpu_unused"  # there is one, and nothing fits on it
    NO_GPU = "no_gpu"  # the user asked for layers on one
    KV_QUANTISED = "kv_quantised"  # by the plan, to make the context fit
    KV_QUANTISED_BY_USER = "kv_quantised_by_user"
    Q4_KEYS_HURT = "q4_keys_hurt"  # Qwen2's keys don't survive 4 bits
    KV_NEEDS_FLASH_ATTENTION = (
        "kv_needs_flash_attention"  # a quantised one, and the user turned it off
    )
    GPU_GONE = "gpu_gone"  # one that the user chose is not there
    GPU_FAILED = "gpu_failed"  # one failed while it worked: less is on it, or nothing
    DRAFT_UNSUITED = "draft_unsuited"  # the small model that drafts writes other tokens
    DRAFT_UNREADABLE = "draft_unreadable"  # and is left out
    FELL_BACK_LAYERS = "fell_back_layers"  # a load failed: fewer layers are on the GPU
    FELL_BACK_KV = "fell_back_kv"  # a load failed: the KV cache is quantised
    FELL_BACK_CONTEXT = "fell_back_context"  # a load failed: the context is shorter
