"""版式: what is changed is shown, kept, taken back and passed on; own layouts are copied, renamed and put aside."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QListWidget, QPushButton, QSplitter

from core.workflows.layouts.files import copy_layout, is_own, layout_names, plain_layout
from core.workflows.layouts.style_trial import HouseStyle, make_style
from core.workflows.layouts.unit_styles import house_style, save_styles
from gui.layouts.page import LayoutList, LayoutsPage
from gui.layouts.style_form import UNKNOWN, HouseForm
from gui.layouts.style_sheet import HouseSheet
from gui.preview.view import PageView
from gui.shell.tasks import TaskRunner
from gui.widgets.frame.notice_bar import NoticeBar
from tests.builders import make_draft
from tests.gui.workspace import type_text
from tests.word_files import layout_file, p

UNIT, LAYOUT = "青禾县档案馆", "国标公文"
SAMPLE_PAGES = 4
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder of its own."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    return tmp_path


@pytest.fixture
def page(qtbot: Any, runner: TaskRunner) -> LayoutsPage:
    """The page for the unit, with the usual layout and no draft."""
    made = LayoutsPage(runner)
    qtbot.addWidget(made)
    made.resize(1208, 800)
    made.show()
    begin(made, qtbot)
    return made


def begin(page: LayoutsPage, qtbot: Any, layout: str = LAYOUT) -> None:
    """Show a layout and wait for its page."""
    page.begin(UNIT, layout, None)
    settled(page, qtbot)


def settled(page: LayoutsPage, qtbot: Any) -> None:
    """Wait until nothing is under way and nothing will be."""
    sheet = page.findChild(HouseSheet)
    qtbot.waitUntil(lambda: not sheet.pause.isActive() and not page.runner.is_busy, timeout=20_000)


def press(page: LayoutsPage, words: str) -> None:
    """Press a button by its words."""
    named(page, words).click()


def named(page: LayoutsPage, words: str) -> QPushButton:
    """The button of these words beside the list."""
    found = page.findChild(LayoutList).findChildren(QPushButton)
    return next(button for button in found if button.text().startswith(words))


def field(page: LayoutsPage, title: str) -> Any:
    """The control of that name."""
    form = page.findChild(HouseForm)
    return next(each.widget for each in form.fields.values() if each.setting.title == title)


def pick(box: QComboBox, words: str) -> None:
    """Choose from a list as the user does."""
    box.setCurrentText(words)
    box.activated.emit(box.currentIndex())


def made(page: LayoutsPage) -> dict[str, Any]:
    """What differs from the layout."""
    return page.findChild(HouseForm).style_made.given


def told(page: LayoutsPage) -> str:
    """What the notice says; empty while it is hidden."""
    bar = page.findChild(HouseSheet).findChild(NoticeBar)
    return "" if bar.isHidden() else bar.text


def press_notice(page: LayoutsPage, index: int = 0) -> None:
    """Press a button of the notice."""
    page.findChild(HouseSheet).findChild(NoticeBar).buttons[index].click()


# What is shown


def test_every_control_shows_what_the_layout_has(page: LayoutsPage) -> None:
    assert (field(page, "页面·天头").value(), field(page, "页面·每行字数").value()) == (37, 28)
    assert (field(page, "标题·字号").currentText(), field(page, "正文·字体").currentText()) == ("二号", "仿宋_GB2312")
    assert (field(page, "页码·位置").currentText(), field(page, "页码·首页印页码").isChecked()) == ("外侧", True)


def test_a_page_of_the_program_s_own_words_is_shown_without_a_draft(page: LayoutsPage) -> None:
    assert page.findChild(PageView).page_count == SAMPLE_PAGES


def test_the_draft_s_own_text_is_shown(page: LayoutsPage, qtbot: Any) -> None:
    page.begin(UNIT, LAYOUT, make_draft("title |关于档案工作的报告\nbody |正文一段。"))
    settled(page, qtbot)
    assert page.findChild(PageView).page_count == 1


def test_what_the_unit_changed_before_is_shown(page: LayoutsPage, qtbot: Any) -> None:
    save_styles(UNIT, {LAYOUT: make_style({"left": 20, "level1_bold": True})})
    begin(page, qtbot)
    assert (field(page, "页面·订口").value(), field(page, "一级标题·加粗").isChecked()) == (20, True)


def test_every_control_has_a_name_for_screen_readers(page: LayoutsPage) -> None:
    form = page.findChild(HouseForm)
    assert all(each.widget.accessibleName() and each.widget.accessibleDescription() for each in form.fields.values())


def test_another_layout_shows_its_own_values(page: LayoutsPage, qtbot: Any) -> None:
    page.findChild(LayoutList).show_names("讲话稿")
    settled(page, qtbot)
    assert field(page, "正文·字号").currentText() == "小二"


# What is changed


def test_a_change_shows_on_the_page_and_in_what_follows_from_it(page: LayoutsPage, qtbot: Any) -> None:
    field(page, "页面·订口").setValue(45)
    settled(page, qtbot)
    assert made(page) == {"left": 45}
    assert field(page, "页面·每行字数").value() == 25


def test_going_back_to_the_layout_s_own_value_is_no_change(page: LayoutsPage, qtbot: Any) -> None:
    field(page, "页面·天头").setValue(30)
    field(page, "页面·天头").setValue(37)
    assert made(page) == {}


def test_line_pitch_and_lines_replace_each_other(page: LayoutsPage, qtbot: Any) -> None:
    field(page, "页面·行距").setValue(30)
    field(page, "页面·每页行数").setValue(20)
    assert made(page) == {"lines": 20}


def test_sizes_are_typed_by_name_or_number(page: LayoutsPage, qtbot: Any) -> None:
    box = field(page, "正文·字号")
    box.lineEdit().selectAll()
    type_text(box.lineEdit(), "15.5")
    box.lineEdit().editingFinished.emit()
    pick(field(page, "标题·字号"), "一号")
    assert made(page) == {"body_size": 15.5, "title_size": 26}


def test_what_is_no_size_is_told_and_not_taken(page: LayoutsPage, qtbot: Any) -> None:
    box = field(page, "正文·字号")
    box.setEditText("很大")
    box.lineEdit().editingFinished.emit()
    assert "“正文·字号”不能写“很大”" in told(page)
    assert (box.currentText(), made(page)) == ("三号", {})


def test_what_cannot_stand_on_the_page_is_told_and_the_page_stays(page: LayoutsPage, qtbot: Any) -> None:
    field(page, "页面·每行字数").setValue(50)
    settled(page, qtbot)
    assert "放不下" in told(page)
    assert page.findChild(PageView).page_count == SAMPLE_PAGES


def test_a_group_can_be_put_back(page: LayoutsPage, qtbot: Any) -> None:
    field(page, "页面·天头").setValue(30)
    field(page, "一级标题·加粗").setChecked(True)
    page.findChild(HouseForm).resets["页面"].click()
    assert made(page) == {"level1_bold": True}
    assert field(page, "页面·天头").value() == 37


def test_only_groups_with_changes_can_be_put_back(page: LayoutsPage) -> None:
    field(page, "一级标题·加粗").setChecked(True)
    resets = page.findChild(HouseForm).resets
    assert [title for title, reset in resets.items() if reset.isEnabled()] == ["字体和字号"]


# Undo and redo


def test_every_change_can_be_undone_and_redone_by_key(page: LayoutsPage, qtbot: Any) -> None:
    field(page, "页面·天头").setValue(30)
    pick(field(page, "页码·位置"), "居中")
    field(page, "页面·天头").setFocus()
    qtbot.keyClick(field(page, "页面·天头"), Qt.Key.Key_Z, CONTROL)
    assert made(page) == {"top": 30}
    qtbot.keyClick(field(page, "页面·天头"), Qt.Key.Key_Y, CONTROL)
    assert made(page) == {"top": 30, "number_place": "居中"}


def test_steps_of_one_setting_are_one_change(page: LayoutsPage, qtbot: Any) -> None:
    for value in (38, 39, 40):
        field(page, "页面·天头").setValue(value)
    page.findChild(HouseSheet).undo_button.click()
    assert made(page) == {}


def test_after_undoing_the_control_shows_the_old_value(page: LayoutsPage, qtbot: Any) -> None:
    pick(field(page, "正文·字体"), "宋体")
    page.findChild(HouseSheet).undo_button.click()
    settled(page, qtbot)
    assert field(page, "正文·字体").currentText() == "仿宋_GB2312"


# Keeping


def test_leaving_keeps_what_was_changed(page: LayoutsPage, qtbot: Any) -> None:
    field(page, "页面·天头").setValue(30)
    page.hide()
    assert house_style(UNIT, LAYOUT).value == make_style({"top": 30})


def test_saving_is_told(page: LayoutsPage) -> None:
    field(page, "页面·天头").setValue(30)
    page.save()
    assert "已经保存" in told(page)
    assert house_style(UNIT, LAYOUT).value.top == 30


def test_another_layout_keeps_what_was_changed_in_the_first(page: LayoutsPage, qtbot: Any) -> None:
    field(page, "页面·天头").setValue(30)
    page.findChild(LayoutList).show_names("讲话稿")
    page.findChild(LayoutList).show_names(LAYOUT)
    settled(page, qtbot)
    assert field(page, "页面·天头").value() == 30


def test_what_cannot_stand_on_the_page_is_not_kept(page: LayoutsPage, runner: TaskRunner, qtbot: Any) -> None:
    field(page, "页面·天头").setValue(30)
    settled(page, qtbot)
    field(page, "页面·每行字数").setValue(50)
    with qtbot.waitSignal(runner.failed):
        page.hide()
    assert house_style(UNIT, LAYOUT).value == make_style({"top": 30})


def test_settings_that_cannot_stand_still_show_the_layout(page: LayoutsPage, qtbot: Any) -> None:
    save_styles(UNIT, {"讲话稿": make_style({"characters": 50})})
    page.findChild(LayoutList).show_names("讲话稿")
    settled(page, qtbot)
    qtbot.waitUntil(lambda: field(page, "正文·字号").currentText() == "小二", timeout=20_000)
    assert "放不下" in told(page)


# Passing on


def test_settings_go_out_into_a_file_and_come_in_again(
    page: LayoutsPage, qtbot: Any, home: Path, monkeypatch: Any
) -> None:
    target = home / "青禾.版式设置.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(target), ""))
    sheet = page.findChild(HouseSheet)
    save_styles(UNIT, {LAYOUT: make_style({"left": 20})})
    sheet.exchange.ask_export(UNIT)
    settled(page, qtbot)
    save_styles(UNIT, {LAYOUT: HouseStyle()})
    sheet.exchange.ask_import(UNIT)
    settled(page, qtbot)
    assert made(page) == {"left": 20}
    assert house_style(UNIT, LAYOUT).value.left == 20


def test_a_foreign_file_is_told(page: LayoutsPage, qtbot: Any, home: Path, monkeypatch: Any) -> None:
    (home / "a.json").write_text("{}", "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(home / "a.json"), ""))
    page.findChild(HouseSheet).exchange.ask_import(UNIT)
    settled(page, qtbot)
    assert "这不是拟稿的版式设置文件" in told(page)


def test_settings_can_be_used_for_all_layouts_and_taken_back(page: LayoutsPage, qtbot: Any) -> None:
    field(page, "页面·订口").setValue(30)
    page.findChild(HouseSheet).spread()
    settled(page, qtbot)
    assert {name: house_style(UNIT, name).value.left for name in layout_names()} == dict.fromkeys(layout_names(), 30)
    press_notice(page)
    settled(page, qtbot)
    assert house_style(UNIT, "讲话稿").value == HouseStyle()


# Own layouts


def own(page: LayoutsPage, qtbot: Any) -> str:
    """A layout of the user's own, chosen in the list."""
    name = copy_layout(LAYOUT)
    page.findChild(LayoutList).show_names(name)
    settled(page, qtbot)
    return name


