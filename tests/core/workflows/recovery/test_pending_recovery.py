"""Edits noted while the draft's disk stood still: back when the draft is opened, once, and never mixed with others' work."""

import errno
import os
import shutil
import stat
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from core.drafts import pending_journal as spill_module
from core.drafts.pending_journal import PendingEdit, PendingJournal, PendingVersion
from core.drafts.pending_read import parsed_journal, read_pending
from core.drafts.store import DraftStore
from core.errors import BadDraft
from core.model.change import Change
from core.model.draft import Draft
from core.model.history import HistoryUpdate, Version
from core.workflows.drafting.editing import rename, set_value
from core.workflows.drafting.session import Session, create_session, open_session, read_stored
from core.workflows.recovery import pending_recovery as unstored
from core.workflows.recovery.pending_recovery import journal_for, list_recoverable, waits_for
from tests.builders import make_draft
from tests.journals import Seconds

REPORT = "title |2023年总结\nh1 一、|开展情况\nbody |选派{**}名干部，接待{48}人次。"
NOON = datetime(2023, 7, 3, 12)


def clock() -> datetime:
    return NOON


class Standing:
    """A draft file whose disk stands still after so many edits: what comes later is noted, and no more."""

    def __init__(self, store: Any, stored: int) -> None:
        spill = journal_for(store)
        assert spill is not None
        self.store, self.spill = store, spill
        self.stored, self.number = stored, 0

    def record(self, change: Change, draft: Draft, mark: HistoryUpdate | None = None) -> None:
        """Store it, or note it."""
        self._add(PendingEdit(change, draft, mark))

    def keep(
        self, version: Version, draft: Draft, dropped: Iterable[int] = (), step: int | None = None, printed: str = ""
    ) -> None:
        """Store it, or note it."""
        self._add(PendingVersion(version, draft, tuple(dropped), None, printed))

    def printed(self, number: int) -> str:
        """Nothing printed."""
        return ""

    def kill(self) -> None:
        """The end of the program: the locks go, nothing else happens."""
        self.spill.close()
        self.store.close()

    def _add(self, what: PendingEdit | PendingVersion) -> None:
        self.number += 1
        if self.number <= self.stored:
            self.store_late(what)
            return
        self.spill.add(self.number, what)
        list(self.spill.write_whole(self.number, what.draft))

    def store_late(self, what: PendingEdit | PendingVersion) -> None:
        """The disk takes one edit, as the storing thread does it."""
        with self.store.together():
            what.store(self.store)
            self.store.sign(self.spill.window, self.number)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    create_session(tmp_path / "稿.nigao", make_draft(REPORT), clock).close()
    return tmp_path / "稿.nigao"


def at_work(path: Path, stored: int = 0) -> tuple[Session, Standing]:
    kept: list[Standing] = []

    def _wrap(store: Any) -> Any:
        kept.append(Standing(store, stored))
        return kept[0]

    return open_session(path, Seconds(5), _wrap).value, kept[0]


def fill(session: Session, *values: str) -> None:
    for value in values:
        session.do(set_value(session.draft, "f1", value))


def killed(path: Path, *values: str, stored: int = 0) -> Standing:
    """Somebody fills in these values, of which the disk takes so many, and the program is killed."""
    session, standing = at_work(path, stored)
    fill(session, *values)
    standing.kill()
    return standing


def text_of(path: Path) -> str:
    return read_stored(path).elements[2].text


def opened(path: Path) -> list[str]:
    """What is told when the draft is opened."""
    result = open_session(path, clock)
    result.value.close()
    return [notice.code for notice in result.notices]


def notes(path: Path) -> list[Path]:
    return list((path.parent / "home" / "unstored").glob("*"))


def copies() -> list[str]:
    return [read_stored(copy.path).elements[2].text for copy in list_recoverable()]


def test_a_draft_is_known_to_be_waited_for_until_it_is_opened(path: Path) -> None:
    killed(path, "3")
    before = waits_for(path)
    opened(path)
    assert (before, waits_for(path)) == (True, False)


