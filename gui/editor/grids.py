"""How the tables of a text are divided into grids; computed without Qt.

Qt lays a grid out whole at each key, so a long table is made of several grids, one below the other, with a line of no
height between them. Block by block the document stays what the draft is: one block for each paragraph.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress, count, groupby, pairwise, repeat, takewhile
from operator import attrgetter, is_not, not_
from types import MappingProxyType
from typing import NamedTuple

from core.model.blocks import Cell, CellPlace, Table
from core.model.elements import Role
from gui.editor.formats import AGAIN
from gui.editor.paragraphs import Paragraph

MOST_CELLS = 32
"""Cells of one grid, in whole rows: laying out a cell takes up to 0.1 ms, and a key press may take 16."""

SWOLLEN = 2 * MOST_CELLS
"""Cells that a grid may reach by rows put into it, so that the grids below keep their rows."""

LARGEST = 20_000
"""Cells of a table that is shown as one; what is larger is shown paragraph by paragraph."""

MOST_KNOWN = 40_000
"""Cells of all tables whose shapes are kept."""

END = "end"

Cells = Mapping[tuple[str, str], Cell]
"""The cells of a table by row and column."""

NO_CELLS: Cells = MappingProxyType({})


_ID, _ROLE, _CELL = attrgetter("element_id"), attrgetter("role"), attrgetter("cell")
_PLACE = attrgetter("row", "column")


def is_between(element_id: str) -> bool:
    """Whether a block is a separator without an element: between two grids, or after a table at the end of the text."""
    return AGAIN in element_id


class GridShape:
    """What the grids of a table are made of: its ``cells`` by their places."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.cells: Cells = dict(zip(map(_PLACE, table.cells), table.cells, strict=True))
        self._is_sound = not is_too_large(table) and table.is_tiled()
        self._asked: list[CellPlace | None] = []
        self._answer = False

    def is_grid(self, cells: Sequence[Paragraph]) -> bool:
        """Whether the table can be shown as one: it is whole, and every cell has its paragraphs where it stands."""
        homes = list(map(_CELL, cells))
        if homes != self._asked:
            self._asked, self._answer = homes, self._is_sound and all(homes) and self._are_in_order(homes)
        return self._answer

    def _are_in_order(self, homes: Iterable[CellPlace | None]) -> bool:
        return [place for place, _ in groupby(map(_PLACE, homes))] == list(self.cells)


class GridShapes:
    """The shapes of the tables asked for last, each worked out once."""

    def __init__(self) -> None:
        self._known: dict[int, GridShape] = {}
        self._size = 0

    def of(self, table: Table) -> GridShape:
        """The shape of a table."""
        known = self._known.pop(id(table), None)
        if known is None:
            known = GridShape(table)  # keeps the table, so that no other one gets its id
            self._size += len(known.cells)
        self._known[id(table)] = known  # behind those that were asked for longer ago
        while len(self._known) > 1 and self._size > MOST_KNOWN:
            self._size -= len(self._known.pop(next(iter(self._known))).cells)
        return known


