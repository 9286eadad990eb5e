"""要点对照 of a draft or report with this year's plan: rows, findings, and generating missing sections."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from core.coverage.compare import coverage
from core.coverage.default_section import default_section, run_in, sentences_left
from core.coverage.insertion_point import InsertionPoint, insertion_point
from core.coverage.sentences import reporting, sentences_in
from core.coverage.tasks import tasks_of
from core.coverage.tense import TenseWords, build_tense
from core.coverage.values import Certainty, CoverageRow, CoverState, CoverWords, Material, Sentence, Task, build_words
from core.coverage.verdicts import mark_of
from core.editing.outline.insert import NewSection, insert_section, is_of_plan
from core.editing.plan_notes import VERDICTS, noted, set_noted
from core.errors import BadUse
from core.model.change import Change
from core.model.draft import Basis, Draft
from core.model.elements import Element
from core.model.fact import Fact, FactKind, FactState
from core.model.finding import Finding, Severity
from core.model.particulars import LEFT_OUT
from core.model.spans import Place, Span
from core.resources import load
from core.workflows.drafting.points import points_of
from core.workflows.facts import find_facts
from core.workflows.importing.reports import Report
from core.workflows.messages import words
from core.workflows.yearly.plans import plan_in

__all__ = (
    "Certainty",
    "CoverState",
    "CoverTables",
    "CoverageRow",
    "coverage_findings",
    "coverage_of",
    "judge",
    "leave_out",
    "left_out",
    "load_cover_tables",
    "plan_findings",
    "plan_in",
    "sentence_at",
    "task_change",
    "task_sentences_left",
)

FILES = ("coverage.toml", "tense.toml")
CODE = "plan_not_reported"
NOT_WRITTEN, WRITTEN_AGAIN, JUDGED = "注明不写", "取消不写", "对照要点"

Texts = tuple[tuple[Element, ...], tuple[Fact, ...] | None]
"""Elements of a plan or a summary with its facts; None where they are still to be found."""


@dataclass(frozen=True, slots=True)
class CoverTables:
    """The word lists of the comparison and of the past tense."""

    words: CoverWords
    tense: TenseWords


def load_cover_tables(folder: Path | None = None) -> CoverTables:
    """The word lists in their present state. Raises BadWords."""
    return load(_tables, *FILES, folder=folder)


def _tables(compared: Mapping[str, str], tense: Mapping[str, str]) -> CoverTables:
    return CoverTables(build_words(compared, tense["verbs"].split()), build_tense(tense))


def coverage_of(summary: Draft | Report, plan: Report | Basis, tables: CoverTables) -> tuple[CoverageRow, ...]:
    """Each task of the plan with the sentences and figures of the summary that report on it, in the plan's order."""
    if isinstance(summary, Report):
        return coverage(_plan(plan), _summary(summary), tables.words)
    said = noted(summary, LEFT_OUT), noted(summary, VERDICTS)
    facts = None if isinstance(plan, Basis) else plan.facts
    elements = plan.elements if isinstance(plan, Basis) else plan.document.elements
    return _compared((elements, facts), (summary.elements, summary.facts), said, tables.words)


# The view, the findings and every edit of the view request the same rows.
@lru_cache(maxsize=2)
def _compared(plan: Texts, summary: Texts, said: tuple[str, str], words: CoverWords) -> tuple[CoverageRow, ...]:
    # The draft's facts and the figures typed into it that are not facts.
    elements = summary[0]
    facts = summary[1] or ()
    kept: dict[str, list[Fact]] = {element.id: [] for element in elements}
    for fact in facts:
        kept[fact.element_id].append(fact)
    for element in elements:
        own = kept[element.id]
        kept[element.id] = sorted([*own, *(one for one in _figures_in(element) if not _overlaps(one, own))], key=_start)
    given = Material(summary[0], tuple(chain.from_iterable(kept.values())))
    rows = coverage(_plan_of(*plan), given, words, _reasons(said[0]), _verdicts(said[1]))
    return tuple(_without_carried_proof(row, facts) for row in rows)


def _without_carried_proof(row: CoverageRow, facts: Sequence[Fact]) -> CoverageRow:
    """The row, not proven by a sentence with figures of last year that nobody has looked at, unless it was confirmed."""
    if not row.is_proven or any(mention.is_confirmed for mention in row.mentions):
        return row
    sure = [mention.sentence for mention in row.mentions if mention.certainty is Certainty.SURE]
    return replace(row, is_proven=not any(_is_carried(fact, sure) for fact in facts))


def _is_carried(fact: Fact, sentences: Sequence[Sentence]) -> bool:
    """Whether it is an unchecked figure of last year in one of the sentences, or anything unchecked of the plan."""
    is_open = (fact.kind is FactKind.FIGURE or is_of_plan(fact)) and fact.state is FactState.CARRIED
    return is_open and any(sentence.holds(fact) for sentence in sentences)


def coverage_findings(summary: Draft | Report, rows: Sequence[CoverageRow], tables: CoverTables) -> tuple[Finding, ...]:
    """The tasks without any mention; each finding is at the heading where the task belongs, or at the title if there is
    no evidence."""
    material = _summary(summary)
    reports = tuple(reporting(material, tables.words))
    first = material.elements[0].id if material.elements else ""
    missing = ((n, row.task) for n, row in enumerate(rows) if row.state is CoverState.MISSING)
    return tuple(
        _finding(task, insertion_point(rows, number, material, reports, tables.words), first)
        for number, task in missing
    )


