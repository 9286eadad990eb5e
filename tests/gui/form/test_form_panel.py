"""The form: fields of a section, Tab through what is open, Enter to keep."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.model.fact import FactKind, FactState
from core.model.spans import Place, Span
from core.workflows.drafting.editing import confirm, set_value
from core.workflows.drafting.marking import mark_text
from gui.form.field_row import ElidedLabel, FieldName, FieldRow
from gui.form.fields import next_open
from gui.form.panel import FormPanel
from gui.form.state_pill import StatePill
from gui.outline.sections import BACK
from gui.session.draft_model import DraftModel
from gui.shell import theme
from tests.builders import make_draft
from tests.filled import with_units
from tests.gui.workspace import REPORT, compose, make_session, type_text

LONG = "h1 一、|开展情况\nbody |" + "，".join(f"办{{{n}}}件" for n in range(100, 170))


@pytest.fixture
def model():
    return DraftModel(make_session())


@pytest.fixture
def form(qtbot, model):
    return shown(qtbot, model, "e4")


def shown(qtbot, model, key):
    panel = FormPanel()
    qtbot.addWidget(panel)
    panel.resize(620, 700)
    panel.show_section(model, key)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(lambda: panel.isActiveWindow())
    panel.fact_wanted.connect(panel.show_fact)
    return panel


def rows(form):
    return [row for row in form.fields.rows if not row.isHidden()]


def fact(model, fact_id):
    return next(fact for fact in model.draft.facts if fact.id == fact_id)


def test_a_section_shows_its_fields(form):
    assert [row.fact.id for row in rows(form)] == ["f3", "f4"]


def test_an_open_figure_shows_last_years_value_as_a_hint(form):
    assert [(row.edit.text(), row.edit.placeholderText()) for row in rows(form)] == [("", "7"), ("", "350")]


def test_an_open_mask_is_an_empty_field(qtbot, model):
    form = shown(qtbot, model, "front")
    assert (rows(form)[0].edit.text(), rows(form)[0].edit.placeholderText()) == ("", "")


def test_a_typed_value_is_taken_over_after_a_pause(form, model, qtbot):
    rows(form)[0].edit.setFocus()
    type_text(rows(form)[0].edit, "9")
    qtbot.waitUntil(lambda: fact(model, "f3").text == "9")
    assert fact(model, "f3").state is FactState.UPDATED


def test_the_text_below_follows(form):
    rows(form)[0].edit.setFocus()
    type_text(rows(form)[0].edit, "9")
    form.flush()
    assert form.text.toPlainText() == "加强学习。举办9期培训，覆盖350人。"


def test_tab_takes_the_value_over_and_goes_to_the_next_open_field(form, model):
    model.do(set_value, "f1", "3")
    rows(form)[0].edit.setFocus()
    type_text(rows(form)[0].edit, "9")
    QTest.keyClick(rows(form)[0].edit, Qt.Key.Key_Tab)
    assert rows(form)[1].edit.hasFocus()
    assert fact(model, "f3").text == "9"


def test_enter_keeps_last_years_value_and_goes_on(form, model):
    rows(form)[0].edit.setFocus()
    QTest.keyClick(rows(form)[0].edit, Qt.Key.Key_Return)
    assert rows(form)[1].edit.hasFocus()
    assert fact(model, "f3").state is FactState.CONFIRMED


def test_tab_at_the_last_field_asks_for_a_fact_of_another_section(form, model, qtbot):
    model.do(set_value, "f1", "3")
    rows(form)[1].edit.setFocus()
    with qtbot.waitSignal(form.fact_wanted) as asked:
        QTest.keyClick(rows(form)[1].edit, Qt.Key.Key_Tab)
    assert asked.args == ["f5"]


def test_an_emptied_field_brings_last_years_value_back(form, model):
    model.do(set_value, "f3", "9")
    edit = rows(form)[0].edit
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_Backspace)
    form.flush()
    assert (fact(model, "f3").text, fact(model, "f3").state) == ("7", FactState.CARRIED)


def test_an_emptied_field_of_a_fact_that_is_new_this_year_shows_its_value_again(qtbot, model):
    model.do(mark_text, Place("e8", Span(0, 2)))
    form = shown(qtbot, model, "e7")
    edit = rows(form)[0].edit
    edit.selectAll()
    QTest.keyClick(edit, Qt.Key.Key_Delete)
    form.flush()
    assert (edit.text(), model.draft.elements[7].content) == ("问题", "问题不少。")


def test_nothing_is_taken_over_while_composing(form, model):
    edit = rows(form)[0].edit
    edit.setFocus()
    compose(edit, preedit="jiu")
    form.flush()
    assert fact(model, "f3").state is FactState.CARRIED


def test_undo_takes_the_value_back(form, model):
    rows(form)[0].edit.setFocus()
    type_text(rows(form)[0].edit, "9")
    model.undo()
    assert rows(form)[0].edit.text() == ""


def test_the_heading_can_be_changed(form, model):
    edit = form.head.edits[0]
    edit.setFocus()
    edit.selectAll()
    type_text(edit, "强化学习")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert model.draft.elements[3].text == "（一）强化学习。举办7期培训，覆盖350人。"


def head_edit(form):
    edit = form.head.edits[0]
    edit.setFocus()
    edit.selectAll()
    return edit


def test_a_heading_is_taken_over_after_a_pause_and_typing_goes_on(form, model, qtbot):
    edit = head_edit(form)
    type_text(edit, "强化 ")
    qtbot.waitUntil(lambda: model.draft.elements[3].heading == "强化")
    type_text(edit, "学习")
    assert edit.text() == "强化 学习"


def test_an_emptied_heading_is_not_taken_over(form, model, qtbot):
    edit = head_edit(form)
    QTest.keyClick(edit, Qt.Key.Key_Backspace)
    form.head.pause.rested.emit()
    assert (model.can_undo, edit.text()) == (False, "")


def test_an_emptied_field_is_taken_over_after_a_pause(form, model, qtbot):
    model.do(set_value, "f3", "9")
    edit = rows(form)[0].edit
    edit.setFocus()
    edit.selectAll()
    QTest.keyClick(edit, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: fact(model, "f3").text == "7")
    type_text(edit, "8")
    assert edit.text() == "8"


@pytest.mark.parametrize(("key", "number", "text"), [("front", 1, "县委办公室："), ("back", 1, "2023年7月5日")])
def test_addressee_and_date_can_be_given(qtbot, model, key, number, text):
    form = shown(qtbot, model, key)
    edit = form.head.edits[number]
    edit.setFocus()
    type_text(edit, text)
    form.flush()
    assert text in {element.content for element in model.draft.elements}


def test_a_narrow_form_cuts_no_state_off(form, qtbot):
    form.resize(314, 600)  # what a window of 1024 pixels leaves for it
    qtbot.waitUntil(lambda: form.width() == 314)
    assert all(row.minimumSizeHint().width() <= row.width() <= form.fields.viewport().width() for row in rows(form))


@pytest.mark.parametrize(("key", "hidden"), [(BACK, True), ("e7", False)])
def test_the_end_of_a_draft_has_no_empty_card(qtbot, model, key, hidden):
    assert shown(qtbot, model, key).card.isHidden() is hidden


def test_a_read_only_draft_has_fields_that_cannot_be_edited(qtbot):
    form = shown(qtbot, DraftModel(make_session(read_only=True)), "e4")
    assert all(row.edit.isReadOnly() for row in rows(form))


def long_form(qtbot):
    return shown(qtbot, DraftModel(make_session(LONG)), "e1")


def scrolled_to_the_end(form, qtbot):
    bar = form.fields.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())


def test_of_a_long_section_only_the_rows_in_view_are_there(qtbot):
    assert 0 < len(rows(long_form(qtbot))) < 35


def test_what_is_scrolled_to_is_there(qtbot):
    form = long_form(qtbot)
    scrolled_to_the_end(form, qtbot)
    assert [row.fact.id for row in rows(form)][-2:] == ["f69", "f70"]


def test_a_row_that_is_typed_in_stays_what_it_is_when_it_is_scrolled_away(qtbot):
    form = long_form(qtbot)
    edit = form.fields.row(0).edit
    edit.setFocus()
    type_text(edit, "9")
    scrolled_to_the_end(form, qtbot)
    form.flush()
    assert (edit.text(), fact(form.model, "f1").text) == ("9", "9")


def test_a_fact_far_down_can_be_gone_to_at_once(qtbot):
    form = long_form(qtbot)
    form.show_fact("f66")
    row = form.fields.row(65)
    assert (row.edit.hasFocus(), len(rows(form)) < 35) == (True, True)
    qtbot.waitUntil(lambda: not row.visibleRegion().isEmpty())


def test_where_nothing_is_open_tab_goes_on_to_the_field_below(qtbot):
    model = DraftModel(make_session(LONG))
    for number in range(1, 71):
        model.do(confirm, f"f{number}")
    form = shown(qtbot, model, "e1")
    form.show_fact("f66")
    QTest.keyClick(form.fields.row(65).edit, Qt.Key.Key_Tab)
    assert form.fields.row(66).edit.hasFocus()


@pytest.mark.parametrize(("key", "number"), [(Qt.Key.Key_Tab, 1), (Qt.Key.Key_Backtab, 0)])
def test_tab_leads_out_of_the_fields_above_and_below(form, model, key, number):
    model.do(set_value, "f1", "12")
    for name in ("f2", "f3", "f4", "f5"):
        model.do(confirm, name)
    edit = form.fields.row(number).edit
    edit.setFocus()
    QTest.keyClick(edit, key)
    assert (form.text if number else form.head.edits[0]).hasFocus()


def test_a_place_of_the_text_brings_its_field_into_view(qtbot):
    form = shown(qtbot, DraftModel(make_session(LONG)), "e1")
    form.show_place("e2", 300)
    assert form.text.place_in_draft == ("e2", 300)
    behind = next(each for each in form.model.draft.facts if each.start >= 300)
    qtbot.waitUntil(lambda: next(row.fact for row in rows(form) if not row.visibleRegion().isEmpty()) == behind)


def test_every_field_has_a_name_for_screen_readers(form):
    assert all(row.edit.accessibleName() for row in rows(form))


@pytest.mark.parametrize(
    ("place", "step", "expected"),
    [
        (("e1", 0), 1, "f1"),
        (("e2", 7), 1, "f2"),
        (("e2", 16), 1, "f3"),
        (("e5", 8), 1, "f1"),
        (("e2", 7), -1, "f5"),
        (("e4", 8), -1, "f2"),
        (("e6", 5), 1, "f1"),
    ],
)
def test_the_next_open_field_of_the_whole_draft(place, step, expected):
    assert next_open(make_draft(REPORT), *place, step, empty_first=False).id == expected


def test_without_another_open_field_there_is_no_next_one(model):
    for number in range(2, 6):
        model.do(confirm, f"f{number}")
    assert next_open(model.draft, "e2", 7, 1) is None


@pytest.mark.parametrize(("key", "is_own"), [(Qt.Key.Key_E, False), (Qt.Key.Key_Z, False), (Qt.Key.Key_A, True)])
def test_the_keys_of_the_program_are_not_taken_by_a_field(form, key, is_own):
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.ControlModifier)
    event.ignore()
    rows(form)[0].edit.event(event)
    assert event.isAccepted() is is_own


def test_a_label_that_fits_in_smaller_letters_stands_in_the_middle(qtbot):
    label = FieldName()
    qtbot.addWidget(label)
    label.show_text("办理年份（全年）")
    label.setStyleSheet("font-size: 24px")
    label.ensurePolished()
    label.resize(label.fontMetrics().horizontalAdvance("办理年份（全年）") - 2, theme.length(60))
    label.show()
    ink = QImage(label.size(), QImage.Format.Format_RGB32)
    label.render(ink)
    ground = ink.pixel(0, 0)
    rows = [y for y in range(ink.height()) if any(ink.pixel(x, y) != ground for x in range(ink.width()))]
    assert abs((rows[0] + rows[-1]) / 2 - ink.height() / 2) <= 3


@pytest.mark.parametrize(("parts", "words"), [(2, "Tab 下一处 · Enter 确认"), (1, "Tab 下一处"), (0, "")])
def test_a_label_of_parts_shows_whole_ones(qtbot, parts, words):
    label = ElidedLabel(is_parted=True)
    qtbot.addWidget(label)
    label.show_text("Tab 下一处 · Enter 确认")
    room = label.fontMetrics().horizontalAdvance(" · ".join(["Tab 下一处", "Enter 确认"][:parts]))
    assert label.fitting(room + 3) == words


def test_a_field_left_shows_the_value_as_it_stands(qtbot):
    draft = with_units(make_draft("h1 一、|干部\nbody |选派{5}名，培训{7}名。"), {"f1": "名", "f2": "名"})
    form = shown(qtbot, DraftModel(make_session(draft)), "e1")
    first, second = rows(form)
    first.edit.setFocus()
    type_text(first.edit, "12人")
    second.edit.setFocus()
    assert (first.edit.text(), first.fact.text) == ("12", "12")


def test_a_number_typed_beside_a_scaled_unit_is_scaled(qtbot):
    model = DraftModel(make_session("h1 一、|水利\nbody |保护人口{2.6万}人。"))
    row = rows(shown(qtbot, model, "e1"))[0]
    type_text(row.edit, "2.2")
    row.edit.left.emit()
    assert (fact(model, "f1").text, row.edit.text(), row.edit.placeholderText()) == ("2.2万", "2.2", "")


def with_words(qtbot):
    """A form of a sentence with 上年 between two figures."""
    draft = make_draft("h1 一、|情况\nbody |茶叶{16}吨，比{0}增长{3}%。")
    words = replace(draft.facts[1], kind=FactKind.DATE, subkind="relative")
    return shown(qtbot, DraftModel(make_session(replace(draft, facts=(draft.facts[0], words, draft.facts[2])))), "e1")


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Return])
def test_what_is_typed_behind_a_value_never_goes_to_words_without_a_box(qtbot, key):
    form = with_words(qtbot)
    form.show_fact("f1")
    type_text(form.fields.row(0).edit, "17")
    QTest.keyClick(form.fields.row(0).edit, key)
    assert form.fields.row(2).edit.hasFocus()


def test_words_without_a_box_take_no_focus_and_are_selected_in_the_text(qtbot):
    form = with_words(qtbot)
    QTest.mouseClick(form.fields.row(1).edit, Qt.MouseButton.LeftButton)
    assert not form.fields.row(1).edit.hasFocus()
    form.show_fact("f2")
    assert (form.text.hasFocus(), form.text.textCursor().selectedText()) == (True, "0")


def test_words_without_a_box_come_last_and_enter_keeps_them_in_the_text(qtbot):
    form = with_words(qtbot)
    form.model.do(confirm, "f1")
    form.show_fact("f3")
    QTest.keyClick(form.fields.row(2).edit, Qt.Key.Key_Return)
    assert form.text.textCursor().selectedText() == "0"
    with qtbot.waitSignal(form.text.confirm_requested) as asked:
        QTest.keyClick(form.text, Qt.Key.Key_Return)
    assert asked.args == ["f2"]


MIXED = """
h1 一、|开展情况
h2 （一）|甲。‖今年接待{7}人，办结{**}件，走访{9}户，修渠{**}条。
"""


@pytest.mark.parametrize(
    ("place", "step", "expected"),
    [("f1", 1, "f2"), ("f2", 1, "f4"), ("f4", 1, "f2"), ("f3", -1, "f2"), ("f2", -1, "f4")],
)
def test_tab_first_goes_round_what_is_to_be_filled_in(place, step, expected):
    draft = make_draft(MIXED)
    here = next(fact for fact in draft.facts if fact.id == place)
    assert next_open(draft, here.element_id, here.start, step).id == expected


def test_tab_goes_to_what_is_to_be_looked_at_when_nothing_is_to_be_filled_in():
    draft = make_draft(MIXED.replace("{**}", "3"))
    here = draft.facts[0]
    assert next_open(draft, here.element_id, here.start, 1).id == "f2"


def test_words_in_the_box_of_a_figure_are_told_beside_it_and_never_count_as_updated(form, model):
    row = rows(form)[0]
    row.edit.setFocus()
    type_text(row.edit, "abc")
    form.flush()
    assert (fact(model, "f3").text, fact(model, "f3").state) == ("abc", FactState.CARRIED)
    assert (row.edit.text(), row.prior.toolTip()) == ("abc", "应填数字")


def test_enter_does_not_keep_words_in_the_box_of_a_figure(form, model):
    row = rows(form)[0]
    row.edit.setFocus()
    type_text(row.edit, "abc")
    form.flush()
    QTest.keyClick(row.edit, Qt.Key.Key_Return)
    assert fact(model, "f3").state is FactState.CARRIED


def test_what_is_odd_is_told_while_it_is_typed_and_gone_with_the_words(form, qtbot):
    row = rows(form)[0]
    row.edit.setFocus()
    type_text(row.edit, "70000")
    told = row.prior.toolTip()
    row.edit.selectAll()
    type_text(row.edit, "8")
    assert (told, row.prior.toolTip()) == ("与上年差十倍", "")


def test_a_click_on_the_pill_confirms_the_field(form):
    row = next(row for row in form.fields.rows if row.fact.state is FactState.CARRIED)
    fact_id = row.fact.id
    QTest.mouseClick(row.findChild(StatePill), Qt.MouseButton.LeftButton)
    draft = form.model.draft
    assert next(fact.state for fact in draft.facts if fact.id == fact_id) is FactState.CONFIRMED


def test_several_values_are_not_pasted_into_one_box(form):
    row = rows(form)[0]
    before = row.edit.text()
    QApplication.clipboard().setText("12\n9\n21\n")
    QTest.keyClick(row.edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert row.edit.text() == before
    assert row.prior.toolTip().startswith("复制的不止一个值")


def test_the_closing_date_in_the_form_is_not_the_date_below_the_title(qtbot):
    source = "title |总结\nissue_date |（2022年1月5日）\nbody |正文\nsignature |青禾县档案馆\nissue_date |2023年7月1日"
    form = shown(qtbot, DraftModel(make_session(source)), BACK)
    assert [edit.text() for edit in form.head.edits] == ["青禾县档案馆", "2023年7月1日"]


def test_without_a_closing_date_its_box_in_the_form_is_empty(qtbot):
    source = "title |总结\nissue_date |（2022年1月5日）\nbody |正文\nsignature |青禾县档案馆"
    form = shown(qtbot, DraftModel(make_session(source)), BACK)
    assert form.head.edits[1].text() == ""


DATED = "title |总结\nbody |正文\nsignature |青禾县档案馆\nissue_date |2023年7月1日"


def type_date(form, words):
    edit = form.head.edits[1]
    edit.setFocus()
    edit.selectAll()
    type_text(edit, words)
    return edit


def test_a_closing_date_in_another_form_is_told_while_it_is_typed_and_written_in_the_standard_one(qtbot):
    model = DraftModel(make_session(DATED))
    form = shown(qtbot, model, BACK)
    edit = type_date(form, "2023.12.2")
    qtbot.waitUntil(lambda: model.draft.elements[-1].content == "2023年12月2日")
    assert (edit.text(), form.head.remark.text()) == ("2023.12.2", "写作2023年12月2日")


def test_a_closing_date_is_shown_in_the_standard_form_once_its_box_is_left(qtbot):
    form = shown(qtbot, DraftModel(make_session(DATED)), BACK)
    edit = type_date(form, "2023.12.20")
    form.text.setFocus()
    assert edit.text() == "2023年12月20日"


def test_a_number_in_another_form_is_written_in_the_standard_one_and_told(form, model):
    rows(form)[1].edit.setFocus()
    type_text(rows(form)[1].edit, "三百五十点五")
    rows(form)[0].edit.setFocus()
    assert (rows(form)[1].edit.text(), fact(model, "f4").text) == ("350.5", "350.5")
    assert rows(form)[1].prior.toolTip().startswith("写作350.5")


def test_words_without_a_box_are_seen_from_their_beginning(qtbot):
    words = "党的二十届四中全会" * 3
    model = DraftModel(make_session("h1 一、|开展情况\nbody |落实" + words + "{8}精神。"))
    rolled = replace(model.draft.facts[0], kind=FactKind.REFERENCE, subkind="congress", text=words, prior=words)
    row = FieldRow()
    qtbot.addWidget(row)
    row.show_fact(rolled, 1, True)
    assert (row.edit.text(), row.edit.cursorPosition()) == (words, 0)


def test_a_long_value_has_the_room_of_an_empty_unit_and_last_years_value_what_is_left(qtbot):
    model = DraftModel(make_session("h1 一、|开展情况\nbody |接待{8}人次。"))
    number = replace(model.draft.facts[0], text="〔2026〕128号文", prior="〔2025〕128号文", unit="")
    row = FieldRow()
    qtbot.addWidget(row)
    row.show_fact(number, 1, True)
    row.set_name_width(100)
    row.resize(900, 40)
    row.show()
    row.edit.setText(number.text)
    row.settle()
    narrow = row.edit.width()
    row.edit.setText(number.text * 2)
    words = row.edit.fontMetrics().horizontalAdvance(row.edit.text())
    assert row.edit.width() > max(words, narrow)
    assert row.prior.fitting(row.prior.width()) == f"上年 {number.prior}"
    assert row.prior.geometry().left() >= row.edit.geometry().right()
