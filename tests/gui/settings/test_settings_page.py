"""设置: made from the table, a change holds at once and is kept, search finds by help text, 恢复默认 can be undone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLabel, QPushButton, QScrollArea, QSpinBox

from core.errors import AppError
from core.model.finding import Ignored
from core.stores.settings import SETTINGS, Settings, load_settings
from core.stores.suppressed import suppress_again, suppressed_codes
from gui.settings.page import SettingsPage
from gui.settings.preferences import Preferences, preferred
from gui.shell.tasks import TaskRunner


@pytest.fixture
def known(qapp: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Preferences]:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    runner = TaskRunner(AppError)
    made = Preferences(Settings(), runner)
    yield made
    made.flush()
    runner.close()


@pytest.fixture
def page(known: Preferences, qtbot: Any) -> SettingsPage:
    made = SettingsPage(known, known.runner)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


def press(page: SettingsPage, words: str) -> None:
    next(button for button in page.findChildren(QPushButton) if button.text().startswith(words)).click()


def words(page: SettingsPage) -> str:
    return "\n".join(found.text() for found in page.findChildren(QLabel) if found.isVisible())


def choose(page: SettingsPage, name: str, value: object) -> None:
    box = page.rows[name].field
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_every_line_of_the_table_is_shown_with_its_help(page: SettingsPage) -> None:
    said = words(page)
    assert [setting.name for setting in SETTINGS if setting.label not in said or setting.help not in said] == []


def test_a_choice_holds_at_once(page: SettingsPage, known: Preferences) -> None:
    choose(page, "look", "dark")
    assert known.text("look") == "dark"


def test_a_number_holds_at_once(page: SettingsPage, known: Preferences) -> None:
    box = page.rows["scale"].field
    assert isinstance(box, QSpinBox)
    box.stepUp()
    assert known.number("scale") == 110


def test_a_switch_holds_at_once(page: SettingsPage, known: Preferences) -> None:
    box = page.rows["guide"].field
    assert isinstance(box, QCheckBox)
    box.click()
    assert known.value("guide") is False


def test_a_text_holds_when_its_field_is_left(page: SettingsPage, known: Preferences) -> None:
    field = page.rows["unit"].field
    field.setFocus()
    QTest.keyClicks(field, "QINGHE")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert known.text("unit") == "QINGHE"


def test_a_text_that_is_being_typed_is_taken_over_when_the_page_is_left(page: SettingsPage, known: Preferences) -> None:
    page.rows["unit"].field.setText("青禾县档案馆")
    page.hide()
    assert known.text("unit") == "青禾县档案馆"


def test_a_value_that_cannot_be_is_told_and_not_shown(page: SettingsPage, known: Preferences, qtbot: Any) -> None:
    with qtbot.waitSignal(known.runner.failed):
        page.change("unit", "两\n行")
    assert page.rows["unit"].field.text() == ""


def test_what_is_changed_elsewhere_is_shown(page: SettingsPage, known: Preferences) -> None:
    known.change("scale", 150)
    assert page.rows["scale"].field.value() == 150


def test_layouts_are_offered_and_a_missing_one_is_shown_as_gone(page: SettingsPage, known: Preferences) -> None:
    known.change("layout", "早先的版式")
    box = page.rows["layout"].field
    assert box.findData("国标公文") > 0
    assert box.currentText() == "早先的版式（已不在）"


def test_one_setting_goes_back_to_its_default(page: SettingsPage, known: Preferences) -> None:
    known.change("scale", 150)
    page.rows["scale"].back.click()
    assert known.number("scale") == 100


def test_only_what_was_changed_can_go_back(page: SettingsPage, known: Preferences) -> None:
    known.change("scale", 150)
    shown = [name for name, row in page.rows.items() if row.back.isVisible()]
    assert shown == ["scale"]


def test_all_goes_back_and_can_be_undone(page: SettingsPage, known: Preferences) -> None:
    known.change("scale", 150)
    press(page, "全部恢复默认")
    reset = known.number("scale")
    press(page, "撤销")
    assert (reset, known.number("scale")) == (100, 150)
    assert page.notice.isHidden()


def found(page: SettingsPage, typed: str) -> list[str]:
    """The settings that are left when this is searched for."""
    page.search.setText(typed)
    return [name for name, row in page.rows.items() if row.isVisible()]


def test_settings_are_found_by_any_of_their_words(page: SettingsPage) -> None:
    wanted = {"署名": ["unit"], "高对比度": ["look"], "正文 往年": ["running_size"], "ctrl+=": ["scale"]}
    assert {typed: found(page, typed) for typed in wanted} == wanted


def test_words_that_stand_nowhere_say_what_to_try(page: SettingsPage) -> None:
    assert found(page, "月亮") == []
    assert "没有找到" in words(page)


def test_a_change_reaches_the_disk_after_a_pause(page: SettingsPage, known: Preferences, qtbot: Any) -> None:
    choose(page, "look", "dark")
    qtbot.waitUntil(lambda: load_settings().settings == Settings({"look": "dark"}))


def test_what_waits_reaches_the_disk_when_the_program_ends(known: Preferences) -> None:
    known.change("look", "contrast")
    known.flush()
    assert load_settings().settings == Settings({"look": "contrast"})


def test_settings_are_exported(
    page: SettingsPage, known: Preferences, tmp_path: Path, qtbot: Any, monkeypatch: Any
) -> None:
    known.change("look", "dark")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "我的设置"), ""))
    press(page, "导出设置")
    qtbot.waitUntil(lambda: "已经导出" in words(page))
    assert json.loads((tmp_path / "我的设置.json").read_text("utf-8"))["look"] == "dark"


def imported(page: SettingsPage, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    press(page, "导入设置")


def test_settings_are_imported_and_can_be_given_back(
    page: SettingsPage, known: Preferences, tmp_path: Path, qtbot: Any, monkeypatch: Any
) -> None:
    path = tmp_path / "设置.json"
    path.write_text('{"格式": "拟稿设置", "版本": 1, "scale": 160}', "utf-8")
    imported(page, path, monkeypatch)
    qtbot.waitUntil(lambda: known.number("scale") == 160)
    press(page, "撤销")
    assert known.number("scale") == 100


def test_a_file_without_settings_changes_nothing(
    page: SettingsPage, known: Preferences, tmp_path: Path, qtbot: Any, monkeypatch: Any
) -> None:
    path = tmp_path / "总结.json"
    path.write_text("[]", "utf-8")
    imported(page, path, monkeypatch)
    qtbot.waitUntil(lambda: "没有拟稿的设置" in words(page))
    assert known.settings == Settings()


def test_a_folder_is_chosen(page: SettingsPage, known: Preferences, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    press(page, "选择")
    assert known.text("reports_folder") == str(tmp_path)


def test_escape_goes_back(page: SettingsPage, qtbot: Any) -> None:
    page.activateWindow()
    page.search.setFocus()
    with qtbot.waitSignal(page.closed):
        QTest.keyClick(page.search, Qt.Key.Key_Escape)


def test_another_look_keeps_search_and_field(page: SettingsPage) -> None:
    before = page.rows["scale"]
    page.search.setText("字号")
    before.field.setFocus()
    page.restyle()
    assert page.rows["scale"] is not before
    assert (page.search.text(), page.focusWidget()) == ("字号", page.rows["scale"].field)


def test_another_look_keeps_the_way_back_from_a_reset(page: SettingsPage, known: Preferences, qtbot: Any) -> None:
    known.change("scale", 150)
    press(page, "全部恢复默认")
    page.restyle()
    qtbot.waitUntil(page.notice.isVisible)
    press(page, "撤销")
    assert known.number("scale") == 150


def test_where_only_a_part_of_the_program_runs_the_defaults_hold(qapp: Any) -> None:
    assert preferred("scale") == 100


def test_where_it_is_narrow_the_field_stands_below_its_words(page: SettingsPage, qapp: Any) -> None:
    page.resize(560, 700)
    qapp.processEvents()
    area = page.findChildren(QScrollArea)[0]
    row = page.rows["scale"]
    assert area.horizontalScrollBar().maximum() == 0
    assert row.field.mapTo(row, QPoint(0, 0)).y() > row.height() // 2


# What is never told

NOTE = Ignored("mark_half", ",")


def test_what_is_never_told_is_listed_and_told_again(page: SettingsPage) -> None:
    assert not page.never.isVisible()
    suppress_again(NOTE)
    page.hide()
    page.show()
    assert "永不提示的问题" in words(page)
    press(page, "恢复提示")
    assert (suppressed_codes(), page.never.isVisible()) == ((), False)


def test_telling_it_again_can_be_undone(page: SettingsPage) -> None:
    suppress_again(NOTE)
    page.hide()
    page.show()
    press(page, "恢复提示")
    press(page, "撤销")
    assert (suppressed_codes(), page.never.isVisible()) == ((NOTE,), True)


@pytest.mark.parametrize(("searched", "is_found"), [("永不提示", True), ("标点", False), ("字号", False)])
def test_what_is_never_told_is_searched_by_its_words(page: SettingsPage, searched: str, is_found: bool) -> None:
    suppress_again(NOTE)
    page.hide()
    page.show()
    page.search.setText(searched)
    assert page.never.isVisible() is is_found
