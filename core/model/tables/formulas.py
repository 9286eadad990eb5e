"""Columns and rows of tables that are worked out from others: totals, differences, growth, shares, rates of completion.

A formula is known where most rows of a table keep to it, or, of a table without figures, where its heads leave no choice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import permutations

from core.model.tables.cells import CellSort
from core.model.tables.formula_heads import NEAREST, ColumnFormula, FormulaHeads, FormulaKind
from core.model.tables.numbers import ROUNDED, Number, Numbers, WorkedOut, added_up
from core.model.tables.sums import Totals
from core.model.tables.view import turned

LEAST_ROWS = 3
"""Rows from which a formula without a head that names it counts; fewer may fit by chance."""

HUNDRED = Decimal(100)
_QUOTIENT = Decimal("0.001")
"""The error of a percentage of exact numbers: it has no last digit."""


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
