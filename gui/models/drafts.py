"""The draft at work as a Qt object: edits go in, signals come out."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from core.model.change import Change
from core.model.draft import Draft
from core.model.outline import Section
from core.workflows.session import Session
from gui.models.sections import keyed_sections

Edit = Callable[..., Change]


class DraftModel(QObject):
    """One session as the panels see it.

    ``flush_requested`` asks every panel to hand in what was typed and not taken over yet; it is emitted before an edit
    or a step of the history is made, so that the edit finds the text as it stands on the screen. ``changed`` carries
    the Change that was made; ``history_changed`` follows when undo and redo know of it.
    """

    flush_requested = Signal()
    changed = Signal(object)
    history_changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._closed = False
        self._sections: tuple[Draft, dict[str, Section]] | None = None
        session.listen(self._on_changed)
        session.before_close(self._on_closing)

    @property
    def draft(self) -> Draft:
        """The draft as it stands."""
        return self._session.draft

    @property
    def sections(self) -> dict[str, Section]:
        """The sections of the draft as it stands, by key; looked for once for all views."""
        if self._sections is None or self._sections[0] is not self.draft:
            self._sections = self.draft, keyed_sections(self.draft)
        return self._sections[1]

    def ids_in(self, key: str) -> tuple[str, ...] | None:
        """The elements of a section; None, for all of them, when no key is given."""
        if not key:
            return None
        section = self.sections.get(key)
        return section.element_ids if section else ()

    def section_of(self, element_id: str) -> str:
        """The key of the section that an element stands in; empty for one that is not there."""
        found = (key for key, section in self.sections.items() if element_id in section.element_ids)
        return next(found, "")

    @property
    def read_only(self) -> bool:
        """Whether edits are refused."""
        return self._closed or self._session.read_only

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return self._session.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is an edit to make again."""
        return self._session.can_redo

    def do(self, edit: Edit, *arguments: Any) -> bool:
        """Make the edit ``edit(draft, *arguments)``; False if nothing changed."""
        self.flush()
        return self.take(edit, *arguments)

    def take(self, edit: Edit, *arguments: Any) -> bool:
        """Make an edit that itself hands typed text in: nothing is flushed before it."""
        return not self._closed and self._told(self._session.do(edit(self.draft, *arguments)))

    def undo(self) -> bool:
        """Take the last edit back."""
        self.flush()
        return self._told(self._session.undo())

    def redo(self) -> bool:
        """Make the edit taken back last once more."""
        self.flush()
        return self._told(self._session.redo())

    def flush(self) -> None:
        """Let every panel hand in what is only on the screen."""
        if not self.read_only:
            self.flush_requested.emit()

    def _told(self, done: bool) -> bool:
        if done:
            self.history_changed.emit()
        return done

    def _on_closing(self) -> None:
        if isValid(self):
            self.flush()
        self._closed = True

    def _on_changed(self, change: Change) -> None:
        if isValid(self):
            self.changed.emit(change)
