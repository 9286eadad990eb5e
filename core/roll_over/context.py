"""What a proposal is judged by: the terms of both reports, the occurrence in the text and its surroundings."""

import re
from dataclasses import dataclass, replace
from functools import cached_property

from core.model.elements import Element
from core.model.proposal import RollRole, Term
from core.model.text import MASK_SIGNS, sentence_before
from core.roll_over.dated_references import RollOverTables
from core.segment import dictionary_words

PLAN = re.compile(r"要点|计划|安排|打算|方案|思路")
WHOLE, FIRST_HALF = "全年", "上半年"
ENDS = (("上半年", 6), ("前三季度", 9), ("一季度", 3), ("二季度", 6), ("三季度", 9), ("四季度", 12), ("全年", 12))
NO_UNIT = re.compile("(?!)")
LEFT, RIGHT = 14, 18
"""Characters beside a place that decide about it."""


def is_plan(kind: str) -> bool:
    """Whether reports of this kind describe future work."""
    return PLAN.search(kind) is not None


def last_month(period: str) -> int:
    """The month in which a period ends; 0 for an unknown one."""
    return next((month for word, month in ENDS if period.endswith(word)), 0)


@dataclass(frozen=True)
class RollContext:
    """The term of the report taken over, the term of the new one, and the table of dated references."""

    basis: Term
    now: Term
    tables: RollOverTables
    unit: str = ""
    """What the title calls the unit before the year, or who signed; empty for none."""

    @property
    def years(self) -> int:
        """Number of years the new report is later; 0 also where the old one's year is unknown."""
        return self.now.year - self.basis.year if self.basis.year and self.now.year else 0

    @cached_property
    def year_before(self) -> "RollContext":
        """The same for a section of the report that tells of the year before its own."""
        basis, now = (replace(term, year=term.year - 1) for term in (self.basis, self.now))
        return replace(self, basis=basis, now=now)

    @cached_property
    def own_unit(self) -> re.Pattern[str]:
        """What the unit calls itself: 红旗林场, 林场, 全场; 县疾控中心 for 云溪县疾病预防控制中心."""
        if not self.unit:
            return NO_UNIT
        kind = dictionary_words(self.unit)[-1]
        names = [re.escape(self.unit), f"(?:[全我本]|[{MASK_SIGNS}]{{1,8}}){re.escape(self.unit[-1])}"]
        head = [re.escape(sign) for sign in self.unit.removesuffix(kind)]
        for number, first in enumerate(head):
            further = "".join(f"(?:{sign})?" for sign in head[number + 1 :])
            names.append(f"{first}{further}{re.escape(kind)}")
        if len(kind) > 1:
            names.append(re.escape(kind))
        return re.compile("|".join(names))

    @cached_property
    def outlasts(self) -> tuple[int, int]:
        """Year and month that a lasting reference must outlast to stay valid: for a plan, the month after the one of writing."""
        year, month = self.as_of
        return year, month + is_plan(self.now.kind)

    @property
    def changes_time(self) -> bool:
        """Whether the new report covers another time than the old one."""
        return self.years != 0 or self.changes_period

    @cached_property
    def changes_period(self) -> bool:
        """Whether the period changes, as from a half-year to an annual report."""
        ends = last_month(self.basis.period), last_month(self.now.period)
        return 0 not in ends and self.basis.period != self.now.period

    @cached_property
    def as_of(self) -> tuple[int, int]:
        """Latest year and month in which the new report will be written."""
        if is_plan(self.now.kind):
            return self.now.year, 1
        return self.now.year, min((last_month(self.now.period) or 12) + 1, 12)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A text span in an element. ``name_start`` is where the 《…》 around it begins (-1: none); ``ahead``: its section is about
    future work; ``in_narrative``: its paragraph lists events year by year; ``reviewed``: its section is a review of the year
    before the report's own.
    """

    element: Element
    start: int
    end: int
    ahead: bool = False
    name_start: int = -1
    in_narrative: bool = False
    reviewed: bool = False

    @property
    def text(self) -> str:
        """The text of the span."""
        return self.element.content[self.start : self.end]

    @property
    def in_name(self) -> bool:
        """Whether the place is in the name of a document."""
        return self.name_start >= 0

    @property
    def left(self) -> str:
        """Up to LEFT characters before the span, within its sentence."""
        return text_before(self.element.content, self.start)

    @property
    def right(self) -> str:
        """RIGHT characters after the span."""
        return self.element.content[self.end : self.end + RIGHT]

    @property
    def opens(self) -> bool:
        """Whether the place opens its sentence."""
        return not self.left.strip(" 　“（")


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence of ``resources/words/roll_over_reasons.toml`` by its name, with what fills its places."""

    code: str
    fields: tuple[tuple[str, str | int], ...] = ()


def because(code: str, **fields: str | int) -> Reason:
    """The reason with this name."""
    return Reason(code, tuple(fields.items()))


@dataclass(frozen=True, slots=True)
class Verdict:
    """Decision for an occurrence: its role, the new text (None: the user decides) and the reason.

    ``suggestion`` is what the user is likely to decide (None: unknown); ``is_likely``: nothing speaks against it.
    """

    role: RollRole
    replacement: str | None
    reason: Reason
    suggestion: str | None = None
    is_likely: bool = False


def text_before(text: str, position: int) -> str:
    """Up to LEFT characters before ``position``, within its sentence."""
    return sentence_before(text[max(0, position - LEFT) : position], LEFT)
