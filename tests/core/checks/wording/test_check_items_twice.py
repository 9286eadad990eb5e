"""Two lists in one clause may name the same things; a list that names a thing twice is told."""

import pytest

from core.checks.wording.repeats import check_clauses_twice
from core.model.elements import Element, Role


def told(text: str) -> list[str]:
    found = check_clauses_twice(Element("e1", Role.BODY, text))
    return [text[one.place.span.start : one.place.span.end] for one in found if one.code == "repeat_item"]


@pytest.mark.parametrize(
    "text",
    [
        "巡查、登记、复核的人员应当将巡查、登记、复核的结果当日上报。",
        "各科室、下属单位以及各科室、下属单位的负责人参加会议。",
        "镇、民族镇、街道办事处由镇、民族镇、街道干部轮流值守。",
        "书刊采购、编目、借阅人员应当采购、编目、借阅新书。",
        "读者既未登记、核验、缴费手续未登记、核验、缴费的不得入馆。",
        "馆舍险情分为特别重大险情、重大险情、较大险情和一般险情。",
        "起草临时阅览规约、阅览规约、读者守则和公约。",
        "依据第三条第一款、第四款、第五条第二款、第四款、第六条办理。",
        "不得瞒报、谎报或者授意、指使他人瞒报、谎报险情。",
    ],
)
def test_two_lists_of_the_same_things_are_let_pass(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "做到早治、早防、早防、早管。",
        "制定阅览规约、阅览规约、读者守则、公约。",
        "检查用电、消防、燃气、消防、交通情况。",
        "抓好书库建设、队伍建设、网点建设、队伍建设、制度建设。",
    ],
)
def test_a_thing_named_twice_in_a_list_is_told(text: str) -> None:
    assert len(told(text)) == 1
