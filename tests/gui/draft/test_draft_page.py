"""The workspace as a whole: one section in all panels, the status line, history, read-only drafts, last year's text."""

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QHelpEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPushButton, QTextEdit, QToolTip

from core.model.draft import Basis
from core.workflows.checking.find_replace import SearchQuery, find_hits, outcomes, replace_outcomes
from core.workflows.drafting.editing import confirm, delete_section, set_value
from core.workflows.drafting.last_year import counterparts, prior_place
from gui.draft.page import FORM, TEXT, DraftPage
from gui.draft.views import LEDGER
from gui.outline.sections import keyed_sections
from gui.shell import theme
from tests.builders import make_draft
from tests.gui.workspace import REPORT, make_page, make_session, put, shown_lines, type_text


def with_basis():
    draft = make_draft(REPORT)
    basis = Basis("2022年上半年工作总结", draft.elements)
    return replace(draft, basis=(basis,), origins=tuple((e.id, 0, e.id) for e in draft.elements))


@pytest.fixture
def page(qtbot, runner):
    return make_page(qtbot, runner, make_session(with_basis()))


def status(page):
    return page.status.empty.text(), page.status.carried.text()


def test_the_page_begins_with_the_front(page):
    assert page.outline.key == "front"


def test_choosing_a_section_shows_it_everywhere(page):
    page.show_section("e4")
    assert page.form.text.toPlainText() == "加强学习。举办7期培训，覆盖350人。"
    assert "加强学习" in page.prior.text.toPlainText()


def test_typing_in_the_text_shows_in_the_form(page):
    page.show_tab(TEXT)
    put(page.text, 3, 7, 8)
    type_text(page.text, "9")
    page.show_tab(FORM)
    page.show_section("e4")
    assert page.form.fields.row(0).edit.text() == "9"


def test_a_value_of_the_form_shows_in_the_text(page):
    page.model.do(set_value, "f3", "9")
    page.show_tab(TEXT)
    assert shown_lines(page.text)[3] == "加强学习。举办9期培训，覆盖350人。"


def test_the_outline_follows_the_cursor(page):
    page.show_tab(TEXT)
    put(page.text, 5, 0)
    assert page.outline.key == "e5"


def test_the_key_of_a_view_leads_into_it_from_anywhere(page):
    page.show_tab(TEXT)
    page.outline.setFocus()
    page.switch.tabs.button(TEXT).click()
    assert page.text.hasFocus()


def test_the_key_of_the_form_leads_to_its_first_open_field(page):
    page.show_section("e4")
    page.show_tab(TEXT)
    page.switch.tabs.button(FORM).click()
    assert page.form.fields.row(0).edit.hasFocus()


def test_the_outline_follows_the_cursor_to_a_line_where_another_paragraph_stood(page):
    page.show_tab(TEXT)
    put(page.text, 7, 0)
    page.model.do(delete_section, "e4")
    put(page.text, 7, 0)
    assert page.outline.key == "back"


def test_tab_leads_over_the_border_of_a_section(page):
    page.model.do(set_value, "f1", "3")
    page.show_fact("f4")
    QTest.keyClick(page.form.fields.row(1).edit, Qt.Key.Key_Tab)
    assert page.outline.key == "e5"
    assert page.form.fields.row(0).edit.hasFocus()


def test_tab_in_the_text_selects_the_next_open_fact(page):
    page.show_tab(TEXT)
    put(page.text, 0, 0)
    QTest.keyClick(page.text, Qt.Key.Key_Tab)
    assert page.text.textCursor().selectedText() == "**"


def test_enter_on_a_selected_fact_keeps_it_and_goes_on(page):
    page.show_tab(TEXT)
    page.show_fact("f2")
    QTest.keyClick(page.text, Qt.Key.Key_Return)
    assert page.text.textCursor().selectedText() == "7"
    assert status(page) == ("● 待填 1", "● 待核 3")


def test_the_status_line_counts_fields(page):
    assert status(page) == ("● 待填 1", "● 待核 4")


