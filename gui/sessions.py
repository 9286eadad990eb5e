"""Keeps the one draft at work: makes, opens and closes its file, and remembers it among the recent ones."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from core.model.draft import Draft
from core.workflows.names import DRAFT_ENDING, safe_name
from core.workflows.recent import RecentDraft, remember
from core.workflows.session import Journal, Session, create_session, open_session
from core.workflows.wording import sentence
from gui.journal import QueuedJournal
from gui.tasks import TaskRunner

Clock = Callable[[], datetime]
KEY = "session"
LONGEST_NAME = 60


class SessionKeeper(QObject):
    """``opened`` carries the session and sentences; ``saved`` and ``not_saved`` tell of edits reaching the disk."""

    opened = Signal(object, list)
    closed = Signal()
    saved = Signal()
    not_saved = Signal(object)

    def __init__(self, runner: TaskRunner, folder: Path, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._folder = folder
        self._clock = clock
        self._session: Session | None = None

    @property
    def session(self) -> Session | None:
        """The draft at work, if there is one."""
        return self._session

    def create(self, draft: Draft, told: list[str]) -> None:
        """Put a new draft into a file of its own in the drafts folder and work on it."""
        done = partial(self._on_created, told)
        self._runner.run(_create, self._folder, draft, self._clock, self._wrap, on_done=done, key=KEY)

    def open(self, path: Path) -> None:
        """Work on a draft file; the one that is open already is shown again."""
        if self._session is not None and self._session.path == path:
            self.opened.emit(self._session, [])
            return
        self._runner.run(open_session, path, self._clock, self._wrap, on_done=self._on_opened, key=KEY)

    def close(self) -> None:
        """Store what is left and give the file free."""
        if self._session is not None:
            self.remember()
            session, self._session = self._session, None
            session.close()
            self.closed.emit()

    def remember(self) -> None:
        """Put the draft at work, as it stands, in front of the recent ones."""
        if self._session is not None:
            remember(RecentDraft.of(self._session.path, self._session.draft, self._clock()))

    def _wrap(self, store: Journal) -> Journal:
        return QueuedJournal(store, self.saved.emit, self.not_saved.emit)

    def _on_created(self, told: list[str], session: Session) -> None:
        self._begin(session, told)

    def _on_opened(self, result: Any) -> None:
        self._begin(result.value, [sentence(notice) for notice in result.notices])

    def _begin(self, session: Session, told: list[str]) -> None:
        self.close()
        self._session = session
        self.remember()
        self.opened.emit(session, told)


def _create(folder: Path, draft: Draft, clock: Clock, wrap: Callable[[Journal], Journal]) -> Session:
    with suppress(OSError):  # the store says in Chinese what is wrong with the place
        folder.mkdir(parents=True, exist_ok=True)
    return create_session(free_path(folder, draft.title or draft.identity.kind), draft, clock, wrap)


def free_path(folder: Path, title: str) -> Path:
    """A draft file of that title that does not exist yet: 标题.nigao, 标题（2）.nigao, …"""
    stem = safe_name(title).strip(" .")[:LONGEST_NAME] or "稿件"
    path, number = folder / f"{stem}{DRAFT_ENDING}", 2
    while path.exists():
        path, number = folder / f"{stem}（{number}）{DRAFT_ENDING}", number + 1
    return path
