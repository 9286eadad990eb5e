"""要点对照 of a draft or report with this year's plan: rows, findings, and writing what is missing."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from core.coverage.compare import coverage
from core.coverage.frame import frame_of
from core.coverage.sentences import reporting
from core.coverage.spot import Spot, spot_for
from core.coverage.tasks import tasks_of
from core.coverage.tense import TenseWords, build_tense
from core.coverage.values import Certainty, CoverState, CoverWords, Material, Row, Task, build_words
from core.editing.insert import NewSection, insert_section
from core.editing.particulars import particulars_of, set_particulars
from core.editing.typed import LONGEST
from core.errors import BadUse, BadWords
from core.model.change import Change
from core.model.draft import Basis, Draft
from core.model.elements import Element
from core.model.fact import Fact
from core.model.finding import Finding, Severity
from core.model.particulars import LEFT_OUT
from core.model.spans import Place
from core.paths import resources_folder
from core.workflows.points import points_of
from core.workflows.reports import Report
from core.workflows.roll_over import basis_terms
from core.workflows.wording import words
from core.workflows.words import FOLDER

__all__ = (
    "Certainty",
    "CoverState",
    "CoverTables",
    "Row",
    "coverage_findings",
    "coverage_of",
    "leave_out",
    "left_out",
    "load_cover_tables",
    "plan_in",
    "task_change",
)

FILES = ("coverage.toml", "tense.toml")
PLAN = "年度工作要点"
CODE = "plan_not_reported"


@dataclass(frozen=True, slots=True)
class CoverTables:
    """The word lists of the comparison and of the past tense."""

    words: CoverWords
    tense: TenseWords


def load_cover_tables(folder: Path | None = None) -> CoverTables:
    """The lists as their files say now; BadWords when one is missing, damaged or incomplete."""
    texts = []
    for name in FILES:
        path = (folder or resources_folder() / FOLDER) / name
        try:
            texts.append(path.read_text("utf-8-sig"))
            _table(texts[-1])
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise BadWords("words_damaged", name=name) from error
    try:
        return _tables(*texts)
    except KeyError as error:
        raise BadWords("words_damaged", name=FILES[0]) from error


def _table(text: str) -> dict[str, str]:
    return {name: value for name, value in tomllib.loads(text).items() if isinstance(value, str)}


@lru_cache(maxsize=1)
def _tables(compared: str, tense: str) -> CoverTables:
    return CoverTables(build_words(_table(compared)), build_tense(_table(tense)))


def plan_in(draft: Draft) -> Basis | None:
    """This year's plan among the draft's basis documents; None when there is none."""
    terms = zip(draft.basis, basis_terms(draft), strict=True)
    return next((basis for basis, term in terms if (term.kind, term.year) == (PLAN, draft.identity.year)), None)


def coverage_of(summary: Draft | Report, plan: Report | Basis, tables: CoverTables) -> tuple[Row, ...]:
    """Each task of the plan with the sentences and figures of the summary that report on it, in the plan's order."""
    reasons = left_out(summary) if isinstance(summary, Draft) else {}
    return coverage(_plan(plan), _summary(summary), tables.words, reasons)


def coverage_findings(summary: Draft | Report, rows: Sequence[Row], tables: CoverTables) -> tuple[Finding, ...]:
    """The tasks that nobody mentioned; each stands at the heading of the summary beside which it belongs."""
    material = _summary(summary)
    told = tuple(reporting(material, tables.words))
    first = material.elements[0].id if material.elements else ""
    missing = ((n, row.task) for n, row in enumerate(rows) if row.state is CoverState.MISSING)
    return tuple(_finding(task, spot_for(rows, number, material, told), first) for number, task in missing)


def _finding(task: Task, spot: Spot, first: str) -> Finding:
    message = words(CODE, task=task.key)
    return Finding(CODE, Severity.WARNING, Place(spot.heading_id or first), task.name, message)


def task_change(draft: Draft, plan: Report | Basis, key: str, tables: CoverTables) -> Change:
    """从要点生成: the task's heading and its promised sentences in the past tense, figures empty, beside its neighbours.

    BadUse for a task that the plan does not have.
    """
    source, material = _plan(plan), _summary(draft)
    rows = coverage(source, material, tables.words)
    number = _number(key, [row.task for row in rows])
    spot = spot_for(rows, number, material, tuple(reporting(material, tables.words)))
    made = frame_of(rows[number].task, source, tables.words, tables.tense)
    section = NewSection(made.heading, made.text, made.facts)
    return insert_section(draft, section, spot.heading_id, spot.before, spot.is_under)


def left_out(draft: Draft) -> Mapping[str, str]:
    """The tasks that are not written on purpose, by key, with the reasons."""
    try:
        found = json.loads(particulars_of(draft).get(LEFT_OUT, "") or "{}")
    except json.JSONDecodeError:
        return {}  # written by hand into the file's particulars: no reason is better than no draft
    return {str(key): str(reason) for key, reason in found.items()} if isinstance(found, dict) else {}


def leave_out(draft: Draft, plan: Report | Basis, key: str, reason: str, tables: CoverTables) -> Change:
    """Note that a task is not written, and why; an empty reason takes the note back.

    BadUse for a task that the plan does not have, and when there is no room for so many words.
    """
    tasks = tasks_of(_plan(plan), tables.words)
    _number(key, tasks)
    reasons = {**left_out(draft), key: " ".join(reason.split())}
    text = json.dumps({name: why for name, why in reasons.items() if why}, ensure_ascii=False)
    if len(text) > LONGEST:
        raise BadUse("plan_reason_long")
    return set_particulars(draft, {LEFT_OUT: "" if text == "{}" else text})


def _number(key: str, tasks: Sequence[Task]) -> int:
    found = next((number for number, task in enumerate(tasks) if task.key == key), None)
    if found is None:
        raise BadUse("plan_task_unknown", key=key)
    return found


def _summary(summary: Draft | Report) -> Material:
    if isinstance(summary, Draft):
        return Material(summary.elements, summary.facts)
    return Material(summary.document.elements, summary.facts)


def _plan(plan: Report | Basis) -> Material:
    if isinstance(plan, Basis):
        return _plan_of(plan.elements, None)
    return _plan_of(plan.document.elements, plan.facts)


# The plan stays as it is while the summary is written.
@lru_cache(maxsize=2)
def _plan_of(elements: tuple[Element, ...], facts: tuple[Fact, ...] | None) -> Material:
    """The plan with its facts and points; imported late, because the word list behind the facts is slow to load."""
    from core.facts.extract import find_facts

    points = {element.id: tuple(point.span for point in points_of(element)) for element in elements}
    return Material(elements, find_facts(elements) if facts is None else facts, points)
