"""Makes this process give way to others when the processor is wanted elsewhere."""

import os
import sys

NICENESS = 5  # as llama.cpp's own "low" priority (set_process_priority in common.cpp)
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
