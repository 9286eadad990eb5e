"""What was just done to the draft, with the way back from exactly that, and what was done besides, without one."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from gui.models.drafts import DraftModel
from gui.widgets.notice_bar import Choice, NoticeBar

OLD = 20_000
"""Milliseconds after which nobody thinks of the deed any more."""


class DeedNotice(NoticeBar):
    """``undo_requested`` means the deed that is told: the next edit, an undoing one included, takes the notice away,
    and so does the time, unless the keyboard is in it.
    """

    undo_requested = Signal()

    def __init__(self, model: DraftModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._age = QTimer(self, singleShot=True, interval=OLD)
        self._age.timeout.connect(self._on_old)
        model.changed.connect(self.hide)

    def show_deed(self, words: str, tone: str = "info") -> None:
        """Tell of the edit made last."""
        self.show_notice(words, tone, [("撤销", self._take_back)])
        self._age.start()

    def show_outcome(self, words: str, tone: str) -> None:
        """Tell how something went that was asked for on another page: an edit if it is a success, else nothing."""
        if tone == "success":
            self.show_deed(words, tone)
        else:
            self.show_passing(words)

    def show_note(self, words: str, choices: Sequence[Choice] = ()) -> None:
        """Tell of something that is no edit of the draft: 撤销 would take back what it does not mean.

        Without words what was told goes.
        """
        self._age.stop()
        self.show_notice(words, choices=choices)
        self.setVisible(bool(words))

    def show_passing(self, words: str) -> None:
        """The same of what need not stay."""
        self.show_note(words)
        self._age.start()

    def _on_old(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self._age.start()
        else:
            self.hide()

    def _take_back(self) -> None:
        self._model.flush()
        if not self.isHidden():
            self.undo_requested.emit()
