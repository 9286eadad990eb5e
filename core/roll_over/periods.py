"""Period words and relative years, which change only between half-year and annual reports, and what follows ahead.

When a half-year report becomes an annual one, its plans are for the following year.
"""

import re
from collections.abc import Iterator

from core.model.elements import Role
from core.model.proposal import RollRole
from core.model.text import WITHIN_CLAUSE, WITHIN_PHRASE
from core.roll_over.context import FIRST_HALF, WHOLE, Occurrence, Reason, RollContext, Verdict, because
from core.roll_over.numerals import YEAR, shifted, years_in
from core.roll_over.years import HEADS

PlacedVerdict = tuple[int, int, Verdict]

TO_HALF = re.compile(
    r"(?P<whole>(?<![健安])全年)|(?P<year>(?<!十)一年来)|(?P<next>明年|(?<!\d)下一年|来年)"
    r"|(?P<last>(?<=[比较])(?:上年|去年)(?!同期|底|末|度))|(?P<late>下半年(?!工作)|前三季度|第?[三四]季度)"
)
TO_WHOLE = re.compile(
    rf"(?P<half>上半年)|(?P<year>半年来)|(?P<next>(?:(?:今年|本年|{YEAR}年)[ 　]?)?下半年)|(?P<last>(?:上年|去年)(?:上半年|同期))|(?P<late>第?[二2]季度末)"
)
REPORTED = re.compile(rf"度?{WITHIN_PHRASE}{{0,8}}?(?:总结|开展情况|工作情况|工作回顾|完成情况|主要工作)")
PLANNED = re.compile(
    rf"度?(?:{WITHIN_PHRASE}{{0,6}}?工作)?(?:计划|打算|安排|思路|重点)|度?{WITHIN_PHRASE}{{0,8}}?(?:重点|主要)任务"
)
OWN_YEAR = re.compile(rf"({YEAR})(?:[ 　]?年度?)")
QUARTERS = re.compile("第?[一二三四1234]季度|前[二三两23]个?季度|上半年|下半年")


def period_words(context: RollContext, text: str) -> Iterator[PlacedVerdict]:
    """All period words and relative years with their verdicts; nothing while the period stays the same."""
    if not context.changes_period:
        return
    pair = context.basis.period, context.now.period
    if pair == (WHOLE, FIRST_HALF):
        yield from ((m.start(), m.end(), _half(m)) for m in TO_HALF.finditer(text))
    elif pair == (FIRST_HALF, WHOLE):
        yield from ((m.start(), m.end(), _whole(context, m)) for m in TO_WHOLE.finditer(text))
    else:
        yield from _other(context, text)


def _half(match: re.Match[str]) -> Verdict:
    why = because("half")
    if match["late"]:
        return Verdict(RollRole.PERIOD, None, because("not_yet"))
    if match["last"]:
        return Verdict(RollRole.RELATIVE, match.group() + "同期", because("half_last"))
    if match["next"]:
        return Verdict(RollRole.RELATIVE, "下半年", because("half_next"))
    return Verdict(RollRole.PERIOD, "上半年" if match["whole"] else "半年来", why)


def _whole(context: RollContext, match: re.Match[str]) -> Verdict:
    why = because("whole")
    if match["late"]:
        return Verdict(RollRole.PERIOD, None, because("whole_late"))
    if match["last"]:
        return Verdict(RollRole.RELATIVE, match.group()[:2], because("whole_last"))
    if match["next"]:
        return Verdict(RollRole.RELATIVE, f"{context.now.year + 1}年", because("whole_next"))
    if match["year"]:
        return Verdict(RollRole.PERIOD, "一年来", why)
    return _own_half(context, match, why)


def _own_half(context: RollContext, match: re.Match[str], why: Reason) -> Verdict:
    """上半年 becomes 全年, or nothing after a year; the first half of the next year is left to the user."""
    has_year = re.search(rf"{YEAR}[ 　]?年$|今年$", match.string[max(0, match.start() - 6) : match.start()])
    if has_year and any(year > context.basis.year for year in years_in(has_year.group())):
        return Verdict(RollRole.PERIOD, None, because("whole_ahead"))
    return Verdict(RollRole.PERIOD, "" if has_year else "全年", why)


