"""Tables of a returned copy against the printed ones: which is which, lines put in, taken out and moved, cells to compare.

Rows have bookmarks, which are doubted like all anchors; columns are known by what stands in them. Inside a matched cell
paragraphs are compared as anywhere.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Generic, TypeVar

from core.model.review.changes import ChangeKind, ReviewChange, TableDeed
from core.model.review.printed import PrintedParagraph
from core.model.review.returned_copy import NO_REVISION, CopyParagraph, ReturnedCopy, Revision, TextState
from core.review.compare import ReviewFlow
from core.review.differences import MARK
from core.review.matching import Matching, folded, match_lines
from core.review.printing import ROW
from core.review.units import steady
from core.review.views import ViewParagraph
from core.similarity import similarity

ALIKE = 0.5
Cells = TypeVar("Cells", PrintedParagraph, ViewParagraph)
Place = tuple[int, int]
"""Indexes of row and grid column."""

RowNames = Mapping[Place, Sequence[Place]]
"""For rows of the copy, as (table, row), the printed ones that bookmarks name."""


@dataclass(slots=True)
class TableGrid(Generic[Cells]):
    """The paragraphs of a table by their cells; an index of a row or column may be missing."""

    cells: dict[Place, list[Cells]] = field(default_factory=lambda: defaultdict(list))

    @property
    def rows(self) -> list[int]:
        """The indexes of the rows in order."""
        return sorted({row for row, _ in self.cells})

    @property
    def columns(self) -> list[int]:
        """The indexes of the grid columns in which cells begin, in order."""
        return sorted({column for _, column in self.cells})

    def text(self, row: int, column: int) -> str:
        """The words of a cell on one line."""
        return " ".join(each.text for each in self.cells.get((row, column), ()))

    def row_text(self, row: int) -> str:
        """The words of a row, cells parted by tabs."""
        return "\t".join(self.text(*place) for place in sorted(self.cells) if place[0] == row)

    def column_text(self, column: int) -> str:
        """The words of a column, cells parted by tabs."""
        return "\t".join(self.text(*place) for place in sorted(self.cells) if place[1] == column)

    def of_row(self, row: int) -> list[Cells]:
        """The paragraphs of a row."""
        return [each for place in sorted(self.cells) if place[0] == row for each in self.cells[place]]

    def of_column(self, column: int) -> list[Cells]:
        """The paragraphs of a column."""
        return [each for place in sorted(self.cells) if place[1] == column for each in self.cells[place]]

    @property
    def whole(self) -> str:
        """All words, a row a line."""
        return "\n".join(map(self.row_text, self.rows))


def grids_of(paragraphs: Iterable[Cells]) -> dict[int, TableGrid[Cells]]:
    """The tables among paragraphs by their index in the file."""
    found: dict[int, TableGrid[Cells]] = {}
    for each in paragraphs:
        if each.cell is not None:
            grid = found.setdefault(each.cell.table, TableGrid())
            grid.cells[each.cell.row, each.cell.column].append(each)
    return found


PrintedGrid = TableGrid[PrintedParagraph]
ShownGrid = TableGrid[ViewParagraph]


@dataclass(frozen=True, slots=True)
class TablePair:
    """A printed table and what the copy shows of it: refused, and accepted; ``element_id`` is the table's own."""

    element_id: str
    printed: PrintedGrid
    shown: ShownGrid
    final: ShownGrid
    named: Mapping[int, Sequence[int]]


def named_rows(copy: ReturnedCopy, printed: Iterable[PrintedParagraph]) -> dict[Place, list[Place]]:
    """For each row of the copy, as (table, row), the printed ones that bookmarks name."""
    own = {each.row: (each.cell.table, each.cell.row) for each in printed if each.row and each.cell is not None}
    found: dict[Place, list[Place]] = defaultdict(list)
    for anchor in copy.anchors:
        digits = anchor.name.removeprefix(ROW)
        cell = copy.paragraphs[anchor.start.paragraph].cell if _is_inside(anchor.start.paragraph, copy) else None
        if cell is not None and anchor.name.startswith(ROW) and int(digits) in own:
            found[cell.table, cell.row].append(own[int(digits)])
    return found


def _is_inside(index: int, copy: ReturnedCopy) -> bool:
    return 0 <= index < len(copy.paragraphs)


