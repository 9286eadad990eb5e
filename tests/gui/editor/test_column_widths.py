"""Widths of columns: by pulling a line, by key, by the figures that must not break; one step each."""

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.editing.grids.given import insert_blocks
from core.editing.grids.lines import Axis, delete_line, insert_line
from core.model.change import apply
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.grid import tables_of
from core.model.tables.fit import TypeArea, part_of_area
from core.model.tables.given import plain_table
from gui.editor.blocks import id_of
from gui.editor.column_widths import lengths_of, needed_widths
from gui.editor.grids import GridShape
from gui.editor.paragraphs import Paragraph
from tests.gui.workspace import make_panel, rest, settle, type_text


def draft_with(lines):
    bare = Draft(Identity(), (Element("e1", Role.BODY, "前"),), serial=1)
    return apply(bare, insert_blocks(bare, "e1", [plain_table(lines)], "插入表格"))


@pytest.fixture
def panel(qtbot):
    panel = make_panel(qtbot, draft_with([["甲", "乙", "丙"], ["1", "2", "3"]]))
    panel.setTextCursor(panel.sync.cursor_at("e3", 0))
    panel.setFocus()
    return panel


def table(panel):
    return next(tables_of(panel.model.draft.elements)).table


def widths(panel):
    columns = table(panel).columns
    total = sum(column.width for column in columns)
    return [round(column.width / total, 2) for column in columns] if total else []


def line_behind(panel, column):
    """The middle of the line behind a column of the first row, in the viewport."""
    grid = panel.sync.cursor_at("e3", 0).currentTable()
    block = grid.cellAt(0, column).firstCursorPosition().block()
    box = panel.columns._box(grid, block)
    return QPointF(box.right(), box.center().y()).toPoint()


def test_a_line_is_pulled_and_the_table_stays_as_wide(panel):
    at = line_behind(panel, 0)
    view = panel.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=at)
    at.setX(at.x() - 60)
    QTest.mouseMove(view, at)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at)
    first, second, third = widths(panel)
    assert (first < 0.25, second > 0.41, third) == (True, True, 0.33)
    assert line_behind(panel, 0).x() == pytest.approx(at.x(), abs=3)
    panel.model.undo()
    assert widths(panel) == []


def test_escape_leaves_the_line_where_it_was(panel):
    at = line_behind(panel, 0)
    view = panel.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=at)
    at.setX(at.x() + 30)
    QTest.mouseMove(view, at)
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at)
    assert not panel.model.can_undo


@pytest.mark.parametrize(
    ("cell", "key", "expected"),
    [
        ("e3", Qt.Key.Key_Right, [0.35, 0.31, 0.33]),
        ("e3", Qt.Key.Key_Left, [0.31, 0.35, 0.33]),
        ("e5", Qt.Key.Key_Right, [0.33, 0.31, 0.35]),
    ],
)
def test_a_key_makes_the_column_wider_or_narrower(panel, cell, key, expected):
    panel.setTextCursor(panel.sync.cursor_at(cell, 0))
    QTest.keyClick(panel, key, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    assert widths(panel) == pytest.approx(expected, abs=0.011)


def test_the_middle_of_a_cell_is_no_line(panel):
    at = line_behind(panel, 0)
    assert panel.columns.line_at(QPointF(at.x() - 30, at.y())) is None


def shown_width(panel):
    grid = panel.sync.cursor_at("e3", 0).currentTable()
    return panel.document().documentLayout().frameBoundingRect(grid).width()


def test_the_right_edge_makes_the_table_narrower(panel):
    at, before = line_behind(panel, 2), shown_width(panel)
    view = panel.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=at)
    at.setX(at.x() - round(before / 8))
    QTest.mouseMove(view, at)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at)
    assert part_of_area(table(panel)) == pytest.approx(0.75, abs=0.02)
    assert shown_width(panel) == pytest.approx(0.75 * before, rel=0.04)
    assert widths(panel) == pytest.approx([1 / 3, 1 / 3, 1 / 3], abs=0.011)


