"""台账: all facts of the draft in one table; built when first shown, and idle while hidden."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.session.draft_model import DraftModel
from gui.shell.tasks import TaskRunner

if TYPE_CHECKING:  # not needed when a draft opens
    from gui.ledger.sheet import LedgerSheet


class LedgerPanel(QWidget):
    """``fact_chosen`` carries the id of a fact to go to in the text, ``place_chosen`` a place; ``message_shown`` a message; the others request collection
    sheets."""

    fact_chosen = Signal(str)
    place_chosen = Signal(str, int, int)
    sheets_to_send = Signal()
    sheets_to_read = Signal()
    message_shown = Signal(str)

    def __init__(self, model: DraftModel, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._runner = model, runner
        self.made_sheet: LedgerSheet | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def sheet(self) -> "LedgerSheet":
        """The ledger, built at first use."""
        if self.made_sheet is None:
            from gui.ledger.sheet import LedgerSheet

            self.made_sheet = LedgerSheet(self._model, self._runner)
            self.made_sheet.fact_chosen.connect(self.fact_chosen)
            self.made_sheet.place_chosen.connect(self.place_chosen)
            self.made_sheet.message_shown.connect(self.message_shown)
            self.made_sheet.bar.sheets_to_send.connect(self.sheets_to_send)
            self.made_sheet.bar.sheets_to_read.connect(self.sheets_to_read)
            self._column.addWidget(self.made_sheet)
        return self.made_sheet

    @property
    def entry(self) -> QWidget:
        """The widget that gets the focus."""
        return self.sheet.table

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass the focus on to the table."""
        super().focusInEvent(event)
        self.entry.setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        """Watch the draft while shown."""
        self.sheet.watch(True)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop watching the draft when hidden."""
        super().hideEvent(event)
        if self.made_sheet is not None:
            self.made_sheet.watch(False)
