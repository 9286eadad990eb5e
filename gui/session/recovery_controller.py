"""Data safety in the window: automatic backups, the page 找回稿件, and handling of damaged drafts."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.errors import AppError
from core.workflows.messages import sentence, words
from core.workflows.names import DRAFT_ENDING
from core.workflows.recovery.backups import Backup, last_backup
from gui.shell.doors import late
from gui.shell.router import Router
from gui.shell.services import Services
from gui.shell.tasks import TaskRunner
from gui.widgets.file_choice import choose_new_draft
from gui.widgets.frame.notice_bar import NoticeBar
from gui.widgets.frame.notice_place import NoticePlace

if TYPE_CHECKING:  # loaded with the store, after the first frame
    from core.workflows.drafting.session import Session, SessionJournal
    from gui.session.sessions import SessionController
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from core.workflows.recovery.backups import keep_backup

if TYPE_CHECKING:
    from core.workflows.drafting.session import Session
    from gui.session.sessions import SessionController


# A damaged draft: a notice above the page that offers its last backup and salvaging.

ShowBackups = Callable[[Path | None], None]
Salvage = Callable[[Path], None]


class DamagedBar(NoticeBar):
    """``show_damage`` looks for a backup first, so that the notice can offer it."""

    def __init__(self, runner: TaskRunner, place: NoticePlace, parent: QWidget) -> None:
        super().__init__(parent)
        self._runner = runner
        place.add(self, 0)

    def show_damage(self, path: Path, error: AppError, show_backups: ShowBackups, salvage: Salvage) -> None:
        """Report the damage of a file and the available actions."""
        answered = partial(self._on_looked, path, sentence(error), show_backups, salvage)
        self._runner.run(last_backup, path, on_done=answered, key="damaged")

    def show_lost(self, path: Path, error: AppError, show_backups: ShowBackups) -> None:
        """Report that nothing could be salvaged, with a button to its backups."""
        self.show_notice(
            sentence(error), "error", [("看看备份", partial(self._on_choice, partial(show_backups, path)))]
        )

    def _on_looked(
        self, path: Path, said: str, show_backups: ShowBackups, salvage: Salvage, backup: Backup | None
    ) -> None:
        choices = [("尽量读出来", partial(self._on_choice, partial(salvage, path)))]
        if backup is not None:
            said += words("damaged_with_backup", time=f"{backup.time.month}月{backup.time.day}日{backup.time:%H:%M}")
            choices.insert(0, ("看看备份", partial(self._on_choice, partial(show_backups, path))))
        else:
            said += words("damaged_without_backup")
        self.show_notice(said, "error", choices)

    def _on_choice(self, on_chosen: Callable[[], None]) -> None:
        self.hide()
        on_chosen()


FIRST, EVERY = 3_000, 600_000
"""Milliseconds from opening to the first copy, so that opening itself is not slowed down, and between copies."""


class BackupWatch(QObject):
    """Watches one session controller. A read-only draft is backed up by the window that writes it."""

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
        """The draft being watched."""
        return self._session.path if self._session is not None else None

    def _on_opened(self, session: "Session", _messages: list[str]) -> None:
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


new_journal = late("core.workflows.drafting.session:new_journal")
salvage_draft = late("core.workflows.recovery.salvage:salvage_draft")


class RecoveryController(QObject):
    """``draft_found`` carries a draft file to open and messages about it; ``left``: the page was left."""

    draft_found = Signal(object, list)
    left = Signal()

    def __init__(self, runner: TaskRunner, services: Services, router: Router, notices: NoticePlace) -> None:
        super().__init__(router)
        self._runner, self._services, self._router = runner, services, router
        self._is_offering = False
        self._sessions: SessionController | None = None
        self._damage = DamagedBar(runner, notices, router.stack)
        self.offer = NoticeBar(router.stack)
        self.offer.dismissed.connect(self._on_dismissed)
        notices.add(self.offer)
        router.stack.currentChanged.connect(self._on_turned)
        router.connect_made("recovery", self._connect)

    @property
    def draft_path(self) -> Path | None:
        """The file of the open draft."""
        session = self._sessions.session if self._sessions is not None else None
        return session.path if session is not None else None

    @property
    def unsaved(self) -> int | None:
        """The number of unstored edits of the open draft; None without a draft."""
        return self._sessions.unsaved if self._sessions is not None else None

    def watch(self, sessions: "SessionController") -> None:
        """Back up the drafts of that controller, and handle those that cannot be opened."""
        self._sessions = sessions
        BackupWatch(self._runner, sessions, self._services.clock)
        sessions.damaged.connect(self._on_damaged)
        sessions.opened.connect(self._on_opened)
        sessions.closed.connect(self._on_closed)

    def show(self, draft: Path | None = None) -> None:
        """Show the list of backups, those of a draft first."""
        self._router.page("recovery").begin(draft)
        self._router.show("recovery")

    def _connect(self, page: Any) -> None:
        page.closed.connect(self.left)
        page.restored.connect(self.draft_found)

    def _on_damaged(self, path: Path, error: AppError) -> None:
        self._damage.show_damage(path, error, self.show, self._salvage)

    def _on_opened(self, session: "Session", sentences: list[str]) -> None:
        """A read-only draft was opened: explain why, and offer a writable copy."""
        if not session.read_only:
            return
        choices = [("另存一份再改…", partial(self._copy, session))]
        self.offer.show_notice("\n".join((*sentences, words("draft_copy_offered"))), "warning", choices)
        self._is_offering = True
        self._on_turned()

    def _on_turned(self) -> None:
        """Notices about the draft are shown only above the draft."""
        if self._is_offering:
            self.offer.setVisible(self._router.front == "draft")

    def _on_dismissed(self) -> None:
        self._is_offering = False

    def _on_closed(self) -> None:
        self._is_offering = False
        self.offer.hide()

    def _copy(self, session: "Session") -> None:
        proposal = session.path.with_name(f"{session.path.stem}（另存）{DRAFT_ENDING}")
        for path in choose_new_draft(self._router.stack, proposal, DRAFT_ENDING):
            done = partial(self._on_copied, path)
            self._runner.run(new_journal, path, session.draft, self._services.clock, on_done=done)

    def _on_copied(self, path: Path, journal: "SessionJournal") -> None:
        journal.close()
        self.draft_found.emit(path, [words("draft_copied", name=path.name)])

    def _salvage(self, path: Path) -> None:
        failed = partial(self._on_not_salvaged, path)
        self._runner.run(
            salvage_draft,
            path,
            path.parent,
            self._services.clock,
            on_done=self._on_salvaged,
            on_failed=failed,
            key="salvage",
        )

    def _on_salvaged(self, result: Any) -> None:
        self.draft_found.emit(result.value, ["".join(map(sentence, result.notices))])

    def _on_not_salvaged(self, path: Path, error: AppError) -> None:
        self._damage.show_lost(path, error, self.show)
