"""What this build of llama.cpp can use: back ends, devices and their free memory."""

import ctypes
from pathlib import Path
from typing import Any

import llama_cpp
import llama_cpp.llama_cpp as ll
from llama_cpp._ctypes_extensions import load_shared_library

_KINDS = {0: "cpu", 1: "gpu", 2: "integrated_gpu", 3: "accelerator"}  # enum ggml_backend_dev_type


def probe() -> dict[str, Any]:
    """The build's facts, JSON-serialisable: version, gpu_offload, system_info and devices."""
    return {
        "version": llama_cpp.__version__,
        "gpu_offload": bool(ll.llama_supports_gpu_offload()),
        "system_info": ll.llama_print_system_info().decode("utf-8", "replace").strip(),
        "devices": _devices(),
    }


def _devices() -> list[dict[str, Any]]:
    folder = Path(llama_cpp.__file__).parent / "lib"
    registry = load_shared_library("ggml", folder)
    base = load_shared_library("ggml-base", folder)
    registry.ggml_backend_dev_count.restype = ctypes.c_size_t
    registry.ggml_backend_dev_get.restype = ctypes.c_void_p
    registry.ggml_backend_dev_get.argtypes = [ctypes.c_size_t]
    return [
        _device(base, registry.ggml_backend_dev_get(index))
        for index in range(registry.ggml_backend_dev_count())
    ]


def _device(base: ctypes.CDLL, handle: int) -> dict[str, Any]:
    free, total = ctypes.c_size_t(), ctypes.c_size_t()
    base.ggml_backend_dev_memory.argtypes = [
        ctypes.c_void_p,
        *[ctypes.POINTER(ctypes.c_size_t)] * 2,
    ]
    base.ggml_backend_dev_memory(handle, ctypes.byref(free), ctypes.byref(total))
    return {
        "name": _text(base, "ggml_backend_dev_name", handle),
        "description": _text(base, "ggml_backend_dev_description", handle),
        "kind": _KINDS.get(_kind(base, handle), "other"),
        "free_bytes": free.value,
        "total_bytes": total.value,
    }


def _kind(base: ctypes.CDLL, handle: int) -> int:
    base.ggml_backend_dev_type.argtypes = [ctypes.c_void_p]
    return int(base.ggml_backend_dev_type(handle))


def _text(base: ctypes.CDLL, function: str, handle: int) -> str:
    call = getattr(base, function)
    call.argtypes, call.restype = [ctypes.c_void_p], ctypes.c_char_p
    return (call(handle) or b"").decode("utf-8", "replace").strip()
