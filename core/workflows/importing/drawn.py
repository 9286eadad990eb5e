"""Tables that the text of a report only draws with tabs or box lines: made tables on request, never unasked."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count, groupby
from operator import itemgetter

from core.model.blocks import CellPlace, cut_emphasis
from core.model.change import number_of
from core.model.elements import Element, Role
from core.model.tables.given import GivenTable
from core.readers.tabs import columns_of, drawn_columns, is_rule
from core.workflows.facts import find_facts
from core.workflows.importing.reports import Report

Run = tuple[Element, ...]
_RULE = -1
"""Stands for the columns of a line that only rules a table."""


def drawn_tables(report: Report) -> tuple[Run, ...]:
    """The paragraphs of each table that is drawn: lines below one another with as many columns."""
    return tuple(run for run in _runs(report.document.elements) if _table_of(run) is not None)


def with_drawn_tables(report: Report) -> Report:
    """The report with tables in the place of those paragraphs; its facts are found anew, as those of cells."""
    elements = report.document.elements
    runs = {run[0].id: run for run in drawn_tables(report)}
    gone = {each.id for run in runs.values() for each in run}
    numbers = count(max((number_of(each.id) for each in elements), default=0) + 1)
    made: list[Element] = []
    for each in elements:
        if each.id in runs:
            made += _elements(runs[each.id], numbers)
        elif each.id not in gone:
            made.append(each)
    document = replace(report.document, elements=tuple(made))
    return replace(report, document=document, facts=find_facts(document.elements))


def _runs(elements: Sequence[Element]) -> Iterator[Run]:
    """Plain paragraphs below one another with as many columns, and the rules between them."""
    numbered = zip(elements, _widths(elements), strict=True)
    for _, found in groupby(numbered, itemgetter(1)):
        yield tuple(each for each, width in found if width)


def _widths(elements: Sequence[Element]) -> list[int]:
    """How many columns each paragraph has, a rule those of a line beside it; 0 for what draws nothing."""
    found = [(drawn_columns(each.content) or _RULE) if _is_drawn(each) else 0 for each in elements]
    for way in (range(1, len(found)), range(len(found) - 2, -1, -1)):
        for at in way:
            found[at] = (found[at - way.step] or _RULE) if found[at] == _RULE else found[at]
    return found


def _is_drawn(element: Element) -> bool:
    is_plain = element.role is Role.BODY and not element.objects
    return is_plain and (
        drawn_columns(element.content) > 1 or (bool(element.content.strip()) and is_rule(element.content))
    )


def _table_of(run: Run) -> GivenTable | None:
    return columns_of([each.content for each in run])


def _elements(run: Run, numbers: Iterator[int]) -> Iterator[Element]:
    """The table and its cells, each in the line that it comes from, with the look of its words."""
    given = _table_of(run)
    if given is None:
        return
    yield Element(f"e{next(numbers)}", Role.TABLE, "", line=run[0].line, table=given.table, landscape=run[0].landscape)
    rows = [each for each in run if not is_rule(each.content)]
    wide = given.table.size[1]
    at = 0
    for number, (cell, text) in enumerate(zip(given.table.cells, given.texts, strict=True)):
        source = rows[number // wide]
        start = source.content.index(text, 0 if number % wide == 0 else at)
        at = start + len(text)
        look = cut_emphasis(source.emphasis, start, at, -start)
        place = CellPlace(cell.row, cell.column)
        yield Element(f"e{next(numbers)}", Role.CELL, text, line=source.line, emphasis=look, cell=place)
