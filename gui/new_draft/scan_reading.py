"""A scan, or a picture of a page: the question whether to recognise its text, then reading with progress and an end."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.errors import AppError
from core.workflows.importing.isolated import ReportReader
from core.workflows.importing.scans import SCANS, STOPPED, read_scan_apart, scan_question
from gui.shell.progress import ProgressToken
from gui.shell.tasks import TaskRunner

KEY = "scan"
READ, STOP = "识别文字(&R)", "停止识别"
BEGUN, PAGES = "正在识别文字…", "正在识别第{number}页，共{pages}页…"


def is_scan(problem: object) -> bool:
    """Whether a file was refused because it holds pictures of text."""
    return isinstance(problem, AppError) and problem.code in SCANS


class ScanReading(QObject):
    """Of one file: ``asked`` carries the question, ``progressed`` words, ``read`` the Result with its report.

    ``failed`` carries the error; after ``stop`` the question is asked again.
    """

    asked = Signal(str)
    progressed = Signal(str)
    read = Signal(object)
    failed = Signal(object)

    def __init__(self, runner: TaskRunner, reader: ReportReader, path: Path, parent: QObject) -> None:
        """``reader`` is the one that refused the file; when it is stopped, so is this."""
        super().__init__(parent)
        self._runner, self._reader, self._path = runner, reader, path
        self._question = ""
        self._token: ProgressToken | None = None

    def ask(self, problem: AppError) -> None:
        """Ask the user, if there is a program that can read it; else that is the failure."""
        key = f"{KEY}/{self._path}"
        self._runner.run(scan_question, problem, on_done=self._on_question, on_failed=self._on_failed, key=key)

    def start(self) -> None:
        """The user wants it read."""
        token = ProgressToken()
        token.progressed.connect(lambda done: self._on_progress(token, done))
        self._token = token
        self.progressed.emit(BEGUN)
        watch, key = self._reader.watching(token), f"{KEY}/{self._path}"
        done, failed = self.read.emit, self._on_failed
        self._runner.run(read_scan_apart, self._path, watch, on_done=done, on_failed=failed, key=key)

    def stop(self) -> None:
        """Stop reading."""
        if self._token is not None:
            self._token.stop()

    def _on_question(self, words: str) -> None:
        self._question = words
        self.asked.emit(words)

    def _on_progress(self, token: ProgressToken, done: int) -> None:
        if token is self._token and token.total:
            self.progressed.emit(PAGES.format(number=done + 1, pages=token.total))

    def _on_failed(self, error: AppError) -> None:
        self._token = None
        if error.code == STOPPED:
            self.asked.emit(self._question)
        else:
            self.failed.emit(error)
