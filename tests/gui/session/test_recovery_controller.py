"""Copies by the way, the page 找回稿件, and help with a damaged draft."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from core.workflows.drafting.editing import set_value
from core.workflows.drafting.session import create_session, open_session, read_stored
from core.workflows.recovery.backups import keep_backup, list_backups
from gui.recovery.page import BackupsPage, backup_time_text
from gui.session.recovery_controller import BackupWatch, RecoveryController
from gui.session.sessions import SessionController
from gui.shell.router import Router
from gui.shell.services import Services
from gui.shell.tasks import TaskRunner
from gui.widgets.frame.notice_place import NoticePlace
from gui.widgets.frame.page_stack import PageStack
from tests.builders import make_draft

REPORT = "title |2023年青禾县档案馆总结\nh1 一、|开展情况。‖成效好。\nbody |选派{**}名干部。\nh1 二、|存在问题\nbody |人手不足。"
NOON = datetime(2023, 7, 3, 12)


def noon() -> datetime:
    return NOON


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    create_session(tmp_path / "稿.nigao", make_draft(REPORT), noon).close()
    return tmp_path / "稿.nigao"


def fill(path: Path, value: str) -> None:
    session = open_session(path, noon).value
    session.do(set_value(session.draft, "f1", value))
    session.close()


@pytest.fixture
def two_copies(path: Path) -> Path:
    keep_backup(path, NOON - timedelta(days=40))
    fill(path, "12")
    keep_backup(path, NOON)
    return path


# Copies by the way


@pytest.fixture
def keeper(path: Path, runner: TaskRunner, qtbot: Any) -> Iterator[SessionController]:
    made = SessionController(runner, path.parent, noon)
    yield made
    made.close()
    qtbot.waitUntil(lambda: not runner.is_busy)


def at_work(keeper: SessionController, path: Path, qtbot: Any) -> BackupWatch:
    watch = BackupWatch(keeper.runner, keeper, noon)
    with qtbot.waitSignal(keeper.opened):
        keeper.open(path, [])
    return watch


def test_an_opened_draft_is_copied_a_little_later(keeper: SessionController, path: Path, qtbot: Any) -> None:
    watch = at_work(keeper, path, qtbot)
    watch.first.timeout.emit()
    qtbot.waitUntil(lambda: len(list_backups()) == 1)
    assert watch.first.isActive()


def test_work_is_copied_from_time_to_time(keeper: SessionController, path: Path, qtbot: Any) -> None:
    watch = at_work(keeper, path, qtbot)
    with qtbot.waitSignal(keeper.saved):
        keeper.session.do(set_value(keeper.session.draft, "f1", "7"))
    watch.every.timeout.emit()
    qtbot.waitUntil(lambda: len(list_backups()) == 1)
    assert "选派7名" in read_stored(list_backups()[0].path).elements[2].text


def test_where_nothing_was_done_nothing_is_copied(keeper: SessionController, path: Path, qtbot: Any) -> None:
    watch = at_work(keeper, path, qtbot)
    watch.every.timeout.emit()
    assert not keeper.runner.is_busy


def test_a_closed_draft_is_copied(keeper: SessionController, path: Path, qtbot: Any) -> None:
    watch = at_work(keeper, path, qtbot)
    keeper.close()
    qtbot.waitUntil(lambda: len(list_backups()) == 1)
    assert watch.path is None


def test_a_draft_that_others_write_is_theirs_to_copy(keeper: SessionController, path: Path, qtbot: Any) -> None:
    other = open_session(path, noon).value
    watch = at_work(keeper, path, qtbot)
    other.close()
    assert watch.path is None


# The page


@pytest.fixture
def page(two_copies: Path, runner: TaskRunner, qtbot: Any) -> BackupsPage:
    made = BackupsPage(runner, lambda: two_copies.parent / "拟稿", noon)
    qtbot.addWidget(made)
    made.begin(None)
    made.show()
    qtbot.waitUntil(made.restore.isEnabled)
    return made


def cells(page: BackupsPage) -> list[list[str]]:
    items = [page.backups.topLevelItem(row) for row in range(page.backups.topLevelItemCount())]
    return [[item.text(column) for column in range(4)] for item in items]


def test_the_list_says_what_whose_when_and_of_which_kind(page: BackupsPage) -> None:
    assert cells(page) == [
        ["2023年青禾县档案馆总结", "稿", "今天 12:00", "每小时"],
        ["2023年青禾县档案馆总结", "稿", "5月24日 12:00", "每周"],
    ]


def test_outline_and_text_are_shown(page: BackupsPage) -> None:
    assert "选派12名干部" in page.text.toPlainText()
    assert [page.outline.item(row).text() for row in range(3)] == [
        "2023年青禾县档案馆总结",
        "一、开展情况",
        "二、存在问题",
    ]


def test_another_copy_is_looked_at_by_keys(page: BackupsPage, qtbot: Any) -> None:
    qtbot.keyClick(page.backups, Qt.Key.Key_Down)
    qtbot.waitUntil(page.restore.isEnabled)
    assert "选派**名干部" in page.text.toPlainText()


def test_a_heading_leads_to_its_place(page: BackupsPage) -> None:
    page.outline.setCurrentRow(2)
    assert page.text.textCursor().block().text() == "二、存在问题"


def test_a_title_of_two_lines_does_not_mislead(page: BackupsPage) -> None:
    title, *others = make_draft(REPORT).elements
    two_lines = replace(title, content="2023年\n青禾县档案馆总结")
    page.show_backup(page.chosen, replace(make_draft(REPORT), elements=(two_lines, *others)))
    page.outline.setCurrentRow(page.outline.count() - 1)
    assert page.text.textCursor().block().text() == "二、存在问题"


def choose(monkeypatch: pytest.MonkeyPatch, path: Path | str) -> list[str]:
    proposed: list[str] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *asked: (proposed.append(asked[2]), (str(path), ""))[1])
    return proposed


def test_a_copy_comes_back_as_a_new_file(
    page: BackupsPage, path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed = choose(monkeypatch, path.with_name("取回"))
    with qtbot.waitSignal(page.restored) as told:
        qtbot.keyClick(page.backups, Qt.Key.Key_Return)
    assert told.args[0] == path.with_name("取回.nigao")
    assert "7月3日12:00" in told.args[1][0]
    assert Path(proposed[0]).name == "稿（0703-1200取回）.nigao"


def test_a_copy_of_a_copy_is_named_after_the_draft(page: BackupsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    proposed = choose(monkeypatch, "")
    again = replace(page.chosen, origin=Path("稿（0703-1200取回）.nigao"))
    monkeypatch.setattr(BackupsPage, "chosen", again)
    page.restore.click()
    assert Path(proposed[0]).name == f"稿（{again.time:%m%d-%H%M}取回）.nigao"


def test_an_existing_file_is_not_written_over(
    page: BackupsPage, path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, path)
    page.restore.click()
    qtbot.waitUntil(lambda: "没有覆盖" in page.notice.text)
    assert "选派12名" in read_stored(path).elements[2].text


def test_thinking_better_of_it_does_nothing(page: BackupsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(monkeypatch, "")
    page.restore.click()
    assert not page.runner.is_busy


def test_a_copy_that_cannot_be_read_says_so(two_copies: Path, page: BackupsPage, qtbot: Any) -> None:
    list_backups()[0].path.write_bytes(b"x" * 5000)
    page.begin(None)
    qtbot.waitUntil(lambda: "不是拟稿的稿件" in page.text.toPlainText())
    assert not page.restore.isEnabled()


def test_the_copies_of_one_draft_are_turned_to(page: BackupsPage, path: Path, qtbot: Any) -> None:
    create_session(path.with_name("别的.nigao"), make_draft("title |别的"), noon).close()
    keep_backup(path.with_name("别的.nigao"), NOON - timedelta(days=1))
    page.begin(path.with_name("别的.nigao"))
    qtbot.waitUntil(lambda: page.chosen is not None and page.chosen.title == "别的")
    assert page.backups.topLevelItemCount() == 3


def test_an_empty_list_says_what_to_do(path: Path, runner: TaskRunner, qtbot: Any) -> None:
    page = BackupsPage(runner, lambda: path.parent, noon)
    qtbot.addWidget(page)
    page.begin(None)
    qtbot.waitUntil(lambda: "还没有备份" in page.hint.text())
    assert not page.restore.isEnabled()


@pytest.mark.parametrize(
    ("days", "words"), [(0, "今天 12:00"), (1, "昨天 12:00"), (40, "5月24日 12:00"), (300, "2022年9月6日 12:00")]
)
def test_moments_are_told_as_people_say_them(days: int, words: str) -> None:
    assert backup_time_text(NOON - timedelta(days=days), NOON) == words


# A damaged draft


class DraftStandIn(QLabel):
    """A page that keeps its looks."""

    def restyle(self) -> None:
        """Nothing is measured here."""


class Recovery:
    """The controller with its pages and bars, and what came of it."""

    def __init__(self, runner: TaskRunner, folder: Path) -> None:
        self.pages, self.notices = PageStack(), NoticePlace()
        self.router = Router(self.pages)
        services = Services(tuple, tuple, tuple, tuple, noon, lambda: folder)  # type: ignore[arg-type]
        self.router.supply(runner=lambda: runner, folder=lambda: services.folder, clock=lambda: noon)
        self.router.adopt("draft", DraftStandIn())
        self.controller = RecoveryController(runner, services, self.router, self.notices)
        self.found: list[tuple[Path, list[str]]] = []
        self.controller.draft_found.connect(lambda path, told: self.found.append((path, told)))

    @property
    def words(self) -> str:
        """What the bars say."""
        return "\n".join(one.text() for one in self.notices.findChildren(QLabel))

    def press(self, words: str) -> None:
        """Press a button of the bar."""
        next(button for button in self.notices.findChildren(QPushButton) if button.text() == words).click()


@pytest.fixture
def room(keeper: SessionController, runner: TaskRunner, path: Path, qtbot: Any) -> Recovery:
    made = Recovery(runner, path.parent)
    qtbot.addWidget(made.pages)
    qtbot.addWidget(made.notices)
    made.controller.watch(keeper)
    return made


def spoil(path: Path, page: int) -> None:
    data = bytearray(path.read_bytes())
    data[page * 4096 : page * 4096 + 600] = b"\xaa" * 600
    path.write_bytes(bytes(data))


def page_of(path: Path, word: str) -> int:
    return path.read_bytes().index(word.encode()) // 4096


def open_damaged(room: Recovery, keeper: SessionController, path: Path, qtbot: Any) -> None:
    keeper.open(path, [])
    qtbot.waitUntil(lambda: "已经损坏" in room.words)


def test_a_damaged_draft_is_told_with_its_last_copy(
    room: Recovery, keeper: SessionController, two_copies: Path, qtbot: Any
) -> None:
    spoil(two_copies, page_of(two_copies, "开展情况"))
    open_damaged(room, keeper, two_copies, qtbot)
    assert "最近一份备份是7月3日12:00的" in room.words


def test_its_copies_are_one_click_away(room: Recovery, keeper: SessionController, two_copies: Path, qtbot: Any) -> None:
    spoil(two_copies, page_of(two_copies, "开展情况"))
    open_damaged(room, keeper, two_copies, qtbot)
    room.press("看看备份")
    page = room.pages.currentWidget()
    assert isinstance(page, BackupsPage)
    qtbot.waitUntil(lambda: page.chosen is not None and page.chosen.origin == two_copies)


def test_without_a_copy_that_is_said(room: Recovery, keeper: SessionController, path: Path, qtbot: Any) -> None:
    spoil(path, page_of(path, "开展情况"))
    open_damaged(room, keeper, path, qtbot)
    assert "没有备份" in room.words


def test_what_can_be_read_becomes_a_new_draft(
    room: Recovery, keeper: SessionController, path: Path, qtbot: Any
) -> None:
    path.write_bytes(b"\xff" * 100 + path.read_bytes()[100:])
    before = path.read_bytes()
    open_damaged_foreign(room, keeper, path, qtbot)
    room.press("尽量读出来")
    qtbot.waitUntil(lambda: bool(room.found))
    assert room.found[0][0].name == "稿（找回）.nigao"
    assert "从头到尾核对" in room.found[0][1][0]
    assert path.read_bytes() == before


def open_damaged_foreign(room: Recovery, keeper: SessionController, path: Path, qtbot: Any) -> None:
    keeper.open(path, [])
    qtbot.waitUntil(lambda: "不是拟稿的稿件" in room.words)


def test_where_nothing_can_be_read_the_copies_are_offered_again(
    room: Recovery, keeper: SessionController, two_copies: Path, qtbot: Any
) -> None:
    two_copies.write_bytes(b"x" * 5000)
    open_damaged_foreign(room, keeper, two_copies, qtbot)
    room.press("尽量读出来")
    qtbot.waitUntil(lambda: "一段文字也没能读出来" in room.words)
    room.press("看看备份")
    assert isinstance(room.pages.currentWidget(), BackupsPage)


def test_of_a_draft_that_others_write_a_copy_is_offered(
    room: Recovery, keeper: SessionController, path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = open_session(path, noon).value
    with qtbot.waitSignal(keeper.opened):
        keeper.open(path, [])
    choose(monkeypatch, path.with_name("另存.nigao"))
    room.press("另存一份再改…")
    qtbot.waitUntil(lambda: bool(room.found))
    other.close()
    copy = open_session(room.found[0][0], noon).value
    copy.close()
    assert (copy.draft, copy.read_only) == (read_stored(path), False)


def test_what_is_said_of_the_draft_stands_above_the_draft_alone(
    room: Recovery, keeper: SessionController, path: Path, qtbot: Any
) -> None:
    other = open_session(path, noon).value
    with qtbot.waitSignal(keeper.opened):
        keeper.open(path, [])
    other.close()
    seen = list[bool]()
    for name in ("recovery", "draft"):
        room.router.show(name)
        seen.append(not room.controller.offer.isHidden())
    assert seen == [False, True]
    assert "只能查看，不能修改" in room.words


def test_the_offer_goes_with_the_draft(room: Recovery, keeper: SessionController, path: Path, qtbot: Any) -> None:
    other = open_session(path, noon).value
    with qtbot.waitSignal(keeper.opened):
        keeper.open(path, [])
    other.close()
    assert not room.controller.offer.isHidden()
    keeper.close()
    assert room.controller.offer.isHidden()


def test_what_is_not_stored_is_known(room: Recovery, keeper: SessionController, path: Path, qtbot: Any) -> None:
    before = room.controller.unsaved, room.controller.draft_path
    with qtbot.waitSignal(keeper.opened):
        keeper.open(path, [])
    assert before == (None, None)
    assert (room.controller.unsaved, room.controller.draft_path) == (0, path)


def test_another_type_size_makes_the_page_anew(room: Recovery, two_copies: Path, qtbot: Any) -> None:
    room.controller.show(two_copies)
    old = room.pages.currentWidget()
    room.router.restyle()
    page = room.pages.currentWidget()
    assert page is not old
    qtbot.waitUntil(lambda: page.chosen is not None)
