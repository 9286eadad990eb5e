"""Rows and columns of a table, and tables and figures as a whole: inserted and deleted."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count

from core.model.blocks import Cell, CellPlace, Column, Row, Table
from core.model.change import Change, difference, with_settled_tables
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.grid import PlacedTable, tables_of
from core.model.spans import Place


class Axis(StrEnum):
    """What lines of a table are meant."""

    ROWS = "行"
    COLUMNS = "列"


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A cell and the lines that it covers: ``size`` of them from number ``start`` on."""

    cell: Cell
    start: int
    size: int

    def covers(self, number: int) -> bool:
        """Whether that line is one of them."""
        return self.start <= number < self.start + self.size


@dataclass(frozen=True, slots=True)
class _Lines:
    """The rows, or the columns, of a table."""

    table: Table
    axis: Axis

    @property
    def ids(self) -> list[str]:
        """The ids of the lines in order."""
        return [line.id for line in (self.table.rows if self.axis is Axis.ROWS else self.table.columns)]

    def new_id(self) -> str:
        """An id that no line has."""
        return next(name for name in (f"n{number}" for number in count(1)) if name not in self.ids)

    def stretches(self) -> Iterator[_Stretch]:
        """Every cell with the lines that it covers."""
        numbers = {line: number for number, line in enumerate(self.ids)}
        for cell in self.table.cells:
            is_rows = self.axis is Axis.ROWS
            yield _Stretch(cell, numbers[cell.row if is_rows else cell.column], cell.rows if is_rows else cell.columns)

    def put(self, cell: Cell, line: str, size: int) -> Cell:
        """The cell, beginning in that line and covering so many."""
        if self.axis is Axis.ROWS:
            return replace(cell, row=line, rows=size)
        return replace(cell, column=line, columns=size)

    def with_new(self, number: int, line: str, like: int) -> Table:
        """The table with a line of that id before line ``number``; a column is as wide as line ``like``."""
        table = self.table
        if self.axis is Axis.ROWS:
            return replace(table, rows=(*table.rows[:number], Row(line), *table.rows[number:]))
        new = Column(line, table.columns[like].width)
        return replace(table, columns=(*table.columns[:number], new, *table.columns[number:]))

    def without(self, number: int) -> Table:
        """The table without the line of that number."""
        table = self.table
        if self.axis is Axis.ROWS:
            return replace(table, rows=table.rows[:number] + table.rows[number + 1 :])
        return replace(table, columns=table.columns[:number] + table.columns[number + 1 :])


def insert_line(draft: Draft, element_id: str, axis: Axis, is_behind: bool = True) -> Change:
    """Insert a row or column behind the cell in which a paragraph stands, or before it.

    Joined cells that reach over the place grow; the others are as those of the line beside it. Nothing changes
    outside of tables.
    """
    found = _table_at(draft, element_id)
    if found is None:
        return difference(draft, draft, Place(element_id), f"插入{axis}")
    placed, own = found
    lines = _Lines(placed.table, axis)
    here = next(each for each in lines.stretches() if _place_of(each.cell) == own)
    beside = here.start + here.size - 1 if is_behind else here.start
    at = beside + is_behind
    line = lines.new_id()
    cells: list[Cell] = []
    for each in lines.stretches():
        reaches_over = each.start < at < each.start + each.size
        cells.append(lines.put(each.cell, lines.ids[each.start], each.size + reaches_over))
        if each.covers(beside) and not reaches_over:
            cells.append(lines.put(each.cell, line, 1))
    return _changed(draft, placed, _in_order(lines.with_new(at, line, beside), cells), {}, f"插入{axis}")


def delete_line(draft: Draft, element_id: str, axis: Axis) -> Change:
    """Delete the row or column in which the cell of a paragraph begins; with its last line the table goes.

    Joined cells that reach further keep their text. Nothing changes outside of tables.
    """
    found = _table_at(draft, element_id)
    if found is None or len(_Lines(found[0].table, axis).ids) == 1:
        return delete_block(draft, element_id)
    placed, own = found
    lines = _Lines(placed.table, axis)
    gone = next(each.start for each in lines.stretches() if _place_of(each.cell) == own)
    moved: dict[CellPlace, CellPlace | None] = {}
    cells: list[Cell] = []
    for each in lines.stretches():
        left = each.size - each.covers(gone)
        if left:
            cells.append(lines.put(each.cell, lines.ids[each.start + (each.start == gone)], left))
        moved[_place_of(each.cell)] = _place_of(cells[-1]) if left else None
    return _changed(draft, placed, _in_order(lines.without(gone), cells), moved, f"删除{axis}")


def delete_block(draft: Draft, element_id: str) -> Change:
    """Delete the table in which a paragraph stands, or a figure; nothing else changes."""
    found, element = _table_at(draft, element_id), next(each for each in draft.elements if each.id == element_id)
    gone = {element_id} if element.role is Role.FIGURE else set()
    if found is not None:
        gone = {each.id for each in draft.elements[found[0].start : found[0].end]}
    reason = "删除图片" if element.role is Role.FIGURE else "删除表格"
    return difference(draft, _without(draft, gone, draft.elements), Place(element_id), reason)


def _table_at(draft: Draft, element_id: str) -> tuple[PlacedTable, CellPlace] | None:
    """The table in which a paragraph stands, and its cell."""
    for placed in tables_of(draft.elements):
        for place, own in placed.cells(draft.elements).items():
            if any(each.id == element_id for each in own):
                return placed, place
    return None


def _place_of(cell: Cell) -> CellPlace:
    return CellPlace(cell.row, cell.column)


def _in_order(table: Table, cells: list[Cell]) -> Table:
    rows = {row.id: number for number, row in enumerate(table.rows)}
    columns = {column.id: number for number, column in enumerate(table.columns)}
    return replace(table, cells=tuple(sorted(cells, key=lambda cell: (rows[cell.row], columns[cell.column]))))


def _changed(
    draft: Draft, placed: PlacedTable, table: Table, moved: dict[CellPlace, CellPlace | None], reason: str
) -> Change:
    """The table in place of the one that stands there; paragraphs of cells that were ``moved`` go along, or go."""
    homes = {each.id: moved.get(place, place) for place, own in placed.cells(draft.elements).items() for each in own}
    gone = {name for name, home in homes.items() if home is None}
    elements = [
        replace(each, table=table) if number == placed.start else replace(each, cell=homes.get(each.id, each.cell))
        for number, each in enumerate(draft.elements)
    ]
    after = with_settled_tables(_without(draft, gone, elements))
    return difference(draft, after, Place(draft.elements[placed.start].id), reason)


def _without(draft: Draft, gone: set[str], elements: list[Element] | tuple[Element, ...]) -> Draft:
    return replace(
        draft,
        elements=tuple(each for each in elements if each.id not in gone),
        facts=tuple(fact for fact in draft.facts if fact.element_id not in gone),
    )
