"""Limits of Windows for processes that read files: a job object (Windows API, JOBOBJECT_EXTENDED_LIMIT_INFORMATION).

A process that takes more memory than its job allows is refused it, as on Linux, and all of a job end when the program does,
however it ends. Elsewhere there is nothing to do: those systems limit a process by itself.
"""

import ctypes
import subprocess
import sys
from typing import Any

Kernel = Any  # the library, or what stands for it in a test

EXTENDED_LIMITS = 9
PROCESS_MEMORY, NO_FAULT_WINDOW, ENDS_WITH_JOB = 0x100, 0x400, 0x2000


class BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_memory", ctypes.c_size_t),
        ("most_memory", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION; ``counters`` are IO_COUNTERS, which are not set."""

    _fields_ = (
        ("basic", BasicLimits),
        ("counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("process_peak", ctypes.c_size_t),
        ("job_peak", ctypes.c_size_t),
    )


class WindowsJob:
    """The job of the processes that one reader starts; made with the first of them, and closed with this program."""

    def __init__(self, kernel: Kernel | None = None) -> None:
        self._kernel = kernel
        self._handle: int | None = None

    def hold(self, process: "subprocess.Popen[bytes]", memory: int) -> bool:
        """Put a process under the limits; False where the system has no jobs or refuses, and it watches itself alone."""
        if self._kernel is None and sys.platform != "win32":
            return False
        kernel = self._kernel = self._kernel or _kernel()
        if self._handle is None:
            self._handle = _made(kernel, memory)
        own = getattr(process, "_handle", None)  # the way of the standard library's own functions
        return bool(self._handle and own and kernel.AssignProcessToJobObject(self._handle, int(own)))


def _kernel() -> Kernel:
    kernel = ctypes.CDLL("kernel32")  # with 64 bits there is one calling convention
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    kernel.CreateJobObjectW.argtypes = (ctypes.c_void_p, ctypes.c_wchar_p)
    kernel.SetInformationJobObject.argtypes = (ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32)
    kernel.AssignProcessToJobObject.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
    return kernel


def _made(kernel: Kernel, memory: int) -> int:
    """A job with its limits; 0 where the system refuses one."""
    handle = int(kernel.CreateJobObjectW(None, None) or 0)
    limits = ExtendedLimits()
    limits.basic.flags = PROCESS_MEMORY | NO_FAULT_WINDOW | ENDS_WITH_JOB
    limits.process_memory = memory
    size = ctypes.sizeof(limits)
    is_set = bool(handle) and kernel.SetInformationJobObject(handle, EXTENDED_LIMITS, ctypes.byref(limits), size)
    return handle if is_set else 0
