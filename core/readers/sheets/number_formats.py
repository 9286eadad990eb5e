"""Values of cells as a spreadsheet shows them in their number formats (ECMA-376 part 1, 18.8.30 and 18.8.31).

Numbers with fixed places, thousands, per cent, scales and currency signs, digits that a format parts, parts of a format by
conditions, days and times. Fractions, exponents and Chinese digits are not written as they show, but in full; so is a
number that is no day in a format of days, for which a program shows a row of #.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from itertools import pairwise
from operator import eq, ge, gt, le, lt, ne
from types import MappingProxyType
from typing import Any

Value = Any  # of a cell, as the libraries give it
_YEAR_MONTH, _MONTH_DAY = 'yyyy"年"m"月"', 'm"月"d"日"'
CHINESE: Mapping[int, str] = MappingProxyType(
    {
        14: "yyyy/m/d",
        22: "yyyy/m/d h:mm",
        30: "m-d-yy",
        31: 'yyyy"年"m"月"d"日"',
        32: 'h"时"mm"分"',
        33: 'h"时"mm"分"ss"秒"',
        **dict.fromkeys((27, 36, 50, 52, 57), _YEAR_MONTH),
        **dict.fromkeys((28, 29, 51, 53, 54, 58), _MONTH_DAY),
    }
)
"""Formats that a file names by number only, as Chinese programs show them."""

_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_TOKENS = re.compile(r'"[^"]*"|[\\!].|_.|\*.|\[[^\]]*\]|[0#?,.]+|[Ee][+-]|%|General|.', re.IGNORECASE | re.DOTALL)
_CHINESE_DIGITS = re.compile(r"\[DBNum", re.IGNORECASE)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[0-9]{1,15}(?:\.[0-9]{1,9})?)\]")
_HOLDS: Mapping[str, Callable[[Decimal, Decimal], bool]] = MappingProxyType(
    {"<": lt, "<=": le, "=": eq, "<>": ne, ">=": ge, ">": gt}
)
_DATES = re.compile(r'"[^"]*"|[\\!].|_.|\*.|\[[^\]]*\]|AM/PM|上午/下午|(?P<unit>[ymdhsaYMDHSA])(?P=unit)*|.', re.DOTALL)
_UNMEANT = re.compile(r'"[^"]*"|[\\!].|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
"""What stands in a format as it is, with what is no part of days and times."""

_NAMES = re.compile("m{3}|d{3}", re.IGNORECASE)
"""Names of months and days in the language of the program: such a day is written in figures."""

_ELAPSED = MappingProxyType({"[h]": 3600, "[hh]": 3600, "[m]": 60, "[mm]": 60, "[s]": 1, "[ss]": 1})
_NO_DAY = datetime(1899, 12, 31)
_HALVES = ("AM/PM", "上午/下午")
_WEEKDAYS = "一二三四五六日"
_DIGITS = 15
_GENERAL = 10
"""Significant digits of a number without a format, as a column of usual width shows it."""


def shown(value: Value, number_format: str) -> tuple[str, bool]:
    """The text of a cell, and whether its format was followed."""
    if value is None:
        return "", True
    if isinstance(value, bool):
        return str(value).upper(), True
    if isinstance(value, datetime | date | time | timedelta):
        return _day(value, number_format)
    if isinstance(value, int | float):
        if value != value or abs(value) == float("inf"):
            return str(value), False
        return _numbered(Decimal(format(value, f".{_DIGITS}g")), number_format or "General")
    return _worded(str(getattr(value, "text", value)), number_format), True


def _day(value: datetime | date | time | timedelta, number_format: str) -> tuple[str, bool]:
    is_followed = _NAMES.search(_UNMEANT.sub("", _sections(number_format)[0])) is None
    return _dated(value, number_format if is_followed else CHINESE[14]), is_followed


def _worded(text: str, number_format: str) -> str:
    """A text in the part for texts: the fourth, or the last where it says so."""
    sections = _sections(number_format)
    tokens = _TOKENS.findall(sections[3] if len(sections) > 3 else sections[-1])
    if "@" not in tokens and len(sections) < 4:
        return text
    return "".join(text if token == "@" else _literal(token) for token in tokens)


def _numbered(number: Decimal, number_format: str) -> tuple[str, bool]:
    section, sign = _section_for(number, _sections(number_format))
    if not section and ";" in number_format:
        return "", True
    tokens = _TOKENS.findall(_CURRENCY.sub(lambda match: f'"{match[1]}"', section))
    kinds = Counter(map(_kind, tokens))
    masks = [token for token in tokens if _kind(token) == "digits"]
    if _is_beyond(number_format) or _is_strange(tokens, masks):
        return _general(number), False
    if kinds["general"] or not kinds["digits"] + kinds["literal"]:
        return _general(number), True
    whole = _digits("".join(masks), abs(number) * 100 ** tokens.count("%"))
    return sign + _filled(tokens, list(_parted(whole, masks))), True


def _is_strange(tokens: list[str], masks: list[str]) -> bool:
    """Whether a format is one of fractions or exponents, or parts its digits behind the point, or thousands as well."""
    return (
        "/" in tokens
        or "exponent" in map(_kind, tokens)
        or any("." in mask or "," in mask.rstrip(",") for mask in masks[:-1])
    )


def _is_beyond(number_format: str) -> bool:
    """Whether a format is one of days, which this number is not, or of Chinese digits."""
    return is_dated(number_format) or _CHINESE_DIGITS.search(number_format) is not None


def _section_for(number: Decimal, sections: list[str]) -> tuple[str, str]:
    """The part of a format for a number, and the sign before it.

    The part for negative numbers may say by its colour alone that they are (``0.0%;[Red]0.0%``); a table of a report has
    no such colour, so the sign is written.
    """
    sign = "-" if number < 0 else ""
    if any(map(_CONDITION.search, sections)):
        return next(filter(partial(_holds, number), sections), "General"), sign
    own = sections[1:2] if sign else sections[2:3] if number == 0 else []
    if own:
        return own[0], sign if _words(own[0]) == _words(sections[0]) else ""
    return sections[0], sign


def _holds(number: Decimal, section: str) -> bool:
    """Whether the condition of a part of a format holds, or it has none."""
    found = _CONDITION.search(section)
    return found is None or _HOLDS[found[1]](number, Decimal(found[2]))


def _words(section: str) -> list[str]:
    """The signs and words of a part of a format beside its digits."""
    tokens = _TOKENS.findall(section)
    return [_literal(token) for token in tokens if _kind(token) == "literal"]


def _sections(number_format: str) -> list[str]:
    """The parts of a format for positive, negative, zero and text."""
    found, quoted = [""], False
    for sign in number_format:
        quoted ^= sign == '"'
        if sign == ";" and not quoted:
            found.append("")
        else:
            found[-1] += sign
    return found


def _kind(token: str) -> str:
    if token.lower() in ("general", "@"):
        return "general"
    if token[0] in "Ee" and len(token) == 2:
        return "exponent"
    if token[0] in "[_*":
        return "nothing"
    return "digits" if token[0] in "0#?,." and set(token) & set("0#?") else "literal"


def _filled(tokens: list[str], digits: list[str]) -> str:
    """A part of a format with the digits for each of its masks."""
    left = iter(digits)
    return "".join(next(left) if _kind(token) == "digits" else _literal(token) for token in tokens)


def _parted(whole: str, masks: list[str]) -> Iterator[str]:
    """The digits of a number for each mask: as many as it has places, the first one all that are left."""
    sizes = [sum(sign in "0#?" for sign in mask.partition(".")[0]) for mask in masks]
    point = len(whole.partition(".")[0])
    ends = [max(point - sum(sizes[number:]), 0) for number in range(1, len(masks))]
    return (whole[first:last] for first, last in pairwise((0, *ends, len(whole))))


def _digits(mask: str, number: Decimal) -> str:
    """The digits in a mask such as ``#,##0.0`` or, in thousands, ``0,``."""
    scale = len(mask) - len(mask.rstrip(","))
    mask, number = mask.rstrip(","), number / 1000**scale
    whole, _, part = mask.partition(".")
    places = sum(sign in "0#?" for sign in part)
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    digits, _, rest = f"{rounded:f}".partition(".")
    digits = digits.lstrip("0").rjust(whole.count("0"), "0")
    least = part.count("0")
    rest = rest[:least] + rest[least:].rstrip("0")
    if "," in whole:
        digits = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", digits)
    return f"{digits}.{rest}" if rest else digits


