"""Stores edits in the background: a queue with one thread before the draft file."""

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from time import monotonic

from core.model.change import Change
from core.model.draft import Draft
from core.model.history import HistoryPosition, HistoryUpdate, Step, Version
from core.workflows.drafting.session import SessionStore
from core.workflows.recovery.pending_recovery import PendingEdit, PendingJournal, PendingVersion
from gui.session.pending_writer import PendingEntry, PendingWriter

Failed = Callable[[BaseException], None]
Saved = Callable[[], None]

MOST = 256
"""Edits that are stored in one go. Typing is faster than a disk that is busy, and each go waits for it once."""

PATIENCE = 1.0
"""Seconds that closing waits for what could not be stored to be noted elsewhere."""


class QueuedJournal:
    """Stands before a store. Edits are stored in order; one that the disk refused waits for the next try.

    ``on_saved`` and ``on_failed`` are called in the storing thread. ``spill`` catches what waits too long.
    """

    def __init__(
        self, store: SessionStore, on_saved: Saved, on_failed: Failed, spill: PendingJournal | None = None
    ) -> None:
        self._store = store
        self._on_saved = on_saved
        self._on_failed = on_failed
        self._waiting: list[PendingEntry] = []
        self._last = 0
        self._spill = spill
        self.writer = PendingWriter(spill, self._waiting, on_failed) if spill is not None else None
        self._at_once = MOST
        self._thread = ThreadPoolExecutor(1, "journal")

    @property
    def read_only(self) -> bool:
        """Whether edits are refused."""
        return self._store.read_only

    @property
    def unsaved(self) -> int:
        """How many edits are not on the disk."""
        return len(self._waiting)

    @property
    def is_only_in_memory(self) -> bool:
        """Whether what waits could not be noted in the user's folder either."""
        return bool(self._waiting) and self.writer is not None and self.writer.is_refused

    def record(self, change: Change, draft: Draft, mark: HistoryUpdate | None = None) -> None:
        """Store soon; the caller does not wait."""
        self._add(PendingEdit(change, draft, mark))

    def keep(self, version: Version, draft: Draft, dropped: Iterable[int] = (), step: int | None = None) -> None:
        """Store a version soon; the caller does not wait."""
        self._add(PendingVersion(version, draft, tuple(dropped), step))

    # What is asked of the store itself waits for one transaction at most

    def standing(self) -> HistoryPosition:
        """Where the stored draft stands in its history."""
        return self._store.standing()

    def steps(self, number: int = 0) -> tuple[Step, ...]:
        """Every stored step, or the one of that number."""
        return self._store.steps(number)

    def bodies(self, numbers: Iterable[int]) -> dict[int, str]:
        """What some stored steps changed."""
        return self._store.bodies(numbers)

    def versions(self) -> tuple[Version, ...]:
        """Every stored version."""
        return self._store.versions()

    def version(self, number: int) -> Draft:
        """The draft of a stored version."""
        return self._store.version(number)

    def retry(self) -> "Future[bool]":
        """Try soon to store what waits."""
        attempt = self._thread.submit(self._store_waiting)
        attempt.add_done_callback(self._on_tried)
        return attempt

    def settle(self, seconds: float) -> bool:
        """Wait so long at most; whether everything is on the disk."""
        if self._waiting:
            wait([self.retry()], seconds)
        return not self._waiting

    def forget(self) -> None:
        """Give up what waits: it is stored elsewhere, or nobody wants it."""
        self._waiting.clear()

    def close(self) -> None:
        """Store what is left and give the file free."""
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
        self.retry()

    def _store_waiting(self) -> bool:
        """After a refusal edits go one by one, then by twos and fours, so that a bad one holds up none before it."""
        stored = False
        while entries := self._waiting[: self._at_once]:
            more, self._at_once = min(2 * self._at_once, MOST), 1
            with self._store.together():
                for entry in entries:
                    entry.what.store(self._store)
                if self._spill is not None:
                    self._store.sign(self._spill.window, entries[-1].number)
            self._at_once = more
            for entry in entries:
                with suppress(
                    ValueError
                ):  # somebody gave it up meanwhile; what waits since then still has to be stored
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
