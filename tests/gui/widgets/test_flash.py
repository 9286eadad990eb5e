"""What an edit renumbers elsewhere is marked once, in the outline and in the text; nothing else is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from core.model.elements import Role
from core.workflows.drafting.editing import add_section, move_section, set_element
from gui.draft.page import TEXT
from gui.outline.model import FLASHING
from gui.outline.sections import BACK
from gui.widgets.flash import Flash
from tests.gui import parts
from tests.gui.workspace import make_page

REPORT = """
title |总结
h1 一、|甲
h1 二、|乙
body |正文。
h1 三、|丙
body |92
signature |青禾县
issue_date |1月5日
"""


@pytest.fixture
def page(qtbot, runner):
    page = make_page(qtbot, runner, REPORT)
    page.show_tab(TEXT)
    return page


def marked_lines(page):
    tree = parts.outline(page).tree
    return [str(tree.index_of(line.key).data()) for line in tree.lines() if tree.index_of(line.key).data(FLASHING)]


def picture(page):
    return page.text.viewport().grab().toImage()


def test_an_edit_marks_the_numbers_it_changed_elsewhere(page):
    page.model.do(add_section, "e2")
    assert marked_lines(page) == ["三、乙", "四、丙"]


def test_the_marks_are_seen_in_the_text_and_go_by_themselves(page):
    page.model.do(add_section, "e2")
    marked = picture(page)
    page.text.overlay.flash.stop()
    plain = picture(page)
    assert marked != plain
    page.text.overlay.flash.stop()
    assert picture(page) == plain


def test_undoing_marks_the_numbers_that_went_back(page):
    page.model.do(move_section, "e5", -1)
    parts.outline(page).findChild(Flash).stop()
    page.model.undo()
    assert marked_lines(page) == ["二、乙", "三、丙"]


def test_an_edit_that_renumbers_nothing_marks_nothing(page):
    page.model.do(set_element, Role.SIGNATURE, "丙局")
    assert (marked_lines(page), page.text.overlay.flash.ids) == ([], frozenset())


def test_marks_end_when_their_time_is_over(qtbot, page):
    flash = Flash(page)
    page.model.changed.connect(flash.follow)
    page.model.do(add_section, "e2")
    with qtbot.waitSignal(flash.changed):
        flash.end.timeout.emit()
    assert flash.ids == frozenset()


def test_words_typed_for_a_heading_stay_when_the_line_is_told_anew(page):
    outline = parts.outline(page)
    outline.select("e2")
    outline.add()
    editor, index = outline.view.viewport().findChild(QLineEdit), outline.view.currentIndex()
    outline.tree.dataChanged.emit(index, index)
    assert editor.selectedText() == "新的章节"
    editor.setText("抓落")
    outline.tree.dataChanged.emit(index, index)
    assert editor.text() == "抓落"


def test_ctrl_enter_in_the_outline_adds_a_section_and_does_not_turn_to_the_pages(page):
    parts.outline(page).select("e2")
    view = parts.outline(page).view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert view.viewport().findChild(QLineEdit).selectedText() == "新的章节"
    assert page.text.isVisible()


def test_what_is_typed_below_the_date_is_shown_with_the_closing(page):
    put_last = page.text.textCursor()
    put_last.movePosition(put_last.MoveOperation.End)
    page.text.setTextCursor(put_last)
    page.text.insertPlainText("\n（联系人：林立）")
    page.text.flush()
    last = page.model.draft.elements[-1]
    assert (last.role, last.content) == (Role.NOTE, "（联系人：林立）")
    assert last.id in page.model.sections[BACK].element_ids
