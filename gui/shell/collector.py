"""Garbage collection: only in the window's thread, and a full collection only while the user is idle.

Python's own collector runs in whichever thread happens to allocate. A widget or timer that it destroys in a background
thread crashes the program (Qt: a QObject is deleted in the thread it lives in); so it stays off.
"""

import gc
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

PROPERTY = "rest"
OFTEN, SOON = 2_000, 1_000
"""Milliseconds from one look to the next, and from the end of a draft to the look for what it left."""

YOUNG, MANY = 700, 5_000
"""Young objects from which a collection is worth its time, and from which it takes so long that typing would stutter."""

STILL = 30
"""Looks in a row at which hardly anything was made: nobody works."""


def calm(app: QGuiApplication) -> None:
    """Replace Python's automatic collection by this module's."""
    gc.disable()
    # looking up a child, PySide6 would otherwise create a wrapper class for each of the others first
    is_looking = app.property(PROPERTY)
    if is_looking is None or not is_looking():
        app.setProperty(PROPERTY, partial(isValid, IdleCollector(app)))


def tidy() -> None:
    """A draft was closed: collect its objects soon."""
    if not gc.isenabled():
        QTimer.singleShot(SOON, gc.collect)


class IdleCollector(QTimer):
    """Collects the youngest generation regularly, and everything once the user is idle or has switched to another
    program.

    A full collection with a large draft takes a tenth of a second.
    """

    def __init__(self, parent: QGuiApplication) -> None:
        super().__init__(parent, interval=OFTEN)
        parent.applicationStateChanged.connect(self._on_state_changed)
        self._still = 0
        self._is_clean = False
        self.timeout.connect(self.look)
        self.start()

    def look(self) -> None:
        """A timer step."""
        made = gc.get_count()[0]
        if made > MANY:
            # Results of background work mostly stay: they are moved to the old generation without being traversed,
            # which takes no time.
            gc.freeze()
            gc.unfreeze()
        elif made > YOUNG:
            gc.collect(1)
        self._still = self._still + 1 if made <= YOUNG else 0
        self._is_clean = self._is_clean and self._still > 0
        if self._still >= STILL and not self._is_clean:
            self._look_through()

    def _look_through(self) -> None:
        gc.collect()
        self._is_clean = True

    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        if state != Qt.ApplicationState.ApplicationActive:
            self._look_through()
