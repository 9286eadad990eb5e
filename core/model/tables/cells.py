"""What stands in one cell of a table, by its text alone."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.errors import BadWords
from core.model.spans import Span
from core.model.text import DIGIT_RANGE, HAN_RANGE, MASK_SIGNS, SENTENCE_ENDS

NUMBER = rf"(?:[{DIGIT_RANGE}]{{1,3}}(?:[,，][{DIGIT_RANGE}]{{3}})+|[{DIGIT_RANGE}]+)(?:[.．][{DIGIT_RANGE}]+)?"
SIGN = r"[-－−–—+＋▲△▼↑↓]?"
YEAR = re.compile(r"[ 　]*(?P<year>(?:19|20)\d\d)[ 　]*年?度?[ 　]*")
_NUMBERS = re.compile(NUMBER)
_SIGNED = re.compile(rf"(?:(?<![^\s　（(约]){SIGN})?{NUMBER}")
_BARE = re.compile(r"\d+(?:\.\d+)?")
_LETTERS_OF_CODE = re.compile(
    rf"[A-Za-z][-A-Za-z]*[{DIGIT_RANGE}]|[{DIGIT_RANGE}][-A-Za-z]*[A-Z]{{2,}}|[{DIGIT_RANGE}][A-Z](?![a-z])"
)
_LONG_CODE = re.compile(rf"0[{DIGIT_RANGE}]+|[{DIGIT_RANGE}]{{11,}}[Xx]?|[{DIGIT_RANGE}]{{3,4}}-[{DIGIT_RANGE}]{{7,8}}")
_DATED = re.compile(
    r"(?:19|20)\d\d(?:[ 　]*[年/\-—](?!度?$)|\.(?:0?[1-9]|1[0-2])(?!\d))"
    r"|\d{1,2}[ 　]*月(?!份?[均人])|\d[日号](?!均)|\d{1,2}[:：]\d\d(?!\d)|第[\d一二三四]|[〔\[]\d{4}"
    r"|[一二三四]季度|[上下]半年|^[ 　]*\d{2}年"
)
_TO = r"[ 　]?[-－—–~～至到/.．、]{1,2}[ 　]?"
_LAST = rf"(?=[年月日号季]|[^{DIGIT_RANGE}{HAN_RANGE}A-Za-z%％‰.．]|$)"
_WHOLE_DATE = re.compile(
    rf"(?:\d{{1,4}}[年月日号]?{_TO})*\d*(?:{_DATED.pattern})(?:(?<=[-/—])\d{{1,4}}{_LAST}|\d*[年月日号])?"
    rf"(?:{_TO}\d{{1,4}}(?:[:：]\d\d)?{_LAST})*(?:(?<=[日号])[ 　]*(?:[上下]午)?\d{{1,2}}[时点](?:\d{{1,2}}分?)?)?"
)
_ORDINAL = re.compile(r"^[ 　]*(?:[（(]?\d{1,2}[）)]|\d{1,2}[.．、])[ 　]*[^\d\s]")
_TAILS = re.compile(rf"(?<=[{DIGIT_RANGE}])[ 　]?([{HAN_RANGE}A-Za-z²³%％‰]+(?:/[{HAN_RANGE}A-Za-z²³]+)?)")
_SCALES = re.compile("^[余多]?[十百千]?[万亿]?[余多]?")
_REST = 9
"""Characters beside a number that a cell of figures may have: its unit, 约, brackets."""

_BLANK = re.compile(rf"(?:[{MASK_SIGNS}]+|[（(【][ 　]*[）)】])[^\d\s]{{0,3}}")
_NOTE_MARKS = re.compile(
    r"(?<=[^\s　])[ 　]?(?:[①-⑳]+|[*＊※†‡](?<![*＊]{2})|(?<=年)[*＊]{2,3}|[\[［〔【]注?\d{1,2}[\]］〕】]|[（(]注[\d一二三四五]{0,2}[）)]"
    rf"|(?<=[{DIGIT_RANGE}{HAN_RANGE}])(?<![米分秒])(?<!10)[¹²³⁴⁵⁶⁷⁸⁹])[ 　]*$"
)
_SPACES = re.compile(r"[ 　\s]+")
_DIGIT = re.compile(f"[{DIGIT_RANGE}]")
_STARTS = re.compile(rf"[^{HAN_RANGE}A-Za-z]*[{DIGIT_RANGE}]|[约近超达共计≥≤不低高少多于过至]")
_PROSE = re.compile(f"[{SENTENCE_ENDS}、，：:]")


class CellSort(StrEnum):
    """What stands in one cell."""

    EMPTY = "empty"
    NOTHING = "nothing"
    BLANK = "blank"
    YEAR = "year"
    DATED = "dated"
    CODE = "code"
    FIGURE = "figure"
    TEXT = "text"


@dataclass(frozen=True, slots=True, eq=False)
class TableWords:
    """The words by which heads are known; ``units`` and ``nothing`` are whole texts."""

    serials: re.Pattern[str]
    codes: re.Pattern[str]
    unit_columns: re.Pattern[str]
    remarks: re.Pattern[str]
    totals: re.Pattern[str]
    parts: re.Pattern[str]
    percents: re.Pattern[str]
    counts: re.Pattern[str]
    last_years: re.Pattern[str]
    this_years: re.Pattern[str]
    computed: re.Pattern[str]
    of_the_year: re.Pattern[str]
    single: re.Pattern[str]
    captions: re.Pattern[str]
    ahead: re.Pattern[str]
    since: re.Pattern[str]
    planned: re.Pattern[str]
    present: re.Pattern[str]
    charges: re.Pattern[str]
    acts: re.Pattern[str]
    doings: re.Pattern[str]
    grown: re.Pattern[str]
    outlooks: re.Pattern[str]
    units: frozenset[str]
    nothing: frozenset[str]


PATTERNS = (
    "serials",
    "codes",
    "unit_columns",
    "remarks",
    "totals",
    "parts",
    "percents",
    "counts",
    "last_years",
    "this_years",
    "computed",
    "of_the_year",
    "single",
    "captions",
    "ahead",
    "since",
    "planned",
    "present",
    "charges",
    "acts",
    "doings",
    "grown",
    "outlooks",
)


def build_table_words(lists: Mapping[str, str]) -> TableWords:
    """The words of the lists; BadWords when one is missing."""
    if missing := {*PATTERNS, "units", "nothing"} - lists.keys():
        raise BadWords("words_incomplete", list=min(missing))
    patterns = {
        name: re.compile("|".join(map(_pattern, sorted(lists[name].split(), key=len, reverse=True))) or "(?!)")
        for name in PATTERNS
    }
    return TableWords(**patterns, units=frozenset(lists["units"].split()), nothing=frozenset(lists["nothing"].split()))


def _pattern(word: str) -> str:
    bare = word.removeprefix("^").removesuffix("$")
    return "^" * word.startswith("^") + re.escape(bare) + "$" * word.endswith("$")


def squeezed(text: str) -> str:
    """A head without the spaces and line breaks that only spread its characters."""
    return _SPACES.sub("", text)


def without_mark(text: str) -> str:
    """A text up to the mark of a note at its end: 3200②, 总量[1], 产值*."""
    return _NOTE_MARKS.sub("", text)


def sort_of(text: str, words: TableWords) -> CellSort:
    """What stands in a cell, by its text alone."""
    bare = without_mark(text.strip(" 　\n\t"))
    if not bare:
        return CellSort.EMPTY
    if bare in words.nothing:
        return CellSort.NOTHING
    if _BLANK.fullmatch(bare):
        return CellSort.BLANK
    if YEAR.fullmatch(bare):
        return CellSort.YEAR
    return _sort_of_digits(bare, words) if _DIGIT.search(bare) else CellSort.TEXT


def _sort_of_digits(bare: str, words: TableWords) -> CellSort:
    if _DATED.search(bare):
        return CellSort.DATED if len(bare) <= _REST * 2 else CellSort.TEXT
    if _LONG_CODE.fullmatch(bare) or _LETTERS_OF_CODE.match(bare):
        return CellSort.CODE
    starts = _STARTS.match(bare) and not _ORDINAL.match(bare)
    return CellSort.FIGURE if starts and _is_all_figures(bare, words) else CellSort.TEXT


def _is_all_figures(bare: str, words: TableWords) -> bool:
    """Whether the cell holds only units and marks besides the numbers."""
    rest = squeezed(_NUMBERS.sub("", bare))
    if len(rest) > _REST * min(len(_NUMBERS.findall(bare)), 3) or _PROSE.search(rest):
        return False
    return all(is_unit(tail, words) or len(tail) <= 2 for tail in _TAILS.findall(bare))


def is_unit(text: str, words: TableWords) -> bool:
    """Whether a text names a unit of measure, with its scale: 万元, 亿人次, 公斤/亩."""
    bare = text.strip(" 　、，,/")
    plain = _SCALES.sub("", bare) or bare
    if bare in words.units or plain in words.units:
        return True
    parts = plain.split("/")
    return len(parts) == 2 and parts[0] in words.units and 0 < len(parts[1]) <= 4


def is_bare_number(text: str) -> bool:
    """Whether a cell that may be a year or a month (1998, 2019.6) reads as a number among figures."""
    return _BARE.fullmatch(text.strip(" 　\n\t")) is not None


def numbers_in(text: str) -> Iterator[Span]:
    """Where the numbers of a cell stand, each with the sign before it."""
    for match in _SIGNED.finditer(text):
        yield Span(match.start(), match.end())


def dates_in(text: str) -> Iterator[Span]:
    """Where the dates and ordinals of a cell stand, each with the numbers that it joins: 2024-05-12, 1—7月, 第2批."""
    for match in _WHOLE_DATE.finditer(text):
        yield Span(match.start(), match.end())
