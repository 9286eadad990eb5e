"""``python -m tests.bench.large_window``: a draft of four hundred pages and twenty thousand facts in the window.

Prints one figure a line: ms to open and paint it, ms of single keys (p50, p99) here and in a bare QTextEdit, ms of a
section chosen (in the form, in the text), ms of an undo, MB of memory.
"""

import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit

from core.errors import AppError
from core.workflows.drafting.session import create_session, open_session
from gui.draft.page import FORM, TEXT, DraftPage
from gui.session.disk_queue import QueuedJournal
from gui.shell import theme
from gui.shell.program import warm_up
from gui.shell.tasks import TaskRunner
from tests.bench.bench_history import large
from tests.bench.frame import percentile, sized
from tests.bench.typing_window import _late, _memory, _nothing, _opened, _raise, bench_app

KEYS = "工作有序推进，完成42项。" * sized(9, 1)
SECTIONS = sized(12, 2)
REST_S = sized(50, 3) / 100
"""Seconds after an action."""


def main() -> None:
    """Measure one after the other in one window, as a person would come upon it."""
    app = bench_app()
    warm_up()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "大.nigao"
        create_session(path, large(), datetime.now).close()
        _measure(app, path)


def _measure(app: QApplication, path: Path) -> None:
    runner = TaskRunner(AppError)
    window = QMainWindow()
    window.resize(1280, 800)
    window.show()
    app.processEvents()
    start = perf_counter()
    session = open_session(path, datetime.now, lambda store: QueuedJournal(store, _nothing, _raise)).value
    page = DraftPage(session, runner)
    window.setCentralWidget(page)
    app.processEvents()
    print(f"{_since(start):.2f}")
    page.show_tab(TEXT)
    edit = _opened(app, window, page.text)
    page.side.show_findings()  # they are looked for from the first key on: the whole draft, while somebody types
    edit.setFocus()
    ours = _keys(app, edit)
    memory = _memory()  # before the other window is there
    other, peer = QMainWindow(), QTextEdit()
    peer.setFont(theme.running_font())
    peer.setPlainText("\n".join(element.text for element in page.model.draft.elements))
    other.setCentralWidget(peer)
    theirs = _keys(app, _opened(app, other, peer))
    other.close()
    for times in (ours, theirs):
        print(f"{percentile(times, 50):.2f}\n{percentile(times, 99):.2f}")
    keys = list(page.model.sections)[:: max(len(page.model.sections) // SECTIONS, 1)]
    for tab in (FORM, TEXT):
        page.show_tab(tab)
        _settle(app)
        print(f"{median(_timed(app, partial(page.show_section, key)) for key in keys):.2f}")
    page.flush()
    _settle(app)
    print(f"{max(_timed(app, lambda: page.model.undo()) for _ in range(3)):.2f}")
    print(f"{memory:.1f}")
    window.close()
    runner.close()
    session.close()


def _keys(app: QApplication, edit: QTextEdit) -> list[float]:
    pace = Random(7)
    return [_late(app, edit, sign, pace.uniform(0.03, 0.07)) for sign in KEYS]


def _timed(app: QApplication, action: Callable[[], object]) -> float:
    start = perf_counter()
    action()
    app.processEvents()
    took = _since(start)
    _settle(app)
    return took


def _settle(app: QApplication) -> None:
    """What goes on in the background after an action is over before the next one."""
    until = perf_counter() + REST_S
    while perf_counter() < until:
        app.processEvents()


def _since(start: float) -> float:
    return (perf_counter() - start) * 1000


if __name__ == "__main__":
    sys.exit(main())