def test_a_key_makes_the_table_narrower_and_wider_but_not_wider_than_the_type_area(panel):
    panel.setTextCursor(panel.sync.cursor_at("e3", 0))
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(panel, Qt.Key.Key_Left, keys)
    assert part_of_area(table(panel)) == pytest.approx(0.96, abs=0.001)
    for _ in range(2):
        QTest.keyClick(panel, Qt.Key.Key_Right, keys)
    assert part_of_area(table(panel)) == pytest.approx(1, abs=0.001)


def test_a_table_is_as_wide_as_in_the_drafts_layout(panel):
    panel.columns.set_share("e3", 1)
    before = shown_width(panel)
    panel.model.take_area(TypeArea(2 * 8845, 12756))
    assert shown_width(panel) == pytest.approx(before / 2, rel=0.04)


def test_a_figure_is_not_broken_and_a_table_that_needs_more_room_scrolls(qtbot):
    panel = make_panel(qtbot, draft_with([["指标", *["12345.67"] * 13]]))
    panel.resize(500, 400)
    block = panel.sync.find("e4")
    assert block.layout().lineCount() == 1
    assert panel.horizontalScrollBar().maximum() > 0


@pytest.mark.parametrize("columns", [2, 3, 5, 7])
def test_a_table_that_fits_does_not_scroll(qtbot, columns):
    panel = make_panel(qtbot, draft_with([["甲"] * columns] * 2))
    found = []
    for width in range(480, 560, 7):
        panel.resize(width, 400)
        found.append(panel.horizontalScrollBar().maximum())
    assert found == [0] * len(found)


@for_all(st.lists(st.tuples(st.floats(0.01, 1), st.floats(1, 200)), min_size=1, max_size=12), st.floats(100, 1500))
def test_columns_fill_the_room_and_each_has_what_it_needs(columns, room):
    shares = [share / sum(each for each, _ in columns) for share, _ in columns]
    needs = [need for _, need in columns]
    found = lengths_of(shares, needs, room)
    assert all(length >= need - 1e-6 for length, need in zip(found, needs, strict=True))
    assert sum(found) == pytest.approx(max(room, sum(needs)))


def test_long_words_do_not_widen_a_column_but_figures_do():
    draft = draft_with([["很长很长很长的一句话", "12345678"]])
    cells = [Paragraph(each.id, each.role, "", each.content, 0, 0, (), each.cell) for each in draft.elements[2:]]
    words, figure = needed_widths(GridShape(next(tables_of(draft.elements)).table), cells)
    assert words < figure


LONG = "1234567890"


def many_lines():
    """A table of several grids with narrow columns."""
    return [["项目", *(f"第{number}项" for number in range(7))], *([str(row), *"1234567"] for row in range(30))]


def edges(panel):
    """Left and right edges of the columns of each grid."""
    frame = panel.document().rootFrame()
    rect = panel.document().documentLayout().blockBoundingRect
    rows = [
        [rect(grid.cellAt(0, number).firstCursorPosition().block()) for number in range(grid.columns())]
        for grid in frame.childFrames()
    ]
    return [[(cell.left(), cell.right()) for cell in row] for row in rows]


def lines_at(panel):
    return panel.textCursor().block().layout().lineCount()


def test_a_figure_typed_longer_than_its_column_stands_on_one_line_after_a_pause(qtbot):
    panel = make_panel(qtbot, draft_with(many_lines()))
    cell = next(each.id for each in panel.model.draft.elements if each.content == "7")
    panel.setTextCursor(panel.sync.cursor_at(cell, 1))
    type_text(panel, LONG)
    broken = lines_at(panel)
    rest(panel)
    settle(panel)
    assert (broken > 1, lines_at(panel)) == (True, 1)
    assert edges(panel).count(edges(panel)[0]) == len(edges(panel)) > 2


def test_columns_that_have_room_keep_their_widths_and_later_do_not_become_too_narrow(panel):
    panel.setTextCursor(panel.sync.cursor_at("e6", 1))
    before = edges(panel)
    type_text(panel, LONG)
    rest(panel)
    settle(panel)
    assert edges(panel) == before
    panel.resize(260, 500)
    assert (edges(panel) != before, lines_at(panel)) == (True, 1)


