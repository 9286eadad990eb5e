"""``python -m tests.bench.day_window [KEYS]``: a robot types a working day's keys into the window, as fast as they go.

It types here and there in 正文, takes characters away, splits paragraphs, undoes, fills fields, turns to other sections
and views, and searches. Prints a line at the beginning and after each tenth: keys, seconds, MB of memory, KB of the file,
signs of the text.
"""

import gc
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

from core.errors import AppError
from core.workflows.drafting.session import create_session, open_session
from gui.draft.page import FORM, TEXT, DraftPage
from gui.session.disk_queue import QueuedJournal
from gui.shell import theme
from gui.shell.tasks import TaskRunner
from tests.bench.bench_history import SIGNS, Clock, report
from tests.bench.frame import sized
from tests.bench.typing_window import SIZE, _memory, _nothing, _raise

KEYS = 6_000
"""What is typed unless more is asked for; a working day has 80 000."""

PACE = 0.3
"""Seconds of the robot's clock from key to key."""

TENTHS = 10
BURST = 40

REST_MS, POLL_MS = sized(6_000, 300), 100
"""How long the hand rests before memory is looked at first, so that words and language are loaded in the background."""


class Robot:
    """Works at one draft like a hand that never rests; its clock goes on with its keys."""

    def __init__(self, app: QApplication, page: DraftPage, clock: Clock) -> None:
        self._app, self._page, self._clock = app, page, clock
        self._chance = Random(5)
        self.pressed = 0
        self._actions: tuple[Callable[[], None], ...] = (self._undo, self._fill, self._turn, self._look, self._find)

    def warm_up(self) -> None:
        """Everything once, so that what is made when first needed is there."""
        self.work(BURST)
        for action in self._actions:
            action()
            self._settle()
        self.work(BURST)
        end = QDeadlineTimer(REST_MS)
        while not end.hasExpired():
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, POLL_MS)

    def work(self, keys: int) -> None:
        """So many keys, and what is done between them."""
        until = self.pressed + keys
        while self.pressed < until:
            self._page.show_tab(TEXT)
            self._go_somewhere()
            for number in range(BURST):
                self._press(Qt.Key.Key_Backspace if number % 3 == 2 else 0, self._chance.choice(SIGNS))
            if self._chance.random() < 0.1:
                self._press(Qt.Key.Key_Return, "\r")
                self._press(Qt.Key.Key_Backspace, "")
            self._clock.go_on(self._chance.choice((3, 5, 20)))
            self._chance.choice(self._actions)()
            self._settle()

    def _go_somewhere(self) -> None:
        document = self._page.text.document()
        block = document.findBlockByNumber(self._chance.randrange(document.blockCount()))
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + min(self._chance.randint(0, 30), block.length() - 1))
        self._page.text.setTextCursor(cursor)

    def _press(self, key: int, sign: str) -> None:
        self.pressed += 1
        self._clock.go_on(PACE)
        words = "" if key == Qt.Key.Key_Backspace else sign
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, words)
        self._app.sendEvent(self._page.text, event)
        self._app.processEvents()

    def _undo(self) -> None:
        self._page.flush()
        for step in (self._page.model.undo, self._page.model.undo, self._page.model.redo):
            step()

    def _fill(self) -> None:
        """Another value in one of the fields in sight."""
        self._page.show_tab(FORM)
        self._settle()
        fields = [field for field in self._page.form.findChildren(QLineEdit) if field.isVisible()]
        if fields:
            field = self._chance.choice(fields)
            field.setText(str(self._chance.randint(10, 99)))
            field.textEdited.emit(field.text())
            field.editingFinished.emit()

    def _turn(self) -> None:
        self._page.show_section(self._chance.choice(list(self._page.model.sections)))

    def _look(self) -> None:
        for tab in (FORM, TEXT):
            self._page.show_tab(tab)
            self._app.processEvents()

    def _find(self) -> None:
        bar = self._page.find_bar
        bar.show()
        bar.findChildren(QLineEdit)[0].setText(self._chance.choice(SIGNS))
        self._settle()
        bar.hide()

    def _settle(self) -> None:
        """What waits for a pause is not waited for; what was begun goes on."""
        for _ in range(20):
            self._app.processEvents()


def main(keys: int) -> None:
    """Print the figures."""
    app = QApplication(["bench"])
    app.setStyle("Fusion")
    theme.apply_theme(app, theme.load_theme())
    with TemporaryDirectory() as folder, suppress(BrokenPipeError):
        path = Path(folder) / "日.nigao"
        create_session(path, report(parts=4, paragraphs=28, places=4), datetime.now).close()
        _measure(app, path, keys)


def _measure(app: QApplication, path: Path, keys: int) -> None:
    runner, clock, begun = TaskRunner(AppError), Clock(), perf_counter()
    session = open_session(path, clock, lambda store: QueuedJournal(store, _nothing, _raise)).value
    window, page = QMainWindow(), DraftPage(session, runner)
    window.resize(*SIZE)
    window.setCentralWidget(page)
    window.show()
    robot = Robot(app, page, clock)
    robot.warm_up()
    for tenth in range(TENTHS + 1):
        robot.work(keys // TENTHS if tenth else 0)
        gc.collect()
        size = path.stat().st_size / 1024
        signs = sum(len(element.text) for element in session.draft.elements)
        print(robot.pressed, f"{perf_counter() - begun:.1f} {_memory():.1f} {size:.1f}", signs, flush=True)
    page.flush()
    window.close()
    runner.close()
    session.close()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else KEYS))
