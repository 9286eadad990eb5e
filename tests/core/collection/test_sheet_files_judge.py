"""Which answers are taken as they stand, and what is said of the others."""

from datetime import date
from decimal import Decimal

import pytest

from core.collection.judge import Judgement, judge
from core.collection.values import AskedField, EntryKind, Given, GivenKind
from core.model.fact import Fact, FactKind
from core.model.quantities import converted, quantity_of

COUNT, DAY, WORDS = EntryKind.NUMBER, EntryKind.DATE, EntryKind.TEXT


def asked(unit: str = "", prior: str = "", entry: EntryKind = COUNT, lead: str = "") -> AskedField:
    fact = Fact("f1", FactKind.FIGURE, "count", "e1", 0, 2, prior, unit, "接待", prior=prior)
    return AskedField(fact, entry, lead, 2023)


def text(words: str) -> Given:
    return Given(GivenKind.TEXT, words)


def number(value: str) -> Given:
    return Given(GivenKind.NUMBER, value, Decimal(value))


def percent(value: str) -> Given:
    return Given(GivenKind.PERCENT, f"{Decimal(value) * 100}%", Decimal(value))


def day(year: int, month: int, at: int) -> Given:
    return Given(GivenKind.DATE, f"{year}-{month:02}-{at:02}", day=date(year, month, at))


def says(given: Given, question: AskedField) -> tuple[str | None, str]:
    judged = judge(given, question, question.fact.unit)
    return judged.value, judged.doubt.removeprefix("collect_")


PLAIN = [
    (number("48"), asked("次"), "48"),
    (number("1.5"), asked("万元"), "1.5"),
    (number("0"), asked("次", "48"), "0"),
    (number("6.5"), asked("万人", "5.2"), "6.5"),
    (number("6.5"), asked("亩", "5"), "6.5"),
    (number("6.5"), asked("人", "5.5"), "6.5"),
    (number("120"), asked("%", "130"), "120"),
    (text("４８"), asked("次"), "48"),
    (text("1,234"), asked("次"), "1234"),
    (text(" 48 次"), asked("次"), "48"),
    (text("63％"), asked("%"), "63"),
    (text("1.2万元"), asked("万元"), "1.2"),
    (number("0.5"), asked("%", "0.6"), "0.5"),
    (number("0.9"), asked("%", "1.2"), "0.9"),
    (number("0.8"), asked("个百分点", "1.6"), "0.8"),
    (text("360万"), asked("页", "358万"), "360万"),
    (number("62"), asked("立方米", "85万"), "62万"),
    (text("62"), asked("立方米", "85万"), "62万"),
    (number("620000"), asked("立方米", "85万"), "620000"),
    (number("1.35"), asked("人", "1.2万余"), "1.35万余"),
    (number("30"), asked("人", "二十万"), "30万"),
    (text("30余次"), asked("次", "20余"), "30余"),
    (number("-3"), asked("个百分点"), "-3"),
    (number("8956"), asked("人", "**", lead="89"), "56"),
    (text("3—5"), asked("次", entry=WORDS), "3—5"),
    (text("=1+2"), asked(entry=WORDS), "=1+2"),
    (text("张 三\n李四"), asked(entry=WORDS), "张 三 李四"),
    (text("1-7月份"), asked("月份", entry=WORDS), "1-7"),
    (number("2023"), asked(entry=WORDS), "2023"),
    (day(2023, 7, 28), asked(prior="7月26日", entry=DAY), "7月28日"),
    (day(2023, 7, 28), asked(prior="7月26号", entry=DAY), "7月28号"),
    (text("2023年7月8日"), asked(prior="7月26日", entry=DAY), "7月8日"),
    (text("7.8"), asked(prior="7月26日", entry=DAY), "7月8日"),
    (day(2023, 7, 8), asked(prior="2022.07.05", entry=DAY), "2023.07.08"),
    (day(2023, 7, 8), asked(prior="2022-7-5", entry=DAY), "2023-7-8"),
]


@pytest.mark.parametrize(("given", "question", "value"), PLAIN)
def test_a_plain_answer_is_taken(given: Given, question: AskedField, value: str) -> None:
    assert says(given, question) == (value, "")


@pytest.mark.parametrize(
    ("given", "prior", "judged"),
    [
        (number("3.1"), "2.4万", ("3.1万", "")),
        (text("3.1万"), "2.4万", ("3.1万", "")),
        (number("31000"), "2.4万", ("31000", "unit_differs")),
        (text("31,000"), "2.4万", ("31000", "unit_differs")),
        (number("3100000"), "2.4万", ("3100000", "far_off")),
        (number("200"), "2.4万", ("200万", "far_off")),
        (number("3"), "二十万", ("3万", "")),
    ],
)
def test_a_number_asked_in_ten_thousands_is_of_them(given: Given, prior: str, judged: tuple[str, str]) -> None:
    found = judge(given, asked("平方米", prior), "万平方米")
    assert (found.value, found.doubt.removeprefix("collect_")) == judged


