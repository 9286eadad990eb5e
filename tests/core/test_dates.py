"""Dates and years in every way of writing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dates import find_dates, is_date_line, parse_year


def days(text: str) -> list[date]:
    """The whole days that the text names."""
    found = [(match.year, match.month, match.day) for match in find_dates(text)]
    return [date(year, month, day) for year, month, day in found if year and month and day]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022年1月8日", date(2022, 1, 8)),
        ("２０２２年１月８日", date(2022, 1, 8)),
        ("二○○五年十二月三日", date(2005, 12, 3)),
        ("二〇二二年三月二十一日", date(2022, 3, 21)),
        ("一九九八年十月三十日", date(1998, 10, 30)),
        ("（2022年1月10日）", date(2022, 1, 10)),
        (" 2022 年 1 月 8 日 ", date(2022, 1, 8)),
        ("2022-01-08", date(2022, 1, 8)),
        ("2022.1.8", date(2022, 1, 8)),
    ],
)
def test_day_is_read(text: str, day: date) -> None:
    assert days(text) == [day]


@pytest.mark.parametrize("text", ["", "（二月八日）", "2022年13月1日", "2022年1月"])
def test_no_day_is_read(text: str) -> None:
    assert days(text) == []


@given(st.dates(date(1949, 10, 1), date(2999, 12, 31)))
def test_every_day_is_read(day: date) -> None:
    assert days(f"{day.year}年{day.month}月{day.day}日") == [day]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2022", 2022),
        ("2022年", 2022),
        ("２０２２年", 2022),
        ("二○二二", 2022),
        ("二〇〇九年", 2009),
        ("222", None),
        ("年", None),
    ],
)
def test_year(text: str, year: int | None) -> None:
    assert parse_year(text) == year


@pytest.mark.parametrize(
    "text",
    [
        "2022年1月8日",
        "（二月八日）",
        "二○○五年十二月三日",
        "20**年*月*日",
        "二〇XX年X月X日",
        "____年__月__日",
        "2022年3月",
        "2019.3.4",
    ],
)
def test_date_line(text: str) -> None:
    assert is_date_line(text)


@pytest.mark.parametrize("text", ["", "今年1月8日", "2022年", "于2022年1月8日召开", "同志们"])
def test_no_date_line(text: str) -> None:
    assert not is_date_line(text)


def test_dates_are_found_in_order() -> None:
    text = "自2012年3月起，至二○一五年六月一日，其中5月8日"
    found = [(text[match.start : match.end], match.year, match.month, match.day) for match in find_dates(text)]
    assert found == [("2012年3月", 2012, 3, None), ("二○一五年六月一日", 2015, 6, 1), ("5月8日", None, 5, 8)]


@given(st.text(alphabet="0123456789２０一二三十〇年月日度上下半-－（） ", max_size=40))
def test_spans_lie_in_the_text(text: str) -> None:
    for match in find_dates(text):
        assert 0 <= match.start < match.end <= len(text)
