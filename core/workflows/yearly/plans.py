"""Which of a draft's basis documents is this year's plan (要点), and choosing another one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from types import MappingProxyType

from core.editing.plan_notes import CHOSEN, NO_PLAN, add_plan, noted, set_noted
from core.model.blocks import joined_media
from core.model.change import Change
from core.model.draft import Basis, BasisRole, Draft, noted_roles
from core.model.proposal import Term
from core.workflows.importing.reports import Report
from core.workflows.yearly.roll_over import basis_terms, report_term

__all__ = ("Use", "choose_plan", "has_plan_kind", "is_plan_for", "plan_in", "plan_number", "take_plan", "uses_of")

PLAN = "要点"
CHOICE = "选择今年要点"
NO_ROLES: Mapping[int, BasisRole] = MappingProxyType({})


class Use(StrEnum):
    """The purpose of a basis document: outline and text, text only, the year's tasks, outline and tasks, or reference."""

    LEADING = "leading"
    DRAFTING = "drafting"
    PLAN = "plan"
    BOTH = "both"
    ASIDE = "aside"


def uses_of(
    reports: Sequence[Report], leading: int | None, term: Term, roles: Mapping[int, BasisRole] = NO_ROLES
) -> tuple[Use, ...]:
    """The use of each of the documents in a draft of this kind and year; ``leading`` is the number of the leading one,
    ``roles`` what the user said about some."""
    said = _numbers_of(BasisRole.PLAN, roles) if not has_plan_kind(term.kind) else []
    fitting = [number for number, one in enumerate(reports) if is_plan_for(report_term(one), term.kind, term.year)]
    plan = next(iter((*said, *(number for number in fitting if number not in roles))), None)
    uses = [_use(number == leading, number == plan) for number in range(len(reports))]
    for number in _numbers_of(BasisRole.DRAFTING, roles):
        uses[number] = Use.LEADING if number == leading else Use.DRAFTING
    return tuple(uses)


def _numbers_of(role: BasisRole, roles: Mapping[int, BasisRole]) -> list[int]:
    return [number for number, each in roles.items() if each is role]


def _use(is_leading: bool, is_plan: bool) -> Use:
    if is_leading:
        return Use.BOTH if is_plan else Use.LEADING
    return Use.PLAN if is_plan else Use.ASIDE


def has_plan_kind(kind: str) -> bool:
    """Whether a report of this kind is itself a plan, so that it is compared with none."""
    return kind.endswith(PLAN)


def is_plan_for(term: Term, kind: str, year: int) -> bool:
    """Whether a document of this kind and year is the plan for the year that a draft of ``kind`` reports on."""
    return has_plan_kind(term.kind) and term.year == year and not has_plan_kind(kind)


def plan_number(draft: Draft) -> int:
    """The number of the plan among the basis documents: the chosen one, else one recognised as a plan; -1 for none."""
    chosen, identity = noted(draft, CHOSEN), draft.identity
    if has_plan_kind(identity.kind) or chosen == NO_PLAN:
        return -1
    if chosen.isdecimal() and int(chosen) < len(draft.basis):
        return int(chosen)
    said = noted_roles(draft)
    fitting = (is_plan_for(term, identity.kind, identity.year) for term in basis_terms(draft))
    return next((number for number, fits in enumerate(fitting) if fits and number not in said), -1)


def plan_in(draft: Draft) -> Basis | None:
    """This year's plan among the draft's basis documents; None when there is none."""
    number = plan_number(draft)
    return draft.basis[number] if number >= 0 else None


def choose_plan(draft: Draft, number: int) -> Change:
    """Compare the draft with another basis document, or, with -1, with none."""
    return set_noted(draft, CHOSEN, str(number) if number >= 0 else NO_PLAN, CHOICE)


def take_plan(draft: Draft, report: Report) -> Change:
    """Store a report in the draft as its plan."""
    change = add_plan(draft, Basis(report.name, report.document.elements), CHOICE)
    media = joined_media(draft.media, report.document.media)
    return replace(change, media={key: data for key, data in media.items() if key not in draft.media})
