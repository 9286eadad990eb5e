"""The draft at work as a Qt object: edits go in, signals come out."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from core.model.change import Change, apply, difference
from core.model.draft import Draft
from core.model.spans import Place
from core.workflows.session import Session

Edit = Callable[..., Change]


class DraftModel(QObject):
    """One session as the panels see it.

    ``flush_requested`` asks every panel to hand in what was typed and not taken over yet; it is emitted before an edit
    or a step of the history is made, so that the edit finds the text as it stands on the screen. ``changed`` carries
    the Change that was made.
    """

    flush_requested = Signal()
    changed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = session
        session.listen(self._on_changed)

    @property
    def draft(self) -> Draft:
        """The draft as it stands."""
        return self._open_session.draft

    @property
    def read_only(self) -> bool:
        """Whether edits are refused."""
        return self._open_session.read_only

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return self._open_session.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is an edit to make again."""
        return self._open_session.can_redo

    def do(self, edit: Edit, *arguments: Any) -> bool:
        """Make the edit ``edit(draft, *arguments)``; False if nothing changed."""
        self.flush()
        return self._open_session.do(edit(self.draft, *arguments))

    def do_all(self, steps: Sequence[tuple[Any, ...]], reason: str) -> bool:
        """Make several edits, each ``(edit, *arguments)``, as one step of the history."""
        self.flush()
        before = after = self.draft
        place = Place("")
        for edit, *arguments in steps:
            change = edit(after, *arguments)
            after, place = apply(after, change), change.place
        return self._open_session.do(difference(before, after, place, reason))

    def take(self, edit: Edit, *arguments: Any) -> bool:
        """Make an edit that itself hands typed text in: nothing is flushed before it."""
        return self._open_session.do(edit(self.draft, *arguments))

    def undo(self) -> bool:
        """Take the last edit back."""
        self.flush()
        return self._open_session.undo()

    def redo(self) -> bool:
        """Make the edit taken back last once more."""
        self.flush()
        return self._open_session.redo()

    def flush(self) -> None:
        """Let every panel hand in what is only on the screen."""
        if not self.read_only:
            self.flush_requested.emit()

    def let_go(self) -> None:
        """The session is being closed by its keeper; this object answers no more."""
        self._session = None

    @property
    def _open_session(self) -> Session:
        if self._session is None:
            raise RuntimeError("the draft was closed")
        return self._session

    def _on_changed(self, change: Change) -> None:
        if self._session is not None:
            self.changed.emit(change)
