"""Tables of a returned copy against the printed ones: which is which, lines put in, taken out and moved, cells to
compare.

Rows have bookmarks, which are doubted like all anchors; columns are known by what stands in them. Inside a matched
cell paragraphs are compared as anywhere. For a redline of two versions rows keep their order and columns must be the
same.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, product
from typing import Generic, TypeVar

from core.model.blocks import Table
from core.model.review.changes import ChangeKind, ReviewChange, TableEdit
from core.model.review.printed import PrintedParagraph
from core.model.review.redline import RedlineBlock, RedlineRow, RowStep, TextHunk
from core.model.review.returned_copy import NO_REVISION, CopyParagraph, ReturnedCopy, Revision, TextState
from core.review.compare import ReviewFlow
from core.review.differences import MARK, hunks
from core.review.matching import Matching, folded, match_lines
from core.review.printing import ROW
from core.review.tiles import (
    Cut,
    KeptLines,
    Torn,
    aligned_columns,
    covered_line,
    covered_lines,
    cut_of_copy,
    cut_of_table,
    finer_lines,
    kept_lines,
    tile_of,
    torn_areas,
)
from core.review.units import steady
from core.review.views import FRAME, ViewParagraph
from core.similarity import least_edits, similarity

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
    """A printed table and what the copy shows of it: refused, and accepted; ``element_id`` is the table's own, ``table`` its grid."""

    element_id: str
    printed: PrintedGrid
    shown: ShownGrid
    final: ShownGrid
    named: Mapping[int, Sequence[int]]
    table: Table | None = None


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
    """Changes of lines in a pair of tables, the cells whose paragraphs are to be compared, and the paragraphs of the copy whose
    pictures come with a new line.
    """

    changes: tuple[ReviewChange, ...]
    cells: tuple[tuple[ReviewFlow, Matching | None], ...]
    brought: frozenset[int]


def compare_tables(pair: TablePair, paragraphs: Sequence[CopyParagraph]) -> TableComparison:
    """Compare the lines of two tables; ``paragraphs`` are the whole copy's."""
    work = _Lines(pair, paragraphs)
    changes = (*work.rows(), *work.columns(), *work.torn())
    return TableComparison(tuple(changes), tuple(work.cells()), frozenset(work.brought))


