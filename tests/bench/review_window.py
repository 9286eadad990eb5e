"""``python -m tests.bench.review_window``: decisions about a returned copy of a report of 391 pages in the page 审阅.

Prints one figure a line, all of them processor time of the window's thread in ms: until the screen shows the first decision,
the median and the longest of the others; the longest step while the copy is read, and of what is worked out behind a decision.
"""

import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from statistics import median
from time import perf_counter, thread_time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from core.errors import AppError
from core.workflows.drafting.session import open_session
from gui.review.page import ReviewPage
from gui.session.disk_queue import QueuedJournal
from gui.shell.program import warm_up
from gui.shell.tasks import TaskRunner
from tests.bench.bench_review import LONG, copy_with, draft_of
from tests.bench.frame import sized
from tests.bench.typing_window import _nothing, _raise, bench_app
from tests.review_copies.marking import Habits
from tests.review_copies.scoring import sent

DECISIONS, REST_S = sized(40, 2), sized(30, 5) / 100
"""How many are made, and how long somebody reads before the next one, in seconds."""


def main() -> None:
    """Read a copy, take and refuse one change after another."""
    app = bench_app()
    warm_up()
    with tempfile.TemporaryDirectory() as folder:
        base = sent(Path(folder), draft_of(LONG))
        copy = Path(folder) / "王.docx"
        copy.write_bytes(copy_with(base, 411, 0, Habits()))
        _measure(app, base.path, copy)


def _measure(app: QApplication, path: Path, copy: Path) -> None:
    runner = TaskRunner(AppError)
    session = open_session(path, datetime.now, lambda store: QueuedJournal(store, _nothing, _raise)).value
    window, page = QMainWindow(), ReviewPage(runner)
    window.setCentralWidget(page)
    window.resize(1280, 720)
    window.show()
    page.begin(session)
    page.take_files([copy])
    longest = _until(app, lambda: not runner.is_busy)
    page.owners.start.click()
    longest = max(longest, _until(app, lambda: not runner.is_busy))
    _rest(app)
    shown, behind = [], []
    for number in range(DECISIONS):
        key = Qt.Key.Key_Delete if number % 4 == 3 else Qt.Key.Key_Return
        shown.append(_pressed(app, page.splitter.list, key))
        behind.append(_until(app, lambda: not runner.is_busy))
        _rest(app)
    for figure in (shown[0], median(shown[1:]), max(shown[1:]), longest, max(behind)):
        print(f"{figure:.2f}")
    session.close()
    window.close()


def _pressed(app: QApplication, widget: QWidget, key: Qt.Key) -> float:
    start = thread_time()
    QTest.keyClick(widget, key)
    widget.window().repaint()
    took = thread_time() - start
    app.processEvents()
    return took * 1000


def _until(app: QApplication, is_done: Callable[[], bool]) -> float:
    """The longest step of the window's thread until something is done."""
    longest = 0.0
    while True:
        start = thread_time()
        app.processEvents()
        longest = max(longest, thread_time() - start)
        if is_done():
            return longest * 1000


def _rest(app: QApplication) -> None:
    end = perf_counter() + REST_S
    while perf_counter() < end:
        app.processEvents()


if __name__ == "__main__":
    main()
    sys.stdout.flush()
