"""Impossible figures: digits and Han numerals mixed in one number, impossible times, years, periods and rates."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from core.checks.reporting import finding_at
from core.model.elements import Element
from core.model.finding import Finding
from core.model.spans import Span
from core.model.text import HAN_RANGE, WITHIN_CLAUSE
from core.numbering import han_to_int, int_to_han

HAN = "一二三四五六七八九"
ZEROS = "〇零○"
IN_HAN = str.maketrans("0123456789", "零" + HAN)
LEAST_LONG = 10000
DIGIT = re.compile("[0-9]")
ANY_DIGIT, RATE = re.compile(r"\d"), re.compile("[%％]")
BETWEEN, CLOCK_TIME = re.compile(r"[至到—\-－~～]\d"), re.compile(r"[:：]\d\d")
"""What a text with a range or a time of day has: most have none, and the patterns for them are slow."""

PLAIN_HUNDREDS = re.compile("[0-9]+[十百千]")
"""3千: reported by ``check_numerals``."""

HAN_NUMBER = re.compile(rf"[{HAN}十{ZEROS}]+")
# Patterns consume a character before looking behind: one that starts with a lookbehind is tried at every position.
MIXED = re.compile(
    rf"[{HAN}十百千零\d](?<![{HAN}十百千万第\d.零点].)(?:(?<=\d)|(?=[{HAN}十百千零]*\d))(?:(?<=\D)|(?=[{HAN}十百千零]))"
    rf"[{HAN}十百千零\d]+(?![\d.点时月日])"
)
BESIDE = re.compile(
    rf"(?P<one>[{HAN}1-9](?<![{HAN}十百千万第\d.零点].))(?P<two>(?<=[1-9])[{HAN}]|(?<=[{HAN}])[1-9])(?=[个件名户次项人条家处天年亩里岁])"
)
SOME = re.compile(f"[几数]10(?=[多余]?[{HAN_RANGE}])")
YEAR = re.compile(
    rf"[一二12](?<![\d{HAN}{ZEROS}].)(?:(?:(?<=二)[{ZEROS}]|(?<=一)九)\d{{2}}|(?:(?<=1)9|(?<=2)0)[{HAN}{ZEROS}]{{2}})(?=年)"
)
DATE = re.compile(
    rf"[一二12](?:(?<=[一二])[{HAN}{ZEROS}]{{3}}年\d{{1,2}}月(?:\d{{1,2}}日)?"
    rf"|(?:(?<=1)9|(?<=2)0)\d{{2}}年[{HAN}十]{{1,3}}月(?:[{HAN}十]{{1,3}}|\d{{1,2}})日)"
)
LUNAR = "农历"
GROUPS = re.compile(r"[1-9](?<![\d.,].)\d{0,2},\d{4}(?!\d)")
SHORT_YEAR = re.compile(r"(?:19|20)(?<![\d.]..)(?:(?<=20)[012]|(?<=19)\d)年(?=[全上下初底末度]|以来|我)")
NO_NUMBER = re.compile(rf"百零[{HAN}]十")
BACK_BY_MONTHS = re.compile(
    r"(?P<m>[1-9](?<!\d.)(?:(?<=1)[0-2])?)月(?:份|[上中下]旬|底|初)?[至到—](?P<n>1[0-2]|[1-9])月(?:份|[上中下]旬|底|初)?(?![\d年])"
)
LONG_YEAR = re.compile(r"(?:19|20)(?<![\d.]..)\d{3}年(?=以来|以后|底|初|末|度|起|至|上半年|下半年|[1-9])")
CLOCK = r"\d?[:：]\d{2}(?![\d:：])"
"""A time of day behind its first digit."""

TIME = re.compile(
    rf"\d(?:(?<=[午上晨早晚至—\-－～].){CLOCK}"
    rf"|{CLOCK}(?=[至—\-－～]\d{CLOCK}|(?:准时)?(?:召开|开始|结束|举行|开会|报到|集合|出发)))"
)
MONTHS_BACK = re.compile(
    r"(?P<y>(?:19|20)(?<!\d{3})\d{2})年(?P<m>1[0-2]|[1-9])月(?:份|底|初|[上中下]旬)?(?:[至到—\-－～]|——)"
    r"(?P<z>(?:19|20)\d{2})年(?P<n>1[0-2]|[1-9])月(?!\d)"
)
PERIOD = re.compile(r"(?P<a>(?:19|20)(?<!\d{3})\d{2})年?(?:[至到—\-－～]|——)(?P<b>(?:19|20)\d{2})年")
FALL = re.compile(r"(?:下降|减少|降低|缩短|压缩|缩减|压减)了?[近约]?\d+(?:\.\d+)?倍")
HOURS, MINUTES = 24, 59
PART_OF_DAY = re.compile(
    r"[上下中凌晚夜日号](?:(?<=上)午(?:1[3-9]|2\d)|(?<=凌)晨(?:[89]|[12]\d)|(?<=[下中])午2[0-9]"
    r"|(?<=[晚夜])[上间]?2[5-9]|(?<=\d[日号])2[5-9])"
    r"(?:[时点](?!间)|[:：]\d{2})"
)
UNIT = "[%％℃度天个名人元户家处件次亩吨米]|公里|小时|分钟|万[元人亩户吨名]|亿元|个百分点|平方米"
SWAPPED = re.compile(
    rf"(?P<a>\d(?<![\d.\-A-Za-z/—~～].)\d*(?:\.\d+)?)(?P<u>{UNIT})?(?:[~～\-－—]|至)(?P<b>\d+(?:\.\d+)?)(?P<v>{UNIT})"
)
FALLS = re.compile(f"(?:[由从自降减缩压落跌距]|提前){WITHIN_CLAUSE}{{0,10}}$|前$")
"""Before what becomes less, or is a distance or a time to something that comes nearer: 提前100米至50米."""

COUNTED_OFF = re.compile("之?前|[^，。；]{0,20}[=＝÷]")
"""Behind such a distance, and behind a sum in which the second figure is taken off the first."""

DAYS_BACK = re.compile(
    r"(?:(?P<y>20\d{2})年)?(?<!\d)(?P<m>1[0-2]|[1-9])月(?P<d>\d{1,2})日?[至到—\-－～](?:(?P<z>20\d{2})年)?(?P<n>1[0-2]|[1-9])月(?P<e>\d{1,2})日"
)
LATE = 8
"""The last month from which a period without years rarely reaches into the next year."""


@dataclass(frozen=True, slots=True)
class RatePatterns:
    """Rates that cannot exceed 100 %: with a figure (``written``), and with one that lacks its percent character (``bare``)."""

    written: re.Pattern[str]
    bare: re.Pattern[str]


def rate_patterns(lists: Mapping[str, str]) -> RatePatterns:
    """The patterns of the rates in the list ``rates``; ValueError if it is missing or empty."""
    rates = "|".join(map(re.escape, lists.get("rates", "").split()))
    if not rates:
        raise ValueError(rates)
    return RatePatterns(
        re.compile(rf"(?<!毛)(?:{rates})[^，。；、\d]{{0,5}}(?P<share>\d+(?:\.\d+)?[%％])"),
        re.compile(rf"(?:{rates})[均为是达到至超过约近]{{0,3}}(?P<share>\d+(?:\.\d+)?)(?=[，。；、）]|以上|左右|$)"),
    )


def check_clashes(element: Element, rates: RatePatterns) -> Iterator[Finding]:
    """Impossible figures of one paragraph, with a replacement where the meaning is certain."""
    for match in NO_NUMBER.finditer(element.content):
        yield _finding(element, match, "number_han", None)
    if ANY_DIGIT.search(element.content):
        yield from _with_digits(element, rates)


def _with_digits(element: Element, rates: RatePatterns) -> Iterator[Finding]:
    text = element.content
    yield from _two_scripts(element)
    yield from _neighbours(element)
    for pattern, code in PLAIN:
        for match in pattern.finditer(text):
            yield _finding(element, match, code, None)
    for match in DATE.finditer(text):
        if LUNAR not in text[max(match.start() - 2, 0) : match.start()]:
            yield _finding(element, match, "number_two_scripts", HAN_NUMBER.sub(_in_digits, match.group()))
    yield from _times(element) if CLOCK_TIME.search(text) else ()
    yield from (*_periods(element), *_ranges(element)) if BETWEEN.search(text) else ()
    yield from _rates(element, rates)


PLAIN = (
    (SOME, "number_two_scripts"),
    (YEAR, "number_two_scripts"),
    (GROUPS, "number_groups"),
    (LONG_YEAR, "year_long"),
    (FALL, "number_fall"),
    (PART_OF_DAY, "time_impossible"),
    (SHORT_YEAR, "year_short"),
)


def _two_scripts(element: Element) -> Iterator[Finding]:
    """二百3十 and 十5 are one number, in the script of the other figures or of most of it."""
    for match in MIXED.finditer(element.content):
        written = match.group().translate(IN_HAN)
        number = han_to_int(written) or 0
        if number < LEAST_LONG and int_to_han(number) == written and not PLAIN_HUNDREDS.fullmatch(match.group()):
            others = element.content[: match.start()] + element.content[match.end() :]
            is_han = not DIGIT.search(others) and len(DIGIT.findall(match.group())) * 2 < len(written)
            yield _finding(element, match, "number_two_scripts", written if is_han else str(number))


def _neighbours(element: Element) -> Iterator[Finding]:
    """五6 are two that stand for about so many."""
    for match in BESIDE.finditer(element.content):
        one, two = match["one"].translate(IN_HAN), match["two"].translate(IN_HAN)
        if one + two in HAN:
            yield _finding(element, match, "number_two_scripts", one.replace("二", "两") + two)


def _in_digits(match: re.Match[str]) -> str:
    return str(han_to_int(match.group().replace("○", "〇")))


def _rates(element: Element, rates: RatePatterns) -> Iterator[Finding]:
    """Rates of a whole that are more than it, or without their character."""
    for match in rates.written.finditer(element.content) if RATE.search(element.content) else ():
        if float(match["share"][:-1]) > 100:
            yield _finding(element, match, "rate_over", None, "share")
    for match in rates.bare.finditer(element.content):
        if 1 < float(match["share"]) <= 100:
            yield _finding(element, match, "rate_bare", match["share"] + "%", "share")


def _times(element: Element) -> Iterator[Finding]:
    """Only beside a time of day or another time, because 25:75 may be a ratio."""
    for match in TIME.finditer(element.content):
        hour, minute = map(int, re.split("[:：]", match.group()))
        if hour > HOURS or minute > MINUTES:
            yield _finding(element, match, "time_impossible", None)


def _is_back(match: re.Match[str]) -> bool:
    """Whether the second day is before the first; without years only where the period cannot reach into the next one."""
    first = (int(match["y"] or match["z"] or 0), int(match["m"]), int(match["d"]))
    last = (int(match["z"] or match["y"] or 0), int(match["n"]), int(match["e"]))
    return first > last and (match["z"] is not None or int(match["m"]) <= LATE)


PERIODS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], bool]], ...] = (
    (PERIOD, lambda match: int(match["a"]) > int(match["b"])),
    (MONTHS_BACK, lambda match: match["y"] == match["z"] and int(match["m"]) > int(match["n"])),
    (DAYS_BACK, _is_back),
    (BACK_BY_MONTHS, lambda match: LATE >= int(match["m"]) > int(match["n"])),
)


def _periods(element: Element) -> Iterator[Finding]:
    for pattern, is_back in PERIODS:
        for match in filter(is_back, pattern.finditer(element.content)):
            yield _finding(element, match, "period_backwards", None)


def _ranges(element: Element) -> Iterator[Finding]:
    """90-60天: the smaller figure stands first, but not where something falls from one to the other."""
    text = element.content
    for match in SWAPPED.finditer(text):
        is_swapped = float(match["a"]) > float(match["b"]) and match["u"] in _same_units(match["v"])
        falls = FALLS.search(text[max(match.start() - 12, 0) : match.start()]) and not text.startswith(
            "不等", match.end()
        )
        if is_swapped and not falls and not COUNTED_OFF.match(text, match.end()):
            yield _finding(element, match, "range_backwards", None)


def _same_units(unit: str) -> tuple[str | None, ...]:
    """The units that the smaller figure may have; without one it is no ten thousands: 5000至1万元."""
    return (unit,) if unit[0] in "万亿" else (None, unit)


def _finding(element: Element, match: re.Match[str], code: str, right: str | None, group: str | int = 0) -> Finding:
    return finding_at(element, Span(*match.span(group)), code, right)