class _Lines:
    """The rows and columns of one pair of tables."""

    def __init__(self, pair: TablePair, paragraphs: Sequence[CopyParagraph]) -> None:
        self._pair, self._paragraphs = pair, paragraphs
        self.brought: set[int] = set()
        shown = pair.shown.rows
        self._own, self._others = pair.printed.rows, [row for row in shown if self._state(row).is_placed]
        self._cuts = self._both_cuts()
        self._rows = self._matched_rows()
        straight = {each: each for each in range(self._cuts[0].width if self._cuts is not None else 0)}
        self._pair_covered(self._rows, straight, 0)
        self._columns = self._matched_columns()
        self._pair_covered(self._columns, self._rows, 1)
        self._finer = [self._finer_lines(axis) for axis in (0, 1)]
        self._torn = list(self._torn_areas())

    def _matched_rows(self) -> dict[int, int]:
        """The copy's row of each printed one."""
        named = {
            self._others.index(row): [self._own.index(each) for each in places if each in self._own]
            for row, places in self._pair.named.items()
            if row in self._others
        }
        own = [self._pair.printed.row_text(row) for row in self._own]
        matched = match_lines(own, [self._pair.shown.row_text(row) for row in self._others], named)
        return {self._own[own]: self._others[places[0]] for own, places in matched.found.items()}

    def _both_cuts(self) -> tuple[Cut, Cut] | None:
        """How the cells of both tables cover their grids; None where that of the printed one is not known, or one too large."""
        table = self._pair.table
        if table is None or len(table.rows) != len(self._own):
            return None
        cells = (each.cell for own in self._pair.final.cells.values() for each in own)
        cuts = cut_of_table(table), cut_of_copy(cell for cell in cells if cell is not None)
        return None if any(cut.is_too_large for cut in cuts) else cuts

    def _pair_covered(self, lines: dict[int, int], across: Mapping[int, int], axis: int) -> None:
        """Pair lines of the copy that are mostly covered by joined cells with those printed there, by the cells left in them."""
        if self._cuts is None:
            return
        shown = self._pair.final.columns if axis else self._pair.final.rows
        own = range(self._size(axis))
        for line in covered_lines(self._cuts[1], shown, axis):
            if line not in lines.values():
                found = covered_line(self._folded(), (lines, across), (line, own, axis))
                lines.update({found: line} if found >= 0 else {})

    def _size(self, axis: int) -> int:
        table = self._pair.table
        return 0 if table is None else len(table.columns if axis else table.rows)

    def _finer_lines(self, axis: int) -> dict[int, int]:
        """The lines of the copy that are parts of divided ones."""
        if self._cuts is None:
            return {}
        shown = self._pair.final.columns if axis else self._pair.final.rows
        return finer_lines(self._cuts, self._columns if axis else self._final_rows(), shown, axis)

    def _final_rows(self) -> dict[int, int]:
        """The copy's row of each printed one that stays."""
        return {own: other for own, other in self._rows.items() if self._state(other).is_final}

    def _kept(self) -> tuple[KeptLines, KeptLines]:
        table = self._pair.table or Table((), (), ())
        rows = kept_lines(self._final_rows(), self._finer[0], [row.id for row in table.rows])
        return rows, kept_lines(self._columns, self._finer[1], [column.id for column in table.columns])

    def _torn_areas(self) -> Iterator[Torn]:
        if self._cuts is not None:
            yield from torn_areas(self._cuts, *self._kept())

    def _state(self, row: int) -> TextState:
        return self._paragraphs[self._pair.shown.of_row(row)[0].first].row

    def _matched_columns(self) -> dict[int, int]:
        """The copy's column of each printed one."""
        own, others = self._pair.printed.columns, self._pair.shown.columns
        if self._cuts is not None and self._cuts[1].joins_more(self._cuts[0]):
            return aligned_columns(self._cuts, self._folded(), self._final_rows())
        texts = [[self._column(self._pair.printed, each, self._rows.keys()) for each in own]]
        texts.append([self._column(self._pair.shown, each, self._rows.values()) for each in others])
        matched = match_lines(texts[0], texts[1], {})
        if own == others and not _is_exchanged(texts[0], texts[1]):
            return dict(zip(own, others, strict=True))
        return {own[each]: others[places[0]] for each, places in matched.found.items()}

    def _folded(self) -> tuple[dict[Place, str], dict[Place, str]]:
        """The words of the printed and of the copy's cells."""
        own, other = self._pair.printed, self._pair.final
        return (
            {place: folded(own.text(*place)) for place in own.cells},
            {place: folded(other.text(*place)) for place in other.cells},
        )

    @staticmethod
    def _column(grid: TableGrid[Cells], column: int, rows: Iterable[int]) -> str:
        return "\t".join(grid.text(row, column) for row in rows)

    def rows(self) -> Iterator[ReviewChange]:
        """Rows put in, taken out and moved."""
        behind = {other: own for own, other in self._rows.items()}
        after = ""
        for row in self._pair.final.rows:
            if row in behind:
                after = self._first(behind[row])
            elif row not in self._finer[0]:
                new = self._pair.final.row_text(row)
                made = self._new(TableEdit.ROW_NEW, new, after, self._revision(row))
                yield replace(
                    made, cells=self._cells(self._columns, row, 1), pictures=self._pictures(self._columns, row, 1)
                )
        yield from self._rows_gone()
        yield from self._moved(TableEdit.ROW_MOVED, self._rows, self._pair.printed.of_row)

    def _rows_gone(self) -> Iterator[ReviewChange]:
        for own in self._own:
            other = self._rows.get(own)
            if other is None or not self._state(other).is_final:
                revision = NO_REVISION if other is None else self._revision(other)
                text = self._pair.printed.row_text(own)
                yield self._gone(TableEdit.ROW_GONE, self._pair.printed.of_row(own), text, revision)

    def columns(self) -> Iterator[ReviewChange]:
        """Columns put in, taken out and moved."""
        behind = {other: own for own, other in self._columns.items()}
        after = ""
        for column in self._pair.final.columns:
            if column in behind:
                after = next((each.element_id for each in self._pair.printed.of_column(behind[column])), after)
            elif column not in self._finer[1]:
                made = self._new(TableEdit.COLUMN_NEW, self._pair.final.column_text(column), after)
                yield replace(
                    made, cells=self._cells(self._rows, column, 0), pictures=self._pictures(self._rows, column, 0)
                )
        for own in self._pair.printed.columns:
            if own not in self._columns:
                text = self._pair.printed.column_text(own)
                yield self._gone(TableEdit.COLUMN_GONE, self._pair.printed.of_column(own), text)
        yield from self._moved(TableEdit.COLUMN_MOVED, self._columns, self._pair.printed.of_column)

    def _cells(self, lines: Mapping[int, int], number: int, axis: int) -> tuple[tuple[int, str], ...]:
        """The cells of a new line by the printed lines across it; where the copy has taken such a line out, an empty one."""
        behind = {other: line for line, other in lines.items()}
        own = [(at, cell) for at, cell in sorted(self._pair.final.cells.items()) if at[1 - axis] == number]
        there = [(behind.get(at[axis], -1), MARK.join(each.text for each in cell)) for at, cell in own]
        printed = self._pair.printed.columns if axis else self._pair.printed.rows
        return (*there, *((line, "") for line in printed if line not in lines))

    def _pictures(self, lines: Mapping[int, int], number: int, axis: int) -> tuple[tuple[int, str], ...]:
        """The pictures in a new line, by the same lines; their paragraphs are noted, as they come with it."""
        behind = {other: line for line, other in lines.items()}
        found: list[tuple[int, str]] = []
        for at, cell in sorted(self._pair.final.cells.items()):
            own = self._indexes(cell) if at[1 - axis] == number else ()
            known = [index for index in own if all(self._paragraphs[index].pictures)]
            self.brought.update(known)
            found += ((behind.get(at[axis], -1), key) for index in known for key in self._paragraphs[index].pictures)
        return tuple(found)

    def _moved(
        self, edit: TableEdit, lines: Mapping[int, int], of: Callable[[int], list[PrintedParagraph]]
    ) -> Iterator[ReviewChange]:
        """Lines that stand elsewhere, as few as possible."""
        order = sorted(lines, key=lambda own: lines[own])
        kept = steady(order)
        after = ""
        for index, own in enumerate(order):
            ids = tuple(each.element_id for each in of(own) if not each.element_id.startswith(FRAME))
            if index not in kept and ids:
                yield replace(self._change(edit), after=after, elements=ids)
            after = ids[0] if ids else after

    def torn(self) -> Iterator[ReviewChange]:
        """Cells that were joined with others, or divided, in lines that stayed."""
        kept = self._kept()
        for torn in self._torn:
            own = [each for place in torn.printed for each in self._pair.printed.cells.get(place, ())]
            pairs = zip(torn.areas, map(self._texts, torn.shown), strict=True)
            tiles = tuple(tile_of(area, *kept, texts) for area, texts in pairs)
            edit = TableEdit.CELL_GONE if len(torn.printed) > len(tiles) else TableEdit.CELL_NEW
            old = "\t".join(self._pair.printed.text(*place) for place in torn.printed)
            made = self._gone(edit, own, old)
            yield replace(made, new="\t".join(MARK.join(tile.texts) for tile in tiles), tiles=tiles)

    def _texts(self, place: Place) -> tuple[str, ...]:
        """The paragraphs of a cell of the copy."""
        return tuple(each.text for each in self._pair.final.cells.get(place, ()))

    def _places(self) -> Iterator[tuple[Place, Place]]:
        """The places of cells in lines that both have."""
        for row, other_row in self._rows.items():
            if self._state(other_row).is_final:
                for column, other_column in self._columns.items():
                    yield (row, column), (other_row, other_column)

    def cells(self) -> Iterator[tuple[ReviewFlow, Matching | None]]:
        """The cells that both tables have whole; paragraphs pair in order where they are as many."""
        torn = {place for each in self._torn for place in each.printed}
        for place, other in self._places():
            own, shown = self._pair.printed.cells.get(place, []), self._pair.shown.cells.get(other, [])
            if own and shown and place not in torn:
                yield ReviewFlow(own, shown, {}), _in_order(len(own)) if len(own) == len(shown) else None

    def _first(self, row: int) -> str:
        """The first paragraph of a printed row; those that a joined cell covers are no elements."""
        own = [each.element_id for each in self._pair.printed.of_row(row)]
        return next((name for name in own if not name.startswith(FRAME)), own[0])

    def _revision(self, row: int) -> Revision:
        """Who put a row in or took it out, by the first recorded change in it."""
        found = (self._paragraphs[index] for index in self._indexes(self._pair.shown.of_row(row)))
        revisions = (one for each in found for one in (each.revision, *(piece.revision for piece in each.pieces)))
        return next((each for each in revisions if each.author), NO_REVISION)

    @staticmethod
    def _indexes(paragraphs: Iterable[ViewParagraph]) -> list[int]:
        """The indexes of the copy's paragraphs in these."""
        return [index for each in paragraphs for index in range(each.first, each.last + 1)]

    def _change(self, edit: TableEdit) -> ReviewChange:
        return ReviewChange("", ChangeKind.TABLE, self._pair.element_id, detail=str(edit))

    def _new(self, edit: TableEdit, text: str, after: str, revision: Revision = NO_REVISION) -> ReviewChange:
        made = replace(self._change(edit), new=text, after=after, revision=revision)
        return replace(made, is_tracked=bool(revision.author))

    def _gone(
        self, edit: TableEdit, own: Sequence[PrintedParagraph], text: str, revision: Revision = NO_REVISION
    ) -> ReviewChange:
        made = replace(self._change(edit), old=text, elements=tuple(each.element_id for each in own), revision=revision)
        return replace(made, is_tracked=bool(revision.author))


