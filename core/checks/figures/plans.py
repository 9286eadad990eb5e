"""Planned against actual figures, where the text says that the plan was met."""

import itertools
import re
from collections.abc import Iterator, Sequence

from core.checks.figures.passages import Figure, FigureSentence, figure_finding
from core.model.finding import Finding
from core.model.text import WITHIN_CLAUSE

CODE = "figures_plan"

MET = re.compile(r"(?P<word>超额完成|超额|全面完成|圆满完成|如期完成|提前完成|顺利完成|胜利完成|全部完成)")
NOT_YET = re.compile(f"(?:确保|力争|争取|保证|努力|将|要|拟|下一步|尚未|未能|未|为){WITHIN_CLAUSE}{{0,8}}$")
PLANNED = re.compile(r"计划|目标|任务|力争|下达|确定|安排")
REACHED = re.compile(r"实际|完成|建成|实现|达到?|共|已|新增|引进|培训")
CEILING = re.compile(r"控制|不超过|以内|压减|降|低于|减少")
OF_PLAN = re.compile(f"(?:完成|占|达到?){WITHIN_CLAUSE}{{0,10}}(?:计划|任务|目标|预算){WITHIN_CLAUSE}{{0,4}}?的?$")


def check_plans(passage: FigureSentence) -> Iterator[Finding]:
    """Plans that are said to be met although the actual figure is smaller."""
    said = MET.search(passage.content, passage.start, passage.end)
    if said is None or NOT_YET.search(passage.content, max(passage.start, said.start() - 12), said.start()):
        return
    pair = _pair(passage.figures)
    short = next(filter(_is_short_share, passage.figures), None)
    if pair is not None and _falls_short(*pair, said["word"].startswith("超额")):
        plan, reached = pair
        planned = passage.written(plan)
        yield figure_finding(CODE, passage, reached, (plan,), plan=planned, word=said["word"])
    elif short is not None:
        yield figure_finding(CODE, passage, short, sentence="figures_plan_share", word=said["word"])


def _is_short_share(figure: Figure) -> bool:
    """完成年度计划的95%."""
    return figure.unit == "%" and figure.counts and OF_PLAN.search(figure.lead) is not None and figure.amount < 100


def _pair(figures: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """The only planned figure of the sentence and the actual figure after it."""
    pairs = [pair for pair in itertools.pairwise(figures) if _is_plan(pair[0])]
    if len(pairs) != 1:
        return None
    plan, reached = pairs[0]
    fits = plan.unit == reached.unit and plan.counts and reached.counts
    return pairs[0] if fits and REACHED.search(reached.lead) else None


def _is_plan(figure: Figure) -> bool:
    return figure.unit != "%" and PLANNED.search(figure.lead) is not None and not CEILING.search(figure.lead)


def _falls_short(plan: Figure, reached: Figure, over: bool) -> bool:
    slack = plan.slack + reached.slack if plan.value and plan.value.rough else 0
    return reached.amount + slack < plan.amount or (over and reached.amount == plan.amount)
