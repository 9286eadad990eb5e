"""The notice about the last action on a draft: an edit with an undo button, or another message without one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.session.draft_model import DraftModel
from gui.widgets.frame.notice_bar import Choice, NoticeBar


class ActionNotice(NoticeBar):
    """``undo_requested`` undoes the edit in the notice; the next edit, an undo included, removes the notice."""

    undo_requested = Signal()

    def __init__(self, model: DraftModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        model.changed.connect(self.hide)

    def show_deed(self, words: str, tone: str = "info") -> None:
        """Report the last edit."""
        self.show_notice(words, tone, [("撤销", self._take_back)], leaves=True)

    def show_outcome(self, words: str, tone: str) -> None:
        """Report the outcome of an action on another page: with undo if it was an edit, else without."""
        if tone == "success":
            self.show_deed(words, tone)
        else:
            self.show_passing(words)

    def show_note(self, words: str, choices: Sequence[Choice] = ()) -> None:
        """Report something that is no edit of the draft, so without 撤销, which would undo an unrelated edit.

        A notice with ``choices`` reports finished work. Empty words remove the notice.
        """
        self.show_notice(words, choices=choices, leaves=bool(choices))
        self.setVisible(bool(words))

    def show_passing(self, words: str) -> None:
        """``show_note`` for a message that disappears by itself."""
        self.show_notice(words, leaves=True)

    def _take_back(self) -> None:
        self._model.flush()
        if not self.isHidden():
            self.undo_requested.emit()
