"""The frame: rail, pages, notice bar, actions. Pages say what is wanted; the window leads there."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from core.workflows.kind_cards import KindCard
from gui import theme
from gui.actions import make_action
from gui.pages.start import StartPage
from gui.tasks import TaskRunner
from gui.widgets.rail import Rail

if TYPE_CHECKING:  # these come with the model, the store and the writers, which the first frame must not wait for
    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from core.model.draft import Draft
    from core.workflows.session import Session
    from gui.pages.new_draft import NewDraftPage
    from gui.panels.export_sheet import ExportSheet
    from gui.sessions import SessionKeeper
    from gui.widgets.notice_bar import NoticeBar

PROGRAM_NAME = "拟稿"
DRAFT_ENDING = ".nigao"
DRAFT_FILTER = f"拟稿的稿件 (*{DRAFT_ENDING})"
REPORT_FILTER = "往年材料 (*.docx *.docm *.dotx *.txt);;所有文件 (*)"
START, DRAFT = "go_start", "go_draft"


class DraftView(Protocol):
    """What the window needs of the draft page besides being a widget."""

    export_requested: Any

    def show_saved(self, time: datetime) -> None:
        """Edits have reached the disk."""

    def show_fact(self, fact_id: str) -> None:
        """Go to the place of a fact."""


class Suppliers(NamedTuple):
    """Where the window gets what it does not build itself; each is asked when it is first needed."""

    cards: Callable[[], Sequence[KindCard]]
    kinds: Callable[[], Any]
    keeper: "Callable[[TaskRunner], SessionKeeper]"
    draft_page: "Callable[[Session], Any]"
    recent: Callable[[], Any]
    clock: Callable[[], datetime]


class MainWindow(QMainWindow):
    """``first_painted`` fires once, after the first frame is on the screen."""

    first_painted = Signal()
    zoom_requested = Signal(float)

    def __init__(self, runner: TaskRunner, suppliers: Suppliers) -> None:
        super().__init__()
        self._runner = runner
        self._suppliers = suppliers
        self._keeper: SessionKeeper | None = None
        self._new_draft: NewDraftPage | None = None
        self._export: ExportSheet | None = None
        self._draft_page: Any = None
        self._painted = False
        self._notice: NoticeBar | None = None
        self._build()
        runner.failed.connect(self._on_failed)

    # Building

    def _build(self) -> None:
        self.setWindowTitle(PROGRAM_NAME)
        self._rail = Rail()
        self._rail.add(START)
        self._rail.chosen.connect(self._go)
        self._pages = QStackedWidget()
        self._pages.setObjectName("pages")
        self._start = StartPage(self._suppliers.cards())
        self._start.kind_chosen.connect(self.begin_draft)
        self._start.draft_chosen.connect(self.open_draft)
        self._start.open_draft_requested.connect(self._on_open_draft)
        self._start.open_report_requested.connect(self._on_open_report)
        self._pages.addWidget(self._start)
        body = QVBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        self._notice_place = QVBoxLayout()
        body.addLayout(self._notice_place)
        body.addWidget(self._pages, 1)
        frame = QWidget()
        frame.setObjectName("page")
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addLayout(body, 1)
        self.setCentralWidget(frame)
        self._rail.show_current(START)

    def _add_actions(self) -> None:
        make_action("go_start", self, lambda: self._go(START))
        make_action("go_draft", self, lambda: self._go(DRAFT))
        make_action("new_draft", self, lambda: self.begin_draft(""))
        make_action("open_draft", self, self._on_open_draft)
        make_action("open_report", self, self._on_open_report)
        make_action("export", self, self.show_export)
        make_action("larger", self, lambda: self._zoom(0.1))
        make_action("smaller", self, lambda: self._zoom(-0.1))
        make_action("usual_size", self, lambda: self.zoom_requested.emit(1.0))

    # What may be asked of the window

    def show_notice(self, text: str, tone: str = "info") -> None:
        """A sentence above the page; ``tone`` is info, warning, error or success."""
        if self._notice is None:
            from gui.widgets.notice_bar import NoticeBar

            self._notice = NoticeBar()
            self._notice_place.addWidget(self._notice)
        side = theme.length(12)
        self._notice_place.setContentsMargins(side, side, side, 0)
        self._notice.show_notice(text, tone)

    def begin_draft(self, kind: str, paths: Sequence[Path] = ()) -> None:
        """Show the sheet 新建稿件 for a kind, or for documents whose kind is yet to be seen."""
        page = self._new_draft_page()
        page.begin(kind, paths)
        self._show(page, START)

    def open_draft(self, path: Path) -> None:
        """Open a draft file in the background and show it."""
        self._keeper_at_work().open(path)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Files dropped on the window: a draft is opened, anything else is a basis document."""
        drafts = [path for path in paths if path.suffix.lower() == DRAFT_ENDING]
        reports = [path for path in paths if path not in drafts]
        if drafts:
            self.open_draft(drafts[0])
        elif self._new_draft is not None and self._pages.currentWidget() is self._new_draft:
            self._new_draft.add_documents(reports)
        elif reports:
            self.begin_draft("", reports)

    def show_export(self) -> None:
        """Show the export sheet for the draft at work."""
        session = self._keeper.session if self._keeper else None
        if session is None:
            self.show_notice("还没有打开稿件。请先新建或打开一份，再导出。")
            return
        sheet = self._export_sheet()
        sheet.begin(session.draft, session.path.parent)
        self._show(sheet, DRAFT)

    # Pages, made when first needed

    def _new_draft_page(self) -> "NewDraftPage":
        if self._new_draft is None:
            from gui.pages.new_draft import NewDraftPage

            page = NewDraftPage(self._runner, self._suppliers.kinds().value, self._suppliers.clock().date())
            page.draft_made.connect(self._on_draft_made)
            page.cancelled.connect(self._on_back)
            page.files_requested.connect(self._on_files_requested)
            self._pages.addWidget(page)
            self._new_draft = page
        return self._new_draft

    def _export_sheet(self) -> "ExportSheet":
        if self._export is None:
            from gui.panels.export_sheet import ExportSheet

            sheet = ExportSheet(self._runner)
            sheet.closed.connect(lambda: self._go(DRAFT))
            sheet.fact_chosen.connect(self._on_fact_chosen)
            self._pages.addWidget(sheet)
            self._export = sheet
        return self._export

    def _keeper_at_work(self) -> "SessionKeeper":
        if self._keeper is None:
            keeper = self._suppliers.keeper(self._runner)
            keeper.setParent(self)
            keeper.opened.connect(self._on_opened)
            keeper.closed.connect(self._on_closed)
            keeper.saved.connect(self._on_saved)
            keeper.not_saved.connect(self._on_failed)
            self._keeper = keeper
        return self._keeper

    def _go(self, name: str) -> None:
        if name == DRAFT and self._draft_page is not None:
            self._show(self._draft_page, DRAFT)
        elif name == START:
            if self._keeper is not None:
                self._keeper.remember()
            self._load_recent()
            self._show(self._start, START)

    def _show(self, page: QWidget, name: str) -> None:
        self._pages.setCurrentWidget(page)
        self._rail.show_current(name)

    def _load_recent(self) -> None:
        self._runner.run(self._suppliers.recent, on_done=self._on_recent, key="recent")

    def _zoom(self, step: float) -> None:
        self.zoom_requested.emit(theme.current().scale + step)

    # Answers

    def _on_kinds(self, result: Any) -> None:
        """Kinds that turn out to be broken are told, and no longer offered."""
        if result.notices:
            self._tell([*result.notices])
            names = frozenset(kind.name for kind in result.value)
            self._start.show_kinds([card for card in self._suppliers.cards() if card.name in names])

    def _tell(self, notices: Sequence[Any]) -> None:
        from core.workflows.wording import sentence

        self.show_notice("\n".join(sentence(notice) for notice in notices), "warning")

    def _on_recent(self, result: Any) -> None:
        self._start.show_recent(result.value, self._suppliers.clock())
        if result.notices:
            self._tell(result.notices)

    def _on_draft_made(self, draft: "Draft", told: list[str]) -> None:
        self._keeper_at_work().create(draft, told)

    def _on_opened(self, session: "Session", told: list[str]) -> None:
        if self._draft_page is None:
            self._draft_page = self._suppliers.draft_page(session)
            self._draft_page.export_requested.connect(self.show_export)
            self._pages.addWidget(self._draft_page)
            self._rail.add(DRAFT)
        if self._notice is not None:
            self._notice.hide()
        if told:
            self.show_notice("\n".join(told), "warning")
        self.setWindowTitle(f"{session.draft.title or session.path.stem} - {PROGRAM_NAME}")
        self._show(self._draft_page, DRAFT)
        self._draft_page.setFocus()

    def _on_closed(self) -> None:
        page, self._draft_page = self._draft_page, None
        if page is not None:
            self._pages.removeWidget(page)
            page.deleteLater()

    def _on_back(self) -> None:
        self._go(DRAFT if self._draft_page is not None else START)

    def _on_saved(self) -> None:
        if self._draft_page is not None:
            self._draft_page.show_saved(self._suppliers.clock())

    def _on_fact_chosen(self, fact_id: str) -> None:
        self._go(DRAFT)
        self._draft_page.show_fact(fact_id)

    def _on_failed(self, error: Any) -> None:
        from core.workflows.wording import sentence

        self.show_notice(sentence(error), "error")

    def _on_open_draft(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        path, _filter = QFileDialog.getOpenFileName(self, "打开稿件", "", DRAFT_FILTER)
        if path:
            self.open_draft(Path(path))

    def _on_open_report(self) -> None:
        self.take_files(self._chosen_files())

    def _on_files_requested(self) -> None:
        self._new_draft_page().add_documents(self._chosen_files())

    def _chosen_files(self) -> list[Path]:
        from PySide6.QtWidgets import QFileDialog

        paths, _filter = QFileDialog.getOpenFileNames(self, "打开往年材料", "", REPORT_FILTER)
        return [Path(path) for path in paths]

    # Qt

    def paintEvent(self, event: "QPaintEvent") -> None:
        """Tell of the first frame once it is out."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._on_first_frame)

    def closeEvent(self, event: "QCloseEvent") -> None:
        """Everything is stored already; what is left in the queue goes to the disk now."""
        if self._keeper is not None:
            self._keeper.close()
        super().closeEvent(event)

    def _on_first_frame(self) -> None:
        self.first_painted.emit()
        QTimer.singleShot(0, self._complete)

    def _complete(self) -> None:
        """What the first frame did not need."""
        from gui.drops import FileDrops

        FileDrops(self).dropped.connect(self.take_files)
        self._add_actions()
        self._load_recent()
        self._runner.run(self._suppliers.kinds, on_done=self._on_kinds, key="kinds")
