"""Rows and columns of a table, and tables and figures as a whole: inserted and deleted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count, pairwise

from core.editing.grids.placing import changed, in_order, place_of, table_at, without
from core.model.blocks import Cell, CellPlace, Column, Row, Table
from core.model.change import Change, difference
from core.model.draft import Draft
from core.model.elements import Role
from core.model.grid import PlacedTable
from core.model.spans import Place
from core.model.structure.captions import beside_blocks


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
        known = frozenset(self.ids)
        return next(name for name in (f"n{number}" for number in count(1)) if name not in known)

    def stretches(self) -> Iterator[_Stretch]:
        """Every cell with the lines that it covers."""
        numbers = {line: number for number, line in enumerate(self.ids)}
        for cell in self.table.cells:
            is_rows = self.axis is Axis.ROWS
            yield _Stretch(cell, numbers[cell.row if is_rows else cell.column], cell.rows if is_rows else cell.columns)

    def sized(self, stretch: _Stretch, size: int, start: int = -1) -> Cell:
        """The cell, covering so many lines from number ``start`` on, which is where it begins if none is given."""
        if size == stretch.size and start in (-1, stretch.start):
            return stretch.cell
        return self.put(stretch.cell, self.ids[stretch.start if start < 0 else start], size)

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

    def moved(self, stretch: _Stretch, ids: list[str]) -> Cell:
        """A cell after its lines were put into the order of ``ids``, none of its own outside of it."""
        return self.put(stretch.cell, ids[stretch.start], stretch.size) if stretch.size > 1 else stretch.cell

    def may_swap(self, number: int, other: int) -> bool:
        """Whether there are two such lines and no joined cell covers one of them without the other."""
        is_torn = (each.size > 1 and each.covers(number) != each.covers(other) for each in self.stretches())
        return 0 <= other < len(self.ids) and not any(is_torn)

    def number_of(self, place: CellPlace) -> int:
        """The number of the line in which a cell begins."""
        return self.ids.index(place.row if self.axis is Axis.ROWS else place.column)

    def tied(self, number: int) -> list[int]:
        """The line with all that joined cells tie to it."""
        joined = [range(each.start, each.start + each.size) for each in self.stretches() if each.size > 1]
        found, more = set[int](), {number}
        while more - found:
            found |= more
            more = {line for own in joined if not found.isdisjoint(own) for line in own}
        return sorted(found)

    def with_behind(self, block: Sequence[int], target: int) -> list[int]:
        """The order with a block of lines behind another, -1 for the first place; unchanged if that is one of them."""
        rest = [number for number in range(len(self.ids)) if number not in block]
        place = block[0] if target in block else rest.index(target) + 1 if target >= 0 else 0
        return [*rest[:place], *block, *rest[place:]]

    def is_torn(self, order: Sequence[int]) -> bool:
        """Whether the lines of a joined cell would not stand together in this order."""
        places = {number: place for place, number in enumerate(order)}
        joined = (range(each.start, each.start + each.size) for each in self.stretches() if each.size > 1)
        return any(places[after] - places[before] != 1 for own in joined for before, after in pairwise(own))

    def swapped(self, number: int, other: int) -> Table:
        """The table with two lines in each other's place."""
        order = list(range(len(self.ids)))
        order[number], order[other] = other, number
        return self.ordered(order)

    def ordered(self, order: Sequence[int]) -> Table:
        """The table with its lines in this order; header rows stay at the top."""
        table = self.table
        if self.axis is Axis.ROWS:
            rows = zip((table.rows[at] for at in order), table.rows, strict=True)
            return replace(table, rows=tuple(replace(row, is_header=was.is_header) for row, was in rows))
        return replace(table, columns=tuple(table.columns[at] for at in order))

    def without(self, number: int) -> Table:
        """The table without the line of that number."""
        table = self.table
        if self.axis is Axis.ROWS:
            return replace(table, rows=table.rows[:number] + table.rows[number + 1 :])
        return replace(table, columns=table.columns[:number] + table.columns[number + 1 :])


def grown(table: Table, axis: Axis, count: int) -> Table:
    """The table with so many lines more at its end, cut into cells as the last one is."""
    lines = _Lines(table, axis)
    last = [each.cell for each in lines.stretches() if each.covers(len(lines.ids) - 1)]
    cells = list(table.cells)
    for _ in range(count):
        line = _Lines(table, axis).new_id()
        cells += [lines.put(cell, line, 1) for cell in last]
        table = _Lines(table, axis).with_new(len(_Lines(table, axis).ids), line, -1)
    return in_order(table, cells)


