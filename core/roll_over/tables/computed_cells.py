"""Open cells of computed columns and totals, worked out from the cells that they come from and proposed with the formula.

The formula is known by last year's figures of the same table, by those that stand there, or by heads that leave no choice.
A cell is proposed only when everything that it comes from is settled; what somebody typed is never proposed anew.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from zlib import crc32

from core.model.fact import Fact, FactState
from core.model.proposal import Proposal, RollRole
from core.model.scales import split_scale
from core.model.spans import Place, Span
from core.model.tables.cells import numbers_in, squeezed
from core.model.tables.formula_heads import ColumnFormula, FormulaKind
from core.model.tables.formulas import Sheet
from core.model.tables.numbers import WorkedOut

YEAR = re.compile(r"(?<![\d.])(?:19|20)\d\d(?![\d.])")
USUAL_DIGITS = 1
"""Digits behind the point of a percentage that nothing else says."""

LONGEST = 12
"""Characters of a row's name in a reason."""


@dataclass(frozen=True, eq=False)
class ComputedTable:
    """A table of the draft, like the one of last year's document that it comes from, if any.

    ``facts`` are those of the draft by element, ``reasons`` the sentences of roll_over_reasons.toml.
    """

    sheet: Sheet
    facts: Mapping[str, Sequence[Fact]]
    reasons: Mapping[str, str]

    @cached_property
    def formulas(self) -> Mapping[int, ColumnFormula]:
        """The formula of each computed column of the draft's table."""
        found = {formula.column: formula for formula in self._of_prior()}
        for formula in self.sheet.known:
            found.setdefault(formula.column, formula)
        return MappingProxyType(found)

    def _of_prior(self) -> Iterator[ColumnFormula]:
        """Last year's formulas, about the columns that say the same of this year."""
        for old in self.sheet.like.known if self.sheet.like else ():
            column, pair = self._same(old.column), self._pair(old)
            if column is not None and pair is not None:
                yield ColumnFormula(column, *pair, old.kind)

    def _pair(self, old: ColumnFormula) -> tuple[int, int] | None:
        """The columns of the following years, or the same ones where these are not there."""
        one, two = self._same(old.one), self._same(old.two)
        if one is None or two is None:
            return None
        later = self._later(old.one, one), self._later(old.two, two)
        return (one, two) if later[0] is None or later[1] is None else (later[0], later[1])

    @cached_property
    def _by_id(self) -> Mapping[str, int]:
        columns = self.sheet.view.placed.table.columns
        return MappingProxyType({column.id: number for number, column in enumerate(columns)})

    def _same(self, before: int) -> int | None:
        """The number that a column of last year's table has now; None for one that is gone."""
        return self._by_id.get(self.sheet.like.view.placed.table.columns[before].id) if self.sheet.like else None

    def _later(self, before: int, same: int) -> int | None:
        """The column that names the following year; the same one where no year is named."""
        name = self.sheet.like.name(before) if self.sheet.like else ""
        if not YEAR.search(name):
            return same
        wanted = YEAR.sub(lambda found: str(int(found.group()) + 1), name)
        return next((n for n in self.sheet.columns if self.sheet.name(n) == wanted), None)

    @cached_property
    def added(self) -> tuple[int, ...]:
        """The columns whose totals are worked out."""
        known = set(map(self._same, self.sheet.like.totals.columns)) if self.sheet.like else set()
        return tuple(n for n in self.sheet.columns if n in known or n in self.sheet.totals.columns)

    def proposals(self) -> Iterator[Proposal]:
        """What the open cells should say, row by row."""
        places = ((row, n) for row in self.sheet.rows for n in (*self.formulas, *self.added))
        for row, column in dict.fromkeys(places):
            fact = self._open_fact(row, column)
            made = self._worked_out(row, column) if fact is not None else None
            if fact is not None and made is not None and self._is_settled(made):
                yield self._proposal(fact, row, column, made)

    def _is_sum(self, row: int, column: int) -> bool:
        """Whether a cell adds up others of its column."""
        return row in self.sheet.totals.sums.parts and column in self.added

    def _worked_out(self, row: int, column: int) -> WorkedOut | None:
        if self._is_sum(row, column):
            return self.sheet.totals.worked_out(row, column)
        formula = self.formulas.get(column)
        return self.sheet.worked_out(formula, row) if formula is not None else None

    def _open_fact(self, row: int, column: int) -> Fact | None:
        """The one value of a cell that waits to be filled."""
        elements = self.sheet.view.elements(row, column)
        facts = [fact for element in elements for fact in self.facts.get(element.id, ())]
        is_open = len(facts) == 1 and facts[0].state is FactState.EMPTY and not split_scale(facts[0].prior)[1]
        return facts[0] if is_open else None

    def _is_settled(self, made: WorkedOut) -> bool:
        """Whether nobody has to look at the parts any more, apart from last year's values that have moved."""
        found = [self._fact_at(part.place) for part in made.parts]
        states = [fact.state for fact in found if fact is not None]
        is_sure = all(fact is None or not fact.state.is_open or _is_moved(fact) for fact in found)
        return is_sure and any(not state.is_open for state in states)

    def _fact_at(self, place: Place) -> Fact | None:
        return next((fact for fact in self.facts.get(place.element_id, ()) if fact.start < place.span.end), None)

    def _proposal(self, fact: Fact, row: int, column: int, made: WorkedOut) -> Proposal:
        value = self._written(fact, column, made)
        name = self._row_name(row, column)
        because = self.reasons["formula"].format(
            name=self._name(column), words=self.words(row, column), numbers=made.formula
        )
        place = Place(fact.element_id, Span(fact.start, fact.end))
        mark = f"{crc32(value.encode()):08x}"
        reason = f"{name}：{because}" if name else because
        return Proposal(f"{fact.id}:formula:{mark}", RollRole.FORMULA, place, fact.text, value, reason, fact.id)

    def words(self, row: int, column: int) -> str:
        """The formula in words: （2026年－2025年）÷2025年."""
        formula = self.formulas.get(column)
        if formula is None or self._is_sum(row, column):
            is_whole = len(self.sheet.totals.sums.parts[row]) + 1 == len(self.sheet.rows)
            return self.reasons["formula_sum" if is_whole else "formula_group"].format(one=self._name(column))
        kind = "share" if formula.one == formula.two else formula.kind.value
        whole = self._row_name(self.sheet.bases[column], column) if kind == "share" else ""
        names = {"one": self._name(formula.one), "two": self._name(formula.two), "whole": whole}
        return self.reasons[f"formula_{kind}"].format(**names)

    def _row_name(self, row: int, column: int) -> str:
        return self.sheet.heads.plain("".join(self.sheet.heads.of_row(row, column)[-1:]))[:LONGEST]

    def _name(self, column: int) -> str:
        heads = self.sheet.view.column_heads(column)
        return "".join(squeezed(head) for head in heads) or f"第{column + 1}列"

    def _written(self, fact: Fact, column: int, made: WorkedOut) -> str:
        """The value with as many digits as last year's had, and its plus sign."""
        before = self._like(fact, column)
        value = made.value.quantize(Decimal(1).scaleb(-self._digits(before, column, made)), ROUND_HALF_UP)
        value = value or abs(value)  # no minus before a zero
        is_grouped = any(re.search("[,，]", text) for text in (before, *(part.text for part in made.parts)))
        grouped = f"{value:,}" if is_grouped else f"{value:f}"
        return f"+{grouped}" if before[:1] in ("+", "＋") and value > 0 else grouped

    def _digits(self, before: str, column: int, made: WorkedOut) -> int:
        if before:
            return len(before.replace("．", ".").partition(".")[2])
        formula = self.formulas.get(column)
        is_percent = formula is not None and formula.kind is not FormulaKind.DIFFERENCE
        return USUAL_DIGITS if is_percent else max((part.digits for part in made.parts), default=0)

    def _like(self, fact: Fact, column: int) -> str:
        """Last year's value, or another one of the column, by which the form is known."""
        texts = (fact.prior, *(self.sheet.view.text(row, column) for row in self.sheet.rows))
        found = (text[span.start : span.end] for text in texts for span in numbers_in(text))
        return next(found, "")


def _is_moved(fact: Fact) -> bool:
    """Whether it is last year's value under last year's head."""
    return fact.state is FactState.CARRIED and fact.source != ""


def computed_proposals(tables: Sequence[ComputedTable]) -> tuple[Proposal, ...]:
    """The proposals of all tables."""
    found = chain.from_iterable(table.proposals() for table in tables)
    return tuple({proposal.fact_id: proposal for proposal in found}.values())
