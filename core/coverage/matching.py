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
    postings: Mapping[str, Mapping[int, float]]
    rare: Terms


@dataclass(frozen=True, slots=True)
class _Heard:
    """A sentence's own words and, weighing less, those of the heading it stands under."""

    own: Terms
    context: Terms


def match(tasks: Sequence[Task], sentences: Sequence[Sentence], words: CoverWords) -> tuple[tuple[Mention, ...], ...]:
    """For each task the sentences that report on it, in the summary's order.

    A sentence can report on several tasks, but each of its words speaks for one only: the task it fits best comes
    first, and the next has to be told by the words that are left.
    """
    headings = {heading: terms_of(heading, words) for heading in {sentence.heading for sentence in sentences}}
    heard = [_heard(sentence, headings, words) for sentence in sentences]
    index = _indexed(tasks, heard, words)
    found: list[list[Mention]] = [[] for _ in tasks]
    for sentence, one in zip(sentences, heard, strict=True):
        for number, score in _told(one, index):
            certainty = _certainty(sentence, score)
            if certainty is not Certainty.NONE:
                found[number].append(Mention(sentence, certainty, round(score, 3)))
    return tuple(map(tuple, found))


def _certainty(sentence: Sentence, score: float) -> Certainty:
    """A heading by itself reports on nothing yet, and what is said in general only if it says it plainly."""
    if sentence.is_heading:
        return Certainty.PERHAPS if score >= SURE else Certainty.NONE
    if score >= SURE:
        return Certainty.SURE
    return Certainty.NONE if sentence.is_general else Certainty.PERHAPS


def _heard(sentence: Sentence, headings: Mapping[str, Terms], words: CoverWords) -> _Heard:
    return _Heard(terms_of(sentence.text, words), {} if sentence.is_heading else headings[sentence.heading])


def _indexed(tasks: Sequence[Task], heard: Sequence[_Heard], words: CoverWords) -> _Index:
    raw = [_raw(task, words) for task in tasks]
    wholes = [_merged(head, parts) for head, parts in raw]
    rare = rarity([*wholes, *(one.own for one in heard)])
    parts = tuple(tuple(_part(head, part, rare) for part in members or [{}]) for head, members in raw)
    return _Index(parts, _postings(wholes, rare), rare)


def _postings(wholes: Sequence[Terms], rare: Terms) -> dict[str, dict[int, float]]:
    """For each word the tasks that have it, and how much it weighs there."""
    postings: dict[str, dict[int, float]] = {}
    for number, whole in enumerate(wholes):
        for word, weight in whole.items():
            postings.setdefault(word, {})[number] = weight * rare[word]
    return postings


def _raw(task: Task, words: CoverWords) -> tuple[Terms, list[Terms]]:
    """The words of a task's heading and of its sentences."""
    return terms_of(task.heading, words), [terms_of(sentence.text, words) for sentence in task.sentences]


def _merged(head: Terms, parts: Sequence[Terms]) -> dict[str, float]:
    whole = {word: weight for part in parts for word, weight in part.items()}
    whole.update((word, weight * HEADING) for word, weight in head.items())
    return whole


def _part(head: Terms, part: Terms, rare: Terms) -> _Part:
    weights = {word: weight * rare[word] for word, weight in _merged(head, [part]).items()}
    return _Part(weights, sqrt(sum(weight**2 for weight in weights.values())))


def _told(heard: _Heard, index: _Index) -> list[tuple[int, float]]:
    """The tasks that a sentence reports on, with their scores, the best first."""
    left = dict(heard.own)
    told: list[tuple[int, float]] = []
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
        for number, value in index.postings.get(word, {}).items():
            evidence[number] = evidence.get(number, 0.0) + value * weight
    length = sqrt(sum((weight * index.rare[word]) ** 2 for word, weight in heard.own.items()))
    scored = []
    for number, value in evidence.items():
        about = value + CONTEXT * sum(index.postings.get(word, {}).get(number, 0.0) for word in heard.context)
        nearest = max(_likeness(left, length, part, index.rare) for part in index.parts[number])
        scored.append((sqrt(about * nearest), number))
    return max(scored, default=(0.0, -1))


def _likeness(own: Terms, length: float, part: _Part, rare: Terms) -> float:
    """The cosine between a sentence and a part of a task."""
    shared = sum(weight * rare[word] * part.weights.get(word, 0.0) for word, weight in own.items())
    return shared / (length * part.length) if shared else 0.0
