"""A table as rows and columns of text: which rows and columns are heads, and what each column holds.

Nothing of this is stored: it is worked out from the grid and the paragraphs of the cells each time.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from core.model.blocks import Cell, CellPlace, Column, Row, Table
from core.model.elements import Element, Role
from core.model.grid import PlacedTable
from core.model.tables.cells import CellSort, TableWords, is_unit, sort_of, squeezed, without_mark

MOST_CELLS = 60_000
"""Places of a grid beyond which a table is not looked at."""

BLANK_OF_ALL = (CellSort.EMPTY, CellSort.NOTHING)
_NO_CAPTIONS = (Role.CELL, Role.TITLE, Role.SUBTITLE, Role.HEADING)
_OF_HEADS = (CellSort.TEXT, CellSort.YEAR, CellSort.DATED, CellSort.EMPTY)


class ColumnSort(StrEnum):
    """What the cells of a column have in common."""

    SERIAL = "serial"
    CODE = "code"
    UNIT = "unit"
    REMARK = "remark"
    YEAR = "year"
    TEXT = "text"
    FIGURE = "figure"


@dataclass(frozen=True, eq=False)
class TableView:
    """A table with the texts of its places; a joined cell stands at each place that it covers.

    ``above`` are the texts of the paragraphs before the table, the nearest last: a unit line may stand there.
    """

    placed: PlacedTable
    cells: tuple[tuple[Element, ...], ...]
    owners: tuple[tuple[int, ...], ...]
    words: TableWords
    above: tuple[str, ...] = ()

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.placed.table.size

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The text of each cell, in the order of the grid's cells."""
        return tuple("\n".join(element.text for element in own) for own in self.cells)

    @cached_property
    def sorts(self) -> tuple[CellSort, ...]:
        """What stands in each cell."""
        return tuple(sort_of(text, self.words) for text in self.texts)

    @cached_property
    def origins(self) -> tuple[tuple[int, int], ...]:
        """Row and column in which each cell begins."""
        rows = {row.id: number for number, row in enumerate(self.placed.table.rows)}
        columns = {column.id: number for number, column in enumerate(self.placed.table.columns)}
        return tuple((rows[cell.row], columns[cell.column]) for cell in self.placed.table.cells)

    def text(self, row: int, column: int) -> str:
        """The text at a place."""
        return self.texts[self.owners[row][column]]

    def sort(self, row: int, column: int) -> CellSort:
        """What stands at a place."""
        return self.sorts[self.owners[row][column]]

    def elements(self, row: int, column: int) -> tuple[Element, ...]:
        """The paragraphs at a place."""
        return self.cells[self.owners[row][column]]

    def is_whole(self, row: int) -> bool:
        """Whether one cell fills the row: a title of the table, or of the rows that follow."""
        return self.size[1] > 1 and len(set(self.owners[row])) == 1

    @cached_property
    def first_row(self) -> int:
        """Where the table proper begins: below form lines above a row of heads that begins with 序号."""
        rows = range(1, self.size[0] - 1)
        serials = self.words.serials
        return next(
            (row for row in rows if serials.search(squeezed(self.text(row, 0))) and not self._is_second(row)), 0
        )

    def _is_second(self, row: int) -> bool:
        """Whether a row belongs to heads or a title above it."""
        return any(self.origins[cell][0] < row for cell in self.owners[row]) or all(map(self.is_whole, range(row)))

    @cached_property
    def head_rows(self) -> int:
        """How many rows at the top say what the columns hold, with everything above them."""
        rows, _ = self.size
        first = next((row for row in range(self.first_row, rows) if self._has_figures(row)), rows)
        last = min(first, rows - 1)
        number = self.first_row
        while number < last and self.is_whole(number):
            number += 1
        if number >= min(first, rows):
            return number
        number += 1
        while number < last and self._goes_on(number):
            number += 1
        marked = next((n for n, row in enumerate(self.placed.table.rows) if not row.is_header), rows)
        return max(number, min(marked, last))

    @cached_property
    def titles(self) -> int:
        """The row in which the heads of columns begin, below titles that fill the row."""
        own = range(self.first_row, self.head_rows)
        return next((row for row in own if not self.is_whole(row)), self.head_rows)

    def _has_figures(self, row: int) -> bool:
        return any(self.sorts[cell] in (CellSort.FIGURE, CellSort.BLANK) for cell in set(self.owners[row]))

    def _goes_on(self, row: int) -> bool:
        """Whether the row still belongs to the heads above: a head reaches into it, or it divides a joined one."""
        if self.is_whole(row):
            return False
        if any(self.origins[cell][0] < row for cell in self.owners[row]):
            return True
        cells, above = self.placed.table.cells, self.owners[row - 1]
        below = [self.sort(row, column) for column, cell in enumerate(above) if cells[cell].columns > 1]
        return any(sort not in BLANK_OF_ALL for sort in below) and all(sort in _OF_HEADS for sort in below)

    @cached_property
    def repeats(self) -> Mapping[int, int]:
        """The rows below that say the heads once more, as where a page begins, each with the row of heads that it repeats."""
        return MappingProxyType(dict(_repeats(self)))

    @cached_property
    def data_rows(self) -> tuple[int, ...]:
        """Rows below the heads that are neither a title of the rows after them nor the heads once more."""
        rows = range(self.head_rows, self.size[0])
        return tuple(row for row in rows if row not in self.repeats and not self.is_whole(row))

    @cached_property
    def columns(self) -> tuple[ColumnSort, ...]:
        """What each column holds."""
        return tuple(self._by_name(number) or self._by_values(number) for number in range(self.size[1]))

    @cached_property
    def figure_columns(self) -> tuple[int, ...]:
        """The columns of figures."""
        return tuple(number for number, sort in enumerate(self.columns) if sort is ColumnSort.FIGURE)

    def values(self, column: int) -> list[CellSort]:
        """What stands in the cells of a column, below the heads."""
        return [self.sort(row, column) for row in self.data_rows]

    def _by_name(self, column: int) -> ColumnSort | None:
        head = squeezed(self.column_name(column))
        is_named = (
            (ColumnSort.SERIAL, self.words.serials.search(head) or (column == 0 and self._is_numbering())),
            (ColumnSort.CODE, self.words.codes.search(head)),
            (ColumnSort.UNIT, self.words.unit_columns.search(head) and self._are_units(column)),
            (
                ColumnSort.REMARK,
                self.words.remarks.search(head) and _share(self.values(column), CellSort.FIGURE) <= 0.5,
            ),
        )
        return next((sort for sort, found in is_named if found), None)

    def _by_values(self, column: int) -> ColumnSort:
        counted = [sort for sort in self.values(column) if sort not in BLANK_OF_ALL]
        if _share(counted, CellSort.CODE) >= 0.5:
            return ColumnSort.CODE
        is_mixed = CellSort.FIGURE in counted and CellSort.DATED not in counted  # 2023 among figures may be people
        if _share(counted, CellSort.YEAR, CellSort.DATED) > 0.5 and not (is_mixed or _are_counted(self, column)):
            return ColumnSort.YEAR
        if {CellSort.TEXT} <= {*counted} <= {CellSort.TEXT, CellSort.YEAR}:  # years with 增减 below them name the rows
            return ColumnSort.TEXT
        is_figure = _share(counted, CellSort.FIGURE, CellSort.BLANK, CellSort.YEAR) >= 0.5
        return (ColumnSort.TEXT, ColumnSort.FIGURE)[is_figure]

    def _are_units(self, column: int) -> bool:
        texts = [squeezed(self.text(row, column)) for row in self.data_rows]
        known = [text for text in texts if text and text not in self.words.nothing]
        return bool(known) and sum(is_unit(text, self.words) for text in known) * 2 >= len(known)

    def _is_numbering(self) -> bool:
        """Whether a first column without such a head counts its rows: 1, 2, 3."""
        values = [squeezed(self.text(row, 0)) for row in self.data_rows if self.sort(row, 0) is not CellSort.EMPTY]
        return len(values) > 1 and values == [str(number) for number in range(1, len(values) + 1)] and self.size[1] > 2

    def column_name(self, column: int) -> str:
        """The lowest head of a column without the mark of a note; empty for none."""
        return without_mark(next(reversed(self.column_heads(column)), ""))

    def column_heads(self, column: int) -> tuple[str, ...]:
        """The heads of a column from the widest to its own, each once, as they stand."""
        return self._paths[column]

    def column_path(self, column: int) -> tuple[str, ...]:
        """The heads of a column; where another has the same, behind those of the nearest one before that has its own.

        2023年, 占比, 2024年, 占比: the second 占比 is that of 2024年.
        """
        before = self._owners.get(column)
        return self.column_heads(column) if before is None else (*self._paths[before], *self.column_heads(column))

    @cached_property
    def _paths(self) -> tuple[tuple[str, ...], ...]:
        """The heads of all columns: asked for with every cell."""
        rows = self.owners[self.titles : self.head_rows]
        found = (dict.fromkeys(row[column] for row in rows) for column in range(self.size[1]))
        return tuple(tuple(self.texts[cell] for cell in own if self.texts[cell].strip()) for own in found)

    @cached_property
    def _owners(self) -> Mapping[int, int]:
        """The column before with heads of its own, of each column of figures whose heads stand for several."""
        found: dict[int, int] = {}
        counts = Counter(self._paths)
        last = None
        for number in self.figure_columns:
            if counts[self._paths[number]] == 1:
                last = number
            elif last is not None:
                found[number] = last
        return MappingProxyType(found)

    @cached_property
    def head_columns(self) -> tuple[int, ...]:
        """The columns that name the rows: those of words left of the first figures, else those of years."""
        first = next(iter(self.figure_columns), self.size[1])
        named = tuple(n for n in range(first) if self.columns[n] is ColumnSort.TEXT)
        if first == self.size[1]:
            return named[:1]
        if _are_unlike(self, named):
            return named
        return tuple(n for n in range(first) if self.columns[n] in (ColumnSort.TEXT, ColumnSort.YEAR))

    @cached_property
    def name_columns(self) -> tuple[int, ...]:
        """The same without 责任单位 and the like, where the others tell the rows apart."""
        others = tuple(column for column in self.head_columns if not is_charge(self, column))
        return others if _are_unlike(self, others) else self.head_columns


