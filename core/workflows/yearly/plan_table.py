"""要点对照 as the window shows it: each task with its state, the sentences that report on it, and promised beside achieved."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from core.checks.figures.values import value_of
from core.coverage.values import Certainty, Commitment, CoverageRow, CoverState, CoverWords, Mention, Task
from core.model.draft import Basis, Draft
from core.model.elements import Element, Role
from core.model.fact import Fact, FactState
from core.model.proposal import Term
from core.workflows.importing.reports import Report
from core.workflows.yearly.coverage import CoverTables, coverage_of, load_cover_tables
from core.workflows.yearly.plans import has_plan_kind, plan_in, plan_number
from core.workflows.yearly.roll_over import basis_terms

__all__ = (
    "NO_MENTION",
    "OUTCOMES",
    "STANDINGS",
    "Certainty",
    "Mention",
    "Outcome",
    "PlanDocument",
    "PlanRow",
    "PlanView",
    "Promise",
    "Standing",
    "mention_text",
    "plan_rows",
    "plan_title",
    "plan_view",
    "promise_text",
    "remark",
    "standing_of",
)

PAUSE = re.compile(r"[，。；！？：]")
BEFORE, BEHIND = 10, 4
"""Characters beside a promised figure in which a word says that it must not be exceeded."""

MOST = 100_000
"""Per cent beyond which a share says nothing."""


HALF = "上半年"
NO_MENTION = "稿件中没有找到对应表述"
AMONG_PROBLEMS = "只在讲问题的地方提到，不能说明已经完成"
FIGURES_OPEN = "数字还没有填"


class Standing(StrEnum):
    """未写, 疑似已写, 待填, 已写, 不写: those that need attention come first."""

    MISSING = "missing"
    PERHAPS = "perhaps"
    PENDING = "pending"
    WRITTEN = "written"
    LEFT_OUT = "left_out"


class Outcome(StrEnum):
    """The result of a promised figure; ``OPEN``: the achieved figure is unconfirmed, ``UNANSWERED``: no answer was found."""

    REACHED = "reached"
    SHORT = "short"
    OPEN = "open"
    UNKNOWN = "unknown"
    UNANSWERED = "untold"


STANDINGS: Mapping[Standing, str] = MappingProxyType(
    {
        Standing.MISSING: "未写",
        Standing.PERHAPS: "疑似已写",
        Standing.PENDING: "待填",
        Standing.WRITTEN: "已写",
        Standing.LEFT_OUT: "不写",
    }
)
OUTCOMES: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.REACHED: "达到",
        Outcome.OPEN: "待核",
        Outcome.UNKNOWN: "请核对",
        Outcome.UNANSWERED: "没有找到完成数",
    }
)


@dataclass(frozen=True, slots=True)
class Promise:
    """A promised figure and the one achieved, as written; ``percent`` is the share achieved, if it can be computed."""

    label: str
    promised: str
    achieved: str
    outcome: Outcome
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A task: ``part`` is the heading above it, ``text`` everything that the plan says about it.

    ``mentions`` begin with the strongest evidence.
    """

    task: Task
    part: str
    text: str
    standing: Standing
    mentions: tuple[Mention, ...]
    promises: tuple[Promise, ...]
    reason: str

    @property
    def best(self) -> Mention | None:
        """The sentence shown beside the task."""
        return next(iter(self.mentions), None)

    @property
    def is_sure(self) -> bool:
        """Whether a sentence surely reports on the task, confirmed or not."""
        return any(mention.certainty is Certainty.SURE for mention in self.mentions)


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """A basis document that can be the plan."""

    name: str
    term: Term


@dataclass(frozen=True, slots=True)
class PlanView:
    """``number`` is the document that is the plan (-1: none), ``title`` its own title; ``is_plan``: the draft is itself
    a plan."""

    documents: tuple[PlanDocument, ...]
    number: int
    rows: tuple[PlanRow, ...] = ()
    is_plan: bool = False
    title: str = ""

    @property
    def counts(self) -> Mapping[Standing, int]:
        """The number of tasks of each standing."""
        return {standing: sum(row.standing is standing for row in self.rows) for standing in Standing}


def plan_view(draft: Draft) -> PlanView:
    """The tasks of the draft's plan in the plan's order. BadWords for a damaged word list."""
    pairs = zip(draft.basis, basis_terms(draft), strict=True)
    documents = tuple(PlanDocument(basis.name, term) for basis, term in pairs)
    plan = plan_in(draft)
    if plan is None:
        return PlanView(documents, -1, is_plan=has_plan_kind(draft.identity.kind))
    tables = load_cover_tables()
    return PlanView(documents, plan_number(draft), plan_rows(draft, plan, tables), title=plan_title(plan.elements))


def plan_rows(summary: Draft | Report, plan: Report | Basis, tables: CoverTables) -> tuple[PlanRow, ...]:
    """The tasks of a plan in its order as the window and the table show them."""
    elements = {one.id: one for one in (plan.elements if isinstance(plan, Basis) else plan.document.elements)}
    return tuple(_row(row, elements, tables.words) for row in coverage_of(summary, plan, tables))


def plan_title(elements: Sequence[Element]) -> str:
    """The title of a plan in one line; empty where it has none."""
    return next(("".join(one.content.split()) for one in elements if one.role is Role.TITLE), "")


