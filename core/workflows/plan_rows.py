"""要点对照 as the window shows it: each task with its state, what reports on it, and promised beside achieved."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.checks.figures_values import value_of
from core.coverage.values import Certainty, Commitment, CoverState, CoverWords, Mention, Row, Task
from core.model.draft import Draft
from core.model.elements import Element
from core.model.fact import Fact, FactState
from core.model.proposal import Term
from core.workflows.coverage import coverage_of, load_cover_tables
from core.workflows.plans import has_plan_kind, plan_in, plan_number
from core.workflows.roll_over import basis_terms

__all__ = ("Certainty", "Mention", "Outcome", "PlanDocument", "PlanRow", "PlanView", "Promise", "Standing", "plan_view")

PAUSE = re.compile(r"[，。；！？：]")
BEFORE, BEHIND = 10, 4
"""Characters beside a promised figure in which a word says that it must not be exceeded."""

MOST = 100_000
"""Per cent beyond which a share says nothing."""


class Standing(StrEnum):
    """已写, 待填, 可能, 未写, 不写."""

    WRITTEN = "written"
    PENDING = "pending"
    PERHAPS = "perhaps"
    MISSING = "missing"
    LEFT_OUT = "left_out"


class Outcome(StrEnum):
    """What became of a promised figure; ``OPEN`` is one that nobody has looked at yet, ``UNTOLD`` one without answer."""

    REACHED = "reached"
    SHORT = "short"
    OPEN = "open"
    UNKNOWN = "unknown"
    UNTOLD = "untold"


@dataclass(frozen=True, slots=True)
class Promise:
    """A promised figure and the one achieved, as written; ``percent`` of it was reached, if that can be told."""

    label: str
    promised: str
    achieved: str
    outcome: Outcome
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A task: ``part`` is the heading it stands under, ``text`` all that the plan says of it."""

    task: Task
    part: str
    text: str
    standing: Standing
    mentions: tuple[Mention, ...]
    promises: tuple[Promise, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """A basis document that can be the plan."""

    name: str
    term: Term


@dataclass(frozen=True, slots=True)
class PlanView:
    """``number`` says which of the documents is the plan (-1: none); ``is_plan`` that the draft is one itself."""

    documents: tuple[PlanDocument, ...]
    number: int
    rows: tuple[PlanRow, ...] = ()
    is_plan: bool = False

    @property
    def counts(self) -> Mapping[Standing, int]:
        """How many tasks there are of each standing."""
        return {standing: sum(row.standing is standing for row in self.rows) for standing in Standing}


def plan_view(draft: Draft) -> PlanView:
    """The tasks of the draft's plan in the plan's order. BadWords for a damaged word list."""
    pairs = zip(draft.basis, basis_terms(draft), strict=True)
    documents = tuple(PlanDocument(basis.name, term) for basis, term in pairs)
    plan = plan_in(draft)
    if plan is None:
        return PlanView(documents, -1, is_plan=has_plan_kind(draft.identity.kind))
    tables = load_cover_tables()
    rows = coverage_of(draft, plan, tables)
    elements = {element.id: element for element in plan.elements}
    return PlanView(documents, plan_number(draft), tuple(_row(row, elements, tables.words) for row in rows))


def _row(row: Row, elements: Mapping[str, Element], words: CoverWords) -> PlanRow:
    part = elements.get(row.task.part)
    return PlanRow(
        row.task,
        f"{part.ordinal}{part.heading or part.content}" if part else "",
        "".join(sentence.text for sentence in row.task.sentences).strip(),
        _standing(row),
        row.mentions,
        tuple(_promise(one, elements, words) for one in row.commitments),
        row.reason,
    )


def _standing(row: Row) -> Standing:
    if row.state is CoverState.WRITTEN and row.certainty is Certainty.PERHAPS:
        return Standing.PERHAPS
    return Standing(row.state.value)


def _promise(one: Commitment, elements: Mapping[str, Element], words: CoverWords) -> Promise:
    fact, label = one.fact, one.fact.label.split("（")[0]
    if not one.achieved:
        return Promise(label, _written(fact), "", Outcome.UNTOLD)
    best = one.achieved[0]
    achieved = "、".join(_written(other) for other in one.achieved if other.state is not FactState.EMPTY)
    percent = _percent(fact, best)
    if best.state.is_open:
        return Promise(label, _written(fact), achieved, Outcome.OPEN, percent)
    return Promise(label, _written(fact), achieved, _outcome(fact, percent, elements, words), percent)


def _outcome(fact: Fact, percent: int | None, elements: Mapping[str, Element], words: CoverWords) -> Outcome:
    if percent is None:
        return Outcome.UNKNOWN
    met = percent <= 100 if _is_ceiling(fact, elements[fact.element_id].content, words.ceiling) else percent >= 100
    return Outcome.REACHED if met else Outcome.SHORT


def _percent(promised: Fact, achieved: Fact) -> int | None:
    """How much of a figure was reached, never rounded up or down to all of it; None where one cannot be told."""
    plan, found = value_of(promised.text, promised.unit), value_of(achieved.text, achieved.unit)
    if plan is None or found is None or plan.amount <= 0 or plan.unit != found.unit:
        return None
    share = found.amount / plan.amount * 100
    percent = int(share) if share < 100 else -int(-share)
    percent += share > 100 and percent == 100
    return percent if percent <= MOST else None


def _is_ceiling(fact: Fact, content: str, words: Sequence[str]) -> bool:
    """Whether the figure says how much is the most: 控制在…以内."""
    before = PAUSE.split(content[max(0, fact.start - BEFORE) : fact.start])[-1]
    end = fact.end + len(fact.unit)
    return any(word in before + "　" + PAUSE.split(content[end : end + BEHIND])[0] for word in words)


def _written(fact: Fact) -> str:
    return f"{fact.text}{fact.unit}"
