"""When garbage is looked for: all of a large draft takes a tenth of a second, which a hand that types would feel."""

import gc

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

YOUNG, MIDDLE, NEVER = 700, 10, 1_000_000
"""What was made just now is looked through as ever; what has been there for long is not, while somebody works."""


def calm(app: QGuiApplication) -> None:
    """From now on everything is looked through when the hand has gone to another program, and not before."""
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, NEVER)
    gc.enable()
    app.applicationStateChanged.connect(_on_state_changed)


def _on_state_changed(state: Qt.ApplicationState) -> None:
    if state != Qt.ApplicationState.ApplicationActive:
        gc.collect()
