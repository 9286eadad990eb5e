"""Boxes of facts: what is of the fact's kind, what is told beside it, and what has no box."""

from dataclasses import replace

import pytest

from core.model.change import apply
from core.model.fact import FactKind, FactState
from core.workflows.drafting.filling import fill_in, is_rolled, keep, keepable, remark_on_value
from core.workflows.facts import find_facts
from tests.builders import make_draft


def drafted(text):
    draft = make_draft(f"body |{text}")
    return replace(draft, facts=find_facts(draft.elements))


def filled(text, typed):
    draft = drafted(text)
    fact = next(fact for fact in draft.facts if not is_rolled(fact))
    after = apply(draft, fill_in(draft, fact.id, typed))
    return after.elements[0].content, next(one for one in after.facts if one.id == fact.id).state


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("选派48名干部。", "abc"),
        ("选派**名干部。", "若甲"),
        ("选派48名干部。", "12万元"),
        ("增长5%。", "xyz"),
        ("产业结构调整为10:43:47。", "很好"),
        ("2022年建成。", "abc"),
        ("**年建成。", "12"),
        ("4月建成。", "13"),
        ("走访**镇党委。", "12"),
        ("召开第二次会议。", "abc"),
        ("截至9月28日。", "9.31"),
        ("截至9月28日。", "2021.9.30"),
        ("投资45.2亿元。", "四十六点"),
    ],
)
def test_what_is_of_another_kind_stands_in_the_text_but_is_still_to_be_looked_at(text, typed):
    content, state = filled(text, typed)
    assert (typed in content, state) == (True, FactState.CARRIED)


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        ("选派48名干部。", "12人", "选派12名干部。"),
        ("选派48名干部。", "12名", "选派12名干部。"),
        ("选派**人。", "12名", "选派12人。"),
        ("选派48名干部。", "约50", "选派约50名干部。"),
        ("选派48名干部。", "二十", "选派二十名干部。"),
        ("选派48名干部。", "近百", "选派近百名干部。"),
        ("选派48名干部。", "不到30", "选派不到30名干部。"),
        ("投资45.2亿元。", "四十六点零五", "投资46.05亿元。"),
        ("投资45.2亿元。", "４６。５", "投资46.5亿元。"),
        ("投资45.2亿元。", "46点5", "投资46.5亿元。"),
        ("截至9月28日。", "9.30", "截至9月30日。"),
        ("截至9月28日。", "10月08日", "截至10月8日。"),
        ("截至9月28日。", "１０／８", "截至10月8日。"),
        ("2022年建成。", "2023年", "2023年建成。"),
        ("4月建成。", "11月", "11月建成。"),
        ("选派480名干部。", "1,200", "选派1,200名干部。"),
        ("增长5%。", "6.5", "增长6.5%。"),
        ("产业结构调整为10:43:47。", "9:42:49", "产业结构调整为9:42:49。"),
        ("走访**镇党委。", "云山", "走访云山镇党委。"),
        ("2022年建成。", "2023", "2023年建成。"),
        ("4月建成。", "11", "11月建成。"),
        ("召开第二次会议。", "三", "召开第三次会议。"),
    ],
)
def test_what_is_of_the_kind_is_taken_and_its_unit_not_doubled(text, typed, expected):
    assert filled(text, typed) == (expected, FactState.UPDATED)


@pytest.mark.parametrize(
    ("text", "typed", "told"),
    [
        ("选派48名干部。", "abc", "应填数字"),
        ("选派48名干部。", "12万元", "单位是“名”"),
        ("选派48名干部。", "4800", "与上年差十倍"),
        ("选派48名干部。", "6.5", "应是整数"),
        ("占48%。", "148", "超过了100％"),
        ("播种2.1万亩。", "20130", "没有“万”"),
        ("播种2.1万亩。", "2.2", ""),
        ("播种2.1万亩。", "2.2万", ""),
        ("2022年建成。", "12", "应填四位年份"),
        ("4月建成。", "13", "应填月份"),
        ("走访**镇党委。", "12", "应填名称"),
        ("走访**镇党委。", "3,5abc", "名称里没有汉字"),
        ("走访**镇党委。", "云山B", ""),
        ("选派48名干部。", "52", ""),
        ("选派48名干部。", "12人", ""),
        ("投资45.2亿元。", "四十六点零五", "写作46.05"),
        ("投资45.2亿元。", "四十六点", "请写成数字，如45.2"),
        ("截至9月28日。", "9.30", "写作9月30日"),
        ("截至9月28日。", "9.31", "应填日期，如9月28日"),
        ("截至9月28日。", "九月底", "应填日期，如9月28日"),
        ("截至9月28日。", "2022.9.30", "只填月日，如9月28日"),
        ("选派48名干部。", "", ""),
    ],
)
def test_what_is_odd_is_told_in_a_few_words(text, typed, told):
    draft = drafted(text)
    assert remark_on_value(draft, draft.facts[0], typed) == told


@pytest.mark.parametrize("text", ["今年建成。", "上半年建成。", "喜迎党的二十大。", "谋划“十四五”规划。"])
def test_matters_of_the_roll_over_have_no_box(text):
    assert [is_rolled(fact) for fact in drafted(text).facts] == [True]


@pytest.mark.parametrize("text", ["2022年建成。", "4月建成。", "召开第二次会议。", "建成48处。", "走访**镇党委。"])
def test_other_facts_have_a_box(text):
    assert [is_rolled(fact) for fact in drafted(text).facts] == [False]


def test_words_that_are_no_figure_cannot_be_kept():
    draft = drafted("选派48名干部，走访9户。")
    draft = apply(draft, fill_in(draft, draft.facts[0].id, "abc"))
    ids = [fact.id for fact in draft.facts if fact.kind is FactKind.FIGURE]
    assert keepable(draft, ids) == ids[1:]
    assert [fact.state for fact in apply(draft, keep(draft, ids[0])).facts if fact.id == ids[0]] == [FactState.CARRIED]


@pytest.mark.parametrize(
    ("text", "typed"),
    [("选派48名干部。", "4800"), ("合格率98%。", "120"), ("培训60人。", "6.5"), ("走访**镇党委。", "5G")],
)
def test_an_odd_value_is_open_until_the_clerk_keeps_it(text, typed):
    draft = drafted(text)
    fact = draft.facts[0]
    odd = apply(draft, fill_in(draft, fact.id, typed))
    assert (odd.facts[0].text, odd.facts[0].state) == (typed, FactState.CARRIED)
    assert apply(odd, keep(odd, fact.id)).facts[0].state == FactState.CONFIRMED


def test_an_odd_value_is_not_kept_among_many_at_once():
    draft = drafted("选派48名干部，走访9户。")
    draft = apply(draft, fill_in(draft, draft.facts[0].id, "4800"))
    ids = [fact.id for fact in draft.facts if fact.kind is FactKind.FIGURE]
    assert keepable(draft, ids) == ids[1:]
    assert keepable(draft, ids[:1]) == ids[:1]


def test_a_number_that_changes_the_unit_of_the_text_waits_to_be_confirmed():
    draft = drafted("播种2.1万亩。")
    fact_id = draft.facts[0].id
    typed = apply(draft, fill_in(draft, fact_id, "20130"))
    assert (typed.facts[0].text, typed.facts[0].state) == ("20130", FactState.CARRIED)
    assert apply(typed, keep(typed, fact_id)).facts[0].state is FactState.CONFIRMED
