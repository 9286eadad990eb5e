"""What was planned against what was reached, where the text says that the plan was met."""

import re
from collections.abc import Iterator, Sequence

from core.checks.figures_passages import Figure, Passage, finding
from core.model.finding import Finding

CODE = "figures_plan"

MET = re.compile(r"(?P<word>超额完成|超额|全面完成|圆满完成|如期完成|提前完成|顺利完成|胜利完成|全部完成)")
NOT_YET = re.compile(r"(?:确保|力争|争取|保证|努力|将|要|拟|下一步|尚未|未能|未|为)[^，。；]{0,8}$")
PLANNED = re.compile(r"计划|目标|任务|力争|下达|确定|安排")
REACHED = re.compile(r"实际|完成|建成|实现|达到?|共|已|新增|引进|培训")
CEILING = re.compile(r"控制|不超过|以内|压减|降|低于|减少")
OF_PLAN = re.compile(r"(?:完成|占|达到?)[^，。；]{0,10}(?:计划|任务|目标|预算)[^，。；]{0,4}?的?$")


def check_plans(passage: Passage) -> Iterator[Finding]:
    """Plans that are said to be met and were not."""
    said = next((match for match in MET.finditer(passage.content, passage.start, passage.end)), None)
    if said is None or NOT_YET.search(passage.content, max(passage.start, said.start() - 12), said.start()):
        return
    over = said["word"].startswith("超额")
    pair = _pair(passage.figures)
    if pair is not None and _falls_short(*pair, over):
        plan, reached = pair
        message = f"计划{passage.written(plan)}，完成{passage.written(reached)}，与“{said['word']}”不符，请核对。"
        yield finding(CODE, passage, reached, message, (plan,))
        return
    for figure in passage.figures:
        if figure.unit == "%" and figure.counts and OF_PLAN.search(figure.lead) and figure.amount < 100:
            message = f"完成计划的{passage.written(figure)}，与“{said['word']}”不符，请核对。"
            yield finding(CODE, passage, figure, message, ())


def _pair(figures: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """The one planned figure and what was reached of it."""
    plans = [index for index, figure in enumerate(figures) if PLANNED.search(figure.lead) and figure.unit != "%"]
    if len(plans) != 1 or plans[0] + 1 >= len(figures):
        return None
    plan, reached = figures[plans[0] : plans[0] + 2]
    fits = plan.unit == reached.unit and plan.counts and reached.counts and REACHED.search(reached.lead)
    return (plan, reached) if fits and not CEILING.search(plan.lead) else None


def _falls_short(plan: Figure, reached: Figure, over: bool) -> bool:
    slack = plan.slack + reached.slack if plan.value and plan.value.rough else 0
    return reached.amount + slack < plan.amount or (over and reached.amount == plan.amount)
