"""Stops a call into llama.cpp that is under way."""

import ctypes
import sys

import llama_cpp.llama_cpp as ll


class CancelFlag:
    """A flag that C code reads by itself, so that stopping needs no Python callback and no GIL.

    llama.cpp asks its abort callback between graph nodes. The C function `strlen` over a buffer of
    ours is such a callback: it returns 0 (go on) for an empty string and 1 (stop) once a byte is
    written.
    """

    def __init__(self) -> None:
        self._buffer = ctypes.create_string_buffer(2)
        libc = ctypes.cdll.msvcrt if sys.platform == "win32" else ctypes.CDLL(None)
        self.callback = ctypes.cast(libc.strlen, ll.ggml_abort_callback)
        self.address = ctypes.cast(self._buffer, ctypes.c_void_p)

    def set(self) -> None:
        """Ask the running call to stop."""
        self._buffer[0] = b"\x01"

    def clear(self) -> None:
        """Make ready for the next call."""
        self._buffer[0] = b"\x00"

    def is_set(self) -> bool:
        """Whether a stop was asked for."""
        return self._buffer[0] != b"\x00"
