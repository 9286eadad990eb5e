"""Which sentences report on which task: TF-IDF over words, rare words and words of the heading weighing more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from core.coverage.terms import Terms, rarity, terms_of
from core.coverage.values import Certainty, CoverWords, Mention, Sentence, Task

HEADING = 1.4
"""How much more a word of the task's heading weighs than one of its sentences."""

CONTEXT = 0.3
"""How much a word of the section's heading counts for a sentence under it."""

SURE, PERHAPS = 0.72, 0.42
"""From which score on a sentence reports on a task; set on the sample pair ``water``."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A sentence of a task together with its heading: weighted words and their length."""

    weights: Terms
    length: float


@dataclass(frozen=True, slots=True)
class _Index:
    """All words of each task, its parts, where each word stands, and how rare it is."""

    parts: tuple[tuple[_Part, ...], ...]
    postings: Mapping[str, tuple[tuple[int, float], ...]]
    rare: Terms


@dataclass(frozen=True, slots=True)
class _Heard:
    """A sentence's own words and, weighing less, those of the heading it stands under."""

    own: Terms
    context: Terms
    length: float


def match(tasks: Sequence[Task], sentences: Sequence[Sentence], words: CoverWords) -> tuple[tuple[Mention, ...], ...]:
    """For each task the sentences that report on it, in the summary's order.

    A sentence can report on several tasks, but each of its words speaks for one only: the task it fits best comes
    first, and the next has to be told by the words that are left.
    """
    heard = [terms_of(sentence.text, words) for sentence in sentences]
    headings = {heading: terms_of(heading, words) for heading in {sentence.heading for sentence in sentences}}
    index = _indexed(tasks, heard, words)
    found: list[list[Mention]] = [[] for _ in tasks]
    for sentence, own in zip(sentences, heard, strict=True):
        context = {} if sentence.is_heading else headings[sentence.heading]
        length = sqrt(sum((weight * index.rare[word]) ** 2 for word, weight in own.items()))
        for number, score in _told(_Heard(own, context, length), index):
            certainty = Certainty.SURE if score >= SURE else Certainty.PERHAPS
            found[number].append(Mention(sentence, certainty, round(score, 3)))
    return tuple(map(tuple, found))


def _indexed(tasks: Sequence[Task], heard: Sequence[Terms], words: CoverWords) -> _Index:
    raw = [[terms_of(sentence.text, words) for sentence in task.sentences] or [{}] for task in tasks]
    heads = [terms_of(task.heading, words) for task in tasks]
    wholes = [_merged(head, parts) for head, parts in zip(heads, raw, strict=True)]
    rare = rarity([*wholes, *heard])
    postings: dict[str, list[tuple[int, float]]] = {}
    for number, whole in enumerate(wholes):
        for word, weight in whole.items():
            postings.setdefault(word, []).append((number, weight * rare[word]))
    parts = tuple(tuple(_part(head, part, rare) for part in members) for head, members in zip(heads, raw, strict=True))
    return _Index(parts, {word: tuple(places) for word, places in postings.items()}, rare)


def _merged(head: Terms, parts: Sequence[Terms]) -> dict[str, float]:
    whole = {word: weight for part in parts for word, weight in part.items()}
    whole.update((word, weight * HEADING) for word, weight in head.items())
    return whole


def _part(head: Terms, part: Terms, rare: Terms) -> _Part:
    weights = {word: weight * rare[word] for word, weight in _merged(head, [part]).items()}
    return _Part(weights, sqrt(sum(weight**2 for weight in weights.values())))


def _told(heard: _Heard, index: _Index) -> list[tuple[int, float]]:
    """The tasks that a sentence reports on, with their scores, the best first."""
    left, told = dict(heard.own), []
    while left:
        score, number = _best(left, heard, index)
        if score < PERHAPS or any(number == known for known, _ in told):
            break
        told.append((number, score))
        taken = {word for part in index.parts[number] for word in part.weights}
        left = {word: weight for word, weight in left.items() if word not in taken}
    return told


def _best(left: Terms, heard: _Heard, index: _Index) -> tuple[float, int]:
    evidence: dict[int, float] = {}
    for word, weight in left.items():
        for number, value in index.postings.get(word, ()):
            evidence[number] = evidence.get(number, 0.0) + value * weight
    scored = ((_score(value, left, heard, index, number), number) for number, value in evidence.items())
    return max(scored, default=(0.0, -1))


def _score(evidence: float, left: Terms, heard: _Heard, index: _Index, number: int) -> float:
    """The mean of how much is shared at all, and how like the nearest part of the task the sentence is."""
    context = sum(value for word in heard.context for task, value in index.postings.get(word, ()) if task == number)
    nearest = max(_likeness(left, heard.length, part, index.rare) for part in index.parts[number])
    return sqrt((evidence + CONTEXT * context) * nearest)


def _likeness(own: Terms, length: float, part: _Part, rare: Terms) -> float:
    """The cosine between a sentence and a part of a task."""
    shared = sum(weight * rare[word] * part.weights.get(word, 0.0) for word, weight in own.items())
    return shared / (length * part.length) if shared else 0.0
