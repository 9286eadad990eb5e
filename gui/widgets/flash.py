"""Briefly highlights ordinals that an edit changed elsewhere."""

from PySide6.QtCore import QObject, QTimer, Signal

from core.model.change import Change, renumbered_pairs

MOMENT = 1500
"""Milliseconds that a mark stays: time enough to look up from the place of the edit."""


class Flash(QObject):
    """``ids`` are the paragraphs highlighted now; ``changed`` is emitted when they change."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.ids: frozenset[str] = frozenset()
        self.end = QTimer(self, singleShot=True, interval=MOMENT)
        self.end.timeout.connect(self.stop)

    def follow(self, change: Change) -> None:
        """Highlight the paragraphs that a change renumbers; one that renumbers nothing leaves earlier highlights."""
        ids = frozenset(after.id for _, after in renumbered_pairs(change))
        if ids:
            self.ids = ids
            self.end.start()
            self.changed.emit()

    def stop(self) -> None:
        """Remove all highlights."""
        self.end.stop()
        self.ids = frozenset()
        self.changed.emit()
