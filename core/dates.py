"""Dates and years as Chinese reports write them."""

import re
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from core.model.text import DIGIT_RANGE, HAN_DIGITS, MASK_SIGNS, TO_HALF_WIDTH

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
# A date line may still hold masks or blanks: 20**年*月*日, 二〇XX年X月X日, ____年__月__日.
_HOLE = rf"[{DIGIT_RANGE}{MASK_SIGNS}Ｏ零{HAN_DIGITS}十\s]"
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


_WHOLE = re.compile(
    r"(?P<year>[12][0-9]{3})(?:\s*[-./．／。年]\s*(?P<month>[0-9]{1,2})\s*[-./．／。月]\s*(?P<day>[0-9]{1,2})\s*[日号]?|(?P<run>[0-9]{4}))"
)


def standard_day(text: str) -> str:
    """A whole date as issued documents write it (GB/T 9704-2012, 7.3.5.4), empty for anything else.

    >>> standard_day("2026.12.05"), standard_day("２０２６年1月8号"), standard_day("2026年2月31日")
    ('2026年12月5日', '2026年1月8日', '')
    """
    found = _WHOLE.fullmatch(text.strip().translate(TO_HALF_WIDTH))
    if found is None:
        return ""
    run = found["run"] or ""
    try:
        day = date(int(found["year"]), int(found["month"] or run[:2]), int(found["day"] or run[2:]))
    except ValueError:
        return ""
    return f"{day.year}年{day.month}月{day.day}日"


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
