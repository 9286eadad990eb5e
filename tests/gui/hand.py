"""A hand on a real window: mouse and keys go through the X server (xdotool), the program only tells where things are."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QPoint, QRect, QTimer
from PySide6.QtWidgets import QAbstractButton, QWidget

from tests.processes import mortal

PATIENCE_S = 20.0
STEP_MS = 30
SETTLE_MS = 500
"""The other program's window is there before it listens to the mouse, and nothing tells when it does."""

SOURCE_PLACE = (20, 700)

W = TypeVar("W", bound=QWidget)


class Hand:
    """Finds widgets by class and by the name a screen reader says, and works on them as a person would."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def find(self, kind: type[W], name: str) -> W:
        """The visible widget with that accessible name (a button's words), or the one that comes nearest; waits for it."""
        found: list[W] = []

        def look() -> bool:
            seen = (widget for widget in self._window.findChildren(kind) if widget.isVisible())
            found[:] = sorted((widget for widget in seen if name in words(widget)), key=lambda w: len(words(w)))
            return bool(found)

        self.wait(look, f"no {kind.__name__} called {name}")
        return found[0]

    def wait(self, condition: Callable[[], object], told: str) -> None:
        """Let the program work until the condition holds."""
        end = time.monotonic() + PATIENCE_S
        while not condition():
            if time.monotonic() > end:
                raise AssertionError(told)
            _let_work(STEP_MS)

    def click(self, widget: QWidget, at: QRect | None = None) -> None:
        """Press the mouse in the middle of a widget, or of a rectangle inside it."""
        self._point(widget.mapToGlobal((at or widget.rect()).center()))
        self._x("click", "1")

    def key(self, *names: str) -> None:
        """Press keys by their X names, such as ``Tab`` or ``ctrl+z``."""
        self._x("key", "--delay", "20", *names)

    def type(self, text: str) -> None:
        """Type Latin letters and digits."""
        self._x("type", "--delay", "20", text)

    def drag_file(self, path: Path, target: QWidget, arrived: Callable[[], object]) -> None:
        """Drag a file out of another program's window and let go over the widget; wait until it has ``arrived``.

        The other program hands the file over only after the button is up, so it must live until then.
        """
        with mortal([sys.executable, "-m", "tests.gui.drag_source", path, *SOURCE_PLACE]):
            self.wait(lambda: _windows("nigao-drag-source"), "the other program did not start")
            _let_work(SETTLE_MS)
            self._point(QPoint(SOURCE_PLACE[0] + 30, SOURCE_PLACE[1] + 20))
            self._x("mousedown", "1")
            goal = target.mapToGlobal(target.rect().center())
            for part in range(1, 11):
                self._point(QPoint(*(start + 30 + (end - start - 30) * part // 10 for start, end in self._way(goal))))
            self._x("mouseup", "1")
            self.wait(arrived, "the file does not arrive")

    def _way(self, goal: QPoint) -> tuple[tuple[int, int], tuple[int, int]]:
        return (SOURCE_PLACE[0], goal.x()), (SOURCE_PLACE[1], goal.y())

    def _point(self, place: QPoint) -> None:
        self._x("mousemove", str(place.x()), str(place.y()))

    def _x(self, *command: str) -> None:
        """One xdotool command, while the program goes on working."""
        with mortal(["xdotool", *command]) as process:
            self.wait(lambda: process.poll() is not None, f"xdotool {command[0]} hangs")
        _let_work(STEP_MS)


def _let_work(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def words(widget: QWidget) -> str:
    """What a screen reader says."""
    if widget.accessibleName() or not isinstance(widget, QAbstractButton):
        return widget.accessibleName()
    return widget.text().replace("&", "")


def _windows(name: str) -> str:
    command = ["xdotool", "search", "--name", name]
    return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, check=False).stdout
