"""What a collection sheet holds on its way out, and what comes back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from core.model.fact import Fact
from core.result import NO_PARAMETERS, Notice


class EntryKind(StrEnum):
    """What the empty cell of a row is for."""

    NUMBER = "number"
    DATE = "date"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One field to be filled in: its value stands in 【】 in ``context``; ``prior`` is empty where last year's is unknown."""

    fact_id: str
    section: str
    label: str
    context: str
    unit: str
    prior: str
    entry: EntryKind


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """The sheet of one department; ``key`` is that of the draft, ``report`` what it is called.

    ``request`` is what the clerk asks of whoever fills it in: until when, to whom.
    """

    key: str
    report: str
    department: str
    rows: tuple[SheetRow, ...]
    request: str = ""


class GivenKind(StrEnum):
    """What stands in a cell that was to be filled in."""

    EMPTY = "empty"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    TEXT = "text"
    FORMULA = "formula"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Given:
    """A filled cell: ``text`` as a person sees it, ``number`` as stored (0.48 under 48%), ``day`` for dates."""

    kind: GivenKind = GivenKind.EMPTY
    text: str = ""
    number: Decimal | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class FilledRow:
    """One row as it came back; ``line`` is its number in the sheet, ``code`` and ``check`` are the hidden cells."""

    line: int
    code: str
    check: str
    section: str
    label: str
    context: str
    unit: str
    prior: str
    given: Given
    remark: str
    source: str


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """A sheet as it came back; ``codes`` are the rows it was sent out with, empty if that list is lost.

    ``day`` is what was written at the top, else when the file was last saved (yyyy-mm-dd).
    """

    file: str
    codes: tuple[str, ...]
    department: str
    unit: str
    person: str
    phone: str
    day: str
    rows: tuple[FilledRow, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A value for a field, ready to be accepted; ``source`` says who told, when and in which file."""

    fact_id: str
    value: str
    source: str
    note: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Problem:
    """What a person has to look at: ``given`` is what stands in the cell, ``notice`` says what is wrong with it.

    ``answer`` is what would be taken if the clerk says yes; None where nothing can be taken. ``line`` is the row of
    the sheet, 0 for the whole file; ``fact_id`` is empty where no field is concerned.
    """

    notice: Notice
    file: str
    line: int = 0
    fact_id: str = ""
    label: str = ""
    given: str = ""
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Collected:
    """All sheets together: at most one answer a field, and what was not taken. ``unanswered`` are cells left empty,
    ``remarks`` what was written beside some of them, by fact id.
    """

    answers: tuple[Answer, ...] = ()
    problems: tuple[Problem, ...] = ()
    unanswered: tuple[str, ...] = ()
    remarks: Mapping[str, str] = field(default_factory=lambda: NO_PARAMETERS)


@dataclass(frozen=True, slots=True)
class AskedField:
    """A fact as the sheet asked for it: ``lead`` are digits that stand before a mask already (89 in 89**人)."""

    fact: Fact
    entry: EntryKind
    lead: str
    year: int
