"""Tells llama.cpp which cards to use, in which order, and how they divide the layers."""

import ctypes
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import llama_cpp
import llama_cpp.llama_cpp as ll
from llama_cpp._ctypes_extensions import load_shared_library

_LOG = logging.getLogger(__name__)


def set_cards(parameters: Any, devices: Sequence[str], shares: Sequence[float]) -> None:
    """Put the cards into a model's parameters, which keep what they point to.

    Names that llama.cpp doesn't know are left out; without any known one it takes all cards. The
    shares count only where each has its card.
    """
    handles = [handle for name in devices if (handle := _handle(name))]
    if len(handles) < len(devices):
        _LOG.warning("some of the chosen cards %s are not there", list(devices))
    if handles:
        array = (ctypes.c_void_p * (len(handles) + 1))(*handles)  # ends with NULL
        parameters.devices = ctypes.addressof(array)
        parameters.kept_devices = array
    most = int(ll.llama_max_devices())
    if shares and len(shares) <= most and len(handles) == len(devices):
        parameters.tensor_split = (ctypes.c_float * most)(*shares)


def _handle(name: str) -> int | None:
    registry = load_shared_library("ggml", Path(str(llama_cpp.__file__)).parent / "lib")
    find = registry.ggml_backend_dev_by_name
    find.argtypes, find.restype = [ctypes.c_char_p], ctypes.c_void_p
    handle: int | None = find(name.encode())
    return handle
