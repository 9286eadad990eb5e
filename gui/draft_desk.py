"""The draft at work in the window: its file, its page and its export sheet, each made when first needed."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from gui.tasks import TaskRunner

if TYPE_CHECKING:  # these come with the store and the writers, which the first frame must not wait for
    from core.model.draft import Draft
    from core.workflows.session import Session
    from gui.panels.export_sheet import ExportSheet
    from gui.sessions import SessionKeeper
    from gui.suppliers import Suppliers

NO_DRAFT = "还没有打开稿件。请先新建或打开一份，再导出。"


class DraftDesk(QObject):
    """``shown`` tells that one of its pages came to the front; ``told`` carries a sentence and its tone."""

    shown = Signal()
    told = Signal(str, str)
    titled = Signal(str)

    def __init__(self, runner: TaskRunner, suppliers: "Suppliers", pages: QStackedWidget) -> None:
        super().__init__(pages)
        self._runner = runner
        self._suppliers = suppliers
        self._pages = pages
        self._keeper: SessionKeeper | None = None
        self._page: Any = None
        self._export: ExportSheet | None = None

    @property
    def session(self) -> "Session | None":
        """The draft at work, if there is one."""
        return self._keeper.session if self._keeper is not None else None

    def create(self, draft: "Draft", told: list[str]) -> None:
        """Work on a new draft; ``told`` are sentences about how it was made."""
        self._keeper_at_work().create(draft, told)

    def open(self, path: Path) -> None:
        """Work on a draft file."""
        self._keeper_at_work().open(path)

    def remember(self) -> None:
        """Bring the list of recent drafts up to date."""
        if self._keeper is not None:
            self._keeper.remember()

    def close(self) -> None:
        """Store what is left and give the file free."""
        if self._keeper is not None:
            self._keeper.close()

    def show_draft(self) -> bool:
        """Bring the draft to the front; False if there is none."""
        if self._page is not None:
            self._pages.setCurrentWidget(self._page)
            self.shown.emit()
        return self._page is not None

    def show_export(self) -> None:
        """Bring the export sheet to the front, or say that there is nothing to export."""
        session = self.session
        if session is None:
            self.told.emit(NO_DRAFT, "info")
            return
        if self._page is not None:
            self._page.flush()
        sheet = self._export_sheet()
        sheet.begin(session)
        self._pages.setCurrentWidget(sheet)
        self.shown.emit()

    def _export_sheet(self) -> "ExportSheet":
        if self._export is None:
            from gui.panels.export_sheet import ExportSheet

            self._export = ExportSheet(self._runner)
            self._export.closed.connect(self.show_draft)
            self._export.fact_chosen.connect(self._on_fact_chosen)
            self._pages.addWidget(self._export)
        return self._export

    def _keeper_at_work(self) -> "SessionKeeper":
        if self._keeper is None:
            self._keeper = self._suppliers.keeper(self._runner)
            self._keeper.setParent(self)
            self._keeper.opened.connect(self._on_opened)
            self._keeper.closed.connect(self._on_closed)
            self._keeper.saved.connect(self._on_saved)
            self._keeper.not_saved.connect(self._runner.failed)
        return self._keeper

    def _on_opened(self, session: "Session", told: list[str]) -> None:
        if self._page is None:
            self._page = self._suppliers.draft_page(session)
            self._page.export_requested.connect(self.show_export)
            self._pages.addWidget(self._page)
        self.titled.emit(session.draft.title or session.path.stem)
        self.show_draft()
        self._page.setFocus()
        if told:
            self.told.emit("\n".join(told), "warning")

    def _on_closed(self) -> None:
        page, self._page = self._page, None
        if page is not None:
            self._pages.removeWidget(page)
            page.deleteLater()

    def _on_saved(self) -> None:
        if self._page is not None:
            self._page.show_saved(self._suppliers.clock())

    def _on_fact_chosen(self, fact_id: str) -> None:
        if self.show_draft():
            self._page.show_fact(fact_id)
