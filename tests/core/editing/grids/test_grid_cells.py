"""Cells joined and divided, lines moved, the look of a table: grids tile, no sign is lost, undoing is exact."""

from dataclasses import replace

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from core.editing.grids.cells import align_cells, divide_cell, even_widths, join_cells, set_widths, toggle_headers
from core.editing.grids.given import insert_blocks
from core.editing.grids.lines import Axis, move_line
from core.model.change import apply
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.grid import tables_of
from core.model.tables.given import GivenCell, GivenText, given_table, plain_table
from tests.core.editing.grids.test_table_lines import DRAFT, IDS, drawn

cells = st.builds(GivenCell, st.builds(GivenText, st.text("甲乙1\n", max_size=3)), st.integers(1, 3), st.integers(1, 3))
grids = st.lists(st.lists(cells, min_size=1, max_size=4), min_size=1, max_size=4)
edits = st.sampled_from(
    [
        lambda draft, ids, way: join_cells(draft, ids),
        lambda draft, ids, way: divide_cell(draft, ids[0]),
        lambda draft, ids, way: align_cells(draft, ids, "center"),
        lambda draft, ids, way: toggle_headers(draft, ids[0]),
        lambda draft, ids, way: even_widths(draft, ids[0]),
        lambda draft, ids, way: move_line(draft, ids[0], *way),
    ]
)
ways = st.tuples(st.sampled_from(Axis), st.sampled_from([-1, 1]))


def draft_with(given):
    draft = Draft(Identity(), (Element("e1", Role.BODY, "前"),), serial=1)
    return apply(draft, insert_blocks(draft, "e1", [given], "插入表格"))


def signs(draft):
    return sorted("".join(each.content for each in draft.elements))


@for_all(grids, st.lists(st.tuples(edits, st.lists(st.integers(0, 30), min_size=1, max_size=3), ways), max_size=4))
def test_any_edits_leave_a_tiled_grid_every_sign_and_are_undone_exactly(lines, steps):
    draft = draft_with(given_table(lines))
    for edit, numbers, way in steps:
        homes = [each.id for each in draft.elements if each.role is Role.CELL]
        change = edit(draft, [homes[number % len(homes)] for number in numbers], way)
        after = apply(draft, change)
        assert all(placed.table.is_tiled() for placed in tables_of(after.elements))
        assert signs(after) == signs(draft)
        assert replace(apply(after, change.inverse()), serial=draft.serial) == draft
        draft = after


@pytest.mark.parametrize(
    ("ids", "told"),
    [
        (["e7", "e8"], "甲甲乙|丙丁丁|丙［戊己］［戊己］"),
        (["e6", "e7"], "甲甲乙|丙［丁戊己］［丁戊己］|丙［丁戊己］［丁戊己］"),
        (["e6"], "甲甲乙|丙丁丁|丙戊己"),
    ],
)
def test_cells_are_joined_as_a_rectangle(ids, told):
    assert drawn(apply(DRAFT, join_cells(DRAFT, ids))) == told.replace("［", "").replace("］", "")


def test_what_reaches_into_the_rectangle_belongs_to_it():
    table = next(tables_of(apply(DRAFT, join_cells(DRAFT, ["e4", "e8"])).elements)).table
    assert [(cell.columns, cell.rows) for cell in table.cells] == [(3, 3)]


def test_joined_cells_keep_their_facts_and_drop_empty_paragraphs():
    draft = draft_with(plain_table([["甲", ""], ["", "乙"]]))
    homes = [each.id for each in draft.elements if each.role is Role.CELL]
    after = apply(draft, join_cells(draft, homes))
    assert [each.content for each in after.elements if each.role is Role.CELL] == ["甲", "乙"]
    assert apply(DRAFT, join_cells(DRAFT, IDS)).facts == DRAFT.facts


def test_a_joined_cell_is_divided_into_those_it_covers():
    assert drawn(apply(DRAFT, divide_cell(DRAFT, "e5"))) == "甲甲乙|丙丁丁|・戊己"
    assert divide_cell(DRAFT, "e4").is_empty


@pytest.mark.parametrize(
    ("element_id", "axis", "step", "told"),
    [
        ("e5", Axis.ROWS, 1, "甲甲乙|丙戊己|丙丁丁"),
        ("e7", Axis.ROWS, -1, "甲甲乙|丙戊己|丙丁丁"),
        ("e3", Axis.ROWS, 1, "甲甲乙|丙丁丁|丙戊己"),
        ("e3", Axis.ROWS, -1, "甲甲乙|丙丁丁|丙戊己"),
        ("e4", Axis.COLUMNS, 1, "甲甲乙|丙丁丁|丙戊己"),
    ],
    ids=["down", "up", "torn", "edge", "no column"],
)
def test_a_line_is_moved_unless_a_joined_cell_would_be_torn(element_id, axis, step, told):
    assert drawn(apply(DRAFT, move_line(DRAFT, element_id, axis, step))) == told


def test_header_rows_are_those_down_to_the_cell_and_none_the_second_time():
    once = apply(DRAFT, toggle_headers(DRAFT, "e6"))
    table = next(tables_of(once.elements)).table
    assert [row.is_header for row in table.rows] == [True, True, False]
    table = next(tables_of(apply(once, toggle_headers(once, "e6")).elements)).table
    assert [row.is_header for row in table.rows] == [False, False, False]


def test_columns_are_as_wide_as_told_or_equally_wide():
    wide = apply(DRAFT, set_widths(DRAFT, "e3", [1000, 2000, 3000]))
    assert [each.width for each in next(tables_of(wide.elements)).table.columns] == [1000, 2000, 3000]
    even = apply(wide, even_widths(wide, "e3"))
    assert [each.width for each in next(tables_of(even.elements)).table.columns] == [2000, 2000, 2000]


def test_outside_of_tables_nothing_changes():
    assert all(
        change.is_empty
        for change in (
            join_cells(DRAFT, ["e1"]),
            divide_cell(DRAFT, "e1"),
            align_cells(DRAFT, ["e1"], "left"),
            toggle_headers(DRAFT, "e1"),
            even_widths(DRAFT, "e1"),
            move_line(DRAFT, "e1", Axis.ROWS, 1),
        )
    )
