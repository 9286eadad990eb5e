"""Labels of limits, parts, pairs and shared objects: what stands round a number decides whose it is."""

import pytest

from core.model.elements import Element, Role
from core.workflows.facts import find_facts


def labels(text: str) -> list[str]:
    facts = find_facts([Element("e1", Role.BODY, text)])
    return [fact.label for fact in facts if fact.kind in ("figure", "mask")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "经营收入8万元以上的合作社达到15个，20万元以上的6个。",
            [
                "经营收入＿万元以上的合作社",
                "经营收入8万元以上的合作社（个）",
                "＿万元以上的合作社",
                "20万元以上的合作社（个）",
            ],
        ),
        ("培育5亿元以上企业3家。", ["培育＿亿元以上企业", "培育5亿元以上企业（家）"]),
        ("纳税**万元以上的商户**户。", ["纳税＿万元以上的商户", "纳税某万元以上的商户（户）"]),
        ("发展党员8名，其中35岁以下3名。", ["发展党员（名）", "发展党员＿岁以下", "35岁以下的发展党员（名）"]),
        ("新增就业600人以上，新增创业30人。", ["新增就业（人）", "新增创业（人）"]),
    ],
)
def test_a_limit_says_what_is_counted_behind_it(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("获奖58人次，其中省级6人次、市级19人次。", ["获奖（人次）", "获奖·省级（人次）", "获奖·市级（人次）"]),
        ("受理投诉60件，其中重复访9件、下降40%。", ["受理投诉（件）", "受理投诉·重复访（件）", "重复访下降（%）"]),
        ("引进人才60名（其中博士5名）。", ["引进人才（名）", "引进博士（名）"]),
    ],
)
def test_a_part_is_told_beside_its_whole(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新建、改建校舍9所。", ["新建、改建校舍（所）"]),
        ("慰问老党员、困难户35户。", ["慰问老党员、困难户（户）"]),
        ("新增低保对象8户，取消3户。", ["新增低保对象（户）", "低保对象取消（户）"]),
        ("立刑事案件30起，破22起。", ["立刑事案件（起）", "破刑事案件（起）"]),
        ("发放补贴26万元，涉及42户。", ["发放补贴（万元）", "补贴涉及（户）"]),
        ("春季资助380人，秋季资助402人。", ["春季资助（人）", "秋季资助（人）"]),
        ("投入80万元购置16排设备。", ["投入＿万元购置某排设备", "购置设备（排）"]),
    ],
)
def test_what_was_done_stands_with_what_it_was_done_to(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "城市、农村低保标准分别由620元、400元提高到660元、450元。",
            [
                "城市低保标准提高前（元）",
                "农村低保标准提高前（元）",
                "城市低保标准提高到（元）",
                "农村低保标准提高到（元）",
            ],
        ),
        (
            "合格率、优秀率分别为89.4%、31.2%，同比提高4.1和5.7个百分点。",
            ["合格率（%）", "优秀率（%）", "合格率同比提高", "优秀率同比提高（个百分点）"],
        ),
        (
            "发生火灾3起，过火面积4.6公顷，同比减少5起。",
            ["发生火灾（起）", "过火面积（公顷）", "发生火灾同比减少（起）"],
        ),
        (
            "营业收入28亿元，完成年度目标的103%，同比增长14%；利润总额2亿元。",
            ["营业收入（亿元）", "营业收入完成年度目标（%）", "营业收入同比增长（%）", "利润总额（亿元）"],
        ),
        ("班子成员平均年龄较换届前下降4.6岁。", ["班子成员平均年龄较换届前下降（岁）"]),
        ("所有者权益15亿元。", ["所有者权益（亿元）"]),
        ("知晓率、参与率分别为96%、88%。", ["知晓率（%）", "参与率（%）"]),
        ("自来水普及率由88%提升至92%。", ["自来水普及率由＿%提升", "自来水普及率提升到（%）"]),
        (
            "35岁以下教师占比由31%提高到37%。",
            ["＿岁以下教师占比由某%提高到某%", "35岁以下教师占比由＿%提高", "35岁以下教师占比提高到（%）"],
        ),
        ("垃圾清运2.3万吨，日均63吨。", ["垃圾清运（吨）", "日均垃圾清运（吨）"]),
        ("加工转化率36%，低于全县平均水平8个百分点。", ["加工转化率（%）", "加工转化率低于全县平均水平（个百分点）"]),
        ("在建项目6个，打掉团伙2个。", ["在建项目（个）", "打掉团伙（个）"]),
        ("结案率保持在99%以上。", ["结案率（%）"]),
    ],
)
def test_a_change_keeps_to_its_own_subject(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "听课1240节,研讨8次。",
        "更换门窗260扇。",
        "收缴刀具13把、子弹40发。",
        "收购烟叶3.6万担。",
        "配备无人机4架。",
        "新建监控380路。",
    ],
)
def test_the_measure_words_of_a_thing_at_the_end_of_its_clause_are_known(text: str) -> None:
    found = labels(text)
    assert found
    assert all(label.endswith("）") for label in found)
