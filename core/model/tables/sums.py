"""Which rows of a table add up which others: 小计 of a group, 合计 of all, by their names, their places and their figures.

A total adds up the rows before it, or behind it, back to the last total that is not smaller: 小计 is smaller than 合计,
合计 than 总计. A total at the other end of the table adds up what is left.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product, takewhile
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

from core.model.tables.cells import CellSort, squeezed, without_mark
from core.model.tables.formula_heads import NO_SUMS
from core.model.tables.numbers import ROUNDED, Number, Numbers, WorkedOut, added_up

_USUAL = re.compile("^[^，、（）]{0,6}(?:小计|合计|总计|共计)$")
_SIZES = (re.compile("小计$"), re.compile("[合共]计$"), re.compile("总计$"))
_HEAD, _GROUP, _MOST = 1, 2, len(_SIZES) + 2
"""The sizes of a row such as 一、, which may add up those numbered below it, of 小计, and of a total such as 全县."""

_HEADED = re.compile("[一二三四五六七八九十]{1,2}、")
_NUMBERED = re.compile(r"\d{1,2}[.．、](?!\d)|[（(][一二三四五六七八九十\d]{1,2}[）)]")


class _Row(NamedTuple):
    """A row with its size as a total; 0 for a row that is none."""

    row: int
    size: int


@dataclass(frozen=True, slots=True)
class SumRows:
    """The rows that each total adds up, and the row that adds up everything, None for none.

    ``is_sure``: names and places leave no other reading; else only the figures can show that it is so. ``way`` tells this
    reading from the others: whether totals stand below their parts, and whether the last one adds up all others.
    """

    parts: Mapping[int, tuple[int, ...]] = field(default_factory=lambda: MappingProxyType({}))
    whole: int | None = None
    is_sure: bool = True
    way: tuple[bool, bool] = (True, True)
    without_parts: int = 0
    """The number of totals without parts."""


@dataclass(frozen=True, eq=False)
class Totals:
    """The totals of a table; ``like`` are those of last year's, ``is_read``: whether rows are looked at at all."""

    numbers: Numbers
    like: "Totals | None" = None
    is_read: bool = True

    @cached_property
    def sums(self) -> SumRows:
        """The rows that add up others: as last year's table shows, else as most totals of this one do, else as their names say."""
        readings = self._readings() if self.is_read and any(row.size for row in self._rows) else []
        known = self.like.sums.way if self.like is not None and self.like.add_up else None
        likely = (
            *(each for each in readings if each.way == known),
            *filter(self._is_shown, readings),
            *filter(attrgetter("is_sure"), readings),
        )
        return next(iter(likely), SumRows())

    @property
    def whole(self) -> int | None:
        """The one row that adds up all others; None where there is none."""
        return self.sums.whole

    @cached_property
    def add_up(self) -> bool:
        """Whether the figures show that the totals add up their rows."""
        return self._is_shown(self.sums)

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """The columns whose totals the other rows make, or should: most totals of the table add up."""
        return tuple(dict.fromkeys(n for n, *_ in self._compared(self.sums))) if self.add_up else ()

    def worked_out(self, row: int, column: int) -> WorkedOut | None:
        """The computed value of a total whose parts in the column are all numbers or empty."""
        return self._made(self.sums, row, column)

    def _made(self, sums: SumRows, row: int, column: int) -> WorkedOut | None:
        unit, known = self.numbers.heads.unit_at(row, column), self._parts(sums.parts[row], column)
        name = self.numbers.name(column)
        if len(known) + len(sums.parts) < 3 or unit == "%" or NO_SUMS.search(name):
            return None
        return added_up(self.numbers.number(row, column), known, ROUNDED.search(name + unit) is not None)

    def _parts(self, rows: Sequence[int], column: int) -> list[Number]:
        """The numbers of these rows; none where one of them cannot be read."""
        filled = [row for row in rows if self.numbers.view.sort(row, column) is not CellSort.NOTHING]
        found = [number for row in filled if (number := self.numbers.number(row, column)) is not None]
        return found if len(found) == len(filled) else []

    def _compared(self, sums: SumRows) -> Iterator[tuple[int, Number, WorkedOut]]:
        """The column, the number and what it should be, of each total."""
        for row, column in product(sums.parts, self.numbers.columns):
            total, made = self.numbers.number(row, column), self._made(sums, row, column)
            if made is not None and total is not None:
                yield column, total, made

    def _is_shown(self, sums: SumRows) -> bool:
        """Whether most totals equal the sum of their parts; where names allow another reading, nearly all of several."""
        right = [made.fits(total) for _, total, made in self._compared(sums)]
        wrong = right.count(False)
        if sums.is_sure:
            return wrong * 2 < len(right) + (len(right) == 1) * 2
        return len(right) - wrong > max(3 * wrong, 1)

    @cached_property
    def _names(self) -> Mapping[int, str]:
        """The name of each row of values."""
        view, heads = self.numbers.view, self.numbers.heads
        rows = view.data_rows if view.figure_columns else ()
        found = ((row, heads.of_row(row, view.figure_columns[0])[-1:]) for row in rows)
        return {row: without_mark(squeezed("".join(name))) for row, name in found}

    def _size(self, row: int) -> int:
        name = self._names.get(row, "")
        if not self.numbers.view.words.totals.search(name):
            return _HEAD if self._are_numbered and _HEADED.match(name) else 0
        return next((number for number, size in enumerate(_SIZES, _GROUP) if size.search(name)), _MOST)

    @cached_property
    def _are_numbered(self) -> bool:
        """Whether rows have numbers of two depths."""
        return any(map(_NUMBERED.match, self._names.values()))

    @cached_property
    def _rows(self) -> list[_Row]:
        """The rows without those that are part of the one above, 其中."""
        sized = (_Row(row, self._size(row)) for row in self.numbers.view.data_rows)
        return [row for row in sized if row.size or not self.numbers.heads.is_part(row.row)]

    def _readings(self) -> list[SumRows]:
        """What the totals may add up, the likeliest first."""
        found = dict[frozenset[tuple[int, ...]], SumRows]()
        for way in ((True, True), (True, False), (False, True), (False, False)):
            made = self._reading(way)
            found.setdefault(frozenset((row, *own) for row, own in made.parts.items()), made)
        readings = sorted(found.values(), key=attrgetter("without_parts"))
        is_clear = [each.without_parts for each in readings].count(readings[0].without_parts) == 1
        return readings if is_clear else [replace(each, is_sure=False) for each in readings]

    def _reading(self, way: tuple[bool, bool]) -> SumRows:
        is_below, last_takes_all = way
        parts, left, empty = _piled(self._rows if is_below else self._rows[::-1], last_takes_all)
        whole = left[0].row if len(left) == 1 and left[0].size > _GROUP else None
        is_sure = not empty and all(row.size for row in left) and all(self._plainness(parts))
        return SumRows(MappingProxyType(parts), whole, is_sure, way, len(empty))

    def _plainness(self, totals: Mapping[int, object]) -> Iterator[bool]:
        """Whether totals have the usual names, no row is part of another, and none stands below a title of its own."""
        view = self.numbers.view
        yield all(_USUAL.match(self._names[row]) for row in totals)
        yield len(self._rows) == len(view.data_rows)
        yield not any(map(view.is_whole, range(view.head_rows, view.size[0])))


