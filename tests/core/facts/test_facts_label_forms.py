"""Labels of numbers in set forms: averages, parts, multiples of a year, members of a list, points of two rates."""

import pytest

from core.model.elements import Element, Role
from core.workflows.facts import find_facts


def labels(text: str) -> list[str]:
    return [fact.label for fact in find_facts((Element("e1", Role.BODY, text),)) if fact.kind != "date"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("服务时长2.3万小时，人均13.7小时。", "人均服务时长（小时）"),
        ("仪器总值1.1亿元，生均8900元。", "生均仪器总值（元）"),
        ("护林员36人，平均年龄35岁。", "护林员平均年龄（岁）"),
        ("法官27名、书记员33名，平均年龄36岁。", "平均年龄（岁）"),
        ("农村低保标准提高到每人每年6200元。", "农村低保标准提高到每人每年＿元"),
        ("为65岁以上老年人免费体检。", "为＿岁以上老年人免费体检"),
    ],
)
def test_an_average_says_of_what(text: str, expected: str) -> None:
    assert labels(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("培训妇女920人，其中560人实现就业。", "培训妇女实现就业（人）"),
        ("评选最美家庭60户，其中全国1户。", "评选最美家庭·全国（户）"),
        ("签约项目6个，其中亿元以上的1个。", "签约亿元以上的项目（个）"),
        ("办理案件356件，罚没款487万元，其中食品类143件。", "办理案件·食品类（件）"),
        ("抽检食品2140批次，不合格46批次，合格率97.9%。", "抽检食品合格率（%）"),
        ("实施改造项目86个，项目总投资126亿元，完工32个。", "改造项目完工（个）"),
        ("回复率100%，满意率99.1%。", "满意率（%）"),
    ],
)
def test_a_part_says_of_what(text: str, expected: str) -> None:
    assert labels(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("旅客吞吐量恢复到2019年的九成。", ["旅客吞吐量恢复到2019年的（成）"]),
        (
            "接待读者48万人次，外借图书39万册次，分别是上年的1.3倍和1.2倍。",
            ["接待读者是上年的（倍）", "外借图书是上年的（倍）"],
        ),
        (
            "小学、初中入学率分别高于全县1.3个和2.6个百分点。",
            ["小学入学率高于全县（个百分点）", "初中入学率高于全县（个百分点）"],
        ),
        (
            "化学需氧量、氨氮、挥发性有机物分别减排14吨、8吨和4吨。",
            ["化学需氧量减排（吨）", "氨氮减排（吨）", "挥发性有机物减排（吨）"],
        ),
        (
            "发生事故42起，造成11人死亡、38人受伤，分别下降8%、15%和12%。",
            ["发生事故下降（%）", "死亡下降（%）", "受伤下降（%）"],
        ),
    ],
)
def test_multiples_and_distributed_numbers_name_their_own_member(text: str, expected: list[str]) -> None:
    assert labels(text)[-len(expected) :] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("将失信被执行人1203人次纳入名单。", "失信被执行人纳入名单（人次）"),
        ("带动脱贫户412户1360人增收。", "带动脱贫户增收（人）"),
        ("选聘网格员86名，每村至少配备1名。", "每村至少配备网格员（名）"),
        ("配备护林员2360名，每500亩配备1名。", "每500亩配备护林员（名）"),
        ("其中重大隐患17处全部清零。", "重大隐患（处）"),
        ("投入资金210万元购置彩超1台。", "购置彩超（台）"),
        ("教师参加国培、省培和区级培训132人次。", "教师参加国培、省培和区级培训（人次）"),
        ("判处五年以上有期徒刑的37人。", "判处五年以上有期徒刑（人）"),
        ("授信48亿元，用信率57%。", "用信率（%）"),
        ("返还被骗资金417万元。", "返还被骗资金（万元）"),
        ("居民平均等候时间不足5分钟。", "居民平均等候时间（分钟）"),
        ("学习习近平总书记视察**时的重要讲话。", "视察＿时的重要讲话"),
    ],
)
def test_the_thing_stands_whole_in_the_label(text: str, expected: str) -> None:
    assert labels(text)[-1] == expected
