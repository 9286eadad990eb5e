"""Tables in the running text after edits of their grids: only the grids that an edit changes are written anew."""

from itertools import pairwise
from random import Random

import pytest
from PySide6.QtGui import QTextCursor

from core.editing.grids.cells import divide_cell, join_cells
from core.editing.grids.lines import Axis, delete_line, insert_line, move_line
from core.model.draft import Draft, Identity
from core.model.grid import tables_of
from gui.draft.page import TEXT
from gui.editor.blocks import cell_of, formats_of, id_of
from gui.editor.grids import is_between
from tests.gui.workspace import make_page, make_panel, type_text
from tests.tables import table_elements

ROWS, COLUMNS, EDITS = 30, 6, 12


def many_rows(below: str = "表格下面一段") -> Draft:
    """A table of several grids with a joined cell in its head and one further down."""
    lines = [" | ".join(f"{row}{column}" for column in range(COLUMNS)) for row in range(10, ROWS + 10)]
    lines[0] = "指标 | 完成情况 | < | < | 备注 | <"
    lines[12] = "甲 | 乙 | ^ | 丁 | 戊 | 己"
    made = table_elements("\n".join(("表格上面一段", *lines, *([below] if below else []))))
    return Draft(Identity(), made, serial=500)


def shown(panel):
    """Every paragraph with the joined rows and columns of its cell as Qt knows it; separators left out."""
    found = []
    for block in panel.sync.blocks():
        table = QTextCursor(block).currentTable()
        cell = table.cellAt(QTextCursor(block)) if table is not None else None
        spans = (cell.column(), cell.rowSpan(), cell.columnSpan()) if cell is not None else ()
        if not is_between(id_of(block)):
            found.append((id_of(block), block.text(), bool(cell_of(block)), spans))
    return found


def looks(panel):
    """The formats of every paragraph and its characters."""
    panel.sync.flush_deferred(list(panel.sync.blocks()))
    return [
        (block.text(), _aligned(block.blockFormat()), formats_of(block))
        for block in panel.sync.blocks()
        if not is_between(id_of(block))
    ]


def _aligned(form):
    """The format with its alignment as a property, which Qt leaves out where it is the usual one."""
    form.setAlignment(form.alignment())
    return form


def expected(draft):
    """The same as the draft says."""
    cells = {}
    for placed in tables_of(draft.elements):
        numbers = {column.id: number for number, column in enumerate(placed.table.columns)}
        for cell in placed.table.cells:
            cells[cell.row, cell.column] = numbers[cell.column], cell.rows, cell.columns
    return [
        (
            each.id,
            each.content,
            each.cell is not None,
            cells[each.cell.row, each.cell.column] if each.cell else (),
        )
        for each in draft.elements
    ]


def in_order(panel):
    """Whether the screen shows the draft."""
    return shown(panel) == expected(panel.model.draft)


def cell(draft, row, column=0):
    """A paragraph of that row and column of the first table, counted from the first cell of each row."""
    table = next(tables_of(draft.elements)).table
    name = table.rows[row % len(table.rows)].id
    own = [each.id for each in draft.elements if each.cell is not None and each.cell.row == name]
    return own[column % len(own)]


@pytest.mark.parametrize("below", ["表格下面一段", ""])
def test_a_deleted_row_and_its_undoing_write_one_grid(qtbot, below):
    panel = make_panel(qtbot, many_rows(below))
    first = panel.document().rootFrame().childFrames()
    panel.model.do(delete_line, cell(panel.model.draft, 20), Axis.ROWS)
    second = panel.document().rootFrame().childFrames()
    panel.model.undo()
    assert len([each for each in first if each not in second]) == 1
    assert in_order(panel)


@pytest.mark.parametrize("number", range(12))
def test_any_edits_of_a_grid_show_the_table_of_the_draft(qtbot, number):
    chance, panel = Random(number), make_panel(qtbot, many_rows("表格下面一段" * (number % 2)))
    for step in range(2 * EDITS):
        edit_grid(panel, chance) if step < EDITS else panel.model.undo()
        assert in_order(panel)
    assert panel.sync.typed() is None
    before = looks(panel)
    panel.binding.show_anew()
    assert looks(panel) == before


def edit_grid(panel, chance):
    """One edit by chance: rows and columns put in, taken out and moved, cells joined and divided, words typed, undo."""
    draft, model = panel.model.draft, panel.model
    here, other = (cell(draft, chance.randrange(ROWS), chance.randrange(COLUMNS)) for _ in range(2))
    match chance.randrange(8):
        case 0 | 1:
            model.do(delete_line, here, Axis.ROWS)
        case 2 | 3:
            model.do(insert_line, here, Axis.ROWS, chance.random() < 0.5)
        case 4:
            model.do(chance.choice((insert_line, delete_line)), here, Axis.COLUMNS)
        case 5:
            model.do(move_line, here, chance.choice(tuple(Axis)), chance.choice((1, -1)))
        case 6:
            model.do(join_cells, [here, other])
            model.do(divide_cell, here)
        case _:
            panel.setTextCursor(panel.sync.cursor_at(here, 0))
            type_text(panel, chance.choice(("长长的一段文字", "1234567890", "7")))
            panel.flush()


@pytest.mark.parametrize("edit", [delete_line, insert_line])
def test_undoing_and_redoing_lead_to_the_row_that_came_or_went(qtbot, runner, edit):
    page = make_page(qtbot, runner, many_rows())
    page.show_tab(TEXT)
    draft = page.model.draft
    page.model.do(edit, cell(draft, 20), Axis.ROWS, *([False] if edit is insert_line else []))
    pairs = zip(page.model.draft.elements, draft.elements, strict=False)
    changed = next(one.id for one, two in pairs if one.id != two.id)
    page.model.undo()
    back = id_of(page.text.textCursor().block())
    page.model.redo()
    assert (back, id_of(page.text.textCursor().block())) == (cell(draft, 20), changed)


def test_two_grids_of_a_table_share_one_line(qtbot):
    panel = make_panel(qtbot, many_rows())
    rect = panel.document().documentLayout().blockBoundingRect
    rows = [rect(each).top() for each in panel.sync.blocks() if cell_of(each) and each.text().endswith("5")]
    steps = {after - before for before, after in pairwise(rows)}
    assert len(panel.document().rootFrame().childFrames()) > 2
    assert {round(step / min(steps), 2) for step in steps} == {1.0, 2.0}  # one row has another text there
