"""版本对比 in the window: made when first asked for, gone when the draft is; it leads back to the draft."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gui.shell.tasks import TaskRunner
from gui.widgets.frame.page_stack import PageStack

if TYPE_CHECKING:  # these come with the rooms, which the first frame must not wait for
    from gui.history.compare_sheet import CompareSheet
    from gui.session.draft_model import DraftModel


class VersionController(QObject):
    """``shown`` tells that the sheet came to the front, ``told`` carries a sentence and its tone, ``closed`` leads back."""

    shown = Signal()
    told = Signal(str, str)
    closed = Signal()

    def __init__(self, runner: TaskRunner, pages: PageStack) -> None:
        super().__init__(pages)
        self._runner = runner
        self._pages = pages
        self._sheet: CompareSheet | None = None

    def compare(self, model: "DraftModel", old: int, new: int) -> None:
        """Hold two versions against each other; 0 is the draft as it stands."""
        from gui.history.compare_sheet import CompareSheet

        self.forget()
        self._sheet = CompareSheet(self._runner)
        self._sheet.closed.connect(self.closed)
        self._sheet.told.connect(self.told)
        self._pages.addWidget(self._sheet)
        self._pages.setCurrentWidget(self._sheet)
        self._sheet.begin(model, old, new)
        self._sheet.setFocus()
        self.shown.emit()

    def forget(self) -> None:
        """The draft is closed, or looks otherwise now."""
        sheet, self._sheet = self._sheet, None
        if sheet is not None:
            self._pages.discard(sheet)
