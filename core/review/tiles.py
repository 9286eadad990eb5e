"""Cells of a table that a returned copy joined with others or divided: the two cuts of one grid laid over each other.

Lines of the copy that a division made are parts of the printed line before them. Lines that are new or gone as a whole
are left out of both cuts.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product

from core.limits import MOST_COLUMNS, MOST_PLACES
from core.model.blocks import Table
from core.model.review.changes import CopyTile
from core.model.review.returned_copy import CopyCell

Place = tuple[int, int]
"""Indexes of row and grid column."""

Area = tuple[int, int, int, int]
"""Rows from the first up to the second number, columns from the third up to the fourth."""


@dataclass(frozen=True, slots=True)
class Cut:
    """How the cells of a table cover its grid: the area of each by the place where it begins."""

    areas: Mapping[Place, Area]

    def joins_more(self, printed: "Cut") -> bool:
        """Whether a cell covers several columns that it did not cover when it was printed."""
        return any(area[3] - area[2] > 1 and printed.areas.get(place) != area for place, area in self.areas.items())

    @property
    def width(self) -> int:
        """The number of grid columns."""
        return max((area[3] for area in self.areas.values()), default=0)

    @property
    def is_too_large(self) -> bool:
        """Whether the grid is larger than that of a table that is imported: too large to lay another over it."""
        places = sum((bottom - top) * (right - left) for top, bottom, left, right in self.areas.values())
        return self.width > MOST_COLUMNS or places > MOST_PLACES

    def covering(self) -> dict[Place, Place]:
        """The cell that covers each place of the grid, by where it begins."""
        return {place: start for start, area in self.areas.items() for place in _places(area)}


def _places(area: Area) -> Iterable[Place]:
    return product(range(area[0], area[1]), range(area[2], area[3]))


def cut_of_table(table: Table) -> Cut:
    """The cut of a table of a draft."""
    rows = {row.id: number for number, row in enumerate(table.rows)}
    columns = {column.id: number for number, column in enumerate(table.columns)}
    starts = ((rows[cell.row], columns[cell.column], cell) for cell in table.cells)
    return Cut({(row, column): (row, row + cell.rows, column, column + cell.columns) for row, column, cell in starts})


def cut_of_copy(cells: Iterable[CopyCell]) -> Cut:
    """The cut of a table of a copy, by the cells that its paragraphs stand in."""
    found: dict[Place, Area] = {}
    open_above: dict[int, Place] = {}
    for cell in sorted(set(cells)):
        above = open_above.get(cell.column)
        if cell.goes_on and above is not None and found[above][2:] == (cell.column, cell.column + cell.columns):
            found[above] = (found[above][0], cell.row + 1, *found[above][2:])
        else:
            here = cell.row, cell.column
            open_above[cell.column] = here
            found[here] = (cell.row, cell.row + 1, cell.column, cell.column + cell.columns)
    return Cut(found)


def aligned_columns(
    cuts: tuple[Cut, Cut], texts: tuple[Mapping[Place, str], Mapping[Place, str]], rows: Mapping[int, int]
) -> dict[int, int]:
    """The copy's grid column of each printed one by the cells of one column that read the same, in the same order.

    Columns without any such pair where as many stand between two pairs.
    """
    scores: Counter[tuple[int, int]] = Counter()
    own, others = _by_row(cuts[0], texts[0]), _by_row(cuts[1], texts[1])
    for row, other in rows.items():
        for text, columns in own.get(row, {}).items():
            scores.update(product(columns, others.get(other, {}).get(text, ())))
    found = dict(_best_order(scores, (cuts[0].width, cuts[1].width)))
    edges = [(-1, -1), *sorted(found.items()), (cuts[0].width, cuts[1].width)]
    for (one, first), (two, second) in pairwise(edges):
        if two - one == second - first:
            found.update(zip(range(one + 1, two), range(first + 1, second), strict=True))
    return found


def _by_row(cut: Cut, texts: Mapping[Place, str]) -> dict[int, dict[str, list[int]]]:
    """The columns of each text by row, cells that cover several columns left out."""
    found: dict[int, dict[str, list[int]]] = {}
    for (row, column), area in cut.areas.items():
        if area[3] - area[2] == 1 and (text := texts.get((row, column), "")):
            found.setdefault(row, {}).setdefault(text, []).append(column)
    return found


def _best_order(scores: Mapping[tuple[int, int], int], size: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The pairs of most worth in which neither side goes back."""
    best: dict[tuple[int, int], int] = {}
    for one, other in product(range(size[0]), range(size[1])):
        with_both = best.get((one - 1, other - 1), 0) + scores.get((one, other), 0)
        best[one, other] = max(best.get((one - 1, other), 0), best.get((one, other - 1), 0), with_both)
    one, other = size[0] - 1, size[1] - 1
    while one >= 0 and other >= 0:
        here = best[one, other]
        if here == best.get((one - 1, other), 0):
            one -= 1
        elif here == best.get((one, other - 1), 0):
            other -= 1
        else:
            yield one, other
            one, other = one - 1, other - 1


