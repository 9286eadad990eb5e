"""``python -m tests.bench.typing_window ours|peer``: open a window, press keys, print milliseconds and memory in MB."""

import pickle
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit

from core.errors import AppError
from core.model.draft import Draft
from gui.shell import theme
from gui.shell.collector import calm
from tests.bench.bench_typing import KEYS, ROUNDS, texts
from tests.bench.frame import PATIENCE_S, sized

SIZE = (1280, 800)

GAP = (0.03, 0.07)
"""Seconds between two keys. The pace is uneven, or the timers would always fire at the same distance from a key."""

REST = sized(10, 1) / 10
"""Seconds before a window's next stretch."""

STRETCH = 4


def five_reports() -> Draft:
    """One draft of all reports, made as the window makes it."""
    from core.workflows.drafting.drafting import DraftRequest, start_draft
    from core.workflows.importing.reports import Report, recognise_report

    reports = [recognise_report(f"{name}.txt", data).value for name, data in texts()]
    elements, facts = [], []
    for number, report in enumerate(reports):
        names = {e.id: f"e{number * 1000 + int(e.id[1:])}" for e in report.document.elements}
        elements += [replace(e, id=names[e.id]) for e in report.document.elements]
    whole = Report("五份材料", replace(reports[0].document, elements=tuple(elements)), tuple(facts))
    made = start_draft(DraftRequest("上半年工作总结", 2023, "示例单位", (whole,))).value
    return replace(made, media={})  # a read-only mapping cannot be pickled


def draft_from_elsewhere() -> Draft:
    """The draft as another process made it, so that reading the reports does not count as memory of the window."""
    code = "import pickle, sys; from tests.bench.typing_window import five_reports;"
    code += "sys.stdout.buffer.write(pickle.dumps(five_reports()))"
    command = [sys.executable, "-c", code]
    return pickle.loads(subprocess.run(command, capture_output=True, check=True, timeout=PATIENCE_S).stdout)


def bench_app() -> QApplication:
    """The application in the look of the program, garbage collected as there."""
    app = QApplication(["bench"])
    app.setStyle("Fusion")
    theme.apply_theme(app, theme.load_theme())
    calm(app)
    return app


def main(who: str) -> None:
    """Print the memory of one window, or the milliseconds of keys pressed in both by turns: ours peer ours peer …"""
    draft = draft_from_elsewhere()
    app = bench_app()
    makers = {"ours": _ours, "peer": _peer}
    chosen = [makers[who]] if who in makers else list(makers.values())
    windows = [QMainWindow() for _ in chosen]
    edits = [_opened(app, window, make(window, draft)) for window, make in zip(windows, chosen, strict=True)]
    if who in makers:
        print(f"{_memory():.1f}")
    else:
        edits[1].window().resize(edits[0].size())  # the same text in lines of the same length
        for _ in range(20):
            app.processEvents()
        print(*(f"{late:.4f}" for late in _paced(app, edits)))
    for window in windows:
        window.close()


def _paced(app: QApplication, edits: list[QTextEdit]) -> Iterator[float]:
    """Milliseconds from the moment each key was due until it is painted: ours peer ours peer …

    What the timers do counts where it delays a key. Each window gets a stretch of keys and then rests, so that neither
    is charged with what the other does between keys.
    """
    pace = Random(7)
    for _ in range(ROUNDS // STRETCH):
        figures = [[_late(app, edit, sign, gap) for sign, gap in _stretch(pace)] for edit in edits]
        yield from (late for pair in zip(*figures, strict=True) for late in pair)


def _stretch(pace: Random) -> Iterator[tuple[str, float]]:
    """Keys, each with the seconds to wait before it."""
    for number, sign in enumerate(KEYS * STRETCH):
        yield sign, pace.uniform(*GAP) if number else REST


def _late(app: QApplication, edit: QTextEdit, sign: str, gap: float) -> float:
    due = perf_counter() + gap
    while perf_counter() < due:
        app.processEvents()
    _press(app, edit, sign)
    return (perf_counter() - due) * 1000


def _opened(app: QApplication, window: QMainWindow, edit: QTextEdit) -> QTextEdit:
    """The window shown and painted, the cursor in the middle of its text."""
    window.resize(*SIZE)
    window.show()
    app.processEvents()
    cursor = edit.textCursor()
    cursor.setPosition(edit.document().findBlockByNumber(edit.document().blockCount() // 2).position() + 20)
    edit.setTextCursor(cursor)
    edit.setFocus()
    for _ in range(40):  # the first layout goes on in the background
        app.processEvents()
    return edit


def _ours(window: QMainWindow, draft: Draft) -> QTextEdit:
    """The workspace on a real file: edits go through the queue and to the disk while the keys come in."""
    from core.workflows.drafting.session import create_session
    from gui.draft.page import TEXT, DraftPage
    from gui.session.disk_queue import QueuedJournal
    from gui.shell.tasks import TaskRunner

    folder = TemporaryDirectory()
    session = create_session(
        Path(folder.name) / "bench.nigao", draft, datetime.now, lambda store: QueuedJournal(store, _nothing, _raise)
    )
    runner = TaskRunner(AppError)
    page = DraftPage(session, runner)
    page.destroyed.connect(lambda: (runner.close(), session.close(), folder.cleanup()))
    page.show_tab(TEXT)
    window.setCentralWidget(page)
    return page.text


def _peer(window: QMainWindow, draft: Draft) -> QTextEdit:
    edit = QTextEdit()
    edit.setFont(theme.running_font())
    edit.setPlainText("\n".join(element.text for element in draft.elements))
    window.setCentralWidget(edit)
    return edit


def _nothing() -> None:
    """Nobody looks at the status line here."""


def _raise(error: BaseException) -> None:
    raise error


def _press(app: QApplication, edit: QTextEdit, sign: str) -> None:
    """One key, until it is painted."""
    app.sendEvent(edit, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, sign))
    app.processEvents()


def _memory() -> float:
    """Resident memory in MB, as the system counts it."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1024 / 1024


if __name__ == "__main__":
    main(sys.argv[1])