def test_nothing_waits_for_another_draft(path: Path) -> None:
    killed(path, "3")
    assert not waits_for(path.with_name("别的.nigao"))


def test_notes_that_are_none_wait_for_nobody(path: Path) -> None:
    killed(path, "3")
    notes(path)[0].write_bytes(b"x")
    assert not waits_for(path)


# The file stands where the notes say


@pytest.mark.parametrize("stored", [0, 1, 2])
def test_what_never_reached_the_file_is_there_when_the_draft_is_opened(path: Path, stored: int) -> None:
    killed(path, "3", "5", "7", stored=stored)
    assert opened(path) == ["draft_caught_up"]
    assert "选派7名" in text_of(path)


def test_what_was_taken_up_is_noted_no_longer(path: Path) -> None:
    killed(path, "3")
    opened(path)
    assert (notes(path), opened(path)) == ([], [])


def test_what_was_taken_up_can_be_undone_step_by_step(path: Path) -> None:
    killed(path, "3", "5")
    session = open_session(path, clock).value
    session.undo()
    assert "选派3名" in session.draft.elements[2].text
    session.undo()
    session.close()
    assert text_of(path) == read_stored(path).elements[2].text == "选派**名干部，接待48人次。"


def test_undoing_that_was_noted_is_done(path: Path) -> None:
    session, standing = at_work(path, stored=1)
    fill(session, "3")
    session.undo()
    standing.kill()
    opened(path)
    after = open_session(path, clock).value
    assert (after.can_undo, after.can_redo, "**" in after.draft.elements[2].text) == (False, True, True)
    after.close()


def test_a_version_that_was_noted_is_kept_as_the_draft_was_then(path: Path) -> None:
    session, standing = at_work(path)
    fill(session, "3")
    session.keep_version("送审一稿")
    fill(session, "5")
    standing.kill()
    opened(path)
    after = open_session(path, clock).value
    assert [version.name for version in after.versions()] == ["送审一稿"]
    assert "选派3名" in after.version(1).elements[2].text
    assert "选派5名" in after.draft.elements[2].text
    after.close()


def test_notes_that_are_stored_already_change_nothing(path: Path) -> None:
    """Killed between the commit and the end of the notes."""
    session, standing = at_work(path)
    fill(session, "3")
    standing.number = 0
    change = set_value(read_stored(path), "f1", "3")
    standing.number = 1
    standing.store_late(PendingEdit(change, session.draft, HistoryUpdate(1, 1)))
    standing.kill()
    before = read_stored(path)
    assert (opened(path), read_stored(path), notes(path)) == ([], before, [])


def test_a_draft_that_was_moved_is_brought_up_too(path: Path) -> None:
    killed(path, "3")
    moved = path.parent / "别处" / "改了名.nigao"
    moved.parent.mkdir()
    shutil.move(path, moved)
    assert (opened(moved), opened(moved)) == (["draft_caught_up"], [])
    assert "选派3名" in text_of(moved)


def test_a_copy_takes_nothing_away_from_the_draft_itself(path: Path) -> None:
    killed(path, "3")
    copy = path.with_name("副本.nigao")
    shutil.copyfile(path, copy)
    opened(copy)
    assert opened(path) == ["draft_caught_up"]


def test_a_second_kill_loses_nothing_of_the_first(path: Path) -> None:
    killed(path, "3")
    killed(path, "5", "7", stored=1)
    opened(path)
    session = open_session(path, clock).value
    texts = [session.draft.elements[2].text]
    while session.undo():
        texts.append(session.draft.elements[2].text)
    session.close()
    assert ["".join(text[2:4]) for text in texts] == ["7名", "5名", "3名", "**"]


# The file has gone on otherwise


def gone_on(path: Path) -> None:
    """Edited on another machine, that knows nothing of notes."""
    store = DraftStore.open(path, clock)
    session = Session(store.draft(), path, store, clock)
    session.do(rename(session.draft, "e2", "别人的改动"))
    session.close()