def _finding(task: Task, spot: InsertionPoint, first: str) -> Finding:
    message = words(CODE, task=task.key)
    place = Place(first if spot.is_guess else spot.heading_id or first)
    return Finding(CODE, Severity.WARNING, place, task.name, message)


def plan_findings(draft: Draft) -> tuple[Finding, ...]:
    """The tasks of the draft's plan without any mention; none without a plan. BadWords for a damaged list."""
    plan = plan_in(draft)
    if plan is None or not draft.elements:
        return ()
    tables = load_cover_tables()
    return coverage_findings(draft, coverage_of(draft, plan, tables), tables)


def task_change(draft: Draft, plan: Report | Basis, key: str, tables: CoverTables) -> Change:
    """从要点生成: insert the task's heading and its promised sentences in the past tense, with blank figures, beside its
    neighbours.

    BadUse for an unknown task.
    """
    source, material = _plan(plan), _summary(draft)
    rows = coverage_of(draft, plan, tables)
    number = _number(key, [row.task for row in rows])
    spot = insertion_point(rows, number, material, tuple(reporting(material, tables.words)), tables.words)
    made = default_section(rows[number].task, source, tables.words, tables.tense, draft.identity.period)
    made = run_in(made) if spot.is_inside else made
    section = NewSection(made.heading, made.text, made.facts)
    return insert_section(draft, section, spot.heading_id, under=spot.is_under)


def task_sentences_left(plan: Report | Basis, key: str, tables: CoverTables) -> int:
    """How many sentences of a task 从要点生成 does not take into the draft. BadUse for an unknown task."""
    source = _plan(plan)
    tasks = tasks_of(source, tables.words)
    return sentences_left(tasks[_number(key, tasks)], source, tables.words)


def left_out(draft: Draft) -> Mapping[str, str]:
    """The tasks that are omitted on purpose, by key, with the reasons."""
    return _reasons(noted(draft, LEFT_OUT))


def leave_out(draft: Draft, plan: Report | Basis, key: str, reason: str, tables: CoverTables) -> Change:
    """Record that a task is omitted, and why; an empty reason removes the record.

    BadUse for an unknown task, and for a reason too long to store.
    """
    _number(key, tasks_of(_plan(plan), tables.words))
    reason = " ".join(reason.split())
    return set_noted(draft, LEFT_OUT, _json({**left_out(draft), key: reason}), NOT_WRITTEN if reason else WRITTEN_AGAIN)


def judge(draft: Draft, key: str, sentence: str, verdict: bool) -> Change:
    """这句就是, 不是这句: record whether a sentence reports on a task.

    Repeating a verdict removes it. BadUse when the list becomes too long to store.
    """
    verdicts = {name: dict(marks) for name, marks in _verdicts(noted(draft, VERDICTS)).items()}
    own, mark = verdicts.setdefault(key, {}), mark_of(sentence)
    if own.get(mark) is verdict:
        del own[mark]
    else:
        own[mark] = verdict
    return set_noted(draft, VERDICTS, _json(verdicts), JUDGED)


def sentence_at(draft: Draft, element_id: str, offset: int) -> str:
    """The sentence of a paragraph around a place; empty where there is none."""
    element = next((element for element in draft.elements if element.id == element_id), None)
    if element is None:
        return ""
    whole = Span(element.heading_length, len(element.content))
    found = [one for one in sentences_in(element, whole) if one.place.span.start <= offset]
    return found[-1].text if found else ""


def _json(found: Mapping[str, object]) -> str:
    kept = {name: value for name, value in found.items() if value}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")) if kept else ""


def _reasons(text: str) -> Mapping[str, str]:
    return {key: str(reason) for key, reason in _loaded(text).items()}


def _verdicts(text: str) -> Mapping[str, Mapping[str, bool]]:
    found = _loaded(text).items()
    return {key: {str(mark): bool(said) for mark, said in own.items()} for key, own in found if isinstance(own, dict)}


def _loaded(text: str) -> dict[str, Any]:
    """An object; the user may have edited the file, so anything else counts as none."""
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _number(key: str, tasks: Sequence[Task]) -> int:
    found = next((number for number, task in enumerate(tasks) if task.key == key), None)
    if found is None:
        raise BadUse("plan_task_unknown", key=key)
    return found


# An edit changes one paragraph; the figures of the others are cached.
@lru_cache(maxsize=1024)
def _figures_in(element: Element) -> tuple[Fact, ...]:
    """The facts of a paragraph including typed figures: figures count as this year's, masks as empty."""
    found = find_facts((element,))
    states = (FactState.EMPTY if fact.kind is FactKind.MASK else FactState.UPDATED for fact in found)
    return tuple(replace(fact, id="", state=state) for fact, state in zip(found, states, strict=True))


def _overlaps(fact: Fact, others: Sequence[Fact]) -> bool:
    return any(fact.start < one.end and one.start < fact.end for one in others)


def _start(fact: Fact) -> int:
    return fact.start


def _summary(summary: Draft | Report) -> Material:
    if isinstance(summary, Draft):
        return Material(summary.elements, summary.facts)
    return Material(summary.document.elements, summary.facts)


def _plan(plan: Report | Basis) -> Material:
    if isinstance(plan, Basis):
        return _plan_of(plan.elements, None)
    return _plan_of(plan.document.elements, plan.facts)


# The plan does not change while the summary is written.
@lru_cache(maxsize=2)
def _plan_of(elements: tuple[Element, ...], facts: tuple[Fact, ...] | None) -> Material:
    """The plan with its facts and points; imported late, because the word list behind the facts is slow to load."""
    points = {element.id: tuple(point.span for point in points_of(element)) for element in elements}
    return Material(elements, find_facts(elements) if facts is None else facts, points)
