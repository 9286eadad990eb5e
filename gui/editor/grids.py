"""How the tables of a text are divided into grids; computed without Qt.

Qt lays a grid out whole at each key, so a long table is made of several grids, one below the other, with a line of no
height between them. Block by block the document stays what the draft is: one block for each paragraph.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import compress, count, groupby, islice, takewhile
from operator import is_not
from types import MappingProxyType
from typing import NamedTuple

from core.model.blocks import Cell, Table
from core.model.elements import Role
from gui.editor.formats import AGAIN
from gui.editor.paragraphs import Paragraph

MOST_CELLS = 32
"""Cells of one grid, in whole rows: laying out a cell takes up to 0.1 ms, and a key press may take 16."""

SWOLLEN = 2 * MOST_CELLS
"""Cells that a grid may reach by rows put into it, so that the grids below keep their rows."""

LARGEST = 20_000
"""Cells of a table that is shown as one; what is larger is shown paragraph by paragraph."""

END = "end"

Cells = Mapping[tuple[str, str], Cell]
"""The cells of a table by row and column."""

NO_CELLS: Cells = MappingProxyType({})


def is_between(element_id: str) -> bool:
    """Whether a block is a separator without an element: between two grids, or after a table at the end of the text."""
    return AGAIN in element_id


class Partings:
    """Puts a separator between two grids of one table, and one behind a table that ends the text.

    One, too, before a paragraph without characters, such as a figure: Qt gives the first one behind a table no height.
    Grids begin where they began in the last call, so that an edit of some rows leaves all other grids as they are.
    """

    def __init__(self) -> None:
        self._given: Sequence[Paragraph] = ()
        self._made: list[Paragraph] = []
        self._numbers: list[int] = []
        self._starts: frozenset[str] = frozenset()

    def of(self, paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
        """The paragraphs with their separators."""
        others = self._others(paragraphs)
        if others is None:
            self._made = list(_with_partings(paragraphs, self._starts))
            self._numbers = [number for number, each in enumerate(self._made) if not is_between(each.element_id)]
            self._starts = frozenset(each.element_id for each in self._made if is_between(each.element_id))
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


def _with_partings(paragraphs: Sequence[Paragraph], starts: frozenset[str]) -> Iterator[Paragraph]:
    number, total = 0, len(paragraphs)
    while number < total:
        head = paragraphs[number]
        yield head
        number += 1
        if head.table is None:
            continue
        cells = cells_behind(paragraphs, number - 1)
        number += len(cells)
        yield from _parted(head, head.table, cells, starts) if is_grid(head.table, cells) else cells
        yield from _parting_behind(cells, paragraphs[number] if number < total else None)


def cells_behind(paragraphs: Sequence[Paragraph], head: int) -> list[Paragraph]:
    """The paragraphs of the cells of the table whose head has this number, without separators."""
    found: list[Paragraph] = []
    for each in islice(paragraphs, head + 1, None):
        if each.role is Role.CELL:
            found.append(each)
        elif each.role is not Role.TABLE or each.table is not None:
            break
    return found


def _parting_behind(cells: Sequence[Paragraph], following: Paragraph | None) -> Iterator[Paragraph]:
    """The separator between the last cell and the next paragraph, if one is needed."""
    if not cells:
        return
    name = f"{cells[-1].element_id}{AGAIN}{END}"
    if following is None:
        yield Paragraph(name, Role.BODY, "", "", 0, 0, ())
    elif not following.content and following.table is None:
        yield Paragraph(name, Role.TABLE, "", "", 0, 0, ())


def is_grid(table: Table, cells: Sequence[Paragraph]) -> bool:
    """Whether a table can be shown as one: it is whole, and every cell has its paragraphs where it stands."""
    if is_too_large(table) or not table.is_tiled():
        return False
    return [place for place, _ in groupby(cells, place_of)] == [(each.row, each.column) for each in table.cells]


def is_too_large(table: Table) -> bool:
    """Whether a table is shown paragraph by paragraph for its size."""
    return len(table.cells) > LARGEST


def place_of(paragraph: Paragraph) -> tuple[str, str]:
    """The row and column of the cell of a paragraph; empty outside of cells."""
    return (paragraph.cell.row, paragraph.cell.column) if paragraph.cell is not None else ("", "")


def _parted(head: Paragraph, table: Table, cells: Sequence[Paragraph], starts: frozenset[str]) -> Iterator[Paragraph]:
    names = {row.id: f"{head.element_id}{AGAIN}{row.id}" for row in table.rows}
    left = {row: names[row] for row in _starts_of(table, {row for row, name in names.items() if name in starts})}
    for each in cells:
        name = left.pop(each.cell.row, "") if each.cell is not None else ""
        if name:
            yield Paragraph(name, Role.TABLE, "", "", 0, 0, ())
        yield each


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
    for cell in table.cells:
        if cell.rows > 1:
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


def parts_of(paragraphs: Sequence[Paragraph]) -> list[GridPart]:
    """The parts of a text, with separators, in order."""
    found: list[GridPart] = []
    head, cells, number = 0, NO_CELLS, 0
    while number < len(paragraphs):
        if not is_between(paragraphs[number].element_id):
            head, cells = number, _cells_of(paragraphs, number)
        end = number + 1
        if cells:
            end += sum(1 for _ in takewhile(_is_cell, map(paragraphs.__getitem__, range(end, len(paragraphs)))))
        found.append(GridPart(_key_of(paragraphs[number:end], paragraphs[head], cells), number, end))
        number = end
    return found


def _cells_of(paragraphs: Sequence[Paragraph], number: int) -> Cells:
    """The cells of a table that is shown as grids, by its head; none for any other paragraph."""
    table = paragraphs[number].table
    if table is None or not is_grid(table, cells_behind(paragraphs, number)):
        return NO_CELLS
    return {(each.row, each.column): each for each in table.cells}


def _is_cell(paragraph: Paragraph) -> bool:
    return paragraph.role is Role.CELL


def _key_of(paragraphs: Sequence[Paragraph], head: Paragraph, cells: Cells) -> tuple[object, ...]:
    """What makes a part: the ids of its paragraphs, and their cells."""
    name = paragraphs[0].element_id
    if head.table is None or len(paragraphs) == 1:
        return (name,)
    own = [(each.element_id, cells[place_of(each)]) for each in paragraphs[1:]]
    return name, head.table.columns, head.is_landscape, own


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
