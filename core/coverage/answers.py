"""Matching of the figures a plan promises with the figures of the summary that answer them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from core.coverage.commitments import MASKED, PROMISED, is_promise
from core.coverage.terms import Terms, terms_of
from core.coverage.values import Certainty, Commitment, CoverWords, Mention, Task
from core.model.fact import Fact, FactKind
from core.model.quantities import quantity_of
from core.model.spans import Place
from core.model.text import PHRASE_END

LOOSE = (frozenset("个处家座所条支项件只户村眼口"), frozenset("名人员位"))
"""Units that one writes for another: 6处水位站, 6个水位观测点."""

FAR = 5
"""Times as many of another unit are another thing: 20处 stations, 1.5万条 messages."""

MONEY = re.compile(r"[百千万亿]*元")
AROUND = 16
"""Characters on either side of a figure that tell what it counts."""


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure with the terms around it; ``mention`` is the index of the sentence it stands in (-1: the plan)."""

    fact: Fact
    terms: Terms
    unit: str
    mention: int = -1


@dataclass(frozen=True, slots=True)
class MaterialIndex:
    """Contents and facts of a plan or summary, by element id."""

    contents: Mapping[str, str]
    facts: Mapping[str, Sequence[Fact]]

    def inside(self, places: Iterable[Place]) -> Iterator[Fact]:
        """Facts that start in these places, in order."""
        for place in places:
            for fact in self.facts.get(place.element_id, ()):
                if place.span.start <= fact.start < place.span.end:
                    yield fact

    def around(self, fact: Fact) -> str:
        """Text beside a figure, up to the next mark or figure."""
        content = self.contents[fact.element_id]
        beside = [other for other in self.facts[fact.element_id] if other is not fact and _counts(other)]
        low = max([0, fact.start - AROUND, *(other.end for other in beside if other.end <= fact.start)])
        high = min([len(content), fact.end + AROUND, *(other.start for other in beside if other.start >= fact.end)])
        before = PHRASE_END.split(content[low : fact.start])[-1]
        return before + "，" + PHRASE_END.split(content[fact.end + len(fact.unit) : max(high, fact.end)])[0]


def index_material(contents: Mapping[str, str], facts: Iterable[Fact]) -> MaterialIndex:
    """Group the facts by element."""
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.element_id, []).append(fact)
    return MaterialIndex(contents, found)


def match_commitments(
    task: Task, mentions: Sequence[Mention], plan: MaterialIndex, summary: MaterialIndex, words: CoverWords
) -> tuple[tuple[Commitment, ...], tuple[Mention, ...]]:
    """The task's promised figures with their answers, and its mentions; those that answer a promise become sure."""
    promised = [_figure(fact, plan, words) for fact in _promised(task, plan, words)]
    given = _given(mentions, summary, words)
    found = [(figure, _answers(figure, promised, given)) for figure in promised]
    told = _told_by(found)
    sure = tuple(replace(one, certainty=Certainty.SURE) if n in told else one for n, one in enumerate(mentions))
    return tuple(Commitment(one.fact, tuple(other.fact for other in answers)) for one, answers in found), sure


def _given(mentions: Sequence[Mention], summary: MaterialIndex, words: CoverWords) -> list[_Figure]:
    figures = []
    for number, mention in enumerate(mentions):
        counted = filter(_counts, summary.inside((mention.sentence.place,)))
        figures += [replace(_figure(fact, summary, words), mention=number) for fact in counted]
    return figures


def _told_by(found: Sequence[tuple[_Figure, Sequence[_Figure]]]) -> frozenset[int]:
    """Indices of the mentions that answer a promise in words of the promise."""
    return frozenset(other.mention for one, answers in found for other in answers if _shared(one, other))


def _promised(task: Task, plan: MaterialIndex, words: CoverWords) -> list[Fact]:
    facts = plan.inside(sentence.place for sentence in task.sentences)
    return [fact for fact in facts if is_promise(fact, plan.contents[fact.element_id], words)]


def _counts(fact: Fact) -> bool:
    return fact.subkind in PROMISED if fact.kind is FactKind.FIGURE else fact.subkind in MASKED


def _figure(fact: Fact, side: MaterialIndex, words: CoverWords) -> _Figure:
    unit = "元" if MONEY.fullmatch(fact.unit) else fact.unit
    terms = terms_of(side.around(fact), words) | terms_of(fact.label.split("（")[0], words)
    return _Figure(fact, terms, unit)


def _answers(figure: _Figure, promised: Sequence[_Figure], given: Sequence[_Figure]) -> list[_Figure]:
    """Figures that count the same; without common words only if no other promise or figure has that unit."""
    near = [(_shared(figure, other), other) for other in given if _is_near(figure, other)]
    score, best = max(near, key=_closeness, default=(0.0, figure))
    if score:
        return [best] if score >= _rival(best, figure, promised) else []
    same = [other for _, other in near if other.unit == figure.unit]
    alone = sum(_fits(figure.unit, other.unit) for other in promised) == len(same) == 1
    return same if alone else []


def _closeness(scored: tuple[float, _Figure]) -> tuple[float, float]:
    """The words shared with the promise; of equal figures the one with fewer words beside them is the closer one."""
    score, figure = scored
    return score, -sum(figure.terms.values())


def _rival(given: _Figure, own: _Figure, promised: Sequence[_Figure]) -> float:
    """Best score of the same figure for another promise of the task."""
    rivals = (other for other in promised if other is not own and _fits(other.unit, given.unit))
    return max((_shared(other, given) for other in rivals), default=0.0)


def _shared(one: _Figure, other: _Figure) -> float:
    return sum(min(weight, other.terms.get(word, 0.0)) for word, weight in one.terms.items())


def _is_near(one: _Figure, other: _Figure) -> bool:
    """Whether two figures may count the same: equal units, or similar size in interchangeable units."""
    if one.unit == other.unit or not _fits(one.unit, other.unit):
        return one.unit == other.unit
    sizes = [found.size for found in map(quantity_of, (one.fact.text, other.fact.text)) if found]
    return len(sizes) < 2 or max(sizes) <= FAR * min(sizes)


def _fits(one: str, other: str) -> bool:
    return one == other or any(one in units and other in units for units in LOOSE)
