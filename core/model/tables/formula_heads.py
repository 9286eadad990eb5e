"""What the heads of a table's columns say about how their values are worked out: what kind of formula, of which columns."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import permutations

from core.model.tables.cells import squeezed
from core.model.tables.heads import Heads
from core.model.tables.view import TableView

NO_SUMS = re.compile(r"[均率比价龄%％‰±]|排名|名次|位次|得分|评分|指数|增长|增速|增幅|同比|环比|系数|年份")
DIFFERENCE = re.compile(r"增减|增加|减少|差额|净增|升降|变化")
RATE = re.compile(r"完成|进度|办结|合格|达标|执行|到位|调解|覆盖|参保|收缴")
SHARE = re.compile(r"占比|比重|占总|占全|所占")
GROWTH_WORDS = re.compile(r"增长|增速|增幅|同比|比上年|较上年|比去年|较去年|±|增减")
_POINTS = ("百分点", "个百分点")
NEAREST = 6
"""Columns beside a computed one that may be what it is made of."""

MOST_ADDED = 12
"""Columns that one adds up: the months of a year."""


class FormulaKind(StrEnum):
    """How a cell is worked out; ``one`` and ``two`` are those of ColumnFormula, the first and last of those of a SUM."""

    DIFFERENCE = "difference"
    GROWTH = "growth"
    PART = "part"
    SUM = "across"


@dataclass(frozen=True, slots=True)
class ColumnFormula:
    """The cells of ``column`` come from those of the columns ``one`` and ``two``; of one in the total row when both are equal."""

    column: int
    one: int
    two: int
    kind: FormulaKind


@dataclass(frozen=True, eq=False)
class FormulaHeads:
    """The heads of the columns of figures ``columns``; ``shared`` are those of which a row is known to be the whole."""

    view: TableView
    columns: tuple[int, ...]
    heads: Heads
    shared: frozenset[int]

    def name(self, column: int) -> str:
        """All heads of a column."""
        return squeezed("".join(self.view.column_heads(column)))

    def is_computed(self, column: int) -> bool:
        """Whether the heads of a column say that it is worked out."""
        is_named = self.view.words.computed.search(self.name(column)) is not None or self.name(column).endswith("率")
        return is_named or self.adds(column)

    def adds(self, column: int) -> bool:
        """Whether the head of a column says that it adds up others of its row."""
        name = squeezed(self.view.column_name(column))
        return self.view.words.totals.search(name) is not None and NO_SUMS.search(self.name(column)) is None

    def are_two_years(self, one: int, two: int) -> bool:
        """Whether the second of two columns is of the year before, or the plan of the first."""
        return (
            self._first_of([one, two], FormulaKind.GROWTH) == two or self._first_of([one, two], FormulaKind.PART) == two
        )

    def plain(self, column: int) -> list[int]:
        """The columns that are not worked out, the nearest first; of one in 百分点 those of percentages."""
        are_points = self._unit(column) in _POINTS
        others = (n for n in self.columns if n != column)
        found = [
            n
            for n in others
            if (self.is_percent(n) if are_points else not self.view.words.computed.search(self.name(n)))
        ]
        return sorted(found, key=lambda n: abs(n - column))

    def pairs(self, column: int) -> Iterator[tuple[int, int]]:
        """The columns of which a column may be made, two by two; the same twice for a share of the total row."""
        near = self.plain(column)[:NEAREST]
        yield from permutations(near, 2)
        if column in self.shared and SHARE.search(self.name(column)):
            yield from ((n, n) for n in near)

    def ranges(self, column: int) -> Iterator[tuple[int, int]]:
        """The first and last column of those right before or behind a column that adds them up."""
        before = [n for n in self.addends(0, self.view.size[1]) if n < column]
        behind = [n for n in self.addends(0, self.view.size[1]) if n > column]
        yield from ((before[-count], before[-1]) for count in range(2, min(len(before), MOST_ADDED) + 1))
        yield from ((behind[0], behind[count - 1]) for count in range(2, min(len(behind), MOST_ADDED) + 1))

    def addends(self, first: int, last: int) -> list[int]:
        """The columns in a range that are no sums, rates or differences themselves."""
        return [n for n in self.columns if first <= n <= last and not self.is_computed(n)]

    def kind(self, column: int) -> FormulaKind | None:
        """What kind of formula the heads of a column speak of; None for none."""
        if self.adds(column):
            return FormulaKind.SUM
        name = self.name(column)
        if not self.is_percent(column):
            return FormulaKind.DIFFERENCE if DIFFERENCE.search(name) else None
        if GROWTH_WORDS.search(name):
            return FormulaKind.GROWTH
        return FormulaKind.PART if _is_part(name) else None

    def is_percent(self, column: int) -> bool:
        """Whether the values of a column are percentages."""
        return self._unit(column) == "%"

    def _unit(self, column: int) -> str:
        """The unit of the values of a column."""
        return self.heads.unit_at(self.view.data_rows[0], column) if self.view.data_rows else ""

    def by_heads(self, column: int) -> ColumnFormula | None:
        """The only formula that the heads allow: two columns, of last year and this, or of a plan and what was done."""
        kind = self.kind(column)
        if kind in (None, FormulaKind.SUM) or not self.is_computed(column):
            return None
        plain = sorted(self.plain(column))
        if kind is FormulaKind.PART and SHARE.search(self.name(column)):
            return (
                ColumnFormula(column, plain[0], plain[0], kind) if len(plain) == 1 and column in self.shared else None
            )
        first = self._first_of(plain, kind)
        return None if first is None else ColumnFormula(column, plain[plain[0] == first], first, kind)

    def _first_of(self, pair: list[int], kind: FormulaKind) -> int | None:
        """Which of two columns is the plan, or the earlier year; None for another number of columns."""
        if len(pair) != 2:
            return None
        words = self.view.words
        if kind is FormulaKind.PART:
            return self._only(pair, words.planned)
        years = [_year(self.name(n)) for n in pair]
        if min(years) and years[0] != years[1]:
            return pair[years.index(min(years))]
        return self._only(pair, words.last_years)

    def _only(self, columns: list[int], words: re.Pattern[str]) -> int | None:
        """The one column whose heads hold such words."""
        found = [n for n in columns if words.search(self.name(n))]
        return found[0] if len(found) == 1 else None


def _is_part(name: str) -> bool:
    return name.endswith("率") or any(each.search(name) for each in (RATE, SHARE))


def _year(name: str) -> int:
    found = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", name)
    return int(found[0]) if len(found) == 1 else 0
