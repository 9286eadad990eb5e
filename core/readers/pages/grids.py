"""Ruled tables: grids of level and upright strokes that meet, and tables that go on over pages."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise, product
from operator import itemgetter

from core.readers.pages.paragraphs import Block, is_cell_full
from core.readers.pages.values import Stroke

_THIN = 4.0
_NEAR = 3.0
_SMALLEST_CELL = 6.0
_SAME_EDGE = 4.0
MOST_STROKES = 6000
"""On a page; drawings have more, and no table of a report."""


@dataclass(frozen=True, slots=True)
class Field:
    """A cell of a grid: the ``row`` and ``column`` where it begins, how many it covers, and its edges in points."""

    row: int
    column: int
    rows: int
    columns: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class RuledGrid:
    """The edges of columns and rows, and the fields row by row."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    fields: tuple[Field, ...]

    @property
    def is_frame(self) -> bool:
        """Whether there is one column alone."""
        return len(self.xs) == 2

    @property
    def box(self) -> Stroke:
        """What the grid covers."""
        return Stroke(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


@dataclass(frozen=True, slots=True)
class Ruling:
    """A ruled line at ``at``, from ``start`` to ``end`` the other way."""

    at: float
    start: float
    end: float


def grids_of(strokes: Sequence[Stroke]) -> tuple[RuledGrid, ...]:
    """The tables and frames of a page from top to bottom."""
    if not 4 <= len(strokes) <= MOST_STROKES:
        return ()
    found = (_grid(*group) for group in _groups(level_rules(strokes), upright_rules(strokes)))
    return tuple(sorted((grid for grid in found if grid), key=lambda grid: (grid.ys[0], grid.xs[0])))


def level_rules(strokes: Iterable[Stroke]) -> list[Ruling]:
    """The level ones of these strokes, by height."""
    return _rules(strokes, lambda each: ((each.top + each.bottom) / 2, each.left, each.right, each.bottom - each.top))


def upright_rules(strokes: Iterable[Stroke]) -> list[Ruling]:
    """The upright ones of these strokes, from the left."""
    return _rules(strokes, lambda each: ((each.left + each.right) / 2, each.top, each.bottom, each.right - each.left))


def _rules(strokes: Iterable[Stroke], measure: Callable[[Stroke], tuple[float, float, float, float]]) -> list[Ruling]:
    """Strokes of one direction, those that lie on each other or go on made one."""
    measured = sorted(
        (at, start, end) for at, start, end, thick in map(measure, strokes) if thick <= _THIN < end - start
    )
    beside: list[list[tuple[float, float, float]]] = []
    for each in measured:
        if beside and each[0] - beside[-1][0][0] <= _NEAR / 2:
            beside[-1].append(each)
        else:
            beside.append([each])
    return [rule for group in beside for rule in _joined(group)]


def _joined(pieces: Sequence[tuple[float, float, float]]) -> list[Ruling]:
    """Strokes nearly at one place as rules; those that touch are one."""
    found: list[Ruling] = []
    for _, start, end in sorted(pieces, key=itemgetter(1)):
        if found and start <= found[-1].end + _NEAR:
            found[-1] = Ruling(pieces[0][0], found[-1].start, max(end, found[-1].end))
        else:
            found.append(Ruling(pieces[0][0], start, end))
    return found


def _groups(level: Sequence[Ruling], upright: Sequence[Ruling]) -> Iterator[tuple[list[Ruling], list[Ruling]]]:
    """Rules that meet each other, directly or by way of others."""
    union = _Union(len(level) + len(upright))
    heights = [each.at for each in level]
    for number, rule in enumerate(upright, len(level)):
        for place in range(bisect_left(heights, rule.start - _NEAR), bisect_right(heights, rule.end + _NEAR)):
            if level[place].start - _NEAR <= rule.at <= level[place].end + _NEAR:
                union.join(place, number)
    groups: defaultdict[int, tuple[list[Ruling], list[Ruling]]] = defaultdict(lambda: ([], []))
    for number, rule in enumerate((*level, *upright)):
        groups[union.root(number)][number >= len(level)].append(rule)
    yield from (group for group in groups.values() if min(map(len, group)) >= 2)


class _Union:
    """Numbers in groups that are joined."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def root(self, number: int) -> int:
        """The number that stands for its group."""
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Make one group of those of both."""
        self._parent[self.root(one)] = self.root(other)


def _edges(rules: Iterable[Ruling]) -> tuple[float, ...]:
    found: list[float] = []
    for at in sorted(each.at for each in rules):
        if not found or at - found[-1] > _SMALLEST_CELL:
            found.append(at)
    return tuple(found)


def _grid(level: Sequence[Ruling], upright: Sequence[Ruling]) -> RuledGrid | None:
    xs, ys = _edges(upright), _edges(level)
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > 20_000:
        return None
    return RuledGrid(xs, ys, tuple(_fields(xs, ys, _Walls(_by_edge(xs, upright), _by_edge(ys, level)))))


def _by_edge(edges: Sequence[float], rules: Iterable[Ruling]) -> list[list[Ruling]]:
    """The rules of each edge."""
    found: list[list[Ruling]] = [[] for _ in edges]
    for rule in rules:
        found[max(bisect_right(edges, rule.at) - 1, 0)].append(rule)
    return found


@dataclass(frozen=True, slots=True)
class _Walls:
    """The rules that stand on each edge of columns and of rows."""

    upright: list[list[Ruling]]
    level: list[list[Ruling]]

    def beside(self, column: int, height: float) -> bool:
        """Whether a rule at the left edge of ``column`` passes that height."""
        return any(each.start <= height <= each.end for each in self.upright[column])

    def above(self, row: int, place: float) -> bool:
        """Whether a rule at the top edge of ``row`` passes that place."""
        return any(each.start <= place <= each.end for each in self.level[row])


def _fields(xs: Sequence[float], ys: Sequence[float], walls: _Walls) -> Iterator[Field]:
    """The fields, each grown to the right and then downwards as far as no rule stands in between."""
    across, down = [(a + b) / 2 for a, b in pairwise(xs)], [(a + b) / 2 for a, b in pairwise(ys)]
    taken: set[tuple[int, int]] = set()
    for row, column in product(range(len(down)), range(len(across))):
        if (row, column) in taken:
            continue
        end = _end_across(walls, taken, (row, column), down[row], len(across))
        last = _end_down(walls, row, range(column, end), across, down)
        taken.update(product(range(row, last), range(column, end)))
        yield Field(row, column, last - row, end - column, xs[column], ys[row], xs[end], ys[last])


def _end_across(
    walls: _Walls, taken: Container[tuple[int, int]], start: tuple[int, int], height: float, most: int
) -> int:
    """The column before which a field ends that begins at ``start``, a row and a column."""
    row, column = start
    stops = (at for at in range(column + 1, most) if (row, at) in taken or walls.beside(at, height))
    return next(stops, most)


def _end_down(walls: _Walls, row: int, columns: range, across: Sequence[float], down: Sequence[float]) -> int:
    """The row before which a field over these columns ends."""
    stops = (at for at in range(row + 1, len(down)) if _is_closed(walls, at, columns, across, down[at]))
    return next(stops, len(down))


def _is_closed(walls: _Walls, row: int, columns: range, across: Sequence[float], height: float) -> bool:
    """Whether something is ruled above ``row`` or inside it, so that a field does not go on into it."""
    return any(walls.above(row, across[at]) for at in columns) or any(walls.beside(at, height) for at in columns[1:])


@dataclass(frozen=True, slots=True)
class PageCell:
    """A field of a table with its paragraphs."""

    field: Field
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """The words of the cell."""
        return "\n".join(block.text for block in self.blocks if block.text)


@dataclass(frozen=True, slots=True)
class PageTable:
    """A ruled table; ``page`` is where its last part stands, ``box`` what the first one covers, ``heads`` how many rows are
    repeated on a page; ``repeated`` of them were left out."""

    page: int
    box: Stroke
    xs: tuple[float, ...]
    rows: int
    cells: tuple[PageCell, ...]
    heads: int = 0
    repeated: int = 0


def joined_tables(tables: Iterable[PageTable]) -> Iterator[PageTable]:
    """Tables with those of the next page that go on with the same columns; heads that are repeated there are taken once."""
    whole: PageTable | None = None
    for table in tables:
        if whole and table.page == whole.page + 1 and _same_columns(whole, table):
            whole = _longer(whole, table)
        else:
            if whole:
                yield whole
            whole = table
    if whole:
        yield whole


def _longer(whole: PageTable, more: PageTable) -> PageTable:
    heads = _repeated(whole, more)
    cells = tuple(each for each in more.cells if each.field.row >= heads)
    shift, rows = whole.rows - heads, more.rows - heads
    if _is_cut_row(whole, cells, heads):
        whole, cells = _mended(whole, cells, heads)
        shift, rows = shift - 1, rows - 1
    moved = tuple(replace(each, field=replace(each.field, row=each.field.row + shift)) for each in cells)
    return replace(
        whole,
        page=more.page,
        rows=whole.rows + rows,
        cells=(*whole.cells, *moved),
        heads=max(whole.heads, heads),
        repeated=whole.repeated + bool(heads),
    )


def _row(cells: Iterable[PageCell], row: int) -> dict[int, PageCell]:
    return {cell.field.column: cell for cell in cells if cell.field.row == row}


def _is_cut_row(whole: PageTable, cells: Sequence[PageCell], first: int) -> bool:
    """Whether a page break cut a row: what begins the next page has no first cell and goes on with filled cells."""
    above, below = _row(whole.cells, whole.rows - 1), _row(cells, first)
    if set(above) != set(below) or any(cell.field.rows > 1 for cell in chain(above.values(), below.values())):
        return False
    filled = {at for at, cell in below.items() if cell.text}
    return bool(filled) and 0 not in filled and all(_had_no_room(above[at], below[at]) for at in filled)


def _had_no_room(above: PageCell, below: PageCell) -> bool:
    """Whether the last line of a cell had no room for the first word below: figures one below the other are two."""
    width = above.field.right - above.field.left
    parts = [*above.blocks[-1:], below.blocks[0]]
    return all(each.text for each in parts) and is_cell_full(parts[0].lines[-1], width, parts[-1].lines[0])


def _mended(whole: PageTable, cells: Sequence[PageCell], first: int) -> tuple[PageTable, tuple[PageCell, ...]]:
    """The upper part with the rest of its last row, and the cells of the lower part without it."""
    below = _row(cells, first)
    above = tuple(
        replace(cell, blocks=_run_on(cell.blocks, below[cell.field.column].blocks))
        if cell.field.row == whole.rows - 1
        else cell
        for cell in whole.cells
    )
    return replace(whole, cells=above), tuple(cell for cell in cells if cell.field.row > first)


def _run_on(above: tuple[Block, ...], below: tuple[Block, ...]) -> tuple[Block, ...]:
    if not above or not below:
        return above or below
    middle = replace(above[-1], lines=(*above[-1].lines, *below[0].lines))
    return (*above[:-1], middle, *below[1:])


def _same_columns(one: PageTable, other: PageTable) -> bool:
    shift = other.xs[0] - one.xs[0]
    return len(one.xs) == len(other.xs) and all(
        abs(b - a - shift) < _SAME_EDGE for a, b in zip(one.xs, other.xs, strict=True)
    )


def _repeated(whole: PageTable, more: PageTable) -> int:
    """How many rows at the head of a table stand again on the next page: all of its head, or the first one alone."""
    tall = max((cell.field.rows for cell in whole.cells if cell.field.row == 0), default=1)
    return next((count for count in (tall, 1) if count < more.rows and _is_same_head(whole, more, count)), 0)


def _is_same_head(whole: PageTable, more: PageTable, count: int) -> bool:
    one, other = (
        [(cell.field.row, cell.field.column, cell.text) for cell in table.cells if cell.field.row < count]
        for table in (whole, more)
    )
    goes_on = any(cell.field.row < count < cell.field.row + cell.field.rows for cell in more.cells)
    return one == other and not goes_on and any(text for *_, text in one)
