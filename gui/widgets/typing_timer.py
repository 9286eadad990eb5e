"""The time to commit typed text: when typing pauses, and at the latest after LIMIT."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

PAUSE = 300
"""Milliseconds without a key that count as a pause."""

LIMIT = 600
"""Milliseconds after the first key at which continuous typing is not waited for any longer."""


class TypingPause(QObject):
    """``rested`` fires when typing pauses, ``overdue`` when it goes on for too long.

    Neither does while ``is_composing`` says that an input method is composing; ``overdue`` does not while
    ``is_unfinished`` (an old value is deleted and the new one not begun), and follows the next key after that.
    """

    rested = Signal()
    overdue = Signal()

    def __init__(
        self, is_composing: Callable[[], bool], parent: QObject, is_unfinished: Callable[[], bool] = lambda: False
    ) -> None:
        super().__init__(parent)
        self._is_composing = is_composing
        self._is_unfinished = is_unfinished
        self._is_late = False
        self.rest_timer = QTimer(self, singleShot=True, interval=PAUSE)
        self.rest_timer.timeout.connect(self._on_rest)
        self.limit_timer = QTimer(self, singleShot=True)
        self.limit_timer.timeout.connect(self._on_limit)

    def touch(self) -> None:
        """A key was pressed."""
        self.rest_timer.start()
        if not self.limit_timer.isActive():
            self.limit_timer.start(0 if self._is_late else LIMIT)

    def wait(self) -> None:
        """Allow one more pause."""
        self.rest_timer.start()

    def stop(self) -> None:
        """Everything typed has been committed."""
        self.rest_timer.stop()
        self.limit_timer.stop()
        self._is_late = False

    def _on_rest(self) -> None:
        if self._is_composing():
            self.wait()
        else:
            self.rested.emit()

    def _on_limit(self) -> None:
        self._is_late = self._is_composing() or self._is_unfinished()
        if not self._is_late:
            self.overdue.emit()
