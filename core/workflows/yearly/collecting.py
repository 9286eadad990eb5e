"""填报表: writing .xlsx files for departments and importing the filled ones into the draft."""

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import count
from pathlib import Path
from typing import Any

from core.collection.collect import collect
from core.collection.read import read_sheet
from core.collection.rows import CollectionOrder, plan_sheets
from core.collection.sheet_words import SheetWords, build_words
from core.collection.values import Answer, Collected, FilledSheet, Problem, SheetPlan, SheetRow
from core.collection.write import write_sheet
from core.editing.grids.given import add_row
from core.editing.text.values import GivenValue, set_given_values
from core.errors import AppError, BadInput, BadUse
from core.files import safe_name, write_atomically
from core.model.change import Change, apply, difference
from core.model.draft import Draft
from core.model.grid import tables_of
from core.model.outline import sections
from core.model.spans import Place
from core.model.tables.cells import build_table_words
from core.reading import parse_toml, read_limited
from core.resources import load
from core.result import Notice
from core.workflows.importing.listing import cell_shapes
from core.workflows.messages import sentence

__all__ = (
    "Answer",
    "Askable",
    "Clash",
    "Collected",
    "CollectionOrder",
    "Problem",
    "SentSheet",
    "SheetPlan",
    "accepted",
    "askable",
    "collected_shape",
    "order_of",
    "planned",
    "read_answers",
    "send_sheets",
    "sheets_shape",
)

WORDS, TABLE_WORDS = "collection.toml", "tables.toml"
LARGEST = 10 * 1024 * 1024
"""Bytes of a filled sheet that are read at most; one of 2000 rows has some 200 000."""

LONGEST_NAME = 60
ENDING = ".xlsx"

Shape = dict[str, Any]
Watch = Callable[[int], bool]


class Clash(Enum):
    """What to do when the file of a sheet exists already."""

    REFUSE = "refuse"
    REPLACE = "replace"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class Askable:
    """A row that can be sent out; ``section`` is the key (Section.key) of its first place."""

    row: SheetRow
    section: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class SentSheet:
    """A sheet that was written for a department."""

    department: str
    path: Path
    rows: int
    tables: int = 0


def load_sheet_words(folder: Path | None = None) -> SheetWords:
    """The wording of the sheets from its file. Raises BadWords."""
    return load(build_words, WORDS, folder=folder, parse=parse_toml)


def askable(draft: Draft) -> tuple[Askable, ...]:
    """All quantities of the draft in the order of its text, open or not: the rows that the user selects from."""
    home = {element_id: section.key for section in sections(draft.elements) for element_id in section.element_ids}
    facts = {fact.id: fact for fact in draft.facts}
    plans = planned(draft, CollectionOrder(is_whole=True))
    rows = {row.fact_id: row for plan in plans for row in plan.rows}.values()  # several may answer for one
    return tuple(Askable(row, home[facts[row.fact_id].element_id], facts[row.fact_id].state.is_open) for row in rows)


def planned(draft: Draft, order: CollectionOrder) -> tuple[SheetPlan, ...]:
    """The sheets that ``send_sheets`` would write, in their order."""
    return plan_sheets(draft, order, load_sheet_words(), load(build_table_words, TABLE_WORDS))


def send_sheets(
    draft: Draft, folder: Path, order: CollectionOrder, clash: Clash = Clash.REFUSE, watch: Watch = lambda _done: True
) -> tuple[SentSheet, ...]:
    """Write one sheet per department into ``folder``, created if need be; returns the sheets written.

    ``clash`` decides about existing files, which may be returned ones (``collect_exists`` for REFUSE). ``watch`` is
    called with the number written and may stop the rest. BadUse ``collect_nothing`` when no fact is left to ask for,
    ``collect_department`` for an unknown heading or fact.
    """
    # Imported here: openpyxl would delay the first window.
    _check_departments(draft, order)
    words = load_sheet_words()
    plans = planned(draft, order)
    if not plans:
        raise BadUse("collect_nothing")
    paths = _distinct_paths(_paths(plans, folder, words), clash)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AppError("save_no_folder", folder=str(folder)) from error
    sent: list[SentSheet] = []
    for path, plan in zip(paths, plans, strict=True):
        write_atomically(path, write_sheet(plan, words))
        sent.append(SentSheet(plan.department, path, len(plan.rows), len(plan.tables)))
        if not watch(len(sent)):
            break
    return tuple(sent)


def _distinct_paths(paths: Sequence[Path], clash: Clash) -> list[Path]:
    """The paths to write, made distinct from existing files as ``clash`` says."""
    taken = [path for path in paths if os.path.lexists(path)]
    if clash is Clash.REFUSE and taken:
        raise BadUse("collect_exists", name=taken[0].name)
    if clash is Clash.REPLACE:
        return list(paths)
    given = frozenset(paths)
    return [_free(path, given) if path in taken else path for path in paths]


def _free(path: Path, given: Collection[Path]) -> Path:
    numbered = (path.with_name(f"{path.stem}（{number}）{path.suffix}") for number in count(2))
    return next(each for each in numbered if not os.path.lexists(each) and each not in given)


