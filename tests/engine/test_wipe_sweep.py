"""What is being wiped takes no memory meanwhile, and what lies beside it stays as it is."""

import ctypes
import mmap
import sys
import time

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.engine.wipe_sweep import WipeSweep, grown, without

MB = 1 << 20
PAGE = mmap.PAGESIZE
NOTHING = (0, 0)


def resident_mb():
    return psutil.Process().memory_info().rss / MB


@pytest.mark.skipif(sys.platform != "linux", reason="other systems don't tell their mappings")
def test_what_is_wiped_is_let_go_of_before_all_of_it_is_written():
    before = resident_mb()
    system = ctypes.CDLL(None)
    system.malloc.argtypes, system.malloc.restype = [ctypes.c_size_t], ctypes.c_void_p
    system.free.argtypes = [ctypes.c_void_p]
    with WipeSweep(256 * MB, MB, NOTHING):
        start = system.malloc(256 * MB)
        ctypes.memset(start, 0, 200 * MB)
        while resident_mb() > before + 32:
            time.sleep(0.001)
        ctypes.memset(start + 200 * MB, 0, 56 * MB)
    assert ctypes.string_at(start, 256 * MB) == bytes(256 * MB)
    ctypes.memset(start, 7, MB)
    assert ctypes.string_at(start, MB) == b"\7" * MB
    system.free(start)


def test_a_block_that_makes_no_such_stretch_ends_at_once():
    with WipeSweep(256 * MB, MB, NOTHING):
        pass


def test_the_new_stretch_is_told_from_what_was_there():
    now = [(0, 4 * PAGE), (10 * PAGE, 300 * PAGE), (400 * PAGE, 410 * PAGE)]
    assert grown([(0, 4 * PAGE), (10 * PAGE, 200 * PAGE)], now, 99 * PAGE) == (
        200 * PAGE,
        300 * PAGE,
    )
    assert grown(now, now, 99 * PAGE) is None


def test_two_that_might_be_it_are_none():
    assert grown([], [(0, 100 * PAGE), (200 * PAGE, 300 * PAGE)], 100 * PAGE) is None


def test_a_larger_neighbour_is_not_taken_for_it():
    assert grown([], [(0, 108 * PAGE)], 100 * PAGE) is None


@given(
    st.lists(st.integers(0, 60), min_size=2, max_size=10, unique=True),
    st.tuples(st.integers(0, 60), st.integers(0, 60)),
)
def test_without_takes_away_exactly_what_it_is_told(edges, gone):
    edges, gone = sorted(edges), (min(gone), max(gone))
    stretches = list(zip(edges[::2], edges[1::2], strict=False))
    left = {n for begin, end in without(stretches, gone) for n in range(begin, end)}
    there = {n for begin, end in stretches for n in range(begin, end)}
    assert left == there - set(range(*gone))
