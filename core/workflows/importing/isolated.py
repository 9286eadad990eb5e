"""Reading files in a process of its own under limits, so that no file stops the window or the reading of other files.

One process reads many files, since its start costs as much as twenty of them. It ends when a file exceeds a limit, when
it crashes, or on request; the next file starts another. The answers are pickled by the same program of the same
user: a file that took over the process could do nothing more by its answer than it can already.
"""

import ctypes
import os
import pickle
import re
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from io import BytesIO
from pathlib import Path
from threading import Event, Lock, Thread, Timer
from types import MappingProxyType
from typing import Any, TypeVar

from core.errors import AppError, BadInput
from core.files import shown_name
from core.log import log_crash, open_log
from core.package import Package
from core.paths import PROGRAM, user_folder
from core.reading import open_regular, read_bytes, read_text
from core.result import Result
from core.roll_over.report_term import term_of
from core.workflows.importing.reports import Report, proposed_unit, read_report, recognise_report
from core.workflows.importing.windows_job import WindowsJob

K = TypeVar("K")
V = TypeVar("V")
START = "import sys; sys.path[:] = [sys.argv[1], *filter(None, sys.path)]; from core.workflows.importing.{0} import {1}; {1}()"
"""Works for source, packages and wheels alike. With -c the path begins with the current folder (an empty name),
where a file called as a library would be run: it is taken out."""

FLAGS = MappingProxyType({"no_user_site": "-s", "ignore_environment": "-E", "dont_write_bytecode": "-B"})
SAMPLE = "工作总结"
"""Recognised ahead, which loads what every file needs."""

LENGTH = 8
"""Bytes before each request and answer: how many follow."""

LONGEST_ANSWER = 512 * 1024 * 1024
LOOK_S = 0.1
"""Seconds between two looks at the memory, where the system cannot limit it."""

WORN = 2
"""A process that has once used this part of its memory ends after its answer: later files would miss what it keeps."""

PACKAGED = b"PK"
LONG = 1_500_000
"""Bytes of markup or text of a file that is read apart, so that reading it can be stopped in the middle."""

RISKY = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-")
RISKY_ENDINGS = frozenset(
    {".pdf", ".ofd", ".doc", ".dot", ".wps", ".wpt", ".xls", ".et", ".xlt", ".ett", ".xlsx", ".xlsm", ".ods"}
)


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """For each file: seconds on the clock, and bytes of memory of the process that reads it.

    The longest report that is accepted (``core.limits``) takes a tenth of the time and a third of the memory.
    """

    seconds: float = 60.0
    memory: int = 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Recognised:
    """A report with what a list of files shows of it; ``year`` is 0 and ``unit`` empty where none was recognised."""

    report: Result[Report]
    year: int
    unit: str


@dataclass(slots=True)
class _Shared:
    """The process of several readers; ``busy`` is the one whose file is being read, ``lock`` is held meanwhile."""

    limits: ReadingLimits
    lock: Lock = field(default_factory=Lock)
    process: "subprocess.Popen[bytes] | None" = None
    busy: object = None
    change: Lock = field(default_factory=Lock)
    job: WindowsJob = field(default_factory=WindowsJob)


