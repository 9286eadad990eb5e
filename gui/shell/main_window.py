"""The frame of the window: rail, notices, pages. The controllers behind its buttons and keys are created after the
first frame."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QMainWindow

from gui.shell.doors import load
from gui.shell.router import START, Router
from gui.shell.services import Services
from gui.shell.tasks import TaskRunner
from gui.widgets.frame.notice_place import NoticePlace
from gui.widgets.frame.page_stack import PageStack, framed
from gui.widgets.frame.rail import Rail

if TYPE_CHECKING:  # created at first use: the first frame must not wait for it
    from PySide6.QtGui import QCloseEvent, QPaintEvent

PROGRAM_NAME = "拟稿"


class MainWindow(QMainWindow):
    """``first_painted`` is emitted once, then ``completed``: all keys and buttons work."""

    first_painted, completed = Signal(), Signal()
    zoom_requested = Signal(float)

    def __init__(self, runner: TaskRunner, services: Services) -> None:
        super().__init__()
        self.runner = runner
        self.services = services
        self._is_painted = self.is_closing = False
        self.show_title()
        self.rail, self.notices, self.pages = Rail(), NoticePlace(), PageStack()
        self.rail.add(START)
        self.rail.show_current(START)
        # Before there is a page: Qt notifies all widgets below of each new parent, which takes 2 ms for those of 开始.
        self.setCentralWidget(framed(self.rail, self.notices, self.pages))
        self.router = Router(self.pages, services.pages)
        self.router.supply(cards=services.cards)
        self.start: Any = self.router.page("start")
        self.rail.chosen.connect(lambda name: self.controllers.go(name))
        self._connect_start()
        runner.failed.connect(lambda error: self.show_notices([error], "error"))

    def _connect_start(self) -> None:
        self.start.kind_chosen.connect(self.begin_draft)
        self.start.draft_chosen.connect(self.open_draft)
        self.start.open_draft_requested.connect(lambda: self.controllers.choose_draft())
        self.start.open_report_requested.connect(lambda: self.controllers.choose_reports())
        self.start.cards_requested.connect(lambda: self.controllers.cards.show())
        self.start.unsaved_requested.connect(lambda: self.controllers.new_draft.resume())
        self.start.rescue_requested.connect(lambda: self.controllers.recovery.show())
        self.start.offer = lambda draft: self.controllers.recent.actions(draft)

    @cached_property
    def controllers(self) -> Any:
        """The controllers (gui.shell.controllers.Controllers), created at first use."""
        return load("gui.shell.controllers:Controllers")(self)

    def show_title(self, draft: str = "") -> None:
        """Name the window after the draft at work, if there is one."""
        self.setWindowTitle(f"{draft} - {PROGRAM_NAME}" if draft else PROGRAM_NAME)

    def show_notice(self, text: str, tone: str = "info") -> None:
        """Show a message above the page; ``tone`` is info, warning, error or success."""
        self.notices.tell(text, tone)

    def show_notices(self, notices: Sequence[Any], tone: str = "warning") -> None:
        """Show the sentences of notices or errors above the page."""
        sentence = load("core.workflows.messages:sentence")
        self.show_notice("\n".join(sentence(notice) for notice in notices), tone)

    def begin_draft(self, kind: str, paths: Sequence[Path] = ()) -> None:
        """Show the form 新建稿件 for a kind, or for documents whose kind is still to be recognised."""
        self.controllers.new_draft.begin(kind, paths)

    def open_draft(self, path: Path, sentences: Sequence[str] = ()) -> None:
        """Open a draft file in the background and show it with these messages."""
        self.controllers.draft.open(path, list(sentences))

    def take_files(self, paths: Sequence[Path]) -> None:
        """Files dropped on the window: a draft is opened, anything else is a basis document."""
        self.controllers.take_files(paths)

    def paintEvent(self, event: "QPaintEvent") -> None:
        """Emit ``first_painted`` after the first frame."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self._on_first_frame)

    def closeEvent(self, event: "QCloseEvent") -> None:
        """The window stays open while an edit is not stored, and closes by itself once it is."""
        self.is_closing = False
        self.is_closing = not self.controllers.draft.leave()
        event.setAccepted(not self.is_closing)
        if event.isAccepted():
            self.controllers.close()

    def _on_first_frame(self) -> None:
        self.first_painted.emit()
        QTimer.singleShot(0, self._complete)

    def _complete(self) -> None:
        """Complete what the first frame did not need, the keys first, since a click may arrive in between."""
        self.controllers.add_actions()
        QTimer.singleShot(0, self, self._fill)

    def _fill(self) -> None:
        self.controllers.fill()
        self.completed.emit()
