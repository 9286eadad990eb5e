"""对照: the tasks of this year's plan as a view of the draft; built when first shown, and idle while hidden."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.session.draft_model import DraftModel
from gui.shell.tasks import TaskRunner

if TYPE_CHECKING:  # not needed when a draft opens
    from gui.coverage.sheet import CoverageSheet

Cursor = Callable[[], tuple[str, int]]
"""Where the cursor stands in the running text: an element and an offset in its content."""


class CoveragePanel(QWidget):
    """``place_chosen`` requests a place in the running text, ``place_turned`` showing it without moving the focus.

    ``passage_written`` carries the ids of paragraphs just written, ``message_shown`` a message about an edit, ``notice_raised`` another
    message with choices.
    """

    place_chosen = Signal(str, int, int)
    place_turned = Signal(str, int)
    passage_written = Signal(list)
    message_shown = Signal(str)
    notice_raised = Signal(str, list)

    def __init__(self, model: DraftModel, runner: TaskRunner, cursor: Cursor) -> None:
        super().__init__()
        self.model, self._runner, self.text_place = model, runner, cursor
        self._sheet: CoverageSheet | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def sheet(self) -> "CoverageSheet":
        """The list, built at first use."""
        if self._sheet is None:
            from gui.coverage.sheet import CoverageSheet

            sheet = self._sheet = CoverageSheet(self._runner, self.model, self.text_place)
            sheet.place_entered.connect(self.place_chosen)
            sheet.place_chosen.connect(lambda element_id, start, _end: self.place_turned.emit(element_id, start))
            sheet.passage_written.connect(self.passage_written)
            sheet.message_shown.connect(self.message_shown)
            sheet.notice_raised.connect(self.notice_raised)
            self._column.addWidget(sheet)
        return self._sheet

    @property
    def entry(self) -> QWidget:
        """The widget that gets the focus."""
        return self.sheet.entry

    def postpone(self) -> None:
        """The user is typing: a pending comparison waits until typing pauses."""
        if self._sheet is not None:
            self._sheet.work.postpone()

    def take_file(self, path: Path) -> bool:
        """Take a file dropped on the window as the plan; False if this view is not shown."""
        return self.isVisible() and self.sheet.take_file(path)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass the focus on to the list."""
        super().focusInEvent(event)
        self.entry.setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        """Make the sheet when the panel is first shown."""
        self.sheet.show()
        super().showEvent(event)
