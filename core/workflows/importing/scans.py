"""Scans read by Tesseract where the computer has it with its data for simplified Chinese; nothing of it comes along.

It runs as a program of its own, a page at a time, under limits of time and memory.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from core.errors import AppError, BadInput
from core.model.raw import RawParagraph
from core.model.structure.scan_strips import STRIP
from core.reading import LARGEST, read_bytes, read_limited, read_text
from core.result import Result
from core.workflows.importing.isolated import (
    LENGTH,
    LONGEST_ANSWER,
    answered,
    begin_apart,
    limit_time,
    send,
    start_apart,
    unpacked,
)
from core.workflows.importing.reports import Report, recognise_raw, recognise_report
from core.workflows.importing.windows_job import WindowsJob
from core.workflows.messages import words

if TYPE_CHECKING:
    from core.readers.scanned import ScannedPage

SCANS = frozenset(("pages_scan", "pages_garbled", "pages_no_text", "format_image"))
"""Codes of files that hold pictures of text."""

STOPPED = "scan_stopped"
SECONDS = 5
"""What a page takes on a usual computer, with one thread."""

PROGRAM, LANGUAGE = "tesseract", "chi_sim"
WINDOWS_FOLDERS = ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData")
PAGE_S, LOOK_S = 90.0, 0.2
"""Seconds that a page may take, and between two looks at whether it is still wanted."""

MEMORY = 2 * 1024**3
"""Bytes of address space; a page of 200 dots an inch takes a quarter."""

_HIDDEN = getattr(subprocess, "CREATE_NO_WINDOW", 0)

PROGRESS = 8
"""Bytes of a progress answer: pages done and in all, four each; no other answer is that short."""

END_S = 1.0
"""Seconds that a process has for putting its things away, which it looks at every LOOK_S."""

WORK_S = 600.0
"""Seconds of work of the process beside what the recogniser works, should nobody be left to end it."""

Watch = Callable[[int, int], bool]
"""Told pages done and in all; False to stop."""


def find_recogniser() -> str:
    """The path of Tesseract with data for simplified Chinese. AppError ``scan_no_program`` where there is none."""
    program = _program()
    if program is not None:
        try:
            answer = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, creationflags=_HIDDEN)
        except (OSError, subprocess.TimeoutExpired):
            answer = None
        if answer is not None and LANGUAGE in (answer.stdout + answer.stderr).decode("utf-8", "replace").split():
            return program
    raise AppError("scan_no_program")


def _program() -> str | None:
    """Tesseract in a folder of the search path, or in that of its Windows installer, which adds nothing to the path.

    Only folders with their whole name count, and ``shutil.which`` is not asked: on Windows it looks in the current folder
    first, where documents lie.
    """
    name = PROGRAM + (".exe" if sys.platform == "win32" else "")
    usual = [os.path.join(folder, "Tesseract-OCR") for folder in map(os.environ.get, WINDOWS_FOLDERS) if folder]
    places = (os.path.join(folder, name) for folder in (*os.get_exec_path(), *usual) if os.path.isabs(folder))
    return next((place for place in places if os.path.isfile(place) and os.access(place, os.X_OK)), None)


def scan_question(problem: AppError) -> str:
    """The question whether a file that was refused with one of SCANS is to be recognised. AppError ``scan_no_program``."""
    find_recogniser()
    pages = int(problem.parameters.get("pages", "1"))
    seconds = pages * SECONDS
    time = f"{seconds}秒" if seconds < 60 else f"{round(seconds / 60)}分钟"
    return words("scan_asked", pages=str(pages), time=time)


def read_with_scans(path: Path, watch: Watch = lambda _done, _all: True) -> Result[Report]:
    """The report in a file, recognised where it is a scan; its notices say that it was.

    AppError ``scan_no_program``, ``scan_stopped``; BadInput ``scan_no_text``, ``scan_failed``, or as ``read_report``.
    """
    data = read_limited(path)
    try:
        return recognise_report(path.name, data)
    except BadInput as problem:
        if problem.code not in SCANS:
            raise
    return _read_scan(path.name, data, watch)


def read_scan_apart(path: Path, watch: Watch) -> Result[Report]:
    """The same in a process of its own, which ends itself when nobody listens any more. AppError as ``read_with_scans``.

    ``watch`` is asked all the time, whatever the process does. The pages lie in a folder of this process, so that they are
    removed however the other one ends.
    """
    with tempfile.TemporaryDirectory(prefix="nigao-scan-", ignore_cleanup_errors=True) as folder:
        process = start_apart("scans", "serve_scan", str(path.absolute()), folder)
        WindowsJob().hold(process, MEMORY)
        answers = _Answers(process)
        answers.start()
        try:
            found: Result[Report] = unpacked(_last_answer(answers.received, watch), path)
        finally:
            answers.end()
    return found


class _Answers(Thread):
    """Receives in ``received`` what a process answers, None behind the last one."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        super().__init__(daemon=True)
        self.received: SimpleQueue[bytes | None] = SimpleQueue()
        self._process, self._is_over = process, False

    def run(self) -> None:
        """Receive until nobody wants more: then the closed pipe lets the process end its own programs."""
        taken = self._process.stdout
        while taken and not self._is_over and (size := int.from_bytes(taken.read(LENGTH))):
            answer = taken.read(min(size, LONGEST_ANSWER))
            self.received.put(answer if len(answer) == size else None)
        self.received.put(None)
        if taken:
            taken.close()

    def end(self) -> None:
        """End the process: it has time to put its things away at its next answer; while silent, it has none."""
        self._is_over = True
        try:
            self._process.wait(END_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdin:
            self._process.stdin.close()


def _last_answer(received: "SimpleQueue[bytes | None]", watch: Watch) -> bytes | None:
    """The answer after all that tells progress. AppError ``scan_stopped``; BadInput ``scan_failed`` after long silence."""
    done, pages, until = 0, 0, time.monotonic() + PAGE_S
    while time.monotonic() < until:
        with suppress(Empty):
            answer = received.get(timeout=LOOK_S)
            if answer is None or len(answer) != PROGRESS:
                return answer
            done, pages, until = int.from_bytes(answer[:4]), int.from_bytes(answer[4:]), time.monotonic() + PAGE_S
        if not watch(done, pages):
            raise AppError(STOPPED)
    raise BadInput("scan_failed")


def serve_scan() -> None:
    """Recognise the file that ``sys.argv`` names: writes the progress (pages done, pages in all) repeatedly, then the answer.

    Its folder for temporary files is named behind it.
    """
    answers = begin_apart(MEMORY)
    limit_time(WORK_S)
    tempfile.tempdir = sys.argv[3]

    def _tell(done: int, pages: int) -> bool:
        try:
            send(answers, done.to_bytes(4) + pages.to_bytes(4))
        except OSError:
            return False
        return True

    answer = answered(lambda: read_with_scans(Path(sys.argv[2]), _tell))
    with suppress(OSError):
        send(answers, answer)


def _read_scan(name: str, data: bytes, watch: Watch) -> Result[Report]:
    # Imported here: pdfium and lxml would delay the first window.
    from core.readers.scanned import transcribe
    from core.workflows.importing.formats import read

    with tempfile.TemporaryDirectory(prefix="nigao-scan-") as folder:
        reader = _ScanReader(find_recogniser(), Path(folder) / "page", watch)
        written = transcribe(list(reader.pages(data)))
    raw = read("scan.docx", written.value)
    paragraphs = tuple(map(_with_strips, raw.value.paragraphs))
    found = replace(raw.value, paragraphs=paragraphs)
    return recognise_raw(name, Result(found, (*written.notices, *raw.notices)))


def _with_strips(paragraph: RawParagraph) -> RawParagraph:
    """All pictures of a recognised text are strips."""
    return replace(paragraph, objects=tuple(replace(each, kind=STRIP) for each in paragraph.objects))


class _ScanReader:
    """Has one file recognised, page by page."""

    def __init__(self, program: str, target: Path, watch: Watch) -> None:
        self._program, self._target, self._watch = program, target, watch

    def pages(self, data: bytes) -> Iterator["ScannedPage"]:
        """The recognised pages of a PDF or OFD file or a picture."""
        from core.readers import scanned

        if data.startswith(b"%PDF-"):
            count = scanned.count_pages(data)
            for number in range(count):
                picture = scanned.page_picture(data, number)
                yield scanned.recognised(
                    picture, self._recognise(picture.as_pgm(), partial(self._watch, number, count))
                )
            return
        pictures = scanned.pictures_of(data) if data.startswith(b"PK") else [data]
        for number, each in enumerate(pictures):
            answer = self._recognise(each, partial(self._watch, number, len(pictures)), "pdf")
            shown = read_bytes(self._target.with_suffix(".pdf"))
            for page in range(scanned.pages_in(answer)):
                picture = scanned.page_picture(shown, page, scanned.width_in(answer))
                yield scanned.recognised(picture, answer, page + 1)

    def _recognise(self, picture: bytes, is_wanted: Callable[[], bool], *more: str) -> str:
        """What the program says of a picture."""
        source = self._target.with_suffix(".in")
        source.write_bytes(picture)
        command = [self._program, str(source), str(self._target), "-l", LANGUAGE, "tsv", *more]
        self._target.with_suffix(".tsv").unlink(missing_ok=True)
        surroundings = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        nowhere = subprocess.DEVNULL
        with subprocess.Popen(
            command, stdin=nowhere, stdout=nowhere, stderr=nowhere, env=surroundings, creationflags=_HIDDEN
        ) as running:
            try:
                _limit(running.pid)
                _wait(running, is_wanted)
            finally:
                running.kill()
        try:
            return read_text(self._target.with_suffix(".tsv"), LARGEST)
        except (OSError, ValueError) as problem:  # it has given up
            raise BadInput("scan_failed") from problem


def _wait(running: "subprocess.Popen[bytes]", is_wanted: Callable[[], bool]) -> None:
    """Wait for a program. AppError ``scan_stopped``; BadInput ``scan_failed`` after too long."""
    until = time.monotonic() + PAGE_S
    while True:
        if not is_wanted():
            raise AppError(STOPPED)
        with suppress(subprocess.TimeoutExpired):
            running.wait(LOOK_S)
            return
        if time.monotonic() > until:
            raise BadInput("scan_failed")


def _limit(process: int) -> None:
    """Limit the memory of a program where the system can."""
    if sys.platform == "linux":
        resource = import_module("resource")
        with suppress(ProcessLookupError):  # it has ended already
            resource.prlimit(process, resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.prlimit(process, resource.RLIMIT_CPU, (int(PAGE_S) + 1, int(PAGE_S) + 2))
