"""Cells of a table put in the place of others that cover the same area: joined, divided, both at once."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, filterfalse

from core.editing.grids.placing import changed, in_order, place_of, without
from core.editing.text.paragraphs import retyped, take_over
from core.model.blocks import Cell, CellPlace, Column, Row, Table
from core.model.change import Change, apply, difference, number_of, numbered
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.grid import PlacedTable, tables_of
from core.model.review.changes import CopyTile
from core.model.spans import Place

RETILED = "合并拆分单元格"


@dataclass(frozen=True, slots=True)
class _Area:
    """The lines that a cell covers, by their numbers, ends excluded."""

    rows: range
    columns: range

    def overlaps(self, other: "_Area") -> bool:
        """Whether they share a place."""
        return _meet(self.rows, other.rows) and _meet(self.columns, other.columns)

    def overlaps_any(self, others: Iterable["_Area"]) -> bool:
        """Whether it shares a place with one of them."""
        return any(map(self.overlaps, others))

    @property
    def places(self) -> set[tuple[int, int]]:
        """Every place of it, by the numbers of row and column."""
        return {(row, column) for row in self.rows for column in self.columns}

    def reaches_out(self, others: Iterable["_Area"]) -> bool:
        """Whether a place of it belongs to none of the others."""
        return bool(self.places.difference(*(each.places for each in others)))


def _meet(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop


@dataclass(frozen=True, slots=True)
class _Plan:
    """The table as it will be, its new cells, and the places where cells began that go."""

    table: Table
    made: tuple[Cell, ...]
    going: tuple[CellPlace, ...]


def retile(draft: Draft, table_id: str, tiles: Sequence[CopyTile], known: Collection[str]) -> Change | None:
    """Let these cells stand where they lie; None where a cell of the table reaches over their edge, or a line is gone, or
    words stand there that are in none of the ``known`` paragraphs.

    A paragraph that reads the same stays the same one, with its facts; others are written anew in the cell that begins where
    theirs did.
    """
    placed = _placed(draft, table_id)
    plan = None if placed is None else _planned(placed.table, tiles)
    if placed is None or plan is None:
        return None
    held = placed.cells(draft.elements)
    old = list(chain.from_iterable(held.get(place, ()) for place in plan.going))
    if _others(old, known):
        return None
    return _with_cells(draft, placed, plan.table, (old, _paragraphs(draft, tiles, plan.made, old)))


def _others(paragraphs: Iterable[Element], known: Collection[str]) -> list[Element]:
    """The paragraphs with words that are not among those known."""
    return [each for each in paragraphs if each.content and each.id not in known]


def _planned(table: Table, tiles: Sequence[CopyTile]) -> _Plan | None:
    fine = _with_parts(table, tiles)
    if fine is None:
        return None
    areas = [_area(fine, tile) for tile in tiles]
    own = {place_of(cell): _area_of(fine, cell) for cell in fine.cells}
    going = tuple(place for place, area in own.items() if area.overlaps_any(areas))
    if any(own[place].reaches_out(areas) for place in going):
        return None
    made = tuple(_cell(fine, area) for area in areas)
    left = filterfalse(lambda cell: place_of(cell) in going, fine.cells)
    return _Plan(in_order(fine, [*left, *made]), made, going)


def is_tiled(draft: Draft, table_id: str, tiles: Sequence[CopyTile]) -> bool:
    """Whether the table has these cells with these words."""
    placed = _placed(draft, table_id)
    if placed is None or _with_parts(placed.table, tiles) is not placed.table:
        return False
    held, table = placed.cells(draft.elements), placed.table
    texts = {_area_of(table, cell): _texts(held[place_of(cell)]) for cell in table.cells}
    return all(texts.get(_area(table, tile)) == tile.texts for tile in tiles)


def _texts(paragraphs: Iterable[Element]) -> tuple[str, ...]:
    return tuple(each.content for each in paragraphs)


def _placed(draft: Draft, table_id: str) -> PlacedTable | None:
    return next((each for each in tables_of(draft.elements) if each.element_id == table_id), None)


def _with_parts(table: Table, tiles: Sequence[CopyTile]) -> Table | None:
    """The table with the lines that the tiles name; None where one is no part of a line of it."""
    rows = chain.from_iterable((tile.top, tile.bottom) for tile in tiles)
    columns = chain.from_iterable((tile.left, tile.right) for tile in tiles)
    found = _with_lines(table, _missing(rows, [row.id for row in table.rows]), _with_row)
    if found is None:
        return None
    return _with_lines(found, _missing(columns, [column.id for column in table.columns]), _with_column)


def _with_lines(table: Table, names: Iterable[str], with_line: Callable[[Table, str], Table | None]) -> Table | None:
    found: Table | None = table
    for name in names:
        found = None if found is None else with_line(found, name)
    return found


def _missing(names: Iterable[str], known: Collection[str]) -> list[str]:
    return sorted({*names} - {*known}, key=lambda name: (len(name), name))


def _before(name: str, known: Sequence[str]) -> int:
    """The index of the last line that is the one of which this is a part, or an earlier part of it; -1 for none."""
    owner, _, number = name.rpartition(".")
    wanted = {owner, *(f"{owner}.{each}" for each in range(1, int(number) if number.isdigit() else 1))}
    return max((index for index, each in enumerate(known) if each in wanted), default=-1)


def _with_row(table: Table, name: str) -> Table | None:
    """The table with one more row, as a part of another: all cells of that grow."""
    at = _before(name, [row.id for row in table.rows])
    if at < 0:
        return None
    cells = [replace(cell, rows=cell.rows + 1) if at in _area_of(table, cell).rows else cell for cell in table.cells]
    rows = (*table.rows[: at + 1], Row(name, table.rows[at].is_header), *table.rows[at + 1 :])
    return replace(table, rows=rows, cells=tuple(cells))


def _with_column(table: Table, name: str) -> Table | None:
    """The table with one more column, as a part of another, half as wide: all cells of that grow."""
    at = _before(name, [column.id for column in table.columns])
    if at < 0:
        return None
    cells = [
        replace(cell, columns=cell.columns + 1) if at in _area_of(table, cell).columns else cell for cell in table.cells
    ]
    whole = table.columns[at].width
    halves = replace(table.columns[at], width=whole - whole // 2), Column(name, whole // 2)
    return replace(table, columns=(*table.columns[:at], *halves, *table.columns[at + 1 :]), cells=tuple(cells))


def _area_of(table: Table, cell: Cell) -> _Area:
    row = next(index for index, each in enumerate(table.rows) if each.id == cell.row)
    column = next(index for index, each in enumerate(table.columns) if each.id == cell.column)
    return _Area(range(row, row + cell.rows), range(column, column + cell.columns))


def _area(table: Table, tile: CopyTile) -> _Area:
    rows, columns = [row.id for row in table.rows], [column.id for column in table.columns]
    down = range(rows.index(tile.top), rows.index(tile.bottom) + 1)
    return _Area(down, range(columns.index(tile.left), columns.index(tile.right) + 1))


def _cell(table: Table, area: _Area) -> Cell:
    """A cell that covers an area, with the look of the one that stood where it begins."""
    first = _Area(range(area.rows.start, area.rows.start + 1), range(area.columns.start, area.columns.start + 1))
    like = next(cell for cell in table.cells if _area_of(table, cell).overlaps(first))
    row, column = table.rows[area.rows.start].id, table.columns[area.columns.start].id
    return replace(like, row=row, column=column, rows=len(area.rows), columns=len(area.columns))


@dataclass(frozen=True, slots=True)
class _Written:
    """A paragraph where it comes to stand, and its words, which are written after that."""

    element: Element
    text: str


def _paragraphs(
    draft: Draft, tiles: Sequence[CopyTile], cells: Sequence[Cell], old: Sequence[Element]
) -> list[_Written]:
    """The paragraphs of the new cells: those that read the same, then those that began there, then new ones."""
    pairs = zip(tiles, cells, strict=True)
    wanted = [(place_of(cell), text) for tile, cell in pairs for text in tile.texts or ("",)]
    known: dict[int, Element] = {}
    left = list(old)
    for fits in (_reads_so, _stands_there):
        for index, each in enumerate(wanted):
            found = None if index in known else _first(left, fits, each)
            if found is not None:
                known[index] = found
                left.remove(found)
    return list(_with_new(wanted, known, draft.serial))


Wanted = tuple[CellPlace, str]


def _reads_so(element: Element, wanted: Wanted) -> bool:
    return element.content == wanted[1]


def _stands_there(element: Element, wanted: Wanted) -> bool:
    return element.cell == wanted[0]


def _first(elements: Iterable[Element], fits: Callable[[Element, Wanted], bool], wanted: Wanted) -> Element | None:
    return next((each for each in elements if fits(each, wanted)), None)


def _with_new(wanted: Iterable[tuple[CellPlace, str]], known: Mapping[int, Element], serial: int) -> Iterator[_Written]:
    for index, (place, text) in enumerate(wanted):
        if index in known:
            yield _Written(replace(known[index], cell=place), text)
        else:
            serial += 1
            yield _Written(Element(f"e{serial}", Role.CELL, text, cell=place), text)


def _with_cells(
    draft: Draft, placed: PlacedTable, table: Table, sides: tuple[Sequence[Element], Sequence[_Written]]
) -> Change:
    """The table with its paragraphs in the new cells, and their words as they should read."""
    old, written = sides
    stay = {each.element.id for each in written}
    held = [each for each in draft.elements[placed.start + 1 : placed.end] if each not in old]
    head = replace(draft.elements[placed.start], table=table)
    inside = _by_cell(table, [*held, *(each.element for each in written)])
    elements = (*draft.elements[: placed.start], head, *inside, *draft.elements[placed.end :])
    after = _in_order(without(draft, {each.id for each in old} - stay, elements))
    for each in written:
        after = _reading(after, each)
    settled = changed(after, _again(after, placed), table, {}, RETILED)
    return difference(draft, apply(after, settled), Place(placed.element_id), RETILED)


def _in_order(draft: Draft) -> Draft:
    """The draft with its facts in the order of its elements, and its serial as high as any."""
    position = numbered(each.id for each in draft.elements)
    facts = sorted(draft.facts, key=lambda fact: (position[fact.element_id], fact.start))
    return replace(draft, facts=tuple(facts), serial=max(draft.serial, *map(number_of, position)))


def _reading(draft: Draft, written: _Written) -> Draft:
    """The draft with the words of a paragraph as they should read."""
    now = next(each for each in draft.elements if each.id == written.element.id)
    if now.content == written.text:
        return draft
    return apply(draft, take_over(draft, [now.id], [retyped(draft, now, written.text)]))


def _again(draft: Draft, placed: PlacedTable) -> PlacedTable:
    """The same table as it stands now."""
    return next(each for each in tables_of(draft.elements) if each.element_id == placed.element_id)


def _by_cell(table: Table, paragraphs: Iterable[Element]) -> list[Element]:
    """Paragraphs of cells in the order of their cells."""
    order = {place_of(cell): number for number, cell in enumerate(table.cells)}
    return sorted(paragraphs, key=lambda each: order[each.cell] if each.cell is not None else -1)
