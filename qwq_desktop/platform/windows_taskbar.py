"""The few calls of Windows' `ITaskbarList3` that show progress at a taskbar button.

Interface, order of methods and values as in shobjidl_core.h of the Windows SDK. Only Windows loads
this module; calls raise OSError where the shell refuses.
"""

import ctypes
import sys
from typing import Any

_CLSID = "{56FDF344-FD6D-11D0-958A-006097C9A090}"  # TaskbarList
_IID = "{EA1AFB91-9E28-4B86-90E9-9E9F8A5EEFAF}"  # ITaskbarList3
_IN_PROCESS = 1  # CLSCTX_INPROC_SERVER
_NO_PROGRESS, _NORMAL = 0, 2  # TBPF_NOPROGRESS, TBPF_NORMAL
_INITIALISE, _SET_VALUE, _SET_STATE = 3, 9, 10  # places in the table of methods


class TaskbarList:
    """A COM object of the shell, used by the thread that made it: Qt has begun COM there."""

    def __init__(self) -> None:
        """Raises OSError where there is no shell."""
        if sys.platform != "win32":
            raise OSError("only Windows has this taskbar")
        ole32 = ctypes.OleDLL("ole32")
        class_id, interface_id = (ctypes.c_byte * 16)(), (ctypes.c_byte * 16)()
        ole32.CLSIDFromString(ctypes.c_wchar_p(_CLSID), class_id)
        ole32.CLSIDFromString(ctypes.c_wchar_p(_IID), interface_id)
        self._object = ctypes.c_void_p()
        place = ctypes.byref(self._object)
        ole32.CoCreateInstance(class_id, None, _IN_PROCESS, interface_id, place)
        self._call(_INITIALISE)

    def show(self, window_id: int, percent: int | None, whole: int) -> None:
        """Set the bar of a window's button; None takes it away."""
        window = ctypes.c_void_p(window_id)
        if percent is None:
            self._call(_SET_STATE, window, ctypes.c_int(_NO_PROGRESS))
            return
        self._call(_SET_STATE, window, ctypes.c_int(_NORMAL))
        done, total = ctypes.c_ulonglong(percent), ctypes.c_ulonglong(whole)
        self._call(_SET_VALUE, window, done, total)

    def _call(self, place: int, *arguments: Any) -> None:
        if sys.platform == "win32":
            kinds = [type(argument) for argument in arguments]
            prototype = ctypes.WINFUNCTYPE(ctypes.HRESULT, ctypes.c_void_p, *kinds)
            table = ctypes.cast(self._object, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p)))
            prototype(table[0][place])(self._object, *arguments)
