"""Makes this process give way to others when the processor is wanted elsewhere."""

import contextlib
import os
import sys

NICENESS = 5  # as llama.cpp's own "low" priority (set_process_priority in common.cpp)
FURTHER_NICENESS = 10  # of work that nobody waits for
_BELOW_NORMAL = 0x4000  # BELOW_NORMAL_PRIORITY_CLASS of processthreadsapi.h


def give_way() -> None:
    """Lower the priority of this process and of all threads that it starts from now on.

    Where the system doesn't allow it the priority stays.
    """
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        kernel.SetPriorityClass.argtypes = [ctypes.c_void_p, ctypes.c_uint32]
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _BELOW_NORMAL)
        return
    niceness = os.getpriority(os.PRIO_PROCESS, 0)
    if niceness < NICENESS:
        os.setpriority(os.PRIO_PROCESS, 0, NICENESS)


def give_way_further(pid: int) -> None:
    """Put a child that was just started behind those that merely `give_way`.

    Call it before the child starts threads. Windows has no step between that and standing still
    while anything else works; there the priority stays, as where the system doesn't allow it.
    """
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        niceness = os.getpriority(os.PRIO_PROCESS, pid)
        os.setpriority(os.PRIO_PROCESS, pid, max(niceness, FURTHER_NICENESS))
