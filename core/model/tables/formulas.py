"""Columns and rows of tables that are worked out from others: totals, differences, growth, shares, rates of completion.

A formula is known where most rows of a table keep to it, or, of a table without figures, where its heads leave no choice.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property
from itertools import permutations
from types import MappingProxyType

from core.model.spans import Place, Span
from core.model.tables.cells import CellSort, is_bare_number, numbers_in, squeezed, without_mark
from core.model.tables.formula_heads import NEAREST, NO_SUMS, ColumnFormula, FormulaHeads, FormulaKind
from core.model.tables.heads import Heads
from core.model.tables.view import ColumnSort, TableView

ROUNDED = re.compile("[万亿千吨%％]|公里|公顷|平方")
"""Units of which whole numbers are rounded ones; people and pieces are counted."""

OF_ALL = re.compile(r"^(?:[^，、（）]{0,6}(?:合计|总计|共计)|合\s*计|总\s*计)$")
LONGEST = 12
"""Digits of a number that takes part."""

LEAST_ROWS = 3
"""Rows that show a formula which no head tells; fewer may fit by chance."""

PLAIN = MappingProxyType(str.maketrans("－−–—．０１２３４５６７８９", "----.0123456789"))
HUNDRED = Decimal(100)
_QUOTIENT = Decimal("0.001")
"""The error of a percentage of exact numbers: it has no last digit."""


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a cell: its value, half of its last digit, and its place."""

    value: Decimal
    slack: Decimal
    place: Place
    text: str

    @property
    def digits(self) -> int:
        """How many digits stand behind the point."""
        return max(-int(self.slack.as_tuple().exponent) - 1, 0)


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """What a cell should say (with its possible error), how that is worked out, and from which numbers."""

    value: Decimal
    slack: Decimal
    told: str
    parts: tuple[Number, ...]

    def fits(self, number: Number) -> bool:
        """Whether the typed value is the computed one, rounded or cut off at its last digit."""
        is_exact = not self.slack and number.slack == Decimal("0.5")
        return abs(number.value - self.value) <= (0 if is_exact else self.slack + 2 * number.slack)


@dataclass(frozen=True, slots=True)
class _Judged:
    """How many cells a formula explains, and how many it does not."""

    formula: ColumnFormula
    right: int = 0
    wrong: int = 0


