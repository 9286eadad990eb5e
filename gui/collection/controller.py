"""Collection sheets in the window: 下发填报表 and 回收填报表, made when first asked for; both lead back to the draft."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from gui.shell.tasks import TaskRunner
from gui.widgets.frame.page_stack import PageStack

if TYPE_CHECKING:  # these come with the store and the rooms, which the first frame must not wait for
    from core.workflows.drafting.session import Session

NO_DRAFT = "还没有打开稿件。请先打开要填数的那一份稿件，再下发填报表、回收填报表。"
SHEET_ENDINGS = frozenset((".xlsx", ".xlsm", ".xls", ".et", ".csv"))
SEND, READ = "send", "read"


class CollectionController(QObject):
    """``shown`` tells that one of the sheets came to the front, ``told`` carries a sentence, ``closed`` leads back,
    ``ledger_wanted`` to the ledger.

    ``flush_wanted`` asks for what is only on the screen; ``host`` gives the session at work, if there is one.
    """

    shown = Signal()
    told = Signal(str, str)
    closed = Signal()
    ledger_wanted = Signal()
    flush_wanted = Signal()

    def __init__(self, runner: TaskRunner, pages: PageStack, host: "Callable[[], Session | None]") -> None:
        super().__init__(pages)
        self._runner = runner
        self._pages = pages
        self._host = host
        self._sheets: dict[str, Any] = {}

    def send(self) -> None:
        """Show which sheets can go out."""
        session = self._session_at_work()
        if session is not None:
            self._show(SEND, session)

    def read(self, paths: Sequence[Path] = ()) -> None:
        """Show what filled sheets say: those that are given, or those that the clerk chooses."""
        session = self._session_at_work()
        if session is not None:
            self._show(READ, session)
            self._sheets[READ].take_files(paths)

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Whether files given to the window are all spreadsheets, which can only be filled sheets."""
        is_ours = bool(paths) and all(path.suffix.lower() in SHEET_ENDINGS for path in paths)
        if is_ours:
            self.read(paths)
        return is_ours

    def rescale(self) -> None:
        """Make the sheets anew: what they measured was for another type size."""
        front = next((name for name, sheet in self._sheets.items() if self._pages.currentWidget() is sheet), "")
        old, self._sheets = self._sheets, {}
        session = self._host()
        if front and session is not None:
            self._show(front, session)
            if front == READ:
                self._sheets[READ].take_place_of(old[READ])
        for sheet in old.values():
            self._pages.discard(sheet)

    def forget(self) -> None:
        """The draft is closed."""
        old, self._sheets = self._sheets, {}
        for sheet in old.values():
            self._pages.discard(sheet)

    def _session_at_work(self) -> "Session | None":
        self.flush_wanted.emit()
        session = self._host()
        if session is None:
            self.told.emit(NO_DRAFT, "info")
        return session

    def _show(self, name: str, session: "Session") -> None:
        if name not in self._sheets:
            self._sheets[name] = self._made(name)
            self._sheets[name].closed.connect(self.closed)
            if name == READ:
                self._sheets[name].ledger_wanted.connect(self.ledger_wanted)
            self._pages.addWidget(self._sheets[name])
        sheet = self._sheets[name]
        self._pages.setCurrentWidget(sheet)
        sheet.begin(session)
        self.shown.emit()

    def _made(self, name: str) -> Any:
        if name == SEND:
            from gui.collection.send_sheet import SendSheet

            return SendSheet(self._runner)
        from gui.collection.read_sheet import ReadSheet

        return ReadSheet(self._runner)
