"""Percentages against the figures they were computed from: 完成27项，占38项的63%."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from core.checks.figures.passages import Figure, FigureSentence, figure_finding
from core.model.finding import Finding
from core.model.text import HAN_RANGE, WITHIN_CLAUSE

CODE = "figures_share"
NO_SHARE = frozenset(("%", "岁", "周岁", "年", "个百分点"))  # what a percentage beside it was not made from
LOOKED_AT = 8  # figures before a percentage that may be what it was made from

SHARE = re.compile(f"占(?:比|到|了)?(?P<of>{WITHIN_CLAUSE}{{0,10}}?)(?:的)?(?:比例|比重)?(?:为|达到?)?$")
OUTSIDE = re.compile(r"[全各][省市区县旗州镇乡国]|同期|生产总值|GDP|财政|收入|支出|世界|行业")
WHOLE = re.compile(r"总|任务|计划|目标|全部|应|其|^$")
OF_PLAN = re.compile(f"完成{WITHIN_CLAUSE}{{0,8}}(?:计划|任务|目标)(?:数|总数|总量)?的?$")
MET = re.compile(r"(?:已|共|实际)?完成率?[了为达]?")
REACHED = re.compile(r"已|实际|完成|共|现")
PART_OF = re.compile(f"占|完成{WITHIN_CLAUSE}{{0,8}}(?:计划|任务|目标|预算)")
PLANNED = re.compile(r"计划|任务|目标|下达|预算|应")
RATE = re.compile(f"(?P<stem>[{HAN_RANGE}]{{2}})率(?:为|达到?|是)?$")
# What the numerator of a rate is called, where it is not called like the rate.
STEMS = (
    ("到会", "实到|到会|参会|出席"),
    ("出勤", "实到|出勤|到岗|到会"),
    ("执行", "执行|支出|拨付|支付"),
    ("支付", "支付|支出|拨付"),
    ("支出", "支出|支付"),
    ("完成", "完成|已|实际|办结|建成"),
    ("覆盖", "覆盖|完成|已|建成"),
    ("参与", "参与|参加"),
    ("参训", "参训|参加|培训"),
)


def check_shares(passage: FigureSentence) -> Iterator[Finding]:
    """Percentages that differ from the ratio of the two figures before them."""
    for position, percent in enumerate(passage.figures):
        if not _is_plain(percent):
            continue
        known = [figure for figure in passage.figures[:position] if figure.unit not in NO_SHARE][-LOOKED_AT:]
        pair = _pair(passage, percent, known)
        if pair and not _is_made_of(percent, known, pair):
            yield _finding(passage, percent, pair)


def _is_plain(percent: Figure) -> bool:
    return percent.unit == "%" and percent.counts and percent.value is not None and not percent.value.rough


def _is_made_of(percent: Figure, known: Sequence[Figure], named: tuple[Figure, Figure]) -> bool:
    """Whether any two figures give the percentage; the named pair only in the named order."""
    return any(_is_made(percent, pair) for pair in _pairs(known) if pair != named[::-1])


def _finding(passage: FigureSentence, percent: Figure, pair: tuple[Figure, Figure]) -> Finding:
    whole, part = pair
    share = round(part.amount / whole.amount * 100, 1).normalize()
    written = {"part": passage.written(part), "whole": passage.written(whole), "share": f"{share:f}"}
    return figure_finding(CODE, passage, percent, pair, **written)


def _pairs(known: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    for one, two in combinations(known, 2):
        if one.unit == two.unit and one.counts and two.counts:
            yield one, two
            yield two, one


def _is_made(percent: Figure, pair: tuple[Figure, Figure]) -> bool:
    """Whether the part is that share of the whole, rounded or truncated."""
    whole, part = pair
    if whole.amount <= 0:
        return True
    low = (part.amount - part.slack) / (whole.amount + whole.slack) * 100
    high = (part.amount + part.slack) / max(whole.amount - whole.slack, Decimal(1) / 1000) * 100
    return low - 2 * percent.slack < percent.amount < high + 2 * percent.slack


def _pair(passage: FigureSentence, percent: Figure, known: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """The whole and the part that the words name for a percentage; None if they name none."""
    if len(known) < 2 or not (known[-1].counts and known[-2].counts) or known[-1].unit != known[-2].unit:
        return None
    first, last = known[-2:]
    if _is_inline(passage, percent, last):
        return last, first
    if _names_whole(passage, percent, first, last):
        return first, last
    return (last, first) if _names_plan(percent, last, first) else None


def _is_inline(passage: FigureSentence, percent: Figure, whole: Figure) -> bool:
    """占38项的63%, 完成年初预算6000万元的41%."""
    of_it = re.fullmatch(f"{WITHIN_CLAUSE}{{0,8}}?的", passage.between(whole, percent))
    return of_it is not None and PART_OF.search(whole.lead) is not None


def _names_plan(percent: Figure, plan: Figure, reached: Figure) -> bool:
    """计划45名，已招录50名，完成90%: whether the words name a planned and an actual figure."""
    is_named = PLANNED.search(plan.lead) is not None and PLANNED.search(reached.lead) is None
    return is_named and MET.fullmatch(percent.lead) is not None and REACHED.search(reached.lead) is not None


def _names_whole(_passage: FigureSentence, percent: Figure, whole: Figure, part: Figure) -> bool:
    lead = percent.lead
    if OF_PLAN.search(lead):
        return PLANNED.search(whole.lead) is not None
    if _names_plan(percent, whole, part):
        return True
    if part.amount > whole.amount:
        return False
    share = SHARE.search(lead)
    if share is not None:
        return WHOLE.search(share["of"]) is not None and OUTSIDE.search(share["of"]) is None
    rate = RATE.search(lead)
    stem = dict(STEMS).get(rate["stem"], rate["stem"]) if rate else ""
    return bool(stem) and re.search(stem, part.lead + part.tail) is not None