def test_notes_are_not_mixed_with_somebody_elses_work(path: Path) -> None:
    killed(path, "3", stored=0)
    gone_on(path)
    before = read_stored(path)
    assert (opened(path), read_stored(path)) == (["draft_noted_beside"], before)


@pytest.mark.parametrize(("values", "stored"), [(("3",), 0), (("3", "5", "7"), 2), (("3", "5", "7"), 0)])
@pytest.mark.parametrize("piece", [1, 200])
def test_notes_that_do_not_fit_become_a_copy_beside(
    path: Path, values: tuple[str, ...], stored: int, piece: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spill_module, "PART_SIZE", piece)
    killed(path, *values, stored=stored)
    gone_on(path)
    opened(path)
    assert copies() == [f"选派{values[-1]}名干部，接待48人次。"]
    assert notes(path) == []


def test_notes_that_neither_fit_nor_make_a_whole_draft_are_left(path: Path) -> None:
    killed(path, "3")
    gone_on(path)
    notes(path)[0].write_bytes(notes(path)[0].read_bytes()[:-1])
    assert (opened(path), copies(), len(notes(path))) == ([], [], 1)


def test_notes_older_than_the_file_are_not_stored_over_it(path: Path) -> None:
    """An earlier state was put back under a window that had stored more."""
    old = path.read_bytes()
    killed(path, "3", "5", stored=1)
    path.write_bytes(old)
    assert opened(path) == ["draft_noted_beside"]
    assert "选派**名" in text_of(path)


def test_another_draft_has_nothing_to_do_with_them(path: Path) -> None:
    killed(path, "3")
    other = path.with_name("另一份.nigao")
    create_session(other, make_draft(REPORT + "\nbody |另一份。"), clock).close()
    assert (opened(other), opened(path)) == ([], ["draft_caught_up"])