def test_saving_is_told_only_when_it_has_happened(page):
    before = page.status.saved.text()
    page.show_saved(datetime(2023, 7, 5, 9, 41))
    assert (before, page.status.saved.text()) == ("", "已自动保存 09:41")


def test_a_version_that_the_disk_has_not_yet_is_told_to_be_only_here(page):
    page.show_saved(None)
    page.side.history.kept.emit("送审一稿")
    assert page.notice.text == "已留存版本“送审一稿”。现在还只在窗口里，磁盘能写了才存进稿件。"


def test_undo_is_offered_as_soon_as_there_is_something_to_undo(page):
    page.model.do(set_value, "f3", "9")
    assert page.header.undo.isEnabled()


def test_redo_is_offered_after_undo(page):
    page.model.do(set_value, "f3", "9")
    page.header.undo.click()
    assert page.header.redo.isEnabled()
    assert not page.header.undo.isEnabled()


def test_undo_leads_to_what_it_changed(page):
    page.model.do(set_value, "f5", "9")
    page.header.undo.click()
    assert page.outline.key == "e5"


@pytest.mark.parametrize("view", [FORM, TEXT])
def test_undo_puts_the_cursor_where_the_change_was(page, view):
    page.show_tab(view)
    page.show_section("e4")
    fact = next(one for one in page.model.draft.facts if one.element_id == "e4" and one.text == "350")
    page.model.do(set_value, fact.id, "360")
    page.show_section("e5")
    page.model.undo()
    assert page.views.text.place_in_draft == ("e4", fact.start + len("3"))


def test_a_section_brought_back_from_a_version_is_shown(page):
    page.model.keep_version("一稿")
    page.model.do(set_value, "f5", "9")
    page.show_section("e4")
    page.model.restore_version(1, "e5")
    assert page.outline.key == "e5"