@dataclass(frozen=True, eq=False)
class Sheet:
    """The numbers of a table by their places."""

    view: TableView

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """The columns of figures."""
        return tuple(n for n, sort in enumerate(self.view.columns) if sort is ColumnSort.FIGURE)

    @property
    def rows(self) -> tuple[int, ...]:
        """The rows of values."""
        return self.view.data_rows

    @cached_property
    def heads(self) -> Heads:
        """What the heads say."""
        return Heads(self.view)

    @cached_property
    def made(self) -> FormulaHeads:
        """What the heads say about how a column is worked out."""
        return FormulaHeads(self.view, self.columns, self.heads, self.total is not None)

    def name(self, column: int) -> str:
        """All heads of a column."""
        return self.made.name(column)

    @cached_property
    def _read(self) -> dict[tuple[int, int], Number | None]:
        """The numbers read so far: many formulas are tried on the same ones."""
        return {}

    def number(self, row: int, column: int) -> Number | None:
        """The number at a place that holds one and nothing else but a unit."""
        place = (row, column)
        if place not in self._read:
            self._read[place] = self._number(row, column)
        return self._read[place]

    def _number(self, row: int, column: int) -> Number | None:
        elements = self.view.elements(row, column)
        if len(elements) != 1 or not self._is_number(row, column, elements[0].content):
            return None
        content = without_mark(elements[0].content)
        spans = list(numbers_in(content))
        if len(spans) != 1 or re.search("[约余多近超万亿≥≤]", content) or len(spans[0]) > LONGEST:
            return None
        return _read(content, spans[0], elements[0].id)

    def _is_number(self, row: int, column: int, content: str) -> bool:
        """Whether a cell is a figure; a bare 1998 or 2019.6 among figures counts things, too."""
        sort = self.view.sort(row, column)
        is_perhaps = sort in (CellSort.YEAR, CellSort.DATED) and self.view.columns[column] is ColumnSort.FIGURE
        return sort is CellSort.FIGURE or (is_perhaps and is_bare_number(content))

    @cached_property
    def _names(self) -> dict[int, str]:
        """The names of the rows of values."""
        heads = self.view.head_columns
        return {row: without_mark(squeezed("".join(self.view.text(row, n) for n in heads))) for row in self.rows}

    @cached_property
    def total(self) -> int | None:
        """The one row that adds up all others; None where rows are parts of one another."""
        totals = [row for row, name in self._names.items() if self.view.words.totals.search(name)]
        has_groups = any(map(self.view.is_whole, range(self.view.head_rows, self.view.size[0])))
        if len(totals) != 1 or has_groups or any(map(self.view.words.parts.search, self._names.values())):
            return None
        is_outside = totals[0] in (self.rows[0], self.rows[-1])
        return totals[0] if is_outside and OF_ALL.match(self._names[totals[0]]) else None

    def sum_of(self, column: int) -> WorkedOut | None:
        """What the total row should say, where all other cells of the column are numbers or nothing."""
        if self.total is None or len(self.rows) < 3:
            return None
        unit, known = self.heads.unit_at(self.total, column), self._parts(column)
        if len(known) < 2 or unit == "%" or NO_SUMS.search(self.made.name(column)):
            return None
        return _sum(self.number(self.total, column), known, ROUNDED.search(self.made.name(column) + unit) is not None)

    def _parts(self, column: int) -> list[Number]:
        """The numbers beside the total; none where one of them cannot be read."""
        others = [row for row in self.rows if row != self.total]
        filled = [row for row in others if self.view.sort(row, column) is not CellSort.NOTHING]
        found = [number for row in filled if (number := self.number(row, column)) is not None]
        return found if len(found) == len(filled) else []

    @cached_property
    def added(self) -> tuple[int, ...]:
        """The columns whose total the other rows make, or should: most totals of the table add up."""
        pairs = [(n, total, made) for n in self.columns for total, made in self._totals(n)]
        wrong = sum(not made.fits(total) for _, total, made in pairs)
        return tuple(n for n, *_ in pairs) if wrong * 2 < len(pairs) + (len(pairs) == 1) * 2 else ()

    def _totals(self, column: int) -> Iterator[tuple[Number, WorkedOut]]:
        made = self.sum_of(column)
        total = None if made is None or self.total is None else self.number(self.total, column)
        if made is not None and total is not None:
            yield total, made

    @cached_property
    def formulas(self) -> tuple[ColumnFormula, ...]:
        """The formulas to which most rows keep; where no head says that a column is worked out, all rows."""
        found = (self._best(n) if self.made.is_computed(n) else self._by_figures(n) for n in self.columns)
        return tuple(formula for formula in found if formula is not None)

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
        """What a row should say in the column of a formula; None where a number is missing or nothing can be divided."""
        if formula.kind is FormulaKind.SUM:
            return self._across(formula, row)
        whole = self.total if formula.one == formula.two else row
        if whole is None:
            return None
        one, two = self.number(row, formula.one), self.number(whole, formula.two)
        if one is None or two is None:
            return None
        return _of_two(formula.kind, one, two, self._are_counted((row, formula.one), (whole, formula.two)))

    def _are_counted(self, *places: tuple[int, int]) -> bool:
        """Whether the units of cells say that their whole numbers are no rounded ones."""
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
        return _sum(self.number(row, formula.column), parts, ROUNDED.search(unit) is not None)


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
        told = f"（{one.text}－{two.text}）÷{two.text}"
        return WorkedOut((one.value - two.value) / two.value * HUNDRED, error, told, (one, two))
    return WorkedOut(one.value / two.value * HUNDRED, error, f"{one.text}÷{two.text}", (one, two))


def _sum(total: Number | None, parts: list[Number], is_rounded: bool) -> WorkedOut:
    """The sum of the parts; whole numbers of what is counted have no error."""
    told = "＋".join(part.text for part in parts[:6]) + "…" * (len(parts) > 6)
    every = [*parts, total] if total is not None else parts
    error = sum((one.slack for one in every), Decimal(0))
    is_exact = not is_rounded and not any("." in one.text for one in every)
    return WorkedOut(
        sum((part.value for part in parts), Decimal(0)), Decimal(0) if is_exact else error, told, tuple(parts)
    )


def _weight(judged: _Judged) -> int:
    return judged.right


def _read(content: str, span: Span, element_id: str) -> Number | None:
    text = content[span.start : span.end]
    plain = re.sub("[,，＋+]", "", text).translate(PLAIN)  # ▲ means up here and less there, and is no number
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    digits = len(plain.partition(".")[2])
    return Number(value, Decimal(1).scaleb(-digits) / 2, Place(element_id, span), text)
