"""Whether the content of one cell can be accepted as it is; otherwise the problem, and what could be accepted on request."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from core.collection.values import AskedField, EntryKind, Given, GivenKind
from core.model.fact import Fact
from core.model.quantities import Quantity, converted, is_same_unit, plain, quantity_of, split_unit, tidy
from core.model.scales import dropped_scale, intended_value, scale_of_unit

LONGEST = 500
"""Characters of an answer: it stands inside a sentence."""

FAR = 10
"""So many times last year's value a number is shown before it is taken: a digit more, or another unit."""

WHOLE = frozenset("名人位个件期场次项家户村所座台套条份篇批支辆栋间张册")
"""Units of what is counted by ones; half a person is a slip of the pen."""

ALIKE = (frozenset(("名", "人", "位", "人次", "名次")),)
"""Units of which one is written for the other."""

COUNTED = re.compile(
    r"(?P<count>.*[0-9０-９一二三四五六七八九十百千万亿两][余多来几]?)(?P<unit>[^0-9０-９]{1,3})", re.DOTALL
)
GROWING = ("增", "涨", "同比", "环比", "完成", "目标", "翻番", "计划")
"""Words of a label whose percentage may well be over a hundred."""

SEVERAL = re.compile(r"\d\s+\d")
"""Numbers beside each other: 50 and 60 in one cell are not 5060."""

PERCENT = frozenset(("%", "‰"))
RISES = PERCENT | {"个百分点", "百分点"}
"""Units of counted things whose number may be negative (a change)."""

DAY = re.compile(r"(?:(?P<year>\d{4})[-年./])?(?P<month>\d{1,2})[-月./](?P<day>\d{1,2})[日号]?")
MARKED = re.compile(r"(?P<year>\d{4})(?P<mark>[-./])(?P<month>\d{1,2})[-./](?P<day>\d{1,2})")


@dataclass(frozen=True, slots=True)
class Judgement:
    """``value`` as it would be written in the text (None: unusable), ``doubt`` the code of the problem (empty: none)."""

    value: str | None
    doubt: str = ""


def judge(given: Given, asked: AskedField, unit: str) -> Judgement:
    """Judge a cell answered in ``unit``, the unit shown in the sheet."""
    if fault := _fault(given):
        return Judgement(None, fault)
    if tidy(unit) == tidy(asked.fact.unit):
        return _in_unit(given, asked)
    return _in_scale(given, asked) if _is_scaled(asked.fact, unit) else _in_other_unit(given, asked, unit)


def _is_scaled(fact: Fact, unit: str) -> bool:
    """Whether the unit is that of the fact with last year's 万: 万平方米."""
    scale = scale_of_unit(fact)
    return bool(scale) and tidy(unit) == tidy(scale + fact.unit)


def _in_other_unit(given: Given, asked: AskedField, unit: str) -> Judgement:
    """The unit in the sheet was changed: a number is converted if the units are of one kind, and never accepted unasked."""
    quantity = quantity_of(given.text + unit) if given.kind in (GivenKind.NUMBER, GivenKind.TEXT) else None
    value = converted(quantity, asked.fact.unit) if quantity and asked.entry is EntryKind.NUMBER else ""
    return Judgement((value or None) if not asked.lead else None, "collect_unit_changed")


def _in_unit(given: Given, asked: AskedField) -> Judgement:
    judges = {EntryKind.NUMBER: _number, EntryKind.DATE: _date, EntryKind.TEXT: _words}
    return judges[asked.entry](given, asked)


def _in_scale(given: Given, asked: AskedField) -> Judgement:
    """24000 where 万平方米 is asked was hardly meant as 2.4亿: read as in the form, and never accepted unasked."""
    judged = _in_unit(given, asked)
    is_full = bool(dropped_scale(asked.fact.prior, given.text))
    return replace(judged, doubt="collect_unit_differs") if is_full and judged.value and not judged.doubt else judged


def _fault(given: Given) -> str:
    """Code of the reason why a cell is unusable whatever was asked for; empty if there is none."""
    if given.kind is GivenKind.FORMULA:
        return "collect_formula"
    if given.kind is GivenKind.OTHER:
        return "collect_no_value"
    signs = "".join(given.text.split())
    is_strange = any(unicodedata.category(sign) in ("Cc", "Cs", "Cn") for sign in signs)
    return "collect_unusable" if is_strange or len(given.text) > LONGEST else ""


def _number(given: Given, asked: AskedField) -> Judgement:
    if given.kind is GivenKind.DATE:
        return Judgement(None, "collect_date_for_number")
    if given.kind is GivenKind.PERCENT:
        if tidy(asked.fact.unit) != "%" or given.number is None:
            return Judgement(None, "collect_unit_differs")
        return Judgement(plain(given.number * 100), "collect_percent_cell")
    return _counted(given, asked, tidy(asked.fact.unit))


def _counted(given: Given, asked: AskedField, unit: str) -> Judgement:
    """A number, or words that may be one."""
    quantity = _single(given.text)
    if quantity is None:
        return Judgement(None if asked.lead else _without_unit(given.text, unit), "collect_no_number")
    quantity = _in_own_words(quantity, unit)
    if quantity.words not in ("", unit):
        return _worded(quantity, asked, unit)
    if unit in PERCENT and _is_share(quantity, quantity_of(asked.fact.prior)):
        return Judgement(plain(quantity.number * 100), "collect_share_for_percent")
    return _partial(quantity.number, asked) if asked.lead else _sized(quantity.number, asked)


def _in_own_words(quantity: Quantity, unit: str) -> Quantity:
    """12人 where 名 is asked for is 12: a unit equivalent to that of the text is accepted."""
    is_own = bool(unit and quantity.unit) and is_same_unit(quantity.unit, unit)
    return replace(quantity, unit="") if is_own else quantity


