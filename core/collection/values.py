"""Values of collection sheets, outgoing and returned."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from core.model.fact import Fact
from core.result import NO_PARAMETERS, Notice


class EntryKind(StrEnum):
    """Type of value expected in the empty cell of a row."""

    NUMBER = "number"
    DATE = "date"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One field to be filled in: its value is in 【】 in ``context``; ``prior`` is empty where last year's is unknown."""

    fact_id: str
    section: str
    label: str
    context: str
    unit: str
    prior: str
    entry: EntryKind


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell of a table: its text, how many columns and rows it joins, and the fact asked for in it (none: locked)."""

    text: str
    columns: int = 1
    rows: int = 1
    fact_id: str = ""
    entry: EntryKind = EntryKind.TEXT
    hint: str = ""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A row of a table; ``row_id`` is empty for heads, a cell None where another one covers its place."""

    row_id: str
    cells: tuple[SheetCell | None, ...]


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table of the draft with the rows of one department; ``columns`` are the ids of its columns."""

    id: str
    name: str
    columns: tuple[str, ...]
    heads: tuple[SheetLine, ...]
    lines: tuple[SheetLine, ...]

    @property
    def facts(self) -> frozenset[str]:
        """The facts that its cells ask for."""
        return frozenset(
            cell.fact_id for line in self.lines for cell in line.cells if cell is not None and cell.fact_id
        )


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """The sheet of one department; ``key`` is that of the draft, ``report`` its title.

    ``request`` is printed at the top: deadline and recipient. ``rows`` are all fields asked for; those of ``tables`` are
    asked for there. ``by_table``: a table names the department.
    """

    key: str
    report: str
    department: str
    rows: tuple[SheetRow, ...]
    request: str = ""
    tables: tuple[SheetTable, ...] = ()
    by_table: bool = False

    @property
    def listed(self) -> tuple[SheetRow, ...]:
        """The rows that are listed one below the other."""
        shown = frozenset().union(*(table.facts for table in self.tables))
        return tuple(row for row in self.rows if row.fact_id not in shown)


class GivenKind(StrEnum):
    """Type of content found in an input cell."""

    EMPTY = "empty"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    TEXT = "text"
    FORMULA = "formula"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Given:
    """A filled cell: ``text`` as shown, ``number`` as stored (0.48 for 48%), ``day`` for dates."""

    kind: GivenKind = GivenKind.EMPTY
    text: str = ""
    number: Decimal | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class FilledRow:
    """One returned row; ``line`` is its number in the sheet, ``code`` and ``check`` are the hidden cells."""

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
class FilledCell:
    """A returned cell of a table: ``place`` are the ids of table, row and column; ``is_same``: its row shows what it did."""

    line: int
    key: str
    place: tuple[str, str, str]
    is_same: bool
    given: Given


@dataclass(frozen=True, slots=True)
class AddedRow:
    """A row that a department added below a table: the texts by column id, and the id of the last row above it."""

    line: int
    key: str
    table: str
    after: str
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """A returned sheet; ``codes`` are the rows it was sent out with, empty if that list is lost.

    ``day`` is the date entered at the top, else when the file was last saved (yyyy-mm-dd).
    """

    file: str
    codes: tuple[str, ...]
    department: str
    unit: str
    person: str
    phone: str
    day: str
    rows: tuple[FilledRow, ...]
    cells: tuple[FilledCell, ...] = ()
    added: tuple[AddedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A value for a field, ready to be accepted; ``source`` is who gave it, when and in which file.

    ``added`` is a whole row instead; there is no field then.
    """

    fact_id: str
    value: str
    source: str
    note: str
    file: str
    line: int
    added: AddedRow | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """An item for the user: ``given`` is the cell's content, ``notice`` the problem with it.

    ``answer`` can be accepted on request; None if the cell is unusable. ``line`` is the row in the sheet, 0 for the
    whole file; ``fact_id`` is empty if no field is concerned.
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
    """Result for all sheets: at most one answer per field, and the problems. ``unanswered`` are facts with empty cells,
    ``remarks`` the remarks beside some of them, by fact id."""

    answers: tuple[Answer, ...] = ()
    problems: tuple[Problem, ...] = ()
    unanswered: tuple[str, ...] = ()
    remarks: Mapping[str, str] = field(default_factory=lambda: NO_PARAMETERS)


@dataclass(frozen=True, slots=True)
class AskedField:
    """A fact as the sheet asked for it; ``lead`` are the digits before a mask (89 in 89**人)."""

    fact: Fact
    entry: EntryKind
    lead: str
    year: int
