"""A 万 that was lost on the way from last year, and 2.2 persons."""

from dataclasses import replace

import pytest

from core.checks.figures.consistency import check_figures
from core.model.elements import Element, Role
from core.model.fact import FactState
from core.model.finding import Finding
from core.workflows.checking.consistency import load_figure_words
from core.workflows.checking.text_checks import worded
from core.workflows.facts import find_facts

SCALE, FRACTION = "figures_scale", "figures_fraction"


def found(text: str, prior: str = "", places: int = 1) -> tuple[Finding, ...]:
    """The findings of a sentence whose first figure was this last year."""
    elements = tuple(Element(f"e{number}", Role.BODY, text) for number in range(places))
    facts = find_facts(elements)
    group = facts[0].group
    updated = (
        replace(fact, prior=prior, state=FactState.UPDATED) if prior and fact.group == group else fact for fact in facts
    )
    return tuple(map(worded, check_figures(elements, tuple(updated), load_figure_words())))


def codes(text: str, prior: str = "") -> list[str]:
    return [finding.code for finding in found(text, prior)]


@pytest.mark.parametrize(
    ("text", "prior"),
    [
        ("新增蓄水能力62立方米。", "85万"),
        ("新增蓄水能力62万立方米。", "85"),
        ("保护人口30人。", "3万"),
        ("完成投资635000000亿元。", "6.35"),
        ("服务群众20人次。", "二十万"),
        ("新增灌溉面积62至70亩。", "60至70万"),
    ],
)
def test_a_figure_a_thousand_times_last_years_is_told(text: str, prior: str) -> None:
    assert codes(text, prior) == [SCALE]


@pytest.mark.parametrize(
    ("text", "prior"),
    [
        ("新增蓄水能力62万立方米。", "85万"),
        ("新增蓄水能力6200万立方米。", "85万"),
        ("新增蓄水能力620000立方米。", "85万"),
        ("保护人口320人。", "3"),
        ("保护人口0人。", "3万"),
        ("保护人口3万人。", "0"),
        ("保护人口3万人。", "XX"),
        ("覆盖率提高到98%。", "0.05"),
        ("保护人口3万人。", ""),
    ],
)
def test_what_may_have_grown_is_not_told(text: str, prior: str) -> None:
    assert codes(text, prior) == []


@pytest.mark.parametrize(
    "text",
    ["保护人口2.2人。", "整治农户12.5户。", "培育企业3.5家。", "新增公交车0.8辆。", "接待2.5人次。", "选派干部1.5名。"],
)
def test_a_part_of_a_person_or_thing_is_told(text: str) -> None:
    assert codes(text) == [FRACTION]


@pytest.mark.parametrize(
    "text",
    [
        "保护人口2.2万人。",
        "保护人口2.0人。",
        "户均人口2.6人。",
        "平均每个家庭户的人口为2.6人。",
        "家庭户规模2.6人。",
        "每千人口（常住）有床位7张，医师3.1人。",
        "每万人发明专利拥有量12.5件。",
        "人口密度2.2人/平方公里。",
        "用时1.5个小时，长2.5公里。",
        "完成投资6.35亿元。",
    ],
)
def test_what_can_be_parted_is_not_told(text: str) -> None:
    assert codes(text) == []


def test_a_part_of_a_person_that_last_year_had_too_is_not_told() -> None:
    assert codes("保护人口2.2人。", "2.6") == []


def test_both_slips_at_once_are_told_as_the_graver() -> None:
    assert codes("保护人口2.2人。", "2.6万") == [SCALE]


def test_a_field_is_told_once_with_all_its_places() -> None:
    told = found("保护人口62人。", "85万", places=3)
    assert [(finding.code, len(finding.others)) for finding in told] == [(SCALE, 2)]


def test_the_words_say_both_years() -> None:
    assert (
        found("保护人口62人。", "85万")[0].message
        == "这里写62人，上年是85万人，相差千倍以上，可能漏写或多写了“万”“亿”，请核对。"
    )