def _check_departments(draft: Draft, order: CollectionOrder) -> None:
    """BadUse for a department assigned to an unknown heading or fact: after a typing error the figures would be asked
    of another."""
    known = {fact.id for fact in draft.facts}
    for section in sections(draft.elements):
        known |= {section.heading_id, section.ordinal, section.heading, section.ordinal + section.heading}
    for name in (*order.departments, *order.sections, *order.facts):
        if name not in known:
            raise BadUse("collect_department", name=name)


def _paths(plans: Sequence[SheetPlan], folder: Path, words: SheetWords) -> list[Path]:
    """One path per sheet, made distinct where two departments would get the same."""
    paths: list[Path] = []
    for plan in plans:
        name = words.file.replace("{report}", plan.report).replace("{department}", plan.department[:LONGEST_NAME])
        stem = safe_name(name).strip(". ") or words.name
        number = sum(path.stem == stem or path.stem.startswith(f"{stem}-") for path in paths)
        paths.append(folder / f"{stem}{f'-{number + 1}' if number else ''}{ENDING}")
    return paths


def read_answers(draft: Draft, paths: Iterable[Path]) -> Collected:
    """The content of all filled sheets together; a file that cannot be read becomes a problem among the others."""
    # Imported here: openpyxl would delay the first window.
    sheets: list[FilledSheet] = []
    unread: list[Problem] = []
    for path in paths:
        try:
            sheets.append(read_sheet(path.name, read_limited(path, LARGEST)))
        except BadInput as error:
            unread.append(Problem(Notice(error.code, 0, error.parameters), path.name))
    found = collect(draft, sheets)
    return replace(found, problems=(*unread, *found.problems))


def accepted(draft: Draft, answers: Iterable[Answer]) -> Change:
    """One undoable step that writes the answers into the draft, each with its source; the last one for a field counts.

    Answers of problems that the user accepted are written like any others.
    """
    answers = tuple(answers)
    values = [GivenValue(item.fact_id, item.value, item.source, item.note) for item in answers if item.added is None]
    change = set_given_values(draft, values)
    added = [item.added for item in answers if item.added is not None]
    if not added:
        return change
    after = apply(draft, change)
    for row in added:
        after = apply(after, add_row(after, row.table, row.after, dict(row.texts)))
    return difference(draft, after, Place(added[0].table), change.reason)


def order_of(departments: Shape) -> CollectionOrder:
    """The order for a JSON object ``{"（二）": "组织科", "f12": "人事科"}``; BadUse for anything else in it."""
    if not all(isinstance(name, str) for name in departments.values()):
        raise BadUse("collect_department", name=next(k for k, v in departments.items() if not isinstance(v, str)))
    return CollectionOrder(departments=departments)


def sheets_shape(sent: Sequence[SentSheet]) -> Shape:
    """The JSON object of ``collect DRAFT -o DIR --json``; ``tables`` counts the worksheets with tables of the draft."""
    rows = [{"department": s.department, "file": str(s.path), "rows": s.rows, "tables": s.tables} for s in sent]
    return {"sheets": rows}


def nothing_read(collected: Collected, files: Sequence[Path | str]) -> bool:
    """Whether not one of the files could be read as a sheet."""
    unread = {problem.file for problem in collected.problems if not problem.line}
    return not (collected.answers or collected.unanswered) and len(unread) == len({Path(one).name for one in files})


def collected_shape(collected: Collected, draft: Draft) -> Shape:
    """The JSON object of ``collect DRAFT --read FILE… --json``; ``value`` of a problem is the value that could be
    accepted. What belongs to a cell has its table, row and column; ``added`` are the texts of a row that was added."""
    facts = {fact.id: fact for fact in draft.facts}
    shapes = cell_shapes(draft.elements)
    cells = {fact.id: shapes[fact.element_id] for fact in draft.facts if fact.element_id in shapes}
    return {
        "answers": [
            {"id": item.fact_id, "label": facts[item.fact_id].label, "unit": facts[item.fact_id].unit}
            | {"value": item.value, "source": item.source, "note": item.note, "file": item.file, "line": item.line}
            | cells.get(item.fact_id, {})
            for item in collected.answers
        ],
        "problems": [
            {"code": item.notice.code, "message": sentence(item.notice), "file": item.file, "line": item.line}
            | {"id": item.fact_id or None, "label": item.label, "given": item.given}
            | {"value": item.answer.value if item.answer else None}
            | cells.get(item.fact_id, {})
            | _added_shape(item, draft)
            for item in collected.problems
        ],
        "unanswered": list(collected.unanswered),
    }


def _added_shape(problem: Problem, draft: Draft) -> Shape:
    """The table of a row that was added, and the texts by column."""
    row = problem.answer.added if problem.answer is not None else None
    tables = {placed.element_id: (n, placed.table) for n, placed in enumerate(tables_of(draft.elements), 1)}
    if row is None or row.table not in tables:
        return {}
    number, table = tables[row.table]
    columns = {column.id: index for index, column in enumerate(table.columns)}
    texts = [{"column": columns[name], "text": text} for name, text in row.texts if name in columns]
    return {"table": number, "added": texts}
