"""Years, dates and months in a text: form, place and the years they name."""

from collections.abc import Iterator
from typing import NamedTuple

from core.model.text import CROSS_SIGNS, HAN_DIGITS, LINE_SIGNS
from core.roll_over.numerals import TO, YEAR, years_in
from core.roll_over.scan import scanner

HOLE = f"[{CROSS_SIGNS}{LINE_SIGNS}]{{1,4}}"
GAP = "[ 　]?"
MONTH = r"(?<![0-9０-９.．])(?:1[0-2]|0?[1-9]|１[０-２]|[１-９])"
HAN_MONTH = rf"(?<![{HAN_DIGITS}十])(?:十[一二]?|[{HAN_DIGITS}])"
ANY_MONTH = rf"(?:{MONTH}|{HAN_MONTH}|{HOLE})"
DAY = rf"(?:[0-9０-９]{{1,2}}|{HOLE}|[{HAN_DIGITS}十]{{1,3}})"
DATE = rf"{ANY_MONTH}{GAP}月{GAP}{DAY}(?:{GAP}[日号]?{TO}(?:{MONTH}{GAP}月)?{DAY})?{GAP}[日号]"
START = r"(?<![0-9０-９A-Za-z.．/+*×-])"

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
