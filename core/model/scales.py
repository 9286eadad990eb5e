"""Scaled values typed into a field: beside “万立方米” the 万 belongs to last year's value, not to the typed number."""

import re
from dataclasses import replace

from core.model.fact import Fact, FactKind
from core.model.quantities import converted, is_same_unit, quantity_of, split_unit
from core.model.text import TO_HALF_WIDTH
from core.numbering import han_to_int

_DIGITS = r"[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?"
_HAN = "[数几零一二两三四五六七八九十百千]+"
_RANGE = rf"[-+]?{_DIGITS}(?:[-－—–~～至到]{{1,2}}{_DIGITS})?"
_ABOUT = "[余多来几]?"
SCALED = re.compile(
    rf"(?P<arabic>{_RANGE}{_ABOUT})(?P<scale>[ 　]?[十百千万亿]+{_ABOUT})|(?P<han>{_HAN})(?P<more>[万亿]+{_ABOUT})"
)
BARE = re.compile(rf"(?P<about>[约近超]?)(?:{_RANGE}|{_HAN})(?P<more>{_ABOUT})")
ABOUT = "余多来几"


def split_scale(text: str) -> tuple[str, str]:
    """A value as its number and what scales it; the two together are the value.

    >>> split_scale("85万"), split_scale("1.2万余"), split_scale("350")
    (('85', '万'), ('1.2', '万余'), ('350', ''))
    """
    found = SCALED.fullmatch(text)
    if found is None:
        return text, ""
    return (found["arabic"], found["scale"]) if found["scale"] else (found["han"], found["more"])


_WIDE = re.compile(r"[-+]?[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．。点][0-9０-９]+)?")
_MARKS = str.maketrans("．。点，", "...,")
_HAN_DECIMAL = re.compile("([〇零一二两三四五六七八九十百千]+)点([〇零一二三四五六七八九]+)")
_DAY = re.compile(
    r"(?P<month>0?[1-9]|1[0-2])[ 　]*[-./．／月][ 　]*(?P<day>0?[1-9]|[12][0-9]|3[01])(?P<end>[日号]?)", re.ASCII
)
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_WRITTEN_DAY = re.compile(r"[0-9０-９]{1,2}月[0-9０-９]{1,2}(?P<end>[日号])")


def standard_form(fact: Fact, typed: str) -> str:
    """What is typed for a number or a day as reports write it: 45.2 for 四十五点二 or ４５。２, 9月28日 for 9.28.

    Anything else stays as it was typed, whole numbers in Han numerals too.
    """
    words = typed.strip()
    if fact.kind is FactKind.DATE:
        return _standard_day(fact, words)
    return _standard_number(words) if fact.kind in (FactKind.FIGURE, FactKind.MASK) else words


def _standard_number(words: str) -> str:
    if _WIDE.fullmatch(words):
        return words.translate(TO_HALF_WIDTH).translate(_MARKS)
    found = _HAN_DECIMAL.fullmatch(words)
    return f"{han_to_int(found[1])}.{''.join(str(han_to_int(digit)) for digit in found[2])}" if found else words


def _standard_day(fact: Fact, words: str) -> str:
    last, day = _WRITTEN_DAY.fullmatch(fact.prior), _DAY.fullmatch(words.translate(TO_HALF_WIDTH))
    if last is None or day is None or int(day["day"]) > _LONGEST[int(day["month"]) - 1]:
        return words.removesuffix(fact.unit) if words != fact.unit else words
    return f"{int(day['month'])}月{int(day['day'])}{day['end'] or last['end']}"


def intended_value(fact: Fact, typed: str) -> str:
    """The value meant by what is typed into a fact's field, in its ``standard_form``."""
    words = standard_form(fact, typed)
    is_number = fact.kind in (FactKind.FIGURE, FactKind.MASK)
    return typed_value(fact.prior, words, fact.unit) if is_number else words


def typed_value(prior: str, typed: str, unit: str = "") -> str:
    """The value meant by typing ``typed`` where ``prior`` stood last year, followed by ``unit`` in the text.

    A bare number keeps last year's scale unless it is written in full: 62 for 85万 means 62万, 620000 means 620000. A typed
    scale or unit overrides it this once; a unit that follows in the text anyway is not repeated. Commas stand between
    thousands where they stood last year.
    """
    typed = typed.strip()
    if not BARE.fullmatch(typed):
        return _without_unit(typed, unit)
    scale = split_scale(prior)[1] or _compound_scale(prior)
    return _scaled(typed, scale, prior) if scale else _grouped(typed, prior)


def scale_of_unit(fact: Fact) -> str:
    """The 万 of last year's 2.4万 that may be told with the unit (2.4 万平方米); empty where the number alone means another
    value, or the scale is only about (1.2万余)."""
    number, scale = split_scale(fact.prior)
    is_plain = BARE.fullmatch(number) is not None and scale.strip(ABOUT) == scale
    return scale.strip() if is_plain and intended_value(fact, number) == fact.prior else ""


def dropped_scale(prior: str, typed: str) -> str:
    """Last year's 万 or 亿 that the number typed for it does without: 万 for 20130 where 2.1万 stood; empty if none."""
    typed = typed.strip()
    if not BARE.fullmatch(typed):
        return ""
    scale = split_scale(prior)[1] or _compound_scale(prior)
    return scale if scale and _is_in_full(typed, scale, prior) else ""


_GROUPED, _LONG = re.compile(r"[0-9],[0-9]{3}(?![0-9])"), re.compile(r"([-+−]?)([1-9][0-9]{3,})(\.[0-9]+)?")


def _grouped(typed: str, prior: str) -> str:
    """A number with commas between thousands where last year's has them: 1236 for 1,304 is 1,236; 0012 stays 0012."""
    found = _LONG.fullmatch(typed) if _GROUPED.search(prior) else None
    return typed if found is None else f"{found[1]}{int(found[2]):,}{found[3] or ''}"


def _compound_scale(prior: str) -> str:
    """亿 of 3亿2千万: a bare 4 typed for it means 4亿."""
    quantity = quantity_of(prior)
    return quantity.scale if quantity is not None and not quantity.unit else ""


def _scaled(typed: str, scale: str, before: str) -> str:
    """A number and its scale."""
    if _is_in_full(typed, scale, before):
        return typed
    found = BARE.fullmatch(typed)
    is_vague = found is not None and (found["about"] or found["more"])
    return typed + (scale.rstrip(ABOUT) if is_vague else scale)


def _is_in_full(typed: str, scale: str, before: str) -> bool:
    """Whether the number's ratio to the previous value is closer to 1 without the scale than with it."""
    old, one, new = quantity_of(before), quantity_of("1" + scale), quantity_of(typed)
    if old is None or one is None or new is None or not old.number:
        return False
    return new.number**2 * one.size > old.size**2


def _without_unit(typed: str, unit: str) -> str:
    """The text without the unit that follows it anyway, converted to that unit's 万 or 亿 where it has one."""
    quantity = quantity_of(typed)
    if quantity is None or not unit:
        return typed
    scale, thing = split_unit(unit)
    if scale and quantity.unit in ("", thing):
        return converted(replace(quantity, unit=thing), unit) or typed
    return typed.removesuffix(typed[-len(quantity.unit) :]).rstrip() if is_own(quantity.unit, unit) else typed


def is_own(given: str, unit: str) -> bool:
    """Whether a unit typed behind a number repeats the one in the text, or an interchangeable word for it."""
    return bool(given) and is_same_unit(given, unit)
