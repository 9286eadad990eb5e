"""When garbage is looked for: all of a large draft takes a tenth of a second, which a hand that types would feel."""

import gc

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication

YOUNG, MIDDLE, NEVER = 700, 10, 1_000_000
"""What was made just now is looked through as ever; what has been there for long is not, while somebody works."""

MINUTE, SOON = 60_000, 1_000
"""Milliseconds from one look at whether the hand rests to the next, and from the end of a draft to the look for what it left."""

FEW = 2
"""Looks through what is neither young nor old, in a minute in which nothing goes on."""


def calm(app: QGuiApplication) -> None:
    """From now on everything is looked through when the hand rests or has gone to another program, and not before."""
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, NEVER)
    gc.enable()
    if app.findChild(Rest) is None:
        Rest(app)


def tidy() -> None:
    """A draft was closed: what it leaves behind goes before long."""
    if gc.get_threshold()[2] == NEVER:
        QTimer.singleShot(SOON, gc.collect)


class Rest(QTimer):
    """Looks for garbage when the hand goes to another program, and once after every stretch of work.

    The stretch is over when a minute has passed in which hardly anything was made: to be asked at every key would be felt.
    """

    def __init__(self, parent: QGuiApplication) -> None:
        super().__init__(parent, interval=MINUTE)
        parent.applicationStateChanged.connect(self._on_state_changed)
        self._seen = self._collected = _made()
        self.timeout.connect(self.look)
        self.start()

    def look(self) -> None:
        """Another minute has passed."""
        before, self._seen = self._seen, _made()
        if self._seen - before <= FEW < self._seen - self._collected:
            gc.collect()
            self._collected = self._seen

    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        if state != Qt.ApplicationState.ApplicationActive:
            gc.collect()


def _made() -> int:
    """A measure of all that was made so far: how often the collector was at what is neither young nor old."""
    return int(gc.get_stats()[1]["collections"])
