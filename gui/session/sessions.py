"""The controller of the one open draft: creates, opens and closes its file, and adds it to the recent ones."""

import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from core.errors import AppError
from core.files import is_same_file
from core.model.draft import Draft
from core.stores.recent import RecentBook, RecentDraft, remember
from core.workflows.checking.consistency import readiness_of
from core.workflows.drafting.save_as import SessionSnapshot
from core.workflows.drafting.session import (
    Session,
    SessionStore,
    copied_journal,
    create_session,
    only_in_memory,
    open_session,
    refusal,
)
from core.workflows.messages import sentence
from core.workflows.names import name_of_draft
from core.workflows.recovery.backups import keep_abandoned
from core.workflows.recovery.pending_recovery import journal_for
from core.workflows.recovery.salvage import is_damage
from gui.session.disk_queue import QueuedJournal
from gui.shell.tasks import TaskRunner

NOW_AND_THEN = 5000
"""Milliseconds from an edit that reached the disk until the card is written: once for all edits in between."""


class RecentCard(QObject):
    """``write_soon`` works in the background, so that typing does not wait; the other methods are for callers that wait
    anyway."""

    def __init__(self, runner: TaskRunner, clock: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._runner, self._clock = runner, clock
        self._book = RecentBook(readiness_of)
        self._session: Session | None = None
        self._soon = QTimer(self, singleShot=True, interval=NOW_AND_THEN)
        self._soon.timeout.connect(self._on_soon)

    def write(self, session: Session) -> None:
        """Put the present draft first in the list of recent drafts."""
        self._note(session)
        self._book.store()

    def write_soon(self, session: Session) -> None:
        """The same after a delay."""
        self._session = session
        if not self._soon.isActive():
            self._soon.start()

    def end(self, session: Session) -> None:
        """The draft is closed: the same, without the mark that it is open."""
        self._soon.stop()
        self._session = None
        self._book.end(session.path, session.draft, self._clock())

    def _on_soon(self) -> None:
        if self._session is not None:
            self._note(self._session)
            self._runner.run(self._book.store)

    def _note(self, session: Session) -> None:
        self._book.note(session.path, session.draft, self._clock())


Clock = Callable[[], datetime]
Step = Callable[[], None]
FORBIDDEN_IN_NAMES = frozenset('\\/:*?"<>|')
LONGEST_NAME = 60

RETRY = 3000
"""Milliseconds until an edit that the disk refused is tried again."""

SETTLING = 0.3
"""Seconds the window may stand still until the last edits are stored; a slower disk is waited for without that."""


class Work(NamedTuple):
    """A session with its queue, and messages about it."""

    session: Session
    journal: QueuedJournal
    sentences: list[str]


class Copy(NamedTuple):
    """A draft in another file, with the numbers of the versions in it, and messages about it."""

    path: Path
    journal: QueuedJournal
    carried: frozenset[int]
    sentences: list[str]


class Plan(NamedTuple):
    """What to do once every edit is stored, and what otherwise."""

    then: Step
    dropped: Step


class SessionController(QObject):
    """``opened`` carries the session and messages; ``saved`` and ``not_saved`` follow edits that were stored or
    refused.

    ``flush_wanted`` requests the commit of typed text. ``leaving``: the last edits are being stored before the draft is
    closed; when the disk refuses them, ``not_saved`` follows, the draft stays open, and the planned action is done only
    when the user tries again, saves elsewhere or discards the edits. ``failed`` carries why a draft was not opened;
    when its file is damaged, ``damaged`` does so with the file. ``notice_raised`` carries messages about a draft that was saved
    elsewhere.
    """

    opened = Signal(object, list)
    closed = Signal()
    saved = Signal()
    not_saved = Signal(object)
    notice_raised = Signal(list)
    flush_wanted = Signal()
    leaving = Signal()
    failed = Signal(object)
    damaged = Signal(object, object)
    _stored = Signal()
    _refused = Signal(object)

    def __init__(self, runner: TaskRunner, folder: Path, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.runner = runner
        self._folder = folder
        self._clock = clock
        self._card = RecentCard(runner, clock, self)
        self._work: Work | None = None
        self._opening: Path | None = None
        self._next: Step | None = None
        self._plan: Plan | None = None
        self._is_held = False
        self.retry_timer = QTimer(self, singleShot=True, interval=RETRY)
        self.retry_timer.timeout.connect(self._try_again)
        # Emitted by the thread that stores: a plan that is just being made must not be found half made.
        self._stored.connect(self._on_stored, Qt.ConnectionType.QueuedConnection)
        self._refused.connect(self._on_refused, Qt.ConnectionType.QueuedConnection)

    @property
    def session(self) -> Session | None:
        """The open session, if any."""
        return self._work.session if self._work is not None else None

    @property
    def unsaved(self) -> int | None:
        """The number of unstored edits; None without a draft."""
        return self._work.journal.unsaved if self._work is not None else None

    @property
    def is_leaving(self) -> bool:
        """Whether an action waits for the last edits to be stored."""
        return self._plan is not None

    def create(self, draft: Draft, sentences: list[str]) -> None:
        """Create the file of a new draft in the drafts folder and open it."""
        self._start(self._folder, partial(_create, self._folder, draft, sentences))

    def open(self, path: Path, sentences: list[str]) -> None:
        """Open a draft file; one that is open already is shown again."""
        if self._work is not None and is_same_file(self._work.session.path, path):
            self._next = None
            self.opened.emit(self._work.session, sentences)
            return
        self._start(path, partial(_open, path, sentences))

    def leave(self, then: Step, dropped: Step = lambda: None) -> None:
        """Store the last edits, then call ``then``, now or later, or else ``dropped``."""
        self._drop_plan()
        self.flush_wanted.emit()
        if self._work is None or self._work.journal.settle(SETTLING):
            then()
            return
        self._plan, self._is_held = Plan(then, dropped), False
        self.leaving.emit()

    def retry(self) -> None:
        """The user wants refused edits to be tried now, and then the planned action."""
        self._is_held = False
        self._try_again()

    def abandon(self) -> None:
        """Discard the refused edits, with a last backup, and do the planned action."""
        if self._work is not None and self._work.journal.unsaved:
            self.runner.run_needed(keep_abandoned, self._work.session.draft, self._work.session.path, self._clock())
            self._work.journal.forget()
        plan, self._plan = self._plan, None
        if plan is not None:
            plan.then()

    def save_elsewhere(self, path: Path) -> None:
        """Continue in a new file that holds everything, the refused edits included."""
        if self._work is not None:
            session, snapshot = self._work.session, self._work.session.snapshot()
            done = partial(self._on_copied, session, snapshot)
            self.runner.run(_copied, path, snapshot, self._clock, self._wrap, on_done=done)

    def close(self) -> None:
        """Store the remaining edits and close the file."""
        if self._work is not None:
            try:
                self._card.end(self._work.session)
            finally:
                session, self._work = self._work.session, None
                self.retry_timer.stop()
                self._drop_plan()
                session.close()
                self.closed.emit()

    def remember(self) -> None:
        """Put the present draft first in the list of recent drafts."""
        if self._work is not None:
            self._card.write(self._work.session)

    def _wrap(self, store: SessionStore) -> QueuedJournal:
        return QueuedJournal(store, self._stored.emit, self._refused.emit, journal_for(store))

    # Opening: one file at a time, because each is locked from the start

    def _start(self, path: Path, opening: Callable[[Clock, Callable[[SessionStore], QueuedJournal]], Work]) -> None:
        if self._opening == path:
            self._next = None
        elif self._opening is not None:
            self._next = partial(self._start, path, opening)
        else:
            self._opening = path
            self.runner.run(opening, self._clock, self._wrap, on_done=self._on_work, on_failed=self._on_failed)

    def _on_work(self, work: Work) -> None:
        self._opening = None
        if self._next is None:
            self.leave(partial(self._begin, work), work.session.close)
            return
        draft = work.session.draft
        remember(RecentDraft.of(work.session.path, draft, self._clock(), ready=readiness_of(draft)))
        work.session.close()
        self._start_next()

    def _on_failed(self, error: AppError) -> None:
        path, self._opening = self._opening, None
        if is_damage(error):
            self.damaged.emit(path, error)
        else:
            self.failed.emit(error)
        self._start_next()

    def _start_next(self) -> None:
        start, self._next = self._next, None
        if start is not None:
            start()

    def _begin(self, work: Work) -> None:
        self.close()
        self._work = work
        self.remember()
        self.opened.emit(work.session, work.sentences)

    # Storing

    def _on_stored(self) -> None:
        if self._work is not None and not self._work.journal.unsaved:
            self.retry_timer.stop()
            self._card.write_soon(self._work.session)
            self.saved.emit()
            if self._is_held:
                self._drop_plan()
            self._carry_on()

    def _on_refused(self, error: AppError) -> None:
        if self._work is not None and self._work.journal.unsaved:
            self._is_held = True
            self.retry_timer.start()
            reason = refusal(error, self._work.session.path)
            is_only_here = self._work.journal.is_only_in_memory
            if reason is not error and not (is_only_here and isinstance(error, OSError)):
                # AppErrors come from the disk; anything else is a fault of the program.
                sys.excepthook(type(error), error, error.__traceback__)
            self.not_saved.emit(only_in_memory(self._work.session.path) if is_only_here else reason)

    def _on_copied(self, session: Session, snapshot: SessionSnapshot, copy: Copy) -> None:
        path, journal, carried, sentences = copy
        if self._work is None or self._work.session is not session:
            journal.close()
            return
        self._work.journal.forget()
        session.move(path, snapshot, journal, carried)
        self._work = Work(session, journal, [])
        self.remember()
        self.retry_timer.stop()
        self.saved.emit()
        if sentences:
            self.notice_raised.emit(sentences)
        self._carry_on()

    def _try_again(self) -> None:
        if self._work is not None and self._work.journal.unsaved:
            self._work.journal.retry()

    def _carry_on(self) -> None:
        plan, self._plan = self._plan, None
        if plan is not None:
            self.leave(plan.then, plan.dropped)

    def _drop_plan(self) -> None:
        plan, self._plan, self._is_held = self._plan, None, False
        if plan is not None:
            plan.dropped()


def _create(
    folder: Path, draft: Draft, sentences: list[str], clock: Clock, wrap: Callable[[SessionStore], QueuedJournal]
) -> Work:
    with suppress(OSError):  # the store reports what is wrong with the place
        folder.mkdir(parents=True, exist_ok=True)
    queue: list[QueuedJournal] = []
    path = free_path(folder, name_of_draft(draft))
    session = create_session(path, draft, clock, partial(_kept, queue, wrap))
    return Work(session, queue[0], sentences)


def _open(path: Path, sentences: list[str], clock: Clock, wrap: Callable[[SessionStore], QueuedJournal]) -> Work:
    queue: list[QueuedJournal] = []
    result = open_session(path, clock, partial(_kept, queue, wrap))
    return Work(result.value, queue[0], [*map(sentence, result.notices), *sentences])


def _copied(path: Path, snapshot: SessionSnapshot, clock: Clock, wrap: Callable[[SessionStore], QueuedJournal]) -> Copy:
    result = copied_journal(path, snapshot, clock)
    store, carried = result.value
    return Copy(path, wrap(store), carried, list(map(sentence, result.notices)))


def _kept(
    queue: list[QueuedJournal], wrap: Callable[[SessionStore], QueuedJournal], store: SessionStore
) -> QueuedJournal:
    queue.append(wrap(store))
    return queue[-1]


def free_path(folder: Path, title: str) -> Path:
    """A draft file of that title that does not exist yet: 标题.nigao, 标题（2）.nigao, …"""
    plain = "".join(sign for sign in title if sign not in FORBIDDEN_IN_NAMES and sign >= " ").strip(" .")
    stem = plain[:LONGEST_NAME] or "稿件"
    path, number = folder / f"{stem}.nigao", 2
    while path.exists():
        path, number = folder / f"{stem}（{number}）.nigao", number + 1
    return path
