"""Ordinals (层次序数): finding, reading and writing the numbers that open a paragraph, and Word's number formats."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from core.model.text import HAN_DIGITS, TO_FULL_WIDTH, TO_HALF_WIDTH

_HAN = "零" + HAN_DIGITS
_READ = MappingProxyType({**{char: value for value, char in enumerate(_HAN)}, "〇": 0, "○": 0, "Ｏ": 0, "两": 2})
_UNITS = MappingProxyType({"十": 10, "百": 100, "千": 1000})

# Runs of characters that stand for 1, 2, 3 … : sample for one, first code point, count.
_RUNS = (("①", 0x2460, 20), ("⑴", 0x2474, 20), ("⒈", 0x2488, 20), ("㈠", 0x3220, 10))
_BEYOND = MappingProxyType({"①": "（1）", "⑴": "（1）", "⒈": "1.", "㈠": "（一）"})
_SINGLE = "".join(chr(first + step) for _, first, count in _RUNS for step in range(count))

_H = r"(?P<n>[一二三四五六七八九十百]{1,5})"
_A = r"(?P<n>[1-9][0-9]{0,2}|[１-９][０-９]{0,2})"
_HA = r"(?P<n>[一二三四五六七八九十百]{1,5}|[1-9][0-9]{0,2}|[１-９][０-９]{0,2})"
_ARTICLE = r"(?P<n>[一二三四五六七八九十百千零〇]{1,7}|[1-9][0-9]{0,3}|[１-９][０-９]{0,3})"
_OPEN, _SHUT = r"[（(﹙〔]", r"[）)﹚〕]"
# A figure, not an ordinal, when a digit follows the point; a year may follow, as in "3.2022年工作安排".
_NO_FIGURE = r"(?![0-9０-９](?!\d{3}(?:年|[届级]|[—－–-]{1,2}(?:19|20)\d\d)))"

# What makes a bare figure with a space after it a quantity or a date: 3 个, 12 月.
_MEASURE = "[年月日号时分秒点个名人户家项次万亿千百元件起场篇台套座处所条只头株吨斤克里米亩平公立层级届期批周天岁倍成多余位辆张份]"

# (level, pattern): level by shape as in GB/T 9704-2012 clause 7.3.3; 0 opens a point.
_PATTERNS = tuple(
    (level, re.compile(pattern))
    for level, pattern in (
        (1, rf"第{_HA}\s?(?:部分|编|篇|章)(?![程鱼])"),
        (2, rf"第{_HA}\s?节(?!课|能)"),
        (3, rf"第{_ARTICLE}\s?条(?![例件线款])"),
        (0, rf"第{_H}[，、,：:]"),
        (0, rf"其{_H}[，、,：:]"),
        (0, rf"{_H}(?:是|要(?!素))"),
        (2, rf"{_OPEN}\s?{_H}\s?{_SHUT}、?"),
        (4, rf"{_OPEN}\s?{_A}\s?{_SHUT}、?"),
        (1, rf"{_H}\s?[、．.，,]"),
        (2, rf"{_H}[）)]、?"),
        (3, rf"{_A}\s?(?:[.．]{_NO_FIGURE}、?|、)"),
        (4, rf"{_A}[）)]、?"),
        (1, r"(?P<n>0[1-9])(?:[.．](?=[\s\u4e00-\u9fff“]|$)|(?![0-9月年日.．:：/\-])、?)"),
        (1, rf"{_H}(?=\s|$)"),
        (3, rf"(?P<n>[1-9][0-9]?)(?=[ \u3000]{{1,2}}$|[ \u3000]{{1,2}}(?!{_MEASURE})[\u4e00-\u9fff“])"),
    )
)
# What goes on after the first of several numbers: 5、6月份 is two months, 3、5号楼 two buildings, 一、二期工程 two phases.
_NEXT = re.compile(r"(?P<n>[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})(?![0-9０-９〇○零])")
_COUNTED = re.compile(r"[#＃%％℃]|[\u4e00-\u9fff]")
_NAMED = re.compile(r"月份|月(?![底初中末])|号[楼机站井线院]|季度|标段|单元|[组栋幢#＃]")
_NAMED_HAN = re.compile(r"季度|标段|年级|产业|把手|月份?(?![底初中末])|[期线号类级组班批等标审档层楼栋幢]")
_ORDERED = re.compile(r"第[一二三四五六七八九十]{1,3}、第[一二三四五六七八九十]")
_LISTED = "、，,"
_YEAR_END = (12, 1)
_DASH = re.compile(r"(?:——|—|－－|--)(?=[^—－\-\s\d])")
_ONE = re.compile(r"01|[一1１①⑴⒈㈠]")
_TWO_DIGITS = 10
HIGHEST = 9999
"""The highest number that is written by units."""

_BARE = re.compile(r"\s*(?P<n>[1-9][0-9]?)\s*")
_SPACE = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class Ordinal:
    """An ordinal at ``text[start:end]``: its value, way of writing (``shape``) and level (1-4, 0 for a point).

    ``shape`` is the ordinal for one written the same way, such as ``一、`` ``（一）`` ``1.`` ``①`` ``第一章``; a dash is
    its own shape with number 0.
    """

    start: int
    end: int
    number: int
    shape: str
    level: int


def han_to_int(text: str) -> int | None:
    """The value of a Han numeral, by units (``二十三``) or by digits (``二○○五``); None if it is none."""
    if not text or any(char not in _READ and char not in _UNITS for char in text):
        return None
    if not any(char in _UNITS for char in text):
        return int("".join(str(_READ[char]) for char in text))
    return _by_units(text)


def _by_units(text: str) -> int:
    total, digit = 0, 0
    for char in text:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _READ[char]
    return total + digit


def int_to_han(number: int) -> str:
    """A number from 0 to 9999 as a Han numeral by units: 23 → ``二十三``, 105 → ``一百零五``."""
    if not 0 <= number <= HIGHEST:
        raise ValueError(number)
    if number == 0:
        return _HAN[0]
    parts: list[str] = []
    gap = False
    for value, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, value)
        if digit:
            parts.append((_HAN[0] if gap and parts else "") + _HAN[digit] + unit)
        gap = digit == 0
    text = "".join(parts)
    return text[1:] if text.startswith("一十") else text


# Asked again for every paragraph after every edit.
@lru_cache(maxsize=4096)
def find_ordinal(text: str) -> Ordinal | None:
    """The ordinal that opens ``text`` after white space, or None. Offsets count from the start of ``text``.

    None, too, where the number is the first of several that are counted together: 5、6月份集中开展, 3、4号楼, 一、二期工程.
    """
    found = opening_number(text)
    return None if found is None or _is_first_of_several(text, found) else found


def is_article(ordinal: str) -> bool:
    """Whether an ordinal or its shape is that of an article of rules: 第一条."""
    return ordinal.startswith("第") and ordinal.endswith("条")


def ordinal_of(prefix: str, level: int) -> Ordinal | None:
    """The ordinal of a prefix that is one of ``level``: there a number needs no mark, and 10、 of level 1 goes on 09、."""
    bare = _BARE.fullmatch(prefix)
    found = Ordinal(*bare.span("n"), int(bare["n"]), "1", 3) if bare and level else find_ordinal(prefix)
    if found is not None and level == 1 < found.level and found.number >= _TWO_DIGITS and found.shape.startswith("1"):
        return replace(found, shape=f"0{found.shape}", level=1)
    return found


def opening_number(text: str) -> Ordinal | None:
    """What looks like an ordinal at the start of ``text``, even where it may be the first of several numbers."""
    blank = _SPACE.match(text)
    start = blank.end() if blank else 0
    if start == len(text):
        return None
    if text[start] in _SINGLE:
        return _single(text, start)
    dash = _DASH.match(text, start)
    if dash:
        return Ordinal(start, dash.end(), 0, dash.group(), 0)
    return _numbered(text, start)


def _is_first_of_several(text: str, first: Ordinal) -> bool:
    """Whether 、 after the number parts it from a next one: a neighbour of whatever is counted, a higher one of what
    has numbers for names, or more than one.
    """
    if text[first.end - 1] not in _LISTED:
        return False
    last, end, is_third = first.number, first.end, False
    while (following := _NEXT.match(text, end)) is not None:
        number, end = _value(following["n"]), following.end()
        if number <= last and (last, number) != _YEAR_END:
            return False
        if text[end : end + 1] != "、":
            return _is_counted(text, end, following["n"], is_third or number == last + 1)
        last, end, is_third = number, end + 1, True
    return _ORDERED.match(text, first.start) is not None


def _is_counted(text: str, end: int, digits: str, is_near: bool) -> bool:
    if not digits[0].isdigit():
        return _NAMED_HAN.match(text, end) is not None
    return (_COUNTED if is_near else _NAMED).match(text, end) is not None


def _value(digits: str) -> int:
    return int(digits.translate(TO_HALF_WIDTH)) if digits[0].isdigit() else han_to_int(digits) or 0


def _single(text: str, start: int) -> Ordinal:
    for sample, first, count in _RUNS:
        step = ord(text[start]) - first
        if 0 <= step < count:
            end = start + 1 + (text[start + 1 : start + 2] == "、")
            level = {"⒈": 3, "㈠": 2}.get(sample, 4)
            return Ordinal(start, end, step + 1, sample + text[start + 1 : end], level)
    raise ValueError(text)


def _numbered(text: str, start: int) -> Ordinal | None:
    for level, pattern in _PATTERNS:
        match = pattern.match(text, start)
        if match is None:
            continue
        digits = match.group("n")
        number = _value(digits)
        before, after = match.group()[: match.start("n") - start], match.group()[match.end("n") - start :]
        shape = before + _sample(digits) + after
        if 0 < number <= HIGHEST and write_ordinal(number, shape) == match.group():
            return Ordinal(start, match.end(), number, shape, level)
    return None


def _sample(digits: str) -> str:
    if digits.startswith("0"):
        return "01"
    if digits[0] in "１２３４５６７８９":
        return "１"
    return "1" if digits[0].isdigit() else "一"


def write_ordinal(number: int, shape: str) -> str:
    """The ordinal for ``number`` in a shape that ``find_ordinal`` names; dashes have no number.

    Circled and bracketed single characters end at 20 (㈠ at 10); beyond that the nearest bracketed form is written.
    """
    one = _ONE.search(shape)
    if one is None:
        return shape
    for sample, first, count in _RUNS:
        if one.group() == sample:
            if number > count:
                return write_ordinal(number, _BEYOND[sample])
            return shape[: one.start()] + chr(first + number - 1) + shape[one.end() :]
    return shape[: one.start()] + _digits(number, one.group()) + shape[one.end() :]


def _digits(number: int, sample: str) -> str:
    if sample == "01":
        return f"{number:02d}"
    if sample == "一":
        return int_to_han(number)
    return str(number).translate(TO_FULL_WIDTH) if sample == "１" else str(number)


_HAN_DIGITS = str.maketrans("0123456789", "○一二三四五六七八九")
_LEGAL_SIMPLIFIED = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_LEGAL_TRADITIONAL = str.maketrans("零一二三四五六七八九十百千", "零壹貳參肆伍陸柒捌玖拾佰仟")
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
    *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_CIRCLED = "".join(map(chr, (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0))))
_TABLES = MappingProxyType(
    {
        "decimalEnclosedCircle": _CIRCLED,
        "decimalEnclosedCircleChinese": _CIRCLED,
        "decimalEnclosedParen": "".join(map(chr, range(0x2474, 0x2488))),
        "decimalEnclosedFullstop": "".join(map(chr, range(0x2488, 0x249C))),
        "ideographEnclosedCircle": "".join(map(chr, range(0x3280, 0x328A))),
        "ideographTraditional": _STEMS,
        "ideographZodiac": _BRANCHES,
    }
)


def write_number(number: int, form: str) -> str:
    """``number`` as Word shows it in the number format ``form``; decimal for an unknown format or value."""
    table = _TABLES.get(form)
    if table is not None:
        return table[number - 1] if 1 <= number <= len(table) else str(number)
    writer = _WRITERS.get(form)
    return writer(number) if writer is not None and 0 <= number <= HIGHEST else str(number)


def _counting(number: int) -> str:
    """With units below one hundred, digit by digit from there: 十二, 一○五."""
    return int_to_han(number) if 0 < number < 100 else _digital(number)


def _digital(number: int) -> str:
    return str(number).translate(_HAN_DIGITS)


def _japanese(number: int) -> str:
    """With units, without 零 and without 一 before 千, 百 and 十: 百五, 百二十."""
    written = ""
    for value, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, value)
        if digit:
            written += unit if digit == 1 and unit else int_to_han(digit) + unit
    return written


def _legal(number: int) -> str:
    han = int_to_han(number)
    return "一" + han if han.startswith("十") else han


def _letters(number: int) -> str:
    """a … z, aa, bb …: the letter is repeated."""
    return chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 30) if number else ""


def _upper_roman(number: int) -> str:
    written = []
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        written.append(sign * count)
    return "".join(written)


def _full_width(number: int) -> str:
    return str(number).translate(TO_FULL_WIDTH)


def _sexagenary(number: int) -> str:
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12]


_WRITERS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "none": "".format,
        "decimalZero": "{:02}".format,
        "decimalFullWidth": _full_width,
        "decimalFullWidth2": _full_width,
        "numberInDash": "- {} -".format,
        "upperRoman": _upper_roman,
        "lowerRoman": lambda number: _upper_roman(number).lower(),
        "upperLetter": lambda number: _letters(number).upper(),
        "lowerLetter": _letters,
        "chineseCounting": _counting,
        "taiwaneseCounting": _counting,
        "chineseCountingThousand": int_to_han,
        "taiwaneseCountingThousand": int_to_han,
        "japaneseCounting": _japanese,
        "ideographDigital": _digital,
        "japaneseDigitalTenThousand": _digital,
        "taiwaneseDigital": _digital,
        "chineseLegalSimplified": lambda number: _legal(number).translate(_LEGAL_SIMPLIFIED),
        "ideographLegalTraditional": lambda number: _legal(number).translate(_LEGAL_TRADITIONAL),
        "ideographZodiacTraditional": _sexagenary,
    }
)
