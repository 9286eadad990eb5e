"""Figures and dates (GB/T 15835-2011): impossible dates, weekdays, rough numbers, ranges, numerals of two styles."""

import re
from collections.abc import Iterator
from datetime import date
from types import MappingProxyType

from core.checks.reporting import finding_at
from core.dates import parse_year
from core.model.elements import Element, Role
from core.model.finding import Finding
from core.model.spans import Span
from core.model.text import HAN_DIGITS, HAN_RANGE
from core.numbering import han_to_int, int_to_han

DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
HAN = "零一二三四五六七八九"
# Patterns consume a character before looking behind: one that starts with a lookbehind is tried at every position.
DATE = re.compile(
    r"(?:(?P<y>(?:19|20)\d{2})年)?(?<!\d)(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号](?!线|楼|店|台|院|井|机|文|令)"
)
HAN_DATE = re.compile(
    r"(?<!农历)(?<![一二三四五六七八九十正])(?P<m>[一二三四五六七八九]|十[一二]?)月"
    r"(?P<d>[二三]?十[一二三四五六七八九]?|[四五六七八九]十[一二三四五六七八九]?)[日号]"
)
MONTH = re.compile(r"(?P<y>(?:19|20)\d{2})年(?P<m>\d{1,2})月(?!\d{1,2}[日号])")
ZEROS = re.compile(r"(?<!\d)0(?=\d)")
ZERO = re.compile(r"(?<=年)0(?=[1-9]月)|(?<=月)0(?=[1-9]日)")
HAN_ISSUED = re.compile(
    r"(?P<y>二[〇○零Ｏ][一二三四五六七八九〇○零Ｏ]{2})年(?P<m>十?[一二三四五六七八九十])月(?P<d>[一二三四五六七八九十]{1,3})日"
)
ARABIC_SINCE = 2013
"""The first full year of GB/T 9704-2012; before it dates of issue had Han numbers."""

