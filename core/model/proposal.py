"""Proposals: what last year's report would have to say this year. Nothing of it is done until somebody accepts it."""

from dataclasses import dataclass
from enum import StrEnum

from core.model.spans import Place


class RollRole(StrEnum):
    """What a year, period, number or reference does in its sentence, which decides whether it moves; CARD: a mask that
    the unit card fills."""

    REPORT_YEAR = "report_year"
    BASE_YEAR = "base_year"
    RELATIVE = "relative"
    PERIOD = "period"
    RANGE = "range"
    NAMED_DOCUMENT = "named_document"
    HISTORY = "history"
    PLAN = "plan"
    DATED_REFERENCE = "dated_reference"
    EVENT = "event"
    MEETING_NUMBER = "meeting_number"
    ANNIVERSARY = "anniversary"
    DAY = "day"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class Term:
    """Which time a report is about: its kind, year (0: unknown) and period word such as 上半年 (empty: unknown)."""

    kind: str = ""
    year: int = 0
    period: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """``text`` at ``place`` (a span in the element's ``content``) should become ``replacement``, for ``reason`` (Chinese).

    ``replacement`` equal to ``text``: kept, and the reason says why; None: somebody must decide or write anew.
    ``fact_id`` is the fact that covers the place, if one does. ``id`` is stable as long as text and place are.
    """

    id: str
    role: RollRole
    place: Place
    text: str
    replacement: str | None
    reason: str
    fact_id: str = ""

    @property
    def is_kept(self) -> bool:
        """Whether the text stays on purpose."""
        return self.replacement == self.text

    @property
    def asks(self) -> bool:
        """Whether a person has to say what shall stand there."""
        return self.replacement is None
