"""Everything the window leads to besides 开始: created together when first requested, after the first frame."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from core.workflows.names import DRAFT_ENDING
from gui.cards.controller import CardController
from gui.new_draft.controller import NewDraftController
from gui.session.draft_controller import DraftController
from gui.session.recovery_controller import RecoveryController
from gui.session.save_controller import SaveController
from gui.settings.auxiliary_pages import AuxiliaryPages
from gui.settings.preferences import preferences
from gui.shell import theme
from gui.shell.actions import make_action
from gui.shell.doors import load
from gui.shell.incoming import Incoming
from gui.shell.router import DRAFT, HELP, OF_DRAFT, REVIEW, SETTINGS, START
from gui.start.recent_controller import RecentController
from gui.widgets.file_choice import choose_draft, choose_folder, choose_reports
from gui.widgets.input_methods import AltKeys, ComposedKeys

if TYPE_CHECKING:
    from core.workflows.importing.isolated import ReportReader
    from gui.shell.main_window import MainWindow


ZOOM_STEP = 0.1
NO_DRAFT = "还没有打开稿件。请先打开稿件，再添加往年材料。"


class Controllers(QObject):
    """The controllers of the window, and navigation between them.

    ``draft`` is the open draft, ``recovery`` knows its unstored edits, ``auxiliary`` shows 设置 and 帮助.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window, self._router, self._services = window, window.router, window.services
        self._home = START
        runner, services, router = window.runner, window.services, window.router
        router.supply(
            runner=lambda: runner,
            clock=lambda: services.clock,
            folder=lambda: services.folder,
            kinds=lambda: services.kinds().value,
            today=lambda: services.clock().date(),
            preferences=preferences,
            reader=lambda: self.reader,
        )
        self.draft = DraftController(runner, services, router, window.notices)
        self.cards = CardController(runner, router, self.draft)
        self.new_draft = NewDraftController(runner, router, self.draft, self.cards)
        self.incoming = Incoming(window, self.draft, self.new_draft, lambda: self.reader)
        self.recovery = RecoveryController(runner, services, router, window.notices)
        self.recent = RecentController(runner, services, self.draft, window.notices)
        self.auxiliary = AuxiliaryPages(runner, router)
        self._connect()

    def _connect(self) -> None:
        window = self._window
        self._router.shown.connect(self._on_shown)
        self._router.returned.connect(self._mark)
        self.draft.cards_wanted.connect(self.cards.show)
        self.draft.session_controller_made.connect(self.recovery.watch)
        self.draft.message_shown.connect(window.show_notice)
        self.draft.closed.connect(self._on_closed)
        self.draft.bases_wanted.connect(self.choose_bases)
        self.draft.titled.connect(window.show_title)
        self.new_draft.counted.connect(window.start.show_unsaved)
        self.new_draft.cancelled.connect(self.go_home)
        self.new_draft.files_requested.connect(self.choose_reports)
        self.new_draft.folder_requested.connect(self.choose_reports_folder)
        self.recovery.draft_found.connect(window.open_draft)
        self.recovery.left.connect(lambda: self.go(START))
        self.recent.draft_wanted.connect(window.open_draft)
        self.recent.changed.connect(self._load_recent)
        self.auxiliary.origin_lost.connect(self.go_home)
        self.auxiliary.home_wanted.connect(lambda: self.go(START))

    def add_actions(self) -> None:
        """Add the keys of the window."""
        window = self._window
        AltKeys(window)
        ComposedKeys(window)
        self.auxiliary.add_actions(window)
        SaveController(window, self._router, self.draft, self._services.clock)
        actions = {
            "go_start": lambda: self.go(START),
            "go_draft": lambda: self.go(DRAFT),
            "new_draft": lambda: window.begin_draft(""),
            "open_draft": self.choose_draft,
            "open_report": self.choose_reports,
            "open_folder": self.choose_reports_folder,
            "add_basis": self.choose_bases,
            "export": self.draft.show_export,
            "layouts": self.draft.show_layouts,
            "send_sheets": self.draft.collecting.send,
            "read_sheets": self.draft.collecting.read,
            "read_copies": self.draft.collecting.read_copies,
            "cards": self.cards.show,
            "larger": lambda: window.zoom_requested.emit(theme.current().scale + ZOOM_STEP),
            "smaller": lambda: window.zoom_requested.emit(theme.current().scale - ZOOM_STEP),
            "usual_size": lambda: window.zoom_requested.emit(1.0),
        }
        for name, on_triggered in actions.items():
            make_action(name, window, on_triggered)

    def fill(self) -> None:
        """Load the lists of the start page, and enable dropping files."""
        window = self._window
        self.incoming.watch()
        for name in (HELP, SETTINGS):
            window.rail.add(name, at_bottom=True)
        self.auxiliary.add_guide(self.draft, window.notices, self.take_files)
        self._load_recent()
        self.new_draft.restore()
        window.runner.run(self._services.kinds, on_done=self._on_kinds, key="kinds")

    @cached_property
    def reader(self) -> "ReportReader":
        """Reads files in a process of its own."""
        made: ReportReader = load("core.workflows.importing.isolated:ReportReader")()
        return made

    def close(self) -> None:
        """The window closes: store what is to be kept, end what runs."""
        self.new_draft.close()
        if "reader" in self.__dict__:
            self.reader.close()

    # Navigation

    def go(self, name: str) -> None:
        """Handle a button of the rail."""
        if name in (HELP, SETTINGS):
            self.auxiliary.show(name)
        elif name == DRAFT:
            self.draft.show_draft()
        elif name == REVIEW:
            self.draft.collecting.review()
        else:
            self._home = START
            self._window.notices.hush()  # it is about the page that is being left
            self.draft.remember()
            self._load_recent()
            self._router.show("start")

    def go_home(self) -> None:
        """Return to the last page of work; forms and auxiliary pages do not count."""
        if self._home == START or not self.draft.show_draft():
            self.go(START)

    def choose_draft(self) -> None:
        """Ask for a draft file and open it."""
        at_work = self.draft.path
        folder = at_work.parent if at_work is not None else self._services.folder()
        for path in choose_draft(self._window, folder, DRAFT_ENDING):
            self._window.open_draft(path)

    def choose_reports(self) -> None:
        """Ask for basis documents and start a draft with them."""
        self.take_files(choose_reports(self._window))

    def choose_bases(self) -> None:
        """Ask for reports and store them in the open draft."""
        if self.draft.page is None:
            self._window.show_notice(NO_DRAFT)
        else:
            self.incoming.add_bases(choose_reports(self._window))

    def choose_reports_folder(self) -> None:
        """Ask for a folder and list the reports in it."""
        folder = choose_folder(self._window, "往年材料在哪个文件夹", "")
        if folder:
            self.new_draft.list_files([Path(folder)])

    def take_files(self, paths: Sequence[Path]) -> None:
        """Files that the window is given: each goes where it belongs."""
        self.incoming.take(paths)

    # Signals

    def _mark(self, name: str) -> None:
        if rail := self._router.rail(name):
            self._window.rail.show_current(rail)

    def _on_shown(self, name: str) -> None:
        if self._router.rail(name) in OF_DRAFT:
            self._home = DRAFT
            self._window.notices.hush()
            for button in OF_DRAFT:
                self._window.rail.add(button)
        self._mark(name)

    def _on_closed(self) -> None:
        """The draft was left: for good with the window, else nothing leads to it any more."""
        window = self._window
        if window.is_closing:
            window.close()
            return
        self._home = START
        for button in OF_DRAFT:
            window.rail.remove(button)
        window.show_title()

    def _load_recent(self) -> None:
        self._window.runner.run(self._services.recent, on_done=self._on_recent, key="recent")

    def _on_recent(self, result: Any) -> None:
        self._window.start.show_recent(result.value, self._services.clock())
        if result.notices:
            self._window.show_notices(result.notices)

    def _on_kinds(self, result: Any) -> None:
        """Broken kinds are reported and no longer offered."""
        if result.notices:
            self._window.show_notices(result.notices)
            names = frozenset(kind.name for kind in result.value)
            self._window.start.show_kinds([card for card in self._services.cards() if card.name in names])
