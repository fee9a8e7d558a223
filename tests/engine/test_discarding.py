"""Memory that a library keeps goes back to the system."""

import ctypes
import mmap
import sys

import psutil
import pytest

from qwq_desktop.engine.discarding import discard

MB = 1 << 20


def address_of(memory):
    return ctypes.addressof(ctypes.c_char.from_buffer(memory))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take the pages when they like")
def test_the_pages_go_and_the_memory_stays_usable():
    memory = mmap.mmap(-1, 64 * MB)
    memory.write(b"\1" * len(memory))
    before = psutil.Process().memory_info().rss
    assert discard(address_of(memory) + 100, 64 * MB - 200) >= 63 * MB
    assert psutil.Process().memory_info().rss < before - 48 * MB
    memory[MB] = 7
    assert memory[MB] == 7


def test_what_stands_beside_it_is_left_alone():
    memory = mmap.mmap(-1, 4 * MB)
    memory.write(b"\1" * len(memory))
    discard(address_of(memory) + MB + 1, 2 * MB)
    assert memory[: MB + 1] == b"\1" * (MB + 1)
    assert memory[3 * MB + 1 :] == b"\1" * (MB - 1)


def test_a_little_is_not_worth_a_call():
    memory = mmap.mmap(-1, MB)
    assert discard(address_of(memory), 4096) == 0
    assert discard(address_of(memory) + 1, 0) == 0
