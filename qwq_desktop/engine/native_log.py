"""llama.cpp's log: passed on, and read for errors and for the sizes of buffers."""

import ctypes
import logging
import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import llama_cpp.llama_cpp as ll

_LOG = logging.getLogger(__name__)
_ERROR_LEVEL = 4
_MIB = 1 << 20
_BUFFER = re.compile(
    r"(?P<device>\S+) +(?P<kind>model|KV|output|compute) buffer size = +(?P<mib>[\d.]+) MiB"
)


class BufferSize(NamedTuple):
    """A buffer on a device ("CPU", "CUDA0", "CUDA_Host"); `kind` is model, KV, output or compute.

    llama.cpp tells MiB with two decimals: `size_bytes` is within 5 kB.
    """

    device: str
    kind: str
    size_bytes: int


class NativeLog:
    """Passes llama.cpp's log on, and remembers its errors: they hold the reason of a failure."""

    def __init__(self) -> None:
        self._callback = ll.llama_log_callback(self._receive)
        self._errors: list[str] = []
        self._buffers: list[BufferSize] | None = None
        ll.llama_log_set(self._callback, ctypes.c_void_p(0))
        # llama.cpp calls it until it is given another, and so long the function holds it.
        vars(ll.llama_log_set)["installed"] = self._callback

    def _receive(self, level: int, text: bytes, _data: object) -> None:
        line = text.decode("utf-8", "replace").rstrip()
        if not line:
            return
        if level == _ERROR_LEVEL:
            self._errors.append(line)
        if self._buffers is not None and (found := _BUFFER.search(line)):
            size = math.ceil(float(found["mib"]) * _MIB)
            self._buffers.append(BufferSize(found["device"], found["kind"], size))
        _LOG.debug("llama.cpp: %s", line)

    def take_errors(self) -> str:
        """The error lines since the last call, joined."""
        text, self._errors = "\n".join(self._errors), []
        return text

    @contextmanager
    def buffer_sizes(self) -> Iterator[list[BufferSize]]:
        """Collect the sizes of buffers that llama.cpp tells of meanwhile."""
        found = self._buffers = []
        try:
            yield found
        finally:
            self._buffers = None
