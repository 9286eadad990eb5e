"""The year and period of a report, worked out from its text; years in their own digits; the table of dated references."""

import pytest

from core.model.elements import Element, Role
from core.model.proposal import Term
from core.resources import text_values, words_folder
from core.roll_over.dated_references import RollOverTables, build_tables
from core.roll_over.numerals import shifted, years_in
from core.roll_over.propose import propose
from core.roll_over.report_term import term_of
from core.workflows.facts import find_facts
from core.workflows.importing.reports import recognise_report
from core.workflows.yearly.roll_over import load_tables, report_term
from tests.rolled import marked, plain

SAMPLES = (
    ("青禾县2022年工作要点\n坚持稳中求进，到2025年建成强县，落实2021年部署。\n", 2022, "全年"),
    ("青禾县2021年工作总结和2022年工作计划\n一年来，完成3项。\n", 2021, "全年"),
    ("关于2021年工作总结及2022年工作要点\n一年来，完成3项。\n", 2021, "全年"),
    (
        "青禾县档案馆上半年工作总结\n2022年以来，完成3项。一是比2021年增长5%，比2021年同期多3项，较2021年好。\n",
        2022,
        "上半年",
    ),
    ("青禾县“十四五”规划（2021—2025年）2023年上半年实施情况总结\n进展顺利。\n", 2023, "上半年"),
    ("工作汇报\n下面我汇报2021年工作情况，并对2022年工作进行部署。\n一、2022年重点任务\n2022年要抓好3项。\n", 2021, ""),
    ("青禾县工作总结\n一年来，全县经济发展。\n县档案馆\n2023年1月8日\n", 2022, "全年"),
    ("青禾县上半年工作总结\n全县经济发展。\n县档案馆\n2023年7月8日\n", 2023, "上半年"),
    ("青禾县工作要点\n抓好3项。\n县档案馆\n2022年12月28日\n", 2023, "全年"),
    ("青禾县二〇二二年工作总结\n自2012年以来，2018年机构改革，2019年建成，2019年获奖。\n", 2022, "全年"),
    ("工作总结\n今年以来完成3项。截至7月26日完成投资3亿元。\n", 0, "上半年"),
    ("青禾县2022年一季度工作总结\n完成3项。\n", 2022, "一季度"),
)


@pytest.mark.parametrize(("text", "year", "period"), SAMPLES)
def test_a_report_tells_its_year_and_period(text: str, year: int, period: str) -> None:
    term = report_term(recognise_report("材料.txt", text.encode()).value)
    assert (term.year, term.period) == (year, period)


def test_a_report_that_says_no_year_has_none() -> None:
    assert term_of((Element("e1", Role.BODY, "完成3项。"),), "") == Term("", 0, "")


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("2022年", "2023年"),
        ("２０２２年", "２０２３年"),
        ("二○二九年", "二○三○年"),
        ("二〇二二年", "二〇二三年"),
        ("一九九九年", "二〇〇〇年"),
        ("2021-22学年", "2022-23学年"),
        ("22年", "23年"),
    ],
)
def test_a_year_moves_on_in_its_own_digits(text: str, moved: str) -> None:
    assert shifted(text, 1) == moved


def test_years_are_read_in_order() -> None:
    assert years_in("2021-22学年、二〇二三年") == (2021, 2022, 2023)


def tables_of(lists: dict[str, str]) -> RollOverTables:
    """Tables of these dated references, with the words of the program."""
    words, tables = (
        text_values((words_folder() / name).read_text("utf-8")) for name in ("roll_over.toml", "tables.toml")
    )
    return build_tables(lists, words, {}, tables)


def test_a_line_without_a_time_costs_only_itself() -> None:
    tables = tables_of({"plans": "坏行\n好行 2021年—2025年 别名\n"})
    assert sorted(tables.by_word) == ["别名", "好行"]


def test_a_meeting_is_past_as_soon_as_the_next_has_taken_place() -> None:
    tables = tables_of({"party": "甲会 2021年11月\n乙会 2022年10月\n"})
    first = tables.by_word["甲会"]
    assert (tables.is_past(first, (2022, 9)), tables.is_past(first, (2022, 10))) == (False, True)


def test_a_lasting_reference_is_past_after_its_end() -> None:
    plan = load_tables().by_word["十四五"]
    assert (load_tables().is_past(plan, (2025, 12)), load_tables().is_past(plan, (2026, 1))) == (False, True)


def test_an_empty_table_finds_nothing() -> None:
    assert not list(tables_of({}).find("党的二十大"))


def test_what_came_since_is_named() -> None:
    tables = load_tables()
    since = tables.since(tables.by_word["十九届六中全会"], (2026, 1))
    assert [dated.name for dated in since][-1] == "党的二十届四中全会"


@pytest.mark.parametrize("word", ["二十大举措", "一百二十大项", "第二十大类"])
def test_a_count_is_no_congress(word: str) -> None:
    assert not list(load_tables().find(word))


@pytest.mark.parametrize(
    "text",
    [
        "附件：1.⟦2022年→2023年⟧水费收缴情况表",
        "附件：11．⟦2022年→2023年⟧泵站检修情况表",
        "附件3.⟦2022年→2023年⟧水质抽检情况表",
        "2.⟦2022年→2023年⟧水费收缴情况表",
        "水价为上年的1.2022倍。",
    ],
)
def test_a_year_behind_the_number_of_an_enclosure_is_a_year(text: str) -> None:
    elements = (Element("e1", Role.ATTACHMENT, plain(text)),)
    pair = Term("年度工作总结", 2022, "全年"), Term("年度工作总结", 2023, "全年")
    assert marked(plain(text), propose(elements, find_facts(elements), *pair, load_tables())) == text