def is_charge(view: TableView, column: int) -> bool:
    """Whether a column says who answers for a row."""
    return view.words.charges.search(squeezed(view.column_name(column))) is not None


def _are_unlike(view: TableView, columns: Sequence[int]) -> bool:
    """Whether these columns alone tell the rows apart."""
    names = [tuple(view.text(row, column) for column in columns) for row in view.data_rows]
    return bool(columns) and len(set(names)) == len(names)


def _are_counted(view: TableView, column: int) -> bool:
    """Whether the head says that numbers such as 1980 are sums or counts and no years."""
    head = squeezed(view.column_name(column)).partition("（")[0]
    return bool(view.words.totals.search(head) or view.words.counts.search(head))


def _share(sorts: Sequence[CellSort], *wanted: CellSort) -> float:
    """The part of the cells that hold anything; 0 for none."""
    counted = [sort for sort in sorts if sort not in BLANK_OF_ALL]
    return sum(sort in wanted for sort in counted) / len(counted) if counted else 0.0


def _repeats(view: TableView) -> Iterator[tuple[int, int]]:
    """Each row that says the heads once more, and the row of heads that it repeats."""
    heads = range(view.titles, view.head_rows)
    lines = [tuple(map(view.texts.__getitem__, own)) for own in view.owners]
    own = lines[heads.start : heads.stop]
    if any(len({*line} - {""}) > 1 for line in own):
        for row in range(view.head_rows, view.size[0]):
            if lines[row : row + len(own)] == own:
                yield from zip(range(row, row + len(own)), heads, strict=True)


