"""Cells of a table joined and divided, and what a table says about its look: alignment, header rows, widths."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from itertools import chain

from core.editing.grids.placing import changed, in_order, place_of, table_at, without
from core.model.blocks import Cell, CellPlace, Table
from core.model.change import Change, apply, difference
from core.model.draft import Draft
from core.model.grid import PlacedTable
from core.model.spans import Place
from core.model.tables.fit import USUAL_AREA, TypeArea

JOIN, DIVIDE, ALIGN = "合并单元格", "拆分单元格", "单元格对齐"
HEADERS, NO_HEADERS, WIDTHS, EVEN = "设为表头", "取消表头", "调整列宽", "平均分布列宽"
Area = tuple[int, int, int, int]
"""Rows from the first up to the second number, columns from the third up to the fourth."""


def join_cells(draft: Draft, element_ids: Collection[str]) -> Change:
    """Make one cell of all cells from the first to the last of those in which paragraphs stand.

    Cells that reach into the rectangle belong to it. Its paragraphs follow one another row by row; empty ones without
    facts go, unless all are. Nothing changes where it is one cell already.
    """
    found = _chosen(draft, element_ids)
    if found is None:
        return _nothing(draft, element_ids, JOIN)
    placed, places = found
    grid = _Grid(placed.table)
    area = grid.area(places)
    inside = {place_of(cell): cell for cell in placed.table.cells if grid.is_inside(cell, area)}
    if len(inside) < 2:
        return _nothing(draft, element_ids, JOIN)
    first, *others = inside.values()
    whole = replace(first, columns=area[3] - area[2], rows=area[1] - area[0])
    left = (cell for cell in placed.table.cells if cell not in others)
    table = replace(placed.table, cells=tuple(whole if cell is first else cell for cell in left))
    bare = _without_blanks(draft, placed, inside)
    again = replace(placed, end=placed.end - len(draft.elements) + len(bare.elements))
    after = apply(bare, changed(bare, again, table, dict.fromkeys(inside, place_of(whole)), JOIN))
    return difference(draft, after, Place(placed.element_id), JOIN)


def _without_blanks(draft: Draft, placed: PlacedTable, places: Collection[CellPlace]) -> Draft:
    """The draft without the empty paragraphs of these cells, if any other is left in them."""
    found = placed.cells(draft.elements)
    own = list(chain.from_iterable(found[place] for place in places))
    held = {fact.element_id for fact in draft.facts}
    blank = {each.id for each in own if not (each.content or each.objects or each.id in held)}
    return without(draft, blank - {own[0].id} if len(blank) == len(own) else blank, draft.elements)


def divide_cell(draft: Draft, element_id: str) -> Change:
    """Divide a joined cell into as many as it covers; its text stays in the first. Nothing changes for any other cell."""
    found = table_at(draft, element_id)
    if found is None:
        return _nothing(draft, [element_id], DIVIDE)
    placed, own = found
    grid = _Grid(placed.table)
    joined = next(cell for cell in placed.table.cells if place_of(cell) == own)
    top, bottom, left, right = grid.area([own])
    single = [
        replace(joined, row=row.id, column=column.id, rows=1, columns=1)
        for row in placed.table.rows[top:bottom]
        for column in placed.table.columns[left:right]
    ]
    cells = (*(cell for cell in placed.table.cells if cell is not joined), *single)
    return changed(draft, placed, in_order(placed.table, cells), {}, DIVIDE)


def align_cells(draft: Draft, element_ids: Collection[str], align: str) -> Change:
    """Align the cells in which these paragraphs stand: left, center or right."""
    found = _chosen(draft, element_ids)
    if found is None:
        return _nothing(draft, element_ids, ALIGN)
    placed, places = found
    cells = (replace(cell, align=align) if place_of(cell) in places else cell for cell in placed.table.cells)
    return changed(draft, placed, replace(placed.table, cells=tuple(cells)), {}, ALIGN)


def toggle_headers(draft: Draft, element_id: str) -> Change:
    """Make the rows down to the cell of a paragraph header rows, and no others; where they are, none is one any more."""
    found = table_at(draft, element_id)
    if found is None:
        return _nothing(draft, [element_id], HEADERS)
    placed, own = found
    table = placed.table
    last = _Grid(table).area([own])[1]
    is_on = [row.is_header for row in table.rows] == [number < last for number in range(len(table.rows))]
    rows = tuple(replace(row, is_header=not is_on and number < last) for number, row in enumerate(table.rows))
    return changed(draft, placed, replace(table, rows=rows), {}, NO_HEADERS if is_on else HEADERS)


def set_widths(draft: Draft, element_id: str, widths: Collection[int], reason: str = WIDTHS) -> Change:
    """Set the widths of all columns, in twips."""
    found = table_at(draft, element_id)
    if found is None or len(widths) != len(found[0].table.columns):
        return _nothing(draft, [element_id], reason)
    placed, _ = found
    columns = tuple(replace(column, width=width) for column, width in zip(placed.table.columns, widths, strict=True))
    return changed(draft, placed, replace(placed.table, columns=columns), {}, reason)


def even_widths(draft: Draft, element_id: str, area: TypeArea = USUAL_AREA) -> Change:
    """Make all columns equally wide, the table as wide as it was, or as the type area where it does not say its width."""
    found = table_at(draft, element_id)
    widths = [column.width for column in found[0].table.columns] if found is not None else [0]
    is_landscape = found is not None and draft.elements[found[0].start].landscape
    total = sum(widths) if all(widths) else area[is_landscape]
    return set_widths(draft, element_id, [total // len(widths)] * len(widths), EVEN)


def _nothing(draft: Draft, element_ids: Iterable[str], reason: str) -> Change:
    return difference(draft, draft, Place(next(iter(element_ids), "")), reason)


def _chosen(draft: Draft, element_ids: Collection[str]) -> tuple[PlacedTable, set[CellPlace]] | None:
    """The table in which the first of these paragraphs stands, and the cells of those that stand in it."""
    found = table_at(draft, next(iter(element_ids), ""))
    if found is None:
        return None
    ids, placed = set(element_ids), found[0]
    own = placed.cells(draft.elements).items()
    return placed, {place for place, paragraphs in own if not ids.isdisjoint(each.id for each in paragraphs)}


class _Grid:
    """Which places of a table its cells cover."""

    def __init__(self, table: Table) -> None:
        rows = {row.id: number for number, row in enumerate(table.rows)}
        columns = {column.id: number for number, column in enumerate(table.columns)}
        self._areas = {
            place_of(cell): (
                rows[cell.row],
                rows[cell.row] + cell.rows,
                columns[cell.column],
                columns[cell.column] + cell.columns,
            )
            for cell in table.cells
        }

    def area(self, places: Iterable[CellPlace]) -> Area:
        """The smallest rectangle of whole cells with these."""
        found = _around([self._areas[place] for place in places])
        while (larger := _around([each for each in self._areas.values() if _overlap(each, found)])) != found:
            found = larger
        return found

    def is_inside(self, cell: Cell, area: Area) -> bool:
        """Whether a cell lies in a rectangle of whole cells."""
        return _overlap(self._areas[place_of(cell)], area)


def _around(areas: Collection[Area]) -> Area:
    tops, bottoms, lefts, rights = zip(*areas, strict=True)
    return min(tops), max(bottoms), min(lefts), max(rights)


def _overlap(one: Area, other: Area) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]
