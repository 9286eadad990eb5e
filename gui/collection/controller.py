"""What goes out and comes back, in the window: 下发填报表, 回收填报表, 收回改稿; closing them returns to the draft."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from core.files import is_same_file
from gui.shell.doors import load
from gui.shell.router import Router

if TYPE_CHECKING:  # loaded with the store, after the first frame
    from core.workflows.drafting.session import Session

NO_DRAFT = "还没有打开稿件。请先打开要填数的那一份稿件，再下发填报表、回收填报表。"
NO_DRAFT_TO_REVIEW = "还没有打开稿件。请先打开发出去的那一份稿件，再收回改稿。"
COPY_ENDINGS = frozenset((".docx", ".docm", ".doc", ".wps", ".wpt", ".rtf", ".odt"))
SHEET_ENDINGS = frozenset((".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv"))


def may_be_copy(path: Path) -> bool:
    """Whether a file has the name of one in which somebody may have changed a report."""
    return path.suffix.lower() in COPY_ENDINGS


def are_sheets(paths: Sequence[Path]) -> bool:
    """Whether there are files, and all have the names of spreadsheets."""
    return bool(paths) and all(path.suffix.lower() in SHEET_ENDINGS for path in paths)


class CollectionController(QObject):
    """``message_shown`` carries a message, ``ledger_wanted`` requests the ledger, ``flush_wanted`` the commit of typed text.
    ``draft_wanted`` carries a draft to be opened with the files that came back of it.

    ``session`` returns the open session, if any.
    """

    message_shown = Signal(str, str)
    ledger_wanted = Signal()
    flush_wanted = Signal()
    draft_wanted = Signal(object, list)

    def __init__(self, router: Router, session: "Callable[[], Session | None]") -> None:
        super().__init__(router)
        self._router = router
        self._session = session
        self._expected: tuple[Path, tuple[Path, ...]] | None = None
        for name in ("send", "read", "review"):
            router.connect_made(name, self._connect)

    def send(self) -> None:
        """Show the sheets that can be sent."""
        self._show("send")

    def read(self, paths: Sequence[Path] = ()) -> None:
        """Show the content of filled sheets: of ``paths``, or of files that the user chooses."""
        sheet = self._show("read")
        if sheet is not None:
            sheet.take_files(paths)

    def review(self) -> None:
        """Show the changes in copies that the draft keeps, or how they come here."""
        self._show("review", NO_DRAFT_TO_REVIEW)

    def read_copies(self, paths: Sequence[Path] = ()) -> None:
        """Show the changes in returned copies: of ``paths``, or of files that the user chooses."""
        page = self._show("review", NO_DRAFT_TO_REVIEW)
        if page is not None:
            page.take_files(paths)

    def expect(self, draft: Path, paths: Sequence[Path]) -> None:
        """Take these, which came back of a draft, as soon as it is open."""
        self._expected = draft, tuple(paths)

    def take_expected(self, draft: Path) -> None:
        """A draft has been opened: take what was waiting for it."""
        expected, self._expected = self._expected, None
        if expected is not None and is_same_file(expected[0], draft):
            self._take(expected[1])

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Take files dropped on the window beside an open draft if they came back of it: all spreadsheets, anything on 审阅,
        anything that comes together with a copy of the draft."""
        is_ours = are_sheets(paths) or (bool(paths) and self._router.front == "review") or self._is_copy_among(paths)
        if self._session() is None or not is_ours:
            return False
        self._take(paths)
        return True

    def _take(self, paths: Sequence[Path]) -> None:
        """Filled sheets where all are spreadsheets, else returned copies: what is none is refused with the reason."""
        if are_sheets(paths):
            self.read(paths)
        else:
            self.read_copies(paths)

    def _is_copy_among(self, paths: Sequence[Path]) -> bool:
        """Whether one of these files was exported from the open draft."""
        session = self._session()
        if session is None:
            return False
        is_copy_of = load("core.workflows.review.bases:is_copy_of")
        return any(is_copy_of(path, session.draft.identity.key) for path in paths if may_be_copy(path))

    def _show(self, name: str, refusal: str = NO_DRAFT) -> Any:
        """The page for the open draft; None without one."""
        self.flush_wanted.emit()
        session = self._session()
        if session is None:
            self.message_shown.emit(refusal, "info")
            return None
        sheet = self._router.page(name)
        sheet.begin(session)
        return self._router.show(name)

    def _connect(self, sheet: Any) -> None:
        sheet.closed.connect(lambda: self._router.show("draft"))
        if hasattr(sheet, "ledger_wanted"):
            sheet.ledger_wanted.connect(self.ledger_wanted)
        if hasattr(sheet, "draft_wanted"):
            sheet.draft_wanted.connect(self.draft_wanted)
