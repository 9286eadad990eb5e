"""The wheel turned over a widget."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget


def turn(box: QWidget) -> None:
    """One notch down over the middle of a widget."""
    place = box.rect().center().toPointF()
    none, still = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(
        place,
        box.mapToGlobal(place),
        QPoint(),
        QPoint(0, -120),
        none,
        Qt.KeyboardModifier.NoModifier,
        still,
        False,
    )
    QApplication.sendEvent(box, event)
