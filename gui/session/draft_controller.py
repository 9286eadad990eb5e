"""The open draft in the window: its file, and the pages that show it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from core.errors import AppError
from core.stores.positions import DraftPlace, PositionBook
from core.workflows.messages import sentence, words
from gui.collection.controller import CollectionController
from gui.shell.collector import tidy
from gui.shell.doors import load
from gui.shell.router import OF_DRAFT, Router
from gui.shell.tasks import TaskRunner
from gui.widgets.file_choice import are_pictures, choose_new_draft
from gui.widgets.frame.notice_bar import NoticeBar
from gui.widgets.frame.notice_place import NoticePlace
from gui.widgets.input_methods import EarlyKeys

if TYPE_CHECKING:  # loaded with the store, after the first frame
    from core.model.draft import Draft
    from core.workflows.drafting.session import Session
    from gui.session.draft_model import DraftModel
    from gui.session.sessions import SessionController
    from gui.shell.services import Services


# Edits that the disk refused: a notice above the page until they are stored, with the available actions.

DRAFT_ENDING = ".nigao"


class Storing(Protocol):
    """Actions for edits that are not stored."""

    @property
    def path(self) -> Path | None:
        """The file of the open draft."""

    def retry(self) -> None:
        """Try again."""

    def abandon(self) -> None:
        """Discard them."""

    def save_elsewhere(self, path: Path) -> None:
        """Save to another file."""


class UnsavedBar(NoticeBar):
    """A bar of its own, so that neither another notice nor another page replaces it."""

    def __init__(self, draft: Storing, place: NoticePlace, parent: QWidget) -> None:
        super().__init__(parent)
        self._draft = draft
        place.add(self, 0)

    def show_stuck(self, words: str, is_leaving: bool) -> None:
        """Report refused edits; ``is_leaving``: closing waits for them."""
        choices = [("再试", self._draft.retry), ("另存到别处…", self._on_save_elsewhere)]
        if is_leaving:  # first, so that it is not where a button to keep the edits was a moment ago
            choices.insert(0, ("放弃改动并关闭", self._draft.abandon))
        self.show_notice(words, "error", choices)

    def show_waiting(self, words: str) -> None:
        """Report that the last edits are being stored."""
        self.show_notice(words)

    def _on_save_elsewhere(self) -> None:
        if self._draft.path is not None:
            proposal = self._draft.path.with_name(f"{self._draft.path.stem}（另存）{DRAFT_ENDING}")
            for path in choose_new_draft(self, proposal, DRAFT_ENDING):
                self._draft.save_elsewhere(path)


# Reading positions in drafts, restored when one is opened: recorded when the draft is left and while typing pauses.

LOOK = 5000
"""Milliseconds between two looks: where both see the same, nobody types."""


class PositionController(QObject):
    """Follows the page of the open draft, which has a ``place`` and can ``take_place``.

    Does not delay typing: positions are written in the background, and only ``end`` writes at once.
    """

    def __init__(self, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._book = PositionBook()
        self._at_work: tuple[Session, Any] | None = None
        self._looked: DraftPlace | None = None
        self._look = QTimer(self, interval=LOOK)
        self._look.timeout.connect(self.look)

    def begin(self, session: "Session", page: Any) -> None:
        """A draft was opened and is shown: restore its position."""
        self.follow(session, page)
        place = self._book.find(session.path)
        if place is not None:
            page.take_place(place)

    def follow(self, session: "Session | None", page: Any) -> None:
        """Another page shows the draft."""
        if session is None:
            return
        self._at_work = session, page
        page.installEventFilter(self)
        self._look.start()

    def end(self) -> None:
        """The draft is being closed; its page still exists."""
        self._look.stop()
        if self._at_work is not None:
            self._note()
            self._book.store()
        self._at_work = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Record the position when another page is shown."""
        if event.type() == QEvent.Type.Hide and self._at_work is not None and watched is self._at_work[1]:
            self._keep()
        return super().eventFilter(watched, event)

    def look(self) -> None:
        """Record the position if it is the same as a moment ago."""
        if self._at_work is not None and isValid(self._at_work[1]) and self._at_work[1].isVisible():
            before, self._looked = self._looked, self._at_work[1].place
            if self._looked == before:
                self._keep()

    def _keep(self) -> None:
        if self._note():
            self._runner.run(self._book.store)

    def _note(self) -> bool:
        if self._at_work is None or not isValid(self._at_work[1]):
            return False
        session, page = self._at_work
        return self._book.note(session.path, page.place)

    from core.workflows.drafting.session import Session


NO_DRAFT = "还没有打开稿件。请先新建或打开一份，再导出。"


