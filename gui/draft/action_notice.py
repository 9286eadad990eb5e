"""What was just done to the draft, with the way back from exactly that, and what was done besides, without one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.session.draft_model import DraftModel
from gui.widgets.frame.notice_bar import Choice, NoticeBar


class ActionNotice(NoticeBar):
    """``undo_requested`` means the edit in the notice: the next one, an undoing one included, takes the notice away."""

    undo_requested = Signal()

    def __init__(self, model: DraftModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        model.changed.connect(self.hide)

    def show_deed(self, words: str, tone: str = "info") -> None:
        """Tell of the edit made last."""
        self.show_notice(words, tone, [("撤销", self._take_back)], leaves=True)

    def show_outcome(self, words: str, tone: str) -> None:
        """Tell how something went that was asked for on another page: an edit if it is a success, else nothing."""
        if tone == "success":
            self.show_deed(words, tone)
        else:
            self.show_passing(words)

    def show_note(self, words: str, choices: Sequence[Choice] = ()) -> None:
        """Tell of something that is no edit of the draft: 撤销 would take back what it does not mean.

        What offers ``choices`` is finished work, to be looked at. Without words the notice goes.
        """
        self.show_notice(words, choices=choices, leaves=bool(choices))
        self.setVisible(bool(words))

    def show_passing(self, words: str) -> None:
        """The same of what need not stay."""
        self.show_notice(words, leaves=True)

    def _take_back(self) -> None:
        self._model.flush()
        if not self.isHidden():
            self.undo_requested.emit()
