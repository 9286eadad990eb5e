"""The numbers of a table by their places, and what is worked out from them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property
from types import MappingProxyType

from core.model.spans import Place, Span
from core.model.tables.cells import CellSort, is_bare_number, numbers_in, squeezed, without_mark
from core.model.tables.heads import Heads
from core.model.tables.view import ColumnSort, TableView

ROUNDED = re.compile("[万亿千吨%％]|公里|公顷|平方")
"""Units of which whole numbers are rounded ones; people and pieces are counted."""

LONGEST = 12
"""Digits of a number that takes part."""

PLAIN = MappingProxyType(str.maketrans("－−–—．０１２３４５６７８９", "----.0123456789"))


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
    """The computed value of a cell with its possible error, the formula as text, and the numbers it was made from."""

    value: Decimal
    slack: Decimal
    formula: str
    parts: tuple[Number, ...]

    def fits(self, number: Number) -> bool:
        """Whether the typed value is the computed one, rounded or cut off at its last digit."""
        is_exact = not self.slack and number.slack == Decimal("0.5")
        return abs(number.value - self.value) <= (0 if is_exact else self.slack + 2 * number.slack)


@dataclass(frozen=True, eq=False)
class Numbers:
    """The numbers of a table, with what its heads say about them."""

    view: TableView

    @property
    def columns(self) -> tuple[int, ...]:
        """The columns of figures."""
        return self.view.figure_columns

    @property
    def rows(self) -> tuple[int, ...]:
        """The rows of values."""
        return self.view.data_rows

    @cached_property
    def heads(self) -> Heads:
        """What the heads say."""
        return Heads(self.view)

    def name(self, column: int) -> str:
        """All heads of a column."""
        return squeezed("".join(self.view.column_heads(column)))

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


def added_up(total: Number | None, parts: Sequence[Number], is_rounded: bool) -> WorkedOut:
    """The sum of the parts; whole numbers of what is counted have no error."""
    formula = "＋".join(part.text for part in parts[:6]) + "…" * (len(parts) > 6)
    every = [*parts, total] if total is not None else parts
    error = sum((one.slack for one in every), Decimal(0))
    is_exact = not is_rounded and not any("." in one.text for one in every)
    return WorkedOut(
        sum((part.value for part in parts), Decimal(0)), Decimal(0) if is_exact else error, formula, tuple(parts)
    )


def _read(content: str, span: Span, element_id: str) -> Number | None:
    text = content[span.start : span.end]
    plain = re.sub("[,，＋+]", "", text).translate(PLAIN)  # ▲ means up here and less there, and is no number
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    digits = len(plain.partition(".")[2])
    return Number(value, Decimal(1).scaleb(-digits) / 2, Place(element_id, span), text)