def _general(number: Decimal) -> str:
    """A number without a format, never with an exponent."""
    if number == number.to_integral_value():
        return f"{number.to_integral_value():f}"
    rounded = Decimal(format(number, f".{_GENERAL}g"))
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _dated(value: datetime | date | time | timedelta, number_format: str) -> str:
    tokens = [match[0] for match in _DATES.finditer(_sections(number_format)[0])]
    if not any(token[0].lower() in "ymdhsa" or token.lower() in _ELAPSED for token in tokens):
        return str(value)
    if isinstance(value, time):
        tokens = list(map(_without_day, tokens))
    return "".join(_part(tokens, number, _moment(value)) for number in range(len(tokens))).strip()


def _without_day(token: str) -> str:
    """A number below one is the time of a day that programs write as 0."""
    return f'"{0:0{min(len(token), 2)}d}"' if token[0] in "dD" else token


def _moment(value: datetime | date | time | timedelta) -> datetime:
    if isinstance(value, timedelta):
        return _NO_DAY + value
    if isinstance(value, time):
        return datetime.combine(date(1900, 1, 1), value)
    return value if isinstance(value, datetime) else datetime.combine(value, time())


def _part(tokens: list[str], number: int, moment: datetime) -> str:
    token = tokens[number]
    kind, size = token[0].lower(), len(token)
    if token.lower() in _ELAPSED:
        return _passed(token, moment)
    if token.upper() in _HALVES:
        return token.split("/")[moment.hour >= 12]
    month = moment.minute if _is_minute(tokens, number) else moment.month
    known = {"m": month, "d": moment.day, "h": _hour(tokens, moment), "s": moment.second}
    if kind in known:
        return f"{known[kind]:0{min(size, 2)}d}"
    if kind == "y":
        return f"{moment.year:04d}"[-4 if size > 2 else -2 :]
    if token.lower() in ("aaa", "aaaa"):
        return "星期"[: 2 * (size > 3)] + _WEEKDAYS[moment.weekday()]
    return _literal(token)


