"""Draft files made by earlier programs: opened, looked at without being changed, brought up to date by an edit.

``tests/old_drafts`` holds one file of every earlier format, written by the program of its time.
"""

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from core.drafts.opening import UPGRADES
from core.drafts.schema import FORMAT, version_of
from core.drafts.store import DraftStore
from core.editing.text.values import set_value
from core.errors import BadDraft
from core.model.change import Change, apply
from core.model.draft import Draft
from core.model.history import Version
from core.workflows.drafting.session import open_session
from tests.builders import lines_of

SAMPLES = Path(__file__).parents[2] / "old_drafts"
LINES = [
    "2023年青禾县档案馆上半年工作总结",
    "县委办：",
    "今年以来，**县档案馆围绕中心、服务大局。",
    "一、开展情况",
    "（一）抓接收。接收档案120卷，整理48卷。",
    "（二）抓利用。接待查档63人次。",
    "其中，**县群众查档12人次。",
    "二、存在问题",
    "库房面积不足，仅300平方米，其中二楼漏水。",
    "三、下半年打算",
    "青禾县档案馆",
    "2023年7月3日",
]
REASONS = [
    "填写要素", "确认沿用", "删除部分", "删除部分", "输入", "新增部分", "填写主送", "填写主送", "填写主送",
]  # fmt: skip


def clock() -> datetime:
    return datetime(2023, 7, 3, 12, 0)


def filled(draft: Draft) -> Change:
    return set_value(draft, "f5", "64")


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def spoiled(path: Path, statement: str) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(statement)
    return path


@pytest.fixture(params=sorted(UPGRADES))
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A draft file of an earlier format."""
    return Path(shutil.copy(SAMPLES / f"format{request.param}.nigao", tmp_path / "旧稿.nigao"))


def test_every_earlier_format_has_an_upgrade_and_a_sample() -> None:
    assert list(UPGRADES) == list(range(1, FORMAT))
    assert [version(SAMPLES / f"format{number}.nigao") for number in UPGRADES] == list(UPGRADES)


def test_an_old_draft_opens_as_it_was(old: Path) -> None:
    with closing(DraftStore.open(old, clock)) as store:
        assert lines_of(store.draft()) == LINES


def test_an_old_draft_knows_its_basis(old: Path) -> None:
    with closing(DraftStore.open(old, clock)) as store:
        draft = store.draft()
    assert ([basis.name for basis in draft.basis], draft.origins) == (["去年上半年总结.docx"], (("e7", 0, "e7"),))


def test_looking_at_an_old_draft_does_not_change_it(old: Path) -> None:
    before = old.read_bytes()
    for way in (lambda: DraftStore.open(old, clock), lambda: DraftStore.view(old)):
        with closing(way()) as store:
            assert (len(store.steps()), store.versions(), len(store.draft().elements)) == (9, (), 12)
    assert old.read_bytes() == before


def test_the_history_of_an_old_draft_is_one_line(old: Path) -> None:
    with closing(DraftStore.view(old)) as store:
        steps, standing = store.steps(), store.standing()
    assert [step.parent for step in steps] == list(range(9))
    assert ([step.reason for step in steps], standing[:3]) == (REASONS, (9, 9, 9))


def test_an_edit_brings_an_old_draft_up_to_date(old: Path) -> None:
    with closing(DraftStore.open(old, clock)) as store:
        after = apply(store.draft(), filled(store.draft()))
        store.record(filled(store.draft()), after)
    with closing(DraftStore.view(old)) as store:
        assert (store.draft(), len(store.steps())) == (after, 10)
    assert version(old) == FORMAT


def test_a_version_brings_an_old_draft_up_to_date(old: Path) -> None:
    with closing(DraftStore.open(old, clock)) as store:
        draft = store.draft()
        store.keep(Version(1, clock(), "送审一稿"), draft)
    with closing(DraftStore.view(old)) as store:
        assert store.version(1).elements == draft.elements
    assert version(old) == FORMAT


def test_what_was_edited_years_ago_can_be_taken_back(old: Path) -> None:
    session = open_session(old, clock).value
    for _ in range(9):
        session.undo()
    lines = lines_of(session.draft)
    session.close()
    assert (lines[1], lines[4], len(lines)) == ("县委办公室：", "（一）抓接收。接收档案**卷，整理48卷。", 11)


@pytest.mark.parametrize("old", [1, 2], indirect=True)
def test_a_damaged_entry_ends_the_history_of_an_old_draft(old: Path) -> None:
    """Formats 1 and 2 store whole changes, which are read all at once."""
    spoiled(old, "UPDATE change SET body = '{' WHERE number = 4")
    with closing(DraftStore.view(old)) as store:
        assert ([step.number for step in store.steps()], lines_of(store.draft())) == ([5, 6, 7, 8, 9], LINES)


def test_a_refused_edit_leaves_an_old_draft_as_it_was(old: Path) -> None:
    before = old.read_bytes()
    with closing(DraftStore.open(old, clock)) as store:
        pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
        store._connection.execute(f"PRAGMA max_page_count={pages}")
        with pytest.raises(BadDraft, match="draft_disk_full"):
            store.keep(Version(1, clock(), "稿", "注" * 100_000), store.draft())
    assert (old.read_bytes(), version(old)) == (before, version(old))


def test_a_reader_sees_the_draft_while_it_is_brought_up_to_date(old: Path) -> None:
    with closing(DraftStore.view(old)) as reader, closing(DraftStore.open(old, clock)) as writer:
        before = reader.draft()
        writer.record(filled(before), apply(before, filled(before)))
        assert reader.draft() == writer.draft() != before


def test_nobody_takes_an_old_draft_away_while_it_is_read(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite would wait without end if the file were taken between the look at its format and the copy."""
    tried: list[str] = []

    def _taken(connection: sqlite3.Connection) -> int:
        found = version_of(connection)
        with closing(sqlite3.connect(old, timeout=0, isolation_level=None)) as other:
            try:
                other.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                tried.append(str(error))
        return found

    with closing(DraftStore.view(old)) as store:
        monkeypatch.setattr("core.drafts.store.version_of", _taken)
        assert (lines_of(store.draft()), tried) == (LINES, ["database is locked"])


def test_an_old_draft_that_another_program_keeps_to_itself_is_refused_in_the_end(old: Path) -> None:
    with closing(DraftStore.view(old)) as store, closing(sqlite3.connect(old, isolation_level=None)) as other:
        store._connection.execute("PRAGMA busy_timeout=0")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(BadDraft, match="draft_locked"):
            store.draft()


def test_a_newer_draft_is_refused_without_being_touched(old: Path) -> None:
    spoiled(old, f"PRAGMA user_version={FORMAT + 1}")
    before, time = old.read_bytes(), old.stat().st_mtime_ns
    for way in (lambda: DraftStore.open(old, clock), lambda: DraftStore.view(old)):
        with pytest.raises(BadDraft, match="draft_newer"):
            way()
    assert (old.read_bytes(), old.stat().st_mtime_ns) == (before, time)


def test_an_old_draft_with_a_table_of_a_later_format_is_no_draft(old: Path) -> None:
    spoiled(old, f"CREATE TABLE {'decision' if version(old) < 5 else 'later'} (x)")
    with pytest.raises(BadDraft, match="draft_damaged"):
        DraftStore.open(old, clock)
