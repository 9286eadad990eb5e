"""Sentences that surely speak of the report's own year, by how they are built and not by what they tell of.

The year opens its sentence and what follows is an account of the unit's work as a whole: what it keeps to, or several counted
things one after another; or the year stands right before what every report of its kind has: targets of the year, a yearly day.
In each of them the sentence must hold nothing that happens once.
"""

import re
from collections.abc import Sequence

from core.model.proposal import RollRole
from core.model.text import DIGIT_RANGE, MASK_SIGNS
from core.roll_over.numerals import YEAR, years_in
from core.roll_over.placed_change import PlacedChange, PlacedVerdict

FULL_YEAR = re.compile(rf"{YEAR}[ 　]?年度?$")
PERIOD = re.compile(r"[ 　]?(?:以来|全年度?|上半年|前三季度|[一二三四]季度)[，,]?")
CLAUSE_END = re.compile("[，,；]")
SUBJECT = 12
"""Characters of a subject between the year and what the unit keeps to."""

COUNTED = 2
"""Counted clauses that make an account of the year."""

FIGURE = re.compile(rf"[{DIGIT_RANGE}{MASK_SIGNS}][{DIGIT_RANGE}{MASK_SIGNS},.．]*[%％万亿余多]*")
YEARLY_FIGURE = re.compile(rf"人均|率[^，。；]{{0,6}}{FIGURE.pattern}|{FIGURE.pattern}[人件场户车台班批辆架艘]次")
"""What is counted by times, or worked out as a rate, is so every year."""

SINGLE = re.compile(rf"(?<![{DIGIT_RANGE}.．,])[1１一](?![{DIGIT_RANGE}.．,])")
UNSURE = frozenset({RollRole.DATED_REFERENCE, RollRole.EVENT, RollRole.MEETING_NUMBER})
"""What makes a sentence one of its time, if it is asked for."""

MILESTONE = 5
"""Years divisible by this end a five-year plan, whose targets stay."""


def tells_own_year(change: PlacedChange, others: Sequence[PlacedVerdict]) -> bool:
    """Whether the year is surely the time that the report covers, or the one that it plans."""
    if change.in_title or change.in_heading or not FULL_YEAR.match(change.text) or not change.is_plain(others):
        return False
    if years_in(change.text)[0] != change.context.basis.year:
        return False
    return _has_targets(change) or _is_yearly_occasion(change) or (change.opens and _accounts(change, others))


def _accounts(change: PlacedChange, others: Sequence[PlacedVerdict]) -> bool:
    """2024年，我们坚持稳中求进，…; 2024年全年，…; 2024年，组织义诊26场次，惠及群众2600人."""
    if any(verdict.role in UNSURE and verdict.replacement is None for verdict in change.beside(others)):
        return False
    if PERIOD.match(change.after):
        return True
    if change.setting.ahead:
        return False
    told = change.after.lstrip("，, 　")
    found = change.words["guidance"].search(told)
    if found is not None and found.start() <= SUBJECT and not CLAUSE_END.search(told, 0, found.start()):
        return True
    clauses = [clause for clause in CLAUSE_END.split(told) if clause.strip("。 　")]
    counted = all(FIGURE.search(one) and not SINGLE.search(one) for one in clauses)
    return counted and len(clauses) >= COUNTED and any(YEARLY_FIGURE.search(one) for one in clauses)


def _has_targets(change: PlacedChange) -> bool:
    """确保2024年全年目标任务完成: the targets that every year has, unless they may be those of a five-year plan."""
    found = change.words["own_targets"].match(change.after.removeprefix("度"))
    return found is not None and ("全年" in found.group() or change.context.basis.year % MILESTONE != 0)


def _is_yearly_occasion(change: PlacedChange) -> bool:
    """2024年高考, 2024年全国“安全生产月”: what takes place every year and is called by its year."""
    return change.words["yearly_occasion"].match(change.after) is not None
