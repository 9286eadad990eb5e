"""Labels of numbers that describe: sizes, capacities, bounds of a condition, ranks; and rates of what was told before."""

import pytest

from core.model.elements import Element, Role
from core.workflows.facts import find_facts


def labels(text: str) -> list[str]:
    facts = find_facts([Element("e1", Role.BODY, text)])
    return [fact.label for fact in facts if fact.kind in ("figure", "mask")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("架设35千伏变压器3台。", ["架设＿千伏变压器", "架设35千伏变压器（台）"]),
        (
            "配发250毫升消毒液40瓶、10公斤装面粉6袋。",
            ["配发＿毫升消毒液", "配发250毫升消毒液（瓶）", "配发＿公斤装面粉", "配发10公斤装面粉（袋）"],
        ),
        ("建成600平方米的活动中心。", ["建成＿平方米的活动中心"]),
        ("新增300千瓦装机。", ["新增装机（千瓦）"]),
        ("流转800亩耕地。", ["流转耕地（亩）"]),
        ("铺设4公里管网。", ["铺设管网（公里）"]),
        ("发放面粉20吨、食用油300桶。", ["发放面粉（吨）", "发放食用油（桶）"]),
    ],
)
def test_a_size_names_the_thing_it_is_of(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("扩建日供水3万吨的水厂1座。", ["扩建日供水＿吨的水厂", "扩建日供水3万吨的水厂（座）"]),
        ("饲料加工厂（年产8万吨）投产。", ["饲料加工厂年产（吨）"]),
        ("新厂年可节约标准煤500吨。", ["新厂年可节约标准煤（吨）"]),
        ("日转运能力260吨。", ["日转运能力（吨）"]),
    ],
)
def test_a_capacity_keeps_its_day_or_year(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("凡贷款额在30万元以下的农户一律免担保。", ["贷款额在＿万元以下的农户一律免担保"]),
        ("茶园面积超过50亩的，每亩补贴60元。", ["茶园面积超过＿亩", "茶园每亩补贴（元）"]),
        ("凡新引进农业龙头企业的，奖励8万元。", ["新引进农业龙头企业奖励（万元）"]),
        ("新建敬老院6所，每所补助20万元。", ["新建敬老院（所）", "每所敬老院补助（万元）"]),
    ],
)
def test_a_condition_says_of_whom(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("出口总额8亿元，居全市第2位。", "出口总额居全市第＿位"),
        ("综合得分96.5，全市排名第三。", "综合得分全市排名第＿"),
        ("绩效考核由第7位上升到第4位。", "绩效考核位次上升到（位）"),
        ("团体总分第一名。", "团体总分第＿名"),
    ],
)
def test_a_rank_says_of_what(text: str, expected: str) -> None:
    assert labels(text)[-1] == expected


@pytest.mark.parametrize("text", ["把质量放在第一位。", "夯实第一责任。", "打造第一名片。", "位居第一方阵。"])
def test_sayings_are_no_ranks(text: str) -> None:
    assert labels(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("轮训村医260人，参训率96%。", "轮训村医参训率（%）"),
        ("应到委员40名，实到38名，到会率95%。", "委员到会率（%）"),
        ("收到意见56条，采纳41条，采纳率73%。", "意见采纳率（%）"),
        ("开展药品抽检300批次，合格率99%，较上年提高1.2个百分点。", "药品抽检合格率提高（个百分点）"),
        ("维修路灯86盏，失业率3.1%。", "失业率（%）"),
        ("卸载货物90吨，超载率控制在1%以内。", "超载率（%）"),
        ("办案320件，同比下降5%。", "办案同比下降（%）"),
    ],
)
def test_a_rate_is_of_what_was_told_in_its_sentence(text: str, expected: str) -> None:
    assert labels(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("办理提案26件，较上年同期下降8%。", "办理提案较上年同期下降（%）"),
        ("客流量90万人次，较2019年增长6%。", "客流量较2019年增长（%）"),
        ("下辖9个村（社区）。", "下辖村（社区）（个）"),
        ("签约项目6个，协议资金9亿元。", "签约项目协议资金（亿元）"),
        ("代表90名，实到87名。", "代表实到（名）"),
        ("—— 办理提案：42件，办结率100%。", "提案办结率（%）"),
        ("收到提案30件，立案26件，办结25件。", "提案办结（件）"),
        ("为320名老人提供助餐。", "为老人提供助餐（名）"),
        ("在全省比赛中获金奖3个。", "获金奖（个）"),
        ("接待来宾12批次、90人次，人均40元。", "人均接待来宾（元）"),
        ("三次产业增加值分别为3亿元、9亿元、12亿元。", "第三产业增加值（亿元）"),
    ],
)
def test_a_label_keeps_what_its_figure_is_of(text: str, expected: str) -> None:
    assert labels(text)[-1] == expected
