"""Computed cells are proposed with their formula as soon as everything that they come from is settled."""

import pytest

from core.editing.text.values import set_value
from core.model.change import apply
from core.model.draft import Draft
from core.model.fact import FactState
from core.model.proposal import Proposal, RollRole
from core.workflows.yearly.proposals import accept, proposals_of, refuse
from core.workflows.yearly.roll_over import load_tables
from tests.tables import grid_of, table_draft

GROWTH = """
    指标 | 2023年 | 2024年 | 增长（%）
    用电量（万千瓦时） | 310.5 | 338.9 | 9.1
    供水量（万吨） | 41.2 | 39.8 | -3.4
    供气量（万立方米） | 523 | 541 | 3.4
"""

CASES = {
    "growth": (GROWTH, {(1, 2): "350.0"}, {"3.3": "（350.0－338.9）÷338.9"}),
    "a difference with its plus sign": (
        """
        科室 | 上年 | 本年 | 增减
        业务科 | 56 | 63 | +7
        人事科 | 44 | 40 | -4
        """,
        {(1, 2): "70"},
        {"+7": "70－63"},
    ),
    "a rate of completion by its heads": (
        """
        项目 | 2024年计划 | 2024年完成 | 完成率（%）
        植树（亩） | 800 | 900 | 112.5
        """,
        {(1, 1): "1000", (1, 2): "950"},
        {"95.0": "950÷1000"},
    ),
    "a total": (
        """
        镇 | 2023年 | 2024年
        东桥 | 10 | 12
        西桥 | 20 | 22
        合计 | 30 | 34
        """,
        {(1, 2): "13", (2, 2): "24"},
        {"37": "13＋24"},
    ),
    "a sum across its row": (
        """
        项目 | 2024年城区 | 2024年乡村 | 合计
        清淤（公里） | 10 | 12 | 22
        补植（株） | 20 | 25 | 45
        """,
        {(1, 1): "11", (1, 2): "13"},
        {"24": "11＋13"},
    ),
    "a difference that only the figures show": (
        """
        测点 | 2023年 | 2024年 | 距平值
        甲 | 10 | 12 | 2
        乙 | 20 | 25 | 5
        丙 | 30 | 28 | -2
        """,
        {(1, 2): "15"},
        {"3": "15－12"},
    ),
    "nothing while a part is open": (GROWTH, {}, {}),
    "nothing where no formula is known": (
        """
        指标 | 2023年 | 2024年 | 得分
        用电量 | 310.5 | 338.9 | 95
        供水量 | 41.2 | 39.8 | 88
        """,
        {(1, 2): "350.0", (2, 2): "41"},
        {},
    ),
}


def proposed(draft: Draft) -> list[Proposal]:
    return [each for each in proposals_of(draft, load_tables()) if each.role is RollRole.FORMULA]


def rolled(source: str) -> Draft:
    draft = table_draft(source)
    tables = [each for each in proposals_of(draft, load_tables()) if each.role is RollRole.TABLE]
    return apply(draft, accept(draft, tables))


def filled(draft: Draft, row: int, column: int, value: str) -> Draft:
    home = next(
        each.id
        for each in draft.elements
        if each.cell and each.cell.row == f"r{row}" and each.cell.column == f"c{column}"
    )
    fact = next(fact for fact in draft.facts if fact.element_id == home)
    return apply(draft, set_value(draft, fact.id, value))


def this_year(source: str, values: dict[tuple[int, int], str]) -> Draft:
    draft = rolled(source)
    for (row, column), value in values.items():
        draft = filled(draft, row, column, value)
    return draft


@pytest.mark.parametrize("name", CASES)
def test_an_open_cell_is_worked_out(name: str) -> None:
    source, values, wanted = CASES[name]
    found = {each.replacement: each.reason.partition("这一格是")[2] for each in proposed(this_year(source, values))}
    assert found == wanted


def test_the_formula_is_told_in_words() -> None:
    (found,) = proposed(this_year(GROWTH, {(1, 2): "350.0"}))
    assert found.reason.startswith("用电量：增长（%）＝（2025年－2024年）÷2024年")


def test_an_accepted_value_is_written_with_its_formula_as_source() -> None:
    draft = this_year(GROWTH, {(1, 2): "350.0"})
    after = apply(draft, accept(draft, proposed(draft)))
    fact = next(fact for fact in after.facts if fact.text == "3.3")
    assert "用电量（万千瓦时） | 338.9 | 350.0 | 3.3" in grid_of(after)
    assert fact.state is FactState.UPDATED
    assert "按公式算出" in fact.source


def test_a_typed_value_is_never_proposed_anew() -> None:
    assert proposed(filled(this_year(GROWTH, {(1, 2): "350.0"}), 1, 3, "9.9")) == []


def test_a_refused_value_is_not_proposed_again() -> None:
    draft = this_year(GROWTH, {(1, 2): "350.0"})
    after = apply(draft, refuse(draft, proposed(draft)))
    assert proposed(after) == []
    assert grid_of(after) == grid_of(draft)


def test_the_row_is_named_by_its_indicator_and_not_by_its_unit() -> None:
    source = """
        指标 | 单位 | 2023年 | 2024年 | 增长（%）
        用电量 | 万千瓦时 | 310.5 | 338.9 | 9.1
        供水量 | 万吨 | 41.2 | 39.8 | -3.4
    """
    (found,) = proposed(this_year(source, {(1, 3): "350.0"}))
    assert found.reason.startswith("用电量：增长（%）＝")
