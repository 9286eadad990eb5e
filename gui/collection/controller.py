"""Collection sheets in the window: 下发填报表 and 回收填报表; closing them returns to the draft."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from gui.shell.router import Router

if TYPE_CHECKING:  # loaded with the store, after the first frame
    from core.workflows.drafting.session import Session

NO_DRAFT = "还没有打开稿件。请先打开要填数的那一份稿件，再下发填报表、回收填报表。"
SHEET_ENDINGS = frozenset((".xlsx", ".xlsm", ".xls", ".et", ".csv"))


class CollectionController(QObject):
    """``message_shown`` carries a message, ``ledger_wanted`` requests the ledger, ``flush_wanted`` the commit of typed text.

    ``session`` returns the open session, if any.
    """

    message_shown = Signal(str, str)
    ledger_wanted = Signal()
    flush_wanted = Signal()

    def __init__(self, router: Router, session: "Callable[[], Session | None]") -> None:
        super().__init__(router)
        self._router = router
        self._session = session
        for name in ("send", "read"):
            router.connect_made(name, self._connect)

    def send(self) -> None:
        """Show the sheets that can be sent."""
        self._show("send")

    def read(self, paths: Sequence[Path] = ()) -> None:
        """Show the content of filled sheets: of ``paths``, or of files that the user chooses."""
        sheet = self._show("read")
        if sheet is not None:
            sheet.take_files(paths)

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Whether files dropped on the window are all spreadsheets, which can only be filled sheets."""
        is_ours = bool(paths) and all(path.suffix.lower() in SHEET_ENDINGS for path in paths)
        if is_ours:
            self.read(paths)
        return is_ours

    def _show(self, name: str) -> Any:
        """The page for the open draft; None without one."""
        self.flush_wanted.emit()
        session = self._session()
        if session is None:
            self.message_shown.emit(NO_DRAFT, "info")
            return None
        sheet = self._router.page(name)
        sheet.begin(session)
        return self._router.show(name)

    def _connect(self, sheet: Any) -> None:
        sheet.closed.connect(lambda: self._router.show("draft"))
        if hasattr(sheet, "ledger_wanted"):
            sheet.ledger_wanted.connect(self.ledger_wanted)
