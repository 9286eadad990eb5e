"""Sentences that surely speak of the report's own year, by how they are built and not by what they tell of.

The year opens its sentence and what follows is an account of the unit's work as a whole: what it keeps to, or several counted
things one after another; or the year stands right before what every report of its kind has: targets, the work of the year, a
yearly day. In each of them the sentence must hold nothing that happens once.
"""

import re
from collections.abc import Sequence

from core.model.elements import Role
from core.model.proposal import RollRole
from core.model.text import DIGIT_RANGE, MASK_SIGNS
from core.roll_over.numerals import YEAR, years_in
from core.roll_over.placed_change import PlacedChange, PlacedVerdict

FULL_YEAR = re.compile(rf"{YEAR}[ 　]?年度?$")
PERIOD = re.compile(r"[ 　]?(?:以来|全年度?|上半年|前三季度|[一二三四]季度)[，,]?")
CLAUSE_END = re.compile("[，,；]")
SENTENCE_TAIL = "。 　"
SUBJECT = 12
"""Characters of a subject between the year and what the unit keeps to."""

LED = re.compile("^[^，。；]{0,6}带领[^，。；]{0,14}[，,]")
"""本人带领全局干部职工，…: who led whom, before what they kept to."""

FIGURE = re.compile(rf"[{DIGIT_RANGE}{MASK_SIGNS}][{DIGIT_RANGE}{MASK_SIGNS},.．]*[%％万亿余多]*")
YEARLY_FIGURE = re.compile(
    rf"人均|生产总值|增加值|零售总额|可支配收入|总产[量值]|满意度|(?:率|增长|下降|上升)[^，。；]{{0,6}}{FIGURE.pattern}"
    rf"|{FIGURE.pattern}[人件场户车台班批辆架艘]次|累计|^共"
)
"""What is counted by times, added up, compared, or worked out as a rate, is so every year."""

SINGLE = re.compile(rf"(?<![{DIGIT_RANGE}.．,])[1１一](?![{DIGIT_RANGE}.．,])")
FEW_CLAUSES, MANY_CLAUSES = 2, 3
"""Counted clauses that make an account of the year, with a yearly figure among them and without."""

UNSURE = frozenset({RollRole.DATED_REFERENCE, RollRole.EVENT, RollRole.MEETING_NUMBER})
"""What makes a sentence one of its time, if it is asked for."""

WHOLE = re.compile("全年|各项")
MILESTONE = 5
"""Years divisible by this end a five-year plan, whose targets stay."""


def tells_own_year(change: PlacedChange, others: Sequence[PlacedVerdict]) -> bool:
    """Whether the year is surely the time that the report covers, or the one that it plans; never where a half-year report
    becomes an annual one, which moves plans as well.
    """
    if change.in_title or change.in_heading or change.context.changes_period:
        return False
    if not _is_near(change):
        return False
    return _is_looked_at(change, others) or (change.is_plain(others) and _is_own(change, others))


def _is_looked_at(change: PlacedChange, others: Sequence[PlacedVerdict]) -> bool:
    """回顾2024年，…; 展望2025年，…: whatever is told of the year."""
    looks = change.words["looking"].search(change.before) is not None and CLAUSE_END.match(change.after) is not None
    return looks and not change.has_kept_years(others)


def _is_own(change: PlacedChange, others: Sequence[PlacedVerdict]) -> bool:
    """The same for a year near by in a sentence that holds nothing that happens once."""
    if change.words["own_work"].match(change.after) or change.element.role is Role.ATTACHMENT:
        return True
    if _is_yearly_occasion(change):
        return True
    if years_in(change.text)[0] != change.context.basis.year:
        return False
    if _has_targets(change):
        return True
    return not _is_of_its_time(change, others) and _is_account(change)


def _is_account(change: PlacedChange) -> bool:
    """Whether the year, or the unit before it, opens an account."""
    if change.opens:
        return _accounts(change)
    return change.words["subject"].search(change.before) is not None and _counts(change.after)


def _is_near(change: PlacedChange) -> bool:
    """Whether it is the year of the report or the next one, and written as a year and no duration."""
    own = change.context.basis.year
    return FULL_YEAR.match(change.text) is not None and years_in(change.text)[0] in (own, own + 1)


def _is_of_its_time(change: PlacedChange, others: Sequence[PlacedVerdict]) -> bool:
    return any(verdict.role in UNSURE and verdict.replacement is None for verdict in change.beside(others))


def _accounts(change: PlacedChange) -> bool:
    """2024年，我们坚持稳中求进，…; 2024年上半年，…; 2024年，组织义诊26场次，惠及群众2600人."""
    if PERIOD.match(change.after):
        return True
    told = change.after.lstrip("，, 　")
    return not change.setting.ahead and (_keeps_to(change, told) or _counts(told))


def _keeps_to(change: PlacedChange, told: str) -> bool:
    """Whether the first clause says what the unit kept to all the year, 坚持…, 围绕…, 持续…, and the others nothing but what
    came of it in general or in yearly figures.
    """
    told = LED.sub("", told)
    found = change.words["keeps_to"].search(told)
    if found is None or found.start() > SUBJECT or change.words["named_work"].search(told):
        return False
    first, *others = _clauses(told)
    return found.end() <= len(first) and all(_is_general(change, clause) for clause in others)


def _is_general(change: PlacedChange, clause: str) -> bool:
    general = (change.words["keeps_to"], change.words["general_results"], YEARLY_FIGURE)
    return any(pattern.search(clause) for pattern in general)


def _clauses(told: str) -> list[str]:
    return [clause for clause in CLAUSE_END.split(told) if clause.strip(SENTENCE_TAIL)] or [""]


def _counts(told: str) -> bool:
    """Whether all clauses are counted, none of them a single thing."""
    clauses = _clauses(told)
    if not all(FIGURE.search(clause) and not SINGLE.search(clause) for clause in clauses):
        return False
    return len(clauses) >= (FEW_CLAUSES if any(map(YEARLY_FIGURE.search, clauses)) else MANY_CLAUSES)


def _is_yearly_occasion(change: PlacedChange) -> bool:
    """做好2024年高考服务; 2024年春运期间，发送旅客26万人次: what is prepared every year, or told in general or yearly figures."""
    found = change.words["yearly_occasion"].match(change.after)
    if found is None:
        return False
    clauses = _clauses(change.after[found.end() :].removeprefix("期间").lstrip("，, "))
    prepared = change.words["is_prepared"].search(change.before) is not None
    return prepared or all(_is_general(change, clause) for clause in clauses) or _counts("，".join(clauses))


def _has_targets(change: PlacedChange) -> bool:
    """确保2024年全年目标任务完成: the targets that every year has, unless they may be those of a five-year plan."""
    found = change.words["own_targets"].match(change.after.removeprefix("度"))
    return found is not None and (WHOLE.search(found.group()) is not None or change.context.basis.year % MILESTONE != 0)
