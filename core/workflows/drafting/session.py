"""An open draft: its current state, its history and its versions; every edit is stored as it is made."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from core.drafts.store import DraftStore
from core.editing.outline.renumber import with_renumber_note
from core.editing.text.units import mend_units
from core.editing.text.values import settle
from core.errors import AppError as AppError
from core.errors import BadDraft
from core.model.change import Change, ChangeApplier, difference
from core.model.draft import Draft
from core.model.history import HistoryUpdate, Step, Version, VersionReason
from core.result import Notice, Result
from core.workflows.drafting.history import History, HistoryPath, StepSource
from core.workflows.drafting.save_as import SAVED_AS, SessionSnapshot, copy_history, placeholder
from core.workflows.drafting.version_list import expired
from core.workflows.recovery.pending_recovery import replay_pending

Clock = Callable[[], datetime]


class SessionJournal(StepSource, Protocol):
    """What a session needs of a draft file or of a queue before it."""

    @property
    def read_only(self) -> bool:
        """Whether the draft is open elsewhere."""

    def record(self, change: Change, draft: Draft, mark: HistoryUpdate | None = None) -> None:
        """Store a change, the draft it led to, and how the history changes."""

    def keep(
        self, version: Version, draft: Draft, dropped: Iterable[int] = (), step: int | None = None, printed: str = ""
    ) -> None:
        """Store a version taken at that step, and remove others; ``printed`` is what a file of it printed."""

    def versions(self) -> tuple[Version, ...]:
        """Every stored version."""

    def version(self, number: int) -> Draft:
        """The draft of a stored version, without basis documents."""

    def printed(self, number: int) -> str:
        """What files of a stored version printed."""

    def close(self) -> None:
        """Close the file."""


class SessionStore(SessionJournal, Protocol):
    """A draft file."""

    path: Path

    def state(self) -> tuple[str, int]:
        """The window and the number of the edit stored last."""

    def together(self) -> AbstractContextManager[None]:
        """Store what is stored inside in one transaction, or nothing."""

    def sign(self, window: str, number: int) -> None:
        """Record whose edit was stored last."""


class Session:
    """The only mutable object of an open draft; views hold snapshots of ``draft`` and listen to changes."""

    def __init__(self, draft: Draft, path: Path, journal: SessionJournal, clock: Clock = datetime.now) -> None:
        self._draft = draft
        self._applier = ChangeApplier()
        self._journal = journal
        self._clock = clock
        self._history = History(journal)
        self._versions: tuple[Version, ...] | None = None
        self._kept: dict[int, Draft] = {}
        self._printed: dict[int, str] = {}
        self._listeners: list[Callable[[Change], None]] = []
        self._leaving: list[Callable[[], None]] = []
        self.path = path

    @property
    def draft(self) -> Draft:
        """The present draft."""
        return self._draft

    @property
    def read_only(self) -> bool:
        """Whether edits are rejected because the draft is open elsewhere."""
        return self._journal.read_only

    def now(self) -> datetime:
        """The time by its clock."""
        return self._clock()

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to redo."""
        return self._history.can_redo

    def listen(self, listener: Callable[[Change], None]) -> None:
        """Call the listener after every change, undo and redo included."""
        self._listeners.append(listener)

    def before_close(self, listener: Callable[[], None]) -> None:
        """Call the listener once before the file is closed, so that it can commit typed text."""
        self._leaving.append(listener)

    def do(self, change: Change, continues: bool = False) -> bool:
        """Apply and store an edit; False if it changes nothing or the draft is read-only.

        Typing that continues at the place of the last edit without a pause belongs to the same step, and so does an edit
        that ``continues`` the last one.
        """
        if change.is_empty or self.read_only:
            return False
        change = with_renumber_note(change)
        extended = self._history.extended(change, self._clock(), self._draft if continues else None)
        step, body, _ = extended
        after = self._applier.applied(self._draft, change)
        self._journal.record(change, after, HistoryUpdate(step.number, step.number, ((step, body),)))
        self._history.add(*extended)
        self._now_at(after, change)
        return True

    def undo(self) -> bool:
        """Undo the last step; False if there is none. BadDraft when the history is damaged there."""
        return self.can_undo and self.go_to(self._history.undo_target())

    def redo(self) -> bool:
        """Redo the step undone last; False if there is none. BadDraft as in ``undo``."""
        return self.can_redo and self.go_to(self._history.redo_target())

    def go_to(self, number: int) -> bool:
        """Go to a step of the history, also on another branch; 0 is the beginning. BadDraft as in ``undo``.

        No step is lost. False if the draft is there already or read-only.
        """
        path = self.path_to(number)
        return path is not None and self.commit_at(path, path.replay())

    def path_to(self, number: int) -> HistoryPath | None:
        """The path to a step, which may be replayed in another thread; None where ``go_to`` would do nothing."""
        if number == self._history.head or self.read_only:
            return None
        return self._history.path(self._draft, number)

    def commit_at(self, path: HistoryPath, reached: tuple[Draft, Change]) -> bool:
        """Commit the result of replaying a path; False if the draft was edited since, because the path is outdated then."""
        if path.draft is not self._draft or self.read_only:
            return False
        after, change = reached
        mark = self._history.mark(path.target)
        self._journal.record(change, after, mark)
        self._history.move_to(mark)
        self._now_at(after, change)
        return True

    @property
    def step(self) -> int:
        """The number of the present step; 0 at the beginning."""
        return self._history.head

    @property
    def tip(self) -> int:
        """The step at the end of the redo path; the present one when nothing was undone."""
        return self._history.tip

    def steps(self) -> tuple[Step, ...]:
        """All steps of the history, other branches included, in the order they were begun."""
        return tuple(self._history.steps().values())

    def versions(self) -> tuple[Version, ...]:
        """All versions, oldest first; BadDraft when the file is damaged."""
        if self._versions is None:
            self._versions = self._journal.versions()
        return self._versions

    def version(self, number: int) -> Draft:
        """The draft of a version, with the present basis documents; BadDraft when the file is damaged."""
        found = self._kept.get(number) or self._journal.version(number)
        now = self._draft
        serial = max(now.serial, found.serial)
        found = replace(found, copies=now.copies, decisions=now.decisions, media=now.media)
        return replace(found, basis=now.basis, origins=now.origins, serial=serial)

    def next_version(self) -> tuple[int, bool]:
        """The number that the present draft has as a version, or would get, and whether it is stored already."""
        known = self.versions()
        last = max((one.number for one in known), default=0)
        is_kept = self._is_kept(known)
        return (known[-1].number if is_kept else last + 1), is_kept

    def printed(self, number: int) -> str:
        """What files of a version printed, as text that this room does not read; "" where it is not stored."""
        return self._printed.get(number) or self._journal.printed(number)

    def keep_printed(self, number: int, printed: str) -> None:
        """Store what files of a version printed."""
        version = next((one for one in self.versions() if one.number == number), None)
        if version is not None and not self.read_only and printed != self.printed(number):
            self._journal.keep(version, self._kept.get(number) or self._journal.version(number), (), None, printed)
            self._printed[number] = printed

    def keep_version(
        self, name: str, note: str = "", keeping: VersionReason = VersionReason.HAND, printed: str = ""
    ) -> Version | None:
        """Store the present draft as a version; None if it is read-only, or unchanged since the program's last version.

        Versions made by the program are removed by ``expired``; those made by the user stay. ``printed`` is what a file of it
        prints.
        """
        known = self.versions()
        if self.read_only or (keeping is not VersionReason.HAND and self._is_kept(known)):
            return None
        made = Version(max((one.number for one in known), default=0) + 1, self._clock(), name, note, keeping)
        dropped = expired((*known, made))
        self._journal.keep(made, self._draft, dropped, self._history.head, printed)
        self._kept[made.number] = self._draft
        self._versions = tuple(one for one in (*known, made) if one.number not in dropped)
        self._history.pause()
        return made

    def close(self) -> None:
        """Close the file; everything is stored already, except what the listeners commit now."""
        while self._leaving:
            self._leaving.pop()()
        self._journal.close()

    def snapshot(self) -> SessionSnapshot:
        """The state that ``copied_journal`` needs to copy the draft with its history into another file."""
        kept = {one: self._kept[one.number] for one in self._versions or () if one.number in self._kept}
        return SessionSnapshot(self._draft, self._journal, self._history.held(), kept)

    def move(
        self, path: Path, snapshot: SessionSnapshot, journal: SessionJournal, carried: Collection[int] = ()
    ) -> None:
        """Continue in another file, which holds ``snapshot`` and the versions in ``carried``; later edits are added to
        it."""
        mark = self._history.since(snapshot.mark)
        if mark != snapshot.mark._replace(steps=()):
            change = difference(snapshot.draft, self._draft, placeholder(self._draft), SAVED_AS)
            journal.record(change, self._draft, mark)
        if self._versions is not None:
            self._versions = tuple(one for one in self._versions if one.number in carried or one.number in self._kept)
            for version in self._versions:
                if version.number not in carried:
                    journal.keep(version, self._kept[version.number])
        old, self._journal, self.path = self._journal, journal, path
        self._history.read_from(journal)
        old.close()

    def _is_kept(self, known: tuple[Version, ...]) -> bool:
        """Whether the last version equals the present draft; an unreadable version does not.

        The step number decides where possible: reading a version of a long draft takes a second, and every export would wait.
        """
        if not known or self._history.is_edited_since(known[-1].time):
            return False
        number, step = self._history.kept
        if number == known[-1].number and number not in self._kept:
            return step == self._history.head
        with suppress(BadDraft):
            return _content(self.version(known[-1].number)) == _content(self._draft)
        return False

    def _now_at(self, draft: Draft, change: Change) -> None:
        self._draft = draft
        for listener in tuple(self._listeners):
            listener(change)


