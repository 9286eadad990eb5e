"""开始: kinds, recent drafts, and nothing opened by the page itself."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton

from core.stores.recent import RecentDraft
from core.workflows.importing.kind_cards import KindCard, list_cards
from core.workflows.importing.kinds import list_kinds
from gui.shell import theme
from gui.start.page import NOT_CLOSED, NOT_STORED, StartPage, edit_time_text
from gui.widgets.basics import label

NOW = datetime(2023, 7, 5, 9, 41)
CARDS = (
    KindCard("上半年工作总结", "开展情况、存在问题、下半年计划", ("上半年工作总结",)),
    KindCard("工作汇报", "讲话、汇报", ()),
)


def recent(
    title: str = "青禾县档案馆上半年工作总结", empty: int = 9, carried: int = 30, total: int = 60
) -> RecentDraft:
    edited = "2023-07-05T09:30:00"
    return RecentDraft("/稿/a.nigao", title, "上半年工作总结", 2023, "", "上半年", empty, carried, total, edited)


@pytest.fixture
def page(qtbot: Any) -> StartPage:
    made = StartPage(CARDS)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


def buttons(page: StartPage) -> dict[str, QPushButton]:
    return {found.accessibleName() or found.text(): found for found in page.findChildren(QPushButton)}


def words(page: StartPage) -> list[str]:
    return [found.text() for found in page.findChildren(QLabel) if not found.isHidden()]


def test_every_kind_has_a_card(page: StartPage) -> None:
    assert {"新建上半年工作总结", "新建工作汇报"} <= buttons(page).keys()


def test_a_card_chooses_its_kind(page: StartPage, qtbot: Any) -> None:
    with qtbot.waitSignal(page.kind_chosen) as told:
        qtbot.mouseClick(buttons(page)["新建工作汇报"], Qt.MouseButton.LeftButton)
    assert told.args == ["工作汇报"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_card_can_be_chosen_by_key(page: StartPage, qtbot: Any, key: Qt.Key) -> None:
    with qtbot.waitSignal(page.kind_chosen):
        qtbot.keyClick(buttons(page)["新建工作汇报"], key)


@pytest.mark.parametrize(
    ("name", "signal"), [("打开稿件(&O)…", "open_draft_requested"), ("打开往年材料(&R)…", "open_report_requested")]
)
def test_the_buttons_say_what_is_wanted(page: StartPage, qtbot: Any, name: str, signal: str) -> None:
    with qtbot.waitSignal(getattr(page, signal)):
        buttons(page)[name].click()


def test_no_drafts_says_what_to_do_next(page: StartPage) -> None:
    page.show_recent((), NOW)
    assert any("还没有稿件" in text for text in words(page))


@pytest.mark.parametrize(
    ("empty", "carried", "text"), [(9, 30, "待填 9 · 待核 30"), (0, 3, "待核 3"), (2, 0, "待填 2"), (0, 0, "全部核过")]
)
def test_a_recent_draft_says_what_is_open(page: StartPage, empty: int, carried: int, text: str) -> None:
    page.show_recent([recent(empty=empty, carried=carried)], NOW)
    assert text in words(page)


def test_the_bar_shows_what_was_looked_at(page: StartPage) -> None:
    page.show_recent([recent(empty=9, carried=30, total=60)], NOW)
    bar = page.findChild(QProgressBar)
    assert (bar.value(), bar.maximum()) == (21, 60)


def test_a_recent_draft_says_that_it_was_not_closed(page: StartPage) -> None:
    page.show_recent([replace(recent(), window="gone")], NOW)
    assert NOT_CLOSED in words(page)


def test_a_recent_draft_says_that_edits_wait_for_it(page: StartPage) -> None:
    page.show_recent([replace(recent(), window="gone", unstored=True)], NOW)
    assert NOT_STORED in words(page)


@pytest.mark.parametrize(
    ("paths", "told"),
    [
        (("/稿/甲.nigao", "/稿/乙.nigao"), ["文件：甲.nigao", "文件：乙.nigao"]),
        (("/稿/甲.nigao", "/旧/甲.nigao"), ["文件：稿/甲.nigao", "文件：旧/甲.nigao"]),
    ],
)
def test_drafts_of_one_title_are_told_apart_by_their_files(
    page: StartPage, paths: tuple[str, str], told: list[str]
) -> None:
    page.show_recent([*(replace(recent(), path=path) for path in paths), recent("别的")], NOW)
    assert [text for text in words(page) if text.startswith("文件：")] == told


def test_a_recent_card_opens_its_file(page: StartPage, qtbot: Any) -> None:
    page.show_recent([recent()], NOW)
    with qtbot.waitSignal(page.draft_chosen) as told:
        buttons(page)["打开青禾县档案馆上半年工作总结，待填 9 · 待核 30"].click()
    assert told.args == [Path("/稿/a.nigao")]


def test_titles_are_never_taken_for_markup(qapp: Any, qtbot: Any) -> None:
    theme.apply_theme(qapp, theme.load_theme())
    title = label("<b>总结</b>")
    qtbot.addWidget(title)
    title.ensurePolished()
    qapp.setStyleSheet("")
    assert title.textFormat() == Qt.TextFormat.PlainText


@pytest.mark.parametrize(
    ("edited", "told"),
    [
        (datetime(2023, 7, 5, 9, 5), "今天 09:05"),
        (datetime(2023, 7, 4, 23, 59), "昨天 23:59"),
        (datetime(2023, 7, 3, 8, 0), "7月3日"),
        (datetime(2023, 1, 12, 8, 0), "1月12日"),
        (datetime(2022, 12, 20, 8, 0), "2022年12月20日"),
        (datetime(2023, 7, 6, 8, 0), "7月6日"),
    ],
)
def test_times_as_people_say_them(edited: datetime, told: str) -> None:
    assert edit_time_text(edited, NOW) == told


@pytest.mark.parametrize(("width", "rows"), [(1200, 1), (300, 2)])
def test_cards_fall_below_one_another_when_narrow(page: StartPage, qtbot: Any, width: int, rows: int) -> None:
    page.resize(width, 800)
    cards = [button for name, button in buttons(page).items() if name.startswith("新建")]
    qtbot.waitUntil(lambda: len({card.y() for card in cards}) == rows)
    assert len({card.x() for card in cards}) == len(cards) + 1 - rows


def test_cards_are_the_kinds_that_work() -> None:
    assert [card.name for card in list_cards()] == [kind.name for kind in list_kinds()]


@pytest.mark.parametrize("text", ["不是 toml", 'order = "一"', 'basis = "总结"'])
def test_a_broken_kind_has_no_card(tmp_path: Path, text: str) -> None:
    (tmp_path / "坏的").mkdir()
    (tmp_path / "坏的" / "kind.toml").write_text(text, "utf-8")
    assert list_cards([tmp_path]) == ()


def test_the_user_s_kind_replaces_the_program_s(tmp_path: Path) -> None:
    for place, description in (("own", "我们的"), ("base", "原来的")):
        folder = tmp_path / place / "工作要点"
        folder.mkdir(parents=True)
        (folder / "kind.toml").write_text(f'title = "题"\ndescription = "{description}"', "utf-8")
    cards = list_cards([tmp_path / "base", tmp_path / "own"])
    assert [card.description for card in cards] == ["我们的"]
