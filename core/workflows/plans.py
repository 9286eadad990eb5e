"""Which of a draft's basis documents is this year's plan (要点), and how another one is chosen."""

from core.editing.plan_notes import CHOSEN, NO_PLAN, add_plan, noted, set_noted
from core.model.change import Change
from core.model.draft import Basis, Draft
from core.model.proposal import Term
from core.workflows.reports import Report
from core.workflows.roll_over import basis_terms

__all__ = ("choose_plan", "has_plan_kind", "is_plan_for", "plan_in", "plan_number", "take_plan")

PLAN = "要点"
CHOICE = "选择今年要点"


def has_plan_kind(kind: str) -> bool:
    """Whether a report of this kind is itself a plan, with nothing to be held against it."""
    return kind.endswith(PLAN)


def is_plan_for(term: Term, kind: str, year: int) -> bool:
    """Whether a document of this kind and year is the plan of the year on which a draft of ``kind`` reports."""
    return has_plan_kind(term.kind) and term.year == year and not has_plan_kind(kind)


def plan_number(draft: Draft) -> int:
    """Which basis document is the plan: the one that was chosen, else one recognised as it; -1 for none."""
    chosen, identity = noted(draft, CHOSEN), draft.identity
    if has_plan_kind(identity.kind) or chosen == NO_PLAN:
        return -1
    if chosen.isdecimal() and int(chosen) < len(draft.basis):
        return int(chosen)
    fitting = (is_plan_for(term, identity.kind, identity.year) for term in basis_terms(draft))
    return next((number for number, fits in enumerate(fitting) if fits), -1)


def plan_in(draft: Draft) -> Basis | None:
    """This year's plan among the draft's basis documents; None when there is none."""
    number = plan_number(draft)
    return draft.basis[number] if number >= 0 else None


def choose_plan(draft: Draft, number: int) -> Change:
    """Hold another basis document against the draft, or, with -1, none."""
    return set_noted(draft, CHOSEN, str(number) if number >= 0 else NO_PLAN, CHOICE)


def take_plan(draft: Draft, report: Report) -> Change:
    """Keep a report in the draft as its plan."""
    return add_plan(draft, Basis(report.name, report.document.elements), CHOICE)
