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
