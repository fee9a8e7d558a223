"""Gives memory back to the system whose content nobody needs, though a library keeps it."""

import ctypes
import mmap
import sys

_DONT_NEED = 4  # MADV_DONTNEED of Linux: the pages read as zeros again
_FREE = 5  # MADV_FREE of macOS: the system takes the pages when it wants them
_LEAST_BYTES = 1 << 20


def discard(address: int, size_bytes: int) -> int:
    """Let go of the whole pages in a stretch of memory; their bytes.

    The stretch stays usable; what is in it afterwards is not said.
    """
    begin = -(-address // mmap.PAGESIZE) * mmap.PAGESIZE
    size = (address + size_bytes) // mmap.PAGESIZE * mmap.PAGESIZE - begin
    if size < _LEAST_BYTES:
        return 0
    return size if _discard(begin, size) else 0


def _discard(begin: int, size: int) -> bool:
    if sys.platform == "win32":
        discard_pages = ctypes.windll.kernel32.DiscardVirtualMemory
        discard_pages.argtypes = [ctypes.c_void_p, ctypes.c_size_t]
        return bool(discard_pages(begin, size) == 0)
    madvise = ctypes.CDLL(None).madvise
    madvise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
    return bool(madvise(begin, size, _DONT_NEED if sys.platform == "linux" else _FREE) == 0)
