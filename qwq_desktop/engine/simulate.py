"""What a load would allocate, by llama.cpp's own simulation: metadata are read, weights are not."""

import time
from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from typing import Any

import llama_cpp.llama_cpp as ll

from qwq_desktop.engine.native_log import NativeLog
from qwq_desktop.engine.native_parameters import check_kv_cache, context_parameters, set_fields
from qwq_desktop.engine.protocol import LoadRequest
from qwq_desktop.platform.errors import QwQError


def simulate(loads: Iterable[LoadRequest], log: NativeLog) -> dict[str, Any]:
    """The result of a `SimulateRequest`.

    Loads that differ only in their context share one reading of the metadata (0.3 s for QwQ's
    vocabulary; each context then takes 0.02 s). Runs in the engine process only: llama.cpp answers
    what it did not foresee here with an abort.
    """
    begin = time.perf_counter()
    results: list[dict[str, Any]] = []
    for (path, layers, repacks), group in groupby(loads, _model_key):
        results += _simulate_model(path, layers, repacks, list(group), log)
    return {"loads": results, "seconds": time.perf_counter() - begin}


def _model_key(load: LoadRequest) -> tuple[str, int, bool]:
    return load.path, load.gpu_layers, load.repacks_weights


def _simulate_model(
    path: str, layers: int, repacks: bool, loads: list[LoadRequest], log: NativeLog
) -> list[dict[str, Any]]:
    log.take_errors()
    model = ll.llama_model_load_from_file(path.encode(), _model_parameters(layers, repacks))
    if not model:
        return [{"error": log.take_errors() or "no model"} for _ in loads]
    try:
        return [_simulate_context(model, load, log) for load in loads]
    finally:
        ll.llama_model_free(model)


def _model_parameters(layers: int, repacks: bool) -> Any:
    parameters = ll.llama_model_default_params()
    set_fields(
        parameters,
        n_gpu_layers=layers if ll.llama_supports_gpu_offload() else 0,
        use_extra_bufts=repacks,
        no_alloc=True,
        # With the default mode (mmap) an assertion of llama.cpp ends the process.
        load_mode=ll.LLAMA_LOAD_MODE_NONE,
    )
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
