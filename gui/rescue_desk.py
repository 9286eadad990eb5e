"""What is done lest a word be lost: copies by the way, the page 找回稿件, and help with a damaged draft."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from gui.suppliers import Suppliers
from gui.tasks import TaskRunner
from gui.widgets.notice_place import NoticePlace
from gui.widgets.page_stack import PageStack

if TYPE_CHECKING:  # made when first needed, which the first frame must not wait for
    from gui.damaged_bar import DamagedBar
    from gui.pages.backups import BackupsPage
    from gui.sessions import SessionKeeper


class RescueDesk(QObject):
    """``draft_found`` carries a draft file to open and sentences about it; ``shown`` and ``left`` tell of the page."""

    draft_found = Signal(object, list)
    shown = Signal()
    left = Signal()

    def __init__(self, runner: TaskRunner, suppliers: Suppliers, pages: PageStack, notices: NoticePlace) -> None:
        super().__init__(pages)
        self._runner = runner
        self._suppliers = suppliers
        self._pages = pages
        self._notices = notices
        self._keeper: SessionKeeper | None = None
        self._page: BackupsPage | None = None
        self._bar: DamagedBar | None = None
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

    def watch(self, keeper: "SessionKeeper") -> None:
        """Make copies of what this keeper has at work, and help with what it cannot open."""
        from gui.backup_watch import BackupWatch

        self._keeper = keeper
        BackupWatch(self._runner, keeper, self._suppliers.clock)
        keeper.damaged.connect(self._on_damaged)

    def show(self, draft: Path | None = None) -> None:
        """Bring the list of copies to the front, those of a draft first."""
        page = self._backups_page()
        page.begin(draft)
        self._pages.setCurrentWidget(page)
        self.shown.emit()

    def _backups_page(self) -> "BackupsPage":
        if self._page is None:
            from gui.pages.backups import BackupsPage

            self._page = BackupsPage(self._runner, self._suppliers.folder, self._suppliers.clock)
            self._page.closed.connect(self.left)
            self._page.restored.connect(lambda path, told: self.draft_found.emit(path, told))
            self._pages.addWidget(self._page)
        return self._page

    def _on_damaged(self, path: Path, error: Any) -> None:
        if self._bar is None:
            from gui.damaged_bar import DamagedBar

            self._bar = DamagedBar(self._runner, self._notices, self._pages)
        self._bar.show_damage(path, error, self.show, self._salvage)

    def _salvage(self, path: Path) -> None:
        from core.workflows.salvage import salvage_draft

        clock = self._suppliers.clock
        done, failed = self._on_salvaged, partial(self._on_not_salvaged, path)
        self._runner.run(salvage_draft, path, path.parent, clock, on_done=done, on_failed=failed, key="salvage")

    def _on_salvaged(self, result: Any) -> None:
        from core.workflows.wording import sentence

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
