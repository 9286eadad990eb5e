"""要点对照 on the command line: the stable JSON shape, and the same as Chinese text."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from core.coverage.values import CoverageRow, CoverState, Mention
from core.model.draft import Basis, Draft
from core.model.fact import Fact
from core.workflows.importing.reports import Report
from core.workflows.yearly.plan_table import NO_MENTION, STANDINGS, Standing, standing_of, strongest_first

Shape = dict[str, Any]
Lines = Mapping[str, tuple[int, int]]
"""The line of each element, and how many characters its ordinal takes."""


def lines_of(source: Draft | Report | Basis) -> Lines:
    """Line numbers as in the other commands: the element's position in a draft, the paragraph in a file."""
    if isinstance(source, Draft):
        return {element.id: (number, len(element.prefix)) for number, element in enumerate(source.elements, 1)}
    elements = source.elements if isinstance(source, Basis) else source.document.elements
    return {element.id: (element.line, len(element.prefix)) for element in elements}


def coverage_shape(rows: Iterable[CoverageRow], plan: Lines, summary: Lines) -> Shape:
    """The JSON object of ``coverage DRAFT [--plan FILE] --json``.

    ``counts`` and each ``standing`` are those of the window, with unconfirmed matches separate (``perhaps``). ``line``,
    ``start`` and ``end`` of a task and its ``commitments`` are positions in the plan, those of ``sentences`` and
    ``achieved`` in the summary.
    """
    rows = tuple(rows)
    count = Counter(map(standing_of, rows))
    counts = {standing.value: count[standing] for standing in Standing}
    return {"tasks": [_row(row, plan, summary) for row in rows], "counts": counts}


def _row(row: CoverageRow, plan: Lines, summary: Lines) -> Shape:
    task = row.task
    return {
        "key": task.key,
        "ordinal": task.ordinal,
        "heading": task.heading,
        "charge": task.charge,
        "term": task.term,
        "text": "".join(sentence.text for sentence in task.sentences).strip(),
        **_at(task.place.element_id, task.place.span.start, task.place.span.end, plan),
        "state": row.state.value,
        "certainty": row.certainty.value,
        "standing": standing_of(row).value,
        "reason": row.reason,
        "commitments": [
            {**_fact(one.fact, plan), "achieved": [_fact(fact, summary) for fact in one.achieved]}
            for one in row.commitments
        ],
        "sentences": [_sentence(mention, summary) for mention in row.mentions],
    }


def _at(element_id: str, start: int, end: int, lines: Lines) -> Shape:
    line, before = lines[element_id]
    return {"line": line, "start": start + before, "end": end + before}


def _fact(fact: Fact, lines: Lines) -> Shape:
    shape = {"id": fact.id, "text": fact.text, "unit": fact.unit, "label": fact.label, "state": fact.state.value}
    return {**shape, **_at(fact.element_id, fact.start, fact.end, lines)}


def _sentence(mention: Mention, lines: Lines) -> Shape:
    place = mention.sentence.place
    shape = {"text": mention.sentence.text.strip(), "certainty": mention.certainty.value, "score": mention.score}
    seen = {"confirmed": mention.is_confirmed, "problem": mention.sentence.is_problem}
    return {**_at(place.element_id, place.span.start, place.span.end, lines), **shape, **seen}


def coverage_text(rows: Iterable[CoverageRow]) -> str:
    """The rows as text, missing tasks first: state, task, the sentence, promised → achieved; then the counts."""
    rows = tuple(rows)
    count, order = Counter(map(standing_of, rows)), tuple(Standing)
    counted = "，".join(f"{name}{count[standing]}项" for standing, name in STANDINGS.items())
    listed = sorted(rows, key=lambda row: order.index(standing_of(row)))
    return "\n".join([*map(_row_text, listed), f"共{len(rows)}项任务，{counted}。"])


def _row_text(row: CoverageRow) -> str:
    reason = f"（{row.reason}）" if row.state is CoverState.LEFT_OUT else ""
    head = f"〔{STANDINGS[standing_of(row)]}{reason}〕{row.task.ordinal}{row.task.key}"
    said = [f"　　稿件：{best.sentence.text.strip()}" for best in strongest_first(row.mentions)[:1]]
    missing = [f"　　{NO_MENTION}。"] if row.state is CoverState.MISSING else []
    figures = [f"　　{one.fact.label}：{_value(one.fact)} → {_values(one.achieved)}" for one in row.commitments]
    return "\n".join([head, *said, *missing, *figures])


def _value(fact: Fact) -> str:
    return f"{fact.text}{fact.unit}"


def _values(facts: Iterable[Fact]) -> str:
    return "、".join(map(_value, facts)) or "没有找到"
