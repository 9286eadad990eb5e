"""The card of the draft at work among the recent ones, kept up to date while one drafts."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer

from core.stores.recent import RecentBook
from core.workflows.drafting.session import Session
from gui.shell.tasks import TaskRunner

NOW_AND_THEN = 5000
"""Milliseconds from an edit that reached the disk until the card is written: once for all edits in between."""


class RecentCard(QObject):
    """No key waits for it: ``write_soon`` leads to work in the background, the others are for whoever waits anyway."""

    def __init__(self, runner: TaskRunner, clock: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._runner, self._clock = runner, clock
        self._book = RecentBook()
        self._session: Session | None = None
        self._soon = QTimer(self, singleShot=True, interval=NOW_AND_THEN)
        self._soon.timeout.connect(self._on_soon)

    def write(self, session: Session) -> None:
        """Put the draft, as it stands, in front of the recent ones."""
        self._note(session)
        self._book.store()

    def write_soon(self, session: Session) -> None:
        """The same before long."""
        self._session = session
        if not self._soon.isActive():
            self._soon.start()

    def end(self, session: Session) -> None:
        """The draft is closed: the same, without its being open."""
        self._soon.stop()
        self._session = None
        self._book.end(session.path, session.draft, self._clock())

    def _on_soon(self) -> None:
        if self._session is not None:
            self._note(self._session)
            self._runner.run(self._book.store)

    def _note(self, session: Session) -> None:
        self._book.note(session.path, session.draft, self._clock())
