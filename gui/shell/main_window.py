"""The frame: rail, pages, notice bar, actions. Pages say what is wanted; the window leads there."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QMainWindow

from core.workflows.names import DRAFT_ENDING
from gui.shell import theme
from gui.shell.actions import make_action
from gui.shell.services import Services
from gui.shell.tasks import TaskRunner
from gui.start.page import StartPage
from gui.widgets.frame.notice_place import NoticePlace
from gui.widgets.frame.page_stack import PageStack, framed
from gui.widgets.frame.rail import Rail

if TYPE_CHECKING:  # made when first needed, which the first frame must not wait for
    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from gui.shell.controllers import Controllers

PROGRAM_NAME = "拟稿"
START, DRAFT = "go_start", "go_draft"
ZOOM_STEP = 0.1


class MainWindow(QMainWindow):
    """``first_painted`` fires once, then ``completed``: it answers to everything. ``desks`` is what it leads to."""

    first_painted, completed = Signal(), Signal()
    zoom_requested = Signal(float)

    def __init__(self, runner: TaskRunner, suppliers: Services) -> None:
        super().__init__()
        self._runner = runner
        self._suppliers = suppliers
        self._home = START
        self._painted = self._is_closing = False
        self._build()
        runner.failed.connect(lambda error: self.tell([error], "error"))

    def _build(self) -> None:
        self.setWindowTitle(PROGRAM_NAME)
        self._rail = Rail()
        self._rail.add(START)
        self._rail.chosen.connect(self._go)
        self._pages = PageStack()
        self._pages.rescaled.connect(self._rail.rescale)
        self._start = StartPage(self._suppliers.cards())
        self._start.kind_chosen.connect(self.begin_draft)
        self._start.draft_chosen.connect(self.open_draft)
        self._start.open_draft_requested.connect(self._on_open_draft)
        self._start.open_report_requested.connect(self._on_open_report)
        self._start.cards_requested.connect(lambda: self.desks.cards.show())
        self._start.offer = lambda draft: self.desks.recent.deeds(draft)
        self._start.unmade_requested.connect(lambda: self.desks.new_draft.resume())
        self._start.rescue_requested.connect(lambda: self.desks.rescue.show())
        self._pages.addWidget(self._start)
        self._pages.rescaled.connect(self._start.rescale)
        self._notice_place = NoticePlace()
        self.setCentralWidget(framed(self._rail, self._notice_place, self._pages))
        self._rail.show_current(START)

    @cached_property
    def desks(self) -> "Controllers":
        """Where the window leads to, made when first asked for."""
        from gui.shell.controllers import make_desks

        desks = make_desks(self._runner, self._suppliers, self._pages, self._notice_place)
        self._lead_back_from(desks)
        return desks

    def _lead_back_from(self, desks: "Controllers") -> None:
        desks.new_draft.shown.connect(lambda: self._rail.show_current(START))
        desks.new_draft.counted.connect(self._start.show_unmade)
        desks.new_draft.cancelled.connect(self._on_cancelled)
        desks.new_draft.files_requested.connect(self._on_open_report)
        desks.rescue.draft_found.connect(self.open_draft)
        desks.recent.draft_wanted.connect(self.open_draft)
        desks.recent.changed.connect(self._load_recent)
        desks.rescue.shown.connect(lambda: self._rail.show_current(START))
        desks.rescue.left.connect(lambda: self._go(START))
        desks.draft.shown.connect(self._on_desk_shown)
        desks.draft.told.connect(self.show_notice)
        desks.draft.let_go.connect(lambda: self._is_closing and self.close())
        desks.draft.titled.connect(lambda title: self.setWindowTitle(f"{title} - {PROGRAM_NAME}"))
        desks.side.shown.connect(self._rail.show_current)
        desks.side.left.connect(self._on_side_left)
        desks.side.home_wanted.connect(lambda: self._go(START))

    def _add_actions(self) -> None:
        from gui.session.save_controller import SaveController

        self.desks.side.add_actions(self)
        SaveController(self, self._pages, self.desks.draft, self._suppliers.clock)
        make_action("go_start", self, lambda: self._go(START))
        make_action("go_draft", self, lambda: self._go(DRAFT))
        make_action("new_draft", self, lambda: self.begin_draft(""))
        make_action("open_draft", self, self._on_open_draft)
        make_action("open_report", self, self._on_open_report)
        make_action("export", self, self.desks.draft.show_export)
        make_action("layouts", self, self.desks.draft.show_layouts)
        make_action("send_sheets", self, self.desks.draft.collecting.send)
        make_action("read_sheets", self, self.desks.draft.collecting.read)
        make_action("cards", self, self.desks.cards.show)
        make_action("larger", self, lambda: self.zoom_requested.emit(theme.current().scale + ZOOM_STEP))
        make_action("smaller", self, lambda: self.zoom_requested.emit(theme.current().scale - ZOOM_STEP))
        make_action("usual_size", self, lambda: self.zoom_requested.emit(1.0))

    # What may be asked of the window

    def show_notice(self, text: str, tone: str = "info") -> None:
        """A sentence above the page; ``tone`` is info, warning, error or success."""
        self._notice_place.tell(text, tone)

    def tell(self, notices: Sequence[Any], tone: str = "warning") -> None:
        """Sentences for notices or errors, above the page."""
        from core.workflows.messages import sentence

        self.show_notice("\n".join(sentence(notice) for notice in notices), tone)

    def begin_draft(self, kind: str, paths: Sequence[Path] = ()) -> None:
        """Show the sheet 新建稿件 for a kind, or for documents whose kind is yet to be seen."""
        self.desks.new_draft.begin(kind, paths)

    def open_draft(self, path: Path, told: Sequence[str] = ()) -> None:
        """Open a draft file in the background and show it, with these sentences."""
        self.desks.draft.open(path, list(told))

    def take_files(self, paths: Sequence[Path]) -> None:
        """Files dropped on the window: a draft is opened, anything else is a basis document."""
        from gui.shell.given_files import is_taken, left_out

        drafts = [path for path in paths if path.suffix.lower() == DRAFT_ENDING]
        reports = [path for path in paths if path not in drafts]
        if drafts:
            self.open_draft(drafts[0], left_out(drafts[1:], reports))
        elif reports and not self.desks.new_draft.add_documents(reports) and not is_taken(self.desks.draft, reports):
            self.begin_draft("", reports)

    # Pages

    def _go(self, name: str) -> None:
        if name not in (START, DRAFT):
            self.desks.side.show(name)
            return
        if name == DRAFT:
            self.desks.draft.show_draft()
            return
        self._home = START
        self._notice_place.hush()  # what it says is of the page that is left
        self.desks.draft.remember()
        self._load_recent()
        self._pages.setCurrentWidget(self._start)
        self._rail.show_current(START)

    def _load_recent(self) -> None:
        self._runner.run(self._suppliers.recent, on_done=self._on_recent, key="recent")

    # Answers

    def _on_kinds(self, result: Any) -> None:
        """Kinds that turn out to be broken are told, and no longer offered."""
        if result.notices:
            self.tell(result.notices)
            names = frozenset(kind.name for kind in result.value)
            self._start.show_kinds([card for card in self._suppliers.cards() if card.name in names])

    def _on_recent(self, result: Any) -> None:
        self._start.show_recent(result.value, self._suppliers.clock())
        if result.notices:
            self.tell(result.notices)

    def _on_cancelled(self) -> None:
        """Back to where the work was: the sheets and the pages beside it are no such place."""
        if self._home == START or not self.desks.draft.show_draft():
            self._go(START)

    def _on_desk_shown(self) -> None:
        self._home = DRAFT
        self._notice_place.hush()
        self._rail.add(DRAFT)
        self._rail.show_current(DRAFT)

    def _on_side_left(self) -> None:
        """Back from a page beside the work to where one was; to where the work was if that is gone."""
        front = self._pages.currentWidget()
        if front is self.desks.side.current:
            self._on_cancelled()
        else:
            self._rail.show_current(START if front is self._start or self.desks.new_draft.is_in_front else DRAFT)

    def _on_open_draft(self) -> None:
        from gui.widgets.file_choice import choose_draft

        at_work = self.desks.draft.path
        folder = at_work.parent if at_work is not None else self._suppliers.folder()
        for path in choose_draft(self, folder, DRAFT_ENDING):
            self.open_draft(path)

    def _on_open_report(self) -> None:
        from gui.widgets.file_choice import choose_reports

        self.take_files(choose_reports(self))

    # Qt

    def paintEvent(self, event: "QPaintEvent") -> None:
        """Tell of the first frame once it is out."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._on_first_frame)

    def closeEvent(self, event: "QCloseEvent") -> None:
        """The window stays while an edit is not on the disk, and closes by itself once it is."""
        self._is_closing = False
        self._is_closing = not self.desks.draft.leave()
        event.setAccepted(not self._is_closing)
        if event.isAccepted():
            self.desks.new_draft.close()

    def _on_first_frame(self) -> None:
        self.first_painted.emit()
        QTimer.singleShot(0, self._complete)

    def _complete(self) -> None:
        """What the first frame did not need: the keys before anything else, and a click may come between."""
        from gui.shell.alt_keys import AltKeys
        from gui.widgets.composing import ComposedKeys

        AltKeys(self)
        ComposedKeys(self)
        self._add_actions()
        QTimer.singleShot(0, self, self._fill)

    def _fill(self) -> None:
        from gui.settings.auxiliary_pages import ON_RAIL
        from gui.shell.drops import FileDrops

        FileDrops(self).dropped.connect(self.take_files)
        for name in ON_RAIL:
            self._rail.add(name, at_bottom=True)
        self.desks.side.add_guide(self.desks.draft, self._notice_place, self.take_files)
        self._load_recent()
        self.desks.new_draft.restore()
        self._runner.run(self._suppliers.kinds, on_done=self._on_kinds, key="kinds")
        self.completed.emit()
