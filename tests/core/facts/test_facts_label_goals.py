"""Percentages of a plan are completion and no share; spans of years are named by what stands beside them."""

import pytest

from core.model.elements import Element, Role
from core.model.fact import Fact
from core.workflows.facts import find_facts


def facts(text: str) -> list[Fact]:
    return list(find_facts([Element("e1", Role.BODY, text)]))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("全年演出收入320万元，占年度计划的110%。", "演出收入完成年度计划（%）"),
        ("全年演出收入320万元，为年初计划的112.5%。", "演出收入完成年初计划（%）"),
        ("全年演出收入320万元，为年度计划290万元的110%。", "全年演出收入完成年度计划（%）"),
        ("完成年度计划3.5亿元的110%。", "完成年度计划（%）"),
        ("一般公共预算收入为年度预算6.2亿元的103%。", "一般公共预算收入完成年度预算（%）"),
        ("部门预算支出为全年预算1800万元的98%。", "部门预算支出完成全年预算（%）"),
        ("全年演出收入320万元，占比110%。", "演出收入比例（%）"),
        ("全年演出收入320万元，占比62%。", "演出收入占比（%）"),
        ("全年演出收入320万元，占全部收入的62%。", "演出收入占全部收入（%）"),
    ],
)
def test_what_is_of_a_plan_or_more_than_the_whole_is_no_share(text: str, label: str) -> None:
    assert facts(text)[-1].label.removeprefix("全年") == label.removeprefix("全年")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("图1 2021—2024年演出场次", "起止年份（2021—2024）"),
        ("2022—2024年累计演出860场。", "起止年份（2022—2024）"),
        ("编制《文化发展规划（2021—2025年）》。", "规划年份（2021—2025）"),
        ("落实2023—2025年行动方案。", "规划年份（2023—2025）"),
    ],
)
def test_only_years_beside_a_plan_are_those_of_a_plan(text: str, label: str) -> None:
    assert facts(text)[0].label == label
