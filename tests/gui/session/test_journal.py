"""Edits are stored in order, behind the hand that types, and tried again when the disk refuses."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest

from core.model.change import Change, Patch
from core.model.draft import Draft, Identity
from core.model.history import Version
from core.model.spans import Place
from gui.session.disk_queue import QueuedJournal

DRAFT = Draft(Identity())


def change(reason: str) -> Change:
    return Change(Place("e1"), Patch(), Patch(), reason)


class Disk:
    """A store that refuses as often as it is told."""

    def __init__(self, refusals: int = 0) -> None:
        self.refusals = refusals
        self.stored: list[str] = []
        self.goes = 0
        self.threads: set[int] = set()
        self.is_closed = False
        self.read_only = False

    def record(self, change: Change, draft: Draft, mark: object = None) -> None:
        """Store, or refuse."""
        self.threads.add(threading.get_ident())
        if self.refusals:
            self.refusals -= 1
            raise OSError("full")
        self.stored.append(change.reason)

    @contextmanager
    def together(self) -> Iterator[None]:
        """All that is stored inside, or nothing."""
        before = list(self.stored)
        try:
            yield
            self.goes += 1
        except OSError:
            self.stored = before
            raise

    def keep(self, version: Version, draft: Draft, dropped: object = (), *more: object) -> None:
        """Store a version, or refuse."""
        self.record(change(version.name), draft)

    def close(self) -> None:
        """No more."""
        self.is_closed = True


def stored_after(disk: Disk, reasons: str) -> tuple[list[str], list[BaseException]]:
    """What reached the disk when these changes were made one by one, and what went wrong."""
    failures: list[BaseException] = []
    journal = QueuedJournal(disk, lambda: None, failures.append)
    for reason in reasons:
        journal.record(change(reason), DRAFT)
    journal.close()
    return disk.stored, failures


@pytest.mark.parametrize("reasons", ["", "a", "abcdefgh"])
def test_closing_stores_everything_in_order(reasons: str) -> None:
    assert stored_after(Disk(), reasons) == (list(reasons), [])


class SlowDisk(Disk):
    """Stores nothing before it is let go on, and ``never`` not at all."""

    def __init__(self, never: str = "") -> None:
        super().__init__()
        self.is_reached, self.is_free = threading.Event(), threading.Event()
        self._never = never

    def record(self, change: Change, draft: Draft, mark: object = None) -> None:
        """Store when it is free."""
        self.is_reached.set()
        self.is_free.wait(20)
        if change.reason == self._never:
            raise OSError("never")
        super().record(change, draft)


def stored_late(disk: SlowDisk, reasons: str, tries: int = 0) -> SlowDisk:
    """What waits while the first of these changes is being stored comes after it, and is tried so often again."""
    journal = QueuedJournal(disk, lambda: None, lambda _error: None)
    journal.record(change(reasons[0]), DRAFT)
    disk.is_reached.wait(20)
    for reason in reasons[1:]:
        journal.record(change(reason), DRAFT)
    disk.is_free.set()
    for _ in range(tries):
        journal.settle(20)
    journal.close()
    return disk


def test_what_waits_for_a_slow_disk_is_stored_in_one_go() -> None:
    disk = stored_late(SlowDisk(), "abcdefgh")
    assert (disk.stored, disk.goes) == (list("abcdefgh"), 2)


def test_an_edit_that_cannot_be_stored_holds_up_none_before_it() -> None:
    assert stored_late(SlowDisk("x"), "abcdefghx").stored == list("abcdefgh")


@pytest.mark.parametrize(("refusals", "reasons"), [(1, "a"), (1, "abc"), (2, "abc"), (3, "abc")])
def test_what_the_disk_refused_is_tried_again(refusals: int, reasons: str) -> None:
    stored, failures = stored_after(Disk(refusals), reasons)
    assert stored == list(reasons)
    assert len(failures) == refusals


def test_the_caller_does_not_store(qtbot: Any) -> None:
    disk = Disk()
    stored_after(disk, "ab")
    assert threading.get_ident() not in disk.threads


def test_saving_is_told() -> None:
    told: list[str] = []
    journal = QueuedJournal(Disk(), lambda: told.append("saved"), lambda _error: None)
    journal.record(change("a"), DRAFT)
    journal.close()
    assert told == ["saved"]


def test_closing_gives_the_file_free() -> None:
    disk = Disk()
    stored_after(disk, "a")
    assert disk.is_closed


def test_read_only_is_the_store_s() -> None:
    disk = Disk()
    disk.read_only = True
    journal = QueuedJournal(disk, lambda: None, lambda _error: None)
    assert journal.read_only
    journal.close()


@pytest.mark.parametrize("refusals", [0, 2])
def test_versions_are_stored_in_order_with_the_edits(refusals: int) -> None:
    disk = Disk(refusals)
    journal = QueuedJournal(disk, lambda: None, lambda _error: None)
    journal.record(change("a"), DRAFT)
    journal.keep(Version(1, datetime(2023, 7, 3), "送审一稿"), DRAFT)
    journal.record(change("b"), DRAFT)
    journal.close()
    assert disk.stored == ["a", "送审一稿", "b"]


def test_what_is_typed_after_giving_up_is_stored() -> None:
    """Giving up while the disk takes an edit drops what waits behind that one, and nothing that comes later."""
    disk = Disk()
    journal = QueuedJournal(disk, lambda: None, lambda _error: None)
    store = disk.record

    def _given_up(edit: Change, draft: Draft, mark: object = None) -> None:
        store(edit, draft)
        if edit.reason == "a":
            journal.forget()
            journal.record(change("b"), draft)

    disk.record = _given_up  # type: ignore[method-assign]  # a disk that is slow at just this moment
    journal.record(change("a"), DRAFT)
    journal.close()
    assert disk.stored == ["a", "b"]
