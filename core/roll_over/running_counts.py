"""Counts that grow with the year: 连续五年, 第三年, 三连冠, 运行已8年, 连续1278天."""

import re
from collections.abc import Iterator

from core.model.proposal import RollRole
from core.model.text import WITHIN_CLAUSE
from core.roll_over.context import RollContext, Verdict, because
from core.roll_over.numerals import HAN, NUMBER, YEAR, running_text, stated_count, years_in
from core.roll_over.periods import PlacedVerdict
from core.roll_over.scan import scanner

RUNNING = re.compile(r"连续(?P<n>[一两二三四五六七八九十]{1,3}|[0-9]{1,2})(?:个)?年(?!度|级)")
SINCE = re.compile(rf"(?P<year>{YEAR})年(?:以来|起|开始|以后|至今)[，,]?[^，。；\d]{{0,8}}$")
RULE_OPEN = re.compile(rf"{WITHIN_CLAUSE}{{0,14}}的")
RULE_LEFT = re.compile("(?:对|凡|凡是|如|若|须|应|需)$")
IN_A_ROW = scanner(
    f"{HAN}0123456789", r"(?P<n>[一二三四五六七八九十]{1,3}|(?<![0-9.])[0-9]{1,2})连(?=[冠胜增升涨降跌丰优霸快])"
)
RULE = re.compile(rf"(?:{WITHIN_CLAUSE}{{0,12}}的(?=[，；。])|不|未(?!发生|出现)|以上)")
NEAR = 24
NTH_YEAR = scanner("第", rf"第(?P<n>{NUMBER})(?:个)?年(?![级度龄起内后以])")
TIMES = scanner(
    "第",
    rf"第(?P<n>{NUMBER})(?=次(?:被(?:评|授|命名|认定|确定|列)|荣?获(?!奖[者作])|入选|蝉联|承办|跻身|提[高标]))",
)
"""第三次被评为…: how often it came until then."""

YEARLY_UNITS = frozenset("届年")
STOOD = scanner(
    f"近将约超两{HAN}0123456789",
    rf"(?P<about>近|将近|约|超过)?(?P<n>[两{HAN}]{{1,4}}|(?<![0-9.])[0-9]{{1,3}})(?P<more>[多余])?个?"
    "(?=年(?![度级期制龄限代版内]|以[上下内]|规划|计划|合同|过渡|义务|大计|行动|学制|工程))",
)
"""运行已8年, 投入使用六年来: for how long something has been there."""

CONDITION = re.compile(rf"(?:必?须|应当|应(?=满)|需要|凡是?|对于?|不少于|不满|未满|至少){WITHIN_CLAUSE}{{0,10}}$")
CONDITIONAL = re.compile(rf"年(?:以上|及以上|内|后|{WITHIN_CLAUSE}{{0,8}}(?:方可|可以|可享受|可申请|才能))")
STOOD_LEFT, STOOD_RIGHT = 16, 24
"""Characters beside a number of years that say whether something has been there so long."""

DAYS = scanner("0123456789", r"(?<![0-9.])(?P<n>[0-9]{3,5})(?P<more>[多余])?个?(?=[天日])")
DAYS_LEFT = re.compile(rf"(?:连续|安全{WITHIN_CLAUSE}{{0,6}}|无事故{WITHIN_CLAUSE}{{0,6}})(?:已|达|近|超过?)?$")
"""连续1278天: a number of days that grows with each."""

ELAPSED = re.compile(rf"(?:距今|至今)(?:已(?:经|有|近)?)?(?P<n>[{HAN}]{{1,4}}|[0-9]{{1,3}})(?=多?年)")


def running_counts(context: RollContext, text: str) -> Iterator[PlacedVerdict]:
    """连续五年 with its starting year is increased; without one, the user says whether it continued."""
    if not context.years:
        return
    for match in RUNNING.finditer(text):
        since = SINCE.search(text[max(0, match.start() - NEAR) : match.start()])
        goes_on = since is not None and context.tables.words["reached"].match(text, match.end())
        verdict = (
            _counted(context, match["n"], years_in(since["year"])[0])
            if since and goes_on
            else _asked(context, match, text, since)
        )
        if verdict:
            yield match.start("n"), match.end("n"), verdict
    yield from _rows(context, text)
    yield from _counts_until_then(context, text)
    yield from _stood(context, text)
    yield from _days(text)


