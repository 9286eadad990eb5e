"""要点对照: each task of a plan with the sentences and figures of the summary that report on it, and whether it is proven."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter

from core.coverage.answers import MaterialIndex, index_material, match_commitments
from core.coverage.matching import match
from core.coverage.sentences import reporting
from core.coverage.similarity import similarities
from core.coverage.tasks import tasks_of
from core.coverage.values import (
    Certainty,
    Commitment,
    CoverageRow,
    CoverState,
    CoverWords,
    Material,
    Mention,
    Sentence,
    Task,
)
from core.coverage.verdicts import NO_VERDICTS, Verdicts, apply_verdicts, mark_of
from core.model.fact import FactKind, FactState
from core.model.text import HAN_RANGE
from core.result import NO_PARAMETERS
from core.segment import words as segmented

OFFERED = 0.08
"""How like the task the sentence is at least that is offered in place of one denied."""


def coverage(
    plan: Material,
    summary: Material,
    words: CoverWords,
    left_out: Mapping[str, str] = NO_PARAMETERS,
    verdicts: Mapping[str, Verdicts] = NO_VERDICTS,
) -> tuple[CoverageRow, ...]:
    """One row per task of the plan, in order; ``left_out`` gives the reasons for deliberately omitted tasks, by key.

    ``verdicts`` hold, by the same keys, which sentences the user affirmed or denied. A task that a sentence surely reports
    on counts as written even if it was marked as omitted. What the summary says about future work reports on nothing, and
    what it says among the problems proves nothing.
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
        rows.append(
            CoverageRow(task, certainty, state, told, commitments, reason, is_proven(task, told, commitments, words))
        )
    return tuple(rows)


def _next(task: Task, sentences: Sequence[Sentence], said: Verdicts, words: CoverWords) -> tuple[Mention, ...]:
    """If all sentences found were denied: the most similar of the remaining ones."""
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
    """Whether all figures in the sentences that report on a task are still empty."""
    told = [one.sentence.place for one in mentions if not one.sentence.is_heading]
    figures = [fact for fact in summary.inside(told) if fact.kind in (FactKind.FIGURE, FactKind.MASK)]
    return bool(figures) and all(fact.state is FactState.EMPTY for fact in figures)


VERBATIM = 0.75
"""How many of the pairs of characters that the plan's words have must stand in the summary."""

SHORTEST = 4
"""Characters; fewer are too few to tell one task from another."""

NO_HAN = re.compile(f"[^{HAN_RANGE}]+")


def downgraded(mention: Mention, words: CoverWords) -> Mention:
    """The mention with reduced certainty if it stands among the problems or says 尚未: it proves nothing by itself."""
    if mention.is_confirmed or not (mention.sentence.is_problem or words.undone.search(mention.sentence.text)):
        return mention
    return replace(mention, certainty=Certainty.PERHAPS)


def split_evidence(mentions: Sequence[Mention]) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Mentions that can prove or answer something, and unconfirmed ones among the problems, which cannot."""
    telling = tuple(mention for mention in mentions if mention.is_confirmed or not mention.sentence.is_problem)
    return telling, tuple(mention for mention in mentions if mention not in telling)


def is_proven(task: Task, mentions: Sequence[Mention], commitments: Sequence[Commitment], words: CoverWords) -> bool:
    """Whether the user confirmed a mention, or the sure ones answer a promise and repeat nearly all of the plan's wording.

    Every word of the plan must occur there, so that another action (到位 for 争取) or another object (another town's
    road) is no proof; neither is a sentence that says work has only begun, unless the plan says so, too.
    """
    if any(mention.is_confirmed for mention in mentions):
        return True
    if commitments and not any(one.achieved for one in commitments):
        return False
    plan = "".join(map(attrgetter("text"), task.sentences)) or task.heading
    return _is_near_verbatim(plan, [one.sentence.text for one in mentions if one.certainty is Certainty.SURE], words)


def _is_near_verbatim(plan: str, told: Sequence[str], words: CoverWords) -> bool:
    """Whether the texts have most character pairs of the plan, and each of its words but those of ``aside``."""
    may_begin = words.begun.search(plan) is not None
    plain = [_plain(text, words) for text in told if may_begin or not words.begun.search(text)]
    wanted = {word for word in segmented(words.aside.sub("，", plan)) if len(word) > 1 and not NO_HAN.search(word)}
    return _share(_plain(plan, words), plain) >= VERBATIM and all(
        any(word in text for text in plain) for word in wanted
    )


def _share(plan: str, told: Sequence[str]) -> float:
    """Share of the plan's character bigrams that also occur in the summary, 0 to 1."""
    if len(plan) < SHORTEST:
        return 0.0
    known = {pair for text in told for pair in _pairs(text)}
    return sum(pair in known for pair in _pairs(plan)) / (len(plan) - 1)


def _pairs(text: str) -> list[str]:
    return [text[at : at + 2] for at in range(len(text) - 1)]


@lru_cache(maxsize=2048)
def _plain(text: str, words: CoverWords) -> str:
    """The Han characters of a text without figures, marks, and what only says when and how much."""
    return NO_HAN.sub("", words.aside.sub("", text))
