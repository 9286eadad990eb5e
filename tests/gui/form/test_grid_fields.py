"""A table in 表单 is a grid of fields: Tab through what is open, arrows and Enter as in a spreadsheet, values judged, undone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from core.editing.grids.given import insert_blocks
from core.model.change import apply, difference
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind, FactState
from core.model.spans import Place
from core.model.tables.given import plain_table
from core.workflows.drafting.editing import Axis, insert_line
from gui.form.fields import MISPLACED, form_order, next_box
from gui.form.grid_card import prior_below
from gui.form.panel import FormPanel
from gui.outline.sections import FRONT
from gui.session.draft_model import DraftModel
from tests.gui.workspace import make_session

LINES = [["指标", "2024年", "备注"], ["造林", "3200", ""], ["抚育", "", "略"], ["投入", "450", ""]]


def draft_of():
    bare = Draft(Identity(key="k"), (Element("e1", Role.BODY, "前"),), serial=1)
    draft = apply(bare, insert_blocks(bare, "e1", [plain_table(LINES, 1)], "插入表格"))
    cells = [each for each in draft.elements if each.role is Role.CELL]
    facts = (
        Fact("f1", FactKind.FIGURE, "", cells[4].id, 0, 4, "3200", "亩", "造林", state=FactState.CARRIED, prior="3200"),
        Fact("f2", FactKind.FIGURE, "", cells[7].id, 0, 0, "", "亩", "抚育", state=FactState.EMPTY, prior="1800"),
        Fact(
            "f3", FactKind.FIGURE, "", cells[10].id, 0, 3, "450", "万元", "投入", state=FactState.CARRIED, prior="450"
        ),
    )
    return Draft(draft.identity, draft.elements, facts, serial=100)


@pytest.fixture
def form(qtbot):
    form = FormPanel()
    qtbot.addWidget(form)
    form.resize(700, 700)
    form.show_section(DraftModel(make_session(draft_of()), form), FRONT)
    form.fact_wanted.connect(form.show_fact)  # as the page does
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    return form


@pytest.fixture
def view(form):
    view = form.grids.cards[0].view
    view.setFocus()
    view.setCurrentIndex(view.grid.index(1, 1))
    return view


def texts(form):
    return [each.content for each in form.model.draft.elements if each.role is Role.CELL]


def states(form):
    return {fact.id: (fact.text, fact.state) for fact in form.model.draft.facts}


def here(view):
    return view.currentIndex().row(), view.currentIndex().column()


def type_in(view, words, key):
    """Begin to type on a cell, as in a spreadsheet, and leave the box by a key."""
    QTest.keyClicks(view.viewport(), words[:1])
    box = view.findChildren(QLineEdit)[-1]
    QTest.keyClicks(box, words[1:])
    QTest.keyClick(box, key)


def test_facts_of_cells_are_fields_of_the_grid_and_no_rows(form, view):
    assert form._fields == ()
    assert [view.grid.index(1, column).data() for column in range(3)] == ["造林", "3200", ""]


def test_a_value_typed_on_a_cell_fills_the_fact_and_enter_goes_down(form, view):
    type_in(view, "3500", Qt.Key.Key_Return)
    assert states(form)["f1"] == ("3500", FactState.UPDATED)
    assert here(view) == (2, 1)
    form.model.undo()
    assert states(form)["f1"] == ("3200", FactState.CARRIED)


def test_tab_goes_first_to_what_is_empty_then_to_what_is_open(form, view):
    type_in(view, "3500", Qt.Key.Key_Tab)
    assert here(view) == (2, 1)
    type_in(view, "1900", Qt.Key.Key_Tab)
    assert here(view) == (3, 1)
    assert states(form)["f2"] == ("1900", FactState.UPDATED)


def test_shift_tab_goes_back(view):
    view.setCurrentIndex(view.grid.index(3, 1))
    QTest.keyClick(view, Qt.Key.Key_Backtab)
    assert here(view) == (2, 1)


def test_tab_behind_the_last_open_cell_asks_for_the_next_open_fact(form, view, qtbot):
    view.setCurrentIndex(view.grid.index(3, 1))
    with qtbot.waitSignal(form.fact_wanted) as wanted:
        QTest.keyClick(view, Qt.Key.Key_Tab)
    assert wanted.args == ["f2"]


def test_tab_leaves_a_table_without_empty_cells_while_another_field_is_empty(form, view):
    draft = form.model.draft
    blank = Fact("f4", FactKind.MASK, "", "e1", 0, 0, "", "个", "新建", state=FactState.EMPTY)
    model = DraftModel(make_session(replace(draft, facts=(blank, *draft.facts))), form)
    form.show_section(model, FRONT)
    type_in(view, "3500", Qt.Key.Key_Tab)
    assert here(view) == (2, 1)
    type_in(view, "1900", Qt.Key.Key_Tab)
    assert form.focusWidget().parentWidget().fact.id == "f4"


def test_tab_goes_from_a_cell_without_a_fact_to_what_is_empty(form, view):
    view.setCurrentIndex(view.grid.index(1, 0))
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert here(view) == (2, 1)


def test_tab_takes_the_fields_of_a_section_before_its_tables():
    draft = draft_of()
    behind = Element("e900", Role.BODY, "兑现补贴86万元。")
    last = Fact("f9", FactKind.FIGURE, "", "e900", 4, 6, "86", "万元", "补贴", state=FactState.CARRIED, prior="86")
    first = Fact("f8", FactKind.FIGURE, "", "e1", 0, 1, "5", "个", "新建", state=FactState.CARRIED, prior="5")
    draft = replace(draft, elements=(*draft.elements, behind), facts=(first, *draft.facts, last))
    order = form_order(draft, [[each.id for each in draft.elements]])
    walked = [first]
    for _ in range(4):
        walked.append(next_box(draft, walked[-1], 1, False, order))
    assert [fact.id for fact in walked] == ["f8", "f9", "f1", "f2", "f3"]


def test_arrows_move_by_a_cell(view):
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert here(view) == (2, 0)


def test_enter_on_an_open_value_confirms_it(form, view):
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert states(form)["f1"] == ("3200", FactState.CONFIRMED)
    assert here(view) == (2, 1)


def test_words_are_no_figure_which_is_told_at_once_and_the_fact_stays_open(form, view):
    QTest.keyClicks(view.viewport(), "a")
    box = view.findChild(QLineEdit)
    QTest.keyClicks(box, "bc")
    assert "应填数字" in form.grids.cards[0].remark.text()
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert states(form)["f1"] == ("abc", FactState.CARRIED)


def test_escape_leaves_the_value(form, view):
    QTest.keyClicks(view.viewport(), "9")
    QTest.keyClick(view.findChild(QLineEdit), Qt.Key.Key_Escape)
    assert not form.model.can_undo


def test_delete_empties_the_cell_which_waits_for_a_value(form, view):
    type_in(view, "3500", Qt.Key.Key_Return)
    view.setCurrentIndex(view.grid.index(1, 1))
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert (states(form)["f1"], texts(form)[4]) == (("", FactState.EMPTY), "")
    type_in(view, "3600", Qt.Key.Key_Return)
    assert (states(form)["f1"], texts(form)[4]) == (("3600", FactState.UPDATED), "3600")


def test_delete_writes_no_value_of_last_year_into_a_cell_without_one(form, view):
    view.setCurrentIndex(view.grid.index(2, 1))
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert states(form)["f2"] == ("", FactState.EMPTY)


def test_delete_takes_words_out_of_a_cell(form, view):
    view.setCurrentIndex(view.grid.index(2, 2))
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert texts(form)[8] == ""
    form.model.undo()
    assert texts(form)[8] == "略"


def test_a_value_taken_out_of_its_box_leaves_the_cell_empty(form, view):
    type_in(view, "3500", Qt.Key.Key_Return)
    view.setCurrentIndex(view.grid.index(1, 1))
    QTest.keyClick(view, Qt.Key.Key_F2)
    view.findChildren(QLineEdit)[-1].selectAll()
    QTest.keyClick(view.findChildren(QLineEdit)[-1], Qt.Key.Key_Delete)
    QTest.keyClick(view.findChildren(QLineEdit)[-1], Qt.Key.Key_Return)
    assert states(form)["f1"] == ("", FactState.EMPTY)


def test_the_menu_of_a_cell_brings_last_years_value_back(form, view):
    type_in(view, "3500", Qt.Key.Key_Return)
    view.setCurrentIndex(view.grid.index(1, 1))
    next(each for each in view.menu().actions() if each.text().startswith("恢复上年值")).trigger()
    assert states(form)["f1"] == ("3200", FactState.CARRIED)


def test_a_cell_without_a_fact_takes_words(form, view):
    view.setCurrentIndex(view.grid.index(1, 2))
    type_in(view, "ok", Qt.Key.Key_Return)
    assert texts(form)[5] == "ok"
    form.model.undo()
    assert texts(form)[5] == ""


def test_last_years_value_stands_below_another_one(form, view):
    assert [prior_below(fact) for fact in view.grid.facts] == ["", "上年 1800", ""]
    type_in(view, "3500", Qt.Key.Key_Return)
    assert prior_below(view.grid.facts[0]) == "上年 3200"


def test_a_fact_asked_for_elsewhere_is_shown_in_its_cell(form, view):
    form.show_fact("f3")
    assert (here(view), view.hasFocus()) == ((3, 1), True)


def test_a_new_row_of_the_draft_comes_into_the_grid(form, view):
    form.model.do(insert_line, view.grid.element_at(view.grid.index(3, 0)), Axis.ROWS)
    assert view.grid.rowCount(QModelIndex()) == 5


def test_a_draft_that_is_open_elsewhere_is_only_read(qtbot):
    form = FormPanel()
    qtbot.addWidget(form)
    form.show_section(DraftModel(make_session(draft_of(), read_only=True), form), FRONT)
    form.show()
    grid = form.grids.cards[0].view.grid
    assert not grid.flags(grid.index(1, 1)) & Qt.ItemFlag.ItemIsEditable


def begin_typing(view, words):
    """Type on a cell and leave its box open."""
    QTest.keyClicks(view.viewport(), words[:1])
    box = view.findChildren(QLineEdit)[-1]
    QTest.keyClicks(box, words[1:])
    return box


def test_a_value_in_an_open_cell_is_committed_when_the_draft_is_closed(form, view):
    begin_typing(view, "3500")
    form.model.flush()
    assert states(form)["f1"] == ("3500", FactState.UPDATED)


def test_a_pause_in_typing_commits_the_value_and_the_box_stays_open_for_more(form, view):
    box = begin_typing(view, "35")
    view.cells.pause.rested.emit()
    assert states(form)["f1"] == ("35", FactState.UPDATED)
    QTest.keyClicks(box, "00")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert (states(form)["f1"], here(view)) == (("3500", FactState.UPDATED), (2, 1))


def test_an_untouched_open_cell_changes_nothing(form, view):
    view.edit(view.currentIndex())
    form.model.flush()
    assert not form.model.can_undo


def test_heads_stay_in_view_while_the_rows_below_scroll(form, qtbot):
    bare = Draft(Identity(), (Element("e1", Role.BODY, "前"),), serial=1)
    lines = [LINES[0], *([f"指标{number}", str(1000 + number), ""] for number in range(60))]
    form.show_section(DraftModel(make_session(with_figures(bare, lines)), form), FRONT)
    view = form.grids.cards[0].view
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 0)
    assert not view.heads.isVisible()
    view.setCurrentIndex(view.grid.index(50, 1))
    assert (view.heads.isVisible(), view.heads.height()) == (True, view.rowHeight(0))
    view.setCurrentIndex(view.grid.index(20, 1))
    assert view.visualRect(view.currentIndex()).top() >= view.heads.height()


def with_figures(bare, lines):
    draft = apply(bare, insert_blocks(bare, "e1", [plain_table(lines, 1)], "插入表格"))
    cells = [each for each in draft.elements if each.role is Role.CELL and each.content.isdigit()]
    facts = (
        Fact(f"f{n}", FactKind.FIGURE, "", each.id, 0, len(each.content), each.content, "亩", "指标")
        for n, each in enumerate(cells)
    )
    return Draft(draft.identity, draft.elements, tuple(facts), serial=1000)


# The clipboard and the mouse


def on_clipboard(text, html=""):
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QApplication.clipboard().setMimeData(data)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("3500\t好\n1900\t\n500\t\n", ""),
        ("", "<table><tr><td>3500</td><td>好</td></tr><tr><td>1900<td><tr><td>500<td></table>"),
    ],
    ids=["tabs", "html"],
)
def test_several_cells_are_pasted_as_values_in_one_step(form, view, text, html):
    on_clipboard(text, html)
    view.message_shown.connect(lambda words: form.setProperty("told", words))
    QTest.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [states(form)[each] for each in ("f1", "f2", "f3")] == [
        ("3500", FactState.UPDATED),
        ("1900", FactState.UPDATED),
        ("500", FactState.UPDATED),
    ]
    assert (texts(form)[5], form.property("told")) == ("好", "已把数填进表格，按 Ctrl+Z 可以恢复。")
    form.model.undo()
    assert states(form)["f1"] == ("3200", FactState.CARRIED)


def test_words_around_a_pasted_table_are_told(form, view):
    table = "<table><tr><td>3500<td>好<tr><td>1900</table>"
    on_clipboard("", f"<p>以下数字未经审计。</p>{table}<p>其中甲组3人。</p>")
    view.message_shown.connect(lambda words: form.setProperty("told", words))
    view.paste()
    assert (states(form)["f1"][0], form.property("told")) == (
        "3500",
        "已把数填进表格；表格外还有2段文字，没有填，按 Ctrl+Z 可以恢复。",
    )


def test_in_an_open_box_cells_do_not_become_words(form, view):
    QTest.keyClicks(view.viewport(), "9")
    on_clipboard("3500\n1900\n500\n")
    QTest.keyClick(view.findChildren(QLineEdit)[-1], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [states(form)[each][0] for each in ("f1", "f2", "f3")] == ["3500", "1900", "500"]


def test_one_cell_is_a_value_for_the_current_one(form, view):
    on_clipboard("3500\r\n")
    QTest.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert (states(form)["f1"], states(form)["f2"][0]) == (("3500", FactState.UPDATED), "")


def test_pasted_values_are_judged_as_typed_ones(form, view):
    on_clipboard("abc\n19000\n450\n")
    view.paste()
    found = states(form)
    assert (found["f1"][1], found["f3"]) == (FactState.CARRIED, ("450", FactState.UPDATED))
    assert found["f2"][0] == "19000"


def test_the_menu_of_a_cell_confirms_it(form, view):
    menu = view.menu()
    next(each for each in menu.actions() if each.text().startswith("确认沿用")).trigger()
    menu.deleteLater()
    assert (states(form)["f1"], here(view)) == (("3200", FactState.CONFIRMED), (1, 1))


def test_the_count_above_the_grid_leads_to_the_next_open_cell(form, view):
    counts = form.grids.cards[0].findChild(type(form.card.counts))
    QTest.mouseClick(counts.pills[FactState.CARRIED], Qt.MouseButton.LeftButton)
    assert here(view) == (3, 1)
    QTest.mouseClick(counts.pills[FactState.EMPTY], Qt.MouseButton.LeftButton)
    assert here(view) == (2, 1)


@pytest.fixture
def cell_of(view):
    """Give the cell at hand other words, whose only value is not a number."""

    def give(words, kind, subkind, start, end):
        model = view.grid.draft
        draft = model.draft
        home = draft.facts[0].element_id
        text = words[start:end]
        fact = Fact("f1", kind, subkind, home, start, end, text, prior=text)
        elements = tuple(replace(each, content=words) if each.id == home else each for each in draft.elements)
        after = replace(draft, elements=elements, facts=(fact, *draft.facts[1:]))
        model.do(lambda now: difference(now, after, Place(home), "测试"))

    return give


@pytest.mark.parametrize(
    ("words", "value", "typed"),
    [
        ("320人（较2024年增）", (FactKind.DATE, "year", 5, 9), "330"),
        ("南政发〔2024〕12号", (FactKind.REFERENCE, "document_number", 3, 12), "13"),
    ],
)
def test_a_bare_number_typed_over_another_value_is_refused_and_told(form, view, cell_of, words, value, typed):
    cell_of(words, *value)
    told = []
    view.message_shown.connect(told.append)
    type_in(view, typed, Qt.Key.Key_Return)
    assert (texts(form)[4], told) == (words, [MISPLACED])


def test_a_year_typed_over_a_year_is_its_value(form, view, cell_of):
    cell_of("2024年底前", FactKind.DATE, "year", 0, 4)
    type_in(view, "2025", Qt.Key.Key_Return)
    assert texts(form)[4] == "2025年底前"


def test_several_cells_are_copied_by_keyboard_and_pasted_again(form, view):
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QApplication.clipboard().mimeData()
    assert data.text() == "3200\t\n\t略"
    assert data.html().count("<td") == 4


def test_one_cell_is_copied_as_words(form, view):
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QApplication.clipboard().mimeData()
    assert (data.text(), data.hasHtml()) == ("3200", False)


@pytest.fixture
def dated(form):
    """The table with 2025年6月底 in the last cell: two facts of one cell."""
    model = form.model
    cells = [each for each in model.draft.elements if each.role is Role.CELL]
    elements = tuple(
        replace(each, content="2025年6月底") if each.id == cells[11].id else each for each in model.draft.elements
    )
    two = (
        Fact("f4", FactKind.DATE, "year", cells[11].id, 0, 4, "2025", "年", "年份", prior="2025"),
        Fact("f5", FactKind.DATE, "month", cells[11].id, 5, 6, "6", "月", "月份", prior="6"),
    )
    carried = tuple(replace(each, state=FactState.CARRIED) for each in two)
    after = replace(model.draft, elements=elements, facts=(*model.draft.facts, *carried))
    model.do(lambda draft: difference(draft, after, Place(cells[11].id), "时限"))
    return form


def test_a_cell_with_several_facts_is_as_open_as_they_are(dated, view):
    index = view.grid.index(3, 2)
    assert view.grid.fact_at(index) is None
    assert view.grid.state_at(index) is FactState.CARRIED
    assert "待核 4" in [pill.text() for pill in dated.grids.cards[0].findChildren(QPushButton)]


def test_enter_confirms_all_facts_of_a_cell(dated, view):
    view.setCurrentIndex(view.grid.index(3, 2))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert [states(dated)[each][1] for each in ("f4", "f5")] == [FactState.CONFIRMED] * 2
    assert view.grid.state_at(view.grid.index(3, 2)) is FactState.CONFIRMED


def test_tab_in_a_cell_without_a_fact_of_a_filled_table_goes_on_in_the_draft(form, view):
    draft = draft_of()
    facts = (replace(each, state=FactState.CONFIRMED) for each in draft.facts)
    road = Fact("f9", FactKind.FIGURE, "", "e90", 2, 4, "12", "条", "修路", state=FactState.CARRIED, prior="12")
    below = Element("e90", Role.BODY, "修路12条")
    whole = replace(draft, elements=(*draft.elements, below), facts=(*facts, road))
    form.show_section(DraftModel(make_session(whole), form), FRONT)
    view.setCurrentIndex(view.grid.index(1, 0))
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert form.focusWidget().parentWidget().fact.id == "f9"


@pytest.mark.parametrize("looked_at", [False, True])
def test_a_value_copied_from_a_cell_that_waits_still_waits(form, view, looked_at):
    view.setCurrentIndex(view.grid.index(1, 1))
    if looked_at:
        view.confirm()
        view.setCurrentIndex(view.grid.index(1, 1))
    view.copy()
    view.setCurrentIndex(view.grid.index(3, 1))
    view.paste()
    assert states(form)["f3"] == ("3200", FactState.UPDATED if looked_at else FactState.CARRIED)


@pytest.fixture
def low(form, view):
    """The form so low that the last rows of the table are below its edge."""
    form.resize(700, 150)
    QApplication.processEvents()
    return view


def seen(view, row):
    """Whether all of a cell in this row is in view."""
    box = view.visualRect(view.grid.index(row, 1))
    return view.viewport().visibleRegion().boundingRect().contains(box.adjusted(1, 1, -1, -1))


def test_the_form_scrolls_to_the_cell_that_enter_goes_on_to(low):
    last = low.grid.rowCount() - 1
    before = seen(low, last)
    type_in(low, "3300", Qt.Key.Key_Return)
    QTest.keyClick(low, Qt.Key.Key_Down)
    QTest.keyClick(low, Qt.Key.Key_Down)
    QApplication.processEvents()
    assert (before, here(low)[0], seen(low, last)) == (False, last, True)
    for _ in range(last - 1):
        QTest.keyClick(low, Qt.Key.Key_Up)
    QApplication.processEvents()
    assert seen(low, here(low)[0])


def test_a_place_in_a_table_is_its_cell(form, view):
    cell = next(each for each in form.model.draft.elements if each.content == "450")
    form.text.setFocus()
    form.show_place(cell.id, 0, 3)
    assert (here(view), form.text.hasFocus()) == ((3, 1), True)


@pytest.mark.parametrize("is_typing", [False, True])
def test_the_cell_at_hand_is_the_place_of_work(form, view, is_typing):
    if is_typing:
        QTest.keyClicks(QApplication.focusWidget(), "7")
    cell = next(each for each in form.model.draft.elements if each.content == "3200")
    assert form.hand == (cell.id, 0)


def test_a_cell_at_hand_in_the_text_has_the_focus_in_the_form(form, view):
    form.hide()
    cell = next(each for each in form.model.draft.elements if each.content == "3200")
    view.setCurrentIndex(view.grid.index(3, 2))
    form.lead_to((cell.id, 2))
    form.show()
    assert (here(view), form.first_field) == ((1, 1), view)


def test_a_form_shown_again_stays_at_the_cell_chosen_meanwhile(form, view):
    cell = next(each for each in form.model.draft.elements if each.content == "3200")
    form.hide()
    form.lead_to((cell.id, 0))
    form.show()
    view.setCurrentIndex(view.grid.index(3, 2))
    form.hide()
    form.show()
    assert here(view) == (3, 2)


def test_the_form_scrolls_to_the_cell_it_was_led_to(form, low, qtbot):
    last = low.grid.rowCount() - 1
    form.hide()
    form.lead_to((low.grid.element_at(low.grid.index(last, 1)), 0))
    form.show()
    form.first_field.setFocus()
    qtbot.waitUntil(lambda: here(low)[0] == last and seen(low, last))
