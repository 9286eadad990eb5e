"""The rows of the ledger sorted by a column and sifted by state, kind, section and words."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt

from core.model.fact import FactKind, FactState
from gui.models.ledger import TITLES, Column, LedgerModel, Line

DANGEROUS = frozenset("=+-@")
"""What a spreadsheet would take for the beginning of a formula."""


@dataclass(frozen=True, slots=True)
class Sieve:
    """What may pass; None and an empty text let everything through. ``words`` must all be found, in any order."""

    states: frozenset[FactState] | None = None
    kind: FactKind | None = None
    sections: frozenset[str] | None = None
    words: str = ""

    def passes(self, line: Line) -> bool:
        """Whether a line is shown."""
        row = line.row
        return (
            (self.states is None or line.state in self.states)
            and (self.kind is None or row.fact.kind is self.kind)
            and (self.sections is None or row.section in self.sections)
            and all(word in line.found for word in self.words.lower().split())
        )


class LedgerOrder(QSortFilterProxyModel):
    """Rows stay where they are while they are edited, as in a spreadsheet; ``refresh`` sorts and sifts again."""

    def __init__(self, ledger: LedgerModel, parent: Any = None) -> None:
        super().__init__(parent)
        self.ledger = ledger
        self._sieve = Sieve()
        self._ranks: list[int] = []
        self.setDynamicSortFilter(False)
        self.setSourceModel(ledger)

    @property
    def sieve(self) -> Sieve:
        """What passes now."""
        return self._sieve

    def sift(self, sieve: Sieve) -> None:
        """Let other rows pass."""
        if sieve != self._sieve:
            self._sieve = sieve
            self.refresh()

    def refresh(self) -> None:
        """Sort and sift the rows as they are now."""
        self._rank(self.sortColumn(), self.sortOrder())
        self.invalidate()

    def lines(self) -> list[Line]:
        """The lines shown, in the order shown."""
        return [line for row in range(self.rowCount()) if (line := self.line(self.index(row, 0))) is not None]

    def line(self, index: QModelIndex | QPersistentModelIndex) -> Line | None:
        """The line at an index of the view."""
        return self.ledger.line(self.mapToSource(index))

    def row_of(self, key: str) -> int:
        """The row of a field by its key; -1 if it is not shown."""
        number = next((n for n, line in enumerate(self.ledger.lines) if line.row.key == key), -1)
        return self.mapFromSource(self.ledger.index(number, 0)).row() if number >= 0 else -1

    def _rank(self, column: int, order: Qt.SortOrder) -> None:
        self._ranks = _ranks(self.ledger.lines, column, order == Qt.SortOrder.DescendingOrder)

    # Qt

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column, cells without a value behind all others either way; by none, as the draft goes."""
        self._rank(column, order)
        super().sort(column, order)

    def lessThan(self, left: Any, right: Any) -> bool:
        """By the ranks, which are worked out once."""
        first, second = int(left.row()), int(right.row())
        return max(first, second) < len(self._ranks) and self._ranks[first] < self._ranks[second]

    def filterAcceptsRow(self, row: int, _parent: Any) -> bool:
        """Whether the sieve lets it pass."""
        return row < len(self.ledger.lines) and self._sieve.passes(self.ledger.lines[row])


def _ranks(lines: list[Line], column: int, is_falling: bool) -> list[int]:
    """The place of each line among all; from the end where Qt will turn the order round."""
    if column < 0:
        return list(range(len(lines)))
    keys = [line.keys[column] for line in lines]
    full = [number for number, key in enumerate(keys) if key is not None]
    empty = [number for number, key in enumerate(keys) if key is None]
    full.sort(key=lambda number: (isinstance(keys[number], str), keys[number]), reverse=is_falling)
    ranks = [0] * len(lines)
    for place, number in enumerate((*full, *empty)):
        ranks[number] = -place if is_falling else place
    return ranks


def as_table(lines: list[Line]) -> str:
    """The lines with their titles, tab separated, as spreadsheets take them from the clipboard."""
    rows = [TITLES, *(_plain_cells(line) for line in lines)]
    return "\n".join("\t".join(map(_one_cell, row)) for row in rows)


def _plain_cells(line: Line) -> tuple[str, ...]:
    """The cells with signs that spreadsheets count with; a mask is no value of last year's."""
    cells = list(line.cells)
    for column in (Column.CHANGE, Column.GROWTH):
        cells[column] = cells[column].replace("−", "-").replace("％", "%").removeprefix("+")
    cells[Column.KEPT] = cells[Column.KEPT].replace("％", "%")
    for column in (Column.NAME, Column.PRIOR, Column.VALUE, Column.UNIT, Column.SECTION, Column.SOURCE, Column.NOTE):
        if cells[column][:1] in DANGEROUS:
            cells[column] = f"'{cells[column]}"
    return tuple(cells)


def _one_cell(text: str) -> str:
    return " ".join(text.split())
