"""The draft at work in the window: its file, its page and its export sheet, each made when first needed."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from gui.collection.controller import CollectionController
from gui.history.controller import VersionController
from gui.layouts.controller import LayoutController
from gui.shell.collector import tidy
from gui.shell.tasks import TaskRunner
from gui.widgets.frame.notice_place import NoticePlace
from gui.widgets.frame.page_stack import PageStack

if TYPE_CHECKING:  # these come with the store and the writers, which the first frame must not wait for
    from core.model.draft import Draft
    from core.workflows.drafting.session import Session
    from gui.export.sheet import ExportSheet
    from gui.session.position_controller import PositionController
    from gui.session.sessions import SessionController
    from gui.session.unsaved_bar import UnsavedBar
    from gui.shell.services import Services

NO_DRAFT = "还没有打开稿件。请先新建或打开一份，再导出。"


class DraftController(QObject):
    """``shown`` tells that one of its pages came to the front; ``told`` carries a sentence and its tone.

    ``stuck`` tells in words that edits are not on the disk, and whether something waits for them; ``unstuck`` that they
    are; ``stored`` that nothing waits for the disk; ``let_go`` that the draft was closed as ``leave`` asked for.
    ``cards_wanted`` asks for the unit cards, with a sentence. ``page`` is the draft's, None while there is none;
    ``layouts`` the page of layouts, ``collecting`` the collection sheets.
    """

    shown = Signal()
    told = Signal(str, str)
    titled = Signal(str)
    stuck = Signal(str, bool)
    unstuck = Signal()
    stored = Signal()
    let_go = Signal()
    keeper_made = Signal(object)
    cards_wanted = Signal(str)
    exported = Signal()

    def __init__(self, runner: TaskRunner, suppliers: "Services", pages: PageStack, notices: NoticePlace) -> None:
        super().__init__(pages)
        self._runner = runner
        self._suppliers = suppliers
        self._pages = pages
        pages.rescaled.connect(self._on_rescaled)
        self._notices = notices
        self._keeper: SessionController | None = None
        self._export: ExportSheet | None = None
        self._refused = ""
        self._places: PositionController | None = None
        self.layouts = LayoutController(runner, pages)
        self.layouts.shown.connect(self.shown)
        self._versions = VersionController(runner, pages)
        self._versions.shown.connect(self.shown)
        self._versions.closed.connect(self.show_draft)
        self._versions.told.connect(lambda words, tone: self.page.show_outcome(words, tone))
        self.collecting = CollectionController(runner, pages, lambda: self.session)
        self.collecting.flush_wanted.connect(self.flush)
        self.collecting.shown.connect(self.shown)
        self.collecting.told.connect(self.told)
        self.collecting.closed.connect(self.show_draft)
        self.collecting.ledger_wanted.connect(lambda: self.show_draft() and self.page.show_tab(_ledger()))
        self.page: Any = None

    @property
    def session(self) -> "Session | None":
        """The draft at work, if there is one."""
        return self._keeper.session if self._keeper is not None else None

    @property
    def path(self) -> Path | None:
        """The file of the draft at work."""
        return self.session.path if self.session is not None else None

    def create(self, draft: "Draft", told: list[str]) -> None:
        """Work on a new draft; ``told`` are sentences about how it was made."""
        self._keeper_at_work().create(draft, told)

    def open(self, path: Path, told: list[str]) -> None:
        """Work on a draft file; ``told`` are sentences to show with it."""
        self._keeper_at_work().open(path, told)

    def remember(self) -> None:
        """Bring the list of recent drafts up to date."""
        if self._keeper is not None:
            self.flush()  # a title may be among what was typed last
            self._keeper.remember()

    def close(self) -> None:
        """Store what is left and give the file free."""
        if self._keeper is not None:
            self._keeper.close()

    def leave(self) -> bool:
        """Close the draft if every edit is on the disk; else False, and ``let_go`` may follow."""
        if self._keeper is None:
            return True

        def _left() -> None:
            self.close()
            self.let_go.emit()

        self._refused = ""
        self._keeper.leave(_left)
        return self._keeper.session is None

    def retry(self) -> None:
        """Store at once what waits or was refused by the disk; ``stored`` or ``stuck`` follows."""
        if self._keeper is not None:
            self._refused = ""
            self._keeper.retry()
            if not self._keeper.unsaved:
                self.stored.emit()

    def abandon(self) -> None:
        """Go on without the edits that the disk refused."""
        if self._keeper is not None:
            self._keeper.abandon()

    def save_elsewhere(self, path: Path) -> None:
        """Go on in another file, with every edit."""
        if self._keeper is not None:
            self._keeper.save_elsewhere(path)

    def show_draft(self) -> bool:
        """Bring the draft to the front, the keyboard where it was in it; False if there is none."""
        if self.page is not None:
            self._pages.setCurrentWidget(self.page)
            (self.page.focusWidget() or self.page).setFocus()
            self.shown.emit()
        return self.page is not None

    def show_export(self) -> None:
        """Bring the export sheet to the front, or say that there is nothing to export."""
        session = self.session
        if session is None:
            self.told.emit(NO_DRAFT, "info")
            return
        self.flush()
        sheet = self._export_sheet()
        sheet.begin(session)
        self._pages.setCurrentWidget(sheet)
        self.shown.emit()

    def show_layouts(self, layout: str = "") -> None:
        """Bring the page of layouts to the front, and afterwards what is there now."""
        sheet, front, session = self._export, self._pages.currentWidget(), self.session
        if front is None or self.layouts.is_in_front:
            return
        self.flush()
        draft = session.draft if session is not None else None
        back: Callable[[], object] = partial(self._pages.setCurrentWidget, front)
        if sheet is not None and front is sheet:
            draft, back = sheet.as_exported(), self.show_export
        elif front is self.page:
            back = self.show_draft
        self.layouts.show((draft.identity.unit if draft is not None else "", layout, draft), back)

    def _export_sheet(self) -> "ExportSheet":
        if self._export is None:
            from gui.export.sheet import ExportSheet

            self._export = ExportSheet(self._runner, self._suppliers.clock)
            self._export.closed.connect(self.show_draft)
            self._export.layouts_wanted.connect(self.show_layouts)
            self._export.exported.connect(self.exported)
            self._export.fact_chosen.connect(lambda fact_id: self.show_draft() and self.page.show_fact(fact_id))
            self._export.findings_wanted.connect(lambda: self.show_draft() and self.page.show_findings())
            self._pages.addWidget(self._export)
        return self._export

    def _keeper_at_work(self) -> "SessionController":
        if self._keeper is None:
            from gui.session.unsaved_bar import UnsavedBar

            bar = UnsavedBar(self, self._notices, self._pages)
            self.stuck.connect(bar.show_stuck)
            self.unstuck.connect(bar.hide)
            self._keeper = self._suppliers.keeper(self._runner)
            self._keeper.setParent(self)
            self.keeper_made.emit(self._keeper)
            self._keeper.opened.connect(self._on_opened)
            self._keeper.closed.connect(self._on_closed)
            self._keeper.saved.connect(self._on_saved)
            self._keeper.not_saved.connect(self._on_not_saved)
            self._keeper.leaving.connect(partial(self._on_leaving, bar))
            self._keeper.flush_wanted.connect(self.flush)
            self._keeper.noted.connect(lambda told: self.told.emit("\n".join(told), "warning"))
            self._keeper.failed.connect(self._runner.failed)
        return self._keeper

    def _on_opened(self, session: "Session", told: list[str]) -> None:
        is_new = self.page is None
        if is_new:
            self.page = self._made_page(session)
            session.listen(lambda _change: self.titled.emit(_title(session)))
        self.titled.emit(_title(session))
        self.show_draft()
        if is_new:
            self.page.setFocus()
            self._places = self._places or _places(self._runner, self)
            self._places.begin(session, self.page)
        if told and not session.read_only:  # what is read-only is told together with the way out
            self.told.emit("\n".join(told), "warning")

    def _made_page(self, session: "Session") -> Any:
        page = self._suppliers.draft_page(session, self._runner)
        page.export_requested.connect(self.show_export)
        page.cards_requested.connect(self.cards_wanted)
        page.compare_requested.connect(self._versions.compare)
        page.sheets_to_send.connect(self.collecting.send)
        page.sheets_to_read.connect(self.collecting.read)
        self._pages.addWidget(page)
        return page

    def _on_rescaled(self) -> None:
        """Make the pages anew, at the same place: what they measured was for another type size."""
        self.flush()
        self.layouts.rescale()
        self.collecting.rescale()
        self._versions.forget()
        page, sheet, session, front = self.page, self._export, self.session, self._pages.currentWidget()
        self._export = None
        if page is not None and session is not None:
            self.page = self._made_page(session)
            self.page.take_place_of(page)
            if self._places is not None:
                self._places.follow(session, self.page)
            if front is page:
                self.show_draft()
            elif sheet is not None and front is sheet:
                self._export_sheet().take_pages_of(sheet)
                self.show_export()
            self._pages.discard(page)
        if sheet is not None:
            self._pages.discard(sheet)

    def _on_closed(self) -> None:
        if self._places is not None:
            self._places.end()
        page, self.page = self.page, None
        if page is not None:
            self._pages.discard(page)
        self.collecting.forget()
        self._versions.forget()
        self._refused = ""
        self.unstuck.emit()
        tidy()

    def flush(self) -> None:
        """Make edits of what is only on the screen."""
        if self.page is not None:
            self.page.flush()
        if self._export is not None:
            self._export.flush()
        self.layouts.flush()

    def _on_leaving(self, bar: "UnsavedBar") -> None:
        """Say in the same place what is waited for, and again why it cannot be done."""
        self._refused = ""
        bar.show_waiting(_words("draft_leaving"))

    def _on_not_saved(self, error: Any) -> None:
        """Tell it once, not at every try; the status line says it all the time."""
        if self.page is not None:
            self.page.show_saved(None)
        is_leaving = self._keeper is not None and self._keeper.is_leaving
        words = _sentence(error) + (_words("draft_kept_open") if is_leaving else "")
        if words != self._refused:
            self._refused = words
            self.stuck.emit(words, is_leaving)

    def _on_saved(self) -> None:
        self._refused = ""
        self.unstuck.emit()
        if self.page is not None:
            self.page.show_saved(self._suppliers.clock())
        self.stored.emit()


def _title(session: "Session") -> str:
    """What the window is called: as the draft is called now."""
    return session.draft.title or session.path.stem


def _places(runner: TaskRunner, parent: QObject) -> "PositionController":
    from gui.session.position_controller import PositionController

    return PositionController(runner, parent)


def _ledger() -> int:
    """The number of the ledger among the views of a draft."""
    from gui.draft.views import LEDGER

    return LEDGER


def _sentence(message: Any) -> str:
    """The words for an error or a notice."""
    from core.workflows.messages import sentence

    return sentence(message)


def _words(code: str) -> str:
    from core.workflows.messages import words

    return words(code)
