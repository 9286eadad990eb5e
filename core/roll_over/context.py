"""What a proposal is judged by: the two reports' terms, the place in the text and its neighbours."""

import re
from dataclasses import dataclass
from functools import cached_property

from core.model.elements import Element
from core.model.proposal import RollRole, Term
from core.model.text import sentence_before
from core.roll_over.dated_references import RollOverTables

PLAN = re.compile(r"要点|计划|安排|打算|方案|思路")
WHOLE, FIRST_HALF = "全年", "上半年"
ENDS = (("上半年", 6), ("前三季度", 9), ("一季度", 3), ("二季度", 6), ("三季度", 9), ("四季度", 12), ("全年", 12))
LEFT, RIGHT = 14, 18
"""Characters beside a place that decide about it."""


def is_plan(kind: str) -> bool:
    """Whether reports of this kind speak of what is to be done."""
    return PLAN.search(kind) is not None


def last_month(period: str) -> int:
    """The month in which a period ends; 0 for an unknown one."""
    return next((month for word, month in ENDS if period.endswith(word)), 0)


@dataclass(frozen=True)
class RollContext:
    """The report that is taken over, the one it becomes, and the dated references."""

    basis: Term
    now: Term
    tables: RollOverTables

    @property
    def years(self) -> int:
        """How many years later the new report is; 0 as well where the old one's year is unknown."""
        return self.now.year - self.basis.year if self.basis.year and self.now.year else 0

    @cached_property
    def outlasts(self) -> tuple[int, int]:
        """The month before whose end something must last to be worth a word: a plan speaks of the months after it."""
        year, month = self.as_of
        return year, month + is_plan(self.now.kind)

    @property
    def changes_time(self) -> bool:
        """Whether the new report covers another time at all."""
        return self.years != 0 or self.changes_period

    @cached_property
    def changes_period(self) -> bool:
        """Whether the period changes, as from a half-year to an annual report."""
        ends = last_month(self.basis.period), last_month(self.now.period)
        return 0 not in ends and self.basis.period != self.now.period

    @cached_property
    def as_of(self) -> tuple[int, int]:
        """Year and month in which the new report will be written, at the latest."""
        if is_plan(self.now.kind):
            return self.now.year, 1
        return self.now.year, min((last_month(self.now.period) or 12) + 1, 12)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place in an element; ``in_name`` tells whether it stands in 《…》, and ``name_start`` where that begins;
    ``in_narrative`` whether its paragraph tells a course of events."""

    element: Element
    start: int
    end: int
    ahead: bool = False
    name_start: int = -1
    in_narrative: bool = False

    @property
    def text(self) -> str:
        """What stands there."""
        return self.element.content[self.start : self.end]

    @property
    def in_name(self) -> bool:
        """Whether the place is in the name of a document."""
        return self.name_start >= 0

    @property
    def left(self) -> str:
        """The characters before the place, of its own sentence."""
        return text_before(self.element.content, self.start)

    @property
    def right(self) -> str:
        """The characters behind the place."""
        return self.element.content[self.end : self.end + RIGHT]

    @property
    def opens(self) -> bool:
        """Whether the place opens its sentence."""
        return not self.left.strip(" 　“（")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a place: its role, the new text (None: a person decides) and the reason."""

    role: RollRole
    replacement: str | None
    reason: str


def text_before(text: str, position: int) -> str:
    """The characters left of a position, as far as the sentence goes."""
    return sentence_before(text[max(0, position - LEFT) : position], LEFT)
