"""The ways Word writes an automatic number (ECMA-376 part 1, 17.18.59 ST_NumberFormat)."""

from types import MappingProxyType

from core.numbering import int_to_han

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
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
    """``number`` as Word shows it in the number format ``form``; a format or value without rule comes out decimal."""
    table = _TABLES.get(form)
    if table is not None:
        return table[number - 1] if 1 <= number <= len(table) else str(number)
    writer = _WRITERS.get(form)
    return writer(number) if writer is not None and 0 <= number <= 9999 else str(number)


def _counting(number: int) -> str:
    """By units below one hundred, digit by digit from there: 十二, 一○五."""
    return int_to_han(number) if 0 < number < 100 else _digital(number)


def _digital(number: int) -> str:
    return str(number).translate(_HAN_DIGITS)


def _japanese(number: int) -> str:
    """By units without 零 and without 一 before 千, 百 and 十: 百五, 百二十."""
    written = ""
    for value, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, value)
        if digit:
            written += unit if digit == 1 and unit else int_to_han(digit) + unit
    return written


def _legal_simplified(number: int) -> str:
    return _legal(number).translate(_LEGAL_SIMPLIFIED)


def _legal_traditional(number: int) -> str:
    return _legal(number).translate(_LEGAL_TRADITIONAL)


def _legal(number: int) -> str:
    han = int_to_han(number)
    return "一" + han if han.startswith("十") else han


def _letters(number: int) -> str:
    """a … z, aa, bb …: the letter is repeated."""
    return chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 30) if number else ""


def _upper_letters(number: int) -> str:
    return _letters(number).upper()


def _upper_roman(number: int) -> str:
    written = []
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        written.append(sign * count)
    return "".join(written)


def _lower_roman(number: int) -> str:
    return _upper_roman(number).lower()


def _full_width(number: int) -> str:
    return str(number).translate(_FULL_WIDTH)


def _two_digits(number: int) -> str:
    return f"{number:02}"


def _in_dashes(number: int) -> str:
    return f"- {number} -"


def _sexagenary(number: int) -> str:
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12]


def _nothing(_number: int) -> str:
    return ""


_WRITERS = MappingProxyType(
    {
        "none": _nothing,
        "decimalZero": _two_digits,
        "decimalFullWidth": _full_width,
        "decimalFullWidth2": _full_width,
        "numberInDash": _in_dashes,
        "upperRoman": _upper_roman,
        "lowerRoman": _lower_roman,
        "upperLetter": _upper_letters,
        "lowerLetter": _letters,
        "chineseCounting": _counting,
        "taiwaneseCounting": _counting,
        "chineseCountingThousand": int_to_han,
        "taiwaneseCountingThousand": int_to_han,
        "japaneseCounting": _japanese,
        "ideographDigital": _digital,
        "japaneseDigitalTenThousand": _digital,
        "taiwaneseDigital": _digital,
        "chineseLegalSimplified": _legal_simplified,
        "ideographLegalTraditional": _legal_traditional,
        "ideographZodiacTraditional": _sexagenary,
    }
)