def _row(row: CoverageRow, elements: Mapping[str, Element], words: CoverWords) -> PlanRow:
    part = elements.get(row.task.part)
    return PlanRow(
        row.task,
        f"{part.ordinal}{part.heading or part.content}" if part else "",
        "".join(sentence.text for sentence in row.task.sentences).strip(),
        standing_of(row),
        strongest_first(row.mentions),
        tuple(_promise(one, elements, words) for one in row.commitments),
        row.reason,
    )


def standing_of(row: CoverageRow) -> Standing:
    """The standing of a task: 已写 only if it is proven."""
    if row.state is CoverState.WRITTEN and not row.is_proven:
        return Standing.PERHAPS
    return Standing(row.state.value)


def strongest_first(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The sentences that may report on a task; headings, leads and problems behind the others."""
    return tuple(sorted(mentions, key=_weight, reverse=True))


def _weight(mention: Mention) -> tuple[bool, bool, bool, bool, float]:
    sentence, is_sure = mention.sentence, mention.certainty is Certainty.SURE
    tells = not sentence.is_heading and not sentence.is_lead
    return mention.is_confirmed, tells, not sentence.is_problem, is_sure, mention.score


def mention_text(row: PlanRow, mention: Mention) -> str:
    """How surely a sentence shows that a task is written; one whose figures are still empty proves nothing yet."""
    if mention.is_confirmed:
        return "已确认"
    if row.standing is Standing.PENDING:
        return STANDINGS[row.standing]
    return "文字一致" if row.standing is Standing.WRITTEN else "疑似"


def remark(row: PlanRow, period: str) -> str:
    """The remark about a task beside its sentence: promised and achieved, or why it is omitted."""
    if row.standing is Standing.LEFT_OUT:
        return f"不写的原因：{row.reason}"
    remarks = [promise_text(promise, period) for promise in row.promises]
    if row.mentions and all(mention.sentence.is_problem for mention in row.mentions):
        remarks.insert(0, AMONG_PROBLEMS)
    elif row.standing is Standing.PENDING and not remarks:
        remarks.append(FIGURES_OPEN)
    return "；".join((*_assigned(row.task), *remarks))


def _assigned(task: Task) -> Iterator[str]:
    """Who is responsible for a task and until when, as far as its table or a note says so; a note names itself (责任科室：…)."""
    for name, text in (("责任单位", task.charge), ("完成时限", task.term)):
        if text:
            yield text if "：" in text else f"{name}：{text}"


def promise_text(promise: Promise, period: str) -> str:
    """引进人才 计划30名 → 完成32名，达到; the summary of half a year does not judge figures."""
    plan = f"{promise.label} 计划{promise.promised}".strip()
    done = f" → 完成{promise.achieved}" if promise.achieved else ""
    return f"{plan}{done}，{_outcome_text(promise, period)}"


def _outcome_text(promise: Promise, period: str) -> str:
    if promise.outcome is Outcome.OPEN and not promise.achieved:
        return STANDINGS[Standing.PENDING]
    if promise.outcome is not Outcome.SHORT:
        return OUTCOMES[promise.outcome]
    if (promise.percent or 0) > 100:
        return "超过"
    return f"到全年目标的{promise.percent}%" if period == HALF else f"未达到（{promise.percent}%）"


def _promise(one: Commitment, elements: Mapping[str, Element], words: CoverWords) -> Promise:
    fact, label = one.fact, one.fact.label.split("（")[0]
    if not one.achieved:
        return Promise(label, _written(fact), "", Outcome.UNANSWERED)
    best = one.achieved[0]
    achieved = "、".join(_written(other) for other in one.achieved if other.state is not FactState.EMPTY)
    percent = _percent(fact, best)
    if best.state.is_open:
        return Promise(label, _written(fact), achieved, Outcome.OPEN, percent)
    return Promise(label, _written(fact), achieved, _outcome(fact, percent, elements, words), percent)


def _outcome(fact: Fact, percent: int | None, elements: Mapping[str, Element], words: CoverWords) -> Outcome:
    if percent is None:
        return Outcome.UNKNOWN
    # Whether the figure is an upper limit: 控制在…以内.
    content = elements[fact.element_id].content
    before = PAUSE.split(content[max(0, fact.start - BEFORE) : fact.start])[-1]
    end = fact.end + len(fact.unit)
    met = (
        percent <= 100
        if any(word in before + "　" + PAUSE.split(content[end : end + BEHIND])[0] for word in words.ceiling)
        else percent >= 100
    )
    return Outcome.REACHED if met else Outcome.SHORT


def _percent(promised: Fact, achieved: Fact) -> int | None:
    """The share of a figure achieved, never rounded up or down to 100; None if it cannot be computed."""
    plan, found = value_of(promised.text, promised.unit), value_of(achieved.text, achieved.unit)
    if plan is None or found is None or plan.amount <= 0 or plan.unit != found.unit:
        return None
    share = found.amount / plan.amount * 100
    percent = int(share) if share < 100 else -int(-share)
    percent += share > 100 and percent == 100
    return percent if percent <= MOST else None


def _written(fact: Fact) -> str:
    return f"{fact.text}{fact.unit}"
