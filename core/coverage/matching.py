"""Which sentences report on which task: TF-IDF over terms; rare terms and terms of the heading weigh more."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from math import sqrt

from core.coverage.terms import Terms, rarity, terms_of
from core.coverage.values import Certainty, CoverWords, Mention, Sentence, Task

HEADING = 1.4
"""How much more a word of the task's heading weighs than one of its sentences."""

CONTEXT = 0.3
"""How much a word of the section's heading counts for a sentence under it."""

SURE, PERHAPS = 0.78, 0.42
"""From which score on a sentence reports on a task; set on the sample pair ``water``."""

ENOUGH = 1.0
"""What the shared words have to say together before a sentence may report on a task: one telling word, or two common ones."""

MANY, NAMED = 2.6, 0.75
"""What all of them, or those of its heading, have to say together before a sentence surely does."""

SHARED = 0.5
"""What a word counts for there that many tasks share."""

Numbers = Mapping[int, float]


@dataclass(frozen=True, slots=True)
class _Index:
    """Weight of each term by task, by heading, and by part of a task.

    A part is one sentence of a task together with its heading; ``owner`` is the task of each part, ``lengths`` its
    Euclidean length.
    """

    tasks: Mapping[str, Numbers]
    heads: Mapping[str, Numbers]
    parts: Mapping[str, Numbers]
    owner: tuple[int, ...]
    lengths: tuple[float, ...]
    rare: Terms
    common: frozenset[str]


@dataclass(frozen=True, slots=True)
class _SentenceTerms:
    """A sentence's own terms, the Euclidean length of their weights, and the score of its section heading for each task."""

    own: Terms
    length: float
    context: Numbers


def match(tasks: Sequence[Task], sentences: Sequence[Sentence], words: CoverWords) -> tuple[tuple[Mention, ...], ...]:
    """For each task the sentences that report on it, in the summary's order.

    A sentence can report on several tasks, but each of its terms supports only one: the best task comes first, and the next
    must be supported by the remaining terms.
    """
    heard = [terms_of(sentence.text, words) for sentence in sentences]
    index = _indexed(tasks, heard, words)
    contexts = {heading: _context(heading, index, words) for heading in {sentence.heading for sentence in sentences}}
    found: list[list[Mention]] = [[] for _ in tasks]
    for sentence, own in zip(sentences, heard, strict=True):
        plain = _plain(own, index)
        for number, score in _told(_heard(own, contexts[sentence.heading], sentence, index), index):
            certainty = _certainty(sentence, score, number in plain)
            if certainty is not Certainty.NONE:
                found[number].append(Mention(sentence, certainty, round(score, 3)))
    return tuple(map(tuple, found))


def _certainty(sentence: Sentence, score: float, is_plain: bool) -> Certainty:
    """A heading alone reports on nothing; general statements do only with a high score."""
    if sentence.is_heading or sentence.is_general:
        return Certainty.PERHAPS if score >= SURE else Certainty.NONE
    return Certainty.SURE if score >= SURE and is_plain else Certainty.PERHAPS


def _plain(own: Terms, index: _Index) -> frozenset[int]:
    """Tasks with which a sentence shares enough to be sure: many terms, or most of the heading's."""
    named = (number for number, solid in _solid(own, index.heads, index).items() if solid >= NAMED)
    many = (number for number, solid in _solid(own, index.tasks, index).items() if solid >= MANY)
    return frozenset(chain(named, many))


def _indexed(tasks: Sequence[Task], heard: Sequence[Terms], words: CoverWords) -> _Index:
    raw = [_raw(task, words) for task in tasks]
    wholes = [_merged(head, parts) for head, parts in raw]
    rare = rarity([*wholes, *heard])
    parts = [_weighted(_merged(head, [part]), rare) for head, members in raw for part in members]
    by_task = _postings([_weighted(whole, rare) for whole in wholes])
    owner = chain.from_iterable(repeat(number, len(members)) for number, (_, members) in enumerate(raw))
    heads = _postings([head for head, _ in raw])
    return _Index(by_task, heads, _postings(parts), tuple(owner), tuple(map(_length, parts)), rare, words.common)


