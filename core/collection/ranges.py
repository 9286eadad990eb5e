"""A range of a worksheet as a table, with its cells as they show."""

import io
import warnings
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries

from core.collection.read import DAMAGE, MOST_SHEETS, safe_package
from core.collection.shown import shown
from core.errors import AppError, BadInput
from core.model.tables.given import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, GivenCell, GivenTable, given_table
from core.result import Notice, Result

_USUAL_WIDTH = 8.43
_ALIGNS = frozenset({"left", "center", "right"})
Sheet = Any  # openpyxl ships no annotations


@dataclass(frozen=True, slots=True)
class SheetName:
    """A worksheet with the range in which anything stands, such as ``A1:F20``; empty for a blank one."""

    name: str
    area: str


@dataclass(frozen=True, slots=True)
class _Area:
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


def sheet_names(data: bytes) -> tuple[SheetName, ...]:
    """The visible worksheets of an .xlsx file. BadInput for other files."""
    with _opened(data) as book:
        return tuple(SheetName(sheet.title, area.name if (area := _used(sheet)) else "") for sheet in _sheets(book))


def range_of(data: bytes, name: str, area: str = "", headers: int = 0) -> Result[GivenTable]:
    """The cells of a range, or all of the sheet, as they show; hidden rows and columns are left out and told.

    BadInput for a file that cannot be read, an unknown sheet or range, an empty one, and ``table_too_large``.
    """
    with _opened(data) as book, _opened(data, values=False) as formulas:
        sheet = next((each for each in _sheets(book) if each.title == name), None)
        if sheet is None:
            raise BadInput("range_unknown", area=name)
        found = _area(area) if area.strip() else _used(sheet)
        if found is None:
            raise BadInput("table_empty")
        if not found.is_small:
            raise BadInput("table_too_large", rows=str(MOST_ROWS), columns=str(MOST_COLUMNS), cells=str(MOST_CELLS))
        return _Range(sheet, formulas[name], found).read(headers)


def _opened(data: bytes, values: bool = True) -> Any:
    try:
        with warnings.catch_warnings():  # warnings about parts that are not read
            warnings.simplefilter("ignore")
            return closing(load_workbook(io.BytesIO(safe_package(data)), data_only=values, keep_links=False))
    except AppError:
        raise
    except DAMAGE as problem:
        raise BadInput("collect_damaged") from problem


def _sheets(book: Any) -> list[Sheet]:
    return [sheet for sheet in book.worksheets[:MOST_SHEETS] if sheet.sheet_state == "visible"]


def _area(text: str) -> _Area:
    try:
        found = _Area(*range_boundaries(text.strip().replace("：", ":").upper()))
        sizes = found.bottom - found.top, found.right - found.left
    except (*DAMAGE, TypeError) as problem:
        raise BadInput("range_unknown", area=text.strip()) from problem
    if min(sizes) < 0:
        raise BadInput("range_unknown", area=text.strip())
    return found


def _used(sheet: Sheet) -> _Area | None:
    """The smallest range with everything that stands in a sheet, joined cells included."""
    filled = [(cell.row, cell.column) for cell in sheet._cells.values() if cell.value not in (None, "")]
    if not filled:
        return None
    for merged in sheet.merged_cells.ranges:
        if (merged.min_row, merged.min_col) in filled:
            filled.append((merged.max_row, merged.max_col))
    rows, columns = zip(*filled, strict=True)
    return _Area(min(columns), min(rows), max(columns), max(rows))


def _twips(characters: float) -> int:
    """The width of a column of so many digits, each seven pixels wide, and its margins."""
    return round((characters * 7 + 5) * 15)


def _covered(merged: Any, rows: list[int], columns: list[int]) -> tuple[int, int]:
    """How many of these columns and rows a joined cell covers."""
    wide = len(set(columns).intersection(range(merged.min_col, merged.max_col + 1)))
    return wide, len(set(rows).intersection(range(merged.min_row, merged.max_row + 1)))


class _Range:
    """Reads a range; counts what does not come along."""

    def __init__(self, sheet: Sheet, formulas: Sheet, area: _Area) -> None:
        self._sheet, self._formulas, self._area = sheet, formulas, area
        self._merged = {
            (merged.min_row, merged.min_col): merged
            for merged in sheet.merged_cells.ranges
            if area.holds(merged.min_row, merged.min_col)
        }
        self._unshown = self._unknown = 0

    def read(self, headers: int) -> Result[GivenTable]:
        """The table, and what is told about it."""
        area = self._area
        rows = [row for row in range(area.top, area.bottom + 1) if not self._sheet.row_dimensions[row].hidden]
        widths = self._widths()
        columns = [column for column in range(area.left, area.right + 1) if widths[column]]
        if not rows or not columns:
            raise BadInput("table_empty")
        lines = [list(self._cells(row, rows, columns)) for row in rows]
        table = given_table(lines, headers, [widths[column] for column in columns])
        hidden = area.bottom - area.top + 1 - len(rows), area.right - area.left + 1 - len(columns)
        counted = (
            ("range_hidden_rows", hidden[0]),
            ("range_hidden_columns", hidden[1]),
            ("range_no_value", self._unshown),
            ("range_format", self._unknown),
        )
        return Result(table, tuple(Notice(code, count=count, kind="table") for code, count in counted if count))

    def _widths(self) -> dict[int, int]:
        """The width of every column in twips; 0 for a hidden one."""
        found = dict.fromkeys(range(self._area.left, self._area.right + 1), _twips(_USUAL_WIDTH))
        for one in self._sheet.column_dimensions.values():
            width = 0 if one.hidden else _twips(one.width or _USUAL_WIDTH)
            for column in found.keys() & set(range(one.min or 0, (one.max or 0) + 1)):
                found[column] = width
        return found

    def _cells(self, row: int, rows: list[int], columns: list[int]) -> Iterator[GivenCell]:
        for column in columns:
            merged = self._merged.get((row, column))
            cell = self._sheet.cell(row, column)
            if merged is None and self._is_covered(row, column):
                continue
            wide, high = (_covered(merged, rows, columns)) if merged is not None else (1, 1)
            yield GivenCell(self._text(cell), wide, high, self._align(cell))

    def _is_covered(self, row: int, column: int) -> bool:
        """Whether a joined cell that is read covers the place; its first place may be hidden or outside."""
        return any(
            merged.min_row <= row <= merged.max_row and merged.min_col <= column <= merged.max_col
            for (top, left), merged in self._merged.items()
            if not self._sheet.row_dimensions[top].hidden
        )

    def _text(self, cell: Any) -> str:
        if cell.value is None:
            formula = self._formulas.cell(cell.row, cell.column).value
            self._unshown += isinstance(formula, str) and formula.startswith("=")
            return ""
        text, is_followed = shown(cell.value, cell.number_format)
        self._unknown += not is_followed
        return "\n".join(line.strip() for line in text.splitlines())

    @staticmethod
    def _align(cell: Any) -> str:
        told = cell.alignment.horizontal if cell.has_style else None
        if told in _ALIGNS:
            return str(told)
        return "right" if isinstance(cell.value, int | float) and not isinstance(cell.value, bool) else ""