def test_nobody_claims_the_notes_of_another_draft(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A window that opens that draft at the same moment would take them for those of a window at work."""
    killed(path, "3")
    other = path.with_name("另一份.nigao")
    create_session(other, make_draft(REPORT + "\nbody |另一份。"), clock).close()
    claims: list[Path] = []
    monkeypatch.setattr(unstored, "claimed", claims.append)
    assert (opened(other), claims) == ([], [])


def test_edits_of_a_draft_that_is_gone_are_among_the_copies_once(path: Path) -> None:
    killed(path, "3")
    path.unlink()
    assert (copies(), copies()) == (["选派3名干部，接待48人次。"],) * 2


def test_notes_of_long_ago_lie_among_the_copies_alone(path: Path) -> None:
    killed(path, "3")
    os.utime(notes(path)[0], (10**9, 10**9))
    assert (len(copies()), notes(path), len(copies())) == (1, [], 1)


def test_notes_of_long_ago_that_make_no_whole_draft_still_wait_for_theirs(path: Path) -> None:
    """A clock that had stood wrong makes of this morning's notes old ones."""
    killed(path, "3")
    notes(path)[0].write_bytes(notes(path)[0].read_bytes()[:-1])
    os.utime(notes(path)[0], (10**9, 10**9))
    assert (copies(), opened(path)) == ([], ["draft_caught_up"])


def test_notes_of_long_ago_that_say_nothing_go(path: Path) -> None:
    killed(path, "3")
    notes(path)[0].write_bytes(b"nothing")
    os.utime(notes(path)[0], (10**9, 10**9))
    assert (copies(), notes(path)) == ([], [])


# Who may not take them


def test_a_window_at_work_keeps_its_notes(path: Path) -> None:
    session, standing = at_work(path)
    fill(session, "3")
    assert (opened(path), len(notes(path))) == (["draft_in_use"], 1)
    assert list_recoverable() == ()
    standing.kill()


def test_notes_wait_until_the_draft_may_be_written(path: Path) -> None:
    killed(path, "3")
    writer = DraftStore.open(path, clock)
    assert opened(path) == ["draft_in_use"]
    writer.close()
    assert opened(path) == ["draft_caught_up"]


def test_a_disk_that_still_refuses_leaves_the_notes(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    killed(path, "3")

    def _full(*_edit: object) -> None:
        raise BadDraft("draft_disk_full", name=path.name)

    with monkeypatch.context() as patch:
        patch.setattr(DraftStore, "sign", _full)
        assert opened(path) == ["draft_not_caught_up"]
    assert (opened(path), "选派3名" in text_of(path)) == (["draft_caught_up"], True)


def test_a_draft_that_may_only_be_read_needs_no_notes(path: Path) -> None:
    writer = DraftStore.open(path, clock)
    reader = DraftStore.open(path, clock)
    assert journal_for(reader) is None
    reader.close()
    writer.close()


# Torn, forged, refused


@pytest.fixture
def torn(path: Path) -> tuple[Path, bytes, list[int]]:
    """A file of two notes, what it holds, and where its frames end."""
    session, standing = at_work(path)
    fill(session, "3", "5")
    standing.kill()
    data, ends = notes(path)[0].read_bytes(), [len(spill_module.MAGIC)]
    while ends[-1] < len(data):
        ends.append(ends[-1] + spill_module.FRAME.size + spill_module.FRAME.unpack_from(data, ends[-1])[0])
    return notes(path)[0], data, ends


def test_torn_at_any_byte_they_say_what_is_whole(torn: tuple[Path, bytes, list[int]]) -> None:
    _, data, ends = torn
    whole = parsed_journal(data)
    assert whole is not None
    assert sorted(whole.edits) == [1, 2]
    starts = [number for number, _ in enumerate(ends[2:], 2) if data[ends[number - 1] + 8 :][:9] == b'{"number"']
    for length in range(len(data)):
        found = parsed_journal(data[:length])
        edits = None if length < ends[1] else sum(ends[number] <= length for number in starts)
        assert (None if found is None else len(found.edits)) == edits


def test_spoiled_at_any_byte_they_say_nothing_else(torn: tuple[Path, bytes, list[int]]) -> None:
    _, data, _ = torn
    whole = parsed_journal(data)
    assert whole is not None
    for place in range(len(data)):
        found = parsed_journal(data[:place] + bytes([data[place] ^ 0x41]) + data[place + 1 :])
        assert found is None or found.edits.items() <= whole.edits.items()


@pytest.mark.parametrize(("cut", "seen"), [("the last frame", "5名"), ("the second edit", "3名"), ("the head", "**")])
def test_what_is_whole_of_torn_notes_is_taken_up(
    path: Path, torn: tuple[Path, bytes, list[int]], cut: str, seen: str
) -> None:
    file, data, ends = torn
    second = next(end for end in reversed(ends[:-1]) if data[end + 8 :].startswith(b'{"number"'))
    file.write_bytes(data[: {"the last frame": len(data) - 1, "the second edit": second + 20, "the head": 30}[cut]])
    opened(path)
    assert text_of(path)[2:4] == seen


FORGED = {
    "no frame": b"",
    "no magic": b"\0" * 64,
    "no object": spill_module.framed([1]),  # type: ignore[arg-type]
    "no window": spill_module.framed({}),
    "a base that is none": spill_module.framed({"window": "a", "base": 7, "name": "", "place": ""}),
    "a name that is a path": spill_module.framed({"window": "a", "base": ["b", 0], "name": "../../x", "place": ""}),
    "a depth without end": spill_module.FRAME.pack(90_000, spill_module.crc32(b"[" * 90_000)) + b"[" * 90_000,
}


@pytest.mark.parametrize("kind", FORGED)
def test_forged_notes_are_nothing(path: Path, kind: str) -> None:
    file = path.parent / "home" / "unstored" / "x.spill"
    file.parent.mkdir(parents=True)
    file.write_bytes((b"" if kind == "no magic" else spill_module.MAGIC) + FORGED[kind])
    before = read_stored(path)
    assert (opened(path), read_stored(path), list_recoverable()) == ([], before, ())


STEP = [1, 0, "2023-07-03T12:00:00", "打字", "e3", "{}"]
FIT = {"number": 1, "body": '{"p":["e3",0,0]}', "mark": [1, 1, [STEP]]}
UNFIT: dict[str, Any] = {
    "a number far behind": {"number": 10**9},
    "a number beyond all numbers": {"number": 10**30},
    "no body": {"body": None},
    "a body that does not fit": {"body": '{"p":["e3",0,0],"e":[["e3",{"content":[0,"别","人"]}]]}'},
    "no mark": {"mark": None},
    "a step before itself": {"mark": [1, 1, [[1, 1, *STEP[2:]]]]},
    "a step of no number": {"mark": [1, 1, [["一", 0, *STEP[2:]]]]},
    "a step beyond all numbers": {"mark": [1, 1, [[10**30, 0, *STEP[2:]]]]},
    "a step at no time": {"mark": [1, 1, [[1, 0, "昨天", *STEP[3:]]]]},
    "a step without words": {"mark": [1, 1, [[*STEP[:5], 7]]]},
    "a head that is none": {"mark": [-1, 1, []]},
    "a version that is none": {"version": [1]},
    "a version named by a number": {"version": [1, "2023-07-03", 5, "", "hand"], "dropped": []},
}


@pytest.mark.parametrize("kind", UNFIT)
def test_forged_edits_leave_the_draft_as_it_is(path: Path, kind: str) -> None:
    standing = killed(path, "3")
    standing.spill._size = 0
    file, before = notes(path)[0], read_stored(path)
    head = file.read_bytes()[: file.read_bytes().index(spill_module.framed(FIT)[8:18]) - 8]
    file.write_bytes(head + spill_module.framed({**FIT, **UNFIT[kind]}))
    assert (opened(path), read_stored(path)) == ([], before)


def test_edits_that_fit_are_taken_up(path: Path) -> None:
    """What the forged ones above differ from."""
    killed(path, "3")
    file = notes(path)[0]
    head = file.read_bytes()[: file.read_bytes().index(spill_module.framed(FIT)[8:18]) - 8]
    file.write_bytes(head + spill_module.framed(FIT))
    assert opened(path) == ["draft_caught_up"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_nobody_else_may_read_the_notes(path: Path) -> None:
    killed(path, "3")
    assert stat.S_IMODE(notes(path)[0].stat().st_mode) == 0o600
    assert stat.S_IMODE(notes(path)[0].parent.stat().st_mode) == 0o700


def test_where_the_draft_lies_is_not_written_down(path: Path) -> None:
    killed(path, "3")
    assert str(path.parent).encode() not in notes(path)[0].read_bytes()


def spill_of(path: Path) -> PendingJournal:
    store = DraftStore.open(path, clock)
    spill = journal_for(store)
    store.close()
    assert spill is not None
    return spill


def edit_of(path: Path, value: str) -> PendingEdit:
    draft = read_stored(path)
    change = set_value(draft, "f1", value)
    return PendingEdit(change, draft, HistoryUpdate(1, 1))


def test_notes_never_grow_beyond_their_limit(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spill, edit = spill_of(path), edit_of(path, "3")
    spill.add(1, edit)
    size = notes(path)[0].stat().st_size
    monkeypatch.setattr(spill_module, "LARGEST", size + 5)
    with pytest.raises(OSError, match="spill"):
        spill.add(2, edit)
    spill.close()
    assert notes(path)[0].stat().st_size == size


def test_half_a_frame_is_taken_back_before_the_next(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spill, edit = spill_of(path), edit_of(path, "3")
    spill.add(1, edit)
    write = os.write
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:9]))
        with pytest.raises(OSError, match="spill"):
            spill.add(2, edit)
    spill.add(2, edit)
    spill.close()
    found = read_pending(notes(path)[0])
    assert found is not None
    assert sorted(found.edits) == [1, 2]


def test_notes_that_cannot_be_begun_leave_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def _full(_descriptor: int, _data: bytes) -> int:
        raise OSError(errno.ENOSPC, "full")

    spill, edit = spill_of(path), edit_of(path, "3")
    monkeypatch.setattr(os, "write", _full)
    with pytest.raises(OSError, match="full"):
        spill.add(1, edit)
    assert notes(path) == []
