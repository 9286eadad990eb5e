"""The structure of a draft by keys and menu: several sections, split, join, points, own lines, numbering, paste, 对仗."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu

from core.model.document import NumberingMode
from gui.draft.page import TEXT
from gui.editor.paste_action import PasteAction
from gui.outline.panel import fill_menu
from gui.outline.parallel_sheet import ParallelSheet, levels
from gui.shell.actions import ACTIONS
from tests.builders import fact_texts, lines_of
from tests.gui import parts
from tests.gui.workspace import make_page, put

REPORT = """
title |总结
h1 一、|坚持服务大局，做好保障
h2 （一）|抓学习。‖抓{3}件事。一是办班{48}期。二是走访{9}户。
h2 （二）|抓管理
body |管理{7}次。
h1 二、|坚持防范为先，守住底线
h2 （一）|寅
h1 三、|坚持强基，夯实基础
signature |青禾县
"""
ALT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(qtbot, runner):
    return make_page(qtbot, runner, REPORT)


def act(page, name):
    """The key of an action, wherever the keyboard is."""
    next(action for action in page.actions() if action.objectName() == name).trigger()


def choose(page, *keys):
    parts.outline(page).choose_all(keys)


def lines(page):
    return lines_of(page.model.draft)[1:-1]


def headings(page):
    return " ".join(e.ordinal + e.heading for e in page.model.draft.elements if e.depth == 1)


def test_sections_chosen_together_move_by_the_keys_of_word(page):
    choose(page, "e6", "e8")
    QTest.keyClick(parts.outline(page).view, Qt.Key.Key_Up, ALT)
    assert headings(page).startswith("一、坚持防范为先，守住底线 二、坚持强基")
    assert parts.outline(page).view.chosen() == ("e6", "e8")


def test_what_cannot_go_further_says_so(page, qtbot):
    choose(page, "e2")
    with qtbot.waitSignal(parts.outline(page).notice_raised) as noted:
        QTest.keyClick(parts.outline(page).view, Qt.Key.Key_Left, ALT)
    assert noted.args[0] == "已经是一级标题，不能再升级。"
    assert parts.notice(page).text == noted.args[0]


COPIES = [
    (("e2",), "一、坚持服务大局，做好保障|（一）抓学习。抓3件事。一是办班48期。二是走访9户。|（二）抓管理|管理7次。"),
    (("e6", "e8"), "二、坚持防范为先，守住底线|（一）寅|三、坚持强基，夯实基础"),
    (("back",), "青禾县"),
]


@pytest.mark.parametrize(("keys", "text"), COPIES)
def test_sections_are_copied_with_their_text_and_the_look_of_the_layout(page, keys, text):
    choose(page, *keys)
    QTest.keyClick(parts.outline(page).view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().split("\n") == text.split("|")
    assert data.html().count("<p ") == len(text.split("|"))
    assert parts.notice(page).text.startswith("已复制")


def test_what_was_copied_is_named_and_counted(page, qtbot):
    choose(page, "e2")
    with qtbot.waitSignal(parts.outline(page).copied) as copied:
        QTest.keyClick(parts.outline(page).view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied.args[0].startswith("已复制“一、坚持服务大局，做好保障”及其下面的内容，共4段。")


def test_a_point_is_copied_up_to_the_next_one(page):
    parts.outline(page).view.setCurrentIndex(parts.outline(page).tree.index_of("e3/0"))
    QTest.keyClick(parts.outline(page).view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "一是办班48期。"


def test_sections_chosen_together_are_deleted_by_one_step(page):
    choose(page, "e3", "e6")
    parts.outline(page).delete()
    assert lines(page) == ["一、坚持服务大局，做好保障", "（一）抓管理", "管理7次。", "二、坚持强基，夯实基础"]
    assert parts.notice(page).text == "已删除2个章节连同下面1个条目，按 Ctrl+Z 可以恢复。"


def test_a_section_begins_at_the_cursor(page):
    page.show_tab(TEXT)
    put(page.text, 2, 9)
    act(page, "split_section")
    assert lines(page)[1:3] == ["（一）抓学习。抓3件事。", "（二）一是办班48期。二是走访9户。"]
    assert parts.outline(page).key == "e10"


def test_a_new_heading_is_typed_at_once(page, qtbot):
    long = "这一句话很长很长很长很长很长很长，长得不能当标题用，只好另写一个。"
    page.show_tab(TEXT)
    put(page.text, 4, 0)
    page.text.insertPlainText(long)
    put(page.text, 4, 0)
    act(page, "split_section")
    assert parts.outline(page).view.findChild(QLineEdit).text() == "新的章节"


def test_in_a_heading_nothing_is_split(page):
    page.show_tab(TEXT)
    put(page.text, 1, 2)
    act(page, "split_section")
    assert not page.model.can_undo
    assert parts.notice(page).text.startswith("光标在标题里")


def test_the_next_section_is_joined(page):
    choose(page, "e3")
    act(page, "join_section")
    assert lines(page)[1:4] == ["（一）抓学习。抓3件事。一是办班48期。二是走访9户。", "抓管理", "管理7次。"]


def test_sections_chosen_are_joined_with_one_another(page):
    choose(page, "e6", "e7", "e8")
    act(page, "join_section")
    assert lines(page)[-3:] == ["二、坚持防范为先，守住底线", "寅", "坚持强基，夯实基础"]


def test_points_become_sections_and_back(page):
    before = lines(page)
    choose(page, "e3")
    act(page, "points_to_sections")
    assert lines(page)[1:4] == ["（一）抓学习。抓3件事。", "1.办班48期。", "2.走访9户。"]
    assert parts.notice(page).text == "一是、二是已变成2个小标题，按 Ctrl+Z 可以恢复。"
    parts.outline(page).section_actions.to_points(together=True)
    assert lines(page) == before


def test_points_under_the_mouse_become_sections(page):
    view, tree = parts.outline(page).view, parts.outline(page).tree
    view.setCurrentIndex(tree.index_of("e3/1"))
    act(page, "points_to_sections")
    assert fact_texts(page.model.draft) == ["3", "48", "9", "7"]
    assert len(lines(page)) == 9


def test_a_section_without_points_says_so(page):
    choose(page, "e7")
    act(page, "points_to_sections")
    assert parts.notice(page).text.startswith("这里没有一是、二是")


def test_a_heading_gets_a_line_of_its_own_and_goes_back(page):
    before = lines(page)
    choose(page, "e3")
    act(page, "heading_line")
    assert lines(page)[1:3] == ["（一）抓学习", "抓3件事。一是办班48期。二是走访9户。"]
    act(page, "heading_line")
    assert lines(page) == before


def test_the_level_runs_on_and_begins_again(page):
    choose(page, "e7")
    parts.outline(page).section_actions.number(True)
    assert "（三）寅" in lines(page)
    assert page.model.draft.numbering.mode is NumberingMode.RUN_ON
    page.model.undo()
    assert "（一）寅" in lines(page)


def test_the_menu_tells_how_the_level_is_numbered(page, qtbot):
    choose(page, "e7")
    parts.outline(page).section_actions.number(True)
    menu = QMenu(page)
    fill_menu(menu, parts.outline(page), parts.outline(page).section_actions, parts.outline(page)._actions)
    numbering = next(inner for inner in menu.findChildren(QMenu) if "编号" in inner.title())
    assert [(action.text(), action.isChecked()) for action in numbering.actions()] == [
        ("每章节重新编号", False),
        ("全文连续编号", True),
    ]
    numbering.actions()[0].trigger()
    assert page.model.draft.numbering.mode is NumberingMode.RESTART


# Pasting


def copy(text):
    QGuiApplication.clipboard().setText(text)


def test_a_structured_text_becomes_sections_of_the_place(page, qtbot):
    copy("一、防汛\n（一）巡查堤防。发现隐患8处。\n（二）转移群众。")
    choose(page, "e3")
    QTest.keyClick(parts.outline(page).view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.model.can_undo)
    assert lines(page)[2:5] == ["（二）防汛", "1.巡查堤防。发现隐患8处。", "2.转移群众。"]
    page.model.undo()
    assert not page.model.can_undo


def test_a_text_without_numbers_becomes_paragraphs(page, qtbot):
    copy("今年多雨。\n汛期提前。")
    choose(page, "e4")
    act(page, "paste_sections")
    qtbot.waitUntil(lambda: page.model.can_undo)
    assert lines(page)[3:6] == ["管理7次。", "今年多雨。", "汛期提前。"]
    assert parts.notice(page).text.startswith("没有看到序号")


def test_an_empty_clipboard_is_told(page):
    QGuiApplication.clipboard().clear()
    act(page, "paste_sections")
    assert parts.notice(page).text.startswith("剪贴板里没有文字")


@pytest.fixture
def offered(page, monkeypatch):
    """The menus that were offered in the text, with the keyboard there."""
    shown = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, *_place: shown.append([a.text() for a in menu.actions()]))
    page.show_tab(TEXT)
    put(page.text, 4, 0)
    page.text.setFocus()
    return shown


def test_pasting_numbers_into_text_asks_first(page, offered):
    copy("一、防汛\n二、抗旱")
    QTest.keyClick(page.text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert offered == [["粘贴为文字(&T)", "粘贴为章节，序号自动排(&S)"]]


def test_pasting_words_into_text_asks_nothing(page, offered):
    copy("今年多雨。")
    QTest.keyClick(page.text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    page.model.flush()
    assert offered == []
    assert lines(page)[3] == "今年多雨。管理7次。"


def test_pasted_as_words_it_stays_in_the_text(page, offered):
    copy("一、防汛\n二、抗旱")
    action = parts.outline(page).section_actions.findChild(PasteAction)
    menu = action.menu(page.text)
    menu.actions()[0].trigger()
    page.model.flush()
    assert lines(page)[3:5] == ["一、防汛", "二、抗旱管理7次。"]
    menu.deleteLater()


def test_the_menu_of_the_text_splits_at_the_cursor(page):
    page.show_tab(TEXT)
    put(page.text, 4, 0)
    menu = page.text.menu()
    next(action for action in menu.actions() if action.objectName() == "split_section").trigger()
    assert lines(page)[3] == "（三）管理7次。"
    menu.deleteLater()


# 对仗


@pytest.fixture
def sheet(page):
    choose(page, "e6")
    act(page, "align_headings")
    sheet = page.findChild(ParallelSheet)
    yield sheet
    sheet.close()


def row_of(sheet, number):
    table = sheet.table
    return [table.item(number, place).text() for place in range(table.columnCount())]


def test_headings_stand_under_one_another_cut_at_commas(sheet):
    assert row_of(sheet, 0) == ["一、", "坚持服务大局，", "做好保障", "6＋4字"]
    assert row_of(sheet, 2)[-1] == "4＋4字　与多数不同"


def test_a_clause_is_edited_in_place(sheet, page):
    sheet.table.item(2, 1).setText("坚持夯基固本，")
    assert "三、坚持夯基固本，夯实基础" in lines(page)
    assert row_of(sheet, 2)[-1] == "6＋4字"
    page.model.undo()
    assert row_of(sheet, 2)[-1] == "4＋4字　与多数不同"


def test_a_heading_is_never_emptied(sheet, page):
    sheet.level.setCurrentIndex(1)
    sheet.table.item(0, 1).setText(" ")
    assert row_of(sheet, 0)[1] == "抓学习"
    assert not page.model.can_undo


def test_the_level_of_the_section_is_shown_first(sheet):
    assert sheet.level.currentText() == "一级标题"
    assert [sheet.level.itemText(n) for n in range(sheet.level.count())][1].startswith("“一、坚持服务大局")


def test_headings_that_stand_alone_are_no_level(page):
    assert [first for _, first in levels(tuple(page.model.sections.values()))] == ["e2", "e3"]


def test_no_key_is_given_twice():
    keys = [key for action in ACTIONS.values() for key in (action.shortcut, action.other) if key]
    assert len(keys) == len(set(keys))


def test_the_sheet_fits_into_a_small_window(page):
    page.resize(600, 400)
    choose(page, "e6")
    act(page, "align_headings")
    sheet = page.findChild(ParallelSheet)
    assert sheet.width() <= page.width()
    assert sheet.height() <= page.height()
    sheet.close()


def paste_in_text(page, text):
    page.show_tab(TEXT)
    put(page.text, 4, 5)
    copy(text)
    page.text.paste()


def test_a_heading_pasted_as_words_can_become_a_section_in_one_step(page, qtbot):
    before = lines(page)
    paste_in_text(page, "（六）强督查。\n督查9次。")
    parts.offers(page).buttons[0].click()
    qtbot.waitUntil(lambda: "（三）强督查。" in "".join(lines(page)))
    page.model.undo()
    assert lines(page) == before


def test_who_takes_back_that_it_became_sections_is_where_he_was(page, qtbot):
    paste_in_text(page, "（六）强督查。\n督查9次。")
    parts.offers(page).buttons[0].click()
    qtbot.waitUntil(lambda: "（三）强督查。" in "".join(lines(page)))
    page.model.undo()
    assert page.text.place_in_draft == ("e5", 5)


def test_two_pastes_that_are_one_step_are_not_pasted_otherwise(page):
    paste_in_text(page, "今年多雨。")
    copy("（六）强督查。")
    page.text.paste()
    assert parts.offers(page).isHidden()


def test_the_offer_goes_with_the_next_edit(page):
    paste_in_text(page, "（六）强督查。")
    assert not parts.offers(page).isHidden()
    page.model.undo()
    assert parts.offers(page).isHidden()


def test_text_without_a_heading_is_pasted_without_a_word(page):
    paste_in_text(page, "今年多雨。")
    assert parts.offers(page).isHidden()


def test_an_attachment_is_added_and_its_name_typed_once(page):
    act(page, "add_attachment")
    parts.outline(page).view.findChild(QLineEdit).setText("任务清单")
    parts.outline(page).flush()
    texts = [element.text for element in parts.outline(page).model.draft.elements]
    assert texts[-4:] == ["附件：任务清单", "青禾县", "附件", "任务清单"]


def test_a_button_adds_an_attachment(page):
    parts.outline(page)._attach.click()
    assert [element.text for element in parts.outline(page).model.draft.elements][-2] == "附件"
