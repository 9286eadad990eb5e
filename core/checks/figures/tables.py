"""Typed values of computed columns and rows of tables that disagree with the cells that they come from.

A formula counts only where most rows of the table keep to it; a row that does not is told. Nothing is told where no
formula is sure.
"""

from collections.abc import Iterable, Iterator, Sequence

from core.checks.figures.sums import CODE
from core.model.elements import Element, Role
from core.model.finding import Finding, Severity
from core.model.grid import tables_of
from core.model.tables.cells import TableWords
from core.model.tables.formulas import Number, Sheet, WorkedOut
from core.model.tables.view import view_of


def check_tables(elements: Sequence[Element], words: TableWords) -> tuple[Finding, ...]:
    """Typed values of computed cells that disagree with the cells that they come from, in document order."""
    if not any(element.role is Role.TABLE for element in elements):
        return ()
    views = (view_of(placed, elements, words) for placed in tables_of(elements))
    return tuple(finding for view in views if view is not None for finding in _of_table(Sheet(view)))


def _of_table(sheet: Sheet) -> Iterable[Finding]:
    pairs = (*_totals(sheet), *_computed(sheet))
    return dict.fromkeys(
        _finding(number, made) for number, made in pairs if number is not None and made and not made.fits(number)
    )


def _totals(sheet: Sheet) -> Iterator[tuple[Number | None, WorkedOut | None]]:
    for column in sheet.added:
        if sheet.total is not None:
            yield sheet.number(sheet.total, column), sheet.sum_of(column)


def _computed(sheet: Sheet) -> Iterator[tuple[Number | None, WorkedOut | None]]:
    for formula in sheet.formulas:
        for row in sheet.rows:
            yield sheet.number(row, formula.column), sheet.worked_out(formula, row)


def _finding(number: Number, made: WorkedOut) -> Finding:
    right = f"{made.value:.{number.digits}f}"
    parameters = (("sentence", "figures_table"), ("sum", right), ("parts", made.told))
    return Finding(CODE, Severity.WARNING, number.place, number.text, parameters=parameters)
