"""Numbers with units as people type them: parsing, comparison and conversion."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

SCALES = MappingProxyType(
    {
        "": 1,
        "十": 10,
        "百": 100,
        "千": 1000,
        "万": 10**4,
        "十万": 10**5,
        "百万": 10**6,
        "千万": 10**7,
        "亿": 10**8,
        "十亿": 10**9,
        "百亿": 10**10,
        "千亿": 10**11,
        "万亿": 10**12,
    }
)
NUMBER = re.compile(r"(?P<number>[-+]?[0-9]{1,15}(?:,[0-9]{3})*(?:\.[0-9]{1,10})?)(?P<rest>.*)", re.DOTALL)
COMPOUND = re.compile(
    r"(?P<number>[0-9]{1,6})(?P<scale>[万亿])(?P<more>[0-9]{1,4})(?P<part>千万|百万|[千万百])(?P<unit>[^0-9]*)"
)
"""A number in two magnitudes: 3亿2千万元, 2万5千人."""
SCALED = re.compile(r"(?P<scale>[十百千万亿]{0,2})(?P<about>[余多来几]?)(?P<unit>.*)", re.DOTALL)


PERSONS = frozenset(("名", "人", "位"))
"""Units of which one is written for the other."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """``1.2万余元``: number 1.2, scale 万, about 余, unit 元."""

    number: Decimal
    scale: str
    about: str
    unit: str

    @property
    def words(self) -> str:
        """All that follows the number."""
        return self.scale + self.about + self.unit

    @property
    def size(self) -> Decimal:
        """The number with its 万 or 亿 multiplied out."""
        return self.number * SCALES[self.scale]


def quantity_of(text: str) -> Quantity | None:
    """The quantity that a text is; None for anything but one number with words after it.

    >>> quantity_of("1.2万元").unit, quantity_of("3亿2千万").size
    ('元', Decimal('320000000.0'))
    """
    match = NUMBER.fullmatch(tidy(text))
    if match is None:
        return None
    if compound := COMPOUND.fullmatch(tidy(text)):
        scale = SCALES[compound["scale"]]
        more = Decimal(compound["more"]) * SCALES[compound["part"]] / scale
        return Quantity(Decimal(compound["number"]) + more, compound["scale"], "", compound["unit"])
    rest = SCALED.fullmatch(match["rest"])
    if rest is None or rest["scale"] not in SCALES or any(map(str.isdigit, rest["unit"])):
        return None
    return Quantity(Decimal(match["number"].replace(",", "")), rest["scale"], rest["about"], rest["unit"])


def converted(quantity: Quantity, unit: str) -> str:
    """The number in another unit of the same quantity (1.2万元 in 元: 12000); empty if the units are of different things."""
    own, wanted = split_unit(quantity.scale + quantity.unit), split_unit(unit)
    if quantity.about or own[1] != wanted[1]:
        return ""
    return plain(quantity.number * SCALES[own[0]] / SCALES[wanted[0]])


def is_same_unit(given: str, unit: str) -> bool:
    """Whether ``given`` is the unit in the text or an interchangeable word for it: 人 for 名.

    >>> is_same_unit("人", "名"), is_same_unit("人", "个")
    (True, False)
    """
    return tidy(given) == tidy(unit) or {tidy(given), tidy(unit)} <= PERSONS


def split_unit(unit: str) -> tuple[str, str]:
    """A unit as scale and what is counted: 万元 as 万, 元."""
    match = SCALED.fullmatch(tidy(unit))
    if match is None or match["scale"] not in SCALES:
        return "", tidy(unit)
    return match["scale"], match["about"] + match["unit"]


def tidy(text: str) -> str:
    """Normalised for comparison: NFKC, no white space."""
    return "".join(unicodedata.normalize("NFKC", text).split()).replace("，", ",")


def plain(number: Decimal) -> str:
    """Decimal notation without exponent and without trailing zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
