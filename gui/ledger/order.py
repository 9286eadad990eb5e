"""Sorting and filtering of the ledger's rows, and their text for the clipboard."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.model.fact import FactKind, FactState
from core.workflows.yearly.ledger import LedgerRow
from gui.ledger.lines import TITLES, LedgerColumn, LedgerLine

DANGEROUS = frozenset("=+-@")
"""What a spreadsheet would take for the beginning of a formula."""


@dataclass(frozen=True, slots=True)
class Sieve:
    """The filter; None, an empty text and table 0 match everything. ``words`` must all be found, in any order."""

    states: frozenset[FactState] | None = None
    kind: FactKind | None = None
    sections: frozenset[str] | None = None
    words: str = ""
    table: int = 0

    def passes(self, line: LedgerLine) -> bool:
        """Whether a line is shown."""
        row = line.row
        return (
            (self.states is None or line.state in self.states)
            and (self.kind is None or row.fact.kind is self.kind)
            and self._is_there(row)
            and all(word in line.found for word in self.words.lower().split())
        )

    def _is_there(self, row: LedgerRow) -> bool:
        is_in_section = self.sections is None or row.section in self.sections
        return is_in_section and self.table in (0, row.table_number)


def arranged(lines: Iterable[LedgerLine], sieve: Sieve, column: int, is_falling: bool) -> list[LedgerLine]:
    """The matching lines, sorted by a column; cells without a value come last in both directions.

    Below 0 there is no column: the draft's order.
    """
    passed = [line for line in lines if sieve.passes(line)]
    if column < 0:
        return passed
    full = [line for line in passed if line.keys[column] is not None]
    full.sort(key=lambda line: (isinstance(line.keys[column], str), line.keys[column]), reverse=is_falling)
    return full + [line for line in passed if line.keys[column] is None]


def as_table(lines: list[LedgerLine], columns: Sequence[int] = tuple(LedgerColumn)) -> str:
    """The lines with their titles, tab-separated, as spreadsheets accept them from the clipboard."""
    return "\n".join("\t".join(map(_one_cell, row)) for row in cells_of(lines, columns))


def cells_of(lines: list[LedgerLine], columns: Sequence[int] = tuple(LedgerColumn)) -> list[tuple[str, ...]]:
    """The titles and the cells of the lines in these columns as copied."""
    rows = [tuple(TITLES), *(_plain_cells(line) for line in lines)]
    return [tuple(row[column] for column in columns) for row in rows]


def _plain_cells(line: LedgerLine) -> tuple[str, ...]:
    """The cells with characters that spreadsheets can calculate with; a mask is no value of last year's."""
    cells = list(line.cells)
    for column in (LedgerColumn.CHANGE, LedgerColumn.GROWTH):
        cells[column] = cells[column].replace("−", "-").replace("％", "%").removeprefix("+")
    cells[LedgerColumn.KEPT] = cells[LedgerColumn.KEPT].replace("％", "%")
    for column in (
        LedgerColumn.NAME,
        LedgerColumn.PRIOR,
        LedgerColumn.VALUE,
        LedgerColumn.UNIT,
        LedgerColumn.SECTION,
        LedgerColumn.SOURCE,
        LedgerColumn.NOTE,
    ):
        if cells[column][:1] in DANGEROUS:
            cells[column] = f"'{cells[column]}"
    return tuple(cells)


def _one_cell(text: str) -> str:
    return " ".join(text.split())