class ReportReader:
    """Reads files one after the other in a process that is started when needed; for any number of threads.

    ``stop`` ends what is being read, even in the middle of a file. ``close`` ends the process; without it the process
    ends with this one. Readers that are made by ``beside`` use the same process, and each stops its own files only.
    """

    def __init__(self, limits: ReadingLimits | None = None, shared: _Shared | None = None) -> None:
        self._shared = shared or _Shared(limits or ReadingLimits())
        self._stops = 0

    def beside(self) -> "ReportReader":
        """A reader of the same process for another place: stopping one does not stop the other."""
        return ReportReader(shared=self._shared)

    def read(self, path: Path) -> Recognised:
        """The report in a file. AppError for one that cannot be used, exceeds a limit (``file_too_slow``,
        ``file_too_heavy``, ``file_ends_reader``) or was being read when reading was stopped (``reading_stopped``)."""
        stops = self._stops
        with self._shared.lock:
            is_new = self._shared.process is None
            answer, is_late = self._asked(path, stops)
            if answer is None and not is_new and not is_late:  # perhaps an earlier file is to blame
                answer, is_late = self._asked(path, stops)
        return _unpacked(answer, path, self._shared.limits if is_late else None)

    def read_here_or_apart(self, path: Path) -> Result[Report]:
        """The report in a file: in the process where its format is binary or reading it takes long, else in this one, which is
        faster but reads on to the end when it is stopped."""
        return self.read(path).report if is_risky(path) or is_long(path) else read_report(path)

    def start(self) -> None:
        """Start the process ahead, so that the first file need not wait for it; does not wait."""
        with self._shared.lock:
            self._start()

    def stop(self) -> None:
        """Stop reading: whoever waits for a file of this reader gets the error ``reading_stopped``, even in the middle of it."""
        with self._shared.change:
            self._stops += 1
            process = self._shared.process if self._shared.busy is self else None
            if process is not None:
                process.kill()

    def watching(self, watch: Callable[[int, int], bool]) -> Callable[[int, int], bool]:
        """The same for work elsewhere that is to end, too, when reading is stopped."""
        stops = self._stops
        return lambda done, pages: watch(done, pages) and stops == self._stops

    def close(self) -> None:
        """End the process and wait for its end."""
        self._stops += 1
        process = self._shared.process
        if process is not None:
            process.kill()
        with self._shared.lock:
            self._end()

    def _asked(self, path: Path, stops: int) -> tuple[bytes | None, bool]:
        """The pickled answer, None when the process ended without one, and whether that was because it took too long."""
        process, late = self._start(), Event()
        timer = Timer(self._shared.limits.seconds, _on_late, (process, late))
        timer.daemon = True
        timer.start()
        with self._shared.change:
            self._shared.busy = self
        try:
            if stops != self._stops:
                raise BadInput("reading_stopped", name=shown_name(path.name))
            answer = self._exchange(process, os.fsencode(path))
            return answer, answer is None and late.is_set()
        finally:
            timer.cancel()
            with self._shared.change:
                self._shared.busy = None
            if stops != self._stops:
                self._end()
                raise BadInput("reading_stopped", name=shown_name(path.name))

    def _exchange(self, process: "subprocess.Popen[bytes]", request: bytes) -> bytes | None:
        given, taken = process.stdin, process.stdout
        if given is None or taken is None:
            raise ValueError("pipes")
        with suppress(OSError):
            given.write(len(request).to_bytes(LENGTH) + request)
            given.flush()
            size = int.from_bytes(taken.read(LENGTH))
            answer = taken.read(size) if size <= LONGEST_ANSWER else b""
            if answer and len(answer) == size:
                return answer
        self._end()
        return None

    def _start(self) -> "subprocess.Popen[bytes]":
        shared = self._shared
        if shared.process is not None and shared.process.poll() is not None:
            self._end()
        if shared.process is None:
            limits = str(shared.limits.seconds), str(shared.limits.memory)
            shared.process = start_apart("isolated", "serve", *limits)
            shared.job.hold(shared.process, shared.limits.memory)
        return shared.process

    def _end(self) -> None:
        process, self._shared.process = self._shared.process, None
        if process is not None:
            process.kill()
            with suppress(OSError):  # a request that nobody read any more
                process.communicate()


def read_apart(path: Path) -> Result[Report]:
    """The report in a file: in a process for this file alone where its format is binary or it is long, else in this one."""
    reader = ReportReader()
    try:
        return reader.read_here_or_apart(path)
    finally:
        reader.close()


def interpreter() -> list[str]:
    """The command of this interpreter with what a package's launcher gave it: no libraries but those of the package."""
    return [sys.executable, *(flag for name, flag in FLAGS.items() if getattr(sys.flags, name)), "-X", "utf8"]