def match_tables(
    printed: Mapping[int, PrintedGrid], shown: Mapping[int, ShownGrid], named: Mapping[Place, Sequence[Place]]
) -> dict[int, int]:
    """The printed table of each table of the copy: by most of its rows' names, else by its words."""
    votes = Counter((table, place[0]) for (table, _), places in named.items() for place in places)
    found: dict[int, int] = {}
    _pair(found, (pair for pair, _ in votes.most_common()))
    open_own = _open(printed, found.values())
    open_shown = _open(shown, found.keys())
    ranked = sorted(
        (-similarity(open_shown[table], open_own[own], ALIKE), abs(table - own), table, own)
        for table, own in product(open_shown, open_own)
    )
    _pair(found, ((table, own) for score, _, table, own in ranked if score < 0 or open_own[own] == open_shown[table]))
    return found


def _open(grids: Mapping[int, TableGrid[Cells]], known: Collection[int]) -> dict[int, str]:
    """The words of the tables that are not paired yet."""
    return {table: folded(grid.whole) for table, grid in grids.items() if table not in known}


def _pair(found: dict[int, int], pairs: Iterable[tuple[int, int]]) -> None:
    """Take pairs as they come, each table once."""
    for table, own in pairs:
        if table not in found and own not in found.values():
            found[table] = own


@dataclass(frozen=True, slots=True)
class TableComparison:
    """Changes of lines in a pair of tables, and the cells whose paragraphs are to be compared."""

    changes: tuple[ReviewChange, ...]
    cells: tuple[tuple[ReviewFlow, Matching | None], ...]


def compare_tables(pair: TablePair, paragraphs: Sequence[CopyParagraph]) -> TableComparison:
    """Compare the lines of two tables; ``paragraphs`` are the whole copy's."""
    work = _Lines(pair, paragraphs)
    changes = (*work.rows(), *work.columns(), *work.torn())
    return TableComparison(tuple(changes), tuple(work.cells()))


