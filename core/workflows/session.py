"""A draft at work: the current state, every edit stored as it is made, undo and redo."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from core.drafts.store import DraftStore
from core.errors import AppError, BadDraft
from core.model.change import Change, apply, difference
from core.model.draft import Draft
from core.model.spans import Place
from core.result import Result


class Journal(Protocol):
    """What a session needs of the store."""

    @property
    def read_only(self) -> bool:
        """Whether somebody else has the draft open."""

    def record(self, change: Change, draft: Draft) -> None:
        """Store a change together with the draft it led to."""

    def close(self) -> None:
        """Give the file free."""


class Session:
    """The one mutable thing of a draft's life; views hold snapshots of ``draft`` and hear of every change."""

    def __init__(self, draft: Draft, path: Path, journal: Journal) -> None:
        self._draft = draft
        self._journal = journal
        self._done: list[Change] = []
        self._undone: list[Change] = []
        self._listeners: list[Callable[[Change], None]] = []
        self._leaving: list[Callable[[], None]] = []
        self.path = path

    @property
    def draft(self) -> Draft:
        """The draft as it stands."""
        return self._draft

    @property
    def read_only(self) -> bool:
        """Whether edits are refused because somebody else has the draft open."""
        return self._journal.read_only

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is an edit to make again."""
        return bool(self._undone)

    def listen(self, listener: Callable[[Change], None]) -> None:
        """Call the listener after every change, undone and redone ones included."""
        self._listeners.append(listener)

    def before_close(self, listener: Callable[[], None]) -> None:
        """Call the listener once before the file is given free, so that it can hand in what is not an edit yet."""
        self._leaving.append(listener)

    def do(self, change: Change) -> bool:
        """Apply and store an edit; False if it changes nothing or the draft is read-only."""
        if change.is_empty or self.read_only:
            return False
        self._apply(change)
        self._done.append(change)
        self._undone.clear()
        return True

    def undo(self) -> bool:
        """Take the last edit back; False if there is none."""
        return self._step(self._done, self._undone)

    def redo(self) -> bool:
        """Make the last edit that was taken back again; False if there is none."""
        return self._step(self._undone, self._done)

    def close(self) -> None:
        """Give the file free; everything is stored already, but for what the listeners hand in now."""
        while self._leaving:
            self._leaving.pop()()
        self._journal.close()

    def move(self, path: Path, draft: Draft, journal: Journal) -> None:
        """Go on in another file, which holds ``draft`` as it stood when the file was made."""
        if self._draft != draft:
            anywhere = Place(self._draft.elements[0].id if self._draft.elements else "")
            journal.record(difference(draft, self._draft, anywhere, "另存"), self._draft)
        old, self._journal, self.path = self._journal, journal, path
        old.close()

    def _step(self, source: list[Change], target: list[Change]) -> bool:
        if not source or self.read_only:
            return False
        change = source[-1].inverse()
        self._apply(change)  # when the disk refuses, the step is still there to be taken
        target.append(change)
        source.pop()
        return True

    def _apply(self, change: Change) -> None:
        after = apply(self._draft, change)
        self._journal.record(change, after)
        self._draft = after
        for listener in tuple(self._listeners):
            listener(change)


Clock = Callable[[], datetime]
Wrap = Callable[[Journal], Journal]


def create_session(path: Path, draft: Draft, clock: Clock, wrap: Wrap | None = None) -> Session:
    """Write a new draft file and begin to work on it; BadDraft when the place is taken or cannot be written.

    ``wrap`` may put a queue before the store, so that a slow disk does not hold up the hand that types.
    """
    return _session(DraftStore.create(path, draft, clock), wrap)


def open_session(path: Path, clock: Clock, wrap: Wrap | None = None) -> Result[Session]:
    """Begin to work on a draft file; a notice says when it is read-only. BadDraft when it cannot be used."""
    store = DraftStore.open(path, clock)
    return Result(_session(store, wrap), store.notices)


def new_journal(path: Path, draft: Draft, clock: Clock) -> Journal:
    """Write a new draft file for a session to go on in; BadDraft when the place is taken or cannot be written."""
    return DraftStore.create(path, draft, clock)


def read_stored(path: Path) -> Draft:
    """The draft in a file, which stays free for whoever wants to write; BadDraft when it cannot be used."""
    store = DraftStore.view(path)
    try:
        return store.draft()
    finally:
        store.close()


def refusal(error: BaseException, path: Path) -> AppError:
    """What to tell when an edit could not be stored, whatever the reason."""
    return error if isinstance(error, AppError) else BadDraft("draft_not_saved", name=path.name)


def _session(store: DraftStore, wrap: Wrap | None) -> Session:
    try:
        draft = store.draft()
    except AppError:
        store.close()
        raise
    return Session(draft, store.path, wrap(store) if wrap else store)