def test_a_layout_is_copied_and_its_name_asked_for(page: LayoutsPage, qtbot: Any) -> None:
    press(page, "复制")
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit), timeout=20_000)
    editor = QApplication.focusWidget()
    editor.setText("本局公文")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.findChild(LayoutList).current == "本局公文", timeout=20_000)
    assert is_own("本局公文")


def test_settings_go_along_with_a_new_name(page: LayoutsPage, qtbot: Any) -> None:
    old = own(page, qtbot)
    field(page, "页面·天头").setValue(30)
    settled(page, qtbot)
    page.findChild(HouseSheet).flush()
    page.findChild(LayoutList).findChild(QListWidget).currentItem().setText("本局公文")
    qtbot.waitUntil(lambda: page.findChild(LayoutList).current == "本局公文", timeout=20_000)
    settled(page, qtbot)
    assert (house_style(UNIT, old).value, made(page)) == (HouseStyle(), {"top": 30})


def test_a_name_that_is_taken_is_told(page: LayoutsPage, qtbot: Any) -> None:
    old = own(page, qtbot)
    page.findChild(LayoutList).findChild(QListWidget).currentItem().setText("讲话稿")
    qtbot.waitUntil(lambda: "已经有叫“讲话稿”的版式" in told(page), timeout=20_000)
    assert page.findChild(LayoutList).current == old


