"""What a cell of a spreadsheet shows: its value in its number format (ECMA-376 part 1, 18.8.31).

Numbers with fixed places, thousands, per cent, scales and currency signs, days and times; fractions and exponents are not
written as they show, but in full.
"""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from openpyxl.styles.numbers import is_date_format

_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_TOKENS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|[0#?,.]+|[Ee][+-]|%|General|.', re.IGNORECASE | re.DOTALL)
_DATES = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|AM/PM|上午/下午|(?P<unit>[ymdhsaYMDHSA])(?P=unit)*|.', re.DOTALL)
_WEEKDAYS = "一二三四五六日"
_DIGITS = 15
_GENERAL = 10
"""Significant digits of a number without a format, as a column of usual width shows it."""


def shown(value: Any, number_format: str) -> tuple[str, bool]:
    """The text of a cell, and whether its format was followed."""
    if value is None:
        return "", True
    if isinstance(value, bool):
        return str(value).upper(), True
    if isinstance(value, datetime | date | time | timedelta):
        return _dated(value, number_format), True
    if isinstance(value, int | float):
        if value != value or abs(value) == float("inf"):
            return str(value), False
        return _numbered(Decimal(format(value, f".{_DIGITS}g")), number_format or "General")
    return str(getattr(value, "text", value)), True


def _numbered(number: Decimal, number_format: str) -> tuple[str, bool]:
    sections = _sections(number_format)
    index = (1 if number < 0 else 2 if number == 0 else 0) if len(sections) > 1 else 0
    index = 0 if index >= len(sections) else index
    sign = "-" if number < 0 and index == 0 else ""
    tokens = _TOKENS.findall(_CURRENCY.sub(lambda match: f'"{match[1]}"', sections[index]))
    kinds = {_kind(token) for token in tokens}
    if "exponent" in kinds or "/" in tokens or is_date_format(number_format):
        return _general(number), False
    if "general" in kinds or ("digits" not in kinds and "literal" not in kinds):
        return _general(number), True
    number = abs(number) * 100 ** tokens.count("%")
    return sign + _filled(tokens, number), True


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


def _filled(tokens: list[str], number: Decimal) -> str:
    text, is_written = "", False
    for token in tokens:
        kind = _kind(token)
        if kind == "digits" and not is_written:
            text += _digits(token, number)
            is_written = True
        elif kind == "literal":
            text += token.strip('"') if token[0] == '"' else token[1:] if token[0] == "\\" else token
    return text


def _digits(mask: str, number: Decimal) -> str:
    """The digits in a mask such as ``#,##0.0`` or, in thousands, ``0,``."""
    scale = len(mask) - len(mask.rstrip(","))
    mask, number = mask.rstrip(","), number / 1000**scale
    whole, _, part = mask.partition(".")
    places = sum(sign in "0#?" for sign in part)
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    digits, _, rest = f"{rounded:f}".partition(".")
    least = whole.count("0")
    digits = digits.lstrip("0").rjust(least, "0")
    rest = rest[: len(rest)] if places else ""
    while rest.endswith("0") and len(rest) > part.count("0"):
        rest = rest[:-1]
    if "," in whole:
        digits = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", digits)
    return digits + ("." + rest if rest or (part == "" and "." in mask) else "")


def _general(number: Decimal) -> str:
    """A number without a format, never with an exponent."""
    if number == number.to_integral_value():
        return f"{number.to_integral_value():f}"
    rounded = Decimal(format(number, f".{_GENERAL}g"))
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _dated(value: datetime | date | time | timedelta, number_format: str) -> str:
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, time):
        value = datetime.combine(date(1899, 12, 31), value)
    tokens = [match[0] for match in _DATES.finditer(_sections(number_format)[0])]
    if not any(token[0].lower() in "ymdhsa" for token in tokens):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    moment = value if isinstance(value, datetime) else datetime.combine(value, time())
    return "".join(_part(tokens, number, moment) for number in range(len(tokens))).strip()


def _part(tokens: list[str], number: int, moment: datetime) -> str:
    token = tokens[number]
    kind, size = token[0].lower(), len(token)
    if kind == "m" and _is_minute(tokens, number):
        return f"{moment.minute:0{min(size, 2)}d}"
    if kind == "y":
        return f"{moment.year:04d}" if size > 2 else f"{moment.year % 100:02d}"
    if kind == "a" and size > 2:
        return ("星期" if size > 3 else "") + _WEEKDAYS[moment.weekday()]
    known = {"m": moment.month, "d": moment.day, "h": moment.hour, "s": moment.second}
    if kind in known:
        return f"{known[kind]:0{min(size, 2)}d}"
    if token[0] == '"':
        return token.strip('"')
    return token[1:] if token[0] == "\\" else "" if token[0] in "[_*@;" else token


def _is_minute(tokens: list[str], number: int) -> bool:
    """Whether an m means minutes: it stands behind hours or before seconds."""
    letters = [token[0].lower() if token[0].isalpha() else "" for token in tokens]
    before = next((one for one in reversed(letters[:number]) if one), "")
    after = next((one for one in letters[number + 1 :] if one), "")
    return before == "h" or after == "s"
