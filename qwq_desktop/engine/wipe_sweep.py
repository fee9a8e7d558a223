"""Keeps a large stretch of memory small while a library wipes it and nobody needs what is there."""

import ctypes
import mmap
import sys
import threading
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Self

from qwq_desktop.engine.discarding import discard

_SWEEPS_EVERY_S = 0.002  # in which some MB are wiped
_MOST_REUSED_BYTES = 1 << 16
_MAPPINGS = "/proc/self/maps"

Stretch = tuple[int, int]  # from an address to the one after its last


class WipeSweep:
    """Within its block a new stretch of memory that is being wiped takes hardly any.

    A thread finds the stretch among the process's mappings and lets go of its pages as zeros are
    written to them: they read as zeros again. It ends for good where the stretch's last page has
    been written, so before anything else comes there. Linux tells of mappings; elsewhere the
    memory is there until `discard`.
    """

    def __init__(self, size_bytes: int, kept_bytes: int, old: Stretch) -> None:
        """The stretch has `size_bytes`, of which those at its end, `kept_bytes`, are left alone.

        `old` is memory that may be freed in the block and whose place may then be taken.
        """
        self._size_bytes = size_bytes
        self._kept_bytes = kept_bytes
        self._old = _whole_pages(old)
        self._is_watching = threading.Event()
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._sweep, name="wipe-sweep", daemon=True)

    def __enter__(self) -> Self:
        if sys.platform == "linux":
            self._thread.start()
            self._is_watching.wait()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._is_over.set()
        if self._is_watching.is_set():
            self._thread.join()

    def _sweep(self) -> None:
        try:
            before = list(without(_mapped(), self._old))
        finally:
            self._is_watching.set()
        found: Stretch | None = None
        while not self._is_over.wait(_SWEEPS_EVERY_S):
            if found is None:
                found = grown(before, _mapped(), self._size_bytes)
                continue
            begin, end = found
            if _is_resident(end - mmap.PAGESIZE):
                return
            discard(begin + mmap.PAGESIZE, end - begin - self._kept_bytes - 4 * mmap.PAGESIZE)


def grown(before: Iterable[Stretch], now: Iterable[Stretch], size_bytes: int) -> Stretch | None:
    """What is mapped now, was not before, and has this size; None where nothing has.

    A few pages more are the allocator's. It may be less by what took the place of something old.
    """
    least, most = size_bytes - _MOST_REUSED_BYTES, size_bytes + 3 * mmap.PAGESIZE
    parts = [part for part in now if part[1] - part[0] >= least]
    for known in before if parts else ():
        parts = list(without(parts, known))
    fitting = [part for part in parts if least <= part[1] - part[0] <= most]
    return fitting[0] if len(fitting) == 1 else None


def without(stretches: Iterable[Stretch], gone: Stretch) -> Iterator[Stretch]:
    """The stretches, or what is left of them without another one."""
    for begin, end in stretches:
        if end <= gone[0] or gone[1] <= begin:
            yield begin, end
            continue
        if begin < gone[0]:
            yield begin, gone[0]
        if gone[1] < end:
            yield gone[1], end


def _whole_pages(stretch: Stretch) -> Stretch:
    """From the first page that has some of it to the last."""
    begin, end = stretch
    return begin // mmap.PAGESIZE * mmap.PAGESIZE, -(-end // mmap.PAGESIZE) * mmap.PAGESIZE


def _mapped() -> list[Stretch]:
    """What is mapped and belongs to no file."""
    with open(_MAPPINGS, encoding="utf-8", errors="surrogateescape") as lines:
        fields = [line.split(maxsplit=5) for line in lines]
    ranges = (one[0].split("-") for one in fields if len(one) == 5)
    return [(int(begin, 16), int(end, 16)) for begin, end in ranges]


def _is_resident(address: int) -> bool:
    """Whether a page has been written to."""
    state = ctypes.c_ubyte()
    mincore = ctypes.CDLL(None).mincore
    mincore.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.POINTER(ctypes.c_ubyte)]
    return bool(mincore(address, mmap.PAGESIZE, ctypes.byref(state)) == 0 and state.value & 1)
