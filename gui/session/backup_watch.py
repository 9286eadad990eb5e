"""Copies of the draft at work, made by the way: when it was opened, every ten minutes of work, and when it is closed."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from core.workflows.recovery.backups import keep_backup
from gui.shell.tasks import TaskRunner

if TYPE_CHECKING:
    from core.workflows.drafting.session import Session
    from gui.session.sessions import SessionController

FIRST, EVERY = 3_000, 600_000
"""Milliseconds from opening to the first copy, so that opening itself is not slowed down, and between copies."""


class BackupWatch(QObject):
    """Follows one keeper of sessions. A draft that may only be looked at is copied by whoever writes it."""

    def __init__(self, runner: TaskRunner, keeper: "SessionController", clock: Callable[[], datetime]) -> None:
        super().__init__(keeper)
        self._runner = runner
        self._clock = clock
        self._session: Session | None = None
        self._is_due = False
        self.first = QTimer(self, singleShot=True, interval=FIRST)
        self.every = QTimer(self, interval=EVERY)
        self.first.timeout.connect(self._copy)
        self.every.timeout.connect(self._on_time)
        keeper.opened.connect(self._on_opened)
        keeper.saved.connect(self._on_saved)
        keeper.closed.connect(self._on_closed)

    @property
    def path(self) -> Path | None:
        """The draft that is watched."""
        return self._session.path if self._session is not None else None

    def _on_opened(self, session: "Session", _told: list[str]) -> None:
        if session is self._session or session.read_only:
            return
        self._session, self._is_due = session, False
        self.first.start()
        self.every.start()

    def _on_saved(self) -> None:
        self._is_due = True

    def _on_time(self) -> None:
        if self._is_due:
            self._copy()

    def _on_closed(self) -> None:
        self.first.stop()
        self.every.stop()
        self._copy()
        self._session = None

    def _copy(self) -> None:
        if self.path is not None:
            self._is_due = False
            self._runner.run_needed(keep_backup, self.path, self._clock())