def test_a_layout_put_aside_comes_back(page: LayoutsPage, qtbot: Any) -> None:
    name = own(page, qtbot)
    press(page, "删除")
    qtbot.waitUntil(lambda: "已移到“已删除”文件夹" in told(page), timeout=20_000)
    assert name not in layout_names()
    press_notice(page)
    qtbot.waitUntil(lambda: page.findChild(LayoutList).current == name, timeout=20_000)


def test_layouts_of_the_program_cannot_be_renamed_or_removed(page: LayoutsPage, qtbot: Any) -> None:
    changing = [named(page, words) for words in ("改名", "删除", "用Word打开")]
    states = [[button.isEnabled() for button in changing]]
    own(page, qtbot)
    states.append([button.isEnabled() for button in changing])
    assert states == [[False] * 3, [True] * 3]


def test_a_layout_that_lies_somewhere_else_can_be_set_and_copied(page: LayoutsPage, qtbot: Any, home: Path) -> None:
    path = home / "便函.docx"
    path.write_bytes(plain_layout("信函"))
    begin(page, qtbot, str(path))
    field(page, "页面·天头").setValue(30)
    page.hide()
    assert house_style(UNIT, str(path)).value.top == 30
    assert copy_layout(str(path)) == "便函（副本）"


# The other sheets, and little room


