"""Labels without broken words, with the subject and the whole they belong to: ordinals, comparisons, rates, N of M."""

import pytest

from core.model.elements import Element, Role
from core.workflows.facts import find_facts


def labels(text: str) -> list[str]:
    facts = find_facts([Element("e1", Role.BODY, text)])
    return [fact.label for fact in facts if fact.kind in ("figure", "mask")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第七届社区邻里节参与居民2300人次。", "社区邻里节参与居民（人次）"),
        ("第三批农村电商学员结业86人。", "农村电商学员结业（人）"),
        ("第12期青年夜校招收学员45名。", "青年夜校招收学员（名）"),
        ("组织第四轮环保督查整改问题32个。", "组织环保督查整改问题（个）"),
    ],
)
def test_an_ordinal_is_left_out_whole(text: str, expected: str) -> None:
    assert labels(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("编制35名，实有31人。", ["编制（名）", "实有（人）"]),
        ("垃圾焚烧厂二期（日处理800吨）建成投运。", ["垃圾焚烧厂二期日处理（吨）"]),
        ("建成高标准农田420亩，较去年多60亩。", ["建成高标准农田（亩）", "建成高标准农田较去年多（亩）"]),
        ("接待来访130批次，比上年少18批次。", ["接待来访（批次）", "接待来访比上年少（批次）"]),
        ("全力推进滨河公园建设。总投资2.3亿元。", ["推进滨河公园建设总投资（亿元）"]),
        ("纳入改造计划的26个小区全部开工。", ["纳入改造计划的＿个小区全部开工"]),
    ],
)
def test_no_word_is_broken_and_no_adverb_is_a_subject(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("抽查病历1200份，合理率97%，优秀率63%。", ["抽查病历合理率（%）", "抽查病历优秀率（%）"]),
        ("交付安置房860套，交付率92%。", ["安置房交付率（%）"]),
        ("办理代表建议36件，办复率100%。", ["代表建议办复率（%）"]),
        ("城镇新增就业2300人，失业率3.2%。", ["失业率（%）"]),
    ],
)
def test_a_rate_of_something_takes_its_subject_from_the_clause_before(text: str, expected: list[str]) -> None:
    assert labels(text)[1:] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年45项改革任务完成41项，完成率91%。", ["改革任务（项）", "完成改革任务（项）", "改革任务完成率（%）"]),
        ("86件提案办结80件。", ["提案（件）", "办结提案（件）"]),
        (
            "巡察反馈的23个问题已整改19个，剩余4个。",
            ["巡察反馈的问题（个）", "巡察反馈·整改问题（个）", "剩余问题（个）"],
        ),
        ("12个在建项目竣工9个。", ["在建项目（个）", "竣工在建项目（个）"]),
    ],
)
def test_the_whole_and_what_is_done_of_it_are_two_things(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


def test_another_thing_counted_behind_the_verb_is_no_part() -> None:
    assert labels("12个社区建成15个服务站。")[-1] == "某个社区建成＿个服务站"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我镇辖14个行政村，5230户18640人。", ["行政村（个）", "户数（户）", "人口（人）"]),
        ("总人口2.6万人，8100户。", ["总人口（人）", "户数（户）"]),
        ("培训班12期，486人。", ["培训班（期）", "培训班（人）"]),
        ("走访自然村8个，186户。", ["走访自然村（个）", "走访自然村（户）"]),
    ],
)
def test_households_and_people_of_a_place_are_told_as_such(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "实施重点项目42个，完成投资56亿元，年度计划投资70亿元。",
            ["重点项目完成投资（亿元）", "重点项目年度计划投资（亿元）"],
        ),
        ("发放困难残疾人生活补贴1240户，发放资金318万元。", ["困难残疾人生活补贴发放资金（万元）"]),
        ("开展禁毒宣传16次，入户900余户。", ["禁毒宣传入户（户）"]),
        ("安装路灯30盏。受理申请20份。", ["受理申请（份）"]),
    ],
)
def test_what_a_clause_only_adds_is_told_with_what_the_sentence_is_about(text: str, expected: list[str]) -> None:
    assert labels(text)[1:] == expected


def test_money_and_requests_belong_to_the_activity_of_the_clause_before() -> None:
    assert labels("开展家电换新活动，受理申请356份，补贴42万元。") == [
        "家电换新活动受理申请（份）",
        "家电换新活动补贴（万元）",
    ]
