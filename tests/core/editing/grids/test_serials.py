"""A column 序号 is counted anew when rows come, go or move; other numbers of a table stay."""

from dataclasses import replace

import pytest

from core.editing.grids.given import add_row
from core.editing.grids.lines import Axis
from core.editing.grids.serials import delete_line, insert_line, move_line, serials_left
from core.model.blocks import BOLD, Emphasis
from core.model.change import apply
from core.model.fact import Fact, FactKind
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
        "序号 | 数量\n一 | 5\n2 | 7\n三 | 9",
        "序号 | 数量\n一 | 5\n三 | 7\n四 | 9",
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


@pytest.mark.parametrize("form", ["{}", "{}、", "（{}）", "({})"])
def test_han_numbers_are_counted_in_their_form(form):
    rows = [form.format(number) for number in "一二三四五六七八九"]
    draft = table_draft("\n".join(("序号 | 任务", *(f"{number} | 第{at}件" for at, number in enumerate(rows)))))
    added = apply(draft, insert_line(draft, cell_of(draft, "第8件"), Axis.ROWS))
    fewer = apply(draft, delete_line(draft, cell_of(draft, "第0件"), Axis.ROWS))
    assert first_of(added) == ["序号", *rows, form.format("十")]
    assert first_of(fewer) == ["序号", *rows[:-1]]


def with_fact(draft, text):
    """The draft with a fact in the cell of that text."""
    fact = Fact("f9", FactKind.FIGURE, "count", cell_of(draft, text), 0, len(text), text, prior=text)
    return replace(draft, facts=(*draft.facts, fact))


def test_a_number_that_is_a_fact_stays_and_is_told():
    draft = with_fact(table_draft(TASKS), "2")
    before = cell_of(draft, "修渠")
    change = delete_line(draft, before, Axis.ROWS)
    after = apply(draft, change)
    assert first_of(after) == ["序号", "2", "2", "合计"]
    assert change.reason == "删除行（1个序号重排，1个是要素没有改）"
    assert serials_left(draft, after, before) == 1


def test_a_fact_that_says_the_right_number_is_not_told():
    draft = with_fact(table_draft(TASKS), "2")
    change = delete_line(draft, cell_of(draft, "清淤"), Axis.ROWS)
    assert change.reason == "删除行"
    assert serials_left(draft, apply(draft, change), cell_of(draft, "修渠")) == 0