def covered_lines(cut: Cut, shown: Sequence[int], axis: int) -> Iterator[int]:
    """The lines in which a cell of the line before goes on."""
    going = {place[axis] for place, start in cut.covering().items() if start[axis] < place[axis]}
    yield from (line for line in shown if line in going)


def covered_line(
    texts: tuple[Mapping[Place, str], Mapping[Place, str]],
    known: tuple[Mapping[int, int], Mapping[int, int]],
    where: tuple[int, Sequence[int], int],
) -> int:
    """The printed line that a line of the copy is by the cells that begin in it; -1 for none.

    ``texts`` are those of the printed and the copy's cells, ``known`` the pairs of lines of this and of the other axis,
    ``where`` the copy's line, all printed lines and the axis. Only lines between those of its neighbours come into question.
    """
    line, own, axis = where
    behind = {other: each for each, other in known[1].items()}
    left = {behind.get(place, -1): text for place, text in _along(texts[1], line, axis).items()}
    between = _between(known[0], line, len(own))
    worth = {each: len(left.items() & _along(texts[0], each, axis).items()) for each in between}
    best = max(worth, key=lambda each: (worth[each], -each), default=-1)
    return best if worth.get(best, 0) else -1


def _between(lines: Mapping[int, int], line: int, count: int) -> range:
    """The printed lines between those of the neighbours of a line of the copy."""
    low = max((each for each, other in lines.items() if other < line), default=-1)
    return range(low + 1, min((each for each, other in lines.items() if other > line and each > low), default=count))


def _along(texts: Mapping[Place, str], line: int, axis: int) -> dict[int, str]:
    """The texts of the cells that begin in a line, by their place along it; empty ones left out."""
    return {place[1 - axis]: text for place, text in texts.items() if text and place[axis] == line}


def finer_lines(cuts: tuple[Cut, Cut], lines: Mapping[int, int], shown: Sequence[int], axis: int) -> dict[int, int]:
    """Lines of the copy that dividing made, with the printed line that each is a part of.

    ``cuts`` are those of the printed table and of the copy, ``lines`` the copy's line of each printed one, ``shown`` all lines of
    the copy; ``axis`` is 0 for rows, 1 for columns. In such a line most cells go on from the line before, without having
    reached over its edge when they were printed.
    """
    printed, along = cuts[0].covering(), defaultdict[int, dict[Place, bool]](dict)
    for place, start in cuts[1].covering().items():
        along[place[axis]][place] = start[axis] < place[axis]
    behind = {other: line for line, other in lines.items()}
    found: dict[int, int] = {}
    before = -1
    for line in shown:
        before = behind.get(line, before)
        across = along[line]
        going = (printed.get(_at(place, axis, before)) for place, goes_on in across.items() if goes_on)
        stays = sum(_is_single(cuts[0], start, axis) for start in going)
        if line not in behind and stays > len(across) - sum(across.values()):
            found[line] = before
    return found


