"""What the readers of spreadsheets hand over: worksheets with the values and formats of their cells."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from openpyxl.utils import get_column_letter

from core.model.tables.given import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, GivenCell, GivenText
from core.readers.sheets.number_formats import Value, shown

MOST_SHEETS = 1_000
USUAL_WIDTH = 8.43
"""The width of a column that a file says nothing of, in digits."""

ALIGNS = frozenset({"left", "center", "right"})


@dataclass(frozen=True, slots=True)
class Area:
    """Rows and columns from one number up to another, both counted from 1 and included."""

    left: int
    top: int
    right: int
    bottom: int

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell is inside."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    @property
    def is_small(self) -> bool:
        """Whether a table may be so large."""
        rows, columns = self.bottom - self.top + 1, self.right - self.left + 1
        return rows <= MOST_ROWS and columns <= MOST_COLUMNS and rows * columns <= MOST_CELLS

    @property
    def name(self) -> str:
        """As spreadsheets write it."""
        return f"{get_column_letter(self.left)}{self.top}:{get_column_letter(self.right)}{self.bottom}"


@dataclass(frozen=True, slots=True)
class CellValue:
    """A value in its number format; ``align`` may be empty. ``is_lost``: a formula whose value the file does not have."""

    value: Value = None
    number_format: str = "General"
    align: str = ""
    is_lost: bool = False

    @property
    def is_filled(self) -> bool:
        """Whether anything stands in the cell."""
        return self.is_lost or self.value not in (None, "")

    @property
    def is_number(self) -> bool:
        """Whether the value is a number, and neither true nor false."""
        return isinstance(self.value, int | float) and not isinstance(self.value, bool)


BLANK = CellValue()


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A worksheet; ``widths`` of columns are in digits, 0 for a hidden one. ``head`` is the last row that stays in view or
    is repeated on each page, 0 for none."""

    name: str
    is_visible: bool
    cells: Mapping[tuple[int, int], CellValue]
    merged: Sequence[Area]
    hidden: frozenset[int]
    widths: Mapping[int, float]
    head: int = 0

    def used(self) -> Area | None:
        """The smallest range with everything that stands here, joined cells included; None where nothing stands."""
        filled = {place for place, cell in self.cells.items() if cell.is_filled}
        if not filled:
            return None
        filled.update((each.bottom, each.right) for each in self.merged if (each.top, each.left) in filled)
        rows, columns = zip(*filled, strict=True)
        return Area(min(columns), min(rows), max(columns), max(rows))

    def rows_of(self, area: Area) -> list[int]:
        """The rows of an area that are seen."""
        return [row for row in range(area.top, area.bottom + 1) if row not in self.hidden]

    def columns_of(self, area: Area) -> list[int]:
        """The columns of an area that are seen."""
        return [column for column in range(area.left, area.right + 1) if self.widths.get(column, USUAL_WIDTH)]


def twips(characters: float) -> int:
    """The width of a column of so many digits, each seven pixels wide, and its margins."""
    return round((characters * 7 + 5) * 15)


def within(numbers: Sequence[int], first: int, last: int) -> Sequence[int]:
    """Those of ascending numbers from one up to another, both included."""
    return numbers[bisect_left(numbers, first) : bisect_right(numbers, last)]


class SheetLines:
    """The cells of some rows and columns as they show; counts what does not come along."""

    def __init__(self, sheet: Worksheet, rows: Sequence[int], columns: Sequence[int]) -> None:
        self._sheet, self._rows, self._columns = sheet, rows, columns
        self._begun: dict[tuple[int, int], Area] = {}
        self._covered: set[tuple[int, int]] = set()
        self.lost = self.unknown = 0
        for merged in sheet.merged:
            self._join(merged)

    def _join(self, merged: Area) -> None:
        """Note a joined cell where its first place is read, or only hidden rows and columns are before what is."""
        down, across = within(self._rows, merged.top, merged.bottom), within(self._columns, merged.left, merged.right)
        if not down or not across or (down[0], across[0]) in self._covered:
            return
        is_at_left = merged.left == across[0] or self._sheet.widths.get(merged.left) == 0
        if is_at_left and (merged.top == down[0] or merged.top in self._sheet.hidden):
            self._begun[down[0], across[0]] = merged
            self._covered.update(product(down, across))

    def __iter__(self) -> Iterator[list[GivenCell]]:
        """Row by row, without the places that joined cells cover."""
        for row in self._rows:
            yield [self._cell(row, column) for column in self._columns if not self._is_covered(row, column)]

    def _is_covered(self, row: int, column: int) -> bool:
        return (row, column) in self._covered and (row, column) not in self._begun

    def _cell(self, row: int, column: int) -> GivenCell:
        merged = self._begun.get((row, column))
        cell = self._sheet.cells.get((merged.top, merged.left) if merged else (row, column), BLANK)
        align = cell.align if cell.align in ALIGNS else "right" if cell.is_number else ""
        if merged is None:
            return GivenCell(GivenText(self.text(cell)), align=align)
        wide = len(within(self._columns, merged.left, merged.right))
        return GivenCell(GivenText(self.text(cell)), wide, len(within(self._rows, merged.top, merged.bottom)), align)

    def text(self, cell: CellValue) -> str:
        """What a cell shows."""
        self.lost += cell.is_lost
        text, is_followed = shown(cell.value, cell.number_format)
        self.unknown += not is_followed
        return "\n".join(line.strip() for line in text.splitlines())