class DraftController(QObject):
    """``message_shown`` carries a message and its tone, ``titled`` the title of the window.

    ``stuck`` carries a message about edits that could not be stored, and whether closing waits for them; ``unstuck``
    follows when they are stored; ``stored`` when no edit is waiting; ``closed`` when the draft was closed as ``leave``
    requested. ``cards_wanted`` requests the unit cards, with a message. ``collecting`` are the collection sheets.
    """

    message_shown = Signal(str, str)
    titled = Signal(str)
    stuck = Signal(str, bool)
    unstuck = Signal()
    stored = Signal()
    closed = Signal()
    session_controller_made = Signal(object)
    bases_wanted = Signal()
    cards_wanted = Signal(str)
    exported = Signal()

    def __init__(self, runner: TaskRunner, services: "Services", router: Router, notices: NoticePlace) -> None:
        super().__init__(router)
        self._runner, self._services, self._router = runner, services, router
        self._sessions: SessionController | None = None
        self._refused = ""
        self._positions = PositionController(runner, self)
        self._early_keys = EarlyKeys(router.stack)
        self._notices, self._bar = notices, UnsavedBar(self, notices, router.stack)
        self.stuck.connect(self._bar.show_stuck)
        self.unstuck.connect(self._bar.hide)
        self.collecting = CollectionController(router, lambda: self.session)
        self.collecting.flush_wanted.connect(self.flush)
        self.collecting.message_shown.connect(self.message_shown)
        self.collecting.ledger_wanted.connect(lambda: self.show_draft() and self.page.show_ledger())
        router.supply(session=lambda: self.session)
        router.connect_made("draft", self._connect_page)
        router.connect_made("export", self._connect_export)
        router.connect_made("layouts", lambda page: page.closed.connect(self._on_layouts_closed))
        router.connect_made("compare", self._connect_comparison)
        router.restyling.connect(self.flush)

    @property
    def page(self) -> Any:
        """The page of the draft; None while there is no draft."""
        return self._router.find("draft")

    @property
    def session(self) -> "Session | None":
        """The open session, if any."""
        return self._sessions.session if self._sessions is not None else None

    @property
    def path(self) -> Path | None:
        """The file of the open draft."""
        return self.session.path if self.session is not None else None

    # The file

    def create(self, draft: "Draft", sentences: list[str]) -> None:
        """Open a new draft; ``sentences`` are messages about its creation."""
        self._session_controller().create(draft, sentences)

    def open(self, path: Path, sentences: list[str]) -> None:
        """Open a draft file; ``sentences`` are shown with it."""
        if self._router.rail(self._router.front) not in OF_DRAFT:
            self._early_keys.begin()
        self._session_controller().open(path, sentences)

    def remember(self) -> None:
        """Update the list of recent drafts."""
        if self._sessions is not None:
            self.flush()  # the last edits may contain the title
            self._sessions.remember()

    def close(self) -> None:
        """Store the last edits and close the file."""
        if self._sessions is not None:
            self._sessions.close()

    def leave(self) -> bool:
        """Close the draft if every edit is stored; else False, and ``closed`` may follow."""
        if self._sessions is None:
            return True

        def _on_left() -> None:
            self.close()
            self.closed.emit()

        self._refused = ""
        self._sessions.leave(_on_left)
        return self._sessions.session is None

    def retry(self) -> None:
        """Store waiting or refused edits at once; ``stored`` or ``stuck`` follows."""
        if self._sessions is not None:
            self._refused = ""
            self._sessions.retry()
            if not self._sessions.unsaved:
                self.stored.emit()

    def abandon(self) -> None:
        """Discard the edits that the disk refused."""
        if self._sessions is not None:
            self._sessions.abandon()

    def save_elsewhere(self, path: Path) -> None:
        """Continue in another file, with every edit."""
        if self._sessions is not None:
            self._sessions.save_elsewhere(path)

    def flush(self) -> None:
        """Commit typed text."""
        for name in ("draft", "export", "layouts"):
            page = self._router.find(name)
            if page is not None:
                page.flush()

    # The pages

    def show_draft(self) -> bool:
        """Show the draft, with the focus where it was; False if there is none."""
        if self.page is not None:
            self._router.show("draft")
        return self.page is not None

    def show_export(self) -> None:
        """Show the export sheet, or report that there is no draft to export."""
        session = self.session
        if session is None:
            self.message_shown.emit(NO_DRAFT, "info")
            return
        self.flush()
        self._router.page("export").begin(session)
        self._router.show("export")

    def show_layouts(self, layout: str = "") -> None:
        """Show the page of layouts with one of them chosen; it returns to the present page."""
        front, session = self._router.front, self.session
        if front == "layouts":
            return
        self.flush()
        draft = session.draft if session is not None else None
        if front == "export":
            draft = self._router.page("export").as_exported()
        self._router.page("layouts").begin(draft.identity.unit if draft is not None else "", layout, draft)
        self._router.show_beside("layouts")

    def take_files(self, reports: Sequence[Path]) -> bool:
        """Take files that are filled sheets, what the page of layouts waits for, or this year's plan for the draft in
        front."""
        if self.collecting.take_files(reports):
            return True
        if self._router.front == "layouts":
            return bool(self._router.page("layouts").take_file(reports[0]))
        if self.page is None:
            return False
        if are_pictures(reports) and self.page.insert.drop_pictures(reports, QCursor.pos()):
            return True
        return bool(self.page.coverage.take_file(reports[0]))

    def _connect_page(self, page: Any) -> None:
        page.export_requested.connect(self.show_export)
        page.cards_requested.connect(self.cards_wanted)
        page.compare_requested.connect(self._compare)
        page.sheets_to_send.connect(self.collecting.send)
        page.sheets_to_read.connect(self.collecting.read)
        page.prior.bases.add_wanted.connect(self.bases_wanted)
        page.prior.bases.noted.connect(self._notices.tell)
        self._positions.follow(self.session, page)

    def _connect_export(self, sheet: Any) -> None:
        sheet.closed.connect(self.show_draft)
        sheet.layouts_wanted.connect(self.show_layouts)
        sheet.exported.connect(self.exported)
        sheet.fact_chosen.connect(lambda fact_id: self.show_draft() and self.page.show_fact(fact_id))
        sheet.findings_wanted.connect(lambda: self.show_draft() and self.page.show_findings())

    def _connect_comparison(self, sheet: Any) -> None:
        sheet.closed.connect(self.show_draft)
        sheet.message_shown.connect(lambda said, tone: self.page.show_outcome(said, tone))

    def _compare(self, model: "DraftModel", old: int, new: int) -> None:
        """Compare two versions; 0 is the present draft."""
        self._router.close("compare")
        self._router.page("compare").begin(model, old, new)
        self._router.show("compare")

    def _on_layouts_closed(self) -> None:
        self.flush()
        if self._router.origin("layouts") == "export":
            self.show_export()  # whose layouts may have changed
        else:
            self._router.go_back("layouts")

    # Signals

    def _session_controller(self) -> "SessionController":
        if self._sessions is None:
            sessions = self._sessions = self._services.session_controller(self._runner)
            sessions.setParent(self)
            self.session_controller_made.emit(sessions)
            sessions.opened.connect(self._on_opened)
            sessions.closed.connect(self._on_closed)
            sessions.saved.connect(self._on_saved)
            sessions.not_saved.connect(self._on_not_saved)
            sessions.leaving.connect(self._on_leaving)
            sessions.flush_wanted.connect(self.flush)
            sessions.notice_raised.connect(lambda sentences: self.message_shown.emit("\n".join(sentences), "warning"))
            sessions.failed.connect(self._runner.failed)
            for ended in (sessions.failed, sessions.damaged, sessions.leaving):
                ended.connect(self._early_keys.end)
        return self._sessions

    def _on_opened(self, session: "Session", sentences: list[str]) -> None:
        try:
            self._show_opened(session, sentences)
        finally:  # a page that cannot be built must not keep the keys of the window
            self._early_keys.pass_on(self._press_number)

    def _press_number(self, number: int) -> None:
        if self.page is not None:
            self.page.switch.press_number(number)

    def _show_opened(self, session: "Session", sentences: list[str]) -> None:
        is_new = self.page is None
        if is_new:
            self._early_keys.block()
            self._router.make("draft")
            session.listen(lambda _change: self.titled.emit(_title(session)))
        self.titled.emit(_title(session))
        self.show_draft()
        if is_new:
            self.page.setFocus()
            self._positions.begin(session, self.page)
        if sentences and not session.read_only:  # read-only is reported together with what to do about it
            load("gui.session.opening_notice:OpeningNotice")(session, sentences, self._notices)
        self.collecting.take_expected(session.path)

    def _on_closed(self) -> None:
        self._positions.end()
        for name in ("draft", "send", "read", "review", "compare"):
            self._router.close(name)
        self._refused = ""
        self.unstuck.emit()
        tidy()

    def _on_leaving(self) -> None:
        """Report what is being waited for, and again why it cannot be done, in the same place."""
        self._refused = ""
        self._bar.show_waiting(words("draft_leaving"))

    def _on_not_saved(self, error: AppError) -> None:
        """Report it once, not at every attempt; the status bar shows it all the time."""
        if self.page is not None:
            self.page.show_saved(None)
        is_leaving = self._sessions is not None and self._sessions.is_leaving
        said = sentence(error) + (words("draft_kept_open") if is_leaving else "")
        if said != self._refused:
            self._refused = said
            self.stuck.emit(said, is_leaving)

    def _on_saved(self) -> None:
        self._refused = ""
        self.unstuck.emit()
        if self.page is not None:
            self.page.show_saved(self._services.clock())
        self.stored.emit()


def _title(session: "Session") -> str:
    """The title of the window, from the present draft."""
    return session.draft.title or session.path.stem