def alike(view: TableView, cell: int) -> Iterator[int]:
    """A cell of the heads and those that repeat it below."""
    row, column = view.origins[cell]
    yield cell
    yield from (view.owners[below][column] for below, head in view.repeats.items() if head == row)


def view_of(placed: PlacedTable, elements: Sequence[Element], words: TableWords) -> TableView | None:
    """The view of a table; None where it is larger than ``MOST_CELLS`` or does not tile."""
    rows, columns = placed.table.size
    if rows * columns > MOST_CELLS or not placed.table.is_tiled():
        return None
    found = placed.cells(elements)
    cells = tuple(found[CellPlace(cell.row, cell.column)] for cell in placed.table.cells)
    before = elements[max(placed.start - 2, 0) : placed.start]
    above = tuple(each.text for each in before if each.role not in _NO_CAPTIONS)
    return TableView(placed, cells, owners_of(placed), words, above)


def owners_of(placed: PlacedTable) -> tuple[tuple[int, ...], ...]:
    """The number of the cell that covers each place of a table that tiles."""
    rows = {row.id: number for number, row in enumerate(placed.table.rows)}
    columns = {column.id: number for number, column in enumerate(placed.table.columns)}
    owners = [[0] * len(columns) for _ in rows]
    for number, cell in enumerate(placed.table.cells):
        row, column = rows[cell.row], columns[cell.column]
        for below in range(row, row + cell.rows):
            owners[below][column : column + cell.columns] = [number] * cell.columns
    return tuple(map(tuple, owners))


