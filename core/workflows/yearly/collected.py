"""Filled sheets as a table for review before anything is accepted: accepted values, contradictions, unusable cells."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from core.model.draft import Draft
from core.model.fact import Fact
from core.model.outline import section_names
from core.result import Notice
from core.workflows.messages import sentence
from core.workflows.yearly.collecting import Answer, Collected, Problem


class Standing(Enum):
    """What can be done with a row, in display order."""

    UNREAD = "unread"
    CONFLICT = "conflict"
    FILLED = "filled"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"
    READY = "ready"
    SAME = "same"
    EMPTY = "empty"


CONFLICT = "collect_conflict"
REMARK = "备注："


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One returned cell. ``field`` is equal for rows of one field, empty where no field is concerned.

    ``given`` is the cell's content, ``now`` the draft's value (empty while unconfirmed); ``answer`` can be accepted,
    None if the cell is unusable. ``explanation`` says what is odd about it; ``line`` is the row of the sheet, 0 for the whole
    file.
    """

    standing: Standing
    field: str = ""
    section: str = ""
    label: str = ""
    unit: str = ""
    prior: str = ""
    now: str = ""
    given: str = ""
    file: str = ""
    line: int = 0
    explanation: str = ""
    answer: Answer | None = None


def read_rows(draft: Draft, found: Collected) -> tuple[ReadRow, ...]:
    """All rows of the sheets, missing ones included, by standing and then in the order of the draft."""
    order = {fact.field: number for number, fact in reversed(list(enumerate(draft.facts)))}
    standings = list(Standing)
    return tuple(sorted(_rows(draft, found), key=lambda row: (standings.index(row.standing), order.get(row.field, -1))))


def _rows(draft: Draft, found: Collected) -> Iterator[ReadRow]:
    facts = {fact.id: fact for fact in draft.facts}
    homes = section_names(draft.elements)
    shown = {fact.id: _described(fact, homes[fact.element_id]) for fact in draft.facts}
    for item in found.answers:
        yield _answered(item, shown[item.fact_id], facts[item.fact_id])
    for problem in found.problems:
        yield _doubted(problem, shown.get(problem.fact_id, ReadRow(Standing.EMPTY)))
    for fact_id in found.unanswered:
        explanation = sentence(Notice("collect_left_empty"))
        remark = found.remarks.get(fact_id, "")
        yield replace(shown[fact_id], explanation=f"{REMARK}{remark}。{explanation}" if remark else explanation)


def _described(fact: Fact, section: str) -> ReadRow:
    now = "" if fact.state.is_open else fact.text
    field, label = fact.field, fact.label.removesuffix(f"（{fact.unit}）") or fact.text
    return ReadRow(Standing.EMPTY, field, section, label, fact.unit, fact.prior, now)


def _answered(answer: Answer, row: ReadRow, fact: Fact) -> ReadRow:
    is_same = not fact.state.is_open and fact.text == answer.value
    row = replace(row, standing=Standing.SAME if is_same else Standing.READY, explanation=answer.source, answer=answer)
    return replace(row, given=answer.value, file=answer.file, line=answer.line)


def _doubted(problem: Problem, row: ReadRow) -> ReadRow:
    explanation = sentence(problem.notice)
    row = replace(row, standing=_standing(problem, row.now), label=row.label or problem.label, explanation=explanation)
    return replace(row, answer=problem.answer, given=problem.given, file=problem.file, line=problem.line)


def _standing(problem: Problem, now: str) -> Standing:
    """How a problem is listed; ``now`` is the value that the draft got meanwhile."""
    if problem.answer is None:
        return Standing.REFUSED if problem.label or problem.line else Standing.UNREAD
    if now == problem.answer.value:
        return Standing.SAME
    if now:
        return Standing.FILLED
    return Standing.CONFLICT if problem.notice.code == CONFLICT else Standing.DOUBTFUL
