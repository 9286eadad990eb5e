"""Labels of targets say so beside reports of what is; in a plan as a whole nothing is added."""

import pytest

from core.model.elements import Element, Role
from core.workflows.facts import find_facts


def labels(*elements: Element) -> list[str]:
    return [fact.label for fact in find_facts(elements) if fact.kind == "figure"]


def body(text: str, role: Role = Role.BODY, level: int = 0) -> Element:
    return Element(f"e{abs(hash(text))}", role, text, level=level, heading_length=len(text) * (role is Role.HEADING))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今年的主要目标是：蔬菜产量增长5%；新增大棚80座。", ["蔬菜产量增长目标（%）", "新增大棚目标（座）"]),
        ("到2027年茶业产值突破12亿元。", ["2027年茶业产值目标（亿元）"]),
        ("编制节水规划，明确2030年中水利用率40%。", ["2030年中水利用率目标（%）"]),
        ("力争游客满意度达到95%。", ["游客满意度目标（%）"]),
        (
            "蔬菜产量增长6%左右，新增就业300人以上，登记失业率4%以内。",
            ["蔬菜产量增长目标（%）", "新增就业目标（人）", "登记失业率目标（%）"],
        ),
        ("游客满意度达到95%，新建厕所12座。", ["游客满意度（%）", "新建厕所（座）"]),
        ("蔬菜产量比上年增长6%以上，完成率95%以上。", ["蔬菜产量比上年增长＿%以上"]),
    ],
)
def test_a_target_is_told_as_one(text: str, expected: list[str]) -> None:
    assert labels(body(text))[: len(expected)] == expected


def test_the_section_of_plans_holds_targets_and_the_one_behind_it_none() -> None:
    told = labels(
        body("城东街道2023年工作总结", Role.TITLE),
        body("一年来的工作", Role.HEADING, 1),
        body("新建小区充电桩40个。"),
        body("下一步打算", Role.HEADING, 1),
        body("新建小区充电桩60个，目前已开工12个。"),
        body("惠民实事", Role.HEADING, 2),
        body("改造公厕5座。"),
        body("其他情况", Role.HEADING, 1),
        body("收到来信18件。"),
    )
    assert told[:2] == ["新建小区充电桩（个）", "新建小区充电桩目标（个）"]
    assert "目标" not in told[2]
    assert told[3:] == ["改造公厕目标（座）", "收到来信（件）"]


def test_in_a_plan_nothing_is_added() -> None:
    told = labels(body("城东街道2024年工作要点", Role.TITLE), body("力争新建充电桩60个，入住率达到90%。"))
    assert told == ["新建充电桩（个）", "新建充电桩入住率（%）"]