def _counts_until_then(context: RollContext, text: str) -> Iterator[PlacedVerdict]:
    """第三年, 第三次被评为…, 距今10年: what was counted up to the report's own time."""
    for match in NTH_YEAR.find(text):
        why = because("nth_year", count=match.group())
        yield match.start("n"), match.end("n"), Verdict(RollRole.RANGE, None, why)
    for match in TIMES.find(text):
        why = because("nth_time", count=f"{match.group()}次")
        yield match.start("n"), match.end("n"), Verdict(RollRole.RANGE, None, why)
    for match in context.tables.words["held_in_row"].finditer(text):
        yearly = match["unit"] in YEARLY_UNITS
        likely = running_text(match["n"], stated_count(match["n"]) + context.years) if yearly else None
        yield match.start("n"), match.end("n"), Verdict(RollRole.RANGE, None, because("elapsed_times"), likely)
    for match in ELAPSED.finditer(text):
        likely = running_text(match["n"], stated_count(match["n"]) + context.years)
        yield match.start("n"), match.end("n"), Verdict(RollRole.RANGE, None, because("elapsed"), likely)


def _rows(context: RollContext, text: str) -> Iterator[PlacedVerdict]:
    """六连冠: the next number at hand."""
    for match in IN_A_ROW.find(text):
        why = because("in_a_row", count=f"{match['n']}连{text[match.end() : match.end() + 1]}")
        likely = running_text(match["n"], stated_count(match["n"]) + context.years)
        yield match.start("n"), match.end("n"), Verdict(RollRole.RANGE, None, why, likely)


def _counted(context: RollContext, text: str, start: int) -> Verdict:
    """The count includes the first year or not; any other number is left to the user."""
    number = stated_count(text)
    if number - (context.basis.year - start) not in (0, 1):
        return Verdict(RollRole.RANGE, None, because("running_unclear", year=start))
    new = number + context.years
    written = running_text(text, new)
    why = because("running", start=start, year=context.now.year, number=new)
    return Verdict(RollRole.RANGE, None, why, written)


def _asked(context: RollContext, match: re.Match[str], text: str, since: re.Match[str] | None) -> Verdict | None:
    reached = since is not None or context.tables.words["reached"].match(text, match.end())
    is_rule = RULE_OPEN.match(text, match.end()) or RULE_LEFT.search(text[: match.start()])
    if RULE.match(text, match.end()) or (is_rule and not reached):
        return None
    why = because("running_on", number=match["n"])
    likely = None if since else running_text(match["n"], stated_count(match["n"]) + context.years)
    return Verdict(RollRole.RANGE, None, why, likely)


def _stood(context: RollContext, text: str) -> Iterator[PlacedVerdict]:
    """成立7年来, 运行已8年: one year more, by as many as the report moves on; none at hand for a round number said roughly."""
    for match in STOOD.find(text):
        left = text[max(0, match.start() - STOOD_LEFT) : match.start()]
        if context.tables.words["stands"].search(left) and not _is_condition(left, text[match.end() :]):
            is_rough = match["about"] or match["more"]
            likely = None if is_rough else running_text(match["n"], stated_count(match["n"]) + context.years)
            yield match.start("n"), match.end("n"), Verdict(RollRole.RANGE, None, because("elapsed"), likely)


def _is_condition(left: str, right: str) -> bool:
    """须成立满3年, 运行5年以上的: who may apply, and not how long it has been."""
    return CONDITION.search(left) is not None or CONDITIONAL.match(right[:STOOD_RIGHT]) is not None


def _days(text: str) -> Iterator[PlacedVerdict]:
    for match in DAYS.find(text):
        if DAYS_LEFT.search(text[max(0, match.start() - STOOD_LEFT) : match.start()]):
            yield match.start("n"), match.end("n"), Verdict(RollRole.RANGE, None, because("elapsed_days"))
