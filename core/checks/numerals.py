"""Figures and dates (GB/T 15835-2011): impossible dates, weekdays, rough numbers, ranges, numerals of two styles."""

import re
from collections.abc import Iterator
from datetime import date
from types import MappingProxyType

from core.checks.numerals_clash import check_clashes
from core.checks.slips import Slip
from core.model.elements import Element, Role
from core.model.finding import Severity
from core.model.spans import Place, Span
from core.numbering import int_to_han

DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
WEEKDAYS = "一二三四五六日"
SEVERITIES = MappingProxyType(
    {
        "date_impossible": Severity.ERROR,
        "date_weekday": Severity.ERROR,
        "number_long": Severity.HINT,
        "number_range": Severity.HINT,
    }
)
HAN = "零一二三四五六七八九"
WEEKDAY = re.compile(
    r"(?P<y>(?:19|20)\d{2})年(?P<m>1[0-2]|[1-9])月(?P<d>[12]\d|3[01]|[1-9])日[（(]?(?:星期|周)(?P<w>[一二三四五六日天])"
)
DATE = re.compile(
    r"(?:(?P<y>(?:19|20)\d{2})年)?(?<!\d)(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号](?!线|楼|店|台|院|井|机|文|令)"
)
MONTH = re.compile(r"(?P<y>(?:19|20)\d{2})年(?P<m>\d{1,2})月(?!\d{1,2}[日号])")
ZERO = re.compile(r"(?<=年)0(?=[1-9]月)|(?<=月)0(?=[1-9]日)")
HAN_YEAR = re.compile(r"(?<![一二三四五六七八九〇零○])[一二][一二三四五六七八九〇零○0ＯO]{3}(?=年)")
NO_ZERO = re.compile("[零○0ＯO]")
ABOUT = re.compile(r"(?:约|近|大约|大概|将近)\d[\d.]*[万亿千百]?[余多](?=[\u4e00-\u9fff])")
AROUND = re.compile(r"(?:约|近|大约|将近|接近|超过|不低于|不少于)\d[\d.,]*[万亿%％]?[\u4e00-\u9fff]{0,3}左右")
NEIGHBOURS = re.compile(
    r"(?<![\d.、第])(?P<a>[1-9])、(?P<b>[2-9])(?=[个名人次项天年家户件位百千万亩里米岁]|公里|小时|分钟)"
)
SOME = re.compile(r"(?<![\d.])(?P<n>[1-9]0)几(?=[个名人次项天年月家户件位])")
LONG = re.compile(r"(?<![\d.,])(?:\d{6,}(?:\.\d+)?万|\d{5,}(?:\.\d+)?亿)")
RANGE = re.compile(r"(?<![\d.])(?P<a>\d+(?:\.\d+)?)(?P<sign>[—\-~～－至])(?P<b>\d+(?:\.\d+)?)(?P<unit>[%％万亿])")
UNITS = MappingProxyType({"十": 10, "百": 100, "千": 1000})
TWO_STYLES = re.compile(r"(?<![\d.第])(?P<n>[1-9]\d{0,2})(?P<unit>[十百千])(?=[余多]?[人元个家户名亩公项件次场])")
PERCENT_WORD = re.compile(r"百分之(?P<n>\d+(?:\.\d+)?)")


def check_numerals(element: Element) -> Iterator[Slip]:
    """Figures and dates of one paragraph that cannot be, or are not written as the standard has it."""
    yield from _dates(element)
    yield from _weekdays(element)
    yield from _han_years(element)
    yield from _styles(element)
    yield from check_clashes(element)
    if element.role is Role.ISSUE_DATE:
        for match in ZERO.finditer(element.content):
            yield _slip(element, match.span(), "date_zero", "")


def _slip(element: Element, span: tuple[int, int], code: str, right: str | None, **told: str) -> Slip:
    text = element.content[span[0] : span[1]]
    severity = SEVERITIES.get(code, Severity.WARNING)
    given = {"text": text, "right": right or "", **told}
    return Slip(code, severity, Place(element.id, Span(*span)), text, right, tuple(given.items()))


def _dates(element: Element) -> Iterator[Slip]:
    for match in DATE.finditer(element.content):
        if not _exists(match["y"], int(match["m"]), int(match["d"])):
            yield _slip(element, match.span(), "date_impossible", None)
    for match in MONTH.finditer(element.content):
        if not 1 <= int(match["m"]) <= len(DAYS):
            yield _slip(element, match.span(), "date_impossible", None)


def _exists(year: str | None, month: int, day: int) -> bool:
    if year is None:
        return 1 <= month <= len(DAYS) and 1 <= day <= DAYS[month - 1]
    try:
        date(int(year), month, day)
    except ValueError:
        return False
    return True


def _weekdays(element: Element) -> Iterator[Slip]:
    for match in WEEKDAY.finditer(element.content):
        year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
        if _exists(match["y"], month, day):
            right = WEEKDAYS[date(year, month, day).weekday()]
            if match["w"].replace("天", "日") != right:
                yield _slip(element, match.span("w"), "date_weekday", right, date=f"{year}年{month}月{day}日")


def _han_years(element: Element) -> Iterator[Slip]:
    """二零二三年: in years by digits the zero is 〇 (GB/T 15835-2011, 5.2.5)."""
    for year in HAN_YEAR.finditer(element.content):
        for zero in NO_ZERO.finditer(year.group()):
            span = Span(*zero.span()).moved(year.start())
            yield _slip(element, (span.start, span.end), "year_zero", "〇")


def _styles(element: Element) -> Iterator[Slip]:
    for code, pattern, write in STYLES:
        for match in pattern.finditer(element.content):
            right = write(match)
            if right != match.group():
                yield _slip(element, match.span(), code, right)


def _open(_match: re.Match[str]) -> str | None:
    return None


def _neighbours(match: re.Match[str]) -> str | None:
    """3、4个 is 三四个; numbers that are no neighbours stay."""
    one, two = int(match["a"]), int(match["b"])
    return _han(one) + _han(two) if two == one + 1 else match.group()


def _han(digit: int) -> str:
    return "两" if digit == HAN.index("二") else HAN[digit]


def _range(match: re.Match[str]) -> str:
    return f"{match['a']}{match['unit']}{match['sign']}{match['b']}{match['unit']}"


STYLES = (
    ("number_rough_twice", ABOUT, _open),
    ("number_rough_twice", AROUND, _open),
    ("number_rough_digits", NEIGHBOURS, _neighbours),
    ("number_rough_digits", SOME, lambda match: int_to_han(int(match["n"])).removesuffix("零") + "几"),
    ("number_long", LONG, _open),
    ("number_range", RANGE, _range),
    ("number_two_styles", TWO_STYLES, lambda match: str(int(match["n"]) * UNITS[match["unit"]])),
    ("number_percent", PERCENT_WORD, lambda match: match["n"] + "%"),
)
