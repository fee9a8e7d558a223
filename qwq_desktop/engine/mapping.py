"""Gives back what a mapped model file holds beside copies of it."""

import ctypes
import logging
import sys
from pathlib import Path

_LOG = logging.getLogger(__name__)
_DONT_NEED = 4  # MADV_DONTNEED of Linux: the pages stay in the page cache, the process lets go
_LEAST_BYTES = 1 << 20


def release_mapped_files() -> int:
    """Let go of all pages of files that this process maps to read; their bytes.

    After weights were repacked, the file's own order of them is never read again, yet stays in the
    process's memory: a 20 GB model would show as 34 GB. What is still needed comes back from the
    page cache by itself, without reading the disk. Does nothing outside Linux.
    """
    if sys.platform != "linux":
        return 0
    madvise = ctypes.CDLL(None).madvise
    madvise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
    released = 0
    for begin, size in shared_readable(Path("/proc/self/maps").read_text(errors="replace")):
        if madvise(begin, size, _DONT_NEED) == 0:
            released += size
    _LOG.debug("let go of %d bytes of mapped files", released)
    return released


def shared_readable(maps: str) -> list[tuple[int, int]]:
    """(address, bytes) of the mappings in a `/proc/PID/maps` that are made as llama.cpp's are."""
    found = []
    for line in maps.splitlines():
        span, mode, *_ = line.split(maxsplit=2)
        begin, end = (int(part, 16) for part in span.split("-"))
        if mode == "r--s" and end - begin >= _LEAST_BYTES:
            found.append((begin, end - begin))
    return found