def start_apart(module: str, name: str, *arguments: str) -> "subprocess.Popen[bytes]":
    """A process that calls a function of a module of this package; ``sys.argv[2:]`` are the arguments."""
    return subprocess.Popen(
        [*interpreter(), "-c", START.format(module, name), str(PROGRAM), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _on_late(process: "subprocess.Popen[bytes]", late: Event) -> None:
    late.set()
    process.kill()


def is_risky(path: Path) -> bool:
    """Whether the file is of a binary format, by its first bytes or its name."""
    try:
        with open_regular(path) as file:
            head = file.read(len(RISKY[0]))
    except OSError:
        return False  # whoever reads it says what is wrong
    return path.suffix.lower() in RISKY_ENDINGS or head.startswith(RISKY)


def is_long(path: Path) -> bool:
    """Whether there is so much text in the file that reading it takes seconds: its markup counts, its pictures do not."""
    try:
        data = read_bytes(path)
        return (Package(data).markup_size if data.startswith(PACKAGED) else len(data)) > LONG
    except (OSError, BadInput):
        return False  # whoever reads it says what is wrong


def _unpacked(answer: bytes | None, path: Path, exceeded: ReadingLimits | None) -> Recognised:
    if exceeded is not None:
        raise BadInput("file_too_slow", name=shown_name(path.name), limit=f"{exceeded.seconds:g}")
    found: Recognised = unpacked(answer, path)
    return found


def unpacked(answer: bytes | None, path: Path) -> Any:
    """What was answered about a file; raises the error that was, and ``file_ends_reader`` without an answer."""
    name = shown_name(path.name)
    if answer is None:
        raise BadInput("file_ends_reader", name=name)
    found: Any = pickle.loads(answer)
    if isinstance(found, tuple):
        kind, code, parameters = found
        raise kind(code, **{"name": name, **parameters})
    return found


# In the process


class _Pickler(pickle.Pickler):
    """Pickles read-only mappings as well."""

    def reducer_override(self, value: Any) -> Any:
        """How a read-only mapping is made again; the usual way for anything else."""
        return (read_only, (dict(value),)) if isinstance(value, MappingProxyType) else NotImplemented


def read_only(values: dict[K, V]) -> MappingProxyType[K, V]:
    """The mapping that was pickled; its own type has no name that pickle could find."""
    return MappingProxyType(values)


def serve() -> None:
    """Answer requests until there are no more; ``sys.argv`` holds the program's folder and the limits.

    An unexpected error ends the process: whoever asked learns that it did."""
    limits = ReadingLimits(float(sys.argv[2]), int(sys.argv[3]))
    answers = begin_apart(limits.memory)
    with suppress(AppError):
        recognise_report("", SAMPLE.encode())
    while request := _received():
        limit_time(limits.seconds)
        send(answers, answered(partial(_recognised, Path(os.fsdecode(request)))))
        if most_used() > limits.memory // WORN:
            return


def begin_apart(memory: int) -> int:
    """Prepare this process for files; where answers are written to."""
    answers = os.dup(1)
    os.dup2(2, 1)  # whatever a library prints is no answer
    open_log(user_folder() / "log")
    sys.excepthook = log_crash  # a fault of the program ends this process, as a crash of a library does
    limit_memory = _limited_by_system if sys.platform != "win32" else end_beyond
    limit_memory(memory)
    return answers


def answered(read: Callable[[], object]) -> bytes:
    """What reading gives, or its error, pickled."""
    try:
        return pickled(read())
    except AppError as error:
        return pickled((type(error), error.code, dict(error.parameters)))
    except MemoryError:
        return pickled((BadInput, "file_too_heavy", {}))


def _recognised(path: Path) -> Recognised:
    report = read_report(path)
    document = report.value.document
    term = term_of(document.elements, document.kind or "", report.value.name)
    return Recognised(report, term.year, proposed_unit(report.value))


def pickled(value: object) -> bytes:
    """The bytes that ``unpacked`` reads."""
    stream = BytesIO()
    _Pickler(stream, pickle.HIGHEST_PROTOCOL).dump(value)
    return stream.getvalue()


def _received() -> bytes:
    size = int.from_bytes(_taken(LENGTH))
    return _taken(size)


def _taken(size: int) -> bytes:
    """So many bytes of the requests; fewer at their end."""
    parts = b""
    while len(parts) < size and (part := os.read(0, size - len(parts))):
        parts += part
    return parts


def send(descriptor: int, answer: bytes) -> None:
    """Write an answer behind its length."""
    view = memoryview(len(answer).to_bytes(LENGTH) + answer)
    while view:
        view = view[os.write(descriptor, view) :]


def _limited_by_system(memory: int) -> None:
    resource = import_module("resource")
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_time(seconds: float) -> None:
    """Seconds of work from now, should nobody be left to end this process."""
    if sys.platform == "win32":
        return
    resource = import_module("resource")
    used = time.process_time()
    _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used + seconds) + 2, hard))


def most_used() -> int:
    """The most bytes of memory that this program has used: Linux tells it apart from what the process that started it held."""
    if sys.platform == "win32":
        return _windows_memory()
    status = Path("/proc/self/status")
    peak = re.search(r"VmHWM:\s*([0-9]+) kB", read_text(status)) if status.exists() else None
    if peak:
        return int(peak[1]) * 1024
    resource = import_module("resource")
    kilobytes: int = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kilobytes * 1024


def end_beyond(memory: int, used: Callable[[], int] | None = None) -> None:
    """End the process when it uses more memory: Windows has no limit that the standard library can set."""
    Thread(target=_watch, args=(memory, used or _windows_memory), daemon=True).start()


def _watch(memory: int, used: Callable[[], int]) -> None:
    while used() <= memory:
        time.sleep(LOOK_S)
    os._exit(1)


class _MemoryCounters(ctypes.Structure):
    """PROCESS_MEMORY_COUNTERS of the Windows API."""

    _fields_ = (
        ("size", ctypes.c_uint32),
        ("faults", ctypes.c_uint32),
        *((name, ctypes.c_size_t) for name in ("peak", "working", "pool_peak", "pool", "other_peak", "other")),
        ("committed", ctypes.c_size_t),
        ("committed_peak", ctypes.c_size_t),
    )


def _windows_memory() -> int:
    """Bytes committed by this process at present, by GetProcessMemoryInfo."""
    counters = _MemoryCounters()
    counters.size = ctypes.sizeof(counters)
    kernel = ctypes.CDLL("kernel32")  # with 64 bits there is one calling convention
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.K32GetProcessMemoryInfo.argtypes = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint32)
    kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.size)
    return int(counters.committed)
