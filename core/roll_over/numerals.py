"""Years, dates and months as they are written: where they stand, and years shifted in their own numerals (2022, 二〇二二)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from core.model.text import CROSS_SIGNS, HAN_DIGITS, LINE_SIGNS, TO_FULL_WIDTH
from core.numbering import HIGHEST, han_to_int, int_to_han
from core.roll_over.scan import scanner

PROPER_ZEROS = "〇○零"
ZEROS = PROPER_ZEROS + "ＯOｏo０0◯"
"""All that is typed for the zero of a year in Han digits; other than the proper ones are put right when the year moves."""

HAN = HAN_DIGITS + "十百"
NUMBER = rf"(?:[{HAN}]{{1,4}}|[0-9０-９]{{1,3}})"
"""A number of sessions, years or days of celebration."""

YEAR = rf"(?:(?:19|20)\d\d|１９[０-９]{{2}}|２０[０-９]{{2}}|(?:一九|二[{ZEROS}])[{ZEROS}{HAN_DIGITS}]{{2}})"
TO = r"[ 　]?[-－—–~～至到]{1,2}[ 　]?"

_YEAR = re.compile(YEAR)
_SHORT = re.compile(r"(?<![\d０-９])\d\d(?=[ 　]?(?:学|财)?年)")
_FOLD = str.maketrans("０１２３４５６７８９〇○Ｏ零OｏoO◯一二三四五六七八九", "0123456789" + "0" * 9 + "123456789")


def number_in(digits: str) -> int:
    """Value of digits in any writing, one character a digit: 二〇二二 is 2022."""
    return int(digits.translate(_FOLD))


def stated_count(text: str) -> int:
    """Value of a number in half-width digits or in Han numerals, 两 among them; 0 for what is none."""
    return int(text) if text.isascii() else han_to_int(text.replace("两", "二")) or 0


def running_text(like: str, number: int) -> str | None:
    """The number written in the numerals of ``like``; None below 1 (a report rolled back) and where they have none so high."""
    if not 0 < number <= HIGHEST:
        return None
    return str(number) if like.isascii() else int_to_han(number)


def years_in(text: str) -> tuple[int, ...]:
    """All years of a text in order; a two-digit one counts into this century."""
    found = [(match.start(), number_in(match.group())) for match in _YEAR.finditer(text)]
    found += [(match.start(), 2000 + int(match.group())) for match in _SHORT.finditer(text)]
    return tuple(year for _, year in sorted(found))


def shifted(text: str, years: int) -> str:
    """The text with all its years increased by ``years``, each in its own kind of numeral.

    >>> shifted("二○二九年", 1), shifted("2021-22年", 1)
    ('二○三○年', '2022-23年')
    """
    moved = _YEAR.sub(lambda match: _like(match.group(), number_in(match.group()) + years), text)
    return _SHORT.sub(lambda match: f"{(int(match.group()) + years) % 100:02d}", moved)


def _like(old: str, year: int) -> str:
    if old.isascii():
        return str(year)
    if old[0] in "１２":
        return str(year).translate(TO_FULL_WIDTH)
    zero = next((sign for sign in old if sign in PROPER_ZEROS), PROPER_ZEROS[0])
    return "".join((zero + HAN_DIGITS)[int(digit)] for digit in str(year))


HOLE = f"[{CROSS_SIGNS}{LINE_SIGNS}]{{1,4}}"
GAP = "[ 　]?"
MONTH = r"(?<![0-9０-９.．])(?:1[0-2]|0?[1-9]|１[０-２]|[１-９])"
HAN_MONTH = rf"(?<![{HAN_DIGITS}十])(?:十[一二]?|[{HAN_DIGITS}])"
ANY_MONTH = rf"(?:{MONTH}|{HAN_MONTH}|{HOLE})"
DAY = rf"(?:[0-9０-９]{{1,2}}|{HOLE}|[{HAN_DIGITS}十]{{1,3}})"
DATE = rf"{ANY_MONTH}{GAP}月{GAP}{DAY}(?:{GAP}[日号]?{TO}(?:{MONTH}{GAP}月)?{DAY})?{GAP}[日号]"
ORDINAL_BEFORE = "|".join(
    rf"(?<={before}\d{more}[.．])" for before in ("^", r"[\s：:]", "附件") for more in ("", r"\d")
)
"""A paragraph or enclosure that is numbered opens with the year: 附件：1.2022年度统计表."""

START = rf"(?:(?<![0-9０-９A-Za-z.．/+*×-])|{ORDINAL_BEFORE})"

PATTERNS = (
    ("number", rf"[〔［\[(（]{YEAR}[〕］\])）]{GAP}第?\d{{1,5}}{GAP}号"),
    (
        "span",
        rf"{START}{YEAR}年{GAP}{ANY_MONTH}{GAP}月(?:{DAY}[日号])?{TO}{YEAR}年{GAP}{ANY_MONTH}{GAP}月(?:{DAY}[日号])?",
    ),
    (
        "range",
        rf"{START}{YEAR}(?:{GAP}年度?)?{TO}(?:{YEAR}|\d\d(?={GAP}(?:学|财)?年))(?:{GAP}(?:学年度?|财年|年度?)|(?!\d))",
    ),
    ("date", rf"{START}{YEAR}{GAP}年{GAP}{DATE}"),
    ("date", rf"{START}(?:19|20)\d\d(?P<mark>[-./．])(?:1[0-2]|0?[1-9])(?P=mark)(?:3[01]|[12]\d|0?[1-9])(?!\d)"),
    ("month", rf"{START}{YEAR}{GAP}年{GAP}{ANY_MONTH}{GAP}月份?(?!{TO}\d)"),
    ("year", rf"{START}{YEAR}{GAP}(?:年度|学年度?|财年|年(?!代)|[届级](?![别联]))"),
    ("year", rf"{START}{YEAR}(?=(?:[、和与及]{YEAR})+{GAP}[两三四五]?年)"),
    ("year", rf"(?<=[、和与及]){YEAR}(?=[两三四五]年)"),
    ("months", rf"{MONTH}(?:{GAP}月份?)?{TO}(?:1[0-2]|0?[1-9]|１[０-２]|[１-９]){GAP}月份?"),
    ("day", DATE),
    ("lone", rf"{MONTH}{GAP}月份?(?![球均薪租])"),
    ("lone", rf"{HAN_MONTH}月(?:份|(?=底|初))"),
    ("short", r"(?<![0-9０-９.．*xX×])\d\d年(?:度|(?![来多余级制龄限期间内]|以[上下内]))"),
)
FIRST = f"0123456789０１２３４５６７８９{HAN_DIGITS}十〔［[(（{CROSS_SIGNS}{LINE_SIGNS}"
TIMES = scanner(FIRST, "|".join(f"(?P<n{index}>{pattern})" for index, (_, pattern) in enumerate(PATTERNS)))


class Time(NamedTuple):
    """``form`` is the name of a pattern; ``years`` are the years it names, in order."""

    form: str
    start: int
    end: int
    years: tuple[int, ...]


def times(text: str) -> Iterator[Time]:
    """All years, dates and months in order, not overlapping. Years without 年 cannot be distinguished from figures here."""
    for match in TIMES.find(text):
        form = next(form for index, (form, _) in enumerate(PATTERNS) if match[f"n{index}"] is not None)
        yield Time(form, match.start(), match.end(), years_in(match.group()))