class _Piled(NamedTuple):
    """The parts of each total, the rows that nothing adds up so far, and the totals without parts."""

    parts: dict[int, tuple[int, ...]]
    left: list[_Row]
    empty: list[_Row]

    def take(self, row: _Row, own: Sequence[_Row]) -> None:
        """Put the next row in the place of ``own``, the last ones, which it adds up."""
        if row.size > _HEAD and not own:
            self.empty.append(row)
            return
        if own:
            del self.left[-len(own) :]
            self.parts[row.row] = tuple(sorted(each.row for each in own))
        self.left.append(row)


def _piled(rows: Sequence[_Row], last_takes_all: bool) -> _Piled:
    """Each total adds up the smaller rows right before it; one before all others what is left at the end."""
    found = _Piled({}, [], [])
    for row in rows:
        takes_all = last_takes_all and row is rows[-1] and row.size > _GROUP
        found.take(row, found.left[:] if takes_all else _smaller_at_the_end(found.left, row.size))
    if found.empty == list(rows[:1]) and rows[0].size > max((each.size for each in found.left), default=_MOST):
        found.take(found.empty.pop(), found.left[:])
    return found


def _smaller_at_the_end(pile: Sequence[_Row], size: int) -> list[_Row]:
    return list(takewhile(lambda row: row.size < size, reversed(pile)))