def _content(draft: Draft) -> tuple[object, ...]:
    return draft.identity, draft.numbering, draft.elements, draft.facts


Wrap = Callable[[SessionStore], SessionJournal]


def create_session(path: Path, draft: Draft, clock: Clock, wrap: Wrap | None = None) -> Session:
    """Write a new draft file and open a session on it; BadDraft when the place is taken or cannot be written.

    ``wrap`` may put a queue before the file, so that typing does not wait for a slow disk.
    """
    store = DraftStore.create(path, draft, clock)
    return Session(draft, store.path, wrap(store) if wrap else store, clock)


def open_session(path: Path, clock: Clock, wrap: Wrap | None = None) -> Result[Session]:
    """Open a session on a draft file; a notice reports if it is read-only. BadDraft when it cannot be used."""
    store = DraftStore.open(path, clock)
    recovered = replay_pending(store)
    session = _session(store, clock, wrap)
    session.do(settle(session.draft))
    return Result(session, (*store.notices, *recovered, *_mended(session)))


def _mended(session: Session) -> Iterator[Notice]:
    """Split values again whose unit repeats their scale, with a notice that names them."""
    change = mend_units(session.draft)
    if not change.is_empty and session.do(change):
        names = dict.fromkeys(fact.label or fact.text for fact in change.after.facts)
        yield Notice("draft_units_mended", parameters={"names": "、".join(names)}, count=len(names))