DOUBTFUL = [
    (percent("0.48"), asked("%"), "48", "percent_cell"),
    (percent("0.48"), asked("次"), None, "unit_differs"),
    (number("0.48"), asked("%", "63"), "48", "share_for_percent"),
    (text("1.2万"), asked("人"), "1.2万", "worded"),
    (text("1.2万人"), asked("人"), "1.2万", "worded"),
    (text("30余"), asked("次"), "30余", "worded"),
    (text("1.2万"), asked("人", "1.1亿"), "1.2万", "worded"),
    (text("30余"), asked("次", "28"), "30余", "worded"),
    (text("9万"), asked("人", "9800万"), "9万", "far_off"),
    (text("12000元"), asked("万元"), "1.2", "unit_differs"),
    (text("1.2亿元"), asked("万元"), "12000", "unit_differs"),
    (text("3万"), asked("万元"), "3", "unit_differs"),
    (text("48个"), asked("次"), None, "unit_differs"),
    (text("63%"), asked("个百分点"), None, "unit_differs"),
    (number("-5"), asked("次", "48"), "-5", "negative"),
    (number("6.5"), asked("名", "8"), "6.5", "not_whole"),
    (number("6.5"), asked("件"), "6.5", "not_whole"),
    (text("12.5个"), asked("个", "11"), "12.5", "not_whole"),
    (number("1200"), asked("个", "28"), "1200", "far_off"),
    (number("28"), asked("期", "2"), "28", "far_off"),
    (number("120"), asked("%", "96.5"), "120", "over_hundred"),
    (text("约30人"), asked("名", "28"), "约30", "no_number"),
    (text("约30名"), asked("名", "28"), "约30", "no_number"),
    (text("三十余人"), asked("名", "28"), "三十余", "no_number"),
    (text("约30户"), asked("名", "28"), None, "no_number"),
    (text("无"), asked("次"), "无", "no_number"),
    (text("50\n60"), asked("次"), "50\n60", "no_number"),
    (text("50　60"), asked("次", "48"), "50　60", "no_number"),
    (text("约五十"), asked("次"), "约五十", "no_number"),
    (text("3-5"), asked("次"), "3-5", "no_number"),
    (text("12/13"), asked("次"), "12/13", "no_number"),
    (day(2023, 3, 5), asked("次"), None, "date_for_number"),
    (number("12000000"), asked("万元", "1200"), "12000000", "far_off"),
    (number("1.2"), asked("元", "12000"), "1.2", "far_off"),
    (number("9012"), asked("人", "**", lead="89"), None, "partial"),
    (number("56"), asked("人", "**", lead="89"), None, "partial"),
    (number("89"), asked("人", "**", lead="89"), None, "partial"),
    (text("8.9万"), asked("人", "**", lead="89"), None, "partial"),
    (Given(GivenKind.FORMULA, "=3+5"), asked("次"), None, "formula"),
    (Given(GivenKind.OTHER, "True"), asked("次"), None, "no_value"),
    (text("甲" * 501), asked(entry=WORDS), None, "unusable"),
    (text("甲\x07"), asked(entry=WORDS), None, "unusable"),
    (day(2022, 7, 28), asked(prior="7月26日", entry=DAY), "7月28日", "other_year"),
    (text("七月底"), asked(prior="7月26日", entry=DAY), "七月底", "no_date"),
    (text("2月30日"), asked(prior="7月26日", entry=DAY), "2月30日", "no_date"),
    (number("45123"), asked(prior="7月26日", entry=DAY), None, "no_date"),
    (day(2023, 1, 7), asked(entry=WORDS), "1月7日", "date_for_words"),
]


@pytest.mark.parametrize(("given", "question", "value", "doubt"), DOUBTFUL)
def test_anything_else_is_shown_and_not_guessed(
    given: Given, question: AskedField, value: str | None, doubt: str
) -> None:
    assert says(given, question) == (value, doubt)


@pytest.mark.parametrize(
    ("given", "own", "wanted", "value"),
    [
        (number("12000"), "元", "万元", "1.2"),
        (number("1.2"), "亿元", "万元", "12000"),
        (number("12"), "个", "次", None),
        (text("很多"), "元", "万元", None),
        (percent("0.5"), "元", "万元", None),
    ],
)
def test_a_unit_changed_in_the_sheet_is_never_taken_as_it_is(
    given: Given, own: str, wanted: str, value: str | None
) -> None:
    assert judge(given, asked(wanted), own) == Judgement(value, "collect_unit_changed")


@pytest.mark.parametrize(
    ("words", "unit", "value"), [("1.2万元", "元", "12000"), ("5千米", "米", "5000"), ("3人", "次", "")]
)
def test_units_of_one_kind_are_converted_exactly(words: str, unit: str, value: str) -> None:
    quantity = quantity_of(words)
    assert quantity is not None
    assert converted(quantity, unit) == value


@pytest.mark.parametrize("words", ["", "约3", "三", "3至5", "1e5", "万"])
def test_what_is_no_single_number_is_no_quantity(words: str) -> None:
    found = quantity_of(words)
    assert found is None
