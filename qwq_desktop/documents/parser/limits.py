"""What a document may cost, and how the parser process holds itself to it."""

import logging
import os
import sys

MOST_FILE_BYTES = 1_000_000_000  # of a PDF, which is read piece by piece
MOST_WHOLE_BYTES = 100_000_000  # of a file that must be read into memory
MOST_UNPACKED_BYTES = 400_000_000  # of all parts of an Office file, an e-book …
MOST_PART_BYTES = 150_000_000  # of one part
MOST_RATIO = 200  # unpacked to packed, of a part beyond `FREE_PART_BYTES`; XML reaches about 40
FREE_PART_BYTES = 5_000_000
MOST_PARTS = 20_000
MOST_CHARACTERS = 30_000_000  # of a document's text: about 10 000 pages
MOST_BLOCKS = 600_000
MOST_BLOCK_CHARACTERS = 20_000  # a longer one is cut into several
MOST_PAGE_CHARACTERS = 100_000  # of a page with places
MOST_PAGES = 50_000
MOST_FINDINGS = 50
MOST_NAME_CHARACTERS = 300  # of titles and names
MOST_PIXELS = 6_000_000  # of a page's picture
MOST_LINE_BYTES = 32_000_000  # of an answer

MEMORY_BYTES = 1_000_000_000
MEMORY_VARIABLE = "QWQ_DESKTOP_PARSER_MEMORY"  # bytes, from the application to the process

_JOB_MEMORY = 0x100  # JOB_OBJECT_LIMIT_PROCESS_MEMORY of winnt.h
_JOB_ENDS_TOGETHER = 0x2000  # JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE
_EXTENDED_LIMITS = 9  # JobObjectExtendedLimitInformation

_log = logging.getLogger(__name__)


def limit_own_memory() -> None:
    """Let the system refuse this process memory beyond what the application allows it.

    macOS has no such limit that holds; there the application looks at what the process takes.
    """
    allowed = int(os.environ.get(MEMORY_VARIABLE, MEMORY_BYTES))
    try:
        if sys.platform == "win32":
            _limit_by_job(allowed)
        elif sys.platform != "darwin":
            import resource

            resource.setrlimit(resource.RLIMIT_AS, (allowed, allowed))
    except (OSError, ValueError) as error:
        _log.warning("the memory could not be limited: %r", error)


def _limit_by_job(allowed: int) -> None:
    """Put this process into a job object of its own, as JOBOBJECT_EXTENDED_LIMIT_INFORMATION says.

    The job lives as long as the process, whose end closes its handle; what the process started
    ends with it.
    """
    if sys.platform != "win32":
        return
    import ctypes
    from ctypes import wintypes

    class Basic(ctypes.Structure):
        _fields_ = (
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("least_working_set", ctypes.c_size_t),
            ("most_working_set", ctypes.c_size_t),
            ("most_processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class Extended(ctypes.Structure):
        _fields_ = (
            ("basic", Basic),
            ("io_counters", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process_memory", ctypes.c_size_t),
            ("peak_job_memory", ctypes.c_size_t),
        )

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateJobObjectW.restype = wintypes.HANDLE
    kernel.CreateJobObjectW.argtypes = [ctypes.c_void_p, wintypes.LPCWSTR]
    kernel.SetInformationJobObject.argtypes = [
        *(wintypes.HANDLE, ctypes.c_int),
        *(ctypes.c_void_p, wintypes.DWORD),
    ]
    kernel.AssignProcessToJobObject.argtypes = [wintypes.HANDLE, wintypes.HANDLE]
    kernel.GetCurrentProcess.restype = wintypes.HANDLE
    job = kernel.CreateJobObjectW(None, None)
    limits = Extended()
    limits.basic.flags = _JOB_MEMORY | _JOB_ENDS_TOGETHER
    limits.process_memory = allowed
    size = ctypes.sizeof(limits)
    is_set = job and kernel.SetInformationJobObject(
        job, _EXTENDED_LIMITS, ctypes.byref(limits), size
    )
    if not is_set or not kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess()):
        raise ctypes.WinError(ctypes.get_last_error())