ZERO_DATE = re.compile(r"(?:19|20)(?<!\d{3})\d{2}年(?P<rest>0[1-9]月\d{1,2}|1[0-2]月0[1-9]|[1-9]月0[1-9])(?=日)")
NO_DAY = re.compile(r"(?:19|20)(?<!\d{3})\d{2}年(?:1[0-2]|[1-9])月(?:[12]\d|3[01]|[1-9])(?=[，。；）]|$)")
SAID_DAY = re.compile(r"(?P<y>(?:19|20)\d{2})年(?P<m>1[0-2]|[1-9])月(?P<d>[12]\d|3[01]|[1-9])号")
SHORT_YEAR = re.compile(r"^[（(\s]*(?P<y>[0-4]\d)年(?P<m>\d{1,2})月(?P<d>\d{1,2})日")
POINTED = re.compile(r"^[（(\s]*(?P<y>20\d{2})(?P<sign>[./\-])(?P<m>\d{1,2})(?P=sign)(?P<d>\d{1,2})")
HAN_YEAR = re.compile(r"[一二](?<![一二三四五六七八九〇零○].)[一二三四五六七八九〇零○0０ＯO]{3}(?=年)")
NO_ZERO = re.compile("[零0０ＯO]")
"""Not ○, which looks like 〇 in most fonts and stands for it in most published documents."""
ABOUT = re.compile(rf"(?P<kept>(?:约|近|大约|大概|将近)\d[\d.]*[万亿千百]?)[余多](?=[{HAN_RANGE}])")
ROUGH = (
    rf"(?P<kept>(?:(?<![附最邻临靠])近|大约|约|大概|大致|将近|接近|差不多)(?:有|为|在|占|需要?|是)?"
    rf"(?:\d[\d.,]*[万亿千百%％]*|[{HAN_DIGITS}十百千万亿两半]+(?:分之[{HAN_DIGITS}十]+)?)[余多]?"
    rf"(?:(?!的)[{HAN_RANGE}]){{0,5}}?)"
)
AROUND, BESIDE = re.compile(f"{ROUGH}左右"), re.compile(f"{ROUGH}上下(?![各级一联])")
LIMIT = re.compile(rf"(?:超过|不低于|不少于|至少|最多|不超过)\d[\d.,]*[万亿%％]?[{HAN_RANGE}]{{0,3}}左右")
ROUGHLY = re.compile(f"(?P<kept>[几数][十百千万]+|十几)[多余](?=[{HAN_RANGE}])")
BEHIND_UNIT = re.compile(
    r"(?<![\d.,])(?P<n>\d*[1-9])多(?P<unit>公里|千米|小时|分钟|平方米|个月|[里米亩吨年天岁])(?!多)"
)
MORE = re.compile(rf"(?<![约近\d.])(?P<kept>[\d一二三四五六七八九][\d.]*[十百千万亿]*[余多][{HAN_RANGE}]{{0,3}})左右")
PARTED = re.compile(
    r"(?P<a>[一二三四五六七八](?<![第一二三四五六七八九十百\d、].))、(?P<b>[二三四五六七八九])(?=[个名人次家户处场件位岁元天]|百[个名人余多]|公里|小时|分钟)"
)
NEIGHBOURS = re.compile(
    r"(?P<a>[1-9](?<![\d.、第].))(?:、(?P<b>[2-9])(?=[个名人次项天年家户件位十百千万亩里米岁]|公里|小时|分钟)"
    r"|[—\-~～－](?P<c>[2-9])(?=[十百千][余多]?[个名人户家件位亩]))"
)
SOME = re.compile(r"(?P<n>[1-9](?<![\d.].)0)几(?=[个名人次项天年月家户件位])")
LONG = re.compile(r"\d(?<![\d.,].)(?:\d{5,}(?:\.\d+)?万|\d{4,}(?:\.\d+)?亿|(?<=[1-9])\d{7,}(?=[余多]?[元人户亩吨]))")
RANGE = re.compile(r"(?P<a>\d(?<![\d.].)\d*(?:\.\d+)?)(?P<sign>[—\-~～－至])(?P<b>\d+(?:\.\d+)?)(?P<unit>[%％万亿])")
WHOLE = str.maketrans("-－~", "——～")
"""Standard characters for the keyboard substitutes."""

UNITS = MappingProxyType({"十": 10, "百": 100, "千": 1000})
TWO_STYLES = re.compile(
    r"(?P<n>[1-9](?<![\d.第、—\-~～－].)\d{0,2})(?P<unit>[十百千])(?=[余多]?[人元个家户名亩公项件次场])"
)
PERCENT_WORD = re.compile(r"百分之(?P<n>\d+(?:\.\d+)?)")


def check_numerals(element: Element) -> Iterator[Finding]:
    """Impossible dates of one paragraph, and figures and dates that do not follow the standard."""
    yield from _dates(element)
    # 二零二三年: in years by digits the zero is 〇 (GB/T 15835-2011, 5.2.5); all of a year are one slip.
    for year in HAN_YEAR.finditer(element.content):
        zeros = [zero.start() for zero in NO_ZERO.finditer(year.group())]
        if zeros:
            right = NO_ZERO.sub("〇", year.group()[zeros[0] : zeros[-1] + 1])
            yield _finding(element, (year.start() + zeros[0], year.start() + zeros[-1] + 1), "year_zero", right)
    yield from _styles(element)
    if element.role is Role.ISSUE_DATE:
        yield from _issue_date(element)
    else:
        for match in ZERO_DATE.finditer(element.content):
            yield _finding(element, match.span("rest"), "date_zeros", ZEROS.sub("", match["rest"]))


def _issue_date(element: Element) -> Iterator[Finding]:
    """A date of issue with zeros before month or day, in Han numbers, or not written in full."""
    zeros = [match.start() for match in ZERO.finditer(element.content)]
    if zeros:
        found = element.content[zeros[0] : zeros[-1] + 1]
        yield _finding(element, (zeros[0], zeros[-1] + 1), "date_zero", found[1:-1])
    for match in HAN_ISSUED.finditer(element.content):
        if (parse_year(match["y"]) or 0) >= ARABIC_SINCE:
            yield _finding(element, match.span(), "date_han", _in_full(match))
    for pattern in (SHORT_YEAR, POINTED, SAID_DAY):
        for match in pattern.finditer(element.content):
            yield _finding(element, match.span(), "date_short", _in_full(match))


