"""The crash path: keeps evidence in the log and tells the window by signal, from whichever thread it happened in."""

import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject, Signal

CRASH_SENTENCE = (
    "刚才的操作没有做完：程序遇到了没有预料到的情况。已经存下的内容都在，可以继续工作；如果再次出现，请关闭后重新打开。"
)

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], Any]


class CrashReporter(QObject):
    """Stands in for ``sys.excepthook`` and ``threading.excepthook`` while the program runs.

    The hooks build no widget; they write the log and emit ``crashed``, which arrives in the UI thread.
    """

    crashed = Signal(str)

    def __init__(self, write_log: Hook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._write_log = write_log
        self._former: tuple[Any, Any] | None = None

    def install(self) -> None:
        """Take both hooks over."""
        self._former = (sys.excepthook, threading.excepthook)
        sys.excepthook = self.report
        threading.excepthook = self._report_thread

    def remove(self) -> None:
        """Give both hooks back."""
        if self._former:
            sys.excepthook, threading.excepthook = self._former
            self._former = None

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log an unexpected error and tell the window. A keyboard interrupt ends the program as ever."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _guarded(self._write_log, kind, error, trace)
        _guarded(sys.__excepthook__, kind, error, trace)
        _guarded(self.crashed.emit, CRASH_SENTENCE)

    def _report_thread(self, report: threading.ExceptHookArgs) -> None:
        if report.exc_value is not None and report.exc_type is not SystemExit:
            self.report(report.exc_type, report.exc_value, report.exc_traceback)


def _guarded(step: Callable[..., Any], *arguments: Any) -> None:
    """Every piece of evidence stands by itself: a full disk must not silence the notice."""
    try:
        step(*arguments)
    except Exception:  # nothing is left to tell it to
        return
