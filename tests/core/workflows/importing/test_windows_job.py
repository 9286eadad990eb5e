"""Limits of Windows, with a library that only notes what it is asked for: no Windows is needed."""

import ctypes
import subprocess
import sys
from types import SimpleNamespace
from typing import Any, cast

import pytest

from core.workflows.importing.windows_job import ExtendedLimits, WindowsJob

PROCESS = cast("subprocess.Popen[bytes]", SimpleNamespace(_handle=77))
MEMORY = 1 << 30


class Kernel:
    """Notes calls; ``refuses`` is the function that fails."""

    def __init__(self, refuses: str = "") -> None:
        self.refuses, self.held, self.made = refuses, list[tuple[int, int]](), 0
        self.limits = ExtendedLimits()

    def CreateJobObjectW(self, _security: None, _name: None) -> int:
        self.made += 1
        return 0 if self.refuses == "create" else 42

    def SetInformationJobObject(self, _job: int, _kind: int, limits: Any, size: int) -> bool:
        ctypes.memmove(ctypes.byref(self.limits), limits, size)
        return self.refuses != "set"

    def AssignProcessToJobObject(self, job: int, process: int) -> bool:
        self.held.append((job, process))
        return self.refuses != "assign"


def test_a_process_is_held_with_its_memory_limited_and_its_end_tied_to_the_program() -> None:
    kernel = Kernel()
    assert WindowsJob(kernel).hold(PROCESS, MEMORY)
    assert kernel.held == [(42, 77)]
    assert (kernel.limits.process_memory, kernel.limits.basic.flags) == (MEMORY, 0x100 | 0x400 | 0x2000)


def test_later_processes_are_held_by_the_same_job() -> None:
    kernel = Kernel()
    job = WindowsJob(kernel)
    assert job.hold(PROCESS, MEMORY)
    assert job.hold(PROCESS, MEMORY)
    assert (kernel.made, len(kernel.held)) == (1, 2)


@pytest.mark.parametrize("refuses", ["create", "set", "assign"])
def test_a_refusal_leaves_the_process_to_watch_itself(refuses: str) -> None:
    assert not WindowsJob(Kernel(refuses)).hold(PROCESS, MEMORY)


@pytest.mark.skipif(sys.maxsize < 2**32, reason="sizes of 64 bits")
def test_the_structure_has_the_size_that_windows_expects() -> None:
    assert (ctypes.sizeof(ExtendedLimits), ExtendedLimits.process_memory.offset) == (144, 112)


@pytest.mark.skipif(sys.platform == "win32", reason="there are jobs")
def test_elsewhere_there_is_nothing_to_do() -> None:
    assert not WindowsJob().hold(PROCESS, MEMORY)