def turned(view: TableView) -> TableView | None:
    """A table of which the rows are columns, with their heads and values only; None where nothing names them."""
    shown = [*view.head_columns, *view.figure_columns]
    lines = [*range(view.titles, view.head_rows), *view.data_rows]
    if not view.head_columns or view.titles == view.head_rows:
        return None
    old = view.placed.table
    rows = tuple(Row(old.columns[n].id, n in view.head_columns) for n in shown)
    columns = tuple(Column(old.rows[line].id) for line in lines)
    grid = [[view.owners[line][n] for line in lines] for n in shown]
    return _tiled(view, grid, rows, columns)


def _tiled(view: TableView, grid: Sequence[Sequence[int]], rows: Sequence[Row], columns: Sequence[Column]) -> TableView:
    """The cells of a view laid out anew, each in one piece."""
    tiles = _tiles(grid)
    cells = tuple(Cell(rows[y].id, columns[x].id, _across(grid, y, x), _down(grid, y, x)) for y, x in tiles.values())
    order = {cell: number for number, cell in enumerate(tiles)}
    owners = tuple(tuple(map(order.__getitem__, row)) for row in grid)
    placed = replace(view.placed, table=Table(tuple(columns), tuple(rows), cells))
    return TableView(placed, tuple(map(view.cells.__getitem__, tiles)), owners, view.words, view.above)


def _tiles(grid: Sequence[Sequence[int]]) -> Mapping[int, tuple[int, int]]:
    """Where each cell begins."""
    found: dict[int, tuple[int, int]] = {}
    for y, row in enumerate(grid):
        for x, cell in enumerate(row):
            found.setdefault(cell, (y, x))
    return found


def _across(grid: Sequence[Sequence[int]], y: int, x: int) -> int:
    """How many places from one on have the same cell."""
    return next((n for n in range(1, len(grid[y]) - x) if grid[y][x + n] != grid[y][x]), len(grid[y]) - x)


def _down(grid: Sequence[Sequence[int]], y: int, x: int) -> int:
    return next((n for n in range(1, len(grid) - y) if grid[y + n][x] != grid[y][x]), len(grid) - y)
