"""Rows and columns inserted and deleted: the grid is tiled, all other text stays where it is, undoing is exact."""

from dataclasses import replace

import pytest

from core.editing.grids.lines import Axis, delete_block, delete_line, insert_line
from core.model.blocks import Cell, CellPlace, Column, KeptObject, Row, Table
from core.model.change import apply
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind
from core.model.grid import tables_of

# 甲甲乙
# 丙丁丁
# 丙戊己
CELLS = (
    Cell("r1", "c1", columns=2),
    Cell("r1", "c3"),
    Cell("r2", "c1", rows=2),
    Cell("r2", "c2", columns=2),
    Cell("r3", "c2"),
    Cell("r3", "c3"),
)
TABLE = Table(tuple(Column(f"c{n}", 900) for n in (1, 2, 3)), tuple(Row(f"r{n}", n == 1) for n in (1, 2, 3)), CELLS)
WORDS = "甲乙丙丁戊己"
DRAFT = Draft(
    Identity(),
    (
        Element("e1", Role.BODY, "前"),
        Element("e2", Role.TABLE, "", table=TABLE),
        *(
            Element(f"e{n}", Role.CELL, word, cell=CellPlace(cell.row, cell.column))
            for n, (word, cell) in enumerate(zip(WORDS, CELLS, strict=True), 3)
        ),
        Element("e9", Role.FIGURE, "", objects=(KeptObject(0, "picture", "00"),)),
        Element("e10", Role.BODY, "后"),
    ),
    (Fact("f1", FactKind.FIGURE, "count", "e8", 0, 1, "己"),),
    serial=10,
)
IDS = [f"e{n}" for n in range(3, 9)]


def drawn(draft):
    """The table as lines of signs: each cell's text at every place it covers, ・ for an empty one."""
    placed = next(tables_of(draft.elements))
    table = placed.table
    rows, columns = [row.id for row in table.rows], [column.id for column in table.columns]
    signs = [["?"] * len(columns) for _ in rows]
    texts = {place: "".join(each.content for each in own) for place, own in placed.cells(draft.elements).items()}
    for cell in table.cells:
        for row in range(rows.index(cell.row), rows.index(cell.row) + cell.rows):
            for column in range(columns.index(cell.column), columns.index(cell.column) + cell.columns):
                signs[row][column] = texts[CellPlace(cell.row, cell.column)] or "・"
    return "|".join("".join(row) for row in signs)


@pytest.mark.parametrize(
    ("element_id", "axis", "is_behind", "told"),
    [
        ("e3", Axis.ROWS, True, "甲甲乙|・・・|丙丁丁|丙戊己"),
        ("e3", Axis.ROWS, False, "・・・|甲甲乙|丙丁丁|丙戊己"),
        ("e6", Axis.ROWS, True, "甲甲乙|丙丁丁|丙・・|丙戊己"),
        ("e5", Axis.ROWS, True, "甲甲乙|丙丁丁|丙戊己|・・・"),
        ("e5", Axis.COLUMNS, True, "甲甲甲乙|丙・丁丁|丙・戊己"),
        ("e7", Axis.COLUMNS, True, "甲甲・乙|丙丁丁丁|丙戊・己"),
        ("e8", Axis.COLUMNS, True, "甲甲乙・|丙丁丁・|丙戊己・"),
    ],
)
def test_a_line_is_inserted_beside_the_cell(element_id, axis, is_behind, told):
    assert drawn(apply(DRAFT, insert_line(DRAFT, element_id, axis, is_behind))) == told


@pytest.mark.parametrize(
    ("element_id", "axis", "told"),
    [
        ("e3", Axis.ROWS, "丙丁丁|丙戊己"),
        ("e6", Axis.ROWS, "甲甲乙|丙戊己"),
        ("e8", Axis.ROWS, "甲甲乙|丙丁丁"),
        ("e5", Axis.COLUMNS, "甲乙|丁丁|戊己"),
        ("e7", Axis.COLUMNS, "甲乙|丙丁|丙己"),
        ("e8", Axis.COLUMNS, "甲甲|丙丁|丙戊"),
    ],
)
def test_a_line_is_deleted_and_joined_cells_keep_their_text(element_id, axis, told):
    assert drawn(apply(DRAFT, delete_line(DRAFT, element_id, axis))) == told


EDITS = [
    *((insert_line, each, axis, side) for each in IDS for axis in Axis for side in (True, False)),
    *((delete_line, each, axis) for each in IDS for axis in Axis),
    (delete_block, "e5"),
    (delete_block, "e9"),
]


@pytest.mark.parametrize("edit", EDITS)
def test_every_edit_leaves_a_tiled_grid_and_is_undone_exactly(edit):
    function, *arguments = edit
    change = function(DRAFT, *arguments)
    after = apply(DRAFT, change)
    assert all(placed.table.is_tiled() for placed in tables_of(after.elements))
    assert {fact.element_id for fact in after.facts} <= {each.id for each in after.elements}
    assert replace(apply(after, change.inverse()), serial=DRAFT.serial) == DRAFT


def test_a_deleted_table_leaves_the_text_around_it():
    after = apply(DRAFT, delete_block(DRAFT, "e5"))
    assert [each.id for each in after.elements] == ["e1", "e9", "e10"]


def test_the_last_row_deleted_takes_the_table():
    draft = apply(DRAFT, delete_line(DRAFT, "e3", Axis.ROWS))
    draft = apply(draft, delete_line(draft, "e8", Axis.ROWS))
    draft = apply(draft, delete_line(draft, "e6", Axis.ROWS))
    assert not list(tables_of(draft.elements))


def test_outside_of_tables_nothing_changes():
    assert insert_line(DRAFT, "e1", Axis.ROWS).is_empty
    assert delete_line(DRAFT, "e10", Axis.COLUMNS).is_empty


def test_what_it_did_is_said_in_the_history():
    assert insert_line(DRAFT, "e3", Axis.ROWS).reason == "插入行"
    assert delete_block(DRAFT, "e9").reason == "删除图片"
