"""设置 and 帮助 beside the work: reached by keys from everywhere, left for where one was; looks change without a restart."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton

from core.stores.settings import load_settings
from core.stores.unsaved_forms import NewDraftForm, UnsavedForms
from gui.help.page import HelpPage
from gui.new_draft.controller import MOST
from gui.settings.page import SettingsPage
from gui.settings.preferences import preferences
from gui.shell import theme
from gui.shell.main_window import MainWindow
from tests.gui.whole_window import draft_file, settle, whole_window


@pytest.fixture
def window(qapp: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any) -> Iterator[MainWindow]:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    with whole_window(qapp, tmp_path) as made:
        qtbot.waitUntil(lambda: made.controllers.auxiliary.make_guide is not None)
        settle(made)
        yield made


def action(window: MainWindow, name: str) -> None:
    next(action for action in window.actions() if action.objectName() == name).trigger()


def marked(window: MainWindow) -> list[str]:
    return [button.text() for button in window.rail.findChildren(QToolButton) if button.isChecked()]


@pytest.mark.parametrize(
    ("name", "kind", "button"),
    [("go_settings", SettingsPage, "设置"), ("go_help", HelpPage, "帮助"), ("show_keys", HelpPage, "帮助")],
)
def test_a_key_leads_there(window: MainWindow, name: str, kind: type, button: str) -> None:
    action(window, name)
    assert isinstance(window.pages.currentWidget(), kind)
    assert marked(window) == [button]


def test_the_rail_has_both_at_its_bottom(window: MainWindow) -> None:
    buttons = [button.text() for button in window.rail.findChildren(QToolButton)]
    assert buttons[-2:] == ["帮助", "设置"]


def test_going_back_leads_to_where_one_was(window: MainWindow) -> None:
    window.begin_draft("上半年工作总结")
    sheet = window.pages.currentWidget()
    action(window, "go_settings")
    action(window, "show_keys")
    window.pages.currentWidget().closed.emit()
    assert window.pages.currentWidget() is sheet
    assert marked(window) == ["开始"]


@pytest.fixture
def dark(window: MainWindow, qapp: Any) -> Iterator[Any]:
    """Turns the lights out, and on again in the end."""
    yield lambda: theme.apply_theme(qapp, theme.load_theme(theme.DARK))
    theme.apply_theme(qapp, theme.load_theme())


@pytest.mark.parametrize("is_in_front", [True, False])
def test_the_settings_restyle_themselves(window: MainWindow, dark: Any, qtbot: Any, is_in_front: bool) -> None:
    action(window, "go_settings")
    page = window.pages.currentWidget()
    if not is_in_front:
        action(window, "go_start")
    before = page.rows
    dark()
    qtbot.waitUntil(lambda: page.rows is not before)
    assert window.router.find("settings") is page


def test_a_page_behind_is_made_anew_when_it_is_asked_for(window: MainWindow, dark: Any, qtbot: Any) -> None:
    action(window, "cards")
    before = window.pages.currentWidget()
    action(window, "go_start")
    dark()
    qtbot.waitUntil(lambda: window.pages.indexOf(before) < 0)
    action(window, "cards")
    assert window.pages.currentWidget() is not before


def test_the_form_of_a_new_draft_is_made_anew_with_all_that_was_put_in(
    window: MainWindow, dark: Any, qtbot: Any
) -> None:
    before = sheet_left_with_input(window)
    dark()
    qtbot.waitUntil(lambda: window.router.find("new_draft") is not before)
    assert window.router.find("new_draft").form == before.form
    assert window.pages.indexOf(before) < 0


def sheet_left_with_input(window: MainWindow) -> Any:
    """The sheet of new drafts, left by Esc after a unit was typed."""
    window.begin_draft("上半年工作总结")
    sheet = window.pages.currentWidget()
    sheet.unit.setFocus()
    QTest.keyClicks(sheet.unit, "Qinghe")
    QTest.keyClick(sheet.unit, Qt.Key.Key_Escape)
    return sheet


def notice_button(sheet: Any, words: str) -> QPushButton:
    return next(one for one in sheet.notice.findChildren(QPushButton) if one.text() == words)


def test_escape_leads_back_from_every_page(window: MainWindow) -> None:
    left = []
    for name in ("new_draft", "layouts", "cards", "go_settings", "go_help"):
        action(window, name)
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
        left.append(window.pages.currentWidget() is window.start)
    assert left == [True] * 5


@pytest.mark.parametrize("came_from", ["go_start", "go_draft"])
def test_the_sheet_of_new_drafts_is_left_for_where_it_was_opened(
    window: MainWindow, tmp_path: Path, qtbot: Any, came_from: str
) -> None:
    window.open_draft(draft_file(tmp_path))
    qtbot.waitUntil(lambda: window.controllers.draft.page is not None)
    action(window, came_from)
    front = window.pages.currentWidget()
    action(window, "new_draft")
    QTest.keyClick(window.pages.currentWidget(), Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is front


def test_what_was_given_for_a_new_draft_is_there_again(window: MainWindow) -> None:
    sheet = sheet_left_with_input(window)
    action(window, "new_draft")
    assert window.pages.currentWidget() is sheet
    assert (sheet.request.unit, sheet.notice.isHidden()) == ("Qinghe", False)


def test_another_new_draft_begins_empty_and_leads_to_the_one_that_was_left(window: MainWindow) -> None:
    sheet = sheet_left_with_input(window)
    window.begin_draft("工作汇报")
    other = window.pages.currentWidget()
    assert (other.request.unit, other.request.kind) == ("", "工作汇报")
    notice_button(other, "接着填上次的").click()
    assert window.pages.currentWidget() is sheet


def test_a_sheet_in_which_nothing_was_given_is_not_offered(window: MainWindow) -> None:
    sheet = sheet_left_with_input(window)
    window.begin_draft("工作汇报")
    notice_button(window.pages.currentWidget(), "接着填上次的").click()
    sheet.is_made = True
    window.begin_draft("年度工作总结")
    assert (window.pages.currentWidget() is sheet, sheet.notice.isHidden()) == (True, True)


def leave_sheets(window: MainWindow, count: int) -> list[Any]:
    """So many new drafts of other kinds, each begun and left."""
    sheets = []
    for number in range(count):
        window.begin_draft(("工作汇报", "年度工作总结")[number % 2])
        sheets.append(window.pages.currentWidget())
        sheets[-1].unit.setFocus()
        QTest.keyClicks(sheets[-1].unit, f"Unit{number}")
    return sheets


def test_of_new_drafts_that_were_left_none_is_dropped(window: MainWindow) -> None:
    leave_sheets(window, 3)
    window.begin_draft("上半年工作总结")
    last = window.pages.currentWidget()
    assert last.notice.text == "没有建完的还有3份，都留着。"
    notice_button(last, "接着填上次的").click()
    seen = []
    for _ in range(3):
        sheet = window.pages.currentWidget()
        seen.append(sheet.request.unit)
        notice_button(sheet, "看下一份").click()
    assert seen == ["Unit2", "Unit1", "Unit0"]


def test_one_that_was_left_goes_when_the_clerk_says_so(window: MainWindow) -> None:
    leave_sheets(window, 3)
    window.begin_draft("上半年工作总结")
    notice_button(window.pages.currentWidget(), "接着填上次的").click()
    notice_button(window.pages.currentWidget(), "不要这一份").click()
    sheet = window.pages.currentWidget()
    assert (sheet.request.unit, sheet.notice.text) == (
        "Unit1",
        "上次没有建完，填好的还在这里。另外还有1份，也留着。",
    )


def test_who_leaves_too_many_new_drafts_is_asked(window: MainWindow) -> None:
    sheets = leave_sheets(window, MOST + 1)
    window.begin_draft("上半年工作总结")
    assert window.pages.currentWidget() is sheets[-1]
    notice_button(sheets[-1], "不要这一份，新建").click()
    again = window.pages.currentWidget()
    assert (again.request.unit, again.notice.text) == ("", f"没有建完的还有{MOST}份，都留着。")


def test_a_new_draft_begun_anew_is_empty(window: MainWindow) -> None:
    sheet = sheet_left_with_input(window)
    action(window, "new_draft")
    notice_button(sheet, "重新开始").click()
    again = window.pages.currentWidget()
    notice_button(again, "不要了").click()
    assert (again.request.unit, again.notice.isHidden(), again.has_input) == ("", True, False)


@pytest.fixture
def restored(window: MainWindow) -> MainWindow:
    """A window that found two sheets of another one."""
    sheets = [NewDraftForm("工作汇报", 2031, "青禾县档案馆"), NewDraftForm("年度工作总结", 2030)]
    window.controllers.new_draft.take_over(sheets)
    return window


def test_new_drafts_left_by_another_window_are_offered(restored: MainWindow) -> None:
    offer = restored.start.unsaved
    assert (offer.isHidden(), "2份" in offer.text()) == (False, True)
    offer.click()
    first = restored.pages.currentWidget()
    notice_button(first, "看下一份").click()
    second = restored.pages.currentWidget()
    assert [page.request.year for page in (first, second)] == [2030, 2031]


def test_the_last_that_was_left_can_be_given_up(restored: MainWindow) -> None:
    restored.start.unsaved.click()
    for _ in range(2):
        notice_button(restored.pages.currentWidget(), "不要这一份").click()
    assert (restored.controllers.new_draft.unsaved, restored.pages.currentWidget().request.unit) == ([], "")


def test_a_new_draft_not_made_is_kept_when_the_window_goes(window: MainWindow) -> None:
    expected = sheet_left_with_input(window).form
    window.controllers.new_draft.take_over(())
    window.close()
    assert UnsavedForms().take_over() == (expected,)


def test_a_new_draft_begins_with_what_is_usual(window: MainWindow) -> None:
    preferences().change("unit", "青禾县档案馆")
    preferences().change("layout", "讲话稿")
    window.begin_draft("上半年工作总结")
    request = window.pages.currentWidget().request
    assert (request.unit, request.layout) == ("青禾县档案馆", "讲话稿")


def test_settings_are_kept_when_that_is_asked_for(window: MainWindow) -> None:
    action(window, "go_settings")
    preferences().change("unit", "青禾县档案馆")
    action(window, "save")
    assert load_settings().settings.value("unit") == "青禾县档案馆"
    assert window.pages.currentWidget().notice.text == "已存好。"


def test_every_action_of_the_window_has_words(window: MainWindow) -> None:
    assert [action.objectName() for action in window.findChildren(QAction) if not action.text()] == []
