"""What a load would allocate, by llama.cpp's own simulation: metadata are read, weights are not."""

import ctypes
import time
from collections import defaultdict
from itertools import groupby
from typing import Any

import llama_cpp.llama_cpp as ll

from qwq_desktop.engine.native_cards import set_cards
from qwq_desktop.engine.native_log import NativeLog
from qwq_desktop.engine.native_parameters import check_kv_cache, context_parameters, set_fields
from qwq_desktop.engine.protocol import LoadRequest, SimulateRequest
from qwq_desktop.platform.errors import QwQError

# enum llama_model_kv_override_type
_OVERRIDE_INT, _OVERRIDE_TEXT = ll.LLAMA_KV_OVERRIDE_TYPE_INT, ll.LLAMA_KV_OVERRIDE_TYPE_STR


def simulate(request: SimulateRequest, log: NativeLog) -> dict[str, Any]:
    """The result of a `SimulateRequest`.

    Loads that differ only in their context share one reading of the metadata (0.3 s for QwQ with
    its vocabulary, 0.05 s without; each context then takes 0.02 s). Runs in the engine process
    only: llama.cpp answers what it did not foresee here with an abort.
    """
    begin = time.perf_counter()
    results: list[dict[str, Any]] = []
    overrides = _without_vocabulary(request.architecture, request.vocabulary_size)
    for _, group in groupby(request.loads, _model_key):
        results += _simulate_model(list(group), overrides, log)
    return {"loads": results, "seconds": time.perf_counter() - begin}


def _model_key(load: LoadRequest) -> tuple[object, ...]:
    return load.path, load.gpu_layers, load.repacks_weights, load.devices, load.tensor_split


def _without_vocabulary(architecture: str, size: int) -> Any:
    """What llama.cpp shall believe of the vocabulary: that it has a size and no words.

    None, so that it reads the file's own, where that size isn't known.
    """
    if not architecture or size <= 0:
        return None
    overrides = (ll.llama_model_kv_override * 3)()  # the last one ends the list
    overrides[0].tag, overrides[0].key = _OVERRIDE_TEXT, b"tokenizer.ggml.model"
    overrides[0].value.val_str = b"none"
    overrides[1].tag, overrides[1].key = _OVERRIDE_INT, f"{architecture}.vocab_size".encode()[:127]
    overrides[1].value.val_i64 = size
    return overrides


def _simulate_model(
    loads: list[LoadRequest], overrides: Any, log: NativeLog
) -> list[dict[str, Any]]:
    log.take_errors()
    parameters = _model_parameters(loads[0])
    if overrides is not None:
        set_fields(
            parameters,
            kv_overrides=ctypes.cast(overrides, ctypes.POINTER(ll.llama_model_kv_override)),
        )
    model = ll.llama_model_load_from_file(loads[0].path.encode(), parameters)
    if not model:
        return [{"error": log.take_errors() or "no model"} for _ in loads]
    try:
        return [_simulate_context(model, load, log) for load in loads]
    finally:
        ll.llama_model_free(model)


def _model_parameters(load: LoadRequest) -> Any:
    parameters = ll.llama_model_default_params()
    set_fields(
        parameters,
        n_gpu_layers=load.gpu_layers if ll.llama_supports_gpu_offload() else 0,
        use_extra_bufts=load.repacks_weights,
        no_alloc=True,
        # With the default mode (mmap) an assertion of llama.cpp ends the process.
        load_mode=ll.LLAMA_LOAD_MODE_NONE,
    )
    set_cards(parameters, load.devices, load.tensor_split)
    return parameters


def _simulate_context(model: Any, load: LoadRequest, log: NativeLog) -> dict[str, Any]:
    try:
        check_kv_cache(load)
    except QwQError as error:
        return {"error": str(error)}
    with log.buffer_sizes() as buffers:
        context = ll.llama_init_from_model(model, context_parameters(load))
    if not context:
        return {"error": log.take_errors() or "no context"}
    ll.llama_free(context)
    sizes: dict[str, dict[str, int]] = {"compute": defaultdict(int), "output": defaultdict(int)}
    for buffer in buffers:
        if buffer.kind in sizes:
            sizes[buffer.kind][buffer.device] += buffer.size_bytes
    return {kind: dict(found) for kind, found in sizes.items()}