def test_checking_and_learning_are_opened_in_place_and_lead_back(page: LayoutsPage, qtbot: Any) -> None:
    choices = page.findChild(LayoutList)
    choices.check_wanted.emit(LAYOUT)
    choices.learn_wanted.emit()
    assert (page.sheets.currentWidget(), page.sheets.count()) == (page.learn_sheet, 3)
    page.learn_sheet.closed.emit()
    assert page.sheets.currentIndex() == 0
    settled(page, qtbot)


def test_a_learned_layout_is_chosen(page: LayoutsPage, qtbot: Any) -> None:
    page.findChild(LayoutList).learn_wanted.emit()
    name = copy_layout("信函")
    page.learn_sheet.learned.emit(name)
    settled(page, qtbot)
    assert (page.findChild(LayoutList).current, page.sheets.currentIndex()) == (name, 0)


@pytest.mark.parametrize(("width", "orientation"), [(1208, Qt.Orientation.Horizontal), (800, Qt.Orientation.Vertical)])
def test_the_page_stands_under_the_settings_where_there_is_little_room(
    page: LayoutsPage, width: int, orientation: Qt.Orientation
) -> None:
    page.resize(width, 800)
    halves = page.findChild(HouseSheet).findChild(QSplitter)
    assert (halves.orientation(), page.width()) == (orientation, width)


def test_going_back_is_asked_for(page: LayoutsPage, qtbot: Any) -> None:
    with qtbot.waitSignal(page.closed):
        page.findChild(HouseSheet).closed.emit()


# Layouts that cannot be used, and those that come and go


def put_broken(home: Path, name: str = "坏版式") -> Path:
    folder = home / "home" / "templates" / "layouts"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.docx"
    path.write_bytes(layout_file(p("{{ 标题 }}"), p("{{ 签发 }}")))
    return path


def test_a_broken_layout_shows_nothing_of_another_one(page: LayoutsPage, qtbot: Any, home: Path) -> None:
    put_broken(home)
    begin(page, qtbot, "坏版式")
    assert told(page)
    assert (page.findChild(PageView).page_count, page.findChild(HouseForm).isEnabled()) == (0, False)
    assert field(page, "页面·天头").text() == UNKNOWN


def test_another_layout_takes_the_error_away(page: LayoutsPage, qtbot: Any, home: Path) -> None:
    put_broken(home)
    begin(page, qtbot, "坏版式")
    page.list.show_names("内部材料")
    settled(page, qtbot)
    assert told(page) == ""
    assert page.findChild(HouseForm).isEnabled()


def test_a_layout_mended_meanwhile_is_shown_after_the_check(page: LayoutsPage, qtbot: Any, home: Path) -> None:
    path = put_broken(home)
    begin(page, qtbot, "坏版式")
    path.write_bytes(plain_layout(LAYOUT))
    page.show_settings()
    settled(page, qtbot)
    assert told(page) == ""
    assert page.findChild(PageView).page_count == SAMPLE_PAGES


def test_a_copy_has_the_settings_of_its_original(page: LayoutsPage, qtbot: Any) -> None:
    pick(field(page, "正文·字号"), "四号")
    press(page, "复制")
    settled(page, qtbot)
    copy = page.list.current
    assert copy != LAYOUT
    assert house_style(UNIT, copy).value == house_style(UNIT, LAYOUT).value == make_style({"body_size": 14})


def test_a_layout_taken_away_meanwhile_is_not_listed(page: LayoutsPage, qtbot: Any, home: Path) -> None:
    path = put_broken(home)
    begin(page, qtbot, "坏版式")
    path.unlink()
    page.list.watch.look()
    assert page.list.current in layout_names()