def _single(text: str) -> Quantity | None:
    return None if SEVERAL.search(text) else quantity_of(text)


def _worded(quantity: Quantity, asked: AskedField, unit: str) -> Judgement:
    """1.2万, 30余, 12000元 where 万元 is asked."""
    if asked.lead:
        return Judgement(None, "collect_partial")
    scale, thing = split_unit(unit)
    if quantity.unit not in ("", thing):
        return Judgement(None, "collect_unit_differs")
    if scale:
        return Judgement(converted(replace(quantity, unit=thing), unit) or None, "collect_unit_differs")
    return Judgement(
        plain(quantity.number) + quantity.scale + quantity.about, _worded_doubt(quantity, asked.fact.prior)
    )


def _worded_doubt(quantity: Quantity, prior: str) -> str:
    """360万 is unsurprising if last year's value was 358万, but not if it was 3580万."""
    before = quantity_of(prior)
    if before is None or (before.scale, before.about) != (quantity.scale, quantity.about):
        return "collect_worded"
    return "collect_far_off" if _is_far(quantity.size, before) else ""


def _partial(number: Decimal, asked: AskedField) -> Judgement:
    """The last digits of a number whose first digits are in the text already."""
    value = plain(number)
    rest = value.removeprefix(tidy(asked.lead))
    fits = value.isdigit() and 0 < len(rest) < len(value)
    return Judgement(rest) if fits else Judgement(None, "collect_partial")


def _sized(number: Decimal, asked: AskedField) -> Judgement:
    """A bare number gets the scale it would get in the form: 62 for 85万 is 62万, 620000 is 620000."""
    value = intended_value(asked.fact, plain(number))
    quantity = quantity_of(value)
    size = quantity.size if quantity else number
    return Judgement(value, _size_doubt(size, quantity_of(asked.fact.prior), asked.fact))


def _size_doubt(number: Decimal, before: Quantity | None, fact: Fact) -> str:
    """Code of what is odd about a number, given its unit and last year's value."""
    if _is_negative(number, fact):
        return "collect_negative"
    if _is_broken(number, fact.unit) and not (before and _is_broken(before.size, fact.unit)):
        return "collect_not_whole"
    if _is_over(number, before, fact):
        return "collect_over_hundred"
    return "collect_far_off" if before and _is_far(number, before) else ""


def _is_negative(number: Decimal, fact: Fact) -> bool:
    return number < 0 and fact.subkind == "count" and tidy(fact.unit) not in RISES


def _is_broken(number: Decimal, unit: str) -> bool:
    """Whether a count of whole things has a fraction: 6.5 persons, but not 6.5 times 10 000 of them."""
    is_counted = tidy(unit)[-1:] in WHOLE and not split_unit(unit)[0]
    return is_counted and number != number.to_integral_value()


def _is_over(number: Decimal, before: Quantity | None, fact: Fact) -> bool:
    """Whether a share exceeds 100 %."""
    is_growth = any(word in fact.label for word in GROWING)
    return tidy(fact.unit) == "%" and number > 100 and not is_growth and not (before and before.number > 100)


def _without_unit(text: str, unit: str) -> str | None:
    """约30人 before 名 is 约30; None for a number in another unit, which would be written next to the existing one."""
    match = COUNTED.fullmatch(text.strip())
    if match is None or not unit:
        return text
    own = tidy(match["unit"])
    if own == unit or any(own in units and unit in units for units in ALIKE):
        return match["count"]
    return None if own[-1:] in WHOLE else text


def _is_far(size: Decimal, before: Quantity) -> bool:
    times = abs(size / before.size) if before.size else Decimal(1)
    return times >= FAR or 0 < times * FAR <= 1


def _is_share(quantity: Quantity, before: Quantity | None) -> bool:
    """Whether a percentage may be written as a share: it is below one, and a hundred times it is nearer to last year's."""
    is_small = 0 < abs(quantity.number) < 1
    return is_small and (before is None or abs(before.number) > 10 * abs(quantity.number))


def _date(given: Given, asked: AskedField) -> Judgement:
    """A day in the format of last year's; one without a year is of the draft's year."""
    is_text = given.kind is GivenKind.TEXT
    day = _day_in(given.text, asked.year) if is_text else given.day
    if day is None:
        return Judgement(given.text if is_text else None, "collect_no_date")
    is_other = asked.year not in (0, day.year)
    return Judgement(_written(day, asked.fact.prior), "collect_other_year" if is_other else "")


def _day_in(text: str, year: int) -> date | None:
    match = DAY.fullmatch(tidy(text))
    return _day(match["year"] or str(year or 2000), match["month"], match["day"]) if match else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _written(day: date, prior: str) -> str:
    """``2022.07.05`` as 2023.07.28, ``7月5日`` as 7月28日."""
    marked = MARKED.fullmatch(prior)
    if marked is None:
        return f"{day.month}月{day.day}{prior[-1:]}"
    width = 2 if "0" in (marked["month"][0], marked["day"][0]) else 1
    return marked["mark"].join((str(day.year), f"{day.month:0{width}}", f"{day.day:0{width}}"))


def _words(given: Given, asked: AskedField) -> Judgement:
    """Any words, without a unit that follows in the text anyway."""
    if given.kind is GivenKind.DATE and given.day:
        return Judgement(f"{given.day.month}月{given.day.day}日", "collect_date_for_words")
    text = " ".join(given.text.split())
    unit = asked.fact.unit
    if unit and text != unit and tidy(text).endswith(tidy(unit)):
        text = text[: -len(unit)].rstrip() if text.endswith(unit) else tidy(text)[: -len(tidy(unit))]
    return Judgement(text or given.text)
