"""Columns and rows of tables that are worked out from others: totals, differences, growth, shares, rates of completion.

A formula is known where most rows of a table keep to it, or, of a table without figures, where its heads leave no choice.

Which rows add up which others, 小计 of a group and 合计 of all, is told by names, places and figures: a total adds up the
rows before it, or behind it, back to the last total that is not smaller: 小计 is smaller than 合计, 合计 than 总计. A total at
the other end of the table adds up what is left.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from itertools import permutations, product, takewhile
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

from core.model.tables.cells import CellSort, squeezed, without_mark
from core.model.tables.formula_heads import NEAREST, NO_SUMS, ColumnFormula, FormulaHeads, FormulaKind
from core.model.tables.numbers import ROUNDED, Number, Numbers, WorkedOut, added_up
from core.model.tables.view import turned

LEAST_ROWS = 3
"""Rows from which a formula without a head that names it counts; fewer may fit by chance."""

HUNDRED = Decimal(100)
_QUOTIENT = Decimal("0.001")
"""The error of a percentage of exact numbers: it has no last digit."""

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


@dataclass(frozen=True, slots=True)
class _Judged:
    """How many cells a formula explains, and how many it does not."""

    formula: ColumnFormula
    right: int = 0
    wrong: int = 0


@dataclass(frozen=True, eq=False)
class Sheet(Numbers):
    """The numbers of a table by their places; ``like`` is last year's table, by which formulas are known, too.

    ``is_turned``: the columns are the rows of a table, so that formulas are those of its rows.
    """

    like: "Sheet | None" = None
    is_turned: bool = False

    @cached_property
    def made(self) -> FormulaHeads:
        """What the heads say about how a column is worked out."""
        return FormulaHeads(self.view, self.columns, self.heads, frozenset(self.bases))

    @cached_property
    def totals(self) -> Totals:
        """The rows that add up others; none of a table that is turned, whose sums are formulas of its own."""
        return Totals(self, self.like.totals if self.like else None, not self.is_turned)

    @cached_property
    def bases(self) -> Mapping[int, int]:
        """The row of which the others are shares, by column: the total, else the only one that has 100 there, or had last year."""
        if self.totals.whole is not None:
            return dict.fromkeys(range(self.view.size[1]), self.totals.whole)
        last = self._known_bases(self.like) if self.like is not None else ()
        return {} if self.is_turned else {**dict(last), **dict(self._hundreds())}

    def _hundreds(self) -> Iterator[tuple[int, int]]:
        for column in self.columns:
            whole = [row for row in self.rows if (found := self.number(row, column)) and found.value == HUNDRED]
            if len(whole) == 1:
                yield column, whole[0]

    @cached_property
    def _ids(self) -> tuple[Mapping[str, int], Mapping[str, int]]:
        """The numbers of rows and of columns by their ids."""
        table = self.view.placed.table
        rows = {row.id: number for number, row in enumerate(table.rows)}
        return rows, {column.id: number for number, column in enumerate(table.columns)}

    def _known_bases(self, like: "Sheet") -> Iterator[tuple[int, int]]:
        """The bases of last year's table, as far as row and column are still there."""
        old, (rows, columns) = like.view.placed.table, self._ids
        for column, row in like.bases.items():
            if old.columns[column].id in columns and old.rows[row].id in rows:
                yield columns[old.columns[column].id], rows[old.rows[row].id]

    @cached_property
    def formulas(self) -> tuple[ColumnFormula, ...]:
        """The formulas that most rows follow, or that all rows follow where no head names a computed column."""
        made = self._of_a_row if self.is_turned else self._of_a_column
        return tuple(formula for formula in map(made, self.columns) if formula is not None)

    def _of_a_column(self, column: int) -> ColumnFormula | None:
        return self._best(column) if self.made.is_computed(column) else self._by_figures(column)

    def _of_a_row(self, column: int) -> ColumnFormula | None:
        """The formula of a row that names itself so, of rows of two years, a plan and what was done, or shown by many columns."""
        found = self._best(column) if self.made.is_computed(column) and not self.made.adds(column) else None
        is_sure = found and (self.made.are_two_years(found.one, found.two) or self._always_fits(found))
        return found if is_sure else None

    @cached_property
    def turned(self) -> "Sheet | None":
        """The table seen along its rows, whose formulas are those of rows; None where no row says that it is worked out."""
        view = turned(self.view)
        sheet = None if view is None else Sheet(view, self.like.turned if self.like else None, is_turned=True)
        return sheet if sheet and any(map(sheet.made.is_computed, range(sheet.view.size[1]))) else None

    def _by_figures(self, column: int) -> ColumnFormula | None:
        """The formula of a column that does not name itself so: a percentage, or the difference of two years or of a plan."""
        is_percent = self.made.is_percent(column)
        kinds = (FormulaKind.PART, FormulaKind.GROWTH) if is_percent else (FormulaKind.DIFFERENCE,)
        pairs = [*permutations(self.made.plain(column)[:NEAREST], 2)]
        tried = (
            ColumnFormula(column, *pair, kind)
            for kind in kinds
            for pair in pairs
            if is_percent or self.made.are_two_years(*pair)
        )
        return next(filter(self._always_fits, tried), None)

    def _always_fits(self, formula: ColumnFormula) -> bool:
        """Whether all rows keep to a formula, three at least."""
        count = 0
        for row in self.rows:
            number, made = self.number(row, formula.column), self.worked_out(formula, row)
            if number is not None and made is not None:
                if not made.fits(number):
                    return False
                count += number.value != 0
        return count >= LEAST_ROWS

    @cached_property
    def known(self) -> tuple[ColumnFormula, ...]:
        """The formulas to which most rows keep, and those of other columns that their heads alone tell."""
        sure = {formula.column for formula in self.formulas}
        by_heads = (self.made.by_heads(column) for column in self.columns if column not in sure)
        return (*self.formulas, *(formula for formula in by_heads if formula is not None))

    def _best(self, column: int) -> ColumnFormula | None:
        pairs = self.made.ranges(column) if self.made.adds(column) else self.made.pairs(column)
        judged = (self._judged(column, *pair) for pair in pairs)
        sure = [each for each in judged if each is not None and each.right > max(each.wrong, 1)]
        return max(sure, key=_weight).formula if sure else None

    def _judged(self, column: int, one: int, two: int) -> _Judged | None:
        kind = self.made.kind(column)
        if kind is None:
            return None
        formula = ColumnFormula(column, one, two, kind)
        pairs = ((self.number(row, column), self.worked_out(formula, row)) for row in self.rows)
        right = [made.fits(number) for number, made in pairs if number is not None and made is not None]
        return _Judged(formula, sum(right), len(right) - sum(right))

    def worked_out(self, formula: ColumnFormula, row: int) -> WorkedOut | None:
        """The value of a row in a computed column; None where a number is missing or the divisor is zero."""
        if formula.kind is FormulaKind.SUM:
            return self._across(formula, row)
        whole = self.bases.get(formula.column) if formula.one == formula.two else row
        if whole is None:
            return None
        one, two = self.number(row, formula.one), self.number(whole, formula.two)
        if one is None or two is None:
            return None
        return _of_two(formula.kind, one, two, self._are_counted((row, formula.one), (whole, formula.two)))

    def _are_counted(self, *places: tuple[int, int]) -> bool:
        """Whether the units of cells show that their whole numbers are exact."""
        units = [self.heads.unit_at(*place) for place in places]
        return all(units) and not any(map(ROUNDED.search, units))

    def _across(self, formula: ColumnFormula, row: int) -> WorkedOut | None:
        """The sum of the cells of a row, where each is a number or says that there is none."""
        columns = self.made.addends(formula.one, formula.two)
        filled = [n for n in columns if self.view.sort(row, n) is not CellSort.NOTHING]
        parts = [number for n in filled if (number := self.number(row, n)) is not None]
        if len(parts) != len(filled) or not parts:
            return None
        unit = self.heads.unit_at(row, formula.column)
        if unit == "%":
            return None
        return added_up(self.number(row, formula.column), parts, ROUNDED.search(unit) is not None)


def _of_two(kind: FormulaKind, one: Number, two: Number, is_counted: bool) -> WorkedOut | None:
    """What two cells give; whole numbers of people and pieces have no error. None where nothing can be divided."""
    is_exact = is_counted and not one.digits + two.digits
    if kind is FormulaKind.DIFFERENCE:
        error = Decimal(0) if is_exact else one.slack + two.slack
        return WorkedOut(one.value - two.value, error, f"{one.text}－{two.text}", (one, two))
    if two.value <= 0:
        return None
    rounding = (one.slack + abs(one.value / two.value) * two.slack) / two.value * HUNDRED
    error = min(rounding, _QUOTIENT) if is_exact else rounding
    if kind is FormulaKind.GROWTH:
        formula = f"（{one.text}－{two.text}）÷{two.text}"
        return WorkedOut((one.value - two.value) / two.value * HUNDRED, error, formula, (one, two))
    return WorkedOut(one.value / two.value * HUNDRED, error, f"{one.text}÷{two.text}", (one, two))


def _weight(judged: _Judged) -> int:
    return judged.right
