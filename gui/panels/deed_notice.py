"""What was just done to the draft, with the way back from exactly that."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.models.drafts import DraftModel
from gui.widgets.notice_bar import NoticeBar


class DeedNotice(NoticeBar):
    """``undo_requested`` means the deed that is told: the next edit, an undoing one included, takes the notice away."""

    undo_requested = Signal()

    def __init__(self, model: DraftModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        model.changed.connect(self.hide)

    def show_deed(self, words: str) -> None:
        """Tell of the edit made last."""
        self.show_notice(words, choices=[("撤销", self._take_back)])

    def _take_back(self) -> None:
        self._model.flush()
        if not self.isHidden():
            self.undo_requested.emit()
