"""A row or column added to a grid as a copy of another one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from core.model.blocks import Cell, CellPlace, Column, Row, Table


@dataclass(frozen=True, slots=True)
class NewLine:
    """The table with the new line, and where each of its own cells comes from: (new place, place that it copies)."""

    table: Table
    copied: tuple[tuple[CellPlace, CellPlace], ...]
    moved: tuple[tuple[CellPlace, CellPlace], ...]
    """Joined cells that begin in the new line now: (place before, place now)."""


def with_line(table: Table, like: str, is_row: bool = False, is_before: bool = False) -> NewLine:
    """The table with a copy of the row or column ``like`` behind it, or before it; joined cells across it grow.

    Raises ValueError when there is no such line.
    """
    ids = [row.id for row in table.rows] if is_row else [column.id for column in table.columns]
    new = _NewId(ids, ids.index(like), _free(ids), is_row, is_before)
    rows, columns = new.lines(table)
    pairs = [(cell, one) for cell in table.cells for one in new.grown(cell)]
    cells = _in_order(rows, columns, [one for _, one in pairs])
    return NewLine(Table(columns, rows, cells), *_origins(new, pairs))


Places = tuple[tuple[CellPlace, CellPlace], ...]


def _origins(new: "_NewId", pairs: Iterable[tuple[Cell, Cell]]) -> tuple[Places, Places]:
    """Where the cells that begin in the new line come from: copies by their own place, moved ones by the one before."""
    begun = [(cell, one) for cell, one in pairs if new.id_of(one) == new.id]
    copied = tuple((_place(one), _place(cell)) for cell, one in begun if new.span(cell) == 1)
    return copied, tuple((_place(cell), _place(one)) for cell, one in begun if new.span(cell) > 1)


def _in_order(rows: Sequence[Row], columns: Sequence[Column], cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """The cells row by row."""
    below = {row.id: number for number, row in enumerate(rows)}
    across = {column.id: number for number, column in enumerate(columns)}
    return tuple(sorted(cells, key=lambda cell: (below[cell.row], across[cell.column])))


@dataclass(frozen=True, slots=True)
class _NewId:
    """The new line: the ids of its kind, the place of the copied one among them, its own id, and where it comes."""

    ids: list[str]
    at: int
    id: str
    is_row: bool
    is_before: bool

    def lines(self, table: Table) -> tuple[tuple[Row, ...], tuple[Column, ...]]:
        """Rows and columns of the table with the new line among them."""
        at = self.at if self.is_before else self.at + 1
        rows, columns = table.rows, table.columns
        if self.is_row:
            return (*rows[:at], replace(rows[self.at], id=self.id), *rows[at:]), columns
        return rows, (*columns[:at], replace(columns[self.at], id=self.id), *columns[at:])

    def grown(self, cell: Cell) -> Iterator[Cell]:
        """The cell, with its copy if it stands in the line alone, or widened if it reaches across the new one."""
        start, length = self.ids.index(self.id_of(cell)), self.span(cell)
        is_across = start <= self.at < start + length
        yield self._widened(cell, start, length) if is_across and length > 1 else cell
        if is_across and length == 1:
            yield self._renamed(cell)

    def _widened(self, cell: Cell, start: int, length: int) -> Cell:
        wide = replace(cell, rows=length + 1) if self.is_row else replace(cell, columns=length + 1)
        return self._renamed(wide) if start == self.at and self.is_before else wide

    def _renamed(self, cell: Cell) -> Cell:
        return replace(cell, row=self.id) if self.is_row else replace(cell, column=self.id)

    def id_of(self, cell: Cell) -> str:
        """The id of the line in which a cell begins."""
        return cell.row if self.is_row else cell.column

    def span(self, cell: Cell) -> int:
        """How many lines a cell covers."""
        return cell.rows if self.is_row else cell.columns


def _place(cell: Cell) -> CellPlace:
    return CellPlace(cell.row, cell.column)


def _free(ids: list[str]) -> str:
    """An id that no line of this kind has."""
    stem = ids[0].rstrip("0123456789") or "n"
    return next(f"{stem}{number}" for number in range(len(ids) + 1, 3 * len(ids) + 3) if f"{stem}{number}" not in ids)