def _is_exchanged(own: Sequence[str], others: Sequence[str]) -> bool:
    """Whether a column stands whole at another place: one was taken out and another put in."""
    places = {text: place for place, text in enumerate(others)}
    return any(text.strip("\t") and places.get(text, place) != place for place, text in enumerate(own))


def _in_order(count: int) -> Matching:
    matching = Matching()
    for index in range(count):
        matching.pair(index, index)
    return matching


_ALIKE_TABLES = 0.3
_ALIKE_ROWS = 0.4
_MOST_COMPARED = 40_000
"""Pairs of rows compared between two rows that are the same; beyond that rows are taken as gone and new."""


def tables_paired(old: Sequence[RedlineBlock], new: Sequence[RedlineBlock]) -> Iterator[tuple[int, int]]:
    """The tables that are the same ones with the same columns, by index: the most alike first, of equals the nearest."""
    ones, twos = _tables(old), _tables(new)
    ranked = sorted(
        (-_likeness_of_tables(one, two), abs(first - second), index, other)
        for first, (index, one) in enumerate(ones.items())
        for second, (other, two) in enumerate(twos.items())
    )
    taken_old, taken_new = set[int](), set[int]()
    for alike, _, index, other in ranked:
        if alike and index not in taken_old and other not in taken_new:
            taken_old.add(index)
            taken_new.add(other)
            yield index, other


