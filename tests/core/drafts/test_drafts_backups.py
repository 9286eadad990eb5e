"""Rolling copies: of every hour, day and week the last, within a size, and never one that cannot be read."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.drafts.backups import DAY, HOUR, WEEK, Copy, beyond, copies, copies_of, keep, look, shelves
from core.drafts.store import DraftStore
from core.errors import BadDraft
from core.model.change import apply, difference
from core.model.draft import Draft
from core.model.spans import Place
from tests.builders import make_draft

REPORT = "title |2023年青禾县档案馆工作总结\nbody |选派{**}名干部。"
NOON = datetime(2023, 7, 3, 12, 0)


def clock() -> datetime:
    return NOON


@pytest.fixture
def path(tmp_path: Path) -> Path:
    DraftStore.create(tmp_path / "稿.nigao", make_draft(REPORT), clock).close()
    return tmp_path / "稿.nigao"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def retitle(path: Path, title: str) -> None:
    store = DraftStore.open(path, clock)
    draft = store.draft()
    first = replace(draft.elements[0], content=title)
    after = replace(draft, elements=(first, *draft.elements[1:]))
    change = difference(draft, after, Place(first.id), "改标题")
    store.record(change, apply(draft, change))
    store.close()


def held(path: Path) -> Draft:
    store = DraftStore.view(path)
    found = store.draft()
    store.close()
    return found


def test_a_copy_holds_the_draft_as_it_was(path: Path, folder: Path) -> None:
    keep(folder, path, NOON)
    before = held(path)
    retitle(path, "新的标题")
    assert held(copies(folder)[0].path) == before


def test_what_has_not_changed_is_not_copied_again(path: Path, folder: Path) -> None:
    first, second = keep(folder, path, NOON), keep(folder, path, NOON + timedelta(days=1))
    assert (first, second, len(copies(folder))) == (True, False, 1)


def test_a_copy_is_made_beside_the_writer(path: Path, folder: Path) -> None:
    writer = DraftStore.open(path, clock)
    keep(folder, path, NOON)
    other = DraftStore.open(path, clock)
    other.close()
    writer.close()
    assert len(copies(folder)) == 1
    assert other.read_only


def test_an_hour_keeps_its_last_copy(path: Path, folder: Path) -> None:
    for minute in (1, 21, 41):
        retitle(path, f"第{minute}稿")
        keep(folder, path, NOON + timedelta(minutes=minute))
    assert [held(copy.path).title for copy in copies(folder)] == ["第41稿"]


def test_a_clock_turned_back_pushes_nothing_out(path: Path, folder: Path) -> None:
    keep(folder, path, NOON)
    retitle(path, "昨天的钟")
    keep(folder, path, NOON - timedelta(days=400))
    assert [copy.time for copy in copies(folder)] == [NOON, NOON - timedelta(days=400)]


def test_a_damaged_draft_makes_no_copy_and_takes_none_away(path: Path, folder: Path) -> None:
    keep(folder, path, NOON)
    data = bytearray(path.read_bytes())
    data[4096 : 3 * 4096] = b"\xaa" * (2 * 4096)
    path.write_bytes(data)
    with pytest.raises(BadDraft):
        keep(folder, path, NOON)
    assert [item.suffix for item in sorted(copies(folder)[0].path.parent.iterdir())] == [".nigao", ".txt"]


def test_what_a_killed_program_left_is_cleared_away(path: Path, folder: Path) -> None:
    keep(folder, path, NOON)
    rest = copies(folder)[0].path.parent / ".abcd.tmp"
    rest.write_bytes(b"x")
    keep(folder, path, NOON)
    assert not rest.exists()


def test_a_stranger_s_file_is_no_copy(path: Path, folder: Path) -> None:
    keep(folder, path, NOON)
    (copies(folder)[0].path.parent / "笔记.nigao").write_bytes(b"x")
    assert len(copies(folder)) == 1


def test_a_copy_is_called_by_its_age(path: Path, folder: Path) -> None:
    for number, day in enumerate((0, 10, 29, 30)):
        retitle(path, f"第{number}稿")
        keep(folder, path, NOON + timedelta(days=day))
    assert [copy.kind for copy in copies(folder)] == [WEEK, WEEK, DAY, HOUR]


def test_each_draft_has_its_own_copies(path: Path, folder: Path) -> None:
    other = path.with_name("另一份.nigao")
    DraftStore.create(other, make_draft("title |别的"), clock).close()
    keep(folder, path, NOON)
    keep(folder, other, NOON)
    assert [copy.origin.name for copy in copies_of(folder, other)] == ["另一份.nigao"]
    assert len(copies(folder)) == 2


def test_no_folder_means_no_copies(folder: Path, path: Path) -> None:
    assert (copies(folder), copies_of(folder, path)) == ((), ())


def test_a_copy_says_what_it_is_of(path: Path, folder: Path) -> None:
    keep(folder, path, NOON)
    title, identity = look(copies(folder)[0].path)
    assert (title, identity.unit) == ("2023年青禾县档案馆工作总结", "青禾县档案馆")


@pytest.mark.parametrize("data", [b"", b"x" * 5000], ids=["empty", "nonsense"])
def test_of_an_unreadable_copy_nothing_is_said(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.nigao").write_bytes(data)
    assert look(tmp_path / "x.nigao")[0] == ""


def every(step: timedelta, count: int) -> list[datetime]:
    return [NOON + index * step for index in range(count)]


@pytest.mark.parametrize(
    ("times", "kinds"),
    [
        ([], {}),
        ([NOON], {HOUR: 1}),
        (every(timedelta(minutes=10), 12), {HOUR: 2}),
        (every(timedelta(hours=1), 40), {HOUR: 24, DAY: 1}),
        (every(timedelta(hours=4), 6 * 30), {HOUR: 24, DAY: 9, WEEK: 2}),
        (every(timedelta(days=7), 60), {HOUR: 24}),
        (every(timedelta(days=-7), 60), {HOUR: 24}),
    ],
    ids=["none", "one", "two hours", "forty hours", "a month", "weekly", "backwards"],
)
def test_shelves_hold_so_many(times: list[datetime], kinds: dict[str, int]) -> None:
    found = list(shelves(times).values())
    assert {kind: found.count(kind) for kind in (HOUR, DAY, WEEK) if kind in found} == kinds


def test_the_last_copy_always_stays() -> None:
    times = every(timedelta(hours=5), 300)
    assert len(times) - 1 in shelves(times)


def made(home: str, number: int, size: int) -> Copy:
    return Copy(Path(home, f"{number}.nigao"), number, NOON + timedelta(hours=number), size, Path(home))


@pytest.mark.parametrize(
    ("most", "gone"),
    [(100, []), (40, []), (39, [1]), (25, [1, 2]), (20, [1, 2]), (19, [1, 2, 3])],
)
def test_beyond_the_size_the_oldest_go_and_the_last_of_each_draft_stays(most: int, gone: list[int]) -> None:
    every_copy = [made("a", 1, 10), made("a", 2, 10), made("a", 3, 10), made("b", 4, 10)]
    assert [copy.number for copy in beyond(every_copy, most)] == gone


def test_the_size_is_kept_when_a_copy_is_made(path: Path, folder: Path) -> None:
    keep(folder, path, NOON)
    retitle(path, "新")
    keep(folder, path, NOON + timedelta(days=3), most=copies(folder)[0].size + 4096)
    assert [held(copy.path).title for copy in copies(folder)] == ["新"]
