"""Whether a task is proven to be written: confirmed by somebody, or told in nearly the words of the plan."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from core.coverage.values import Certainty, CoverWords, Mention, Task
from core.model.text import HAN_RANGE

VERBATIM = 0.75
"""How many of the pairs of characters that the plan's words have must stand in the summary."""

SHORTEST = 4
"""Characters; fewer are too few to tell one task from another."""

NO_HAN = re.compile(f"[^{HAN_RANGE}]+")


def downgraded(mention: Mention, words: CoverWords) -> Mention:
    """The mention as sure as it may be: among the problems, or where it says 尚未, it proves nothing by itself."""
    if mention.is_confirmed or not (mention.sentence.is_problem or words.undone.search(mention.sentence.text)):
        return mention
    return replace(mention, certainty=Certainty.PERHAPS)


def split_evidence(mentions: Sequence[Mention]) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Those that may prove something and answer a promise, and those among the problems, which do not unless confirmed."""
    telling = tuple(mention for mention in mentions if mention.is_confirmed or not mention.sentence.is_problem)
    return telling, tuple(mention for mention in mentions if mention not in telling)


def is_proven(task: Task, mentions: Sequence[Mention], words: CoverWords) -> bool:
    """Whether somebody confirmed a mention, or those that are sure say nearly all of what the plan says of the task.

    What the summary says is only begun, and the plan does not, is no such proof.
    """
    plan = "".join(sentence.text for sentence in task.sentences) or task.heading
    may_begin = words.begun.search(plan) is not None
    told = [one.sentence.text for one in mentions if one.certainty is Certainty.SURE]
    done = [_plain(text, words) for text in told if may_begin or not words.begun.search(text)]
    is_confirmed = any(mention.is_confirmed for mention in mentions)
    return is_confirmed or _share(_plain(plan, words), done) >= VERBATIM


def _share(plan: str, told: Sequence[str]) -> float:
    """How many of the plan's pairs of neighbouring characters the summary has, too."""
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
