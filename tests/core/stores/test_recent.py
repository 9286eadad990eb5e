"""The list of recent drafts: newest first, honest about missing files, and never in the way."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from core.drafts.pending_journal import PendingJournal
from core.drafts.store import DraftStore
from core.errors import BadDraft
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind, FactState
from core.stores.recent import ASIDE_NAME, FILE_NAME, LONGEST, RecentBook, RecentDraft, forget, remember
from core.workflows.checking.consistency import readiness_of
from core.workflows.drafting.recent import copy_recent, list_recent

NOON = datetime(2023, 7, 3, 12, 0, 5)
DRAFT = Draft(
    Identity("上半年工作总结", 2023, "青禾县档案馆", "上半年"),
    (Element("e1", Role.TITLE, "总结"), Element("e2", Role.BODY, "**次48人")),
    (
        Fact("f1", FactKind.MASK, "figure", "e2", 0, 2, "**", state=FactState.EMPTY),
        Fact("f2", FactKind.FIGURE, "count", "e2", 3, 5, "48"),
    ),
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def card(folder: Path, name: str) -> RecentDraft:
    path = folder / name
    path.write_bytes(b"x")
    return RecentDraft.of(path, DRAFT, NOON)


def test_nothing_at_first() -> None:
    assert list_recent().value == ()


def test_card_says_what_the_start_page_shows(tmp_path: Path) -> None:
    found = card(tmp_path, "甲.nigao")
    assert (found.title, found.kind, found.year, found.unit) == ("总结", "上半年工作总结", 2023, "青禾县档案馆")
    assert (found.empty, found.carried, found.total, found.edited) == (1, 1, 2, "2023-07-03T12:00:05")


def test_newest_first_and_once_each(tmp_path: Path) -> None:
    for name in ("甲", "乙", "甲"):
        remember(card(tmp_path, name))
    assert [Path(entry.path).name for entry in list_recent().value] == ["甲", "乙"]


def test_missing_files_are_left_out(tmp_path: Path) -> None:
    remember(card(tmp_path, "甲"))
    (tmp_path / "甲").unlink()
    assert list_recent().value == ()


def test_list_does_not_grow_without_end(tmp_path: Path) -> None:
    for number in range(LONGEST + 2):
        remember(card(tmp_path, f"{number}"))
    assert len(list_recent().value) == LONGEST


def test_forget_keeps_the_file(tmp_path: Path) -> None:
    remember(card(tmp_path, "甲"))
    forget(tmp_path / "甲")
    assert list_recent().value == ()
    assert (tmp_path / "甲").exists()


@pytest.mark.parametrize(
    "text",
    ["", "{", "3", "[3]", '[{"path": "x"}]', json.dumps([dict.fromkeys(RecentDraft.__annotations__, 1)])],
    ids=["empty", "cut", "number", "not an entry", "incomplete", "wrong types"],
)
def test_broken_list_is_set_aside_and_told(home: Path, text: str) -> None:
    home.mkdir()
    (home / FILE_NAME).write_text(text, "utf-8")
    assert [notice.code for notice in list_recent().notices] == ["recent_set_aside"]
    assert (home / ASIDE_NAME).read_text("utf-8") == text


def test_unwritable_home_is_no_error(home: Path, tmp_path: Path) -> None:
    home.write_bytes(b"a file where the folder should be")
    remember(card(tmp_path, "甲"))
    assert list_recent().value == ()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "甲.nigao"
    path.write_bytes(b"x")
    return path


def test_card_is_written_while_the_draft_is_at_work(file: Path) -> None:
    book = RecentBook(readiness_of)
    book.note(file, DRAFT, NOON)
    book.store()
    assert [entry.title for entry in list_recent().value] == ["总结"]


def test_late_writing_puts_nothing_older_over_the_card(file: Path) -> None:
    book = RecentBook(readiness_of)
    book.note(file, DRAFT, NOON)
    book.end(file, replace(DRAFT, elements=(Element("e1", Role.TITLE, "新题"),), facts=()), NOON)
    book.store()
    assert [entry.title for entry in list_recent().value] == ["新题"]


def test_draft_at_work_in_a_window_was_not_left_open(file: Path) -> None:
    book = RecentBook(readiness_of)
    book.note(file, DRAFT, NOON)
    book.store()
    assert [entry.window for entry in list_recent().value] == [""]


def test_draft_closed_properly_was_not_left_open(file: Path) -> None:
    book = RecentBook(readiness_of)
    book.note(file, DRAFT, NOON)
    book.store()
    book.end(file, DRAFT, NOON)
    assert [entry.window for entry in list_recent().value] == [""]


def test_draft_of_a_window_that_is_gone_was_left_open(file: Path) -> None:
    remember(RecentDraft.of(file, DRAFT, NOON, "gone"))
    assert [entry.window for entry in list_recent().value] == ["gone"]


def test_edits_that_wait_are_told_of_a_draft_that_was_left_open(file: Path, home: Path) -> None:
    remember(RecentDraft.of(file, DRAFT, NOON, "gone"))
    spill = PendingJournal(home / "unstored", file, ("", 0))
    list(spill.write_whole(1, DRAFT))
    spill.close()
    assert [entry.unstored for entry in list_recent().value] == [True]


def test_file_that_a_draft_was_saved_from_was_not_left_open(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "乙.nigao"
    other.write_bytes(b"x")
    remember(RecentDraft.of(file, DRAFT, NOON, "gone"))
    remember(RecentDraft.of(other, DRAFT, NOON, "gone"))
    assert [entry.window for entry in list_recent().value] == ["gone", ""]


def test_a_copy_is_a_draft_of_its_own_with_a_card(tmp_path: Path) -> None:
    path = tmp_path / "甲.nigao"
    DraftStore.create(path, DRAFT, lambda: NOON).close()
    copy = copy_recent(RecentDraft.of(path, DRAFT, NOON, "w1"), NOON)
    store = DraftStore.view(Path(copy.path))
    assert (Path(copy.path).name, store.draft().elements, copy.window) == ("甲（2）.nigao", DRAFT.elements, "")
    store.close()


def test_a_draft_that_cannot_be_copied_leaves_nothing_behind(tmp_path: Path) -> None:
    entry = card(tmp_path, "甲.nigao")
    with pytest.raises(BadDraft, match="draft_not_copied"):
        copy_recent(entry, NOON)
    assert [path.name for path in tmp_path.glob("*.nigao")] == ["甲.nigao"]