def _raw(task: Task, words: CoverWords) -> tuple[Terms, list[Terms]]:
    """Terms of a task's heading and of each sentence; a bare heading has one sentence without terms."""
    return terms_of(task.heading, words), [terms_of(one.text, words) for one in task.sentences] or [{}]


def _merged(head: Terms, parts: Sequence[Terms]) -> dict[str, float]:
    whole = {word: weight for part in parts for word, weight in part.items()}
    whole.update((word, weight * HEADING) for word, weight in head.items())
    return whole


def _weighted(terms: Terms, rare: Terms) -> dict[str, float]:
    return {word: weight * rare[word] for word, weight in terms.items()}


def _length(weighted: Terms) -> float:
    return sqrt(sum(weight * weight for weight in weighted.values()))


def _postings(units: Sequence[Terms]) -> dict[str, dict[int, float]]:
    """For each term the units that contain it, with its weight there."""
    postings: dict[str, dict[int, float]] = {}
    for number, unit in enumerate(units):
        for word, weight in unit.items():
            postings.setdefault(word, {})[number] = weight
    return postings


def _context(heading: str, index: _Index, words: CoverWords) -> Numbers:
    return _summed(dict.fromkeys(terms_of(heading, words), CONTEXT), index.tasks)


def _heard(own: Terms, context: Numbers, sentence: Sentence, index: _Index) -> _SentenceTerms:
    return _SentenceTerms(own, _length(_weighted(own, index.rare)), {} if sentence.is_heading else context)


def _told(heard: _SentenceTerms, index: _Index) -> list[tuple[int, float]]:
    """Tasks a sentence reports on with their scores, best first."""
    left = dict(heard.own)
    told: list[tuple[int, float]] = []
    while left:
        score, number = _best(left, heard, index)
        if score < PERHAPS or any(number == known for known, _ in told):
            break
        told.append((number, score))
        left = {word: weight for word, weight in left.items() if number not in index.tasks.get(word, {})}
    return told or _named(heard.own, index)


def _named(own: Terms, index: _Index) -> list[tuple[int, float]]:
    """The single task with most heading terms in the sentence, at least two, even if all of them are common."""
    counts = Counter(number for word in own for number in index.heads.get(word, {}))
    first = counts.most_common(2)
    if not first or first[0][1] < 2 or (len(first) > 1 and first[1][1] == first[0][1]):
        return []
    return [(first[0][0], PERHAPS)]


def _best(left: Terms, heard: _SentenceTerms, index: _Index) -> tuple[float, int]:
    """Score and task that the remaining terms support most: shared weight times similarity to the nearest part.

    A task that shares no more than one common term does not count.
    """
    evidence, solid = _summed(left, index.tasks), _solid(left, index.tasks, index)
    nearest: dict[int, float] = {}
    for part, shared in _summed(_weighted(left, index.rare), index.parts).items():
        likeness = shared / (heard.length * index.lengths[part])
        nearest[index.owner[part]] = max(likeness, nearest.get(index.owner[part], 0.0))
    told = (n for n in nearest if solid[n] >= ENOUGH)
    scored = ((sqrt((evidence[n] + heard.context.get(n, 0.0)) * nearest[n]), n) for n in told)
    return max(scored, default=(0.0, -1))


def _solid(terms: Terms, postings: Mapping[str, Numbers], index: _Index) -> dict[int, float]:
    """For each task the summed weight of shared terms, those common to many tasks counting half."""
    found: dict[int, float] = {}
    for word, weight in terms.items():
        for number in postings.get(word, {}):
            found[number] = found.get(number, 0.0) + weight * (SHARED if word in index.common else 1.0)
    return found


def _summed(terms: Terms, postings: Mapping[str, Numbers]) -> dict[int, float]:
    """For each unit the summed weights of the terms it contains."""
    found: dict[int, float] = {}
    for word, weight in terms.items():
        for number, value in postings.get(word, {}).items():
            found[number] = found.get(number, 0.0) + value * weight
    return found
