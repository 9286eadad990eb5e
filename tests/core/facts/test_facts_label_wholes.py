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
        ("垃圾焚烧厂二期（日处理800吨）建成投运。", ["日处理＿吨"]),
        ("建成高标准农田420亩，较去年多60亩。", ["建成高标准农田（亩）", "建成高标准农田较去年多（亩）"]),
        ("接待来访130批次，比上年少18批次。", ["接待来访（批次）", "接待来访比上年少（批次）"]),
        ("全力推进滨河公园建设。总投资2.3亿元。", ["推进滨河公园建设总投资（亿元）"]),
        ("纳入改造计划的26个小区全部开工。", ["改造小区（个）"]),
    ],
)
def test_no_word_is_broken_and_no_adverb_is_a_subject(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("抽查病历1200份，合理率97%，优秀率63%。", ["抽查病历合理率（%）", "抽查病历优秀率（%）"]),
        ("交付安置房860套，交付率92%。", ["安置房交付率（%）"]),
        ("办理代表建议36件，办复率100%。", ["办理代表建议办复率（%）"]),
        ("城镇新增就业2300人，失业率3.2%。", ["失业率（%）"]),
    ],
)
def test_a_rate_of_something_takes_its_subject_from_the_clause_before(text: str, expected: list[str]) -> None:
    assert labels(text)[1:] == expected
