"""Handling of unexpected errors: writes log and report and informs the window by signal, from any thread."""

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal

Value = TypeVar("Value")
Hook = Callable[[type[BaseException], BaseException, TracebackType | None], Any]
"""Keeps the evidence; the path of a report, or None."""


class Crash(NamedTuple):
    """``place`` identifies the fault; ``report`` is the report file, if it could be written."""

    place: str
    report: Path | None


class CrashReporter(QObject):
    """Replaces the hooks of ``sys`` and ``threading`` while the program runs.

    The hooks create no widget; they write the evidence and emit ``crashed`` with a Crash, which arrives in the UI
    thread.
    """

    crashed = Signal(object)

    def __init__(self, keep_evidence: Hook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keep_evidence = keep_evidence
        self._former: tuple[Any, Any, Any] | None = None

    def install(self) -> None:
        """Install the hooks."""
        self._former = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self.report
        threading.excepthook = self._report_thread
        sys.unraisablehook = self._report_unraisable

    def remove(self) -> None:
        """Restore the former hooks."""
        if self._former:
            sys.excepthook, threading.excepthook, sys.unraisablehook = self._former
            self._former = None

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Record an unexpected error and inform the window. A keyboard interrupt ends the program as usual."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        report = _guarded(self._keep_evidence, kind, error, trace)
        if sys.stderr is not None and sys.stderr.isatty():  # only on a terminal: a file would keep the document's words
            _guarded(sys.__excepthook__, kind, error, trace)
        _guarded(self.crashed.emit, Crash(_place(kind, trace), report if isinstance(report, Path) else None))

    def _report_thread(self, report: threading.ExceptHookArgs) -> None:
        if report.exc_value is not None and report.exc_type is not SystemExit:
            self.report(report.exc_type, report.exc_value, report.exc_traceback)

    def _report_unraisable(self, report: "sys.UnraisableHookArgs") -> None:
        """Errors during destruction are recorded without a message to the user."""
        if report.exc_value is not None:
            _guarded(self._keep_evidence, report.exc_type, report.exc_value, report.exc_traceback)


def begun(step: Callable[[], Value], keep_evidence: Hook) -> Value | None:
    """The result of the program's first step; None when it failed, after recording the error.

    There is no window yet to report it, and Qt would end the process with a fault of its own.
    """
    try:
        return step()
    except Exception as error:
        _guarded(keep_evidence, type(error), error, error.__traceback__)
        return None


def _place(kind: type[BaseException], trace: TracebackType | None) -> str:
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace is not None else ""
    return f"{kind.__qualname__} {where}"


def _guarded(step: Callable[..., Any], *arguments: Any) -> Any:
    """Each record is written independently: a full disk must not suppress the message."""
    try:
        return step(*arguments)
    except Exception:  # there is no place left to report it
        return None
