"""Years shifted in the numerals they were written in: 2022, ２０２２, 二〇二二, the 22 of 2021-22."""

import re

from core.model.text import HAN_DIGITS, TO_FULL_WIDTH

PROPER_ZEROS = "〇○零"
ZEROS = PROPER_ZEROS + "ＯOｏo０0◯"
"""All that is typed for the zero of a year in Han digits; other than the proper ones are put right when the year moves."""

YEAR = rf"(?:(?:19|20)\d\d|１９[０-９]{{2}}|２０[０-９]{{2}}|(?:一九|二[{ZEROS}])[{ZEROS}{HAN_DIGITS}]{{2}})"
TO = r"[ 　]?[-－—–~～至到]{1,2}[ 　]?"

_YEAR = re.compile(YEAR)
_SHORT = re.compile(r"(?<![\d０-９])\d\d(?=[ 　]?(?:学|财)?年)")
_FOLD = str.maketrans("０１２３４５６７８９〇○Ｏ零OｏoO◯一二三四五六七八九", "0123456789" + "0" * 9 + "123456789")


def number_in(digits: str) -> int:
    """Value of digits in any writing, one character a digit: 二〇二二 is 2022."""
    return int(digits.translate(_FOLD))


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
