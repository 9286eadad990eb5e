"""Computed cells of tables: a typed value that its own cells do not give is told, with how it is worked out."""

import pytest

from core.checks.figures.tables import check_tables
from core.model.tables.cells import build_table_words
from core.resources import load
from tests.tables import table_elements

WRONG = {
    "a total": ("镇 | 户数 | 人口 | 企业\n甲 | 12 | 40 | 3\n乙 | 15 | 50 | 4\n合计 | 28 | 90 | 7", [("28", "27")]),
    "a total on top": (
        "镇 | 户数 | 人口 | 企业\n合计 | 27 | 91 | 7\n甲 | 12 | 40 | 3\n乙 | 15 | 50 | 4",
        [("91", "90")],
    ),
    "a difference": (
        "项目 | 2023年 | 2024年 | 增减\n甲 | 10 | 12 | 2\n乙 | 20 | 25 | 5\n丙 | 30 | 28 | 2",
        [("2", "-2")],
    ),
    "a growth": (
        "项目 | 2023年 | 2024年 | 增长%\n甲 | 100 | 112 | 12.0\n乙 | 200 | 250 | 25.0\n丙 | 300 | 315 | 6.0",
        [("6.0", "5.0")],
    ),
    "a growth of what is counted": (
        "项目 | 单位 | 2023年 | 2024年 | 增长%\n示范企业 | 家 | 36 | 42 | 13.9\n合作社 | 个 | 20 | 25 | 25.0\n农户 | 户 | 300 | 315 | 5",
        [("13.9", "16.7")],
    ),
    "a rate": (
        "项目 | 计划 | 完成 | 完成率（%）\n甲 | 50 | 40 | 80\n乙 | 20 | 25 | 125\n丙 | 30 | 15 | 55",
        [("55", "50")],
    ),
    "a share": (
        "来源 | 金额（万元） | 占比（%）\n甲 | 50 | 50\n乙 | 30 | 30\n丙 | 20 | 25\n合计 | 100 | 100",
        [("25", "20")],
    ),
    "a sum across": (
        "科目 | 一季度 | 二季度 | 全年合计\n甲 | 5 | 6 | 11\n乙 | 7 | 8 | 15\n丙 | 9 | 4 | 14",
        [("14", "13")],
    ),
    "a sum before its parts": (
        "科目 | 合计 | 新建 | 改建\n甲 | 11 | 5 | 6\n乙 | 15 | 7 | 8\n丙 | 12 | 9 | 4",
        [("12", "13")],
    ),
    "小计 of a group": (
        "镇 | 户数 | 人口\n东桥 | 12 | 40\n柳林 | 15 | 50\n小计 | 27 | 90\n西桥 | 20 | 66\n北岭 | 31 | 70\n小计 | 52 | 136\n合计 | 79 | 226",
        [("52", "51")],
    ),
    "小计 above its group, below a title of all": (
        "支出 | 预算 | 决算\n合计 | 42 | 49\n基本小计 | 30 | 34\n工资 | 10 | 12\n办公 | 20 | 22\n项目小计 | 12 | 15\n修路 | 5 | 6\n建站 | 7 | 8",
        [("15", "14")],
    ),
    "numbered rows below the one that adds them up": (
        "科目 | 预算 | 决算\n一、基本支出 | 30 | 34\n1.工资 | 10 | 12\n2.办公 | 20 | 22\n"
        "二、项目支出 | 12 | 15\n1.修路 | 5 | 6\n2.建站 | 7 | 8\n三、其他 | 3 | 4\n合计 | 45 | 53",
        [("15", "14")],
    ),
    "three sizes of totals": (
        "村 | 户数\n一组 | 1\n二组 | 2\n小计 | 3\n三组 | 4\n四组 | 5\n小计 | 9\n甲村合计 | 12\n五组 | 6\n六组 | 7\n小计 | 13\n乙村合计 | 13\n总计 | 26",
        [("26", "25")],
    ),
    "a row of differences": (
        "年度 | 收入 | 支出 | 结余\n2023年 | 10 | 20 | 5\n2024年 | 12 | 25 | 6\n增减 | 2 | 9 | 1",
        [("9", "5")],
    ),
}

SOUND = (
    "科目 | 一季度 | 二季度 | 全年合计\n甲 | 5 | 6 | 20\n乙 | 7 | 8 | 31\n丙 | 9 | 4 | 40",
    "科目 | 合计 | 其中：新建\n甲 | 11 | 5\n乙 | 15 | 7\n丙 | 12 | 9",
    "科目 | 人数 | 及格率% | 合计\n甲 | 40 | 95.0 | 40\n乙 | 42 | 97.6 | 42\n丙 | 45 | 88.9 | 45",
    "镇 | 户数 | 增长%\n甲 | 12 | 3.1\n乙 | 15 | 4.2\n合计 | 27 | 3.7",
    "指标 | 数值\n人口 | 300\n其中：农业 | 200\n城镇 | 100\n合计 | 300",
    "项目 | 2023年 | 2024年 | 增长%\n甲 | 3.3 | 3.7 | 12.1\n乙 | 2.0 | 2.5 | 24.9",
    "项目 | 单位 | 2023年 | 2024年 | 增长%\n公路 | 公里 | 36 | 42 | 15\n企业 | 家 | 36 | 42 | 16.7\n林地 | 万亩 | 20 | 25 | 25.0",
    "项目 | 单位 | 2023年 | 2024年 | 增长%\n企业 | 家 | 36 | 42 | 17\n农户 | 户 | 30 | 41 | 36.6\n合作社 | 个 | 20 | 25 | 25.0",
    "班级 | 人数 | 平均分\n一班 | 40 | 81.2\n二班 | 42 | 79.5\n合计 | 82 | 80.3",
    "部门 | 人数 | 经费\n甲 | 3 | 12\n乙 | 4 | 15\n另：借用 | 1 | —\n全县合计 | 120 | 900",
    "指标 | 上半年 | 全年 | 完成率\n税收 | 1.2 | 2.6 | 103.5%\n收费 | 0.8 | 1.5 | 99.1%",
    "镇 | 户数 | 人口\n东桥 | 12 | 40\n小计 | 30 | 95\n西桥 | 20 | 66\n小计 | 99 | 136",
    "科目 | 预算 | 决算\n一、收入 | 30 | 34\n1.税收 | 10 | 12\n2.收费 | 8 | 9\n二、支出 | 25 | 30\n1.工资 | 5 | 6",
    "年度 | 收入 | 支出\n2023年 | 10 | 20\n2024年 | 12 | 25\n人口增长 | 2 | 6",
    "指标 | 2023年 | 2024年\n产值（万元） | 100 | 120\n投资（万元） | 80 | 90\n投资增长% | 12.5 | 8.0",
    "项目 | 计划 | 完成\n甲 | 10 | 9\n乙 | 20 | 21\n完成率% | 88 | 91",
    "姓名 | 年龄 | 工龄\n甲 | 40 | 12\n乙 | 38 | 15\n合计 | 2 | /",
)


def found(source: str) -> list[tuple[str, str]]:
    findings = check_tables(table_elements(source), load(build_table_words, "tables.toml"))
    return [(one.text, dict(one.parameters)["sum"]) for one in findings]


@pytest.mark.parametrize("name", WRONG)
def test_a_typed_value_that_disagrees_is_told(name: str) -> None:
    source, expected = WRONG[name]
    assert found(source) == expected


@pytest.mark.parametrize("source", SOUND)
def test_a_sound_table_is_left_alone(source: str) -> None:
    assert not found(source)
