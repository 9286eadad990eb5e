"""Edits that the draft's disk keeps waiting are on the safe side meanwhile, and noted no longer than that."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from core.drafts.pending_journal import PendingJournal
from core.drafts.store import DraftStore
from core.errors import BadDraft
from core.workflows.drafting.editing import set_value
from core.workflows.drafting.session import Session, create_session, open_session, read_stored
from core.workflows.recovery.pending_recovery import journal_for
from gui.session import disk_queue as net
from gui.session.disk_queue import QueuedJournal
from tests.builders import make_draft
from tests.journals import Seconds

LONGEST_S = 20


class Disk:
    """A draft's store that hangs while ``may_go`` is not set, before it stores, and refuses while ``is_full``."""

    def __init__(self, store: DraftStore) -> None:
        self.store = store
        self.may_go = threading.Event()
        self.may_go.set()
        self.is_full = False

    @contextmanager
    def together(self) -> Iterator[None]:
        """Hang or refuse at the end, as a disk that is synced does."""
        with self.store.together():
            yield
            if not self.may_go.wait(LONGEST_S) or self.is_full:
                raise BadDraft("draft_disk_full", name="稿")

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)


class ScrollableColumn:
    """One draft at work behind such a disk."""

    def __init__(self, path: Path) -> None:
        self.session = open_session(path, Seconds(5), self._wrap).value

    @property
    def noted(self) -> int:
        """The last edit that is on the safe side."""
        return self.journal.writer.caught if self.journal.writer is not None else -1

    def fill(self, *values: str) -> None:
        """Type these values one after the other."""
        for value in values:
            self.session.do(set_value(self.session.draft, "f1", value))

    def _wrap(self, store: Any) -> QueuedJournal:
        self.disk = Disk(store)
        self.journal = QueuedJournal(self.disk, lambda: None, lambda _error: None, journal_for(store))
        return self.journal


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(net, "STEP", 0.002)
    monkeypatch.setattr(net, "LATE", 0.0)
    create_session(tmp_path / "稿.nigao", make_draft("title |总结\nbody |选派{**}名干部。"), datetime.now).close()
    return tmp_path / "稿.nigao"


@pytest.fixture
def room(path: Path) -> Iterator[ScrollableColumn]:
    room = ScrollableColumn(path)
    yield room
    room.disk.may_go.set()
    room.journal.forget()
    room.session.close()


def notes(path: Path) -> list[Path]:
    return list((path.parent / "home" / "unstored").glob("*"))


def until(is_so: Callable[[], bool]) -> bool:
    end, pause = monotonic() + LONGEST_S, threading.Event()
    while not is_so() and monotonic() < end:
        pause.wait(0.002)
    return is_so()


def as_left(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """The draft opened again from what a kill at this moment leaves on the disks."""
    (folder / "home" / "unstored").mkdir(parents=True)
    for note in notes(path):
        (folder / "home" / "unstored" / note.name).write_bytes(note.read_bytes())
    (folder / path.name).write_bytes(path.read_bytes())
    monkeypatch.setenv("NIGAO_HOME", str(folder / "home"))
    return open_session(folder / path.name, datetime.now).value


@pytest.mark.parametrize("is_full", [False, True])
def test_a_kill_while_the_disk_hangs_or_is_full_loses_nothing(
    path: Path, room: ScrollableColumn, is_full: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = path.read_bytes()
    room.disk.is_full = is_full
    if not is_full:
        room.disk.may_go.clear()
    room.fill("3", "5", "7")
    assert until(lambda: bool(notes(path)) and room.noted == 3)
    assert path.read_bytes()[100:] == stored[100:]
    left = as_left(path, path.parent / "later", monkeypatch)
    assert left.draft == room.session.draft
    left.close()


def test_what_was_typed_before_the_disk_hung_is_not_noted(path: Path, room: ScrollableColumn) -> None:
    room.fill("3")
    assert room.journal.settle(LONGEST_S)
    room.disk.may_go.clear()
    room.fill("5")
    assert until(lambda: room.noted == 2)
    assert notes(path)[0].read_bytes().count(b'{"number"') == 1


def test_nothing_is_noted_of_what_is_stored_at_once(
    path: Path, room: ScrollableColumn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(net, "LATE", LONGEST_S)
    noted: list[int] = []
    monkeypatch.setattr(PendingJournal, "add", lambda _spill, number, _entry: noted.append(number))
    room.fill("3", "5")
    assert room.journal.settle(LONGEST_S)
    room.session.close()
    assert noted == []


def test_notes_go_when_the_disk_has_everything(path: Path, room: ScrollableColumn) -> None:
    room.disk.may_go.clear()
    room.fill("3", "5")
    assert until(lambda: bool(notes(path)))
    room.disk.may_go.set()
    assert until(lambda: not notes(path))
    assert "选派5名" in read_stored(path).elements[1].text


def test_notes_go_when_what_waits_is_given_up(path: Path, room: ScrollableColumn) -> None:
    room.disk.is_full = True
    room.fill("3")
    assert until(lambda: bool(notes(path)))
    room.journal.forget()
    assert until(lambda: not notes(path))


def test_what_is_not_stored_when_the_draft_is_closed_is_there_next_time(path: Path, room: ScrollableColumn) -> None:
    room.disk.is_full = True
    room.fill("3", "5")
    room.session.close()
    result = open_session(path, datetime.now)
    assert [notice.code for notice in result.notices] == ["draft_caught_up"]
    assert result.value.draft == room.session.draft
    result.value.close()


def test_a_net_that_cannot_be_written_is_tried_again_and_is_still(
    path: Path, room: ScrollableColumn, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int] = []
    add = PendingJournal.add
    monkeypatch.setattr(
        PendingJournal, "add", lambda spill, number, entry: tried.append(number) or add(spill, number, entry)
    )
    (path.parent / "home").write_bytes(b"")
    room.disk.may_go.clear()
    room.fill("3")
    assert until(lambda: len(tried) > 1)
    room.disk.may_go.set()
    assert room.journal.settle(LONGEST_S)
    assert "选派3名" in read_stored(path).elements[1].text


def test_two_windows_keep_their_own_notes(path: Path, room: ScrollableColumn, tmp_path: Path) -> None:
    create_session(tmp_path / "另一份.nigao", make_draft("body |接待{48}人次。"), datetime.now).close()
    other = ScrollableColumn(tmp_path / "另一份.nigao")
    for one in (room, other):
        one.disk.may_go.clear()
        one.fill("3")
    assert until(lambda: len(notes(path)) == 2)
    other.disk.may_go.set()
    assert until(lambda: len(notes(path)) == 1)
    other.session.close()
