"""What a test may leave behind: nothing.  The checks behind the autouse fixtures of conftest.py.

Qt is looked at only where a QApplication exists, so tests of the core never pay for it.
"""

import gc
import logging
import re
import sys
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

GRACE_SECONDS = 1.5
KERNEL_THREADS = Path("/proc/self/task")
QT_THREAD_NAMES = ("Thread (pooled)", "QThread")


def unexpected_records(records: Iterable[logging.LogRecord], expected: Iterable[str]) -> list[str]:
    """Messages at WARNING or above which none of the expected patterns finds."""
    patterns = [re.compile(pattern) for pattern in expected]
    loud = [record for record in records if record.levelno >= logging.WARNING]
    return [
        f"{record.levelname} {record.name}: {record.getMessage()}"
        for record in loud
        if not any(pattern.search(record.getMessage()) for pattern in patterns)
    ]


def missing_records(records: Iterable[logging.LogRecord], expected: Iterable[str]) -> list[str]:
    """Expected patterns which no message at WARNING or above has shown."""
    messages = [record.getMessage() for record in records if record.levelno >= logging.WARNING]
    return [pattern for pattern in expected if not any(re.search(pattern, message) for message in messages)]


def python_threads() -> set[threading.Thread]:
    """Living threads of the threading module; foreign threads it merely noticed are left out."""
    dummy = threading._DummyThread  # type: ignore[attr-defined]
    return {thread for thread in threading.enumerate() if not isinstance(thread, dummy)}


def leaked_threads(before: set[threading.Thread], grace: float = GRACE_SECONDS) -> list[str]:
    """Names of threads started since ``before`` which do not end within ``grace`` seconds."""
    started = python_threads() - before
    for thread in started:
        thread.join(grace)
    return sorted(thread.name for thread in started if thread.is_alive())


def qt_application() -> Any:
    """The running QApplication, or None; never imports Qt by itself."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    return widgets.QApplication.instance() if widgets else None


def qt_threads() -> set[str]:
    """Kernel ids of threads that Qt started, an idle worker of a pool included; empty where /proc is missing."""
    found = set()
    for task in KERNEL_THREADS.glob("*/comm"):
        try:
            name = task.read_text("utf-8").strip()
        except OSError:  # the thread has just ended
            continue
        if name in QT_THREAD_NAMES:
            found.add(task.parent.name)
    return found


def leaked_qt_threads(before: set[str], grace: float = GRACE_SECONDS) -> list[str]:
    """Qt worker threads started since ``before`` that outlive the test; the global pool must fall idle in ``grace``."""
    if qt_application() is None:
        return []
    pool = sys.modules["PySide6.QtCore"].QThreadPool.globalInstance()
    if not pool.waitForDone(int(grace * 1000)):
        return ["the global QThreadPool is still busy"]
    ended = wait_until(lambda: not qt_threads() - before, grace)
    return [] if ended else [f"Qt thread {number}" for number in sorted(qt_threads() - before)]


def wait_until(done: Callable[[], bool], grace: float) -> bool:
    """Whether ``done`` comes true within ``grace`` seconds; unreachable objects are collected before the waiting."""
    if done():
        return True
    gc.collect()
    pause = threading.Event()
    for _ in range(int(grace / 0.02)):
        if done():
            return True
        pause.wait(0.02)
    return done()


def open_windows() -> set[Any]:
    """Visible top-level widgets of the running application."""
    application = qt_application()
    return set() if application is None else {widget for widget in application.topLevelWidgets() if widget.isVisible()}


def forgotten_windows(before: set[Any]) -> list[str]:
    """Names of windows opened since ``before``; they are closed, so that the next test starts clean."""
    left = open_windows() - before
    for window in left:
        window.close()
        window.deleteLater()
    return sorted(f"{type(window).__name__} {window.windowTitle()!r}" for window in left)
