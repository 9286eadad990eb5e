"""Where one was in a draft, found again when it is opened: noted when the draft is left and while nobody types."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer
from shiboken6 import isValid

from core.stores.positions import DraftPlace, PositionBook
from gui.shell.tasks import TaskRunner

if TYPE_CHECKING:  # comes with the first draft, which the window does not wait for
    from core.workflows.drafting.session import Session

LOOK = 5000
"""Milliseconds between two looks: where both see the same, nobody types."""


class PositionController(QObject):
    """Follows the page of the draft at work, which has a ``place`` and can ``take_place``.

    No key waits for it: what is noted is written in the background, and by ``end`` alone at once.
    """

    def __init__(self, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._book = PositionBook()
        self._at_work: tuple[Session, Any] | None = None
        self._looked: DraftPlace | None = None
        self._look = QTimer(self, interval=LOOK)
        self._look.timeout.connect(self.look)

    def begin(self, session: "Session", page: Any) -> None:
        """A draft was opened and is shown: turn to where one was in it."""
        self.follow(session, page)
        place = self._book.find(session.path)
        if place is not None:
            page.take_place(place)

    def follow(self, session: "Session | None", page: Any) -> None:
        """Another page shows the draft."""
        if session is None:
            return
        self._at_work = session, page
        page.installEventFilter(self)
        self._look.start()

    def end(self) -> None:
        """The draft is closed; its page is still there."""
        self._look.stop()
        if self._at_work is not None:
            self._note()
            self._book.store()
        self._at_work = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Something else is shown."""
        if event.type() == QEvent.Type.Hide and self._at_work is not None and watched is self._at_work[1]:
            self._keep()
        return super().eventFilter(watched, event)

    def look(self) -> None:
        """Keep the place if it is the same as a moment ago."""
        if self._at_work is not None and isValid(self._at_work[1]) and self._at_work[1].isVisible():
            before, self._looked = self._looked, self._at_work[1].place
            if self._looked == before:
                self._keep()

    def _keep(self) -> None:
        if self._note():
            self._runner.run(self._book.store)

    def _note(self) -> bool:
        if self._at_work is None or not isValid(self._at_work[1]):
            return False
        session, page = self._at_work
        return self._book.note(session.path, page.place)