def insert_line(draft: Draft, element_id: str, axis: Axis, is_behind: bool = True) -> Change:
    """Insert a row or column behind the cell in which a paragraph stands, or before it.

    Joined cells that reach over the place grow; the others are as those of the line beside it. Nothing changes
    outside of tables.
    """
    found = table_at(draft, element_id)
    if found is None:
        return difference(draft, draft, Place(element_id), f"插入{axis}")
    placed, own = found
    lines = _Lines(placed.table, axis)
    here = next(each for each in lines.stretches() if place_of(each.cell) == own)
    beside = here.start + here.size - 1 if is_behind else here.start
    at = beside + is_behind
    line = lines.new_id()
    cells: list[Cell] = []
    for each in lines.stretches():
        reaches_over = each.start < at < each.start + each.size
        cells.append(lines.sized(each, each.size + reaches_over))
        if each.covers(beside) and not reaches_over:
            cells.append(lines.put(each.cell, line, 1))
    return changed(draft, placed, in_order(lines.with_new(at, line, beside), cells), {}, f"插入{axis}")


def delete_line(draft: Draft, element_id: str, axis: Axis) -> Change:
    """Delete the row or column in which the cell of a paragraph begins; with its last line the table goes.

    Joined cells that reach further keep their text. Nothing changes outside of tables.
    """
    found = table_at(draft, element_id)
    if found is None or len(_Lines(found[0].table, axis).ids) == 1:
        return delete_block(draft, element_id)
    placed, own = found
    lines = _Lines(placed.table, axis)
    gone = next(each.start for each in lines.stretches() if place_of(each.cell) == own)
    moved: dict[CellPlace, CellPlace | None] = {}
    cells: list[Cell] = []
    for each in lines.stretches():
        left = each.size - each.covers(gone)
        if left:
            cells.append(lines.sized(each, left, each.start + (each.start == gone)))
        moved[place_of(each.cell)] = place_of(cells[-1]) if left else None
    return changed(draft, placed, in_order(lines.without(gone), cells), moved, f"删除{axis}")


def move_line(draft: Draft, element_id: str, axis: Axis, step: int) -> Change:
    """Move the row or column in which the cell of a paragraph begins one place up or left (-1), down or right (1).

    Nothing changes at the edge, outside of tables, and where a joined cell would be torn.
    """
    reason = f"移动{axis}"
    found = table_at(draft, element_id)
    if found is None:
        return difference(draft, draft, Place(element_id), reason)
    placed, own = found
    lines = _Lines(placed.table, axis)
    here = next(each.start for each in lines.stretches() if place_of(each.cell) == own)
    there = here + step
    if not lines.may_swap(here, there):
        return difference(draft, draft, Place(element_id), reason)
    table = lines.swapped(here, there)
    pairs = [(each.cell, lines.moved(each, _Lines(table, axis).ids)) for each in lines.stretches()]
    moved: dict[CellPlace, CellPlace | None] = {place_of(old): place_of(new) for old, new in pairs}
    return changed(draft, placed, in_order(table, [new for _, new in pairs]), moved, reason)


def move_behind(draft: Draft, element_id: str, axis: Axis, after: str) -> Change | None:
    """Move the row or column in which the cell of a paragraph begins behind that of another ("": to be the first).

    Lines that joined cells tie to it go along. None outside of tables, and where a joined cell would be torn.
    """
    found = table_at(draft, element_id)
    target = _line_of(draft, found, axis, after) if found is not None else None
    if found is None or target is None:
        return None
    lines = _Lines(found[0].table, axis)
    order = lines.with_behind(lines.tied(lines.number_of(found[1])), target)
    if lines.is_torn(order):
        return None
    table = lines.ordered(order)
    return changed(draft, found[0], in_order(table, table.cells), {}, f"移动{axis}")


def _line_of(draft: Draft, found: tuple[PlacedTable, CellPlace], axis: Axis, element_id: str) -> int | None:
    """The number of the line in the same table in which a paragraph stands; -1 for "", None for one of another table."""
    if not element_id:
        return -1
    other = table_at(draft, element_id)
    is_same = other is not None and other[0].element_id == found[0].element_id
    return _Lines(found[0].table, axis).number_of(other[1]) if other is not None and is_same else None


def delete_block(draft: Draft, element_id: str, is_alone: bool = False) -> Change:
    """Delete the table in which a paragraph stands, or a figure, with its caption and unit line unless ``is_alone``."""
    found, element = table_at(draft, element_id), next(each for each in draft.elements if each.id == element_id)
    gone = {element_id} if element.role is Role.FIGURE else set()
    if found is not None:
        gone = {each.id for each in draft.elements[found[0].start : found[0].end]}
    lines = frozenset[str]() if is_alone else _lines_beside(draft, gone)
    reason = f"删除{'图片' if element.role is Role.FIGURE else '表格'}{'和题注' if lines else ''}"
    return difference(draft, without(draft, gone | lines, draft.elements), Place(element_id), reason)


def _lines_beside(draft: Draft, ids: set[str]) -> frozenset[str]:
    """Caption and unit line of the block that is one of these elements."""
    return next((each.lines for each in beside_blocks(draft.elements) if each.block.id in ids), frozenset())
