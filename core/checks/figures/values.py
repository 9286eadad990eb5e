"""The numeric value of a written figure: 1.2万余 with the unit 元 is about 12000, rounded to thousands."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

MAGNITUDES = "十百千万亿"
SIZES = (("十", 10), ("百", 100), ("千", 1000), ("万", 10_000), ("亿", 100_000_000))
HAN = "零一二三四五六七八九"
MOST_DIGITS = 15  # what is longer is no figure of a report
ROUGHLY = Decimal("0.1")  # how far 约, 余 or 近 may be from the truth

_FOLD = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_NUMBER = re.compile(
    rf"(?P<digits>\d+(?:,\d{{3}})*(?:\.\d+)?)[ 　]?(?P<sizes>[{MAGNITUDES}]*)(?P<about>[余多来几]?)(?P<more>[{MAGNITUDES}]*)"
)
_COMPOUND = re.compile(r"(?:\d{1,4}[千万亿]){1,2}\d{1,4}[百千万]{0,2}")  # 2万5千
_HAN_NUMBER = re.compile(rf"[{HAN}两{MAGNITUDES}]+")
_RANGE = re.compile(r"[ 　]?[-－—–~～至到]{1,2}[ 　]?")
_UNIT = re.compile(rf"(?P<sizes>(?:[{MAGNITUDES}](?!分))*)(?P<name>.*)")
_SAME = (("名", "人"), ("位", "人"), ("％", "%"), ("百分点", "个百分点"), ("人民币", "元"))


@dataclass(frozen=True, slots=True)
class Value:
    """``amount`` in ``unit``; ``slack`` is the maximum error by rounding.

    ``rough`` figures (约, 余, 以上 …) say so themselves. ``last`` is the end of a range, else None.
    """

    amount: Decimal
    unit: str
    slack: Decimal = Decimal(0)
    rough: bool = False
    last: Decimal | None = None


def value_of(text: str, unit: str) -> Value | None:
    """The value of ``text`` with ``unit``; None for masks, fractions and anything else without a single value.

    >>> value_of("1.2万余", "元").amount, value_of("二十四", "个").amount
    (Decimal('12000.0'), Decimal('24'))
    """
    text, (size, name) = text.translate(_FOLD), base_unit(unit)
    ends = _RANGE.split(text)
    if len(ends) == 2:
        return _range(ends[0], ends[1], size, name)
    found = _NUMBER.fullmatch(text)
    if found is not None:
        return _arabic(found, size, name)
    if _COMPOUND.fullmatch(text):
        return Value(sum((_amount(part) for part in _NUMBER.finditer(text)), Decimal(0)) * size, name)
    worth = han_number(text)
    return None if worth is None else Value(Decimal(worth * size), name)


def base_unit(unit: str) -> tuple[int, str]:
    """Factor and base of a unit: 万元 gives 10000 and 元; 名 and 人 are the same unit."""
    found = _UNIT.match(unit)
    name = (found["name"] if found else unit).split("（")[0].split("(")[0]
    return _size(found["sizes"] if found else ""), dict(_SAME).get(name, name)


def _size(signs: str) -> int:
    worth = 1
    for sign in signs[:3]:
        worth *= dict(SIZES)[sign]
    return worth


def _arabic(found: re.Match[str], size: int, unit: str) -> Value | None:
    digits = found["digits"].replace(",", "")
    if len(digits) > MOST_DIGITS:
        return None
    scale = Decimal(size * _size(found["sizes"]) * _size(found["more"]))
    rough, amount = bool(found["about"]), Decimal(digits) * scale
    decimals = len(digits.partition(".")[2])
    slack = scale / (2 * 10**decimals) if decimals or scale > 1 or unit == "%" else Decimal(0)
    return roughened(Value(amount, unit, slack)) if rough else Value(amount, unit, slack)


def _range(first: str, last: str, size: int, unit: str) -> Value | None:
    """A range with its first and last number; a first number without 万 or % takes it from the last."""
    head, tail = _NUMBER.match(first), _NUMBER.fullmatch(last)
    if head is None or tail is None or max(len(first), len(last)) > MOST_DIGITS:
        return None
    end = _amount(tail) * size
    start = _amount(head) * (1 if head["sizes"] else size)
    if not head["sizes"] and start > end:
        start = _amount(head)
    return Value(start, unit, Decimal(0), True, end)


def _amount(found: re.Match[str]) -> Decimal:
    return Decimal(found["digits"].replace(",", "")) * _size(found["sizes"]) * _size(found["more"])


def roughened(value: Value) -> Value:
    """The value marked as approximate."""
    return replace(value, rough=True, slack=max(value.slack, abs(value.amount) * ROUGHLY))


def han_number(text: str) -> int | None:
    """The value of Han numerals; None if it is no number.

    >>> han_number("一百二十"), han_number("两"), han_number("十四")
    (120, 2, 14)
    """
    if not _HAN_NUMBER.fullmatch(text) or len(text) > MOST_DIGITS:
        return None
    total = section = digit = 0
    for sign in text.replace("两", "二"):
        size = dict(SIZES).get(sign, 1)
        if size >= 10_000:
            total, section, digit = (total + section + digit or 1) * size, 0, 0
        elif size > 1:
            section, digit = section + (digit or 1) * size, 0
        else:
            digit = HAN.index(sign)
    return total + section + digit
