"""Values in tables: every figure and every mask of a cell is a fact with the path of its heads."""

import pytest

from core.model.blocks import UNDERLINED, Emphasis
from core.model.elements import Element, Role
from core.model.fact import FactKind, FactState
from core.workflows.facts import find_facts
from tests.tables import cell_facts, table_elements

SHAPES = {
    "a unit in the corner": (
        """
        项目（万元） | 2024年 | 增长（%）
        省级补助 | 560 | 10.7
        """,
        "省级补助·2024年（万元）=560 省级补助·增长（%）=10.7",
    ),
    "a unit line that names per cent, too": (
        """
        各项收入
        单位：亿元、%
        指标 | 2024年 | 增长%
        粮油收入 | 5.6 | 10.7
        """,
        "粮油收入·2024年（亿元）=5.6 粮油收入·增长（%）=10.7",
    ),
    "two years with a unit column": (
        """
        指标 | 单位 | 2023年 | 2024年
        地区生产总值 | 亿元 | 1,116.2 | 1,223.4
        城镇登记失业率 | % | 3.1 | -2.9
        """,
        "地区生产总值·2023年（亿元）=1,116.2 地区生产总值·2024年（亿元）=1,223.4 "
        "城镇登记失业率·2023年（%）=3.1 城镇登记失业率·2024年（%）=-2.9",
    ),
    "a dash in the unit column, a unit line above": (
        """
        单位：万元
        指标 | 单位 | 2023年 | 2024年
        水费收入 | 万元 | 860 | 912
        渠系水利用系数 | — | 0.561 | 0.564
        """,
        "水费收入·2023年（万元）=860 水费收入·2024年（万元）=912 渠系水利用系数·2023年=0.561 渠系水利用系数·2024年=0.564",
    ),
    "joined heads of two levels, a unit line above": (
        """
        各镇财政收入情况
        单位：万元
        乡镇 | 2023年 | < | 2024年 | < | 完成率
        ^ | 计划 | 完成 | 计划 | 完成 | ^
        柳河镇 | 120 | 118 | 130 | 141 | 108.5
        云岭乡 | 95 | 101 | 100 | 99 | 99.0
        """,
        "柳河镇·2023年·计划（万元）=120 柳河镇·2023年·完成（万元）=118 柳河镇·2024年·计划（万元）=130 柳河镇·2024年·完成（万元）=141 "
        "柳河镇·完成率（%）=108.5 云岭乡·2023年·计划（万元）=95 云岭乡·2023年·完成（万元）=101 云岭乡·2024年·计划（万元）=100 "
        "云岭乡·2024年·完成（万元）=99 云岭乡·完成率（%）=99.0",
    ),
    "parts of a row, units in the heads of rows": (
        """
        项目 | 本年 | 上年
        粮食总产量（吨） | 5200 | 5100
        其中：小麦 | 3100 | 3000
        耕地面积（亩） | 8.5万 | 8.4万
        """,
        "粮食总产量·本年（吨）=5200 粮食总产量·上年（吨）=5100 粮食总产量·小麦·本年（吨）=3100 粮食总产量·小麦·上年（吨）=3000 "
        "耕地面积·本年（亩）=8.5万 耕地面积·上年（亩）=8.4万",
    ),
    "units in brackets of the heads, a serial column": (
        """
        序号 | 单位名称 | 受理（件） | 办结（件） | 办结率
        1 | 甲所 | 32 | 30 | 93.8%
        2 | 乙所 | 28 | 28 | 100%
        """,
        "甲所·受理（件）=32 甲所·办结（件）=30 甲所·办结率（%）=93.8 乙所·受理（件）=28 乙所·办结（件）=28 乙所·办结率（%）=100",
    ),
    "sums that look like years": (
        """
        年份 | 上半年 | 下半年 | 合计
        2023年 | 960 | 1020 | 1980
        2024年 | 1003 | 1050 | 2053
        """,
        "2023年·上半年=960 2023年·下半年=1020 2023年·合计=1980 2024年·上半年=1003 2024年·下半年=1050 2024年·合计=2053",
    ),
    "units in the cells": (
        """
        工程 | 总投资 | 工期
        北渠改造 | 1200万元 | 18个月
        东站扩建 | 3.2亿元 | 24个月
        """,
        "北渠改造·总投资（万元）=1200 北渠改造·工期（个月）=18 东站扩建·总投资（亿元）=3.2 东站扩建·工期（个月）=24",
    ),
    "a unit in the corner, months": (
        """
        单位：人次 | 1月 | 2月 | 3月
        图书馆 | 820 | 640 | 910
        文化馆 | 310 | — | 295
        """,
        "图书馆·1月（人次）=820 图书馆·2月（人次）=640 图书馆·3月（人次）=910 文化馆·1月（人次）=310 文化馆·3月（人次）=295",
    ),
    "years as rows": (
        """
        年份 | 案件数（件） | 调解率（%）
        2022 | 415 | 88.2
        2023 | 402 | 89.0
        2024 | 387 | 91.5
        """,
        "2022·案件数（件）=415 2022·调解率（%）=88.2 2023·案件数（件）=402 2023·调解率（%）=89.0 2024·案件数（件）=387 2024·调解率（%）=91.5",
    ),
    "groups of rows, joined downwards": (
        """
        类别 | 指标 | 数量
        经济 | 新增企业 | 56家
        ^ | 招商项目 | 12个
        民生 | 新增就业 | 1680人
        """,
        "经济·新增企业·数量（家）=56 经济·招商项目·数量（个）=12 民生·新增就业·数量（人）=1680",
    ),
    "codes, telephones and years of building are no figures": (
        """
        校名 | 学校代码 | 联系电话 | 建校年份 | 学生数
        一小 | 3204001 | 0512-6600123 | 1956 | 812
        二小 | 3204002 | 0512-6600456 | 1988 | 1,024
        """,
        "一小·学生数=812 二小·学生数=1,024",
    ),
    "a task table": (
        """
        重点任务 | 责任单位 | 完成时限
        新建改建农村公路35公里 | 交通局 | 10月底
        """,
        "新建改建农村公路（公里）=35",
    ),
    "without heads, name and value taking turns": (
        """
        项目名称 | 桥头泵站 | 总投资 | 860万元
        开工时间 | 3月 | 受益人口 | 2.3万人
        """,
        "总投资（万元）=860 受益人口（人）=2.3万",
    ),
    "totals on top, ranges and signs": (
        """
        年龄段 | 人数（人） | 增减
        合计 | 1523 | ＋36
        18-35岁 | 640 | -12
        36岁以上 | 883 | ▲48
        """,
        "合计·人数（人）=1523 合计·增减=＋36 18-35岁·人数（人）=640 18-35岁·增减=-12 36岁以上·人数（人）=883 36岁以上·增减=▲48",
    ),
}


