"""Gives back the memory that llama.cpp keeps for logits while a model only embeds.

llama.cpp reserves a row of logits for each token of a computation, also where none is ever written
(`llama_context::output_reserve`), and wipes them once: with a vocabulary of 250 000 that is 512 MB
for 512 tokens, five times the model.
"""

import ctypes
import mmap
import sys

_DONT_NEED = 4  # MADV_DONTNEED of Linux: the pages read as zeros again
_FREE = 5  # MADV_FREE of macOS: the system takes the pages when it wants them
_LEAST_BYTES = 1 << 20


def let_go(address: int, size_bytes: int) -> int:
    """Let go of the whole pages in a stretch of memory whose content nobody needs; their bytes.

    The stretch stays usable; what is in it afterwards is not said.
    """
    begin = -(-address // mmap.PAGESIZE) * mmap.PAGESIZE
    size = (address + size_bytes) // mmap.PAGESIZE * mmap.PAGESIZE - begin
    if size < _LEAST_BYTES:
        return 0
    return size if _discard(begin, size) else 0


def _discard(begin: int, size: int) -> bool:
    if sys.platform == "win32":
        discard = ctypes.windll.kernel32.DiscardVirtualMemory
        discard.argtypes = [ctypes.c_void_p, ctypes.c_size_t]
        return bool(discard(begin, size) == 0)
    madvise = ctypes.CDLL(None).madvise
    madvise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
    return bool(madvise(begin, size, _DONT_NEED if sys.platform == "linux" else _FREE) == 0)