def test_undo_with_the_keyboard_reaches_edits_of_other_panels(page):
    page.model.do(delete_section, "e4")
    page.show_tab(TEXT)
    page.text.setFocus()
    QTest.keyClick(page.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "e4" in keyed_sections(page.model.draft)


def test_the_section_at_work_may_be_deleted(page):
    page.show_section("e4")
    page.model.do(delete_section, "e3")
    assert page.outline.key in keyed_sections(page.model.draft)


def test_asking_for_the_export_hands_in_what_was_typed(page, qtbot):
    page.show_tab(TEXT)
    put(page.text, 7, 0)
    type_text(page.text, "x")
    with qtbot.waitSignal(page.export_requested):
        page.header.export.click()
    assert page.model.draft.elements[7].content == "x问题不少。"


def test_leaving_the_page_hands_in_what_was_typed(page):
    page.show_tab(TEXT)
    put(page.text, 7, 0)
    type_text(page.text, "x")
    page.hide()
    assert page.model.draft.elements[7].content == "x问题不少。"


def test_closing_the_window_hands_in_what_was_typed(page):
    page.show_tab(TEXT)
    put(page.text, 7, 0)
    type_text(page.text, "x")
    page.window().close()
    assert page.model.draft.elements[7].content == "x问题不少。"


def test_a_larger_type_changes_no_text(page, qapp):
    page.show_fact("f3")
    page.show_tab(TEXT)
    put(page.text, 3, 2)
    type_text(page.text, "x")
    page.model.flush()
    try:
        theme.apply_theme(qapp, theme.load_theme(scale=1.5))
        page.model.flush()
    finally:
        theme.apply_theme(qapp, theme.load_theme())
    assert page.model.draft.elements[3].content == "加强x学习。举办7期培训，覆盖350人。"
    assert page.text.textCursor().blockNumber() == 3


@pytest.mark.parametrize("tab", [FORM, TEXT])
def test_a_page_made_anew_shows_the_same_place(page, qtbot, runner, tab):
    page.show_section("e4")
    page.show_tab(tab)
    other = DraftPage(page.model.session, runner)
    qtbot.addWidget(other)
    other.take_place_of(page)
    assert (other.section, other.views.currentIndex()) == ("e4", tab)


def test_a_read_only_draft_says_so(qtbot, runner):
    page = make_page(qtbot, runner, make_session(with_basis(), read_only=True))
    assert page.header.locked.isVisible()
    assert not next(b for b in page.outline.findChildren(QPushButton) if "添加章节" in b.text()).isEnabled()


def test_in_a_read_only_draft_nothing_can_be_taken_back(qtbot, runner):
    session = make_session(with_basis())
    session.do(set_value(session.draft, "f3", "9"))
    session._journal.read_only = True
    page = make_page(qtbot, runner, session)
    assert not page.header.undo.isEnabled()


@pytest.mark.parametrize(("times", "panel"), [(1, "side"), (2, "outline"), (3, "form"), (4, "side")])
def test_the_keyboard_goes_round_the_panels(page, times, panel):
    page.setFocus()
    for _ in range(times):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
    assert getattr(page, panel).isAncestorOf(page.focusWidget())


def delete_part(page, key):
    page.outline.select(key)
    page.outline.delete()


def take_back(page):
    next(b for b in page.notice.findChildren(QPushButton) if b.text() == "撤销").click()


def test_a_deletion_is_taken_back_from_its_notice(page):
    before = page.model.draft
    delete_part(page, "e3")
    take_back(page)
    assert page.model.draft.elements == before.elements
    assert page.notice.isHidden()


def test_the_notice_of_a_deletion_goes_with_the_next_edit(page):
    delete_part(page, "e3")
    page.model.do(confirm, "f1")
    page.model.do(set_value, "f1", "9")
    assert page.notice.isHidden()


def test_the_notice_of_an_old_action_goes_by_itself(page):
    delete_part(page, "e3")
    assert page.notice.age_timer.isActive()
    page.notice.age_timer.timeout.emit()
    assert page.notice.isHidden()


def test_what_was_brought_back_on_another_page_can_be_taken_back_here(page):
    page.model.do(set_value, "f1", "9")
    page.show_outcome("已恢复。", "success")
    assert (page.notice.property("notice"), page.notice.age_timer.isActive()) == ("success", True)
    take_back(page)
    assert page.model.draft.facts[0].text != "9"


def test_nothing_brought_back_is_nothing_to_take_back(page):
    page.show_outcome("一样。", "info")
    assert page.notice.buttons == []


def test_a_notice_moves_nothing_on_the_page(page, qtbot):
    before = page.views.geometry(), page.status.geometry()
    page.notice.show_edit("已删除一个章节。")
    qtbot.waitUntil(page.notice.isVisible)
    page.layout().activate()
    assert (page.views.geometry(), page.status.geometry()) == before
    assert page.notice.geometry().bottom() < page.height()


def test_an_old_notice_stays_while_the_keyboard_is_in_it(page):
    delete_part(page, "e3")
    page.notice.buttons[0].setFocus()
    page.notice.age_timer.timeout.emit()
    assert not page.notice.isHidden()


def test_a_note_is_not_taken_away_with_the_action_before(page):
    delete_part(page, "e3")
    page.notice.show_note("没有发现问题。")
    assert not page.notice.age_timer.isActive()


def test_tab_leads_from_the_outline_to_the_first_open_field(page):
    page.show_section("e4")
    page.model.do(confirm, "f3")
    page.outline.setFocus()
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert page.focusWidget() is page.form.fields.row(1).edit


def test_tab_leads_from_the_outline_into_the_text(page):
    page.show_tab(TEXT)
    page.outline.setFocus()
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert page.focusWidget() is page.text


def fill_all(page):
    page.model.do(set_value, "f1", "9")
    for fact in page.model.draft.facts:
        page.model.do(confirm, fact.id)


@pytest.mark.parametrize("tab", [FORM, TEXT])
def test_tab_says_that_nothing_is_open(page, tab):
    fill_all(page)
    page.show_tab(tab)
    page.show_section("e4")
    (page.text if tab == TEXT else page.form.first_field).setFocus()
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert page.status.done.isVisible()


def test_tab_says_nothing_while_something_is_open(page):
    page.show_fact("f3")
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert not page.status.done.isVisible()


def test_a_narrow_page_puts_last_years_text_away(page):
    page.resize(700, 600)
    assert page.side.isHidden()


# Last year's text


def test_an_untouched_section_is_wholly_the_same(page):
    page.show_section("e5")
    assert page.prior.share.text() == "本章节沿用率 100%"


def test_a_changed_value_is_struck_out(page, qtbot):
    page.show_section("e4")
    page.model.do(set_value, "f3", "9")
    qtbot.waitUntil(lambda: page.prior.share.text() != "本章节沿用率 100%")
    cursor = page.prior.text.document().find("7")
    assert cursor.charFormat().fontStrikeOut()


def test_a_new_section_has_no_counterpart(page):
    page.outline.select("e7")
    page.outline.add()
    assert not page.prior.missing.isHidden()


def test_a_section_is_found_again_after_it_was_moved():
    draft = with_basis()
    section = keyed_sections(draft)["e5"]
    assert counterparts(replace(draft, elements=draft.elements[::-1]), section)[0].heading == "夯实基层"


def marked(page):
    return [selection.cursor.selectedText() for selection in page.prior.text.extraSelections()]


@pytest.mark.parametrize(("tab", "fact_id", "text"), [(FORM, "f3", "7"), (TEXT, "f5", "12"), (FORM, "f1", "**")])
def test_last_years_text_marks_the_value_at_work(page, tab, fact_id, text):
    page.show_tab(tab)
    page.show_fact(fact_id)
    assert marked(page) == [text]


def test_the_mark_stays_when_a_new_value_was_given(page, qtbot):
    page.show_fact("f3")
    page.model.do(set_value, "f3", "915")
    qtbot.waitUntil(lambda: page.prior.share.text() != "本章节沿用率 100%")
    assert marked(page) == ["7"]


def test_a_click_on_a_fact_marks_it_too(page):
    page.show_tab(TEXT)
    put(page.text, 5, 6)
    QTest.mouseClick(page.text.viewport(), Qt.MouseButton.LeftButton, pos=page.text.cursorRect().center())
    assert marked(page) == ["48"]


def test_another_section_has_nothing_marked(page):
    page.show_fact("f3")
    page.show_section("e5")
    assert marked(page) == []


def test_last_years_text_scrolls_along(qtbot, runner):
    source = "h1 一、|开展情况\nbody |" + "，".join(f"办{{{n}}}件实事" for n in range(100, 300))
    elements = make_draft(source).elements
    origins = tuple((e.id, 0, e.id) for e in elements)
    draft = replace(make_draft(source), basis=(Basis("去年", elements),), origins=origins)
    page = make_page(qtbot, runner, make_session(draft))
    page.show_tab(TEXT)
    page.show_fact("f190")
    text, (mark,) = page.prior.text, page.prior.text.extraSelections()
    assert text.viewport().rect().contains(text.cursorRect(mark.cursor).topLeft())


@pytest.mark.parametrize(("fact_id", "span"), [("f1", (7, 9)), ("f2", (15, 17)), ("gone", None)])
def test_where_last_years_value_stands(fact_id, span):
    found = prior_place(with_basis(), fact_id)
    assert (found and (found[1].start, found[1].end)) == span


# Tool tips


def tip(page, block, offset):
    page.show_tab(TEXT)
    put(page.text, block, offset)
    return page.text.facts.tooltip_at(page.text.cursorRect().center() + QPoint(3, 0))


def test_a_fact_in_the_text_says_what_it_is(page):
    lines = tip(page, 1, 15).splitlines()
    assert lines[1:] == [
        "上年 48 · 待核",
        "全稿2处，填一次一起改",
        "双击选中，按 Enter 沿用，或者输入新值；右键可以确认沿用",
    ]


def test_text_beside_facts_says_nothing(page):
    assert tip(page, 1, 2) == ""


def test_the_tool_tip_is_shown(page, qtbot):
    tip(page, 1, 15)
    place = page.text.cursorRect().center() + QPoint(3, 0)
    event = QHelpEvent(QEvent.Type.ToolTip, place, page.text.viewport().mapToGlobal(place))
    QApplication.sendEvent(page.text.viewport(), event)
    assert "待核" in QToolTip.text()
    QToolTip.hideText()


# For everybody


def test_every_control_has_a_name(page):
    kinds = (QAbstractButton, QLineEdit, QTextEdit)
    controls = [control for kind in kinds for control in page.findChildren(kind) if control.isVisible()]
    nameless = [c for c in controls if not (c.accessibleName() or getattr(c, "text", str)())]
    assert controls
    assert not nameless


def test_closing_the_session_stores_what_was_typed(qtbot, runner):
    session = make_session(with_basis())
    page = make_page(qtbot, runner, session)
    page.show_tab(TEXT)
    put(page.text, 7, 0)
    type_text(page.text, "x")
    session.close()
    assert session.draft.elements[7].content == "x问题不少。"


def test_nothing_is_stored_after_the_session_was_closed(qtbot, runner):
    session = make_session(with_basis())
    page = make_page(qtbot, runner, session)
    session.close()
    assert not page.model.do(set_value, "f3", "9")


def test_the_key_that_searches_the_ledger_works_from_the_outline_too(page):
    page.show_tab(LEDGER)
    keys = [one for one in page.ledger.sheet.findChildren(QShortcut) if one.key() == QKeySequence("Ctrl+F")]
    assert [one.context() for one in keys] == [Qt.ShortcutContext.WindowShortcut]


LONG = "\n".join(
    f"h1 {number}、|第{number}部分\nbody |{'工作' * 300}\nbody |{'学习' * 300}" for number in "一二三四五六"
)


@pytest.fixture
def long_page(qtbot, runner):
    page = make_page(qtbot, runner, LONG)
    page.show_tab(TEXT)
    page.show_section("e10")
    return page


def is_well_in_view(text):
    """The line of the cursor, and enough below it."""
    return 0 <= text.cursorRect().top() <= text.viewport().height() * 0.8


def test_the_text_shows_a_section_that_was_moved(long_page):
    long_page.outline.section_actions.place(["e10"], "", 1)
    assert (long_page.text.place_in_draft[0], is_well_in_view(long_page.text)) == ("e10", True)


def test_the_text_shows_a_section_that_came_back(long_page):
    long_page.outline.delete()
    long_page.text.verticalScrollBar().setValue(0)
    long_page.model.undo()
    assert (long_page.text.place_in_draft[0], is_well_in_view(long_page.text)) == ("e10", True)


def test_the_text_shows_a_section_that_came_back_while_something_else_was_shown(long_page):
    long_page.outline.delete()
    long_page.text.verticalScrollBar().setValue(0)
    long_page.hide()
    long_page.model.undo()
    long_page.show()
    assert (long_page.text.place_in_draft[0], is_well_in_view(long_page.text)) == ("e10", True)


def replace_everywhere(page, old, new):
    hits = find_hits(page.model.draft, SearchQuery(old))
    assert page.model.take(replace_outcomes, outcomes(page.model.draft, hits, new), new)


def test_taking_back_many_changes_stays_where_one_of_them_is_in_view(long_page):
    long_page.show_section("e13")
    replace_everywhere(long_page, "工作", "任务")
    before = long_page.text.verticalScrollBar().value()
    long_page.model.undo()
    assert (long_page.text.verticalScrollBar().value(), long_page.text.place_in_draft[0]) == (before, "e14")


def test_taking_back_many_changes_out_of_view_goes_to_the_nearest(long_page):
    long_page.show_section("e16")
    replace_everywhere(long_page, "第", "之")
    put(long_page.text, 17, 600)
    long_page.model.undo()
    assert long_page.text.place_in_draft[0] == "e16"


FIELDS = "h1 一、|情况\n" + "\n".join(f"body |办结{{{number}}}件，{'各项工作平稳' * 20}。" for number in range(10, 30))


@pytest.fixture
def field_page(qtbot, runner):
    page = make_page(qtbot, runner, FIELDS)
    page.show_section("e1")
    return page


def test_the_text_is_at_the_fact_whose_field_had_the_keyboard(field_page):
    field_page.show_fact("f18")
    field_page.switch.tabs.button(TEXT).click()
    assert field_page.text.place_in_draft[0] == "e19"


def test_the_keyboard_is_in_the_field_nearest_to_the_cursor(field_page):
    field_page.show_tab(TEXT)
    put(field_page.text, 19, 30)
    field_page.switch.tabs.button(FORM).click()
    assert field_page.focusWidget().parentWidget().fact.id == "f19"


def test_the_cursor_stays_when_nobody_went_to_another_field(field_page):
    field_page.show_tab(TEXT)
    put(field_page.text, 19, 30)
    for tab in (FORM, TEXT):
        field_page.switch.tabs.button(tab).click()
    assert field_page.text.place_in_draft == ("e20", 30)


def test_the_ledger_takes_the_room_of_the_outline(page):
    page.show_tab(LEDGER)
    was_hidden = page.outline.isHidden()
    page.show_tab(FORM)
    assert (was_hidden, page.outline.isHidden()) == (True, False)


def test_last_years_value_is_shown_once(page):
    rows = [row for row in page.form.fields.rows if row.prior.text()]
    assert rows
    assert not [row for row in rows if row.edit.placeholderText()]


def test_the_form_stands_in_the_middle(page):
    page.resize(1900, 800)
    form, head = page.form, page.form.head
    left = head.mapTo(form, head.rect().topLeft()).x()
    assert left == pytest.approx(form.width() - left - head.width(), abs=2)


def test_a_notice_leaves_the_right_column_free(page, qtbot):
    for words in ("已忽略。", "“" + "很长的一句话" * 30 + "”已忽略。"):
        page.notice.show_edit(words)
        qtbot.waitUntil(page.notice.isVisible)
        assert page.notice.geometry().right() < page.side.mapTo(page, QPoint(0, 0)).x()


def test_a_notice_of_several_lines_leaves_the_foot_of_the_outline_free(page, qtbot):
    page.resize(1280, 780)
    page.notice.show_edit("“" + "很长的一句话" * 30 + "”已忽略。")
    qtbot.waitUntil(page.notice.isVisible)
    assert page.notice.geometry().left() > page.outline.mapTo(page, page.outline.rect().topRight()).x()


WRITTEN = "h1 一、|情况\nbody |新建桥梁{12}座。\nbody |培训船员_{＿＿}名，检修船只_{＿＿}艘。\nbody |制度健全。"


@pytest.mark.parametrize(("number", "selected"), [("e3", "＿＿"), ("e4", "")])
def test_a_passage_just_written_is_not_replaced_by_the_next_key(qtbot, runner, number, selected):
    page = make_page(qtbot, runner, WRITTEN)
    page.coverage.passage_written.emit([number])
    cursor = page.text.textCursor()
    assert (cursor.selectedText(), page.text.place_in_draft[0]) == (selected, number)


def test_a_key_leads_to_the_years(page):
    page.side.hide()
    page.findChild(QAction, "show_roll_over").trigger()
    assert page.side.tab == "roll_over"
    assert not page.side.isHidden()


@pytest.mark.parametrize("width", [1286, 1840, 700])
def test_the_tabs_stay_under_the_mouse_when_the_ledger_takes_the_room_of_the_outline(page, width):
    page.resize(width, 700)
    page.show()
    QApplication.processEvents()
    tab = page.switch.tabs.button(LEDGER)
    before = tab.mapTo(page, QPoint(0, 0)).x()
    page.show_tab(LEDGER)
    QApplication.processEvents()
    assert (tab.mapTo(page, QPoint(0, 0)).x(), page.outline.isHidden()) == (before, True)