class Partings:
    """Puts a separator between two grids of one table, and one behind a table that ends the text.

    One, too, before a paragraph without characters, such as a figure: Qt gives the first one behind a table no height.
    Grids begin where they began in the last call, so that an edit of some rows leaves all other grids as they are.
    """

    def __init__(self, shapes: GridShapes) -> None:
        self._shapes = shapes
        self._given: Sequence[Paragraph] = ()
        self._made: list[Paragraph] = []
        self._numbers: list[int] = []
        self._starts: frozenset[str] = frozenset()

    def of(self, paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
        """The paragraphs with their separators."""
        others = self._others(paragraphs)
        if others is None:
            self._made = _with_partings(paragraphs, self._starts, self._shapes)
            is_own = [AGAIN not in each for each in map(_ID, self._made)]
            self._numbers = list(compress(count(), is_own))
            self._starts = frozenset(map(_ID, compress(self._made, map(not_, is_own))))
        else:
            for number in others:
                self._made[self._numbers[number]] = paragraphs[number]
        self._given = paragraphs
        return tuple(self._made)

    def _others(self, paragraphs: Sequence[Paragraph]) -> list[int] | None:
        """The numbers of those that differ from the last call; None if the separators may, too."""
        if len(paragraphs) != len(self._given):
            return None
        found = list(compress(count(), map(is_not, paragraphs, self._given)))
        return found if all(_frame_of(paragraphs[n]) == _frame_of(self._given[n]) for n in found) else None


def _frame_of(paragraph: Paragraph) -> tuple[object, ...]:
    """What the separators depend on."""
    return paragraph.element_id, paragraph.role, paragraph.cell, paragraph.table, bool(paragraph.content)


def _with_partings(paragraphs: Sequence[Paragraph], starts: frozenset[str], shapes: GridShapes) -> list[Paragraph]:
    made, number, total = list[Paragraph](), 0, len(paragraphs)
    while number < total:
        head = paragraphs[number]
        made.append(head)
        number += 1
        if head.table is None:
            continue
        cells = cells_behind(paragraphs, number - 1)
        number += len(cells)
        is_grid = shapes.of(head.table).is_grid(cells)
        made += _parted(head, head.table, cells, starts) if is_grid else cells
        made += _parting_behind(cells, paragraphs[number] if number < total else None)
    return made


def cells_behind(paragraphs: Sequence[Paragraph], head: int) -> list[Paragraph]:
    """The paragraphs of the cells of the table whose head has this number, without separators."""
    found, number = list[Paragraph](), head + 1
    while True:
        end = _end_of_cells(paragraphs, number)
        found += paragraphs[number:end]
        if end == len(paragraphs) or paragraphs[end].role is not Role.TABLE or paragraphs[end].table is not None:
            return found
        number = end + 1


def _end_of_cells(paragraphs: Sequence[Paragraph], number: int) -> int:
    """The number of the first paragraph in no cell from a number on."""
    roles = map(_ROLE, map(paragraphs.__getitem__, range(number, len(paragraphs))))
    return next(compress(count(number), map(is_not, roles, repeat(Role.CELL))), len(paragraphs))


def _parting_behind(cells: Sequence[Paragraph], following: Paragraph | None) -> Iterator[Paragraph]:
    """The separator between the last cell and the next paragraph, if one is needed."""
    if not cells:
        return
    name = f"{cells[-1].element_id}{AGAIN}{END}"
    if following is None:
        yield Paragraph(name, Role.BODY, "", "", 0, 0, ())
    elif not following.content and following.table is None:
        yield Paragraph(name, Role.TABLE, "", "", 0, 0, ())


def is_too_large(table: Table) -> bool:
    """Whether a table is shown paragraph by paragraph for its size."""
    return len(table.cells) > LARGEST


def place_of(paragraph: Paragraph) -> tuple[str, str]:
    """The row and column of the cell of a paragraph; empty outside of cells."""
    return (paragraph.cell.row, paragraph.cell.column) if paragraph.cell is not None else ("", "")


def _parted(head: Paragraph, table: Table, cells: Sequence[Paragraph], starts: frozenset[str]) -> Iterator[Paragraph]:
    names = {row.id: f"{head.element_id}{AGAIN}{row.id}" for row in table.rows}
    known = {row for row, name in names.items() if name in starts}
    rows = [each.cell.row if each.cell is not None else "" for each in cells]
    at = 0
    for row in _starts_of(table, known):
        start = rows.index(row, at)
        yield from cells[at:start]
        yield Paragraph(names[row], Role.TABLE, "", "", 0, 0, ())
        at = start
    yield from cells[at:]


def _starts_of(table: Table, known: set[str]) -> list[str]:
    """The rows with which a grid begins, besides the first one: those ``known`` as far as they are fit; no joined cell is
    divided."""
    most = SWOLLEN if known else MOST_CELLS
    found, start, reach = [], 0, 0
    for number, end in enumerate(_ends_of(table)):
        is_full = (number - start) * len(table.columns) >= most
        is_free = reach <= number > start  # no cell reaches from above into this row
        if is_free and (is_full or table.rows[number].id in known):
            found.append(table.rows[number].id)
            start = number
        reach = max(reach, end)
    return found


def _ends_of(table: Table) -> list[int]:
    """For each row the number of the row behind the cells that begin in it."""
    numbers = {row.id: number for number, row in enumerate(table.rows)}
    ends = list(range(1, len(table.rows) + 1))
    for cell in (each for each in table.cells if each.rows > 1):
        ends[numbers[cell.row]] = max(ends[numbers[cell.row]], numbers[cell.row] + cell.rows)
    return ends


class GridPart(NamedTuple):
    """A paragraph outside of grids and the grid behind it, if there is one: what is written anew as a whole.

    ``start`` and ``end`` are numbers of paragraphs; those of equal ``key`` have the same grid.
    """

    key: tuple[object, ...]
    start: int
    end: int

    @property
    def has_grid(self) -> bool:
        """Whether there is a grid."""
        return self.end > self.start + 1


def parts_of(paragraphs: Sequence[Paragraph], shapes: GridShapes) -> list[GridPart]:
    """The parts of a text, with separators, in order."""
    outside = [number for number, each in enumerate(paragraphs) if each.role is not Role.CELL or not number]
    found: list[GridPart] = []
    head, cells = 0, NO_CELLS
    for number, following in pairwise((*outside, len(paragraphs))):
        if not is_between(paragraphs[number].element_id):
            head, cells = number, _cells_of(paragraphs, number, shapes)
        for start, end in ((number, following),) if cells else pairwise(range(number, following + 1)):
            found.append(GridPart(_key_of(paragraphs[start:end], paragraphs[head], cells), start, end))
    return found


def _cells_of(paragraphs: Sequence[Paragraph], number: int, shapes: GridShapes) -> Cells:
    """The cells of a table that is shown as grids, by its head; none for any other paragraph."""
    table = paragraphs[number].table
    shape = shapes.of(table) if table is not None else None
    return shape.cells if shape is not None and shape.is_grid(cells_behind(paragraphs, number)) else NO_CELLS


def _key_of(paragraphs: Sequence[Paragraph], head: Paragraph, cells: Cells) -> tuple[object, ...]:
    """What makes a part: the ids of its paragraphs, and their cells."""
    if head.table is None or len(paragraphs) == 1:
        return (paragraphs[0].element_id,)
    own = map(cells.__getitem__, map(_PLACE, map(_CELL, paragraphs[1:])))
    return head.table.columns, head.is_landscape, tuple(map(_ID, paragraphs)), tuple(own)


class GridChange(NamedTuple):
    """The numbers of paragraphs that give way to others, and of those that are written in their place.

    Both runs begin and end with a paragraph outside of grids. ``parts`` are those of the whole text afterwards.
    """

    old: range
    new: range
    parts: Sequence[GridPart] = ()

    def is_large(self, among: int) -> bool:
        """Whether writing everything anew costs no more, among so many paragraphs."""
        return len(self.old) + len(self.new) > among


def changed_grids(before: Sequence[GridPart], after: Sequence[GridPart]) -> GridChange | None:
    """The least run around all grids in which two texts differ; None where no grid differs."""
    head = _common([each.key for each in before], [each.key for each in after])
    tail = _common([each.key for each in before[head:][::-1]], [each.key for each in after[head:][::-1]])
    if not any(each.has_grid for each in (*before[head : len(before) - tail], *after[head : len(after) - tail])):
        return None
    start = min(head, len(before) - 1, len(after) - 1)  # what is put in at the end follows the last paragraph
    old, new = (_run(parts[start:], len(parts) - tail - start) for parts in (before, after))
    return GridChange(old, new, after)


def _run(parts: Sequence[GridPart], count: int) -> range:
    """The paragraphs of so many parts, and the paragraph behind them."""
    return range(parts[0].start, parts[count].start + 1 if count < len(parts) else parts[-1].end)


def _common(first: Sequence[object], second: Sequence[object]) -> int:
    """The length of the common beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))
