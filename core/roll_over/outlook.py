"""What lies ahead when a half-year report becomes an annual one: its plans are then for the year after."""

import re
from collections.abc import Iterator

from core.model.proposal import RollRole
from core.model.text import WITHIN_CLAUSE
from core.roll_over.context import FIRST_HALF, WHOLE, Occurrence, RollContext, Verdict
from core.roll_over.numerals import YEAR, shifted
from core.roll_over.periods import PlacedVerdict

NEXT_HALF = "下半年"
OWN_HALF = re.compile(rf"[ 　]?{NEXT_HALF}")
THIS_YEAR = re.compile(
    rf"(?:今年|本年度?|年内)(?!以来|[上下]半年|来)|(?<!{YEAR}年)全年(?={WITHIN_CLAUSE}{{0,6}}(?:目标|任务))"
)


def is_widened(scene: RollContext) -> bool:
    """Whether a half-year report becomes an annual one."""
    return (scene.basis.period, scene.now.period) == (FIRST_HALF, WHOLE)


def is_ahead(scene: RollContext, spot: Occurrence) -> bool:
    """Whether a place speaks of what comes after the half-year, in a part about plans or behind 下半年."""
    in_plan = spot.ahead or NEXT_HALF in spot.element.content[: spot.start]
    return is_widened(scene) and in_plan and not spot.in_name


def ahead_verdict(scene: RollContext, spot: Occurrence, years: tuple[int, ...], form: str) -> Verdict | None:
    """What becomes of a year of plans: the end of this year and the next one both move by one more year."""
    if not years or years[0] - scene.basis.year not in (0, 1):
        return None
    why = f"{scene.basis.period}改为{scene.now.period}，往后安排的是下一年"
    if form in ("year", "short"):
        return Verdict(RollRole.PLAN, shifted(spot.text, scene.years + 1), f"{why}，年份跟着变，请核对")
    return Verdict(RollRole.PLAN, None, f"{why}，这个时间请核定")


def ahead_words(scene: RollContext, text: str, ahead: bool) -> Iterator[PlacedVerdict]:
    """今年 and the like in plans, which would speak of a year that is over."""
    if not is_widened(scene):
        return
    start = 0 if ahead else text.find(NEXT_HALF)
    for match in THIS_YEAR.finditer(text, start) if start >= 0 else ():
        why = f"{scene.basis.period}改为{scene.now.period}，往后安排的是下一年，“{match.group()}”怎么写请核定"
        yield match.start(), match.end(), Verdict(RollRole.RELATIVE, None, why)