def new_journal(path: Path, draft: Draft, clock: Clock) -> SessionJournal:
    """Write a new draft file for a session to continue in; BadDraft when the place is taken or cannot be written."""
    return DraftStore.create(path, draft, clock)


def copied_journal(path: Path, snapshot: SessionSnapshot, clock: Clock) -> Result[tuple[SessionStore, frozenset[int]]]:
    """A new draft file with the whole history of a session, for ``Session.move``; notices report what could not be
    copied.

    May run in another thread than the session. BadDraft when the file cannot be written; none is left then.
    """
    store = DraftStore.create(path, snapshot.draft, clock)
    try:
        carried = copy_history(snapshot, store)
    except AppError:
        store.close()
        path.unlink(missing_ok=True)
        raise
    return Result((store, carried.value), carried.notices)


def read_stored(path: Path) -> Draft:
    """The draft in a file, read without locking it; BadDraft when it cannot be used."""
    return read_with_notices(path).value


def read_with_notices(path: Path) -> Result[Draft]:
    """As ``read_stored``, with notices about the file."""
    store = DraftStore.view(path)
    try:
        draft = store.draft()
        return Result(draft, store.notices)
    finally:
        store.close()


def refusal(error: BaseException, path: Path) -> AppError:
    """The error to report when an edit could not be stored, whatever the reason."""
    return error if isinstance(error, AppError) else BadDraft("draft_not_saved", name=path.name)


def only_in_memory(path: Path) -> AppError:
    """The error to report when an edit could not be written to the pending journal either."""
    return BadDraft("draft_only_in_memory", name=path.name)


def _session(store: DraftStore, clock: Clock, wrap: Wrap | None) -> Session:
    try:
        draft = store.draft()
        return Session(draft, store.path, wrap(store) if wrap else store, clock)
    except AppError:
        store.close()
        raise