class _Lines:
    """The rows and columns of one pair of tables."""

    def __init__(self, pair: TablePair, paragraphs: Sequence[CopyParagraph]) -> None:
        self._pair, self._paragraphs = pair, paragraphs
        printed, shown = pair.printed, pair.shown
        self._own, self._others = printed.rows, [row for row in shown.rows if self._state(row).is_placed]
        named = {
            self._others.index(row): [self._own.index(each) for each in places if each in self._own]
            for row, places in pair.named.items()
            if row in self._others
        }
        texts = [[grid.row_text(row) for row in rows] for grid, rows in ((printed, self._own), (shown, self._others))]
        matched = match_lines(texts[0], texts[1], named)
        self._rows = {self._own[own]: self._others[places[0]] for own, places in matched.found.items()}
        self._columns = self._matched_columns()

    def _state(self, row: int) -> TextState:
        return self._paragraphs[self._pair.shown.of_row(row)[0].first].row

    def _matched_columns(self) -> dict[int, int]:
        """The copy's column of each printed one."""
        own, others = self._pair.printed.columns, self._pair.shown.columns
        if own == others:
            return dict(zip(own, others, strict=True))
        texts = [[self._column(self._pair.printed, each, self._rows.keys()) for each in own]]
        texts.append([self._column(self._pair.shown, each, self._rows.values()) for each in others])
        matched = match_lines(texts[0], texts[1], {})
        return {own[each]: others[places[0]] for each, places in matched.found.items()}

    @staticmethod
    def _column(grid: TableGrid[Cells], column: int, rows: Iterable[int]) -> str:
        return "\t".join(grid.text(row, column) for row in rows)

    def rows(self) -> Iterator[ReviewChange]:
        """Rows put in, taken out and moved."""
        taken = set(self._rows.values())
        behind = {other: own for own, other in self._rows.items()}
        after = ""
        for row in self._pair.final.rows:
            if row in taken:
                after = self._first(behind[row])
            else:
                new = self._pair.final.row_text(row)
                made = self._new(TableDeed.ROW_NEW, new, after, self._revision(row))
                yield replace(made, cells=self._cells(self._columns, row, 1))
        for own in self._own:
            other = self._rows.get(own)
            if other is None or not self._state(other).is_final:
                revision = NO_REVISION if other is None else self._revision(other)
                yield self._gone(
                    TableDeed.ROW_GONE, self._pair.printed.of_row(own), self._pair.printed.row_text(own), revision
                )
        yield from self._moved(TableDeed.ROW_MOVED, self._rows, self._pair.printed.of_row)

    def columns(self) -> Iterator[ReviewChange]:
        """Columns put in, taken out and moved."""
        behind = {other: own for own, other in self._columns.items()}
        after = ""
        for column in self._pair.final.columns:
            if column in behind:
                after = self._pair.printed.of_column(behind[column])[0].element_id
            else:
                made = self._new(TableDeed.COLUMN_NEW, self._pair.final.column_text(column), after)
                yield replace(made, cells=self._cells(self._rows, column, 0))
        for own in self._pair.printed.columns:
            if own not in self._columns:
                text = self._pair.printed.column_text(own)
                yield self._gone(TableDeed.COLUMN_GONE, self._pair.printed.of_column(own), text)
        yield from self._moved(TableDeed.COLUMN_MOVED, self._columns, self._pair.printed.of_column)

    def _cells(self, lines: Mapping[int, int], number: int, axis: int) -> tuple[tuple[int, str], ...]:
        """The cells of a new line by the printed lines across it; where the copy has taken such a line out, an empty one."""
        behind = {other: line for line, other in lines.items()}
        own = [(at, cell) for at, cell in sorted(self._pair.final.cells.items()) if at[1 - axis] == number]
        there = [(behind.get(at[axis], -1), MARK.join(each.text for each in cell)) for at, cell in own]
        printed = self._pair.printed.columns if axis else self._pair.printed.rows
        return (*there, *((line, "") for line in printed if line not in lines))

    def _moved(
        self, deed: TableDeed, lines: Mapping[int, int], of: Callable[[int], list[PrintedParagraph]]
    ) -> Iterator[ReviewChange]:
        """Lines that stand elsewhere, as few as possible."""
        order = sorted(lines, key=lambda own: lines[own])
        kept = steady(order)
        after = ""
        for index, own in enumerate(order):
            ids = tuple(each.element_id for each in of(own))
            if index not in kept:
                yield replace(self._change(deed), after=after, elements=ids)
            after = ids[0]

    def torn(self) -> Iterator[ReviewChange]:
        """Cells that were joined with others, or divided, in lines that stayed."""
        places = dict(self._places())
        for (row, column), (other_row, other_column) in places.items():
            own = self._pair.printed.cells.get((row, column), [])
            is_there = (other_row, other_column) in self._pair.final.cells
            if own and not is_there:
                yield self._gone(TableDeed.CELL_GONE, own, self._pair.printed.text(row, column))
            elif not own and is_there:
                new = self._pair.final.text(other_row, other_column)
                yield self._new(TableDeed.CELL_NEW, new, self._first(row))

    def _places(self) -> Iterator[tuple[Place, Place]]:
        """The places of cells in lines that both have."""
        for row, other_row in self._rows.items():
            if self._state(other_row).is_final:
                for column, other_column in self._columns.items():
                    yield (row, column), (other_row, other_column)

    def cells(self) -> Iterator[tuple[ReviewFlow, Matching | None]]:
        """The cells that both tables have; paragraphs pair in order where they are as many."""
        for place, other in self._places():
            own, shown = self._pair.printed.cells.get(place, []), self._pair.shown.cells.get(other, [])
            if not own or not shown:
                continue
            matching = None
            if len(own) == len(shown):
                matching = Matching()
                for index in range(len(own)):
                    matching.pair(index, index)
            yield ReviewFlow(own, shown, {}), matching

    def _first(self, row: int) -> str:
        """The first paragraph of a printed row."""
        return self._pair.printed.of_row(row)[0].element_id

    def _revision(self, row: int) -> Revision:
        """Who put a row in or took it out, by the first recorded change in it."""
        indexes = (index for each in self._pair.shown.of_row(row) for index in range(each.first, each.last + 1))
        found = (self._paragraphs[index] for index in indexes)
        revisions = (one for each in found for one in (each.revision, *(piece.revision for piece in each.pieces)))
        return next((each for each in revisions if each.author), NO_REVISION)

    def _change(self, deed: TableDeed) -> ReviewChange:
        return ReviewChange("", ChangeKind.TABLE, self._pair.element_id, detail=str(deed))

    def _new(self, deed: TableDeed, text: str, after: str, revision: Revision = NO_REVISION) -> ReviewChange:
        made = replace(self._change(deed), new=text, after=after, revision=revision)
        return replace(made, is_tracked=bool(revision.author))

    def _gone(
        self, deed: TableDeed, own: Sequence[PrintedParagraph], text: str, revision: Revision = NO_REVISION
    ) -> ReviewChange:
        made = replace(self._change(deed), old=text, elements=tuple(each.element_id for each in own), revision=revision)
        return replace(made, is_tracked=bool(revision.author))
