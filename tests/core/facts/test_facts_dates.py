"""Dates, periods and references: what moves with the year, and what a person must decide."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.facts.extract import bare_years, dates, references
from core.facts.slots import Slot, scan


def found(text: str) -> list[Slot]:
    return list(scan(text, [references, dates, bare_years]))


def shown(text: str) -> list[str]:
    return [f"{slot.subkind}:{text[slot.start : slot.end]}|{slot.unit}" for slot in found(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022年工作总结", ["year:2022|年"]),
        ("2022 年工作总结", ["year:2022|年"]),
        ("２０２２年工作总结", ["year:２０２２|年"]),
        ("2022年底前完成", ["year:2022|年"]),
        ("2021年度考核", ["year:2021|年度"]),
        ("二〇二二年计划", ["year:二〇二二|年"]),
        ("二○○五年十二月三日", ["year:二○○五|年", "date:十二月三日|"]),
        ("2022年1月10日", ["year:2022|年", "date:1月10日|"]),
        ("截至7月26日，", ["date:7月26日|"]),
        ("截至6月底", ["month:6|月"]),
        ("12月5日至7日", ["date:12月5日至7日|"]),
        ("12月5-7日", ["date:12月5-7日|"]),
        ("2022年1－7月完成", ["year:2022|年", "period:1－7|月"]),
        ("4月至8月督导", ["period:4月至8|月"]),
        ("1-6月份", ["period:1-6|月份"]),
        ("十一月份启动", ["month:十一|月份"]),
        ("2022.7.26", ["date:2022.7.26|"]),
        ("2022-07-26", ["date:2022-07-26|"]),
        ("上半年工作，下半年计划，全年目标", ["period:上半年|", "period:下半年|", "period:全年|"]),
        ("第三季度进度", ["period:第三季度|"]),
        ("前三季度进度", ["period:前三季度|"]),
        ("今年以来，比去年同期", ["relative:今年|", "relative:去年|"]),
        ("与上年相比，明年计划", ["relative:上年|", "relative:明年|"]),
        ("举办2022漆器大赛", ["year:2022|"]),
        ("附件：1.2024年工作计划", ["year:2024|年"]),
        ("1.2023年度考核情况", ["year:2023|年度"]),
        ("12.2024年要点", ["year:2024|年"]),
        ("3.2022年7月10日", ["year:2022|年", "date:7月10日|"]),
        ("2.2024—2026年规划", ["plan:2024—2026|年"]),
    ],
)
def test_dates_and_periods(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "50岁以上年轻干部",
        "近几年来",
        "过去年代",
        "清明年味",
        "每年一次",
        "每月例会",
        "三个月",
        "月亮湾",
        "90年代",
        "12022人",
        "每季度",
        "健全年报",
    ],
)
def test_words_that_hold_no_date(text: str) -> None:
    assert shown(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("落实《2019—2023年干部培训规划》", ["plan:2019—2023|年"]),
        ("2021-2025年规划", ["plan:2021-2025|年"]),
        ("2035年远景目标", ["plan:2035|年"]),
        ("建团100周年", ["anniversary:100|周年"]),
        ("建馆三十周年", ["anniversary:三十|周年"]),
        ("谋划“十四五”规划", ["five_year_plan:十四五|"]),
        ("十三五期间", ["five_year_plan:十三五|"]),
        ("党的二十大", ["congress:二十大|"]),
        ("喜迎二十大·唱新歌", ["congress:二十大|"]),
        ("党的十九届六中全会精神", ["congress:十九届六中全会|"]),
        ("党的二十大和二十届二中、三中全会", ["congress:二十大|", "congress:二十届二中、三中全会|"]),
        ("十九届历次全会", ["congress:十九届历次全会|"]),
        ("省委七届五次全会", ["congress:七届五次全会|"]),
        ("省十四次党代会", ["congress:十四|次"]),
        ("市第十四次党代会", ["ordinal:十四|次"]),
        ("第二次会议", ["ordinal:二|次"]),
        ("第5批名单", ["ordinal:5|批"]),
        ("国发〔2005〕39号", ["document_number:〔2005〕39号|"]),
        ("某法（2018年修订）", ["document:2018|年"]),
    ],
)
def test_references(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text", ["六个十大重点项目", "十大工程", "第一时间", "第一书记", "第一议题", "首届大赛", "二十大行动", "十五个村"]
)
def test_words_that_refer_to_no_session(text: str) -> None:
    assert shown(text) == []


@given(st.text(alphabet="0123456789０２.-－—至～年月日号度二〇○十届次大周第中全会党的上下半今去“”〔〕 季", max_size=60))
def test_dates_of_any_text_are_ordered_and_apart(text: str) -> None:
    slots = found(text)
    assert all(first.end <= second.start for first, second in itertools.pairwise(slots))
    assert all(0 <= slot.start < slot.end <= slot.reach <= len(text) for slot in slots)


@given(st.integers(min_value=1900, max_value=2099))
def test_every_year_is_found(year: int) -> None:
    assert shown(f"总结{year}年的工作") == [f"year:{year}|年"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022届毕业生就业，2022级学生返校。", ["year:2022|届", "year:2022|级"]),
        ("2020、2021和2022年分别增长。", ["year:2020|", "year:2021|", "year:2022|年"]),
        ("2021、2022两年累计完成。", ["year:2021|", "year:2022|"]),
        ("三级医院和五年级学生。", []),
    ],
)
def test_years_of_pupils_and_of_a_row_are_years(text: str, expected: list[str]) -> None:
    assert shown(text) == expected