def _likeness_of_tables(one: Sequence[RedlineRow], two: Sequence[RedlineRow]) -> float:
    """How alike two tables are; 0 for those with other columns."""
    if one == two:
        return 1.0
    return similarity(_words(one), _words(two), _ALIKE_TABLES) if _columns(one) == _columns(two) else 0.0


def _tables(blocks: Sequence[RedlineBlock]) -> dict[int, tuple[RedlineRow, ...]]:
    return {index: block.rows for index, block in enumerate(blocks) if block.rows is not None}


def _columns(rows: Sequence[RedlineRow]) -> int:
    return max((sum(span for span, _ in row.shape) for row in rows), default=0)


def _words(rows: Sequence[RedlineRow]) -> str:
    return "\n".join("\t".join(row.cells) for row in rows)


def table_steps(old: Sequence[RedlineRow], new: Sequence[RedlineRow]) -> tuple[RowStep, ...]:
    """The rows of both tables in order: kept with the differences of their cells, gone, or new."""
    return tuple(_row_steps(old, new))


def _row_steps(old: Sequence[RedlineRow], new: Sequence[RedlineRow]) -> Iterator[RowStep]:
    pairs = [(-1, -1), *_pairs(old, new), (len(old), len(new))]
    for (one, two), (next_one, next_two) in pairwise(pairs):
        yield from (RowStep(each, -1) for each in range(one + 1, next_one))
        yield from (RowStep(-1, each) for each in range(two + 1, next_two))
        if next_one < len(old):
            yield RowStep(next_one, next_two, _cells(old[next_one], new[next_two]))


