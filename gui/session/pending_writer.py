"""Edits that wait too long for the draft file are written to the pending journal, in a thread of its own."""

from collections.abc import Callable, Iterator, Sequence
from threading import Event, Thread
from time import monotonic
from typing import NamedTuple

from core.workflows.recovery.pending_recovery import PendingEdit, PendingJournal, PendingVersion

STEP = 0.1
"""Seconds between two looks while something waits."""

LATE = 0.3
"""Seconds after which an edit has waited too long. It is on the safe side within one second, or the promise is broken."""

PIECES = 10
"""Pieces of the whole draft noted at one look, some milliseconds of work."""


class PendingEntry(NamedTuple):
    """What waits, its number among all of this draft, and since when it waits."""

    number: int
    since: float
    what: PendingEdit | PendingVersion


class PendingWriter:
    """Watches what waits, in a thread of its own; ``look`` and ``hurry`` cost the caller nothing.

    ``caught`` is the number of the last edit that was noted, 0 while nothing is. ``is_refused``: the user's folder cannot
    be written either, so that what waits is in memory only; ``on_refused`` is called, in the thread, when that begins.
    """

    def __init__(
        self, spill: PendingJournal, waiting: Sequence[PendingEntry], on_refused: Callable[[OSError], None]
    ) -> None:
        self._spill = spill
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
        """Something waits."""
        self._wake.set()

    def hurry(self) -> None:
        """The disk has refused it."""
        self._is_urgent = True

    def close(self, seconds: float) -> None:
        """Note what still waits; harmless when nothing does. Waits so long at most."""
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
        self._spill.close()

    def _catch(self, entries: Sequence[PendingEntry]) -> None:
        if not entries:
            return
        if entries[0].number > self.caught:
            self._let_go()
        if self._is_late(entries[0]):
            try:
                self._note(entries)
            except OSError as error:  # it is tried again at the next look
                is_new, self.is_refused = not self.is_refused, True
                if is_new:
                    self._on_refused(error)
            else:
                self.is_refused = False

    def _note(self, entries: Sequence[PendingEntry]) -> None:
        """What is new first, then some more of the whole draft."""
        for number, _, what in entries:
            if number > self.caught:
                self._spill.add(number, what)
                self.caught = number
        if self._whole is None:
            self._whole = self._spill.write_whole(self.caught, entries[-1].what.draft)
        for _ in range(PIECES):
            next(self._whole, None)

    def _is_late(self, first: PendingEntry) -> bool:
        return self.caught > 0 or self._is_urgent or monotonic() - first.since > LATE

    def _let_go(self) -> None:
        """The draft file holds all that was caught."""
        if self.caught:
            self._is_urgent, self.caught, self._whole = False, 0, None
            self._spill.clear()
