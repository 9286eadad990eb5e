"""要点对照: each task of a plan as a row, with the sentences and figures of the summary that report on it."""

from collections.abc import Mapping, Sequence

from core.coverage.answers import MaterialIndex, index_material, match_commitments
from core.coverage.likeness import similarities
from core.coverage.matching import match
from core.coverage.sentences import reporting
from core.coverage.tasks import tasks_of
from core.coverage.values import Certainty, CoverageRow, CoverState, CoverWords, Material, Mention, Sentence, Task
from core.coverage.verdicts import NO_VERDICTS, Verdicts, apply_verdicts, mark_of
from core.coverage.wording import downgraded, is_proven, split_evidence
from core.model.fact import FactKind, FactState
from core.result import NO_PARAMETERS

OFFERED = 0.08
"""How like the task the sentence is at least that is offered in place of one denied."""


def coverage(
    plan: Material,
    summary: Material,
    words: CoverWords,
    left_out: Mapping[str, str] = NO_PARAMETERS,
    verdicts: Mapping[str, Verdicts] = NO_VERDICTS,
) -> tuple[CoverageRow, ...]:
    """The plan's tasks in order; ``left_out`` gives the reasons of those that are not written on purpose, by key.

    ``verdicts`` say, by the same keys, which sentences do or do not report on a task. A task that a sentence surely
    reports on counts as written whatever was said before. What the summary says about the time to come reports on
    nothing, and what it says among the problems proves nothing.
    """
    tasks = tasks_of(plan, words)
    sentences = tuple(reporting(summary, words))
    found = match(tasks, sentences, words)
    promised = index_material({element.id: element.content for element in plan.elements}, plan.facts)
    given = index_material({element.id: element.content for element in summary.elements}, summary.facts)
    rows = []
    for task, mentions in zip(tasks, found, strict=True):
        said = verdicts.get(task.key, {})
        kept = apply_verdicts(mentions, sentences, said) or _next(task, sentences, said, words)
        telling, others = split_evidence(kept)
        commitments, sure = match_commitments(task, telling, promised, given, words)
        told = tuple(downgraded(mention, words) for mention in (*sure, *others))
        certainty, reason = _certainty(told), left_out.get(task.key, "")
        state = _state(certainty, reason, _is_blank(told, given))
        rows.append(CoverageRow(task, certainty, state, told, commitments, reason, is_proven(task, told, words)))
    return tuple(rows)


def _next(task: Task, sentences: Sequence[Sentence], said: Verdicts, words: CoverWords) -> tuple[Mention, ...]:
    """Where the sentences found were all denied, the one that is most like the task of those that are left."""
    if False not in said.values():
        return ()
    left = [one for one in sentences if not (one.is_heading or one.is_general or mark_of(one.text) in said)]
    text = "".join((task.heading, *(one.text for one in task.sentences)))
    scores = similarities(text, [one.text for one in left], words)
    score, number = max(zip(scores, range(len(left)), strict=True), default=(0.0, 0))
    return (Mention(left[number], Certainty.PERHAPS, round(score, 3)),) if score >= OFFERED else ()


def _certainty(mentions: tuple[Mention, ...]) -> Certainty:
    if any(mention.certainty is Certainty.SURE for mention in mentions):
        return Certainty.SURE
    return Certainty.PERHAPS if mentions else Certainty.NONE


def _state(certainty: Certainty, reason: str, is_blank: bool) -> CoverState:
    if reason and certainty is not Certainty.SURE:
        return CoverState.LEFT_OUT
    if certainty is Certainty.NONE:
        return CoverState.MISSING
    return CoverState.PENDING if is_blank else CoverState.WRITTEN


def _is_blank(mentions: Sequence[Mention], summary: MaterialIndex) -> bool:
    """Whether all the figures in the sentences that report on a task are still to be filled in."""
    told = [one.sentence.place for one in mentions if not one.sentence.is_heading]
    figures = [fact for fact in summary.inside(told) if fact.kind in (FactKind.FIGURE, FactKind.MASK)]
    return bool(figures) and all(fact.state is FactState.EMPTY for fact in figures)
