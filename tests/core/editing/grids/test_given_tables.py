"""Tables from elsewhere put into a draft, and values filled into the cells of one."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from core.editing.grids.given import Gap, fill_cells, insert_blocks
from core.editing.grids.lines import Axis, grown
from core.errors import BadInput
from core.model.blocks import CellPlace
from core.model.change import apply
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind, FactState
from core.model.grid import tables_of
from core.model.tables.fit import USUAL_WIDTH
from core.model.tables.given import GivenCell, GivenText, empty_table, given_table, plain_table
from core.workflows.facts import find_facts

TWO = plain_table([["指标", "数值"], ["产值", "12.5"]], 1)
DRAFT = Draft(
    Identity(), (Element("e1", Role.BODY, "前"), Element("e2", Role.BODY, ""), Element("e3", Role.BODY, "后")), serial=3
)


def with_table(given=TWO):
    """The draft with a table in place of its empty paragraph."""
    return apply(DRAFT, insert_blocks(DRAFT, "e2", [given], "插入表格"))


def texts(draft):
    """The text of each cell, row by row, of the first table."""
    placed = next(tables_of(draft.elements))
    found = placed.cells(draft.elements)
    return [
        [
            "\n".join(each.content for each in found.get(CellPlace(row.id, column.id), ()))
            for column in placed.table.columns
        ]
        for row in placed.table.rows
    ]


def cell_id(draft, text):
    return next(each.id for each in draft.elements if each.role is Role.CELL and each.content == text)


sizes = st.tuples(st.integers(0, 4), st.integers(0, 4))
wild = st.sampled_from([0, 1, 2, 10**9])
cells = st.builds(lambda text, size: GivenCell(GivenText(text), *size), st.text("甲乙1.\n", max_size=4), sizes)
grids = st.lists(st.lists(cells, min_size=1, max_size=5), min_size=1, max_size=5)


@for_all(grids)
def test_any_rows_of_cells_form_a_tiled_grid_without_losing_a_sign(lines):
    made = given_table(lines)
    assert made.table.is_tiled()
    assert sorted("".join(made.texts)) == sorted("".join(cell.text for line in lines for cell in line))


@for_all(
    st.lists(
        st.lists(st.builds(GivenCell, st.just(GivenText("甲")), wild, wild), min_size=1, max_size=4),
        min_size=1,
        max_size=4,
    )
)
def test_absurd_spans_form_a_tiled_grid_or_are_refused(lines):
    with suppress(BadInput):
        assert given_table(lines).table.is_tiled()


@for_all(grids, st.sampled_from(["e1", "e2", "e3"]), st.booleans())
def test_a_table_put_in_loses_nothing_and_is_undone_exactly(lines, element_id, is_before):
    made = given_table(lines)
    change = insert_blocks(DRAFT, element_id, [GivenText("说明"), made], "粘贴表格", Gap(is_before))
    after = apply(DRAFT, change)
    placed = next(tables_of(after.elements))
    written = tuple("\n".join(each.content for each in own) for own in placed.cells(after.elements).values())
    assert written == made.texts
    prose = "".join(each.content for each in after.elements if each.role is Role.BODY)
    assert prose in ("前说明后", "说明前后", "前后说明")
    assert replace(apply(after, change.inverse()), serial=DRAFT.serial) == DRAFT


def test_a_title_that_asks_for_a_hundred_columns_gets_those_of_the_table():
    made = given_table(
        [[GivenCell(GivenText("题"), columns=100)], [GivenCell(GivenText("甲")), GivenCell(GivenText("乙"))]]
    )
    assert [(cell.columns, cell.rows) for cell in made.table.cells] == [(2, 1), (1, 1), (1, 1)]


def test_joined_cells_are_as_large_as_they_were():
    made = given_table(
        [
            [GivenCell(GivenText("甲"), columns=2), GivenCell(GivenText("乙"), rows=2)],
            [GivenCell(GivenText("丙")), GivenCell(GivenText("丁"))],
        ]
    )
    assert [(cell.columns, cell.rows) for cell in made.table.cells] == [(2, 1), (1, 2), (1, 1), (1, 1)]


@pytest.mark.parametrize("lines", [[], [[]], [[GivenCell()] * 200] * 5001, [[GivenCell()] * 201]])
def test_what_is_no_table_or_too_large_is_refused(lines):
    with pytest.raises(BadInput):
        given_table(lines)


def test_an_empty_paragraph_gives_way_and_another_does_not():
    assert [each.content for each in with_table().elements if each.role is Role.BODY] == ["前", "后"]
    after = apply(DRAFT, insert_blocks(DRAFT, "e1", [TWO], "插入表格"))
    assert [each.role for each in after.elements[:2]] == [Role.BODY, Role.TABLE]


def test_an_empty_paragraph_stays_between_two_tables():
    draft = with_table()
    end = next(number for number, each in enumerate(draft.elements) if each.content == "后")
    draft = replace(
        draft, elements=(*draft.elements[:end], Element("e90", Role.BODY, ""), *draft.elements[end:]), serial=90
    )
    after = apply(draft, insert_blocks(draft, "e90", [empty_table(1, 2)], "插入表格"))
    assert "e90" in [each.id for each in after.elements]


def test_from_a_cell_a_table_comes_behind_its_table():
    draft = with_table()
    after = apply(draft, insert_blocks(draft, cell_id(draft, "产值"), [GivenText("说明")], "粘贴"))
    assert [each.content for each in after.elements[-2:]] == ["说明", "后"]


# Filling


def test_values_are_filled_from_the_cell_on_and_rows_are_added():
    draft = with_table()
    filling = fill_cells(draft, cell_id(draft, "产值"), plain_table([["收入", "3"], ["支出", "4"]]), "粘贴")
    assert texts(apply(draft, filling.change)) == [["指标", "数值"], ["收入", "3"], ["支出", "4"]]
    assert (filling.rows, filling.columns, filling.left) == (1, 0, 0)


def test_columns_are_added_where_there_are_more_values():
    draft = with_table()
    filling = fill_cells(draft, cell_id(draft, "12.5"), plain_table([["1", "2"]]), "粘贴")
    assert texts(apply(draft, filling.change))[1] == ["产值", "1", "2"]
    assert (filling.rows, filling.columns) == (0, 1)


def test_an_empty_value_takes_nothing_away():
    draft = with_table()
    filling = fill_cells(draft, cell_id(draft, "指标"), plain_table([["", "今年"], ["", ""]]), "粘贴")
    assert texts(apply(draft, filling.change)) == [["指标", "今年"], ["产值", "12.5"]]


def test_a_value_for_a_covered_place_is_counted():
    draft = with_table(
        given_table([[GivenCell(GivenText("甲"), columns=2)], [GivenCell(GivenText("乙")), GivenCell(GivenText("丙"))]])
    )
    filling = fill_cells(draft, cell_id(draft, "甲"), plain_table([["1", "2"], ["3", "4"]]), "粘贴")
    assert texts(apply(draft, filling.change)) == [["1", ""], ["3", "4"]]
    assert filling.left == 1


@pytest.mark.parametrize(
    ("old", "new", "value"),
    [("12.5", "13.1", "13.1"), ("12.5", "13.1%", "13.1"), ("", "约7万", "7"), ("12.5", "-3", "-3")],
)
def test_a_fact_takes_the_number_that_is_written_over_it(old, new, value):
    draft = with_table(plain_table([["指标", "数值"], ["产值", old]]))
    home = [each.id for each in draft.elements if each.role is Role.CELL][-1]
    state = FactState.CARRIED if old else FactState.EMPTY
    draft = replace(draft, facts=(Fact("f40", FactKind.FIGURE, "count", home, 0, len(old), old, state=state),))
    fact = apply(draft, fill_cells(draft, home, plain_table([[new]]), "粘贴").change).facts[0]
    assert (fact.id, fact.text, fact.state) == ("f40", value, FactState.UPDATED)


@for_all(
    grids,
    st.integers(0, 3),
    st.lists(st.lists(st.text("丁2", max_size=2), min_size=1, max_size=4), min_size=1, max_size=4),
)
def test_filling_leaves_a_tiled_grid_and_every_value_or_counts_it(lines, where, values):
    draft = with_table(given_table(lines))
    homes = [each.id for each in draft.elements if each.role is Role.CELL]
    filling = fill_cells(draft, homes[where % len(homes)], plain_table(values), "粘贴")
    after = apply(draft, filling.change)
    assert all(placed.table.is_tiled() for placed in tables_of(after.elements))
    signs = "".join(each.content for each in after.elements)
    assert all(filling.left or value in signs for line in values for value in line)
    assert replace(apply(after, filling.change.inverse()), serial=draft.serial) == draft


def test_outside_of_tables_nothing_is_filled():
    assert fill_cells(DRAFT, "e1", TWO, "粘贴") is None


@for_all(grids, st.sampled_from(Axis), st.integers(0, 3))
def test_a_grown_table_is_tiled(lines, axis, count):
    table = given_table(lines).table
    larger = grown(table, axis, count)
    assert larger.is_tiled()
    assert sum(larger.size) == sum(table.size) + count


def with_cell(*lines):
    """The draft with a table whose last cell holds these paragraphs, and the values that are found in it."""
    draft = with_table(plain_table([["单位", "情况"], ["一局", "\n".join(lines)]], 1))
    return replace(draft, facts=find_facts(draft.elements))


def pasted(draft, text):
    """The last cell after a text was pasted into it, how many cells refused it, and the facts with their states."""
    home = cell_id(draft, texts(draft)[-1][-1].split("\n")[0])
    filling = fill_cells(draft, home, plain_table([[text]]), "粘贴")
    after = apply(draft, filling.change)
    return texts(after)[-1][-1], filling.refused, [(fact.text, fact.state.value) for fact in after.facts]


@pytest.mark.parametrize(
    "cell", ["增至320人（较2023年）", "2023年6月底前", "南政发〔2023〕12号", "投入320万元，办结8件"]
)
def test_a_bare_number_for_a_cell_of_other_values_is_refused(cell):
    draft = with_cell(cell)
    facts = [(fact.text, fact.state.value) for fact in draft.facts if fact.text]
    assert facts
    assert pasted(draft, "13") == (cell, 1, facts)


@pytest.mark.parametrize(
    ("cell", "new"), [("320人", "330人"), ("约320人", "约330人"), ("2023", "330"), ("正在推进", "330")]
)
def test_a_bare_number_takes_the_place_of_the_only_figure_or_of_all_words(cell, new):
    assert pasted(with_cell(cell), "330")[:2] == (new, 0)


def test_a_bare_number_leaves_the_further_paragraphs_of_its_cell():
    assert pasted(with_cell("320人", "不含借调"), "330") == ("330人\n不含借调", 0, [("330", "updated")])


def test_further_paragraphs_for_which_nothing_is_given_stay():
    draft = with_cell("1304人", "其中借调320人")
    assert pasted(draft, "1400人")[:2] == pasted(draft, "1400")[:2] == ("1304人\n其中借调320人", 1)


def test_each_paragraph_of_a_cell_takes_its_line():
    assert pasted(with_cell("1304人", "其中借调320人"), "1400人\n其中借调330人") == (
        "1400人\n其中借调330人",
        0,
        [("1400", "updated"), ("330", "updated")],
    )


NARROW = [["指标", "本年数", "上年数"], ["办结政务服务事项", "13,975", "12,860"], ["窗口人员", "86", "79"]]


def test_columns_that_leave_figures_no_room_fill_an_upright_page():
    given = given_table([[GivenCell(GivenText(text)) for text in line] for line in NARROW], 1, [1200, 500, 500])
    draft = with_table(given)
    placed = next(tables_of(draft.elements))
    widths = [column.width for column in placed.table.columns]
    assert not draft.elements[placed.start].landscape
    assert USUAL_WIDTH - 3 <= sum(widths) <= USUAL_WIDTH
    assert widths[0] > widths[1] == widths[2] > 2000


def test_columns_with_room_keep_their_widths():
    given = given_table([[GivenCell(GivenText(text)) for text in line] for line in NARROW], 1, [3000, 1400, 1400])
    placed = next(tables_of(with_table(given).elements))
    assert [column.width for column in placed.table.columns] == [3000, 1400, 1400]


def test_a_table_put_in_at_the_start_of_a_heading_stands_behind_it():
    head = Element("e1", Role.HEADING, "总体情况", "一、", 1, 1, 4)
    draft = Draft(Identity(), (head, Element("e2", Role.BODY, "正文。")), serial=2)
    after = apply(draft, insert_blocks(draft, "e1", [empty_table(1, 1)], "插入表格", Gap(True)))
    assert [each.role for each in after.elements] == [Role.HEADING, Role.TABLE, Role.CELL, Role.BODY]


def widths_of(first: str) -> tuple[int, ...]:
    """The widths of two columns as a spreadsheet has them where nobody made them wider."""
    made = given_table([[GivenCell(GivenText(first)), GivenCell(GivenText("12"))]], 0, (960, 960))
    after = apply(DRAFT, insert_blocks(DRAFT, "e1", [made], "插入表格"))
    return tuple(column.width for column in next(tables_of(after.elements)).table.columns)


def test_columns_are_as_wide_as_their_words_up_to_the_type_area():
    assert widths_of("数") == (960, 960)
    assert widths_of("河道整治工程") == (6 * 280 + 216, 960)
    assert USUAL_WIDTH - 2 <= sum(widths_of("河道整治工程按计划推进" * 9)) <= USUAL_WIDTH
