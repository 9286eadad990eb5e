"""A draft: this year's report in progress, with the reports it was made from."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from core.model.document import Numbering
from core.model.elements import Element, Role
from core.model.fact import Fact
from core.model.review.decisions import KeptCopy, ReviewDecision
from core.result import Notice

NO_MEDIA: Mapping[str, bytes] = MappingProxyType({})
_BETWEEN_LATIN = re.compile(r"(?<=[A-Za-z])\n(?=[A-Za-z])")


@dataclass(frozen=True, slots=True)
class Basis:
    """A prior report stored whole with the draft; read-only. Its elements may be ``LateElements``."""

    name: str
    elements: Sequence[Element]

    def __hash__(self) -> int:
        """Not of all elements: what is kept for a document of thousands is looked up at every pause in typing."""
        return hash((self.name, len(self.elements)))


@dataclass(frozen=True, slots=True)
class Identity:
    """What the draft is: its kind, year and unit.

    ``period`` is the kind's period word, such as 上半年; ``key`` a short word that tells this draft from others, used
    in the bookmarks of its Word files. ``particulars`` are what its Word file needs beside the text, as pairs of a
    layout's name and a value: 版式, 发文机关, 发文字号, 签发人, 抄送, …
    """

    kind: str = ""
    year: int = 0
    unit: str = ""
    period: str = ""
    key: str = ""
    particulars: tuple[tuple[str, str], ...] = ()

    @property
    def dated_kind(self) -> str:
        """2026年度工作要点, 2026年上半年工作总结; without a year the kind alone."""
        return f"{self.year}年{self.kind.removeprefix('年')}" if self.year else self.kind


@dataclass(frozen=True, slots=True)
class Draft:
    """Elements and facts in document order; the title, if any, is the one element with that role.

    ``origins`` says which basis element a draft element was copied from: (element id, index into ``basis``, element
    id there). ``serial`` is the highest number ever used in an id. ``import_notices`` is what the import of the leading basis left out.
    ``media`` are the bytes of pictures and objects by their SHA-256, those of the basis documents and of undone steps too, and
    of the files in ``copies``: what came back from review. ``decisions`` are about the changes in them.
    """

    identity: Identity
    elements: tuple[Element, ...] = ()
    facts: tuple[Fact, ...] = ()
    numbering: Numbering = Numbering()
    basis: tuple[Basis, ...] = ()
    origins: tuple[tuple[str, int, str], ...] = ()
    serial: int = 0
    import_notices: tuple[Notice, ...] = ()
    media: Mapping[str, bytes] = field(default_factory=lambda: NO_MEDIA, compare=False, repr=False)
    copies: tuple[KeptCopy, ...] = ()
    decisions: tuple[ReviewDecision, ...] = ()

    @property
    def title(self) -> str:
        """The title in one line; empty while there is none. Its element keeps the line breaks of its author."""
        written = next((element.content for element in self.elements if element.role is Role.TITLE), "")
        return _BETWEEN_LATIN.sub(" ", written).replace("\n", "")


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
    """The documents that the draft's text comes from or may come from: those it was copied from, unless the user put
    them aside, and those that were added for drafting."""
    noted = noted_roles(draft)
    copied = {number for _, number, _ in draft.origins if number < len(draft.basis)}
    said = {number for number, role in noted.items() if role is BasisRole.DRAFTING}
    return frozenset({number for number in copied if number not in noted} | said)
