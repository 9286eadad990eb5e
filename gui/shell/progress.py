"""Long work in a background thread, watched from the window."""

from PySide6.QtCore import QObject, Signal


class ProgressToken(QObject):
    """Passed to a background function: reports progress and can stop the work."""

    progressed = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_stopped = False
        self.total = 0

    def __call__(self, done: int, total: int = 0) -> bool:
        """Report finished steps, of so many where that is known; whether to continue."""
        self.total = total
        self.progressed.emit(done)
        return not self._is_stopped

    def stop(self) -> None:
        """Stop the work."""
        self._is_stopped = True
