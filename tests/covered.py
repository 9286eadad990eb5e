"""Sample pairs of plan and summary: ``⟦3,7⟧`` in a summary says that the sentence reports on the tasks 3 and 7.

A task is named by its number, by section and point (``2.4``), or ``0`` for a promise in the preamble.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.coverage.values import Certainty, CoverageRow, Task
from core.model.elements import Element
from core.numbering import find_ordinal
from core.workflows.importing.reports import Report, recognise_report
from core.workflows.yearly.coverage import CoverTables, coverage_of, load_cover_tables

FOLDER = Path(__file__).parent / "coverage_pairs"
MARK = re.compile(r"⟦([^⟧]*)⟧")
SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")


@dataclass(frozen=True, slots=True)
class Pair:
    """A plan, a summary without its marks, and the tasks that each marked sentence reports on."""

    plan: Report
    summary: Report
    truth: Mapping[str, frozenset[str]]

    def name(self, task: Task) -> str:
        """The task's name in the marks."""
        parts = {element.id: element for element in self.plan.document.elements}
        number = _number(task.ordinal)
        above = parts.get(task.part)
        return f"{_number(above.ordinal)}.{number}" if task.ordinal.endswith("是") and above else str(number)


def report(text: str) -> Report:
    """A text as it is recognised."""
    return recognise_report("sample.txt", text.encode()).value


@cache
def load_pair(name: str) -> Pair:
    """The pair of this name."""
    plan, marked = (FOLDER.joinpath(f"{name}.{part}.txt").read_text("utf-8") for part in ("plan", "summary"))
    truth: dict[str, frozenset[str]] = {}
    for sentence in SENTENCE.findall(marked):
        tasks = frozenset(",".join(MARK.findall(sentence)).split(",")) - {""}
        if tasks:
            truth[MARK.sub("", sentence).strip()] = tasks
    return Pair(report(plan), report(MARK.sub("", marked)), truth)


@cache
def tables() -> CoverTables:
    """The program's own word lists."""
    return load_cover_tables()


@cache
def rows_of(name: str) -> tuple[CoverageRow, ...]:
    """The rows of a pair."""
    pair = load_pair(name)
    return coverage_of(pair.summary, pair.plan, tables())


def links(name: str, certainty: Certainty) -> tuple[int, int]:
    """How many sentences were given to a task with this certainty rightly, and how many wrongly."""
    pair, right, wrong = load_pair(name), 0, 0
    for row in rows_of(name):
        for mention in row.mentions:
            if mention.certainty is certainty:
                fits = pair.name(row.task) in pair.truth.get(mention.sentence.text.strip(), ())
                right, wrong = right + fits, wrong + (not fits)
    return right, wrong


def row_of(name: str, task: str) -> CoverageRow:
    """The row of one task."""
    pair = load_pair(name)
    return next(row for row in rows_of(name) if pair.name(row.task) == task)


def after(elements: tuple[Element, ...], element_id: str) -> str:
    """The text of an element and the one behind it, ordinals included."""
    index = next(i for i, element in enumerate(elements) if element.id == element_id)
    return "／".join(element.text for element in elements[index : index + 2])


def _number(ordinal: str) -> int:
    found = find_ordinal(ordinal + "，" if ordinal.endswith("是") else ordinal + "事")
    return found.number if found else 0
