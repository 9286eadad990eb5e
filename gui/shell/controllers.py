"""Everything the window leads to besides 开始: created together when first requested, after the first frame."""

import os
from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.workflows.messages import words
from core.workflows.names import DRAFT_ENDING
from gui.cards.controller import CardController
from gui.collection.controller import COPY_ENDINGS
from gui.new_draft.controller import NewDraftController
from gui.session.draft_controller import DraftController
from gui.session.recovery_controller import RecoveryController
from gui.session.save_controller import SaveController
from gui.settings.auxiliary_pages import AuxiliaryPages
from gui.settings.preferences import preferences
from gui.shell import theme
from gui.shell.actions import make_action
from gui.shell.doors import late, load
from gui.shell.router import DRAFT, HELP, OF_DRAFT, REVIEW, SETTINGS, START
from gui.start.recent_controller import RecentController
from gui.widgets.basics import label
from gui.widgets.file_choice import choose_draft, choose_folder, choose_reports
from gui.widgets.input_methods import AltKeys, ComposedKeys

if TYPE_CHECKING:
    from core.workflows.importing.isolated import ReportReader
    from gui.shell.main_window import MainWindow


# Dropping files anywhere on a window, whatever widget is under the mouse.

VEIL_WORDS = "松开鼠标：往年材料用来起草（“对照”里作今年要点），拟稿的稿件直接打开，改回来的稿件进“审阅”，填好的填报表收进稿件，图片放进正文（落在图上就换图）"
DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove)
NO_DRAG = (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress)
"""None of these comes while something is dragged: the other program has ended without a word."""


class FileDrops(QObject):
    """Filters the native window's events, so that text fields do not insert a dropped file as text.

    Other drags (text inside the window) pass unchanged. The window must have been shown.
    """

    dropped = Signal(list)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._veil = Veil(window)
        window.windowHandle().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Accept files, and nothing else."""
        kind = event.type()
        if kind in DRAGS and isinstance(event, QDragEnterEvent | QDragMoveEvent):
            return self._over(event)
        if kind == QEvent.Type.DragLeave or kind in NO_DRAG:
            self._veil.hide()
        elif kind == QEvent.Type.Drop and isinstance(event, QDropEvent):
            return self._drop(event)
        return False

    def _over(self, event: QDragEnterEvent | QDragMoveEvent) -> bool:
        if not files_in(event.mimeData()):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._veil.cover()
        return True

    def _drop(self, event: QDropEvent) -> bool:
        files = files_in(event.mimeData())
        self._veil.hide()
        if not files:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(files)
        return True


def files_in(data: QMimeData) -> list[Path]:
    """The local files of a drag."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def left_out(drafts: Sequence[Path], reports: Sequence[Path]) -> list[str]:
    """Sentences about dropped files that are not opened."""
    found = (("drafts_not_opened", drafts), ("reports_not_taken", reports))
    return [words(code, names="、".join(path.name for path in paths)) for code, paths in found if paths]


class Veil(QFrame):
    """An overlay over the window during a drag that says what dropping will do."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._below = window
        self.setObjectName("veil")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.addWidget(label(VEIL_WORDS, "headline", wrap=True))
        self.hide()

    def cover(self) -> None:
        """Cover the whole window."""
        if not self.isVisible():
            self.setGeometry(self._below.rect())
            self.show()
            self.raise_()


ZOOM_STEP = 0.1
ASKED = "“{names}”怎么用？放进这份稿件的往年材料，还是用它新建稿件？原文件不会改动。"
NO_DRAFT = "还没有打开稿件。请先打开稿件，再添加往年材料。"
SHOWN = 3
MANY = 4
"""Files dropped at once that are listed before a draft is made of them."""


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
        FileDrops(window).dropped.connect(self.take_files)
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
            self._add_bases(choose_reports(self._window))

    def _add_bases(self, paths: Sequence[Path]) -> None:
        self._window.notices.hush()
        if paths and self.draft.show_draft():
            page = self.draft.page
            page.side.setCurrentIndex(0)
            page.side.show()
            page.prior.bases.add(paths, self.reader)

    def choose_reports_folder(self) -> None:
        """Ask for a folder and list the reports in it."""
        folder = choose_folder(self._window, "往年材料在哪个文件夹", "")
        if folder:
            self.new_draft.list_files([Path(folder)])

    def take_files(self, paths: Sequence[Path]) -> None:
        """Open a draft among the files; the others go to a page in front that waits for such files, or start a new
        draft."""
        drafts = [path for path in paths if path.suffix.lower() == DRAFT_ENDING]
        reports = [path for path in paths if path not in drafts]
        if drafts:
            self._open(drafts, reports)
        elif any(map(os.path.isdir, reports)):
            self.new_draft.list_files(reports)
        elif reports and not self.new_draft.add_documents(reports) and not self.draft.take_files(reports):
            self._find_draft(reports)

    def _open(self, drafts: Sequence[Path], reports: Sequence[Path]) -> None:
        """Open the first draft; files that came back of it lead on to 审阅."""
        if not reports or not all(path.suffix.lower() in COPY_ENDINGS for path in reports):
            self._window.open_draft(drafts[0], left_out(drafts[1:], reports))
            return
        find = late("core.workflows.review.arrivals:draft_of")
        done = partial(self._on_owner_found, drafts, reports)
        self._window.runner.run(find, tuple(reports), tuple(drafts[:1]), on_done=done, key="copies")

    def _on_owner_found(self, drafts: Sequence[Path], reports: Sequence[Path], owner: Path | None) -> None:
        is_own = owner == drafts[0]
        if is_own:
            self.draft.collecting.expect_copies(drafts[0], reports)
        self._window.open_draft(drafts[0], left_out(drafts[1:], () if is_own else reports))

    def _find_draft(self, reports: Sequence[Path]) -> None:
        """Word files that were exported from a draft among the recent ones lead to 审阅 of that; others start a new draft."""
        if not all(path.suffix.lower() in COPY_ENDINGS for path in reports):
            self._begin(reports)
            return
        find = late("core.workflows.review.arrivals:draft_of")
        self._window.runner.run(find, tuple(reports), on_done=partial(self._on_draft_found, reports), key="copies")

    def _begin(self, reports: Sequence[Path]) -> None:
        """What the user says where a draft is in front, else a new draft with these."""
        if self._router.front != "draft":
            self._start(reports)
            return
        names = "、".join(path.name for path in reports[:SHOWN]) + ("等" if len(reports) > SHOWN else "")
        choices = [("放进往年材料(&W)", partial(self._add_bases, reports))]
        if all(path.suffix.lower() in COPY_ENDINGS for path in reports):
            choices.append(("收回改稿、审阅(&E)", partial(self._read_copies, reports)))
        choices.append(("新建稿件(&N)", partial(self._start, reports)))
        self._window.notices.tell(ASKED.format(names=names), "info", choices)

    def _read_copies(self, reports: Sequence[Path]) -> None:
        self._window.notices.hush()
        self.draft.collecting.read_copies(reports)

    def _start(self, reports: Sequence[Path]) -> None:
        """A new draft with these; many are listed first, so that the user can choose."""
        self._window.notices.hush()
        if len(reports) < MANY:
            self._window.begin_draft("", reports)
        else:
            self.new_draft.list_files(reports)

    def _on_draft_found(self, reports: Sequence[Path], draft: Path | None) -> None:
        if draft is None:
            self._begin(reports)
        else:
            self.draft.collecting.expect_copies(draft, reports)
            self._window.open_draft(draft)

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
