"""Importing filled sheets: answers that can be accepted, and problems for the user."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from operator import itemgetter

from core.collection.columns import check_of, code_of, fact_of
from core.collection.judge import Judgement, judge
from core.collection.rows import asked_of
from core.collection.values import (
    AddedRow,
    Answer,
    AskedField,
    Collected,
    FilledCell,
    FilledRow,
    FilledSheet,
    GivenKind,
    Problem,
)
from core.model.draft import Draft
from core.model.fact import Fact
from core.model.grid import tables_of
from core.model.quantities import tidy
from core.result import Notice

LONGEST_SOURCE = 300
"""Longest source of a value, and longest remark, in characters."""


def collect(draft: Draft, sheets: Sequence[FilledSheet]) -> Collected:
    """Compare filled sheets with the draft, which is not changed.

    An answer is accepted only if its cell holds what was asked for, in the requested unit, in an unchanged row, and if
    nothing contradicts it: no other sheet, and no value entered in the draft meanwhile.
    """
    key, asked = draft.identity.key, _asked(draft)
    sheets = _with_cells(sheets, draft)
    found = _without_conflicts([item for sheet in sheets for item in _said(sheet, key, asked)], asked)
    answers, problems = _parted(found)
    answered = {_field(item.fact_id, asked) for item in found}
    empty = list(chain.from_iterable(_left_empty(sheet, key, asked, answered) for sheet in sheets))
    unanswered = tuple(dict.fromkeys(fact_id for fact_id, _ in empty))
    return Collected(_one_each(answers, asked), problems, unanswered, dict(filter(itemgetter(1), empty)))


def _parted(found: Iterable[Problem | Answer]) -> tuple[list[Answer], tuple[Problem, ...]]:
    answers: list[Answer] = []
    problems: list[Problem] = []
    for item in found:
        if isinstance(item, Answer):
            answers.append(item)
        else:
            problems.append(item)
    return answers, tuple(problems)


def _with_cells(sheets: Sequence[FilledSheet], draft: Draft) -> list[FilledSheet]:
    """The sheets with the filled cells of their tables as rows: each asks for the fact that stands in the cell now."""
    places = _places(draft) if any(sheet.cells for sheet in sheets) else {}
    return [
        replace(sheet, rows=(*sheet.rows, *(_row_of(cell, places.get(cell.place)) for cell in sheet.cells)))
        for sheet in sheets
    ]


def _places(draft: Draft) -> dict[tuple[str, str, str], Fact]:
    """The fact of each cell by the ids of table, row and column; the first where there are several."""
    near: dict[str, Fact] = {}
    for fact in draft.facts:
        near.setdefault(fact.element_id, fact)
    found: dict[tuple[str, str, str], Fact] = {}
    for placed in tables_of(draft.elements):
        for (row, column), elements in placed.texts(draft.elements).items():
            facts = [near[element.id] for element in elements if element.id in near]
            if facts:
                found[placed.element_id, row, column] = facts[0]
    return found


def _row_of(cell: FilledCell, fact: Fact | None) -> FilledRow:
    """The cell as a row; a row of the table that shows something else than it did has no check."""
    code = code_of(cell.key, fact.id if fact is not None else "-".join(cell.place))
    label, unit, prior = (fact.label, fact.unit, fact.prior) if fact is not None else ("", "", "")
    check = check_of(code, "", label, "", unit, prior) if cell.is_same else ""
    return FilledRow(cell.line, code, check, "", label, "", unit, prior, cell.given, "", "")


def _added(sheet: FilledSheet, row: AddedRow) -> Problem:
    """A row that a department added: it is taken only when somebody says so."""
    given = "，".join(text for _, text in row.texts)
    answer = Answer("", given, _informant(sheet), "", sheet.file, row.line, row)
    return Problem(_notice("collect_table_row", row.line, given=given), sheet.file, row.line, "", "", given, answer)


def _asked(draft: Draft) -> dict[str, AskedField]:
    elements = {element.id: element for element in draft.elements}
    return {fact.id: asked_of(fact, elements[fact.element_id], draft.identity.year) for fact in draft.facts}


def _field(fact_id: str, asked: dict[str, AskedField]) -> str:
    fact = asked[fact_id].fact if fact_id in asked else None
    return fact.field if fact else fact_id


def _notice(code: str, line: int = 0, **words: str) -> Notice:
    return Notice(code, line, words)


def _said(sheet: FilledSheet, key: str, asked: dict[str, AskedField]) -> Iterator[Problem | Answer]:
    """The content of one sheet, row by row."""
    if sheet.rows and not any(fact_of(row.code, key) for row in sheet.rows):
        yield Problem(_notice("collect_other_draft"), sheet.file)
        return
    yield from _missing(sheet, key, asked)
    yield from (_added(sheet, row) for row in sheet.added if row.key == key)
    for row in sheet.rows:
        fact_id = fact_of(row.code, key)
        if row.given.kind is not GivenKind.EMPTY:
            yield _taken(sheet, row, asked[fact_id]) if fact_id in asked else _unknown(sheet, row, fact_id)


def _left_empty(
    sheet: FilledSheet, key: str, asked: dict[str, AskedField], answered: Collection[str]
) -> list[tuple[str, str]]:
    """Facts with empty cells here and no answer elsewhere, each with the remark beside it."""
    empty = [row for row in sheet.rows if row.given.kind is GivenKind.EMPTY]
    found = [(fact_of(row.code, key), row.remark[:LONGEST_SOURCE]) for row in empty]
    return [
        (fact_id, remark) for fact_id, remark in found if fact_id in asked and _field(fact_id, asked) not in answered
    ]


def _missing(sheet: FilledSheet, key: str, asked: dict[str, AskedField]) -> Iterator[Problem]:
    """Rows that were sent out and are missing in the sheet."""
    there = {row.code for row in sheet.rows}
    for code in sheet.codes:
        fact_id = fact_of(code, key)
        if code not in there and fact_id in asked:
            label = asked[fact_id].fact.label
            yield Problem(_notice("collect_row_missing", label=label), sheet.file, 0, fact_id, label)


def _unknown(sheet: FilledSheet, row: FilledRow, fact_id: str) -> Problem:
    """A row that was not sent out, or whose fact is no longer in the draft."""
    code = "collect_fact_gone" if fact_id else "collect_row_added"
    notice = _notice(code, row.line, label=row.label, given=row.given.text)
    return Problem(notice, sheet.file, row.line, "", row.label, row.given.text)


def _taken(sheet: FilledSheet, row: FilledRow, asked: AskedField) -> Problem | Answer:
    """The answer of a row, or the first problem found in it."""
    judged = judge(row.given, asked, row.unit)
    fact = asked.fact
    answer = None
    if judged.value:
        answer = Answer(fact.id, judged.value, _source(sheet, row), row.remark[:LONGEST_SOURCE], sheet.file, row.line)
    doubt = _doubt(row, judged, fact)
    if answer and not doubt:
        return answer
    unit = row.unit if doubt == "collect_unit_differs" else fact.unit
    words = {"label": fact.label, "given": row.given.text, "value": judged.value or "", "unit": unit}
    notice = _notice(doubt, row.line, **words, own_unit=row.unit, text=fact.text, prior=fact.prior)
    return Problem(notice, sheet.file, row.line, fact.id, fact.label, row.given.text, answer)


def _doubt(row: FilledRow, judged: Judgement, fact: Fact) -> str:
    """Code of the problem with a row (empty: none); an unusable cell takes precedence."""
    if judged.value is None or judged.doubt == "collect_unit_changed":
        return judged.doubt
    if row.check != check_of(row.code, row.section, row.label, row.context, row.unit, row.prior):
        return "collect_row_changed"
    if not judged.doubt and not fact.state.is_open and fact.text != judged.value:
        return "collect_already_filled"
    return judged.doubt


def _source(sheet: FilledSheet, row: FilledRow) -> str:
    """``人事科 张三 82345678，2023-07-05（人事科.xlsx）；依据：干部台账``"""
    source = _informant(sheet)
    return (f"{source}；依据：{row.source}" if row.source else source)[:LONGEST_SOURCE]


def _informant(sheet: FilledSheet) -> str:
    who = " ".join(part for part in (sheet.unit or sheet.department, sheet.person, sheet.phone) if part)
    return ("，".join(part for part in (who, sheet.day) if part) + f"（{sheet.file}）")[:LONGEST_SOURCE]


def _without_conflicts(found: list[Problem | Answer], asked: dict[str, AskedField]) -> list[Problem | Answer]:
    """Contradicting answers for one field become problems, each listing the others."""
    said: dict[str, list[Answer]] = {}
    for item in found:
        answer = item.answer if isinstance(item, Problem) else item
        if answer is not None:
            said.setdefault(_field(answer.fact_id, asked), []).append(answer)
    return [
        _contested(item, said[_field(item.fact_id, asked)], asked) if isinstance(item, Answer) else item
        for item in found
    ]


def _contested(answer: Answer, said: Sequence[Answer], asked: dict[str, AskedField]) -> Problem | Answer:
    others = [other for other in said if tidy(other.value) != tidy(answer.value)]
    if not others:
        return answer
    label = asked[answer.fact_id].fact.label
    conflicts = "；".join(dict.fromkeys(f"{other.file}第{other.line}行：{other.value}" for other in others))
    notice = _notice("collect_conflict", answer.line, label=label, given=answer.value, others=conflicts)
    return Problem(notice, answer.file, answer.line, answer.fact_id, label, answer.value, answer)


def _one_each(answers: Sequence[Answer], asked: dict[str, AskedField]) -> tuple[Answer, ...]:
    """One answer per field; further sources of the same value are appended."""
    fields: dict[str, Answer] = {}
    for answer in answers:
        key = _field(answer.fact_id, asked)
        first = fields.setdefault(key, answer)
        if answer.source not in first.source:
            sources = f"{first.source}；{answer.source}"[:LONGEST_SOURCE]
            fields[key] = replace(first, source=sources, note=first.note or answer.note)
    return tuple(fields.values())
