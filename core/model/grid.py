"""Tables among the elements of a draft: which elements make one up, and how they are put in order after an edit."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, filterfalse, groupby
from operator import attrgetter

from core.cooperative import BATCH_SIZE, YieldToUi, cooperatively, never_yield
from core.model.blocks import CellPlace, Table
from core.model.elements import Element, Role

_PLACE = attrgetter("row", "column")


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table of a sequence of elements: the index of its element of role ``table``, and the end of its cells."""

    start: int
    end: int
    table: Table
    element_id: str = ""

    def cells(self, elements: Sequence[Element]) -> dict[CellPlace, tuple[Element, ...]]:
        """The paragraphs of each cell by its place, row by row; one without a known cell stands in the one before."""
        return {CellPlace(*place): tuple(own) for place, own in self.texts(elements).items()}

    def texts(self, elements: Sequence[Element]) -> dict[tuple[str, str], list[Element]]:
        """The same by the ids of row and column, which are compared in a tenth of the time."""
        found: dict[tuple[str, str], list[Element]] = {(cell.row, cell.column): [] for cell in self.table.cells}
        own = next(iter(found.values()))
        for element in elements[self.start + 1 : self.end]:
            place = element.cell
            if place is not None:
                own = found.get((place.row, place.column), own)
            own.append(element)
        return found


def tables_of(elements: Sequence[Element], yield_to_ui: YieldToUi = never_yield) -> Iterator[PlacedTable]:
    """The tables in document order."""
    start, head, role_of_cells = 0, None, Role.CELL
    for index, element in enumerate(cooperatively(elements, yield_to_ui, BATCH_SIZE)):
        if head is not None and element.role is not role_of_cells:
            yield PlacedTable(start, index, head, elements[start].id)
            head = None
        if element.table is not None:
            start, head = index, element.table
    if head is not None:
        yield PlacedTable(start, len(elements), head, elements[start].id)


def with_tables_settled(elements: Sequence[Element], serial: int) -> tuple[Element, ...]:
    """The elements with every table whole again after paragraphs were inserted, removed or moved.

    New paragraphs inside a table belong to the cell before them, paragraphs of another role move below the table, a cell
    without a paragraph gets an empty one (ids from ``serial`` + 1 on), cells without their table become body text.
    """
    settled: list[Element] = []
    for group in _groups(elements):
        if group[0].table is None:
            settled += map(_as_text, group)
            continue
        made, serial = (group, serial) if _is_settled(group) else _settled_table(group, serial)
        settled += made
    return tuple(settled)


def _groups(elements: Iterable[Element]) -> Iterator[list[Element]]:
    """Stretches of elements: a table with everything up to its last cell, or what stands between tables."""
    group: list[Element] = []
    waiting: list[Element] = []
    for element in elements:
        if element.table is not None:
            yield from (each for each in (group, waiting) if each)
            group, waiting = [element], []
        elif element.role is Role.CELL and group:
            group += [*waiting, element]
            waiting = []
        elif group:
            waiting.append(element)
        else:
            yield [element]
    yield from (each for each in (group, waiting) if each)


def _as_text(element: Element) -> Element:
    if element.role is not Role.CELL:
        return element
    return replace(element, role=Role.BODY, cell=None)


def _settled_table(group: Sequence[Element], serial: int) -> tuple[list[Element], int]:
    head, rest = group[0], group[1:]
    cells = head.table.cells if head.table is not None else ()
    held: dict[CellPlace, list[Element]] = {CellPlace(cell.row, cell.column): [] for cell in cells}
    last = next(iter(held))
    for element in filter(_is_cell, rest):
        last = element.cell if element.cell in held else last
        held[last].append(replace(element, cell=last) if element.cell != last else element)
    for place in [place for place, own in held.items() if not own]:
        serial += 1
        held[place].append(Element(f"e{serial}", Role.CELL, "", cell=place))
    return [head, *chain.from_iterable(held.values()), *filterfalse(_is_cell, rest)], serial


def _is_settled(group: Sequence[Element]) -> bool:
    """Whether every cell of a table has its paragraphs where it stands, and nothing else is there."""
    cells = group[0].table.cells if group[0].table is not None else ()
    places = [(each.cell.row, each.cell.column) for each in group if _is_cell(each) and each.cell is not None]
    return len(places) == len(group) - 1 and [place for place, _ in groupby(places)] == list(map(_PLACE, cells))


def _is_cell(element: Element) -> bool:
    return element.role is Role.CELL
