"""The sheet that makes a layout of a finished file: choose, look, change, keep."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.workflows.layouts.files import layouts
from gui.layouts.learn_sheet import FOUND, GUESSED, NOTHING, WORKING, LearnSheet
from gui.layouts.page import LayoutList, LayoutsPage
from tests.finished.heads import PLAIN_HEAD
from tests.finished.report import House, finished, usual_looks
from tests.gui.wheel import turn


@pytest.fixture
def sheet(qtbot, runner, tmp_path, monkeypatch):
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path))
    made = LearnSheet(runner)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.begin()
    return made


def given(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "去年的报告.docx"
    path.write_bytes(data)
    return path


def state(sheet: LearnSheet) -> int:
    return sheet.pages.currentIndex()


def take(qtbot, sheet: LearnSheet, tmp_path: Path) -> None:
    sheet.take_file(given(tmp_path, finished(House(usual_looks(), head=PLAIN_HEAD))))
    qtbot.waitUntil(lambda: state(sheet) == FOUND, timeout=20_000)


def test_what_was_found_is_there_again_after_esc(qtbot, sheet, tmp_path):
    take(qtbot, sheet, tmp_path)
    sheet.name_field.setText("馆里的版式")
    with qtbot.waitSignal(sheet.closed):
        QTest.keyClick(sheet.name_field, Qt.Key.Key_Escape)
    sheet.begin()
    assert (state(sheet), sheet.name_field.text()) == (FOUND, "馆里的版式")


def test_it_begins_by_asking_for_a_file(sheet):
    assert state(sheet) == NOTHING
    assert sheet.choose_button.hasFocus()


def test_a_file_is_looked_at_and_its_pages_shown(qtbot, sheet, tmp_path):
    take(qtbot, sheet, tmp_path)
    assert sheet.table.row("标题").font.currentText() == "方正小标宋简体"
    assert sheet.table.row("附注").mark.text() == GUESSED
    assert sheet.view.page_count > 0


def test_head_and_page_are_told_without_tags(qtbot, sheet, tmp_path):
    take(qtbot, sheet, tmp_path)
    assert "红头：〔份号〕　〔密级〕　〔紧急程度〕　云山县档案局文件　〔发文字号〕" in sheet.around.text()
    assert "A4" in sheet.around.text()


def test_a_changed_role_is_kept_in_the_layout(qtbot, sheet, tmp_path):
    take(qtbot, sheet, tmp_path)
    sheet.table.row("正文").size.setCurrentText("小三")
    sheet.name_field.setText("局发文")
    with qtbot.waitSignal(sheet.learned, timeout=20_000) as told:
        sheet.keep_button.click()
    assert told.args == ["局发文"]
    assert layouts()["局发文"].exists()


def test_a_size_that_is_none_changes_nothing(qtbot, sheet, tmp_path):
    take(qtbot, sheet, tmp_path)
    sheet.table.row("正文").size.setCurrentText("很大")
    assert sheet.table.wishes == {}


def test_a_name_that_is_taken_is_told_in_place(qtbot, sheet, tmp_path):
    take(qtbot, sheet, tmp_path)
    sheet.name_field.setText("国标公文")
    sheet.keep_button.click()
    qtbot.waitUntil(sheet.notice.isVisible, timeout=20_000)
    qtbot.waitUntil(lambda: "国标公文" in sheet.notice.text, timeout=20_000)
    assert sheet.keep_button.isEnabled()


def test_a_file_that_cannot_be_used_is_told(qtbot, sheet, tmp_path):
    sheet.take_file(given(tmp_path, "只有文字".encode()))
    qtbot.waitUntil(sheet.notice.isVisible, timeout=20_000)
    assert state(sheet) == NOTHING
    assert "学不到版式" in sheet.notice.text


def test_looking_can_be_given_up(qtbot, sheet, runner, tmp_path):
    sheet.take_file(given(tmp_path, finished(House(usual_looks()))))
    assert state(sheet) == WORKING
    sheet.cancel_button.click()
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=20_000)
    assert state(sheet) == NOTHING


def test_going_back_is_told(qtbot, sheet):
    with qtbot.waitSignal(sheet.closed):
        sheet.leave()


def test_every_control_has_a_name_for_screen_readers(qtbot, sheet, tmp_path):
    take(qtbot, sheet, tmp_path)
    row = sheet.table.row("标题")
    assert [widget.accessibleName() for widget in (row.font, row.size, row.bold)] == [
        "标题字体",
        "标题字号",
        "标题加粗",
    ]


# On the page of layouts


@pytest.fixture
def page(qtbot, runner, tmp_path, monkeypatch):
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path))
    made = LayoutsPage(runner)
    qtbot.addWidget(made)
    made.show()
    made.begin("云山县档案局", "国标公文", None)
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=20_000)
    return made


def test_a_file_dropped_is_taken_only_where_one_is_asked_for(page, tmp_path):
    assert not page.take_file(tmp_path / "去年的报告.docx")


def test_a_file_dropped_on_the_sheet_is_looked_at(qtbot, page, tmp_path):
    page.findChild(LayoutList).learn_wanted.emit()
    sheet = page.findChild(LearnSheet)
    assert page.take_file(given(tmp_path, finished(House(usual_looks()))))
    qtbot.waitUntil(lambda: state(sheet) == FOUND, timeout=20_000)


def test_a_layout_that_was_kept_is_shown_among_the_others(qtbot, page, runner, tmp_path):
    page.findChild(LayoutList).learn_wanted.emit()
    sheet = page.findChild(LearnSheet)
    take(qtbot, sheet, tmp_path)
    with qtbot.waitSignal(sheet.learned, timeout=20_000):
        sheet.keep_button.click()
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=20_000)
    assert "去年的报告版式" in layouts()
    assert not sheet.isVisible()


def test_the_wheel_over_a_font_changes_nothing_until_it_is_worked_in(qtbot, sheet, tmp_path):
    take(qtbot, sheet, tmp_path)
    box = sheet.table.row("正文").size
    before = box.currentIndex()
    turn(box)
    assert box.currentIndex() == before
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)
    box.setFocus()
    turn(box)
    assert box.currentIndex() == before + 1
