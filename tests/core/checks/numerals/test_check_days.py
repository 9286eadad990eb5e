"""Weekdays by the calendar, and days against the date of issue."""

import pytest

from core.checks.numerals.days import check_days
from core.model.finding import Severity
from tests.builders import make_draft

Found = list[tuple[str, str, str | None]]


def told(source: str) -> Found:
    return [(slip.code, slip.text, slip.replacement) for slip in check_days(make_draft(source).elements)]


WEEKDAYS = (
    ("2023年7月3日星期天召开。", [("date_weekday", "天", "一")]),
    ("2023年7月2日（周六）召开。", [("date_weekday", "六", "日")]),
    ("2023年7月2日(星期一)召开。", [("date_weekday", "一", "日")]),
    ("2023年7月2日上午（星期一）召开。", [("date_weekday", "一", "日")]),
    ("2023年7月2日（星期天）召开。", []),
    ("2023年7月2日（周日）召开。", []),
    ("2023年2月30日（星期一）召开。", []),
    ("7月2日（星期一）召开。", []),
    ("7月2日（星期一）召开，2023年8月验收。", []),
    ("2023年7月1日报到，7月2日（星期一）召开。", [("date_weekday", "一", "日")]),
)


@pytest.mark.parametrize(("text", "expected"), WEEKDAYS)
def test_weekdays_by_all_their_names(text: str, expected: Found) -> None:
    assert told(f"body |{text}") == expected


def test_a_day_without_a_year_is_of_the_year_of_issue() -> None:
    assert told("body |7月6日（星期五）召开。\nissue_date |2023年7月3日") == [("date_weekday", "五", "四")]


def test_a_day_without_a_year_is_of_the_year_in_the_title() -> None:
    assert told("title |2023年总结\nbody |7月6日（星期五）召开。") == [("date_weekday", "五", "四")]


def test_of_several_years_each_may_be_meant() -> None:
    assert told("body |2022年起至2023年，每年7月6日（星期三、周四）召开。") == []


def test_a_weekday_is_told_with_its_date_and_is_sure_with_a_year() -> None:
    (slip,) = check_days(make_draft("body |2023年7月3日（星期二）召开。").elements)
    assert (slip.severity, dict(slip.parameters)["date"]) == (Severity.ERROR, "2023年7月3日")


TIMES = (
    ("截至2023年8月30日，收到12份。", [("date_to_come", "截至2023年8月30日", None)]),
    ("截至6月30日，收到12份。", []),
    ("截至7月9日，收到12份。", [("date_to_come", "截至7月9日", None)]),
    ("截至12月31日，收到12份。", []),
    ("截至7月20日前报名，报名截至7月20日，逾期不候。", []),
    ("定于6月27日召开会议。", [("date_past", "定于6月27日", None)]),
    ("定于7月3日召开会议，将于2023年8月1日验收。", []),
    ("请于1月5日前报送。", []),
)


@pytest.mark.parametrize(("text", "expected"), TIMES)
def test_what_is_past_and_what_is_to_come_on_the_day_of_issue(text: str, expected: Found) -> None:
    assert told(f"body |{text}\nissue_date |2023年7月3日") == expected


def test_two_dates_of_issue_say_nothing() -> None:
    assert told("body |截至7月9日，收到12份。\nissue_date |2023年7月3日\nissue_date |2023年8月3日") == []