def test_a_column_is_narrow_again_once_the_long_figure_is_gone_and_the_table_left(qtbot):
    panel = make_panel(qtbot, draft_with(many_lines()))
    cell = next(each.id for each in panel.model.draft.elements if each.content == "7")
    panel.setTextCursor(panel.sync.cursor_at(cell, 1))
    before = edges(panel)
    type_text(panel, LONG)
    rest(panel)
    settle(panel)
    wide = edges(panel)
    for _ in LONG:
        QTest.keyClick(panel, Qt.Key.Key_Backspace)
    rest(panel)
    leave(panel, cell)
    inside = edges(panel)
    leave(panel, "e1")
    assert (wide != before, inside == wide, edges(panel) == before) == (True, True, True)


def test_a_column_that_still_needs_its_width_keeps_it(qtbot):
    panel = make_panel(qtbot, draft_with(many_lines()))
    cell = next(each.id for each in panel.model.draft.elements if each.content == "7")
    panel.setTextCursor(panel.sync.cursor_at(cell, 1))
    type_text(panel, LONG)
    rest(panel)
    settle(panel)
    wide = edges(panel)
    leave(panel, "e1")
    assert edges(panel) == wide


def leave(panel, element_id):
    """Put the cursor into a paragraph and wait a while."""
    panel.setTextCursor(panel.sync.cursor_at(element_id, 0))
    panel.binding.deferred.left_timer.timeout.emit()
    settle(panel)


def edges_in_view(panel):
    """The left edges of the columns in each row that is seen, in the viewport."""
    layout, view, bar = panel.document().documentLayout(), panel.viewport().height(), panel.verticalScrollBar()
    seen = []
    for grid, own in zip(panel.document().rootFrame().childFrames(), edges(panel), strict=True):
        area = layout.frameBoundingRect(grid).translated(0, -bar.value())
        seen += [own] if area.bottom() > 0 and area.top() < view else []
    return seen


@pytest.fixture
def long(qtbot):
    """A table of very many grids, the cursor in its middle."""
    lines = [["项目", *(f"第{number}项" for number in range(7))], *([str(row), *"1234567"] for row in range(160))]
    panel = make_panel(qtbot, draft_with(lines))
    panel.resize(500, 300)
    cells = [each.id for each in panel.model.draft.elements if each.content == "7"]
    panel.setTextCursor(panel.sync.cursor_at(cells[80], 1))
    panel.ensureCursorVisible()
    settle(panel)
    return panel


def grow(panel):
    """Type a figure that is longer than its column; the hand rests."""
    type_text(panel, LONG)
    rest(panel)


def test_grids_in_view_become_wider_together_and_the_others_later(long):
    grow(long)
    before = edges(long)
    assert before.count(before[0]) == len(before)
    while edges(long) == before:
        QApplication.processEvents()
    seen, now = edges_in_view(long), edges(long)
    assert (seen.count(seen[0]), seen[0] == before[0], now[-1] == before[-1]) == (len(seen), False, True)
    settle(long)
    assert edges(long).count(seen[0]) == len(before)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.8, 1.0])
def test_a_place_scrolled_to_is_seen_with_straight_columns(long, share):
    grow(long)
    long.binding.deferred.fit_view()
    wider = edges_in_view(long)[0]
    long.verticalScrollBar().setValue(round(share * long.verticalScrollBar().maximum()))
    seen = edges_in_view(long)
    assert seen.count(wider) == len(seen) > 1


@pytest.mark.parametrize("edit", [delete_line, insert_line])
def test_rows_that_come_or_go_meanwhile_have_straight_columns(long, edit):
    grow(long)
    here = id_of(long.textCursor().block())
    long.binding.deferred.fit_view()
    long.model.do(edit, here, Axis.ROWS, *([False] if edit is insert_line else []))
    seen = edges_in_view(long)
    assert seen.count(seen[0]) == len(seen)
    long.model.undo()
    settle(long)
    assert edges(long).count(seen[0]) == len(edges(long))


def test_a_window_resized_meanwhile_makes_all_columns_straight(long):
    grow(long)
    long.binding.deferred.fit_view()
    long.resize(430, 300)
    assert edges(long).count(edges(long)[0]) == len(edges(long))


def test_a_new_column_meanwhile_has_the_widths_of_its_own(long):
    grow(long)
    long.binding.deferred.fit_view()
    long.model.do(insert_line, id_of(long.textCursor().block()), Axis.COLUMNS, True)
    settle(long)
    assert edges(long).count(edges(long)[0]) == len(edges(long))
