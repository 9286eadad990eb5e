"""``python -m tests.bench.grid_window``: a draft with a large table in the window, beside a QTextTable of the same cells.

Prints one figure a line. Ours: ms to open it, of the step in which all of the window is first painted, of the longest step from
then on while the rest of it is written, and until all of it is there; of single keys (p50, p99) in its cells, of undoing a deleted
row, and of the longest step after a column became wider. The QTextTable's: ms of the step in which one of a screenful of rows is
first painted, of single keys (p50, p99), and of undoing a deleted row.
"""

import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QTextCursor, QTextTable
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit

from core.editing.grids.lines import Axis, delete_line
from core.errors import AppError
from core.model.draft import Basis, Draft, Identity
from core.model.elements import Role
from core.workflows.drafting.session import create_session, open_session
from core.workflows.facts import find_facts
from gui.draft.page import TEXT, DraftPage
from gui.session.disk_queue import QueuedJournal
from gui.shell import theme
from gui.shell.program import warm_up
from gui.shell.tasks import TaskRunner
from tests.bench.frame import percentile, sized
from tests.bench.large_window import _settle, _since, _timed
from tests.bench.typing_window import SIZE, _late, _nothing, _opened, _press, _raise, bench_app
from tests.tables import table_elements

ROWS, COLUMNS = sized(500, 8), 12
CELLS, PEER_CELLS, DIGITS = sized(40, 2), sized(6, 1), "10357"
FIGURE = "20262026202620"
UNDONE = sized(5, 1)
MIDDLE = ROWS // 2
SCREEN = sized(24, 2)
"""Rows that are in view after a draft was opened."""


class _Painted(QObject):
    """Watches a text that is about to be shown."""

    def __init__(self, edit: QTextEdit) -> None:
        super().__init__(edit)
        self._is_painted = False
        edit.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that it is painted."""
        self._is_painted = self._is_painted or event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)

    def step(self, app: QApplication) -> float:
        """The time for which nothing answers while it is painted. RuntimeError: it was painted before anybody measured."""
        if self._is_painted:
            raise RuntimeError("painted before it was measured")
        start = perf_counter()
        while not self._is_painted:
            start = perf_counter()
            app.processEvents()
        return _since(start)


def grid_draft() -> Draft:
    """A draft made from last year's report, all of it one table of figures between two paragraphs."""
    head = " | ".join(("项目", *(f"指标{number}（万元）" for number in range(1, COLUMNS))))
    lines = (
        " | ".join((f"项目{row}", *(str(row * 37 + column * 11 + 100) for column in range(1, COLUMNS))))
        for row in range(1, ROWS)
    )
    elements = table_elements("\n".join(("各项目完成情况如下。", head, *lines, "以上数据均已核对。")))
    basis, origins = Basis("上年总结", elements), tuple((each.id, 0, each.id) for each in elements)
    identity = Identity("年度工作总结", 2025, "青禾县粮食局", "全年", "abcd1234")
    return Draft(identity, elements, find_facts(elements), basis=(basis,), origins=origins, serial=len(elements))


def main() -> None:
    """Measure one after the other in one window, as a person would come upon it; then the peer in its own."""
    app = bench_app()
    warm_up()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "表.nigao"
        create_session(path, grid_draft(), datetime.now).close()
        texts = list(_measure(app, path))
    _measure_peer_paint(app, texts)
    _measure_peer(app, texts)


