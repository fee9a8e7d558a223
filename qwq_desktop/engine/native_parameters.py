"""llama.cpp's parameter structures, filled from a load request."""

import ctypes
from typing import Any

import llama_cpp.llama_cpp as ll

from qwq_desktop.engine.protocol import MAX_OUTPUTS, LoadRequest
from qwq_desktop.platform.errors import QwQError

_KV_TYPES = {"f16": 1, "q8_0": 8, "q4_0": 2}  # enum ggml_type of ggml.h
_FLASH = {"auto": -1, "off": 0, "on": 1}  # enum llama_flash_attn_type
_ROPE_NONE, _ROPE_YARN = 0, 2  # enum llama_rope_scaling_type


def set_fields(parameters: ctypes.Structure, **values: Any) -> None:
    """Set fields of a C structure.

    Raises AttributeError for a name it lacks (ctypes would keep it, without effect).
    """
    known = {name for name, *_ in parameters._fields_}
    for name, value in values.items():
        if name not in known:
            raise AttributeError(f"{type(parameters).__name__} has no field {name}")
        setattr(parameters, name, value)


def check_kv_cache(request: LoadRequest) -> None:
    """llama.cpp has quantised values only with flash attention; it would fail after the load.

    Raises QwQError("kv_needs_flash_attention").
    """
    if request.flash_attention == "off" and request.kv_cache_type != "f16":
        raise QwQError("kv_needs_flash_attention", kv_cache_type=request.kv_cache_type)


def context_parameters(request: LoadRequest) -> Any:
    """llama.cpp's context parameters for a load, without what ends a call early."""
    parameters = ll.llama_context_default_params()
    set_fields(
        parameters,
        n_ctx=request.context_length,
        n_batch=request.batch_size,
        n_ubatch=min(request.micro_batch_size, request.batch_size),
        n_seq_max=1,
        n_outputs_max=min(MAX_OUTPUTS, request.batch_size),
        n_threads=request.threads,
        n_threads_batch=request.threads,
        flash_attn_type=_FLASH[request.flash_attention],
        type_k=_KV_TYPES[request.kv_cache_type],
        type_v=_KV_TYPES[request.kv_cache_type],
        no_perf=True,
    )
    if request.rope_unscaled:
        set_fields(parameters, rope_scaling_type=_ROPE_NONE)
    elif request.yarn_factor is not None:
        # The other YaRN values stay at llama.cpp's defaults. The original context must be
        # explicit: files declare 40 960 or 131 072 where QwQ was trained with 32 768.
        set_fields(
            parameters,
            rope_scaling_type=_ROPE_YARN,
            rope_freq_scale=1.0 / request.yarn_factor,
            yarn_orig_ctx=request.yarn_original_context,
        )
    return parameters
