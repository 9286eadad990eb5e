"""Storing edits behind the hand that types: a queue with one thread before the draft file."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait

from core.model.change import Change
from core.model.draft import Draft
from core.workflows.session import Journal

Failed = Callable[[BaseException], None]
Saved = Callable[[], None]


class QueuedJournal:
    """Stands before a store. Edits are stored in order; one that the disk refused waits for the next try.

    ``on_saved`` and ``on_failed`` are called in the storing thread.
    """

    def __init__(self, store: Journal, on_saved: Saved, on_failed: Failed) -> None:
        self._store = store
        self._on_saved = on_saved
        self._on_failed = on_failed
        self._waiting: deque[tuple[Change, Draft]] = deque()
        self._thread = ThreadPoolExecutor(1, "journal")

    @property
    def read_only(self) -> bool:
        """Whether edits are refused."""
        return self._store.read_only

    @property
    def unsaved(self) -> int:
        """How many edits are not on the disk."""
        return len(self._waiting)

    def record(self, change: Change, draft: Draft) -> None:
        """Store soon; the caller does not wait."""
        self._waiting.append((change, draft))
        self.retry()

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

    def _store_waiting(self) -> bool:
        stored = False
        while entry := next(iter(self._waiting), None):
            self._store.record(*entry)
            if self._waiting:  # else somebody gave up meanwhile
                self._waiting.popleft()
            stored = True
        return stored

    def _on_tried(self, attempt: "Future[bool]") -> None:
        error = attempt.exception()
        if error is not None:
            self._on_failed(error)
        elif attempt.result():
            self._on_saved()
