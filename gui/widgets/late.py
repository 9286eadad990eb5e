"""Widgets that are made when somebody first asks for them, so that what is around them opens sooner."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

W_co = TypeVar("W_co", bound=QWidget, covariant=True)


TURN = 50
"""Milliseconds between two of them, in which others may work."""


class Late(Generic[W_co]):
    """A widget that ``make`` makes at the first call. What ``then`` was told is done before the call returns."""

    def __init__(self, make: Callable[[], W_co]) -> None:
        self._make = make
        self._waiting: list[Callable[[W_co], object]] = []
        self.made: W_co | None = None
        """The widget, None until somebody asked for it."""

    def __call__(self) -> W_co:
        if self.made is None:
            self.made = self._make()  # what follows may ask for it
            waiting, self._waiting = self._waiting, []
            for do in waiting:
                do(self.made)
        return self.made

    def then(self, do: Callable[[W_co], object]) -> None:
        """Do this with the widget once it is made."""
        if self.made is not None:
            do(self.made)
        else:
            self._waiting.append(do)


def make_in_turn(owner: QObject, widgets: Iterable[Late[QWidget]], wait: int, may_make: Callable[[], bool]) -> None:
    """After so many milliseconds make those that nobody asked for, one after the other, while ``may_make``."""
    timer = QTimer(owner)
    timer.timeout.connect(partial(_make_next, timer, list(widgets), may_make))
    timer.start(wait)


def _make_next(timer: QTimer, widgets: Iterable[Late[QWidget]], may_make: Callable[[], bool]) -> None:
    timer.setInterval(TURN)
    late = next((each for each in widgets if each.made is None), None)
    if late is None:
        timer.stop()
    elif may_make():
        late()
