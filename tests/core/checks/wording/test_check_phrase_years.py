"""Set phrases of other years than the text's, and five-year plans."""

from pathlib import Path

import pytest

from core.checks.wording.phrase_years import check_phrase_years, check_plan_years, of_its_time
from core.checks.wording.phrases import PhraseTable, check_near_phrases
from core.model.elements import Element, Role
from core.workflows.checking.word_tables import load_phrases_table


@pytest.fixture(scope="module")
def table() -> PhraseTable:
    return load_phrases_table(own=Path("nowhere")).value


def body(text: str) -> Element:
    return Element("e1", Role.BODY, text)


def told(title: str, text: str, table: PhraseTable) -> list[tuple[str, str]]:
    elements = [Element("t", Role.TITLE, title), body(text)]
    return [(slip.code, slip.text) for slip in check_phrase_years(elements, table)]


YEARS = (
    ("青禾县2023年工作总结", "为决胜全面建成小康社会作贡献。", [("phrase_outdated_now", "决胜全面建成小康社会")]),
    ("青禾县2019年工作总结", "为决胜全面建成小康社会作贡献。", []),
    ("青禾县工作总结", "为决胜全面建成小康社会作贡献。", []),
    ("青禾县2019年工作总结", "领悟“两个确立”的意义。", [("phrase_early", "两个确立")]),
    ("青禾县2019年工作总结", "做到“两个维护”，贯彻“四个全面”战略布局。", []),
    ("青禾县2020年工作总结", "领悟“两个确立”的意义。", []),
    ("青禾县2022年工作总结", "领悟“两个确立”的意义。", []),
    ("工作总结", "2019年，全县领悟“两个确立”的意义。", [("phrase_early", "两个确立")]),
    ("工作总结", "2019年以来，全县领悟“两个确立”的意义。", [("phrase_early", "两个确立")]),
    ("工作总结", "2022年，全县领悟“两个确立”的意义。", []),
    ("工作总结", "2019年，办馆。2022年，领悟“两个确立”的意义。", []),
    ("工作总结", "2019年，办馆，到2022年，领悟“两个确立”的意义。", []),
)


@pytest.mark.parametrize(("title", "text", "expected"), [case for case in YEARS if "以来" not in case[1]])
def test_phrases_of_other_years(title: str, text: str, expected: list[tuple[str, str]], table: PhraseTable) -> None:
    assert told(title, text, table) == expected


@pytest.mark.parametrize(
    ("title", "count"), [("青禾县2016年工作总结", 0), ("青禾县2023年工作总结", 1), ("工作总结", 1)]
)
def test_wording_of_its_time_is_left_alone(title: str, count: int, table: PhraseTable) -> None:
    elements = [Element("t", Role.TITLE, title), body("落实一带一路战略，扩大开放。")]
    found = check_near_phrases(elements[1], table)
    assert len(list(of_its_time(found, elements, table))) == count


def test_since_a_year_is_not_in_that_year(table: PhraseTable) -> None:
    assert told("工作总结", "2019年以来，全县领悟“两个确立”的意义。", table) == []


PLANS = (
    ("“十五五”（2026—2030年）开局良好。", []),
    ("“十五五”（2025—2030年）开局良好。", ["2025—2030"]),
    ("“十四五”规划（2021-2025年）完成。", []),
    ("十三五时期（2016至2021年）完成。", ["2016至2021"]),
    ("2025年是“十五五”规划的开局之年。", ["2025"]),
    ("2026年是“十五五”规划的开局之年。", []),
    ("2025年是“十四五”规划收官之年，也是谋划“十五五”之年。", []),
    ("2024年是完成“十四五”规划的收官之年。", ["2024"]),
    ("“十四五”期间（2021年6月）完成改造。", []),
    ("五年来办馆45处。", []),
)


@pytest.mark.parametrize(("text", "expected"), PLANS)
def test_plans_have_their_own_years(text: str, expected: list[str]) -> None:
    assert [slip.text for slip in check_plan_years(body(text))] == expected


def test_the_due_years_are_told() -> None:
    (slip,) = check_plan_years(body("“十五五”（2025—2030年）"))
    assert dict(slip.parameters) == {"text": "十五五", "due": "2026年至2030年"}
