"""Labels that keep what a clause turns on: another change, the sum of all, what a share or a condition is of."""

import pytest

from core.model.elements import Element, Role
from core.workflows.facts import find_facts


def labels(text: str) -> list[str]:
    facts = find_facts([Element("e1", Role.BODY, text)])
    return [fact.label for fact in facts if fact.kind in ("figure", "mask", "reference")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "小麦、玉米、棉花产量分别增长2%、3%和下降4%。",
            ["小麦产量增长（%）", "玉米产量增长（%）", "棉花产量下降（%）"],
        ),
        ("小麦、玉米产量分别增长2%和3%。", ["小麦产量增长（%）", "玉米产量增长（%）"]),
        ("净增个体工商户320户，总数达到8600户。", ["净增个体工商户（户）", "个体工商户总数（户）"]),
        (
            "新建驿站12个、公厕6座，累计分别达到30个、18座。",
            ["新建驿站（个）", "新建公厕（座）", "累计驿站（个）", "累计公厕（座）"],
        ),
        (
            "接诊量、住院量、手术量三项指标分别增长5%、6%、7%。",
            ["接诊量增长（%）", "住院量增长（%）", "手术量增长（%）"],
        ),
    ],
)
def test_a_list_keeps_its_change_and_its_sum(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("三分之二的行政村建成幸福院。", ["＿的行政村建成幸福院"]),
        ("90%以上的学校开设书法课。", ["＿%以上的学校开设书法课"]),
        ("28个贫困村中有19个实现脱贫。", ["贫困村（个）", "贫困村中实现脱贫（个）"]),
        ("3个班组、9名职工荣立二等功。", ["班组荣立二等功（个）", "职工荣立二等功（名）"]),
        ("建成充电桩860个，每万人拥有12个。", ["建成充电桩（个）", "每万人拥有充电桩（个）"]),
        ("选派26名教师到县城学校跟岗学习。", ["选派教师到县城学校跟岗学习（名）"]),
        ("举办第5届“云溪杯”书法比赛。", ["第＿届“云溪杯”书法比赛"]),
        (
            "新增“四上”企业26家，其中规上工业12家、规上服务业6家。",
            ["新增“四上”企业（家）", "规上工业（家）", "规上服务业（家）"],
        ),
        ("发生事故12起、受伤人数3人、财产损失20万元。", ["发生事故（起）", "受伤人数（人）", "财产损失（万元）"]),
        ("解决就医难、上学难等问题26个。", ["解决就医难等问题（个）"]),
        (
            "引进投资超亿元项目12个，其中超5亿元项目3个。",
            ["引进投资超亿元项目（个）", "超＿亿元项目", "超5亿元项目（个）"],
        ),
        ("县委书记***带头讲党课。", ["姓名（县委书记）"]),
    ],
)
def test_what_tells_the_number_apart_is_kept(text: str, expected: list[str]) -> None:
    assert labels(text) == expected
