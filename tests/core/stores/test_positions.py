"""Where somebody was in each draft: found again, one line a draft, never told to anybody else, damage ignored."""

import json
from pathlib import Path
from typing import Any

import pytest

from core.stores.positions import FILE_NAME, MOST, DraftPlace, PositionBook

PLACE = DraftPlace("text", "e4", "findings", "", ("e5", 7), ("e5", 3), ("e4", 0), -12)
OTHER = DraftPlace("ledger", "front", "prior", "f3")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "家"))
    return tmp_path / "家"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return tmp_path / "半年总结.nigao"


def kept(path: Path, place: DraftPlace) -> None:
    book = PositionBook()
    book.note(path, place)
    book.store()


def lines(home: Path) -> Any:
    return json.loads((home / FILE_NAME).read_text("utf-8"))


@pytest.mark.usefixtures("home")
def test_a_draft_never_looked_at_has_no_place(draft: Path) -> None:
    assert PositionBook().find(draft) is None


@pytest.mark.usefixtures("home")
def test_a_place_is_found_by_another_start_of_the_program(draft: Path) -> None:
    kept(draft, PLACE)
    assert PositionBook().find(draft) == PLACE


@pytest.mark.usefixtures("home")
def test_a_place_is_found_before_it_is_stored(draft: Path) -> None:
    book = PositionBook()
    book.note(draft, PLACE)
    assert book.find(draft) == PLACE


def test_noting_writes_nothing(home: Path, draft: Path) -> None:
    PositionBook().note(draft, PLACE)
    assert not home.exists()


def test_only_another_place_is_news(home: Path, draft: Path) -> None:
    book = PositionBook()
    assert [book.note(draft, place) for place in (PLACE, PLACE, OTHER)] == [True, False, True]


def test_what_is_stored_is_not_written_again(home: Path, draft: Path) -> None:
    book = PositionBook()
    book.note(draft, PLACE)
    book.store()
    (home / FILE_NAME).unlink()
    book.store()
    assert not (home / FILE_NAME).exists()


@pytest.mark.usefixtures("home")
def test_drafts_have_their_own_places(tmp_path: Path) -> None:
    kept(tmp_path / "甲.nigao", PLACE)
    kept(tmp_path / "乙.nigao", OTHER)
    assert [PositionBook().find(tmp_path / name) for name in ("甲.nigao", "乙.nigao")] == [PLACE, OTHER]


def test_a_draft_has_one_line(home: Path, draft: Path) -> None:
    kept(draft, PLACE)
    kept(draft, OTHER)
    assert [line["view"] for line in lines(home)] == ["ledger"]


def test_the_oldest_lines_go(home: Path, tmp_path: Path) -> None:
    kept(tmp_path / "最早.nigao", PLACE)
    line = lines(home)[0]
    more = [{**line, "path": f"/{number}.nigao"} for number in range(MOST - 1)]
    (home / FILE_NAME).write_text(json.dumps([*more, line]), "utf-8")
    kept(tmp_path / "最新.nigao", OTHER)
    assert (len(lines(home)), PositionBook().find(tmp_path / "最早.nigao")) == (MOST, None)


DAMAGED = ("", "[", "{}", "null", "[1, null, {}]", "[" * 100_000, '[{"path": "/a.nigao"}]', "[]" + " " * 1024 * 1024)


@pytest.mark.parametrize("text", DAMAGED, ids=range(len(DAMAGED)))
def test_a_damaged_book_is_ignored_and_written_anew(home: Path, draft: Path, text: str) -> None:
    home.mkdir()
    (home / FILE_NAME).write_text(text, "utf-8")
    before = PositionBook().find(draft)
    kept(draft, PLACE)
    assert (before, PositionBook().find(draft)) == (None, PLACE)


@pytest.mark.parametrize(
    "damage",
    [
        {"view": 3},
        {"section": "e" * 300},
        {"below": "12"},
        {"below": True},
        {"below": 10**30},
        {"cursor": ["e5"]},
        {"cursor": ["e5", 7, 8]},
        {"anchor": [5, "e5"]},
        {"seen": None},
        {"path": 7},
    ],
)
def test_a_damaged_line_is_ignored(home: Path, draft: Path, damage: dict[str, Any]) -> None:
    kept(draft, PLACE)
    kept(draft.with_name("另一份.nigao"), OTHER)
    other, line = lines(home)
    (home / FILE_NAME).write_text(json.dumps([{**line, **damage}, other]), "utf-8")
    book = PositionBook()
    assert (book.find(draft), book.find(draft.with_name("另一份.nigao"))) == (None, OTHER)


def test_a_negative_offset_is_none(home: Path, draft: Path) -> None:
    kept(draft, PLACE)
    (home / FILE_NAME).write_text(json.dumps([{**lines(home)[0], "cursor": ["e5", -7]}]), "utf-8")
    found = PositionBook().find(draft)
    assert found is not None
    assert found.cursor == ("e5", 7)


def test_a_disk_that_refuses_is_let_be(home: Path, draft: Path) -> None:
    home.write_text("这里不是文件夹", "utf-8")
    kept(draft, PLACE)
    assert PositionBook().find(draft) is None


def test_a_place_that_the_disk_refused_is_tried_again(home: Path, draft: Path) -> None:
    home.write_text("这里不是文件夹", "utf-8")
    book = PositionBook()
    book.note(draft, PLACE)
    book.store()
    home.unlink()
    book.store()
    assert PositionBook().find(draft) == PLACE
