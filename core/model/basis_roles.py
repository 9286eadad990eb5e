"""What each basis document of a draft is for, as somebody said: kept in a particular, by the number of the document."""

from collections.abc import Mapping
from enum import StrEnum

from core.model.draft import Draft

ROLES = "材料用途"
"""The particular, such as ``0:备查 2:起草用``; a document that is not in it is judged by its content."""


class BasisRole(StrEnum):
    """A basis document gives outline and wording, sets the year's tasks, or is there to be looked at."""

    DRAFTING = "起草用"
    PLAN = "今年要点"
    ASIDE = "备查"


NOTED = frozenset({BasisRole.DRAFTING.value, BasisRole.ASIDE.value})
"""The plan is kept by a particular of its own, since there is only one."""


def noted_roles(draft: Draft) -> Mapping[int, BasisRole]:
    """The roles that somebody gave, by number; words that are none of ours are skipped."""
    text = dict(draft.identity.particulars).get(ROLES, "")
    pairs = (pair.partition(":") for pair in text.split())
    found = {int(number): role for number, _, role in pairs if number.isdecimal() and role in NOTED}
    return {number: BasisRole(role) for number, role in found.items() if number < len(draft.basis)}


def roles_text(roles: Mapping[int, BasisRole]) -> str:
    """The particular that keeps these roles."""
    return " ".join(f"{number}:{role.value}" for number, role in sorted(roles.items()) if role in NOTED)


def drafting_numbers(draft: Draft) -> frozenset[int]:
    """The documents that the draft's text comes from or may come from: those it was copied from, unless somebody put
    them aside, and those that were added for drafting."""
    noted = noted_roles(draft)
    copied = {number for _, number, _ in draft.origins if number < len(draft.basis)}
    said = {number for number, role in noted.items() if role is BasisRole.DRAFTING}
    return frozenset({number for number in copied if number not in noted} | said)
