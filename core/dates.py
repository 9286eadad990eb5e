"""Dates, years and periods as Chinese reports write them."""

import re
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

_FOLD = str.maketrans("０１２３４５６７８９〇○Ｏ零一二三四五六七八九", "01234567890000123456789")
_SHORT = MappingProxyType(
    {
        **{"一二三四五六七八九"[number - 1]: number for number in range(1, 10)},
        "十": 10,
        **{"十" + "一二三四五六七八九"[number - 11]: number for number in range(11, 20)},
        **{"二十" + "一二三四五六七八九"[number - 21]: number for number in range(21, 30)},
        "二十": 20, "三十": 30, "三十一": 31,
    }
)  # fmt: skip

_YEAR = r"(?P<year>(?:[12１２][0-9０-９]{3}|[一二][〇○Ｏ零一二三四五六七八九]{3}))\s?年"
_PART = r"(?:[0-9０-９]{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_MONTH = rf"(?P<month>{_PART})\s?月(?:份)?"
_DAY = rf"(?P<day>{_PART})\s?[日号]"
_DATE = re.compile(
    rf"(?<![0-9０-９])(?:{_YEAR}(?:\s?{_MONTH}(?:\s?{_DAY})?)?"
    rf"|{_MONTH.replace('month', 'month2')}(?:\s?{_DAY.replace('day', 'day2')})?)"
)
_DOTTED = re.compile(r"(?<![\d.])(?P<year>[12]\d{3})[./\-](?P<month>\d{1,2})[./\-](?P<day>\d{1,2})(?![\d.])")
_PERIOD = re.compile(
    rf"(?:{_YEAR}度?)?(?P<word>上半年|下半年|前三季度|第?[一二三四1-4]季度|全年"
    r"|(?P<first>\d{1,2}|[０-９]{1,2})\s?月?\s?[-－—–~～至到]\s?(?P<last>\d{1,2}|[０-９]{1,2})\s?月(?:份)?)"
)
# A date line may still hold masks or blanks: 20**年*月*日, 二〇XX年X月X日, ____年__月__日.
_HOLE = r"[0-9０-９〇○Ｏ零一二三四五六七八九十xX×Ｘ*＊_＿□\s]"
_LINE = re.compile(
    rf"(?:{_HOLE}{{2,8}}年{_HOLE}{{1,6}}月(?:{_HOLE}{{1,6}}[日号])?|{_HOLE}{{1,4}}月{_HOLE}{{1,6}}[日号]"
    r"|[12]\d{3}\s?[./\-]\s?\d{1,2}\s?[./\-]\s?\d{1,2})"
)
_BRACKETS = (("（", "）"), ("(", ")"), ("（", ")"), ("(", "）"), ("〔", "〕"), ("[", "]"))


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date, month or year at ``text[start:end]``; parts that are not written are None."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None

    def as_date(self) -> date | None:
        """The calendar day; None unless all three parts are written and such a day exists."""
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class PeriodMatch:
    """A part of a year at ``text[start:end]``: its year if written, and its first and last month (1-12)."""

    start: int
    end: int
    first_month: int
    last_month: int
    year: int | None = None


def parse_year(text: str) -> int | None:
    """The year in ``2022``, ``２０２２``, ``二○二二`` or ``二〇二二``, with or without 年; None for anything else."""
    digits = text.strip().removesuffix("年").strip().translate(_FOLD)
    return int(digits) if len(digits) == 4 and digits.isascii() and digits.isdigit() and digits[0] in "12" else None


def find_dates(text: str) -> tuple[DateMatch, ...]:
    """All dates, months and years in order: ``2022年1月8日``, ``二○○五年十二月三日``, ``3月``, ``2022-01-08``."""
    found = [_dated(match) for match in _DATE.finditer(text)] + [_dotted(match) for match in _DOTTED.finditer(text)]
    return tuple(sorted((match for match in found if match is not None), key=lambda match: match.start))


def _dated(match: re.Match[str]) -> DateMatch | None:
    parts = match.groupdict()
    year = parse_year(parts["year"]) if parts["year"] else None
    month = _small(parts["month"] or parts["month2"])
    day = _small(parts["day"] or parts["day2"])
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    return DateMatch(match.start(), match.end(), year, month, day)


def _dotted(match: re.Match[str]) -> DateMatch | None:
    month, day = int(match.group("month")), int(match.group("day"))
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return DateMatch(match.start(), match.end(), int(match.group("year")), month, day)


def _small(text: str | None) -> int | None:
    if not text:
        return None
    if text in _SHORT:
        return _SHORT[text]
    digits = text.translate(_FOLD)
    return int(digits) if digits.isascii() and digits.isdigit() else None


def parse_date(text: str) -> date | None:
    """The day that the whole text names, brackets and white space allowed; None for anything else."""
    bare = _unbracketed(text)
    for found in find_dates(bare):
        if found.start == 0 and found.end == len(bare):
            return found.as_date()
    return None


def is_date_line(text: str) -> bool:
    """Whether the whole text is a date, masked or blank parts and brackets allowed: ``（20**年*月*日）``."""
    bare = _unbracketed(text)
    return len(bare) <= 40 and _LINE.fullmatch(bare) is not None


def _unbracketed(text: str) -> str:
    bare = text.strip()
    for opening, closing in _BRACKETS:
        if bare.startswith(opening) and bare.endswith(closing):
            return bare[1:-1].strip()
    return bare


def find_periods(text: str) -> tuple[PeriodMatch, ...]:
    """Parts of a year in order: ``上半年``, ``2022年下半年``, ``1－7月``, ``第一季度``, ``前三季度``, ``全年``."""
    found = []
    for match in _PERIOD.finditer(text):
        months = _months(match)
        if months is not None:
            year = parse_year(match.group("year")) if match.group("year") else None
            found.append(PeriodMatch(match.start(), match.end(), *months, year))
    return tuple(found)


def _months(match: re.Match[str]) -> tuple[int, int] | None:
    word = match.group("word")
    named = {"上半年": (1, 6), "下半年": (7, 12), "前三季度": (1, 9), "全年": (1, 12)}.get(word)
    if named:
        return named
    if word.endswith("季度"):
        quarter = int(word.removesuffix("季度").removeprefix("第").translate(_FOLD))
        return quarter * 3 - 2, quarter * 3
    first, last = _small(match.group("first")), _small(match.group("last"))
    return (first, last) if first and last and 1 <= first <= last <= 12 else None
