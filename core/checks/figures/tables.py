"""Columns and rows of tables that are worked out from others: totals, differences, growth, shares, rates of completion.

A formula counts only where most rows of the table keep to it; a row that does not is told. Nothing is told where no
formula is sure.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property
from itertools import permutations
from types import MappingProxyType

from core.checks.figures.sums import CODE
from core.model.elements import Element, Role
from core.model.finding import Finding, Severity
from core.model.grid import tables_of
from core.model.spans import Place, Span
from core.model.tables.cells import CellSort, TableWords, numbers_in, squeezed
from core.model.tables.heads import Heads
from core.model.tables.view import ColumnSort, TableView, view_of

NO_SUMS = re.compile(r"[均率比价龄%％‰±]|排名|名次|位次|得分|评分|指数|增长|增速|增幅|同比|环比|系数|年份")
DIFFERENCE = re.compile(r"增减|增加|减少|差额|净增|升降|变化")
RATE = re.compile(r"完成|进度|办结|合格|达标|执行|到位|调解|覆盖|参保|收缴")
SHARE = re.compile(r"占比|比重|占总|占全|所占")
GROWTH = re.compile(r"增长|增速|增幅|同比|比上年|较上年|比去年|较去年|±|增减")
ROUNDED = re.compile("[万亿千吨%％]|公里|公顷|平方")
"""Units of which whole numbers are rounded ones; people and pieces are counted."""

OF_ALL = re.compile(r"^(?:[^，、（）]{0,6}(?:合计|总计|共计)|合\s*计|总\s*计)$")
LONGEST = 12
"""Digits of a number that takes part."""

PLAIN = MappingProxyType(str.maketrans("－−–—．０１２３４５６７８９", "----.0123456789"))
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class _Number:
    """The number of a cell: its value, half of its last digit, and its place."""

    value: Decimal
    slack: Decimal
    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class _Formula:
    """What a cell should say (with its possible error) and how that is worked out."""

    value: Decimal
    slack: Decimal
    told: str


@dataclass(frozen=True, eq=False)
class _Sheet:
    """The numbers of a table by their places."""

    view: TableView

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """The columns of figures."""
        return tuple(n for n, sort in enumerate(self.view.columns) if sort is ColumnSort.FIGURE)

    def name(self, column: int) -> str:
        """All heads of a column."""
        return squeezed("".join(self.view.column_heads(column)))

    def number(self, row: int, column: int) -> _Number | None:
        """The number at a place that holds one and nothing else but a unit."""
        elements = self.view.elements(row, column)
        if self.view.sort(row, column) is not CellSort.FIGURE or len(elements) != 1:
            return None
        content = elements[0].content
        spans = list(numbers_in(content))
        if len(spans) != 1 or re.search("[约余多近超万亿≥≤]", content) or len(spans[0]) > LONGEST:
            return None
        return _read(content, spans[0], elements[0].id)

    @cached_property
    def total(self) -> int | None:
        """The one row that adds up all others; None where rows are parts of one another."""
        names = {row: squeezed("".join(self.view.text(row, n) for n in self.view.head_columns)) for row in self.rows}
        totals = [row for row, name in names.items() if self.view.words.totals.search(name)]
        has_groups = len(self.rows) != self.view.size[0] - self.view.head_rows
        is_plain = len(totals) == 1 and not has_groups and not any(map(self.view.words.parts.search, names.values()))
        is_outside = is_plain and totals[0] in (self.rows[0], self.rows[-1])
        return self._of_all(totals[0], names[totals[0]]) if is_outside else None

    @staticmethod
    def _of_all(row: int, name: str) -> int | None:
        return row if OF_ALL.match(name) else None

    @property
    def rows(self) -> tuple[int, ...]:
        """The rows of values."""
        return self.view.data_rows

    def totals(self) -> Iterator[Finding]:
        """Totals that the other rows do not make, where most columns add up."""
        if self.total is None or len(self.rows) < 3:
            return
        made = [found for column in self.columns if (found := self._added(column)) is not None]
        wrong = [(number, formula) for number, formula in made if not _fits(number, formula)]
        if wrong and len(wrong) * 2 < len(made) + (len(made) == 1) * 2:
            yield from (_finding(number, formula) for number, formula in wrong)

    def _added(self, column: int) -> tuple[_Number, _Formula] | None:
        """The total of a column and the sum of the others, where all of them are numbers or nothing."""
        if self.total is None:
            return None
        unit = Heads(self.view).unit_at(self.total, column)
        total, known = self.number(self.total, column), self._parts(column)
        if total is None or len(known) < 2 or unit == "%" or NO_SUMS.search(self.name(column)):
            return None
        return total, _sum(total, known, ROUNDED.search(self.name(column) + unit) is not None)

    def _parts(self, column: int) -> list[_Number]:
        """The numbers beside the total; none where one of them cannot be read."""
        others = [row for row in self.rows if row != self.total]
        filled = [row for row in others if self.view.sort(row, column) is not CellSort.NOTHING]
        found = [number for row in filled if (number := self.number(row, column)) is not None]
        return found if len(found) == len(filled) else []

    def computed(self) -> Iterator[Finding]:
        """Cells of computed columns that do not say what most of their column does."""
        for column in self.columns:
            if self.view.words.computed.search(self.name(column)) or self.name(column).endswith("率"):
                yield from max(
                    (self._judged(column, pair) for pair in self._pairs(column)), key=_weight, default=_NONE
                ).wrong

    def _pairs(self, column: int) -> Iterator[tuple[int, int]]:
        plain = [n for n in self.columns if n != column and not self.view.words.computed.search(self.name(n))]
        near = sorted(plain, key=lambda n: abs(n - column))[:6]
        yield from permutations(near, 2)
        if self.total is not None and SHARE.search(self.name(column)):
            yield from ((n, n) for n in near)

    def _judged(self, column: int, pair: tuple[int, int]) -> "_Judged":
        right, wrong = 0, []
        for row in self.rows:
            number, formula = self.number(row, column), self._formula(row, column, pair)
            if number is None or formula is None:
                continue
            if _fits(number, formula):
                right += 1
            else:
                wrong.append(_finding(number, formula))
        return _Judged(right, tuple(wrong)) if right > len(wrong) and right > 1 else _NONE

    def _formula(self, row: int, column: int, pair: tuple[int, int]) -> _Formula | None:
        whole = self.total if pair[0] == pair[1] and self.total is not None else row
        one, two = self.number(row, pair[0]), self.number(whole, pair[1])
        if one is None or two is None:
            return None
        name = self.name(column)
        if Heads(self.view).unit_at(row, column) == "%":
            return _percentage(name, one, two) if two.value > 0 else None
        if DIFFERENCE.search(name) is None:
            return None
        return _Formula(one.value - two.value, one.slack + two.slack, f"{one.text}－{two.text}")


def _sum(total: _Number, parts: Sequence[_Number], is_rounded: bool) -> _Formula:
    """The sum of the parts; whole numbers of what is counted have no error."""
    told = "＋".join(part.text for part in parts[:6]) + "…" * (len(parts) > 6)
    error = sum((one.slack for one in (total, *parts)), Decimal(0))
    is_exact = not is_rounded and not any("." in one.text for one in (total, *parts))
    return _Formula(sum((part.value for part in parts), Decimal(0)), Decimal(0) if is_exact else error, told)


def _percentage(name: str, one: _Number, two: _Number) -> _Formula | None:
    """The growth from ``two`` to ``one``, or the share of ``one`` in ``two``, as the head of the column says."""
    error = (one.slack + abs(one.value / two.value) * two.slack) / two.value * HUNDRED
    if GROWTH.search(name):
        told = f"（{one.text}－{two.text}）÷{two.text}"
        return _Formula((one.value - two.value) / two.value * HUNDRED, error, told)
    is_rate = RATE.search(name) or SHARE.search(name) or name.endswith("率")
    return _Formula(one.value / two.value * HUNDRED, error, f"{one.text}÷{two.text}") if is_rate else None


@dataclass(frozen=True, slots=True)
class _Judged:
    """How many cells a formula explains, and those that it does not."""

    right: int
    wrong: tuple[Finding, ...]


_NONE = _Judged(0, ())


def _weight(judged: _Judged) -> int:
    return judged.right


def check_tables(elements: Sequence[Element], words: TableWords) -> tuple[Finding, ...]:
    """Typed values of computed cells that disagree with the cells that they come from, in document order."""
    if not any(element.role is Role.TABLE for element in elements):
        return ()
    views = (view_of(placed, elements, words) for placed in tables_of(elements))
    return tuple(finding for view in views if view is not None for finding in _of_table(_Sheet(view)))


def _of_table(sheet: _Sheet) -> Iterable[Finding]:
    return dict.fromkeys((*sheet.totals(), *sheet.computed()))


def _read(content: str, span: Span, element_id: str) -> _Number | None:
    text = content[span.start : span.end]
    plain = re.sub("[,，＋+]", "", text).translate(PLAIN)  # ▲ means up here and less there, and is no number
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    digits = len(plain.partition(".")[2])
    return _Number(value, Decimal(1).scaleb(-digits) / 2, Place(element_id, span), text)


def _fits(number: _Number, formula: _Formula) -> bool:
    """Whether the typed value is the computed one, rounded or cut off at its last digit."""
    is_exact = not formula.slack and number.slack == Decimal("0.5")
    return abs(number.value - formula.value) <= (0 if is_exact else formula.slack + 2 * number.slack)


def _finding(number: _Number, formula: _Formula) -> Finding:
    digits = max(-int(number.slack.as_tuple().exponent) - 1, 0)
    right = f"{formula.value:.{digits}f}"
    parameters = (("sentence", "figures_table"), ("sum", right), ("parts", formula.told))
    return Finding(CODE, Severity.WARNING, number.place, number.text, parameters=parameters)