def _other(context: RollContext, text: str) -> Iterator[PlacedVerdict]:
    """Quarters and other periods: the report's own word becomes the new one, others are left to the user."""
    own, new = context.basis.period, context.now.period
    for match in re.finditer(f"第?{re.escape(own)}", text):
        yield match.start(), match.end(), Verdict(RollRole.PERIOD, new, because("period", old=own, new=new))
    for match in QUARTERS.finditer(text):
        if own not in match.group():
            yield match.start(), match.end(), Verdict(RollRole.PERIOD, None, because("other_period", old=own, new=new))


def with_period(context: RollContext, occurrence: Occurrence, verdict: Verdict | None) -> Verdict | None:
    """The verdict for a year, with 上半年 added where an annual report becomes a half-year one."""
    narrowed = (context.basis.period, context.now.period) == (WHOLE, FIRST_HALF) and not occurrence.in_name
    if not narrowed or not OWN_YEAR.fullmatch(occurrence.text):
        return verdict
    return _half_behind(context, occurrence) or verdict


def _half_behind(context: RollContext, occurrence: Occurrence) -> Verdict | None:
    years = years_in(occurrence.text)[0] - context.basis.year
    if years == 1 and (PLANNED.match(occurrence.right) or _opens_clause(occurrence)):
        return Verdict(RollRole.RELATIVE, "下半年", because("half_next"))
    if years == 0 and _tells(occurrence):
        text = shifted(occurrence.text, context.years)
        return Verdict(RollRole.PERIOD, text.removesuffix("度") + "上半年", because("half"))
    return None


def _opens_clause(occurrence: Occurrence) -> bool:
    return occurrence.opens and occurrence.right[:1] in "，,"


def _tells(occurrence: Occurrence) -> bool:
    """Whether the year is the time the report covers: in a title, in a heading, or before what was done."""
    if "半年" in occurrence.right[:3]:
        return False
    if occurrence.element.role in HEADS or occurrence.element.role is Role.PREAMBLE:
        return bool(REPORTED.match(occurrence.right)) or (occurrence.opens and occurrence.right[:1] in "，,")
    return occurrence.opens and occurrence.right[:1] in "，,"


NEXT_HALF = "下半年"
OWN_HALF = re.compile(rf"[ 　]?{NEXT_HALF}")
THIS_YEAR = re.compile(
    rf"(?:今年|本年度?|年内)(?!以来|[上下]半年|来)|(?<!{YEAR}年)全年(?={WITHIN_CLAUSE}{{0,6}}(?:目标|任务))"
)


def is_widened(context: RollContext) -> bool:
    """Whether a half-year report becomes an annual one."""
    return (context.basis.period, context.now.period) == (FIRST_HALF, WHOLE)


def is_ahead(context: RollContext, occurrence: Occurrence) -> bool:
    """Whether a place speaks of what comes after the half-year, in a part about plans or behind 下半年."""
    in_plan = occurrence.ahead or NEXT_HALF in occurrence.element.content[: occurrence.start]
    return is_widened(context) and in_plan and not occurrence.in_name


def ahead_verdict(context: RollContext, occurrence: Occurrence, years: tuple[int, ...], form: str) -> Verdict | None:
    """What becomes of a year of plans: the end of this year and the next one both move by one more year."""
    if not years or years[0] - context.basis.year not in (0, 1):
        return None
    periods = {"old": context.basis.period, "new": context.now.period}
    if form in ("year", "short"):
        return Verdict(RollRole.PLAN, shifted(occurrence.text, context.years + 1), because("ahead_year", **periods))
    return Verdict(RollRole.PLAN, None, because("ahead_time", **periods))


def ahead_words(context: RollContext, text: str, ahead: bool) -> Iterator[PlacedVerdict]:
    """今年 and the like in plans, which would speak of a year that is over."""
    if not is_widened(context):
        return
    start = 0 if ahead else text.find(NEXT_HALF)
    for match in THIS_YEAR.finditer(text, start) if start >= 0 else ():
        why = because("ahead_word", old=context.basis.period, new=context.now.period, word=match.group())
        yield match.start(), match.end(), Verdict(RollRole.RELATIVE, None, why)
