"""The ledger at work: keys, typing, sifting, places, pictures, and that nobody works while nobody looks."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from core.model.elements import Element, Role
from core.model.fact import FactState
from core.workflows.drafting.editing import set_value
from core.workflows.facts import find_facts
from gui.draft.page import LEDGER, DraftPage
from gui.draft.views import TEXT
from gui.ledger.bar import TABLE_KEY
from gui.ledger.lines import LedgerColumn
from gui.ledger.panel import LedgerPanel
from gui.session.draft_model import DraftModel
from tests.gui import parts
from tests.gui.ledger.test_ledger_model import with_basis
from tests.gui.workspace import make_session, type_text
from tests.tables import table_draft


def shown(qtbot, runner, read_only=False):
    panel = LedgerPanel(DraftModel(make_session(with_basis(), read_only)), runner)
    qtbot.addWidget(panel)
    panel.resize(900, 600)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    panel.sheet.table.setFocus()
    return panel


@pytest.fixture
def panel(qtbot, runner):
    return shown(qtbot, runner)


@pytest.fixture
def sheet(panel):
    return panel.sheet


def state(sheet, fact_id):
    return next(fact.state for fact in sheet.model.draft.facts if fact.id == fact_id)


def texts(sheet):
    return {fact.id: fact.text for fact in sheet.model.draft.facts}


def press(widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(widget, key, modifier)


def editor_of(sheet):
    return sheet.table.indexWidget(sheet.table.currentIndex())


def here(sheet):
    return sheet.table.line.row.key


def test_the_ledger_begins_with_its_first_row(sheet):
    assert (here(sheet), sheet.rows.rowCount()) == ("own1", 5)


def test_what_was_typed_stands_at_all_places(sheet, qtbot):
    sheet.table.turn_to(1, typing=True)
    type_text(editor_of(sheet), "52")
    press(editor_of(sheet), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: texts(sheet)["f2"] == texts(sheet)["f6"] == "52")


def test_enter_in_a_value_leads_to_the_next_open_one(sheet, qtbot):
    sheet.table.turn_to(1, typing=True)
    type_text(editor_of(sheet), "52")
    press(editor_of(sheet), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: here(sheet) == "own3")
    assert sheet.table.is_typing


def test_enter_in_an_untouched_value_keeps_it(sheet, qtbot):
    sheet.table.turn_to(1, typing=True)
    press(editor_of(sheet), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: state(sheet, "f2") is FactState.CONFIRMED)


def test_enter_confirms_a_row_and_goes_on(sheet):
    sheet.table.turn_to(1)
    press(sheet.table, Qt.Key.Key_Return)
    assert (state(sheet, "f2"), here(sheet)) == (FactState.CONFIRMED, "own3")


def test_enter_on_what_is_empty_begins_to_type(sheet):
    press(sheet.table, Qt.Key.Key_Return)
    assert isinstance(editor_of(sheet), QLineEdit)


def test_enter_confirms_all_rows_chosen_in_one_step(sheet):
    sheet.table.selectAll()
    sheet.table.entered.emit(True)
    open_ids = [fact.id for fact in sheet.model.draft.facts if fact.state.is_open]
    sheet.model.undo()
    assert (open_ids, sheet.model.can_undo) == (["f1"], False)


def test_delete_brings_last_years_value_back(sheet):
    sheet.model.do(set_value, "f3", "9")
    sheet.catch_up()
    sheet.table.turn_to(2)
    press(sheet.table, Qt.Key.Key_Delete)
    assert (texts(sheet)["f3"], state(sheet, "f3")) == ("7", FactState.CARRIED)


def test_tab_goes_round_the_open_rows(sheet):
    sheet.model.do(set_value, "f3", "9")
    sheet.catch_up()
    sheet.table.turn_to(1)
    visited = []
    for _ in range(4):
        press(sheet.table, Qt.Key.Key_Tab)
        visited.append(here(sheet))
    assert visited == ["own4", "own5", "own1", "g1"]


def test_shift_tab_goes_back(sheet):
    press(sheet.table, Qt.Key.Key_Backtab)
    assert here(sheet) == "own5"


def test_a_letter_anywhere_begins_the_value(sheet):
    sheet.table.turn_to(1, LedgerColumn.NAME)
    press(sheet.table, Qt.Key.Key_5)
    assert sheet.table.currentIndex().column() == LedgerColumn.VALUE
    assert editor_of(sheet).text() == "5"


def test_what_is_being_typed_stays_while_the_draft_changes(sheet, qtbot):
    sheet.table.turn_to(1, typing=True)
    type_text(editor_of(sheet), "52")
    sheet.rows.show_rates({"e1": 0.5})
    assert editor_of(sheet).text() == "52"


def test_esc_gives_up_what_was_typed(sheet):
    sheet.table.turn_to(1, typing=True)
    type_text(editor_of(sheet), "52")
    press(editor_of(sheet), Qt.Key.Key_Escape)
    sheet.model.flush()
    assert texts(sheet)["f2"] == "48"


def test_what_is_being_typed_is_taken_over_when_the_draft_is_closed(sheet):
    sheet.table.turn_to(1, typing=True)
    type_text(editor_of(sheet), "52")
    sheet.model.session.close()
    assert texts(sheet)["f2"] == "52"


def test_what_is_being_typed_is_taken_over_when_nobody_looks_any_more(panel, sheet):
    sheet.table.turn_to(1, typing=True)
    type_text(editor_of(sheet), "52")
    panel.hide()
    assert texts(sheet)["f2"] == "52"


def test_a_remark_is_typed_in_place_and_undone(sheet, qtbot):
    sheet.table.turn_to(2, LedgerColumn.NOTE)
    press(sheet.table, Qt.Key.Key_F2)
    type_text(editor_of(sheet), "问王科长")
    press(editor_of(sheet), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sheet.rows.index(2, LedgerColumn.NOTE).data() == "问王科长")
    sheet.model.undo()
    qtbot.waitUntil(lambda: sheet.rows.index(2, LedgerColumn.NOTE).data() == "")


def test_ctrl_enter_leads_to_the_text(panel, sheet, qtbot):
    sheet.table.turn_to(2)
    with qtbot.waitSignal(panel.fact_chosen) as chosen:
        press(sheet.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert chosen.args == ["f3"]


@pytest.mark.parametrize(("column", "leads"), [(LedgerColumn.NAME, True), (LedgerColumn.VALUE, False)])
def test_a_double_click_leads_to_the_text_or_types(panel, sheet, column, leads):
    heard = []
    panel.fact_chosen.connect(heard.append)
    place = sheet.table.visualRect(sheet.rows.index(2, column)).center()
    QTest.mouseClick(sheet.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    QTest.mouseDClick(sheet.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert (heard, sheet.table.is_typing) == (["f3"] * leads, not leads)


def test_ctrl_f_searches_and_enter_goes_back_into_the_table(sheet):
    press(sheet.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert sheet.bar.search.hasFocus()
    type_text(sheet.bar.search, "培训")
    press(sheet.bar.search, Qt.Key.Key_Return)
    assert (here(sheet), sheet.rows.rowCount(), sheet.table.hasFocus()) == ("own3", 1, True)


def test_esc_empties_the_search(sheet):
    sheet.bar.search.setText("培训")
    press(sheet.bar.search, Qt.Key.Key_Escape)
    assert (sheet.rows.rowCount(), here(sheet)) == (5, "own3")


def test_a_search_that_finds_nothing_says_so(sheet):
    sheet.bar.search.setText("没有的字")
    assert sheet.nothing.text().startswith("没有符合条件的要素")
    assert sheet.table.isHidden()


def test_only_open_rows(sheet):
    sheet.model.do(set_value, "f3", "9")
    sheet.catch_up()
    sheet.bar.states.setCurrentIndex(1)
    assert [line.row.key for line in sheet.rows.shown] == ["own1", "g1", "own4", "own5"]


def test_a_part_shows_what_stands_under_it(sheet):
    sheet.bar.choose_section("e3")
    assert [line.row.key for line in sheet.rows.shown] == ["own3", "own4", "own5"]


def test_the_same_part_again_shows_everything(sheet):
    sheet.bar.choose_section("e3")
    sheet.bar.choose_section("e3")
    assert sheet.rows.rowCount() == 5


def test_the_count_is_told(sheet):
    sheet.bar.choose_section("e4")
    assert sheet.bar.count.text() == "2项，共5项 · 未核2项"


def test_places_are_listed_for_a_value_with_several(sheet, panel, qtbot):
    assert sheet.places.isHidden()
    sheet.table.turn_to(1)
    rows = [sheet.places.list.item(row).text() for row in range(sheet.places.list.count())]
    assert rows == ["…年以来，选派**名干部，组织【48】次学习。", "全县再学习【48】次。"]
    with qtbot.waitSignal(panel.fact_chosen) as chosen:
        sheet.places.list.itemActivated.emit(sheet.places.list.item(1))
    assert chosen.args == ["f6"]


def test_all_rows_are_copied_or_those_chosen(sheet):
    sheet.copy()
    assert len(QApplication.clipboard().text().split("\n")) == 6
    sheet.table.selectAll()
    sheet.table.selectionModel().select(
        sheet.rows.index(0, 0),
        sheet.table.selectionModel().SelectionFlag.Deselect | sheet.table.selectionModel().SelectionFlag.Rows,
    )
    press(sheet.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert len(QApplication.clipboard().text().split("\n")) == 5


# Following the draft


def test_changes_from_elsewhere_are_followed(sheet, qtbot):
    sheet.model.do(set_value, "f3", "9")
    qtbot.waitUntil(lambda: sheet.rows.index(2, LedgerColumn.VALUE).data() == "9")


def test_the_row_at_work_and_the_scrolling_stay(sheet, qtbot):
    sheet.table.turn_to(3)
    height = sheet.table.verticalScrollBar().value()
    sheet.model.do(set_value, "f3", "9")
    qtbot.waitUntil(lambda: sheet.rows.index(2, LedgerColumn.VALUE).data() == "9")
    assert (here(sheet), sheet.table.verticalScrollBar().value()) == ("own4", height)


def test_nobody_works_while_nobody_looks(panel, sheet):
    panel.hide()
    sheet.model.do(set_value, "f3", "9")
    assert not sheet.soon.isActive()
    panel.show()
    assert sheet.rows.index(2, LedgerColumn.VALUE).data() == "9"


def test_the_share_kept_is_worked_out_in_the_background(sheet, qtbot):
    qtbot.waitUntil(lambda: sheet.rows.index(0, LedgerColumn.KEPT).data() != "", timeout=5000)


def test_the_ledger_is_made_when_it_is_looked_at(qtbot, runner):
    panel = LedgerPanel(DraftModel(make_session(with_basis())), runner)
    qtbot.addWidget(panel)
    assert panel.made_sheet is None


def test_a_read_only_ledger_cannot_be_changed(qtbot, runner):
    panel = shown(qtbot, runner, read_only=True)
    sheet = panel.sheet
    sheet.table.turn_to(1)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_5):
        press(sheet.table, key)
    assert not sheet.model.can_undo
    assert editor_of(sheet) is None


# Pictures


def test_the_pictures_are_described(sheet):
    sheet.model.do(set_value, "f3", "9")
    sheet.catch_up()
    sheet.bar.charts.setChecked(True)
    assert "（一）加强学习：待核1，已更新1" in sheet.readiness.accessibleDescription()
    assert sheet.pairs.accessibleDescription() == "（一）加强学习（增1）：培训：上年7次，今年9次，+2（+28.6％）"


def test_the_pictures_show_the_rows_chosen(sheet):
    for fact_id in ("f3", "f4", "f5"):
        sheet.model.do(set_value, fact_id, "9")
    sheet.catch_up()
    sheet.bar.charts.setChecked(True)
    assert sheet.pairs.count == 3
    sheet.table.selectAll()
    sheet.table.selectionModel().select(
        sheet.rows.index(2, 0),
        sheet.table.selectionModel().SelectionFlag.Deselect | sheet.table.selectionModel().SelectionFlag.Rows,
    )
    assert sheet.pairs.count == 2


def test_the_comparison_stands_under_the_names_of_the_sections(sheet):
    for fact_id in ("f3", "f4", "f5"):
        sheet.model.do(set_value, fact_id, "9")
    sheet.catch_up()
    sheet.bar.charts.setChecked(True)
    shown = [line.cells[LedgerColumn.SECTION] for line in sheet.rows.shown if line.row.figures]
    assert [name for name, _lines in sheet.pairs.groups] == list(dict.fromkeys(shown))
    assert "增" in sheet.pairs.accessibleDescription()


def test_where_a_value_comes_from_is_typed_and_taken_back(sheet):
    sheet.rows.setData(sheet.rows.index(2, LedgerColumn.SOURCE), "电话：王科")
    assert sheet.rows.index(2, LedgerColumn.SOURCE).data() == "电话：王科"
    sheet.model.undo()
    sheet.catch_up()
    assert sheet.rows.index(2, LedgerColumn.SOURCE).data() == ""


def test_the_names_stay_in_sight_when_scrolled(sheet):
    sheet.resize(500, 500)
    sheet.table.horizontalScrollBar().setValue(200)
    assert sheet.table.frozen.isVisible()
    sheet.table.horizontalScrollBar().setValue(0)
    assert not sheet.table.frozen.isVisible()


def test_a_click_on_a_bar_shows_that_section(sheet):
    sheet.bar.charts.setChecked(True)
    sheet.readiness.resize(400, 300)
    place = sheet.readiness.line_rect(1).center().toPoint()
    QTest.mouseClick(sheet.readiness, Qt.MouseButton.LeftButton, pos=place)
    assert [line.row.key for line in sheet.rows.shown] == ["own3", "own4", "own5"]


def test_without_figures_the_picture_says_what_to_do(sheet):
    sheet.bar.charts.setChecked(True)
    assert sheet.pairs.accessibleDescription().startswith("填了今年的数")


@pytest.mark.parametrize("name", ["readiness", "pairs"])
def test_pictures_can_be_painted(sheet, name):
    sheet.model.do(set_value, "f3", "9")
    sheet.catch_up()
    sheet.bar.charts.setChecked(True)
    chart = getattr(sheet, name)
    chart.resize(500, 200)
    picture = chart.grab().toImage()
    colours = {picture.pixelColor(x, y).rgb() for x in range(0, 500, 5) for y in range(0, 200, 5)}
    assert len(colours) > 2


# On the page


def test_from_the_ledger_to_the_text(qtbot, runner):
    page = DraftPage(make_session(with_basis()), runner)
    qtbot.addWidget(page)
    page.resize(1200, 760)
    page.show()
    page.show_tab(LEDGER)
    parts.ledger(page).fact_chosen.emit("f5")
    assert parts.views(page).currentIndex() == TEXT
    assert parts.outline(page).key == "e5"


def test_rows_that_were_moved_look_like_rows_painted_anew(panel, sheet):
    sheet.table.setFixedHeight(110)
    bar = sheet.table.verticalScrollBar()
    QApplication.processEvents()
    bar.setValue(bar.maximum())
    QApplication.processEvents()
    moved = panel.screen().grabWindow(panel.window().winId()).toImage()
    sheet.table.viewport().update()
    QApplication.processEvents()
    assert bar.maximum() > 0
    assert panel.screen().grabWindow(panel.window().winId()).toImage() == moved


# Little room


@pytest.fixture
def small(panel):
    panel.resize(400, 200)
    QApplication.processEvents()
    return panel.sheet


def test_where_there_is_little_room_the_rows_come_before_the_places(small):
    small.table.turn_to(1)
    assert (small.places.count, small.places.isHidden()) == (2, True)


def test_the_places_are_listed_there_when_they_are_asked_for(small):
    small.table.turn_to(1)
    next(action for action in small.menu().actions() if action.text() == "列出这个值的各处").trigger()
    assert small.places.list.isVisible()


def test_a_value_with_one_place_has_nothing_to_list(small):
    small.table.turn_to(0)
    action = next(action for action in small.menu().actions() if action.text() == "列出这个值的各处")
    assert not action.isEnabled()


def test_the_places_can_be_put_away_where_there_is_room(sheet):
    sheet.table.turn_to(1)
    sheet.places.title.click()
    assert (sheet.places.isVisible(), sheet.places.list.isVisible()) == (True, False)
    assert sheet.places.title.text() == "▸ 全稿2处，填一次一起改"


def test_the_places_are_there_again_when_there_is_room(small, panel):
    small.table.turn_to(1)
    panel.resize(900, 600)
    QApplication.processEvents()
    assert small.places.list.isVisible()


def test_a_narrow_bar_has_its_actions_in_a_menu(small, qtbot):
    bar = small.bar
    assert (bar.more.isVisible(), [action.isVisible() for action in bar.buttons]) == (True, [False] * 4)
    with qtbot.waitSignal(bar.sheets_to_send):
        bar.more.menu().actions()[0].trigger()


def test_a_action_of_the_menu_shows_that_it_is_on(small):
    charts = next(action for action in small.bar.more.menu().actions() if action.text() == "图表")
    charts.trigger()
    assert (charts.isChecked(), small.charts.isVisible()) == (True, True)


def test_a_bar_that_is_wide_again_has_its_buttons(small, panel):
    panel.resize(900, 600)
    QApplication.processEvents()
    assert (small.bar.more.isVisible(), small.bar.buttons[0].isVisible()) == (False, True)


def test_a_column_grows_with_its_figures(sheet):
    before = sheet.table.columnWidth(LedgerColumn.CHANGE)
    sheet.model.do(set_value, "f3", "123456789")
    sheet.catch_up()
    words = sheet.table.ledger.shown[2].cells[LedgerColumn.CHANGE]
    needed = sheet.table.fontMetrics().horizontalAdvance(words)
    assert before < needed < sheet.table.columnWidth(LedgerColumn.CHANGE)


def test_ctrl_z_in_the_next_untouched_cell_is_the_drafts(sheet):
    sheet.table.turn_to(1, typing=True)
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    event.ignore()
    editor_of(sheet).event(event)
    assert not event.isAccepted()


def hidden(sheet):
    return {column for column in LedgerColumn if sheet.table.isColumnHidden(column)}


def test_columns_without_values_are_hidden(sheet):
    assert {LedgerColumn.SOURCE, LedgerColumn.NOTE} <= hidden(sheet)
    assert not hidden(sheet) & {
        LedgerColumn.NAME,
        LedgerColumn.PRIOR,
        LedgerColumn.VALUE,
        LedgerColumn.UNIT,
        LedgerColumn.STATE,
    }


def test_a_column_appears_with_its_first_value(sheet):
    sheet.rows.setData(sheet.rows.index(2, LedgerColumn.SOURCE), "电话：王科")
    assert LedgerColumn.SOURCE not in hidden(sheet)


@pytest.mark.parametrize(("words", "column"), [("写来源", LedgerColumn.SOURCE), ("写备注", LedgerColumn.NOTE)])
def test_a_hidden_column_is_typed_in_from_the_menu(sheet, words, column):
    sheet.table.turn_to(1)
    next(action for action in sheet.menu().actions() if action.text() == words).trigger()
    assert (sheet.table.currentIndex().column(), sheet.table.is_typing) == (column, True)
    assert column not in hidden(sheet)


def test_the_names_take_the_room_of_hidden_columns(sheet):
    assert sum(sheet.table.columnWidth(column) for column in LedgerColumn) == sheet.table.viewport().width()


def test_in_a_large_window_names_and_sections_share_the_room(sheet):
    before = sheet.table.columnWidth(LedgerColumn.SECTION)
    sheet.resize(1800, 700)
    assert before < sheet.table.columnWidth(LedgerColumn.SECTION) < sheet.table.columnWidth(LedgerColumn.NAME)
    assert sum(sheet.table.columnWidth(column) for column in LedgerColumn) == sheet.table.viewport().width()


def test_hidden_columns_are_not_copied(sheet):
    sheet.copy()
    titles = QApplication.clipboard().text().split("\n")[0].split("\t")
    assert ("名称" in titles, "来源" in titles, "备注" in titles) == (True, False, False)


def test_a_table_is_copied_for_word_too_and_said(sheet, qtbot):
    with qtbot.waitSignal(sheet.message_shown) as told:
        sheet.copy()
    html = QApplication.clipboard().mimeData().html()
    assert html.count("<tr>") == 6
    assert "复制为表格" in told.args[0]


def test_the_rows_of_a_table_can_be_shown_alone(qtbot, runner):
    draft = table_draft("指标 | 2024年\n用电量 | 310.5\n供水量 | 41.2")
    elements = (*draft.elements, Element("e990", Role.BODY, "全年举办培训86期。"))
    session = make_session(replace(draft, elements=elements, facts=find_facts(elements)))
    panel = LedgerPanel(DraftModel(session), runner)
    qtbot.addWidget(panel)
    panel.show()
    bar, rows = panel.sheet.bar, panel.sheet.rows
    qtbot.waitUntil(lambda: bar.sections.count() > 1)
    whole = rows.rowCount()
    bar.sections.setCurrentIndex(bar.sections.findData(f"{TABLE_KEY}1"))
    assert 0 < rows.rowCount() < whole
    assert {line.row.table_number for line in rows.shown} == {1}


def _grouped_panel(qtbot, runner):
    draft = table_draft("指标 | 2024年\n用电量 | 310.5\n供水量 | 41.2")
    elements = (*draft.elements, Element("e990", Role.BODY, "全年举办培训86期。"))
    panel = LedgerPanel(DraftModel(make_session(replace(draft, elements=elements, facts=find_facts(elements)))), runner)
    qtbot.addWidget(panel)
    panel.resize(900, 500)
    panel.show()
    qtbot.waitUntil(lambda: panel.sheet.rows.rowCount() > 0)
    return panel


def test_the_rows_of_a_table_and_of_the_text_stand_under_heads(qtbot, runner):
    panel = _grouped_panel(qtbot, runner)
    sheet = panel.sheet
    heads = sheet.rows.heads
    assert list(heads.values()) == ["正文　1项，未核1项", "表格1　3项，未核3项", "正文　2项，未核2项"]
    heights = [sheet.table.rowHeight(row) for row in range(sheet.rows.rowCount())]
    assert [row for row, height in enumerate(heights) if height > min(heights)] == list(heads)


def test_sorted_rows_have_no_heads_until_they_stand_in_the_drafts_order_again(qtbot, runner):
    panel = _grouped_panel(qtbot, runner)
    sheet = panel.sheet
    heads = sheet.rows.heads
    sheet.rows.sort(LedgerColumn.NAME)
    assert not sheet.rows.heads
    assert len({sheet.table.rowHeight(row) for row in range(sheet.rows.rowCount())}) == 1
    sheet.rows.sort(-1)
    assert sheet.rows.heads == heads


def test_a_head_counts_what_is_open(qtbot, runner):
    panel = _grouped_panel(qtbot, runner)
    sheet = panel.sheet
    sheet.table.turn_to(1)
    sheet.confirm()
    assert sheet.rows.heads[1] == "表格1　3项，未核2项"


def test_that_every_value_stands_in_one_place_takes_no_column(qtbot, runner):
    panel = _grouped_panel(qtbot, runner)
    assert {line.cells[LedgerColumn.PLACES] for line in panel.sheet.rows.lines.values()} == {"1"}
    assert LedgerColumn.PLACES in hidden(panel.sheet)


def test_in_a_small_window_the_sections_give_way_before_anything_is_moved_sideways(qtbot, runner):
    panel = _grouped_panel(qtbot, runner)
    before = panel.sheet.table.columnWidth(LedgerColumn.SECTION)
    panel.resize(sum(panel.sheet.table.columnWidth(column) for column in LedgerColumn) - 60, 500)
    table = panel.sheet.table
    qtbot.waitUntil(lambda: table.columnWidth(LedgerColumn.SECTION) < before)
    assert sum(table.columnWidth(column) for column in LedgerColumn) <= table.viewport().width()
