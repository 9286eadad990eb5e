"""Ruled tables: grids of level and upright strokes that meet."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from operator import itemgetter

from core.readers.pages.values import Stroke

_THIN = 4.0
_NEAR = 3.0
_SMALLEST_CELL = 6.0
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
        """Whether there is one field alone."""
        return len(self.fields) == 1

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
