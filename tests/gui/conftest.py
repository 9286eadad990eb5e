"""What every test of the window has: a task runner, a look that is kept, and Qt's own threads, which are no leak.

Qt fills large areas with a pool of its own, which no program can reach and whose idle threads end after 30 seconds. It
is woken before every test, so that the alarm for leaked threads sees only those that the test itself started.
"""

import gc
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from pytestqt.qtbot import QtBot

from core.errors import AppError
from gui.shell.tasks import TaskRunner

ROUNDS = 100
"""Tests between two looks through everything that is there."""

PATIENCE_MS = 30_000
"""How long is waited at most for what is to happen: a busy machine is no fault."""


POLL_MS = 2
"""Between two looks at what is waited for; pytest-qt waits ten, which is as long as most answers take."""


class PatientBot(QtBot):
    """Waits longer than pytest-qt's five seconds, and looks more often."""

    def wait(self, ms: int) -> None:
        """Between two looks."""
        super().wait(min(ms, POLL_MS))

    def waitUntil(self, callback: Any, **options: Any) -> None:
        """Until the callback is content."""
        super().waitUntil(callback, **{"timeout": PATIENCE_MS, **options})

    def waitSignal(self, signal: Any, **options: Any) -> Any:
        """Until the signal comes."""
        return super().waitSignal(signal, **{"timeout": PATIENCE_MS, **options})


@pytest.fixture
def qtbot(qapp: Any, request: pytest.FixtureRequest) -> QtBot:
    """Looks after windows and waits for what they do."""
    return PatientBot(request)


def wake_painting_threads() -> None:
    """Paint something large and translucent enough to be divided among all threads."""
    picture = QImage(1200, 800, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(picture)
    painter.fillRect(picture.rect(), QColor(10, 20, 30, 128))
    painter.end()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before every test but the first, which has no application yet."""
    if QGuiApplication.instance() is not None:
        wake_painting_threads()


@pytest.fixture(scope="session", autouse=True)
def painting_threads(qapp: Any) -> None:
    """Before the first test."""
    wake_painting_threads()


@pytest.fixture(scope="session", autouse=True)
def no_garbage_in_the_background(qapp: Any) -> Iterator[None]:
    """As in the program (gui.shell.collector): a thread of a task must not end widgets of an earlier test."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def garbage_taken_away() -> Iterator[None]:
    """What a test made is looked through after it; all there is only when much has come together.

    A test of the collector makes the collected tests part of that again: they are taken out as at the start. Whether
    they are is asked only now and then, since Python counts them one by one.
    """
    yield
    if gc.get_count()[2] < ROUNDS:
        gc.collect(1)
        return
    gc.collect()
    if not gc.get_freeze_count():
        gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def clipboard_left_empty(qapp: Any) -> Iterator[None]:
    """Without a screen Qt puts the clipboard away after the interpreter has ended, and what Python made there ends in a crash."""
    yield
    qapp.clipboard().clear()


@pytest.fixture
def runner(qapp: Any) -> Iterator[TaskRunner]:
    """Does in the background what a window asks for."""
    made = TaskRunner(AppError)
    yield made
    made.close()


@pytest.fixture(autouse=True)
def look_kept(qapp: Any) -> Iterator[None]:
    """A test that gives the program a look leaves it as it was: widths of the next one depend on it."""
    before = qapp.property("theme"), qapp.font(), qapp.palette(), qapp.styleSheet()
    yield
    if qapp.property("theme") is not before[0] or qapp.styleSheet() != before[3]:
        qapp.setProperty("theme", before[0])
        qapp.setFont(before[1])
        qapp.setPalette(before[2])
        qapp.setStyleSheet(before[3])
