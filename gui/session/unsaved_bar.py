"""Edits that the disk refused: a notice above the page until they are stored, with the ways out."""

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from gui.widgets.file_choice import choose_new_draft
from gui.widgets.frame.notice_bar import NoticeBar
from gui.widgets.frame.notice_place import NoticePlace

DRAFT_ENDING = ".nigao"


class Storing(Protocol):
    """What can be done about edits that are not on the disk."""

    @property
    def path(self) -> Path | None:
        """The file of the draft at work."""

    def retry(self) -> None:
        """Try once more."""

    def abandon(self) -> None:
        """Go on without them."""

    def save_elsewhere(self, path: Path) -> None:
        """Go on in another file."""


class UnsavedBar(NoticeBar):
    """A bar of its own, so that neither another notice nor another page takes it away."""

    def __init__(self, draft: Storing, place: NoticePlace, parent: QWidget) -> None:
        super().__init__(parent)
        self._draft = draft
        place.add(self, 0)

    def show_stuck(self, words: str, is_leaving: bool) -> None:
        """Say what the disk refused; ``is_leaving``: something waits for it."""
        choices = [("再试", self._draft.retry), ("另存到别处…", self._on_save_elsewhere)]
        if is_leaving:  # in front, so that it does not stand where a way to keep the words stood a moment ago
            choices.insert(0, ("放弃改动并关闭", self._draft.abandon))
        self.show_notice(words, "error", choices)

    def show_waiting(self, words: str) -> None:
        """Say that the last edits are being stored."""
        self.show_notice(words)

    def _on_save_elsewhere(self) -> None:
        if self._draft.path is not None:
            proposal = self._draft.path.with_name(f"{self._draft.path.stem}（另存）{DRAFT_ENDING}")
            for path in choose_new_draft(self, proposal, DRAFT_ENDING):
                self._draft.save_elsewhere(path)
