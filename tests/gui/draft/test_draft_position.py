"""A page of a draft that takes the place of another, as it does at another type size; and where a new one begins."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStackedWidget

from gui.draft.page import FORM, PAGES, TEXT, DraftPage
from gui.draft.views import FINDINGS
from gui.editor.painting.width import MOST
from gui.form.panel import WIDEST
from gui.shell import theme
from gui.shell.actions import make_action
from tests.gui.workspace import REPORT, make_panel, make_session, put, shown_lines

LONG = REPORT + "".join(f"body |第{number}段：学习、调研、督办都要到位。\n" for number in range(120))


@pytest.fixture
def pages(qtbot):
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    stack.resize(1200, 760)
    stack.show()
    stack.activateWindow()
    qtbot.waitUntil(stack.isActiveWindow)
    return stack


@pytest.fixture
def page(pages, runner):
    made = DraftPage(make_session(LONG), runner)
    pages.addWidget(made)
    made.setFocus()
    return made


@pytest.fixture
def usual_size(qapp):
    yield
    theme.apply_theme(qapp, theme.load_theme())


def following(page, runner):
    made = DraftPage(page.model.session, runner)
    page.parentWidget().addWidget(made)
    made.take_place_of(page)
    page.parentWidget().setCurrentWidget(made)
    return made


def at_the_end(page):
    page.show_tab(TEXT)
    put(page.text, 100, 3, 5)
    bar = page.text.verticalScrollBar()
    bar.setValue(bar.value() + page.text.cursorRect().top() - 200)
    return page.text.cursorRect().top()


def test_the_text_stands_where_it_stood(page, runner):
    top = at_the_end(page)
    made = following(page, runner)
    assert made.text.textCursor().selectedText() == page.text.textCursor().selectedText() != ""
    assert made.text.cursorRect().top() == top
    assert made.text.hasFocus()


def test_what_is_read_stays_in_view_while_the_cursor_is_elsewhere(page, runner):
    at_the_end(page)
    page.text.verticalScrollBar().setValue(300)
    made = following(page, runner)
    assert abs(made.text.verticalScrollBar().value() - 300) <= made.text.cursorRect().height()


def test_another_type_size_alone_leaves_the_place(page, qapp, usual_size):
    top = at_the_end(page)
    theme.apply_theme(qapp, theme.load_theme(scale=1.2))
    assert page.text.textCursor().hasSelection()
    assert page.text.cursorRect().top() == pytest.approx(top, abs=8)


def test_the_right_side_stays_as_it_was(page, runner):
    page.side.show_findings()
    page.columns.moveSplitter(200, 1)
    made = following(page, runner)
    assert made.side.currentIndex() == FINDINGS
    assert made.columns.sizes() == page.columns.sizes()


def test_a_right_side_put_away_stays_away(page, runner):
    page.side.hide()
    assert following(page, runner).side.isHidden()


def test_the_keyboard_stays_in_its_field(page, runner):
    page.show_fact("f3")
    fact = next(row.fact.id for row in page.form.fields.rows if row.edit.hasFocus())
    made = following(page, runner)
    assert made.views.currentIndex() == FORM
    assert next(row.fact.id for row in made.form.fields.rows if row.edit.hasFocus()) == fact


def test_a_draft_just_opened_takes_tab(page):
    assert page.form.isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert any(row.edit.hasFocus() for row in page.form.fields.rows)


@pytest.mark.parametrize("extra", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier])
def test_a_sign_with_ctrl_is_not_typed(qtbot, extra):
    panel = make_panel(qtbot)
    before = shown_lines(panel)
    modifiers = Qt.KeyboardModifier.ControlModifier | extra
    QApplication.sendEvent(panel, QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Plus, modifiers, "+"))
    assert shown_lines(panel) == before


def test_ctrl_and_plus_make_the_type_larger_as_ctrl_and_equals_do(pages):
    action = make_action("larger", pages, lambda: None)
    assert [keys.toString() for keys in action.shortcuts()] == ["Ctrl+=", "Ctrl++"]


@pytest.mark.parametrize("width", [500, 1700])
def test_lines_are_never_longer_than_the_eye_can_follow(qtbot, width):
    panel = make_panel(qtbot, LONG)
    panel.resize(width, 600)
    line = max(panel.document().findBlockByNumber(n).layout().lineAt(0).width() for n in range(4))
    assert line <= MOST * panel.document().defaultFont().pixelSize() + 1
    assert shown_lines(panel)[1].startswith("今年以来")


def test_a_wider_view_is_no_edit(qtbot):
    panel = make_panel(qtbot, LONG)
    panel.resize(1700, 600)
    assert not panel.binding.has_typed


def test_fields_stay_near_their_names_in_a_wide_window(page, pages):
    pages.resize(1900, 900)
    page.show_tab(FORM)
    assert page.form.head.width() <= WIDEST


def test_another_type_size_shows_the_pages_at_once(page, runner, qtbot):
    page.show_tab(PAGES)
    qtbot.waitUntil(lambda: not page.pages.model.is_stale, timeout=20000)
    made = following(page, runner)
    assert made.views.pages_panel.view.page_count == page.views.pages_panel.view.page_count > 0