def _measure(app: QApplication, path: Path) -> Iterator[str]:
    """Print our figures; the texts of the cells."""
    runner, window = TaskRunner(AppError), QMainWindow()
    window.resize(*SIZE)
    window.show()
    app.processEvents()
    start = perf_counter()
    session = open_session(path, datetime.now, lambda store: QueuedJournal(store, _nothing, _raise)).value
    page = DraftPage(session, runner)
    window.setCentralWidget(page)
    page.show_tab(TEXT)
    painted = _Painted(page.text)
    app.processEvents()
    print(f"{_since(start):.2f}\n{painted.step(app):.2f}")
    print(f"{_longest_step(app, page):.2f}\n{_since(start):.2f}")
    model, edit = page.model, _opened(app, window, page.text)
    cells = [each.id for each in model.draft.elements if each.role is Role.CELL]
    yield from (model.index.elements[each].content for each in cells)
    places = [cells[(MIDDLE + number % 4) * COLUMNS + 1 + number // 4] for number in range(CELLS)]
    _print_keys(app, edit, [partial(page.text.sync.cursor_at, each, 0) for each in places])
    page.flush()
    print(f"{_undone(app, partial(model.do, delete_line, cells[MIDDLE * COLUMNS], Axis.ROWS), model.undo):.2f}")
    print(f"{_longest_step_of_widening(app, page, cells[MIDDLE * COLUMNS + 1]):.2f}")
    window.close()
    runner.close()
    session.close()


def _longest_step(app: QApplication, page: DraftPage) -> float:
    """The longest time for which nothing answers until all of the draft, and last year's text beside it, is written."""
    longest, text, prior = 0.0, page.text.sync, page.prior.text
    while text.rest or text.has_deferred or prior.rest or prior.document().isEmpty():
        start = perf_counter()
        app.processEvents()
        longest = max(longest, _since(start))
    return longest


def _longest_step_of_widening(app: QApplication, page: DraftPage, cell: str) -> float:
    """The longest time for which nothing answers after a figure was typed that is longer than its column, until all grids of
    the table are wider."""
    edit, longest = page.text, 0.0
    edit.setTextCursor(edit.sync.cursor_at(cell, 0) or edit.textCursor())
    edit.ensureCursorVisible()
    _settle(app)
    for sign in FIGURE:
        _press(app, edit, sign)
    while edit.binding.has_typed or edit.sync.columns.is_late:
        start = perf_counter()
        app.processEvents()
        longest = max(longest, _since(start))
    return longest


def _measure_peer_paint(app: QApplication, texts: list[str]) -> None:
    """Print the time of the step in which a QTextTable of one screenful is first painted."""
    window, edit = QMainWindow(), QTextEdit()
    _insert_table(edit, texts[: SCREEN * COLUMNS])
    window.setCentralWidget(edit)
    window.resize(*SIZE)
    painted = _Painted(edit)
    window.show()
    print(f"{painted.step(app):.2f}")
    window.close()


def _insert_table(edit: QTextEdit, texts: list[str]) -> QTextTable:
    edit.setFont(theme.running_font())
    table = QTextCursor(edit.document()).insertTable(len(texts) // COLUMNS, COLUMNS)
    for number, text in enumerate(texts):
        table.cellAt(*divmod(number, COLUMNS)).firstCursorPosition().insertText(text)
    return table


def _measure_peer(app: QApplication, texts: list[str]) -> None:
    """Print the same of one QTextTable: all but the time to open it."""
    window, edit = QMainWindow(), QTextEdit()
    table = _insert_table(edit, texts)
    window.setCentralWidget(edit)
    _opened(app, window, edit)
    places = [table.cellAt(MIDDLE, 1 + number) for number in range(PEER_CELLS)]
    _print_keys(app, edit, [each.firstCursorPosition for each in places])
    print(f"{_undone(app, partial(table.removeRows, MIDDLE, 1), edit.document().undo):.2f}")
    window.close()


def _print_keys(app: QApplication, edit: QTextEdit, places: list[Callable[[], QTextCursor | None]]) -> None:
    """Type a figure into each cell, at the pace of a hand."""
    pace, times = Random(7), list[float]()
    for cursor_there in places:
        edit.setTextCursor(cursor_there() or edit.textCursor())
        edit.ensureCursorVisible()
        _settle(app)
        times += [_late(app, edit, sign, pace.uniform(0.03, 0.07)) for sign in DIGITS]
    print(f"{percentile(times, 50):.2f}\n{percentile(times, 99):.2f}")


def _undone(app: QApplication, delete: Callable[[], object], undo: Callable[[], object]) -> float:
    """The median of undoing what was deleted just before."""
    _settle(app)
    return median(_timed(app, undo) for _ in range(UNDONE) if _timed(app, delete))


if __name__ == "__main__":
    sys.exit(main())
