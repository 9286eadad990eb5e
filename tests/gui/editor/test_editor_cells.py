"""Tables in the running text: nothing that is typed, deleted, cut or pasted tears the grid, and undoing is exact."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from core.editing.grids.lines import Axis, delete_line, insert_line
from core.model.blocks import Cell, CellPlace, Column, Emphasis, KeptObject, Row, Table
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind
from core.model.grid import tables_of
from gui.editor import grids
from gui.editor.blocks import id_of
from tests.gui.workspace import compose, content, make_panel, put, rest, type_text

GRID = Table(
    (Column("c1", 3000), Column("c2", 3000)),
    (Row("r1", True), Row("r2")),
    (Cell("r1", "c1", columns=2), Cell("r2", "c1"), Cell("r2", "c2")),
)
TOP, LEFT, RIGHT = (CellPlace(cell.row, cell.column) for cell in GRID.cells)
DRAFT = Draft(
    Identity(),
    (
        Element("e1", Role.BODY, "前面一段", emphasis=(Emphasis(0, 2, ("bold",)),)),
        Element("e2", Role.TABLE, "", table=GRID),
        Element("e3", Role.CELL, "指标", cell=TOP),
        Element("e4", Role.CELL, "生产总值", cell=LEFT),
        Element("e5", Role.CELL, "312亿元", cell=RIGHT),
        Element("e6", Role.BODY, "中间一段"),
        Element("e7", Role.FIGURE, "", objects=(KeptObject(0, "chart", "00", label="走势"),)),
    ),
    (Fact("f1", FactKind.FIGURE, "count", "e5", 0, 3, "312", "亿元", "生产总值"),),
    serial=20,
)
HEAD, CELL, LAST, BELOW, FIGURE = 1, 3, 4, 5, 6


@pytest.fixture
def panel(qtbot):
    return make_panel(qtbot, DRAFT)


def grid(panel):
    """The paragraphs of every cell, and what stands outside."""
    elements = panel.model.draft.elements
    table = next(tables_of(elements))
    inside = [[each.content for each in own] for own in table.cells(elements).values()]
    return inside, [each.content for each in elements if each.role in (Role.BODY, Role.FIGURE)]


WHOLE = [["指标"], ["生产总值"], ["312亿元"]]


@pytest.mark.parametrize("block", [HEAD, FIGURE])
def test_nothing_is_typed_into_a_tables_head_or_a_figure(panel, block):
    put(panel, block, 0)
    type_text(panel, "字")
    compose(panel, commit="词")
    panel.flush()
    assert content(panel) == [each.content for each in DRAFT.elements]


@pytest.mark.parametrize(
    ("block", "offset", "key"),
    [
        (2, 0, Qt.Key.Key_Backspace),
        (CELL, 0, Qt.Key.Key_Backspace),
        (CELL, 4, Qt.Key.Key_Delete),
        (LAST, 5, Qt.Key.Key_Delete),
        (BELOW, 0, Qt.Key.Key_Backspace),
        (BELOW, 4, Qt.Key.Key_Delete),
        (0, 4, Qt.Key.Key_Delete),
        (FIGURE, 0, Qt.Key.Key_Backspace),
        (HEAD, 0, Qt.Key.Key_Delete),
    ],
)
@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
def test_no_key_joins_a_cell_with_another(panel, block, offset, key, modifier):
    put(panel, block, offset)
    QTest.keyClick(panel, key, modifier)
    panel.flush()
    assert panel.model.draft.elements == DRAFT.elements


@pytest.mark.parametrize(
    ("offset", "paragraphs"), [(2, ["生产", "总值"]), (0, ["", "生产总值"]), (4, ["生产总值", ""])]
)
def test_enter_in_a_cell_makes_a_paragraph_of_that_cell(panel, offset, paragraphs):
    put(panel, CELL, offset)
    QTest.keyClick(panel, Qt.Key.Key_Return)
    panel.flush()
    assert grid(panel)[0] == [["指标"], paragraphs, ["312亿元"]]
    panel.model.undo()
    assert panel.model.draft.elements == DRAFT.elements


def select(panel, first, start, last, end):
    put(panel, first, start)
    cursor = panel.textCursor()
    cursor.setPosition(panel.document().findBlockByNumber(last).position() + end, cursor.MoveMode.KeepAnchor)
    panel.setTextCursor(cursor)


def test_a_selection_from_the_text_into_a_table_is_seen_and_deleted_as_the_whole_table(panel):
    select(panel, 0, 2, CELL, 2)
    assert panel.textCursor().selectionEnd() >= panel.document().findBlockByNumber(BELOW).position()
    QTest.keyClick(panel, Qt.Key.Key_Delete)
    assert not list(tables_of(panel.model.draft.elements))
    panel.model.undo()
    assert panel.model.draft == DRAFT


def test_a_rectangle_of_cells_is_copied_with_tabs_and_emptied(panel):
    select(panel, CELL, 0, LAST, 5)
    panel.cut()
    data = QApplication.clipboard().mimeData()
    assert data.text() == "生产总值\t312亿元"
    assert "<td>生产总值</td><td>312亿元</td>" in data.html()
    assert grid(panel)[0] == [["指标"], [""], [""]]


@pytest.mark.parametrize("how", ["cut", "typed", "composed", "backspace"])
def test_a_selection_over_two_cells_empties_them(panel, how):
    select(panel, CELL, 0, LAST, 5)
    if how == "cut":
        panel.cut()
    elif how == "backspace":
        QTest.keyClick(panel, Qt.Key.Key_Backspace)
    elif how == "typed":
        type_text(panel, "新")
    else:
        compose(panel, commit="新")
    panel.flush()
    left = "新" if how in ("typed", "composed") else ""
    assert grid(panel)[0] == [["指标"], [left], [""]]


def test_all_of_a_table_selected_with_the_text_around_it_goes(panel):
    select(panel, 0, 2, BELOW, 2)
    QTest.keyClick(panel, Qt.Key.Key_Delete)
    assert content(panel) == ["前面一段", ""]


@pytest.mark.parametrize(("block", "place"), [(HEAD, 5), (FIGURE, 7)])
def test_what_is_pasted_on_a_table_or_figure_goes_below(panel, block, place):
    put(panel, block, 0)
    data = QMimeData()
    data.setText("贴入")
    panel.insertFromMimeData(data)
    assert content(panel)[place] == "贴入"
    assert grid(panel)[0] == WHOLE


def test_a_pasted_text_of_two_lines_stays_in_its_cell(panel):
    put(panel, CELL, 4)
    data = QMimeData()
    data.setText("一行\n二行")
    panel.insertFromMimeData(data)
    assert grid(panel)[0] == [["指标"], ["生产总值一行", "二行"], ["312亿元"]]


def test_what_is_typed_in_a_cell_goes_into_its_fact(panel):
    put(panel, LAST, 3)
    type_text(panel, "5")
    panel.flush()
    assert panel.model.draft.facts[0].text == "3125"


def test_the_menu_cuts_like_the_key(panel):
    select(panel, CELL, 0, LAST, 5)
    panel.cut()
    assert QApplication.clipboard().text()


# Emphasis


def emphasis(panel, number=0):
    return [(each.start, each.end, each.looks) for each in panel.model.draft.elements[number].emphasis]


def test_what_is_typed_amid_bold_words_is_bold(panel):
    put(panel, 0, 1)
    type_text(panel, "字")
    panel.flush()
    assert emphasis(panel) == [(0, 3, ("bold",))]
    assert panel.document().begin().begin().fragment().charFormat().fontWeight() == 700


def test_typing_elsewhere_leaves_emphasis_where_it_is(panel):
    put(panel, 0, 4)
    type_text(panel, "字")
    panel.flush()
    assert emphasis(panel) == [(0, 2, ("bold",))]


@pytest.mark.parametrize(
    ("span", "key", "told"),
    [
        ((0, 2), Qt.Key.Key_B, []),
        ((1, 4), Qt.Key.Key_B, [(0, 4, ("bold",))]),
        ((1, 3), Qt.Key.Key_U, [(0, 1, ("bold",)), (1, 2, ("bold", "underlined")), (2, 3, ("underlined",))]),
    ],
)
def test_keys_give_and_take_emphasis_as_one_step(panel, span, key, told):
    put(panel, 0, *span)
    QTest.keyClick(panel, key, Qt.KeyboardModifier.ControlModifier)
    assert emphasis(panel) == told
    panel.model.undo()
    assert panel.model.draft == DRAFT


def test_a_fact_keeps_its_name_when_it_becomes_bold(panel):
    put(panel, LAST, 0, 5)
    QTest.keyClick(panel, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert (emphasis(panel, LAST), panel.model.draft.facts) == ([(0, 5, ("bold",))], DRAFT.facts)


# Seen as a table


def long_draft(rows):
    grid = Table(
        (Column("a"), Column("b")),
        tuple(Row(f"r{n}") for n in range(rows)),
        tuple(Cell(f"r{n}", column) for n in range(rows) for column in "ab"),
    )
    cells = (
        Element(f"e{n + 2}", Role.CELL, f"格{n}", cell=CellPlace(cell.row, cell.column))
        for n, cell in enumerate(grid.cells)
    )
    return Draft(Identity(), (Element("e1", Role.TABLE, "", table=grid), *cells), serial=2 * rows + 1)


def test_cells_stand_in_a_grid(panel):
    table = panel.document().rootFrame().childFrames()[0]
    assert (table.rows(), table.columns(), table.cellAt(0, 0).columnSpan()) == (2, 2, 2)
    assert table.cellAt(1, 1).firstCursorPosition().block().text() == "312亿元"


def test_a_long_table_is_several_grids_and_typed_in_like_one(qtbot):
    panel = make_panel(qtbot, long_draft(100))
    assert len(panel.document().rootFrame().childFrames()) > 2
    cursor = panel.sync.cursor_at("e150", 0)
    panel.setTextCursor(cursor)
    type_text(panel, "新")
    QTest.keyClick(panel, Qt.Key.Key_Return)
    type_text(panel, "行")
    panel.flush()
    told = {each.id: (each.content, each.cell) for each in panel.model.draft.elements}
    assert (told["e150"][0], told["e202"]) == ("新", ("行格148", told["e150"][1]))
    assert len(content(panel)) == 202


def test_what_is_typed_below_a_table_that_ends_the_text_is_a_paragraph(qtbot):
    panel = make_panel(qtbot, long_draft(3))
    cursor = panel.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    panel.setTextCursor(cursor)
    type_text(panel, "下面")
    panel.flush()
    last = panel.model.draft.elements[-1]
    assert (last.role, last.content, len(panel.model.draft.elements)) == (Role.BODY, "下面", 8)


def test_undoing_all_of_a_table_shows_its_grid_again(panel):
    select(panel, 0, 2, BELOW, 2)
    QTest.keyClick(panel, Qt.Key.Key_Delete)
    assert not panel.document().rootFrame().childFrames()
    panel.model.undo()
    assert panel.document().rootFrame().childFrames()[0].cellAt(1, 0).firstCursorPosition().block().text() == "生产总值"


def test_tab_goes_to_the_next_cell_where_the_table_has_no_open_fact(qtbot):
    panel = make_panel(qtbot, long_draft(3))
    panel.setTextCursor(panel.sync.cursor_at("e3", 0))
    QTest.keyClick(panel, Qt.Key.Key_Tab)
    assert panel.textCursor().selectedText() == "格2"


def test_tab_in_the_last_cell_makes_a_row(qtbot):
    panel = make_panel(qtbot, long_draft(3))
    panel.setTextCursor(panel.sync.cursor_at("e7", 0))
    QTest.keyClick(panel, Qt.Key.Key_Tab)
    type_text(panel, "新")
    panel.flush()
    table = next(tables_of(panel.model.draft.elements))
    assert table.table.size == (4, 2)
    assert [own[0].content for own in table.cells(panel.model.draft.elements).values()][-2:] == ["新", ""]


def action_of(menu, *words):
    """QAction.menu() is not asked: PySide6 6.9, which is in the packages for Linux, deletes the menu with its answer."""
    for word in words[:-1]:
        menu = next(each for each in menu.findChildren(QMenu) if each.title().startswith(word))
    return next(each for each in menu.actions() if each.text().startswith(words[-1]))


@pytest.mark.parametrize(
    ("words", "size"),
    [
        ("在上方插入行", (3, 2)),
        ("在下方插入行", (3, 2)),
        ("在左侧插入列", (2, 3)),
        ("删除行", (1, 2)),
        ("删除列", (2, 1)),
    ],
)
def test_the_menu_changes_rows_and_columns(panel, words, size):
    put(panel, CELL, 2)
    action_of(panel.menu(), "表格", words).trigger()
    assert next(tables_of(panel.model.draft.elements)).table.size == size
    grid = panel.document().rootFrame().childFrames()[0]
    assert (grid.rows(), grid.columns()) == size
    panel.model.undo()
    assert panel.model.draft.elements == DRAFT.elements


def test_the_menu_deletes_a_picture(panel):
    put(panel, FIGURE, 0)
    action_of(panel.menu(), "删除图片").trigger()
    assert content(panel)[-1] == "中间一段"


def test_tab_asks_for_the_next_open_fact_in_a_table_that_has_one(panel):
    asked = []
    panel.step_requested.connect(asked.append)
    put(panel, CELL, 0)
    QTest.keyClick(panel, Qt.Key.Key_Tab)
    assert asked == [1]


@pytest.mark.parametrize("is_paused", [False, True])
def test_tab_behind_the_last_open_fact_of_a_table_makes_no_row_but_asks_for_the_next_of_the_draft(panel, is_paused):
    asked = []
    panel.step_requested.connect(asked.append)
    select(panel, LAST, 0, LAST, 3)
    type_text(panel, "365")
    if is_paused:
        rest(panel)
    QTest.keyClick(panel, Qt.Key.Key_Tab)
    panel.flush()
    assert (asked, next(tables_of(panel.model.draft.elements)).table.size) == ([1], (2, 2))
    QTest.keyClick(panel, Qt.Key.Key_Tab)  # there was none
    assert (asked, next(tables_of(panel.model.draft.elements)).table.size) == ([1], (3, 2))


@pytest.mark.parametrize("key", [Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Right])
def test_the_cursor_never_stays_in_the_head_of_a_table(panel, key):
    is_back = key in (Qt.Key.Key_Up, Qt.Key.Key_Left)
    put(panel, 2 if is_back else 0, 0 if is_back else 4)
    QTest.keyClick(panel, key)
    assert panel.textCursor().blockNumber() == (0 if is_back else 2)


def test_typing_over_everything_tells_what_goes_with_it_and_is_undone_at_once(panel):
    told = []
    panel.model.blocks_removed.connect(told.append)
    panel.selectAll()
    type_text(panel, "今年")
    rest(panel)
    type_text(panel, "以来")
    panel.flush()
    assert (content(panel), told[-1]) == (["今年以来"], "1张表格、1个图表")
    panel.model.undo()
    assert panel.model.draft == DRAFT


def test_what_is_composed_over_everything_is_undone_with_it(panel):
    panel.selectAll()
    compose(panel, preedit="jin")
    compose(panel, commit="今年")
    panel.flush()
    assert content(panel) == ["今年"]
    panel.model.undo()
    assert panel.model.draft == DRAFT


def test_what_is_pasted_over_everything_is_undone_with_it(panel):
    panel.selectAll()
    data = QMimeData()
    data.setText("今年")
    panel.insertFromMimeData(data)
    assert content(panel) == ["今年"]
    panel.model.undo()
    assert panel.model.draft == DRAFT


def test_a_table_at_the_end_goes_with_everything(qtbot):
    panel = make_panel(qtbot, replace(DRAFT, elements=DRAFT.elements[: LAST + 1]))
    panel.selectAll()
    type_text(panel, "今年")
    panel.flush()
    assert content(panel) == ["今年"]


def shown(panel):
    """The ids and words of the blocks on the screen."""
    return [(id_of(block), block.text()) for block in panel.binding.sync.blocks()]


@pytest.mark.parametrize("axis", list(Axis))
@pytest.mark.parametrize("edit", [insert_line, delete_line])
def test_of_a_table_that_is_no_grid_for_its_size_only_what_changed_is_written(qtbot, monkeypatch, edit, axis):
    monkeypatch.setattr(grids, "LARGEST", 0)
    panel = make_panel(qtbot, DRAFT)
    kept, filled = shown(panel), []
    monkeypatch.setattr(panel.binding.sync, "fill", lambda *_: filled.append(True))
    panel.model.do(edit, "e4", axis)
    assert [name for name, _ in shown(panel)] == [each.id for each in panel.model.draft.elements]
    panel.model.undo()
    assert (shown(panel), filled) == (kept, [])
