"""Computed cells are proposed with their formula as soon as everything that they come from is settled."""

from dataclasses import replace

import pytest

from core.editing.grids.lines import Axis, insert_line
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
    "a total and shares beside a column of units": (
        """
        指标 | 单位 | 2023年 | 2024年 | 占比
        少儿外借 | 万册次 | 6.2 | 7.1 | 38.6%
        成人外借 | 万册次 | 9.1 | 9.5 | 51.6%
        流动车外借 | 万册次 | 1.6 | 1.8 | 9.8%
        合计 | 万册次 | 16.9 | 18.4 | 100%
        """,
        {(1, 3): "7.6", (2, 3): "9.9", (3, 3): "2.0", (4, 3): "19.5"},
        {"39.0": "7.6÷19.5", "50.8": "9.9÷19.5", "10.3": "2.0÷19.5", "100": "19.5÷19.5"},
    ),
    "a total beside a column of units": (
        """
        指标 | 单位 | 2023年 | 2024年
        借阅 | 万册次 | 6.2 | 7.1
        扫描 | 万册次 | 9.1 | 9.5
        合计 | 万册次 | 15.3 | 16.6
        """,
        {(1, 3): "7.6", (2, 3): "9.9"},
        {"17.5": "7.6＋9.9"},
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
    "小计 of each group, then all": (
        """
        片区 | 乡镇 | 2023年 | 2024年
        东片 | 东桥 | 10 | 12
        ^ | 柳林 | 20 | 22
        ^ | 小计 | 30 | 34
        西片 | 西桥 | 5 | 6
        ^ | 北岭 | 7 | 8
        ^ | 小计 | 12 | 14
        合计 | < | 42 | 48
        """,
        {(1, 3): "13", (2, 3): "24", (6, 3): "15"},
        {"37": "13＋24"},
    ),
    "小计 above their rows": (
        """
        支出 | 2023年 | 2024年
        基本支出小计 | 30 | 34
        工资 | 10 | 12
        办公 | 20 | 22
        项目支出小计 | 12 | 14
        修路 | 5 | 6
        建站 | 7 | 8
        """,
        {(5, 2): "7", (6, 2): "9"},
        {"16": "7＋9"},
    ),
    "groups in a table that had to be opened whole": (
        """
        2024年投资
        乡镇 | 投资（万元）
        东桥 | 1200
        柳林 | 860
        小计 | 2060
        西桥 | 930
        北岭 | 410
        小计 | 1340
        """,
        {(4, 1): "900", (5, 1): "500"},
        {"1400": "900＋500"},
    ),
    "a row of differences and one of growth": (
        """
        年度 | 总收入（万元） | 总支出（万元）
        2023年 | 8650 | 15200
        2024年 | 9120 | 16010
        增减额 | 470 | 810
        增长% | 5.4 | 5.3
        """,
        {(2, 1): "9500"},
        {"380": "9500－9120", "4.2": "（9500－9120）÷9120"},
    ),
    "shares of the row that has 100": (
        """
        2024年转移就业
        项目 | 人数（人） | 占总数（%）
        转移就业 | 8600 | 100
        其中：省外 | 3440 | 40
        县外 | 5160 | 60
        """,
        {(1, 1): "9000", (2, 1): "3600"},
        {"100": "9000÷9000", "40": "3600÷9000"},
    ),
    "the sum of the quarters": (
        """
        2024年税收
        税种 | 一季度 | 二季度 | 三季度 | 四季度 | 全年
        增值税 | 420 | 510 | 480 | 560 | 1970
        所得税 | 130 | 240 | 150 | 160 | 680
        """,
        {(1, 1): "400", (1, 2): "500", (1, 3): "500", (1, 4): "600"},
        {"2000": "400＋500＋500＋600"},
    ),
    "a difference of percentages": (
        """
        学历 | 2023年占比（%） | 2024年占比（%） | 增减（百分点）
        本科 | 55.3 | 58.1 | 2.8
        专科 | 28.5 | 26.2 | -2.3
        """,
        {(1, 2): "60.0"},
        {"1.9": "60.0－58.1"},
    ),
    "thousands are grouped as in the parts": (
        """
        事项 | 2024年 | 2023年 | 增减
        登记 | 5,210 | 4,986 | +224
        户籍 | 3,018 | 3,155 | -137
        """,
        {(1, 1): "6,300"},
        {"+1,090": "6,300－5,210"},
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


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("小计 of each group, then all", "小计：2025年＝所含各行2025年相加"),
        ("shares of the row that has 100", "省外：占总数（%）＝本行人数（人）÷转移就业人数（人）"),
        ("a total", "合计：2025年＝其余各行2025年相加"),
    ],
)
def test_the_formula_names_the_rows_that_it_is_about(case: str, words: str) -> None:
    source, values, _ = CASES[case]
    assert any(each.reason.startswith(words) for each in proposed(this_year(source, values)))


def test_a_row_put_in_since_counts_in_the_total_of_its_group() -> None:
    source, values, _ = CASES["小计 of each group, then all"]
    draft = this_year(source, values)
    home = next(each.id for each in draft.elements if each.content == "柳林")
    known = {each.id for each in draft.elements}
    draft = apply(draft, insert_line(draft, home, Axis.ROWS))
    assert "37" not in [each.replacement for each in proposed(draft)]
    texts = dict(zip([each.id for each in draft.elements if each.id not in known], ("宋庄", "40", "50"), strict=True))
    elements = tuple(replace(each, content=texts.get(each.id, each.content)) for each in draft.elements)
    assert "87" in [each.replacement for each in proposed(replace(draft, elements=elements))]
