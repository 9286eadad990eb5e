"""要点对照: each task of a plan as a row, with the sentences and figures of the summary that report on it."""

from collections.abc import Mapping

from core.coverage.answers import answered, side_of
from core.coverage.matching import match
from core.coverage.sentences import reporting
from core.coverage.tasks import tasks_of
from core.coverage.values import Certainty, CoverState, CoverWords, Material, Mention, Row
from core.coverage.verdicts import NO_VERDICTS, Verdicts, judged
from core.result import NO_PARAMETERS


def coverage(
    plan: Material,
    summary: Material,
    words: CoverWords,
    left_out: Mapping[str, str] = NO_PARAMETERS,
    verdicts: Mapping[str, Verdicts] = NO_VERDICTS,
) -> tuple[Row, ...]:
    """The plan's tasks in order; ``left_out`` gives the reasons of those that are not written on purpose, by key.

    ``verdicts`` say, by the same keys, which sentences do or do not report on a task. A task that a sentence surely
    reports on counts as written whatever was said before. What the summary says about the time to come reports on
    nothing.
    """
    tasks = tasks_of(plan, words)
    sentences = tuple(reporting(summary, words))
    found = match(tasks, sentences, words)
    promised = side_of({element.id: element.content for element in plan.elements}, plan.facts)
    given = side_of({element.id: element.content for element in summary.elements}, summary.facts)
    rows = []
    for task, mentions in zip(tasks, found, strict=True):
        kept = judged(mentions, sentences, verdicts.get(task.key, {}))
        commitments, told = answered(task, kept, promised, given, words)
        certainty, reason = _certainty(told), left_out.get(task.key, "")
        rows.append(Row(task, certainty, _state(certainty, reason), told, commitments, reason))
    return tuple(rows)


def _certainty(mentions: tuple[Mention, ...]) -> Certainty:
    if any(mention.certainty is Certainty.SURE for mention in mentions):
        return Certainty.SURE
    return Certainty.PERHAPS if mentions else Certainty.NONE


def _state(certainty: Certainty, reason: str) -> CoverState:
    if reason and certainty is not Certainty.SURE:
        return CoverState.LEFT_OUT
    return CoverState.MISSING if certainty is Certainty.NONE else CoverState.WRITTEN
