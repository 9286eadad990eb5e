"""Sheets 新建稿件 over the end of the program."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from core.stores.unsaved_forms import ENDING, MOST_FILES, PREFIX, HeadingChoice, NewDraftForm, UnsavedForms

FULL = NewDraftForm(
    "工作汇报",
    2026,
    "青禾县档案馆",
    "档案馆",
    ("/材料/去年.docx",),
    (HeadingChoice("e3", "抓学习", "抓培训"), HeadingChoice("e5", "存在问题", is_dropped=True)),
)
OTHER = NewDraftForm("年度工作总结", 2025)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv("NIGAO_HOME", str(folder))
    return folder


@pytest.fixture
def opened() -> Iterator[Callable[[], UnsavedForms]]:
    """Makes windows at work, which are closed in the end."""
    windows = []

    def _made() -> UnsavedForms:
        windows.append(UnsavedForms())
        windows[-1].take_over()
        return windows[-1]

    yield _made
    for window in windows:
        window.close()


Opened = Callable[[], UnsavedForms]


def left(home: Path, shape: Any) -> Path:
    """The file of a window that was killed."""
    home.mkdir(exist_ok=True)
    path = home / f"{PREFIX}gone{ENDING}"
    path.write_text(shape if isinstance(shape, str) else json.dumps(shape), "utf-8")
    return path


def kept(window: UnsavedForms, sheets: list[NewDraftForm]) -> None:
    window.note(sheets)
    window.store()


def taken() -> tuple[NewDraftForm, ...]:
    window = UnsavedForms()
    found = window.take_over()
    window.close()
    return found


def test_what_was_put_in_is_there_after_the_window_is_closed(opened: Opened) -> None:
    window = opened()
    kept(window, [OTHER, FULL])
    window.close()
    assert taken() == (OTHER, FULL)


def test_what_a_killed_window_left_is_taken_over(home: Path) -> None:
    left(home, [asdict(FULL)])
    assert taken() == (FULL,)


def test_what_was_taken_over_is_kept_although_nothing_else_is_done(home: Path) -> None:
    left(home, [asdict(FULL)])
    assert taken() == taken() == (FULL,)


def test_a_window_at_work_keeps_its_own(opened: Opened) -> None:
    kept(opened(), [FULL])
    assert opened().take_over() == ()


def test_what_was_claimed_by_a_window_killed_meanwhile_is_not_lost(home: Path) -> None:
    left(home, [asdict(FULL)]).rename(home / f"{PREFIX}killed-0{ENDING}")
    assert taken() == (FULL,)


def test_sheets_made_into_drafts_leave_nothing_behind(opened: Opened, home: Path) -> None:
    window = opened()
    kept(window, [FULL])
    kept(window, [])
    window.close()
    assert not list(home.iterdir())


SHAPE = asdict(OTHER)


@pytest.mark.parametrize(
    "shape",
    [
        "{",
        "[" * 100_000,
        {"kind": "工作汇报"},
        [1],
        [{**SHAPE, "more": 1}],
        [{**SHAPE, "year": "2025"}],
        [{**SHAPE, "year": True}],
        [{**SHAPE, "unit": None}],
        [{**SHAPE, "unit": "\ud800"}],
        [{**SHAPE, "kind": "长" * 2000}],
        [{**SHAPE, "paths": "/etc"}],
        [{**SHAPE, "paths": ["a.docx"]}],
        [{**SHAPE, "paths": ["/a\0"]}],
        [{**SHAPE, "paths": ["/a"] * (MOST_FILES + 1)}],
        [{**SHAPE, "headings": [["e1", "词"]]}],
        [{**SHAPE, "headings": [{"heading_id": "e1", "words": "词", "is_dropped": 1}]}],
        [SHAPE] * 51,
    ],
)
def test_a_damaged_file_is_set_aside_quietly(home: Path, shape: Any, caplog: pytest.LogCaptureFixture) -> None:
    left(home, shape)
    assert taken() == ()
    assert [path.suffix for path in home.iterdir()] == [".broken"]
    assert caplog.messages[0].startswith("sheets set aside")
    caplog.clear()


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "file" / "home"))
    window = UnsavedForms()
    window.take_over()
    kept(window, [replace(FULL, unit="")])
    assert window.take_over() == ()
