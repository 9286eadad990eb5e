"""Figures of tables: against the same indicator in a sentence, and against the cells of their own table.

A formula of a table counts only where most rows of the table keep to it; a row that does not is reported. Nothing is
reported where no formula is certain.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product

from core.checks.figures.arithmetic import CODE
from core.checks.figures.values import Value, value_of
from core.checks.reporting import finding
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.fact import Fact, FactState
from core.model.finding import Finding, Severity
from core.model.grid import tables_of
from core.model.spans import Place, Span
from core.model.tables.cells import TableWords
from core.model.tables.formulas import Sheet
from core.model.tables.indicators import Twins, bare_name, twins_of
from core.model.tables.numbers import Number, WorkedOut
from core.model.tables.view import view_of

PAUSE = re.compile("[，。；！？]")
TWO_VALUES = "figures_two_values"
MOST_APART = Decimal("1.25")
"""Two values further apart than this are two things, unless they were one last year."""


def check_indicators(draft: Draft, words: TableWords) -> tuple[Finding, ...]:
    """Figures of sentences that differ from the cell with the same indicator, where both are this year's.

    In a document without last year's material every figure is this year's.
    """
    return tuple(_findings(draft, words))


def _findings(draft: Draft, words: TableWords) -> Iterator[Finding]:
    contents = {element.id: element.content for element in draft.elements}
    for pair in twins_of(draft.elements, draft.facts, words):
        if not all(_is_this_years(fact, bool(draft.basis)) for fact in (pair.prose, pair.cell)):
            continue
        if not _is_other_time(pair, contents[pair.prose.element_id], words) and _differ(pair, bool(draft.basis)):
            yield _finding(pair)


def _finding(pair: Twins) -> Finding:
    """A warning where the names are the same; the sentence and the cell may be of two things otherwise."""
    prose, cell = pair.prose, pair.cell
    found = finding(
        TWO_VALUES,
        Place(prose.element_id, Span(prose.start, prose.end)),
        prose.text,
        None,
        sentence="figures_two_places",
        name=bare_name(prose),
        cell=bare_name(cell),
        before=f"{cell.text}{cell.unit}",
        now=f"{prose.text}{prose.unit}",
    )
    return replace(found, severity=Severity.WARNING) if pair.is_exact else found


def _is_this_years(fact: Fact, has_basis: bool) -> bool:
    return fact.state is not FactState.EMPTY and not (has_basis and fact.state.is_open)


def _is_other_time(pair: Twins, content: str, words: TableWords) -> bool:
    """Whether the words before the figure of a sentence say that it is last year's, planned, or a change where its cell is none."""
    clause = PAUSE.split(content[: pair.prose.start])[-1]
    others = (
        (words.planned, words.ahead)
        if pair.is_growth
        else (words.last_years, words.planned, words.ahead, words.computed)
    )
    return any(words_of.search(clause) for words_of in others)


def _differ(pair: Twins, has_basis: bool) -> bool:
    """Whether two values contradict each other: more than rounding apart, and one thing by name and size."""
    prose, cell = _single(pair.prose), _single(pair.cell)
    if prose is None or cell is None or prose.unit != cell.unit:
        return False
    if abs(prose.amount - cell.amount) <= max(prose.slack, cell.slack):
        return False
    return (has_basis and pair.is_long) or (pair.is_exact and _are_near(prose, cell))


def _are_near(one: Value, two: Value) -> bool:
    small, great = sorted((abs(one.amount), abs(two.amount)))
    return small > 0 and great / small <= MOST_APART


def _single(fact: Fact) -> Value | None:
    value = value_of(fact.text, fact.unit)
    return value if value is not None and value.last is None else None


def check_tables(elements: Sequence[Element], words: TableWords) -> tuple[Finding, ...]:
    """Typed values of computed cells that disagree with the cells that they come from, in document order."""
    if not any(element.role is Role.TABLE for element in elements):
        return ()
    views = (view_of(placed, elements, words) for placed in tables_of(elements))
    return tuple(finding for view in views if view is not None for finding in _of_table(Sheet(view)))


def _of_table(sheet: Sheet) -> Iterable[Finding]:
    pairs = (*_totals(sheet), *_computed(sheet), *(_computed(sheet.turned) if sheet.turned else ()))
    return dict.fromkeys(
        _disagreement(number, made) for number, made in pairs if number is not None and made and not made.fits(number)
    )


def _totals(sheet: Sheet) -> Iterator[tuple[Number | None, WorkedOut | None]]:
    for row, column in product(sheet.totals.sums.parts, sheet.totals.columns):
        yield sheet.number(row, column), sheet.totals.worked_out(row, column)


def _computed(sheet: Sheet) -> Iterator[tuple[Number | None, WorkedOut | None]]:
    for formula in sheet.formulas:
        for row in sheet.rows:
            yield sheet.number(row, formula.column), sheet.worked_out(formula, row)


def _disagreement(number: Number, made: WorkedOut) -> Finding:
    right = f"{made.value:.{number.digits}f}"
    parameters = (("sentence", "figures_table"), ("sum", right), ("parts", made.formula))
    return Finding(CODE, Severity.WARNING, number.place, number.text, parameters=parameters)
