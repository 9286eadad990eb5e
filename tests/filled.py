"""Collection sheets as departments send them back: written by the program, then filled in cell by cell with openpyxl."""

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from openpyxl import load_workbook

from core.collection.collect import collect
from core.collection.columns import HEAD_LINE, NAMES
from core.collection.read import read_sheet
from core.collection.rows import CollectionOrder, plan_sheets
from core.collection.values import Collected, FilledSheet
from core.collection.write import write_sheet
from core.model.draft import Draft
from core.workflows.yearly.collecting import load_sheet_words

COLUMN = MappingProxyType({name: index for index, name in enumerate(NAMES, 1)})
TOP = MappingProxyType({"unit": (4, "label"), "person": (4, "value"), "phone": (5, "label"), "day": (5, "value")})
FIRST = HEAD_LINE + 1
ALL = CollectionOrder()


def with_units(draft: Draft, units: Mapping[str, str]) -> Draft:
    """The draft with these units, by fact, and labels that tell the facts apart; 63% is a percentage."""
    facts = (replace(fact, unit=units.get(fact.id, ""), label=f"{fact.id}的数") for fact in draft.facts)
    return replace(draft, facts=tuple(replace(f, subkind="percent") if f.unit == "%" else f for f in facts))


def with_fact(draft: Draft, fact_id: str, **changes: Any) -> Draft:
    """The draft with one fact changed."""
    return replace(draft, facts=tuple(replace(f, **changes) if f.id == fact_id else f for f in draft.facts))


def put_in(draft: Draft) -> CollectionOrder:
    """An order that asks for every fact of a draft, in one sheet."""
    ids = frozenset(fact.id for fact in draft.facts)
    return CollectionOrder(facts=ids, departments=dict.fromkeys(ids, "办公室"))


def sheets_of(draft: Draft, order: CollectionOrder = ALL) -> list[bytes]:
    """The sheets that the program writes for a draft."""
    words = load_sheet_words()
    return [write_sheet(plan, words) for plan in plan_sheets(draft, order, words)]


def altered(data: bytes, change: Callable[[Any], None]) -> bytes:
    """The sheet after a change by hand."""
    book = load_workbook(io.BytesIO(data))
    change(book.worksheets[0])
    book.save(target := io.BytesIO())
    return target.getvalue()


def filled(data: bytes, values: Mapping[int, object], **top: object) -> bytes:
    """The sheet with these values in its rows, counted from 0, and these answers at the top."""

    def fill(sheet: Any) -> None:
        for row, value in values.items():
            sheet.cell(FIRST + row, COLUMN["value"]).value = value
        for name, value in top.items():
            line, column = TOP[name]
            sheet.cell(line, COLUMN[column]).value = value

    return altered(data, fill)


def back(data: bytes, file: str = "人事科.xlsx") -> FilledSheet:
    """The sheet as read."""
    return read_sheet(file, data)


def collected(draft: Draft, *sheets: bytes) -> Collected:
    """What the sheets, named 1.xlsx, 2.xlsx …, say together."""
    return collect(draft, [read_sheet(f"{number}.xlsx", data) for number, data in enumerate(sheets, 1)])


def codes(found: Collected) -> list[str]:
    """The codes of the problems, without their common beginning."""
    return [problem.notice.code.removeprefix("collect_") for problem in found.problems]


def values(found: Collected) -> dict[str, str]:
    """The answers by fact."""
    return {answer.fact_id: answer.value for answer in found.answers}
