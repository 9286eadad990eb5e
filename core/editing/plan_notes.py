"""Editing what is stored about the year's plan: which basis document it is, and the decisions about its tasks."""

from dataclasses import replace

from core.editing.text.one_line import LONGEST, one_line
from core.errors import BadUse
from core.model.change import Change, difference
from core.model.draft import Basis, Draft
from core.model.spans import Place

CHOSEN = "对照要点"
"""The particular with the number of the basis document that is the plan, from 0; ``NO_PLAN`` where none is."""

VERDICTS = "对照"
"""The particular that keeps which sentences report on a task and which do not, as somebody said."""

NO_PLAN = "无"


def noted(draft: Draft, name: str) -> str:
    """The draft's stored text under a name; empty if there is none."""
    return dict(draft.identity.particulars).get(name, "")


def set_noted(draft: Draft, name: str, text: str, reason: str) -> Change:
    """Store a text under a name. BadUse when it is too long."""
    return _difference(draft, _with(draft, name, text), reason)


def add_plan(draft: Draft, plan: Basis, reason: str) -> Change:
    """Store the document whole in the draft as its plan; one that is stored already is only chosen."""
    known = [number for number, basis in enumerate(draft.basis) if basis.elements == plan.elements]
    number = known[0] if known else len(draft.basis)
    after = draft if known else replace(draft, basis=(*draft.basis, plan))
    return _difference(draft, _with(after, CHOSEN, str(number)), reason)


def _with(draft: Draft, name: str, text: str) -> Draft:
    if len(text) > LONGEST:
        raise BadUse("plan_reason_long")
    text = one_line(text).strip()
    found = dict(draft.identity.particulars)
    if found.get(name, "") == text:
        return draft
    return replace(draft, identity=replace(draft.identity, particulars=tuple({**found, name: text}.items())))


def _difference(before: Draft, after: Draft, reason: str) -> Change:
    return difference(before, after, Place(before.elements[0].id if before.elements else ""), reason)
