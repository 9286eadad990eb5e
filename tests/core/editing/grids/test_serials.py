"""A column 序号 is counted anew when rows come, go or move; other numbers of a table stay."""

from dataclasses import replace

import pytest

from core.editing.grids.given import add_row
from core.editing.grids.lines import Axis
from core.editing.grids.serials import delete_line, insert_line, move_line
from core.model.blocks import BOLD, Emphasis
from core.model.change import apply
from tests.tables import grid_of, table_draft

TASKS = """
    序号 | 任务 | 数量
    1 | 修渠 | 5
    2 | 打井 | 7
    3 | 清淤 | 9
    合计 | / | 21
"""


def cell_of(draft, text):
    return next(each.id for each in draft.elements if each.content == text)


def first_of(draft):
    return [line.partition(" | ")[0] for line in grid_of(draft)]


@pytest.mark.parametrize(
    ("beside", "is_behind", "found"),
    [
        ("修渠", True, ["序号", "1", "2", "3", "4", "合计"]),
        ("修渠", False, ["序号", "1", "2", "3", "4", "合计"]),
        ("清淤", True, ["序号", "1", "2", "3", "4", "合计"]),
        ("21", True, ["序号", "1", "2", "3", "合计", ""]),
    ],
)
def test_a_new_row_is_counted_with_those_beside_it(beside, is_behind, found):
    draft = table_draft(TASKS)
    change = insert_line(draft, cell_of(draft, beside), Axis.ROWS, is_behind)
    assert first_of(apply(draft, change)) == found
    assert apply(apply(draft, change), change.inverse()).elements == draft.elements


def test_the_numbers_below_a_deleted_row_move_up_and_the_step_says_so():
    draft = table_draft(TASKS)
    change = delete_line(draft, cell_of(draft, "修渠"), Axis.ROWS)
    assert first_of(apply(draft, change)) == ["序号", "1", "2", "合计"]
    assert change.reason == "删除行（2个序号重排）"


def test_a_moved_row_takes_the_number_of_its_place():
    draft = table_draft(TASKS)
    after = apply(draft, move_line(draft, cell_of(draft, "打井"), Axis.ROWS, -1))
    assert grid_of(after)[1:3] == ["1 | 打井 | 7", "2 | 修渠 | 5"]


@pytest.mark.parametrize(
    "source",
    [
        "月份 | 数量\n1 | 5\n2 | 7\n3 | 9",
        "序号 | 数量\n1 | 5\n3 | 7\n4 | 9",
        "序号 | 数量\n一 | 5\n二 | 7\n三 | 9",
        "数量 | 序号甲\n1 | 5\n2 | 7\n3 | 9",
    ],
)
def test_other_numbers_stay(source):
    draft = table_draft(source)
    first = first_of(draft)
    after = first_of(apply(draft, insert_line(draft, cell_of(draft, "7"), Axis.ROWS)))
    assert after == [*first[:3], "", first[3]]


def test_marks_behind_numbers_stay():
    draft = table_draft("序 号 | 数量\n1. | 5\n2. | 7")
    assert first_of(apply(draft, insert_line(draft, cell_of(draft, "5"), Axis.ROWS))) == ["序 号", "1.", "2.", "3."]


def test_a_row_that_a_department_added_is_counted():
    draft = table_draft(TASKS)
    table = next(each for each in draft.elements if each.table is not None)
    row = table.table.rows[3].id
    after = apply(draft, add_row(draft, table.id, row, {table.table.columns[1].id: "植树"}))
    assert grid_of(after)[4:] == ["4 | 植树 | ", "合计 |  | 21"]


def test_a_number_keeps_its_look():
    draft = table_draft(TASKS)
    bold = (Emphasis(0, 1, (BOLD,)),)
    draft = replace(
        draft, elements=tuple(replace(each, emphasis=bold) if each.content == "3" else each for each in draft.elements)
    )
    after = apply(draft, insert_line(draft, cell_of(draft, "修渠"), Axis.ROWS))
    assert next(each.emphasis for each in after.elements if each.content == "4") == bold
