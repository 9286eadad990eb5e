"""Stores edits in the background: a queue with one thread before the draft file, which keeps them while the disk is full."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from threading import Event, Thread
from time import monotonic
from typing import NamedTuple

from core.model.change import Change
from core.model.draft import Draft
from core.model.history import HistoryPosition, HistoryUpdate, Step, Version
from core.workflows.drafting.session import SessionStore
from core.workflows.recovery.pending_recovery import PendingEdit, PendingJournal, PendingVersion

STEP = 0.1
"""Seconds between two checks while edits wait."""

LATE = 0.3
"""Seconds after which an edit has waited too long. It is on the safe side within one second, or the promise is broken."""

HEAD_START = 0.05
"""Seconds by which the window is ahead of the disk: both share one interpreter, and an edit is shown first."""

PIECES = 10
"""Parts of the whole draft written to the journal at one check, some milliseconds of work."""


class PendingEntry(NamedTuple):
    """A waiting edit, its number within this draft, and the time since when it waits."""

    number: int
    since: float
    what: PendingEdit | PendingVersion


class PendingWriter:
    """Watches waiting edits in a thread of its own; ``look`` and ``hurry`` cost the caller nothing.

    ``caught`` is the number of the last edit in the journal, 0 for none. ``is_refused``: the user's folder cannot be
    written either, so that waiting edits are in memory only; ``on_refused`` is called, in the thread, when that begins.
    """

    def __init__(
        self, pending: PendingJournal, waiting: Sequence[PendingEntry], on_refused: Callable[[OSError], None]
    ) -> None:
        self._pending = pending
        self._waiting = waiting
        self._on_refused = on_refused
        self.caught = 0
        self.is_refused = False
        self._is_urgent = False
        self._whole: Iterator[None] | None = None
        self._wake, self._end = Event(), Event()
        self._thread = Thread(target=self._watch, name="pending", daemon=True)
        self._thread.start()

    def look(self) -> None:
        """An edit is waiting."""
        self._wake.set()

    def hurry(self) -> None:
        """The disk has refused an edit."""
        self._is_urgent = True

    def close(self, seconds: float) -> None:
        """Write the remaining edits; harmless when there are none. Waits up to this time."""
        self._end.set()
        self._wake.set()
        self._thread.join(seconds)

    def _watch(self) -> None:
        while not self._end.is_set():
            self._wake.wait()
            self._wake.clear()
            while self._waiting and not self._end.wait(STEP):
                self._catch(list(self._waiting))
            if not self._waiting:
                self._let_go()
        self._is_urgent = True
        self._catch(list(self._waiting))
        self._pending.close()

    def _catch(self, entries: Sequence[PendingEntry]) -> None:
        if not entries:
            return
        if entries[0].number > self.caught:
            self._let_go()
        if self._is_late(entries[0]):
            try:
                self._note(entries)
            except OSError as error:  # tried again at the next look
                is_new, self.is_refused = not self.is_refused, True
                if is_new:
                    self._on_refused(error)
            else:
                self.is_refused = False

    def _note(self, entries: Sequence[PendingEntry]) -> None:
        """Write new edits first, then another part of the whole draft."""
        for number, _, what in entries:
            if number > self.caught:
                self._pending.add(number, what)
                self.caught = number
        if self._whole is None:
            self._whole = self._pending.write_whole(self.caught, entries[-1].what.draft)
        for _ in range(PIECES):
            next(self._whole, None)

    def _is_late(self, first: PendingEntry) -> bool:
        return self.caught > 0 or self._is_urgent or monotonic() - first.since > LATE

    def _let_go(self) -> None:
        """Remove the journal: the draft file holds all its edits."""
        if self.caught:
            self._is_urgent, self.caught, self._whole = False, 0, None
            self._pending.clear()


Failed = Callable[[BaseException], None]
Saved = Callable[[], None]

MOST = 256
"""Edits stored in one transaction. A busy disk is slower than typing, and each transaction waits for it once."""

PATIENCE = 1.0
"""Seconds that closing waits until edits that the disk refused are in the pending journal."""


class QueuedJournal:
    """In front of a store. Edits are stored in order; one that the disk refused waits for the next attempt.

    ``on_saved`` and ``on_failed`` are called in the storing thread. ``pending`` is the pending writer for edits that wait
    too long.
    """

    def __init__(
        self, store: SessionStore, on_saved: Saved, on_failed: Failed, pending: PendingJournal | None = None
    ) -> None:
        self._store = store
        self._on_saved = on_saved
        self._on_failed = on_failed
        self._waiting: list[PendingEntry] = []
        self._last = 0
        self._pending = pending
        self.writer = PendingWriter(pending, self._waiting, on_failed) if pending is not None else None
        self._at_once = MOST
        self._hurried = Event()
        self._thread = ThreadPoolExecutor(1, "journal")

    @property
    def read_only(self) -> bool:
        """Whether edits are refused."""
        return self._store.read_only

    @property
    def unsaved(self) -> int:
        """The number of edits that are not stored."""
        return len(self._waiting)

    @property
    def is_only_in_memory(self) -> bool:
        """Whether waiting edits could not be written to the pending journal either."""
        return bool(self._waiting) and self.writer is not None and self.writer.is_refused

    def record(self, change: Change, draft: Draft, mark: HistoryUpdate | None = None) -> None:
        """Queue an edit; the caller does not wait."""
        self._add(PendingEdit(change, draft, mark))

    def keep(
        self, version: Version, draft: Draft, dropped: Iterable[int] = (), step: int | None = None, printed: str = ""
    ) -> None:
        """Queue a version; the caller does not wait."""
        self._add(PendingVersion(version, draft, tuple(dropped), step, printed))

    # Reads of the store itself wait for one transaction at most

    def standing(self) -> HistoryPosition:
        """The position of the stored draft in its history."""
        return self._store.standing()

    def steps(self, number: int = 0) -> tuple[Step, ...]:
        """Every stored step, or the one of that number."""
        return self._store.steps(number)

    def bodies(self, numbers: Iterable[int]) -> dict[int, str]:
        """The bodies of some stored steps."""
        return self._store.bodies(numbers)

    def versions(self) -> tuple[Version, ...]:
        """Every stored version."""
        return self._store.versions()

    def version(self, number: int) -> Draft:
        """The draft of a stored version."""
        return self._store.version(number)

    def printed(self, number: int) -> str:
        """What files of a stored version printed."""
        return self._store.printed(number)

    def retry(self) -> "Future[bool]":
        """Try again soon to store waiting edits."""
        self._hurried.set()
        return self._submit(self._store_waiting)

    def settle(self, seconds: float) -> bool:
        """Wait up to this time; whether everything is stored."""
        if self._waiting:
            wait([self.retry()], seconds)
        return not self._waiting

    def forget(self) -> None:
        """Discard waiting edits: they are stored elsewhere, or not wanted."""
        self._waiting.clear()

    def close(self) -> None:
        """Store the remaining edits and close the file."""
        if self._waiting:
            self.retry()
        self._thread.shutdown(wait=True)
        self._store.close()
        if self.writer is not None:
            self.writer.close(PATIENCE)

    def _add(self, what: PendingEdit | PendingVersion) -> None:
        self._last += 1
        self._waiting.append(PendingEntry(self._last, monotonic(), what))
        if self.writer is not None:
            self.writer.look()
        self._submit(self._store_soon)

    def _submit(self, store: Callable[[], bool]) -> "Future[bool]":
        attempt = self._thread.submit(store)
        attempt.add_done_callback(self._on_tried)
        return attempt

    def _store_soon(self) -> bool:
        """The same as ``_store_waiting``, a moment later unless somebody waits for it."""
        if self._waiting:
            self._hurried.wait(HEAD_START)
        self._hurried.clear()
        return self._store_waiting()

    def _store_waiting(self) -> bool:
        """After a refusal edits are stored singly, then by twos and fours, so that a bad one does not block earlier
        ones."""
        stored = False
        while entries := self._waiting[: self._at_once]:
            more, self._at_once = min(2 * self._at_once, MOST), 1
            with self._store.together():
                for entry in entries:
                    entry.what.store(self._store)
                if self._pending is not None:
                    self._store.sign(self._pending.window, entries[-1].number)
            self._at_once = more
            for entry in entries:
                with suppress(ValueError):  # discarded meanwhile; edits queued since then still have to be stored
                    self._waiting.remove(entry)
            stored = True
        return stored

    def _on_tried(self, attempt: "Future[bool]") -> None:
        error = attempt.exception()
        if error is not None:
            if self.writer is not None:
                self.writer.hurry()
            self._on_failed(error)
        elif attempt.result():
            self._on_saved()