def _in_full(match: re.Match[str]) -> str:
    year = parse_year(match["y"]) or 2000 + int(match["y"])
    return f"{year}年{_small(match['m'])}月{_small(match['d'])}日"


def _small(number: str) -> int:
    return int(number) if number.isdigit() else han_to_int(number) or 0


def _finding(element: Element, span: tuple[int, int], code: str, right: str | None) -> Finding:
    return finding_at(element, Span(*span), code, right)


def _dates(element: Element) -> Iterator[Finding]:
    if "月" not in element.content:
        return
    for match in DATE.finditer(element.content):
        if not _exists(match["y"], int(match["m"]), int(match["d"])):
            yield _finding(element, match.span(), "date_impossible", None)
    for match in MONTH.finditer(element.content):
        if not 1 <= int(match["m"]) <= len(DAYS):
            yield _finding(element, match.span(), "date_impossible", None)
    for match in HAN_DATE.finditer(element.content):
        if not _exists(None, _small(match["m"]), _small(match["d"])):
            yield _finding(element, match.span(), "date_impossible", None)


def _exists(year: str | None, month: int, day: int) -> bool:
    if year is None:
        return 1 <= month <= len(DAYS) and 1 <= day <= DAYS[month - 1]
    try:
        date(int(year), month, day)
    except ValueError:
        return False
    return True


def _styles(element: Element) -> Iterator[Finding]:
    for code, sign, pattern, write in STYLES:
        for match in pattern.finditer(element.content) if sign in element.content else ():
            right = write(match)
            if right != match.group():
                yield _finding(element, match.span(), code, right)


def _open(_match: re.Match[str]) -> str | None:
    return None


def _kept(match: re.Match[str]) -> str:
    return match["kept"]


def _neighbours(match: re.Match[str]) -> str | None:
    """3、4个 is 三四个; numbers that are no neighbours stay."""
    one, two = int(match["a"]), int(match["b"] or match["c"])
    return _han(one) + _han(two) if two == one + 1 else match.group()


def _han(digit: int) -> str:
    return "两" if digit == HAN.index("二") else HAN[digit]


def _together(match: re.Match[str]) -> str:
    """七、八个 is 七八个."""
    one, two = HAN.index(match["a"]), HAN.index(match["b"])
    return _han(one) + _han(two) if two == one + 1 else match.group()


def _range(match: re.Match[str]) -> str:
    sign = match["sign"].translate(WHOLE)
    return f"{match['a']}{match['unit']}{sign}{match['b']}{match['unit']}"


STYLES = (
    ("date_day", "月", NO_DAY, lambda match: match.group() + "日"),
    ("number_rough_twice", "", ABOUT, _kept),
    ("number_rough_twice", "左右", AROUND, _kept),
    ("number_rough_twice", "上下", BESIDE, _kept),
    ("number_rough_twice", "左右", LIMIT, _open),
    ("number_rough_twice", "", ROUGHLY, _kept),
    ("number_rough_twice", "左右", MORE, _kept),
    ("number_more", "多", BEHIND_UNIT, lambda match: f"{match['n']}{match['unit']}多"),
    ("number_rough_mark", "、", PARTED, _together),
    ("number_rough_digits", "", NEIGHBOURS, _neighbours),
    ("number_rough_digits", "几", SOME, lambda match: int_to_han(int(match["n"])).removesuffix("零") + "几"),
    ("number_long", "", LONG, _open),
    ("number_range", "", RANGE, _range),
    ("number_two_styles", "", TWO_STYLES, lambda match: str(int(match["n"]) * UNITS[match["unit"]])),
    ("number_percent", "百分之", PERCENT_WORD, lambda match: match["n"] + "%"),
)
"""Code, a text that every match contains, the pattern, and the replacement."""
