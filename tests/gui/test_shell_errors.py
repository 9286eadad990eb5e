"""The crash path: evidence is kept, the window is told, nothing else happens."""

import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from gui.errors import CRASH_SENTENCE, CrashReporter


class Log:
    """Keeps what would be written."""

    def __init__(self, fails: bool = False) -> None:
        self.kinds: list[type[BaseException]] = []
        self.fails = fails

    def __call__(self, kind: type[BaseException], error: BaseException, trace: Any) -> None:
        if self.fails:
            raise OSError("disk full")
        self.kinds.append(kind)


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def reporter(qtbot: Any, log: Log, monkeypatch: pytest.MonkeyPatch) -> Iterator[CrashReporter]:
    monkeypatch.setattr(sys, "__excepthook__", lambda *_report: None)
    made = CrashReporter(log)
    made.install()
    yield made
    made.remove()


def test_the_hook_logs_and_tells(reporter: CrashReporter, log: Log, qtbot: Any) -> None:
    with qtbot.waitSignal(reporter.crashed) as told:
        sys.excepthook(ValueError, ValueError("x"), None)
    assert told.args == [CRASH_SENTENCE]
    assert log.kinds == [ValueError]


def test_a_full_disk_does_not_silence_the_notice(reporter: CrashReporter, log: Log, qtbot: Any) -> None:
    log.fails = True
    with qtbot.waitSignal(reporter.crashed):
        sys.excepthook(ValueError, ValueError("x"), None)


def test_a_crash_in_another_thread_is_told_in_the_ui_thread(reporter: CrashReporter, log: Log, qtbot: Any) -> None:
    places: list[threading.Thread] = []
    reporter.crashed.connect(lambda _words: places.append(threading.current_thread()), type=queued())
    thread = threading.Thread(target=lambda: [].pop())
    with qtbot.waitSignal(reporter.crashed):
        thread.start()
        thread.join()
    qtbot.waitUntil(lambda: bool(places))
    assert log.kinds == [IndexError]


def queued() -> Any:
    """Delivered through the event loop."""
    from PySide6.QtCore import Qt

    return Qt.ConnectionType.QueuedConnection


def test_removing_gives_both_hooks_back(qtbot: Any, log: Log) -> None:
    before = (sys.excepthook, threading.excepthook)
    reporter = CrashReporter(log)
    reporter.install()
    reporter.remove()
    assert (sys.excepthook, threading.excepthook) == before


def test_a_keyboard_interrupt_is_no_crash(reporter: CrashReporter, log: Log) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert log.kinds == []


def test_the_sentence_says_what_is_safe() -> None:
    assert "都在" in CRASH_SENTENCE
    assert "Error" not in CRASH_SENTENCE