def _cells(one: RedlineRow, two: RedlineRow) -> tuple[tuple[TextHunk, ...], ...]:
    return tuple(
        tuple(TextHunk(*hunk) for hunk in hunks(before, after))
        for before, after in zip(one.cells, two.cells, strict=True)
    )


def _pairs(old: Sequence[RedlineRow], new: Sequence[RedlineRow]) -> Iterator[tuple[int, int]]:
    """Rows that read the same, and between them those that are alike."""
    one, two = 0, 0
    differences = least_edits(_keys(old), _keys(new))
    for start, end, new_start, new_end in (*differences, (len(old), len(old), len(new), len(new))):
        yield from zip(range(one, start), range(two, new_start), strict=True)
        alike = _alike(old[start:end], new[new_start:new_end])
        yield from ((start + first, new_start + second) for first, second in alike)
        one, two = end, new_end


def _keys(rows: Sequence[RedlineRow]) -> list[tuple[object, ...]]:
    return [(row.cells, row.shape) for row in rows]


def _alike(old: Sequence[RedlineRow], new: Sequence[RedlineRow]) -> list[tuple[int, int]]:
    """The pairs in order with the most likeness together."""
    if not old or not new or len(old) * len(new) > _MOST_COMPARED:
        return []
    likeness = [[_likeness(one, two) for two in new] for one in old]
    return list(_walked(_best_sums(likeness), likeness))


def _best_sums(likeness: Sequence[Sequence[float]]) -> list[list[float]]:
    """The most likeness that pairs in order can have from each pair of rows on."""
    best = [[0.0] * (len(likeness[0]) + 1) for _ in range(len(likeness) + 1)]
    for one in reversed(range(len(likeness))):
        for two in reversed(range(len(likeness[0]))):
            paired = best[one + 1][two + 1] + likeness[one][two] if likeness[one][two] else 0.0
            best[one][two] = max(paired, best[one + 1][two], best[one][two + 1])
    return best


def _walked(best: Sequence[Sequence[float]], likeness: Sequence[Sequence[float]]) -> Iterator[tuple[int, int]]:
    one = two = 0
    while one < len(likeness) and two < len(likeness[0]):
        if likeness[one][two] and best[one][two] == best[one + 1][two + 1] + likeness[one][two]:
            yield one, two
            one, two = one + 1, two + 1
        elif best[one][two] == best[one + 1][two]:
            one += 1
        else:
            two += 1


def _likeness(one: RedlineRow, two: RedlineRow) -> float:
    """How alike two rows of one shape are; a row with a table inside is only ever the same or another one."""
    if one.shape != two.shape or not (one.is_plain and two.is_plain):
        return 0.0
    heads = one.cells[:1] == two.cells[:1] and any(one.cells[:1])
    return max(similarity("\t".join(one.cells), "\t".join(two.cells), _ALIKE_ROWS), 0.5 * heads)
