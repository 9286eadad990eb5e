"""What becomes of the cells whose values nobody has yet: last year's are taken out and wait beside them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

from core.model.elements import Element
from core.model.fact import WORDS, Fact, FactKind
from core.model.proposal import CellChange, CellFate, OpenWords
from core.model.tables.cells import CellSort, is_bare_number
from core.model.tables.heads import PERCENT_SIGNS, Heads
from core.model.tables.view import BLANK_OF_ALL, ColumnSort, TableView
from core.roll_over.tables.year_lines import YearAxis, YearLine

VALUES = (CellSort.FIGURE, CellSort.BLANK, CellSort.YEAR)
_VALUE_FACTS = (FactKind.FIGURE, FactKind.MASK)


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A line whose values nobody has yet, and what its head says before and after."""

    line: YearLine
    old: str
    new: str


@dataclass(frozen=True, eq=False)
class OpenedCells:
    """The cells of a table whose lines ``dated`` name years; ``facts`` are those of the draft by element.

    Words under the head of a new year would say of it what they said of the last one: 优秀, 第2, 持平.
    """

    axis: YearAxis
    dated: Sequence[YearLine]
    facts: Mapping[str, Sequence[Fact]]

    @property
    def _view(self) -> TableView:
        return self.axis.view

    @cached_property
    def _heads(self) -> Heads:
        return Heads(self._view)

    def changes(self, lines: Iterable[OpenLine]) -> Iterator[CellChange]:
        """The changes of all cells of these lines that have something to change."""
        for each, place in product(lines, self.axis.places):
            cell = self.axis.cell(each.line.number, place)
            element = self._view.cells[cell][0]
            opened = CellChange(element.id, CellFate.OPENED, element.content, "", "", each.old, each.new)
            own = self.facts.get(element.id, ())
            if self._is_value(cell, own):
                yield opened
            elif not own and self._has_words(element, cell, place):
                yield self._without_words(cell, opened)

    def _is_value(self, cell: int, own: Iterable[Fact]) -> bool:
        is_number = self._view.sorts[cell] in VALUES or is_bare_number(self._view.cells[cell][0].content)
        return is_number or any(fact.kind in _VALUE_FACTS for fact in own)

    def _has_words(self, element: Element, cell: int, place: int) -> bool:
        """Whether a cell says something of its year: a dash does where another year has a figure.

        Dates and objects wait to be looked at already.
        """
        sorts = (self._view.sorts[self.axis.cell(line.number, place)] for line in self.dated)
        is_dash = self._view.sorts[cell] in BLANK_OF_ALL
        is_written = bool(element.content.strip()) and not element.objects
        return is_written and (not is_dash or any(sort in VALUES for sort in sorts))

    def _without_words(self, cell: int, opened: CellChange) -> CellChange:
        row, column = self._view.origins[cell]
        if self._view.columns[column] is ColumnSort.REMARK:
            return replace(opened, fate=CellFate.CLEARED)
        is_dash = self._view.sorts[cell] in BLANK_OF_ALL
        unit = self._heads.unit_at(row, column) if is_dash else ""
        label = self._label(row, column).replace(opened.old, opened.new)
        kind, subkind = (FactKind.FIGURE, _figure_kind(unit)) if is_dash else (FactKind.NAME, WORDS)
        words = OpenWords(kind, subkind, unit, f"{label}（{unit}）" if unit else label)
        return replace(opened, words=words)

    def _label(self, row: int, column: int) -> str:
        """The names of the row as its figures have them, not the words left of the cell, and the heads of the column."""
        names = self._heads.of_row(row, next(iter(self._view.figure_columns), column))
        parts = map(self._heads.plain, (*names, *self._heads.of_column(row, column)))
        return "·".join(dict.fromkeys(filter(None, parts)))


def _figure_kind(unit: str) -> str:
    return "percent" if unit in tuple(PERCENT_SIGNS) else "count"