def shown(source: str) -> str:
    found = cell_facts(source)
    return " ".join(f"{fact.label}={fact.text}" for fact in found.values() if fact.kind is FactKind.FIGURE)


@pytest.mark.parametrize("name", SHAPES)
def test_every_figure_has_the_path_of_its_heads(name: str) -> None:
    source, expected = SHAPES[name]
    assert shown(source) == expected


MOSTLY_FILLED = """
单位 | 用电 | 备注
甲 | 12 | /
乙 | / | /
丙 | 15 | 其中增容3户
合计 | / | /
"""


def test_an_empty_cell_of_a_filled_column_is_open() -> None:
    found = [fact for fact in cell_facts(MOSTLY_FILLED).values() if fact.state is FactState.EMPTY]
    assert [(fact.label, fact.start, fact.end) for fact in found] == [("乙·用电", 0, 0)]


def test_a_form_of_many_empty_cells_is_one_open_field() -> None:
    found = cell_facts("姓名 | 职务 | 电话\n/ | / | /\n/ | / | /\n/ | / | /")
    assert [fact.label for fact in found.values()] == ["姓名等9格"]


@pytest.mark.parametrize(
    ("cell", "kind"), [("××", "figure"), ("（ ）", "figure"), ("____", "figure"), ("**%", "percent")]
)
def test_a_mask_in_a_column_of_figures_is_an_open_figure(cell: str, kind: str) -> None:
    found = cell_facts(f"站点 | 发送量\n甲站 | 120\n乙站 | {cell}\n丙站 | 98")
    mask = next(fact for fact in found.values() if fact.kind is FactKind.MASK)
    assert (mask.subkind, mask.state, mask.label.split("（")[0]) == (kind, FactState.EMPTY, "乙站·发送量")


def test_years_in_heads_are_dates() -> None:
    elements = table_elements("指标 | 2023年 | 2024年\n产量 | 12 | 13")
    assert [fact.text for fact in find_facts(elements) if fact.kind is FactKind.DATE] == ["2023", "2024"]


def test_a_cell_without_its_table_is_read_as_text() -> None:
    cell = next(each for each in table_elements("甲 | 12件") if each.content == "12件")
    assert [fact.text for fact in find_facts((cell,))] == ["12"]


def test_text_beside_a_table_keeps_its_facts() -> None:
    prose = Element("e1", Role.BODY, "全年办理案件320件。")
    table = table_elements("说明\n指标 | 数量\n产量 | 12")
    both = find_facts((prose, *table[1:]))
    assert find_facts((prose,)) == tuple(fact for fact in both if fact.element_id == "e1")


def test_an_underlined_blank_is_a_mask() -> None:
    line = Element("e1", Role.BODY, "联系人：      电话", emphasis=(Emphasis(4, 10, (UNDERLINED,)),))
    assert [(fact.kind, fact.start, fact.end) for fact in find_facts((line,))] == [(FactKind.MASK, 4, 10)]


def test_a_part_of_a_table_is_read_as_far_as_it_is_there() -> None:
    whole = table_elements("指标 | 2023年 | 2024年\n产量 | 12 | 13\n销量 | 14 | 15")
    assert [fact.text for fact in find_facts(whole[:6])] == ["2023", "2024", "12"]