def _at(place: Place, axis: int, line: int) -> Place:
    return (line, place[1]) if axis == 0 else (place[0], line)


def _is_single(cut: Cut, start: Place | None, axis: int) -> bool:
    """Whether a printed cell covers one line only."""
    return start is not None and cut.areas[start][2 * axis + 1] - cut.areas[start][2 * axis] == 1


@dataclass(frozen=True, slots=True)
class KeptLines:
    """The lines of the copy that were printed, and the parts of such: ``owners`` are the printed lines, line by line."""

    shown: tuple[int, ...]
    owners: tuple[int, ...]
    names: tuple[str, ...]

    @property
    def keeps_order(self) -> bool:
        """Whether the lines stand in the printed order."""
        return all(one <= other for one, other in pairwise(self.owners))


def kept_lines(lines: Mapping[int, int], finer: Mapping[int, int], ids: Sequence[str]) -> KeptLines:
    """The kept lines in the order of the copy; a part of a line is named by that and a number."""
    behind = {**{other: line for line, other in lines.items()}, **finer}
    shown = sorted(behind)
    names, count = list[str](), 0
    for line in shown:
        count = count + 1 if line in finer else 0
        names.append(f"{ids[behind[line]]}.{count}" if count else ids[behind[line]])
    return KeptLines(tuple(shown), tuple(behind[line] for line in shown), tuple(names))


@dataclass(slots=True)
class Torn:
    """Printed cells (by where they begin), and the cells of the copy that stand in their place with the areas they cover."""

    printed: list[Place] = field(default_factory=list)
    shown: list[Place] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)


def torn_areas(cuts: tuple[Cut, Cut], rows: KeptLines, columns: KeptLines) -> Iterator[Torn]:
    """Where the two cuts differ, in areas that are the same on both sides; areas count in kept lines."""
    if not (rows.keeps_order and columns.keeps_order):
        return
    printed = _laid(cuts[0], rows.owners, columns.owners)
    shown = _laid(cuts[1], rows.shown, columns.shown)
    same = {*printed.values()} & {*shown.values()}
    sides = [_others(side, same) for side in (printed, shown)]
    seen: set[Place] = set()
    for place in sorted(sides[0].keys() | sides[1].keys()):
        if place not in seen:
            found = _spread(place, sides, (printed, shown), seen)
            yield Torn(sorted(found[0]), sorted(found[1]), [shown[start] for start in sorted(found[1])])


def _others(laid: Mapping[Place, Area], same: Collection[Area]) -> dict[Place, Place]:
    """The cell at each place, of those that only one side has."""
    return {place: start for start, area in laid.items() if area not in same for place in _places(area)}


def _laid(cut: Cut, rows: Sequence[int], columns: Sequence[int]) -> dict[Place, Area]:
    """The areas of cells in kept lines, which keep their order; cells in none of them are left out."""
    found: dict[Place, Area] = {}
    for start, (top, bottom, left, right) in cut.areas.items():
        area = (
            bisect_left(rows, top),
            bisect_left(rows, bottom),
            bisect_left(columns, left),
            bisect_left(columns, right),
        )
        if area[0] < area[1] and area[2] < area[3]:
            found[start] = area
    return found


def _spread(
    place: Place, sides: Sequence[Mapping[Place, Place]], areas: Sequence[Mapping[Place, Area]], seen: set[Place]
) -> tuple[set[Place], set[Place]]:
    """All cells of both sides that hang together with those at a place."""
    found: tuple[set[Place], set[Place]] = (set(), set())
    waiting = [place]
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        for number, side in enumerate(sides):
            start = side.get(here)
            if start is not None and start not in found[number]:
                found[number].add(start)
                waiting += _places(areas[number][start])
    return found


def tile_of(area: Area, rows: KeptLines, columns: KeptLines, texts: tuple[str, ...]) -> CopyTile:
    """A cell of the copy by the names of the first and last lines that it covers."""
    top, bottom, left, right = area
    return CopyTile(rows.names[top], rows.names[bottom - 1], columns.names[left], columns.names[right - 1], texts)
