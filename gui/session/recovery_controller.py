"""What is done lest a word be lost: copies by the way, the page 找回稿件, and help with a damaged draft."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from gui.shell.services import Services
from gui.shell.tasks import TaskRunner
from gui.widgets.frame.notice_place import NoticePlace
from gui.widgets.frame.page_stack import PageStack

if TYPE_CHECKING:  # made when first needed, which the first frame must not wait for
    from core.workflows.drafting.session import Session, SessionJournal
    from gui.recovery.page import BackupsPage
    from gui.session.damaged_bar import DamagedBar
    from gui.session.sessions import SessionController
    from gui.widgets.frame.notice_bar import NoticeBar


class RecoveryController(QObject):
    """``draft_found`` carries a draft file to open and sentences about it; ``shown`` and ``left`` tell of the page."""

    draft_found = Signal(object, list)
    shown = Signal()
    left = Signal()

    def __init__(
        self,
        runner: TaskRunner,
        suppliers: Services,
        pages: PageStack,
        notices: NoticePlace,
        has_draft_in_front: Callable[[], bool],
    ) -> None:
        super().__init__(pages)
        self._has_draft_in_front = has_draft_in_front
        self._is_offering = False
        pages.currentChanged.connect(self._on_turned)
        self._runner = runner
        self._suppliers = suppliers
        self._pages = pages
        self._notices = notices
        self._keeper: SessionController | None = None
        self._page: BackupsPage | None = None
        self._bar: DamagedBar | None = None
        self._offer: NoticeBar | None = None
        pages.rescaled.connect(self._on_rescaled)

    @property
    def draft_path(self) -> Path | None:
        """The file of the draft at work."""
        session = self._keeper.session if self._keeper is not None else None
        return session.path if session is not None else None

    @property
    def unsaved(self) -> int | None:
        """How many edits of the draft at work are not on the disk; None without a draft."""
        return self._keeper.unsaved if self._keeper is not None else None

    def watch(self, keeper: "SessionController") -> None:
        """Make copies of what this keeper has at work, and help with what it cannot open."""
        from gui.session.backup_watch import BackupWatch

        self._keeper = keeper
        BackupWatch(self._runner, keeper, self._suppliers.clock)
        keeper.damaged.connect(self._on_damaged)
        keeper.opened.connect(self._on_opened)
        keeper.closed.connect(self._on_closed)

    def show(self, draft: Path | None = None) -> None:
        """Bring the list of copies to the front, those of a draft first."""
        page = self._backups_page()
        page.begin(draft)
        self._pages.setCurrentWidget(page)
        self.shown.emit()

    def _backups_page(self) -> "BackupsPage":
        if self._page is None:
            from gui.recovery.page import BackupsPage

            self._page = BackupsPage(self._runner, self._suppliers.folder, self._suppliers.clock)
            self._page.closed.connect(self.left)
            self._page.restored.connect(lambda path, told: self.draft_found.emit(path, told))
            self._pages.addWidget(self._page)
        return self._page

    def _on_damaged(self, path: Path, error: Any) -> None:
        if self._bar is None:
            from gui.session.damaged_bar import DamagedBar

            self._bar = DamagedBar(self._runner, self._notices, self._pages)
        self._bar.show_damage(path, error, self.show, self._salvage)

    def _on_opened(self, session: "Session", told: list[str]) -> None:
        """A draft that may only be looked at: say why, and offer one that may be written."""
        if not session.read_only:
            return
        if self._offer is None:
            from gui.widgets.frame.notice_bar import NoticeBar

            self._offer = NoticeBar(self._pages)
            self._offer.dismissed.connect(self._on_dismissed)
            self._notices.add(self._offer)
        from core.workflows.messages import words

        choices = [("另存一份再改…", partial(self._copy, session))]
        self._offer.show_notice("\n".join((*told, words("draft_copy_offered"))), "warning", choices)
        self._is_offering = True
        self._on_turned()

    def _on_turned(self) -> None:
        """What is said of the draft stands above the draft alone."""
        if self._offer is not None and self._is_offering:
            self._offer.setVisible(self._has_draft_in_front())

    def _on_dismissed(self) -> None:
        self._is_offering = False

    def _on_closed(self) -> None:
        self._is_offering = False
        if self._offer is not None:
            self._offer.hide()

    def _copy(self, session: "Session") -> None:
        from core.workflows.drafting.session import new_journal
        from core.workflows.names import DRAFT_ENDING
        from gui.widgets.file_choice import choose_new_draft

        proposal = session.path.with_name(f"{session.path.stem}（另存）{DRAFT_ENDING}")
        for path in choose_new_draft(self._pages, proposal, DRAFT_ENDING):
            done = partial(self._on_copied, path)
            self._runner.run(new_journal, path, session.draft, self._suppliers.clock, on_done=done)

    def _on_copied(self, path: Path, journal: "SessionJournal") -> None:
        from core.workflows.messages import words

        journal.close()
        self.draft_found.emit(path, [words("draft_copied", name=path.name)])

    def _salvage(self, path: Path) -> None:
        from core.workflows.recovery.salvage import salvage_draft

        clock = self._suppliers.clock
        done, failed = self._on_salvaged, partial(self._on_not_salvaged, path)
        self._runner.run(salvage_draft, path, path.parent, clock, on_done=done, on_failed=failed, key="salvage")

    def _on_salvaged(self, result: Any) -> None:
        from core.workflows.messages import sentence

        self.draft_found.emit(result.value, ["".join(map(sentence, result.notices))])

    def _on_not_salvaged(self, path: Path, error: Any) -> None:
        if self._bar is not None:
            self._bar.show_lost(path, error, self.show)

    def _on_rescaled(self) -> None:
        """Make the page anew: what it measured was for another type size."""
        page, self._page = self._page, None
        if page is not None:
            if self._pages.currentWidget() is page:
                self.show(page.draft)
            self._pages.discard(page)
