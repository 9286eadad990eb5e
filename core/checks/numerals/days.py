"""Dates against the calendar and the date of issue: wrong weekdays, future and past days."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from core.checks.reporting import finding_at
from core.dates import find_dates
from core.model.elements import Element, Role
from core.model.finding import Finding, Severity
from core.model.spans import Span

WEEKDAYS = "一二三四五六日"
DAY = r"(?:(?P<y>(?:19|20)\d{2})年)?(?<!\d)(?P<m>1[0-2]|[1-9])月(?P<d>[12]\d|3[01]|[1-9])[日号]"
WEEKDAY = re.compile(DAY + r"[上下中晚凌]?[午晨上]?[，（(]?(?:星期|周)(?P<w>[一二三四五六日天])")
NAMED = re.compile("[期周][一二三四五六日天]")
UNTIL = re.compile(rf"(?<![名报间期请集])截[至止]到?{DAY}(?=[，全共累已])")
COMING = re.compile(rf"(?:定于|将于|拟于|请于|务于){DAY}")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?=年)")
NEAR = 150
"""Days between two dates without a year within which they are of one year."""

TITLES = frozenset({Role.TITLE, Role.SUBTITLE})


def check_days(elements: Sequence[Element]) -> Iterator[Finding]:
    """Weekdays that are not those of their dates, and days that do not fit to the date of issue.

    A date without a year is of one before it in its paragraph, of the year of issue, or else of that in the title.
    """
    issued = _issued(elements)
    years = {issued.year} if issued else _years(one for one in elements if one.role in TITLES)
    for element in elements:
        if NAMED.search(element.content):
            yield from _weekdays(element, years)
        if issued and element.role is not Role.ISSUE_DATE:
            yield from _out_of_time(element, issued)


def _issued(elements: Sequence[Element]) -> date | None:
    """The date of issue; None if there are several different ones, as in forwarded papers."""
    found = {day for one in elements if one.role is Role.ISSUE_DATE for day in [_day_of(one.content)] if day}
    return found.pop() if len(found) == 1 else None


def _day_of(text: str) -> date | None:
    for one in find_dates(text):
        if one.year and one.month and one.day:
            return _date(one.year, one.month, one.day)
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _years(elements: "Iterator[Element]") -> set[int]:
    return {int(year) for element in elements for year in YEAR.findall(element.content)}


def _weekdays(element: Element, years: set[int]) -> Iterator[Finding]:
    for match in WEEKDAY.finditer(element.content):
        before = {int(year) for year in YEAR.findall(element.content, 0, match.start())}
        known = {int(match["y"])} if match["y"] else before | years
        days = list(filter(None, (_date(year, int(match["m"]), int(match["d"])) for year in sorted(known))))
        if days and WEEKDAYS.index(match["w"].replace("天", "日")) not in {day.weekday() for day in days}:
            yield _weekday(element, match, days)


def _weekday(element: Element, match: re.Match[str], days: Sequence[date]) -> Finding:
    right = WEEKDAYS[days[0].weekday()]
    parameters = {"right": right, "date": f"{days[0].year}年{days[0].month}月{days[0].day}日"}
    only = right if len(days) == 1 else None
    found = finding_at(element, Span(*match.span("w")), "date_weekday", only, **parameters)
    return replace(found, severity=Severity.ERROR) if match["y"] else found


def _out_of_time(element: Element, issued: date) -> Iterator[Finding]:
    """截至 a day after the date of issue; 定于 and 将于 one before it."""
    for match in UNTIL.finditer(element.content):
        if _near(match, issued) > 0:
            yield _untimely("date_to_come", element, match, issued)
    for match in COMING.finditer(element.content):
        if _near(match, issued) < 0:
            yield _untimely("date_past", element, match, issued)


def _near(match: re.Match[str], issued: date) -> int:
    """Days after the date of issue; 0 for a date without a year that is probably of another year."""
    day = _date(int(match["y"] or issued.year), int(match["m"]), int(match["d"]))
    days = (day - issued).days if day else 0
    return days if match["y"] or abs(days) <= NEAR else 0


def _untimely(code: str, element: Element, match: re.Match[str], issued: date) -> Finding:
    day = f"{issued.year}年{issued.month}月{issued.day}日"
    return finding_at(element, Span(*match.span()), code, issued=day)