def _passed(token: str, moment: datetime) -> str:
    """Hours, minutes or seconds from the day that is none."""
    passed = (moment - _NO_DAY) // timedelta(seconds=_ELAPSED[token.lower()])
    return f"{passed:0{len(token) - 2}d}"


def _hour(tokens: list[str], moment: datetime) -> int:
    return (moment.hour - 1) % 12 + 1 if any(token.upper() in _HALVES for token in tokens) else moment.hour


def _literal(token: str) -> str:
    if token[0] == '"':
        return token.strip('"')
    if token[0] in "\\!":
        return token[1:]
    return "" if token[0] in "[_*@;" else token


def _is_minute(tokens: list[str], number: int) -> bool:
    """Whether an m means minutes: it stands behind hours or before seconds."""
    letters = [token.strip("[]")[0].lower() if _is_unit(token) else "" for token in tokens]
    before = next((one for one in reversed(letters[:number]) if one), "")
    after = next((one for one in letters[number + 1 :] if one), "")
    return before == "h" or after == "s"


def _is_unit(token: str) -> bool:
    return token[0].isalpha() or token.lower() in _ELAPSED


def is_elapsed(number_format: str) -> bool:
    """Whether a number in this format is hours, minutes or seconds that passed, however many days."""
    return any(match[0].lower() in _ELAPSED for match in _DATES.finditer(number_format))


def is_dated(number_format: str) -> bool:
    """Whether a number in this format is a day or a time."""
    first = _UNMEANT.sub("", _sections(number_format)[0])
    return "general" not in first.lower() and re.search("[ymdhs]|aaa", first, re.IGNORECASE) is not None
