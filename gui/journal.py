"""Storing edits behind the hand that types: a queue with one thread before the draft file."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from core.model.change import Change
from core.model.draft import Draft
from core.workflows.session import Journal

Failed = Callable[[BaseException], None]
Saved = Callable[[], None]


class QueuedJournal:
    """Stands before a store. Edits are stored in order; one that the disk refused is tried again with the next.

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

    def record(self, change: Change, draft: Draft) -> None:
        """Store soon; the caller does not wait."""
        self._waiting.append((change, draft))
        self._thread.submit(self._store_waiting).add_done_callback(self._on_tried)

    def close(self) -> None:
        """Store what is left and give the file free."""
        if self._waiting:
            self._thread.submit(self._store_waiting).add_done_callback(self._on_tried)
        self._thread.shutdown(wait=True)
        self._store.close()

    def _store_waiting(self) -> bool:
        stored = False
        while self._waiting:
            self._store.record(*self._waiting[0])
            self._waiting.popleft()
            stored = True
        return stored

    def _on_tried(self, attempt: "Future[bool]") -> None:
        error = attempt.exception()
        if error is not None:
            self._on_failed(error)
        elif attempt.result():
            self._on_saved()
