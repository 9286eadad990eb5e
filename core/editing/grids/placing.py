"""Where a paragraph stands among the tables of a draft, and a table put in place of the one that stands there."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from core.model.blocks import Cell, CellPlace, Table
from core.model.change import Change, difference, with_settled_tables
from core.model.draft import Draft
from core.model.elements import Element
from core.model.grid import PlacedTable, tables_of
from core.model.spans import Place


def table_at(draft: Draft, element_id: str) -> tuple[PlacedTable, CellPlace] | None:
    """The table in which a paragraph stands, and its cell."""
    number = next((at for at, each in enumerate(draft.elements) if each.id == element_id), -1)
    place = draft.elements[number].cell if number >= 0 else None
    if place is None:
        return None
    return next(((placed, place) for placed in tables_of(draft.elements) if placed.start < number < placed.end), None)


def place_of(cell: Cell) -> CellPlace:
    """The place of a cell."""
    return CellPlace(cell.row, cell.column)


def in_order(table: Table, cells: Iterable[Cell]) -> Table:
    """The table with these cells, row by row."""
    rows = {row.id: number for number, row in enumerate(table.rows)}
    columns = {column.id: number for number, column in enumerate(table.columns)}
    return replace(table, cells=tuple(sorted(cells, key=lambda cell: (rows[cell.row], columns[cell.column]))))


def changed(
    draft: Draft, placed: PlacedTable, table: Table, moved: dict[CellPlace, CellPlace | None], reason: str
) -> Change:
    """The table in place of the one that stands there; paragraphs of cells that were ``moved`` go along, or go."""
    own = draft.elements[placed.start + 1 : placed.end]
    homes = {each.id: moved[each.cell] for each in own if each.cell in moved and moved[each.cell] != each.cell}
    gone = {name for name, home in homes.items() if home is None}
    elements = [
        replace(each, table=table) if number == placed.start else _at_home(each, homes)
        for number, each in enumerate(draft.elements)
    ]
    after = with_settled_tables(without(draft, gone, elements))
    return difference(draft, after, Place(draft.elements[placed.start].id), reason)


def _at_home(element: Element, homes: Mapping[str, CellPlace | None]) -> Element:
    return replace(element, cell=homes[element.id]) if element.id in homes else element


def without(draft: Draft, gone: set[str], elements: Iterable[Element]) -> Draft:
    """The draft with these elements but those that are ``gone``, and without the facts of those."""
    return replace(
        draft,
        elements=tuple(each for each in elements if each.id not in gone),
        facts=tuple(fact for fact in draft.facts if fact.element_id not in gone),
    )