@pytest.mark.parametrize("figure", ["1979.96", "2019.6", "2049.84", "1998"])
def test_a_number_that_looks_like_a_year_or_a_month_is_a_figure_among_figures(figure: str) -> None:
    source = f"""
        指标 | 上年 | 本年
        用电量 | 3486.9 | {figure}
        用水量 | 411.2 | 532.4
        """
    assert cell_facts(source)["用电量·本年"].text == figure


def test_months_in_a_column_of_their_own_are_dates() -> None:
    source = """
        项目 | 开工 | 投资（万元）
        东街改造 | 2019.6 | 311
        西街改造 | 2021.11 | 540
        """
    assert [fact.text for fact in cell_facts(source).values()].count("2019.6") == 0


def test_a_total_that_stands_under_the_serial_numbers_names_its_row() -> None:
    found = cell_facts(
        "序号 | 项目名称 | 里程（公里） | 投资（万元）\n1 | 上村道路 | 1.2 | 35\n2 | 下村道路 | 0.8 | 21\n合计 | / | 2.0 | 56"
    )
    assert {"合计·里程（公里）", "合计·投资（万元）"} <= found.keys()


WHOLE_YEARS = (
    [f"{month}月" for month in range(1, 13)],
    [f"{month}月份" for month in range(1, 13)],
    ["一季度", "二季度", "三季度", "四季度"],
    ["第一季度", "第二季度", "第三季度", "第四季度"],
    ["上半年", "下半年"],
)
PARTS_OF_A_YEAR = (
    ["1—7月"],
    ["上半年"],
    ["1月", "2月份", "一季度"],
    ["一季度", "二季度", "三季度"],
    ["1—7月", "8—12月"],
)


def dates_of_names(names: list[str]) -> set[tuple[str, ...]]:
    """The dates of a table with these names of its columns, and of one with these names of its rows."""
    columns = f"指标 | {' | '.join(names)} | 增速\n" + "\n".join(
        f"{row} | {' | '.join(str(12 + place) for place in range(len(names)))} | 3" for row in ("产值", "用电")
    )
    rows = "时段 | 完成数\n" + "\n".join(f"{name} | {place + 12}" for place, name in enumerate(names))
    found = (
        [fact.text for fact in cell_facts(table).values() if fact.kind is FactKind.DATE] for table in (columns, rows)
    )
    return set(map(tuple, found))


@pytest.mark.parametrize("names", WHOLE_YEARS)
def test_names_that_list_a_whole_year_are_no_facts(names: list[str]) -> None:
    assert dates_of_names(names) == {()}


@pytest.mark.parametrize("names", PARTS_OF_A_YEAR)
def test_names_that_list_a_part_of_the_year_are_dates(names: list[str]) -> None:
    assert dates_of_names(names) == {tuple(name.rstrip("月份") for name in names)}


@pytest.mark.parametrize("head", ["1" * 200, "1-" * 100 + "1", "1—2" * 70])
def test_a_long_row_of_digits_in_a_head_is_read_to_its_end(head: str) -> None:
    assert "甲" in {fact.label.split("·")[0] for fact in cell_facts(f"指标 | {head}\n甲 | 12件").values()}


BESIDE_DATES = (
    ("上半年完成15项", ["15"]),
    ("一季度投入260万元", ["260"]),
    ("260人（2024年底）", ["260"]),
    ("260人（较2024年增18人）", ["260", "18"]),
    ("2.6亿元（2024年）", ["2.6"]),
    ("按时率97%（5日内）", ["97"]),
    ("第3批整改问题41个", ["41"]),
    ("2024年9月底前投入730万元", ["730"]),
    ("1—8月受理75件", ["75"]),
)


@pytest.mark.parametrize(("cell", "figures"), BESIDE_DATES)
@pytest.mark.parametrize("beside", ["正常", "30"])
def test_what_a_cell_counts_beside_a_date_is_a_figure(cell: str, figures: list[str], beside: str) -> None:
    source = f"单位 | 进展\n甲 | {cell}\n乙 | {beside}\n丙 | {beside}"
    found = [fact for fact in cell_facts(source).values() if fact.kind is FactKind.FIGURE and fact.text != beside]
    assert [fact.text for fact in found] == figures


DATES = (
    "2024年5月 2024.5.12 2024-05-12 2024-05 2024/5/12 2024年5月1—7日 5月1日至6月3日 2023—2025年 2023年5月—2025年6月 2024年5月12日8时30分 "
    "8:30—11:00 3、4月 1—7月 第2批 2023.5—2024.6 98年5月 2024年底 6月底前 上半年 2024年第3季度 2024年12月31日前完成"
)


@pytest.mark.parametrize("beside", ["正常", "30"])
@pytest.mark.parametrize("date", DATES.split())
def test_the_numbers_of_a_date_are_no_figures(date: str, beside: str) -> None:
    source = f"单位 | 完成时限\n甲 | {date}\n乙 | {beside}\n丙 | {beside}"
    found = [fact.text for fact in cell_facts(source).values() if fact.kind is FactKind.FIGURE]
    assert [text for text in found if text != beside] == []
