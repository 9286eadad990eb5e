"""要点对照: each task of a plan with the sentences and figures of the summary that report on it, and whether it is proven."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import chain, repeat
from math import prod, sqrt
from operator import attrgetter

from core.coverage.commitments import MASKED, PROMISED, is_promise
from core.coverage.sentences import reporting
from core.coverage.similarity import similarities
from core.coverage.tasks import tasks_of
from core.coverage.terms import Terms, rarity, terms_of
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
from core.model.fact import Fact, FactKind, FactState
from core.model.quantities import SCALES, quantity_of
from core.model.spans import Place
from core.model.text import HAN_RANGE, PHRASE_END
from core.result import NO_PARAMETERS
from core.segment import words as segmented

# Which sentences report on which task: TF-IDF over terms; rare terms and terms of the heading weigh more.

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

FEW = 1.5
"""What the shared words say together at least where a sentence counts other things than the task promises."""

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
    terms = [terms_of(sentence.text, words) for sentence in sentences]
    index = _indexed(tasks, terms, words)
    contexts = {
        heading: _summed(dict.fromkeys(terms_of(heading, words), CONTEXT), index.tasks)
        for heading in {sentence.heading for sentence in sentences}
    }
    found: list[list[Mention]] = [[] for _ in tasks]
    for sentence, own in zip(sentences, terms, strict=True):
        plain = _plain_words_of(own, index)
        for number, score in _tasks_reported(
            _terms_of_sentence(own, contexts[sentence.heading], sentence, index), index
        ):
            certainty = _match_certainty(sentence, score, number in plain)
            if certainty is not Certainty.NONE:
                found[number].append(Mention(sentence, certainty, round(score, 3)))
    return tuple(map(tuple, found))


def _match_certainty(sentence: Sentence, score: float, is_plain: bool) -> Certainty:
    """A heading alone reports on nothing, a lead perhaps; general statements do only with a high score."""
    if sentence.is_heading or sentence.is_general:
        return Certainty.PERHAPS if score >= SURE else Certainty.NONE
    return Certainty.SURE if score >= SURE and is_plain and not sentence.is_lead else Certainty.PERHAPS


def _plain_words_of(own: Terms, index: _Index) -> frozenset[int]:
    """Tasks with which a sentence shares enough to be sure: many terms, or most of the heading's."""
    named = (number for number, solid in _solid(own, index.heads, index).items() if solid >= NAMED)
    many = (number for number, solid in _solid(own, index.tasks, index).items() if solid >= MANY)
    return frozenset(chain(named, many))


def _indexed(tasks: Sequence[Task], terms: Sequence[Terms], words: CoverWords) -> _Index:
    raw = [_raw(task, words) for task in tasks]
    wholes = [_merged(head, parts) for head, parts in raw]
    rare = rarity([*wholes, *terms])
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


def _terms_of_sentence(own: Terms, context: Numbers, sentence: Sentence, index: _Index) -> _SentenceTerms:
    return _SentenceTerms(own, _length(_weighted(own, index.rare)), {} if sentence.is_heading else context)


def _tasks_reported(terms: _SentenceTerms, index: _Index) -> list[tuple[int, float]]:
    """Tasks a sentence reports on with their scores, best first."""
    left = dict(terms.own)
    scored: list[tuple[int, float]] = []
    while left:
        score, number = _best(left, terms, index)
        if score < PERHAPS or any(number == known for known, _ in scored):
            break
        scored.append((number, score))
        left = {word: weight for word, weight in left.items() if number not in index.tasks.get(word, {})}
    return scored or _named(terms.own, index)


def _named(own: Terms, index: _Index) -> list[tuple[int, float]]:
    """The single task with most heading terms in the sentence, at least two, even if all of them are common."""
    counts = Counter(number for word in own for number in index.heads.get(word, {}))
    first = counts.most_common(2)
    if not first or first[0][1] < 2 or (len(first) > 1 and first[1][1] == first[0][1]):
        return []
    return [(first[0][0], PERHAPS)]


def _best(left: Terms, terms: _SentenceTerms, index: _Index) -> tuple[float, int]:
    """Score and task that the remaining terms support most: shared weight times similarity to the nearest part.

    A task that shares no more than one common term does not count.
    """
    evidence, solid = _summed(left, index.tasks), _solid(left, index.tasks, index)
    nearest: dict[int, float] = {}
    for part, shared in _summed(_weighted(left, index.rare), index.parts).items():
        likeness = shared / (terms.length * index.lengths[part])
        nearest[index.owner[part]] = max(likeness, nearest.get(index.owner[part], 0.0))
    candidates = (n for n in nearest if solid[n] >= ENOUGH)
    scored = ((sqrt((evidence[n] + terms.context.get(n, 0.0)) * nearest[n]), n) for n in candidates)
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


# Matching of the figures a plan promises with the figures of the summary that answer them.

LOOSE = (frozenset("个处家座所条支项件只户村眼口"), frozenset("名人员位"))
"""Units that one writes for another: 6处水位站, 6个水位观测点."""

FAR = 5
"""Times as many under another name, or of another unit, are another thing: 20处 stations, 1.5万条 messages."""

CHANGED = re.compile("(?:提高|增加|增长|下降|减少|降低|降)?(?:[到至前]|达到)$")
"""The end of a label that tells a figure from another of the same thing: 利用系数提高到."""

SCALE = re.compile(r"[十百千万亿]+(?!分)(?=.)")
"""What scales a unit: 亿 of 亿立方米, but not 百 of 百分点."""

EARLIER = re.compile("前$|[由从]＿|^[12][0-9]{3}年")
"""In the label of a value of another time, which answers nothing: 利用系数提高前, 利用系数由＿提高, 2020年底利用系数."""

AROUND = 16
"""Characters on either side of a figure that tell what it counts."""


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure with the words and terms around it; ``mention`` is the index of the sentence it stands in (-1: the plan).

    ``unit`` is without what scales it, ``size`` is in that unit (None for masks).
    """

    fact: Fact
    words: str
    terms: Terms
    unit: str
    size: Decimal | None
    mention: int = -1

    @property
    def counted(self) -> str:
        """The end of the name of what is counted, which tells it from its descriptions: 洪沟 of 治理山洪沟."""
        return _counted(self.fact)


@dataclass(frozen=True, slots=True)
class MaterialIndex:
    """Contents and facts of a plan or summary, by element id."""

    contents: Mapping[str, str]
    facts: Mapping[str, Sequence[Fact]]

    def inside(self, places: Iterable[Place]) -> Iterator[Fact]:
        """Facts that start in these spans, in order."""
        for place in places:
            for fact in self.facts.get(place.element_id, ()):
                if place.span.start <= fact.start < place.span.end:
                    yield fact

    def around(self, fact: Fact) -> str:
        """Text around a figure, up to the next mark or figure."""
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
    answering = _answering(found)
    sure = tuple(replace(one, certainty=Certainty.SURE) if n in answering else one for n, one in enumerate(mentions))
    return tuple(Commitment(one.fact, tuple(other.fact for other in answers)) for one, answers in found), sure


def _given(mentions: Sequence[Mention], summary: MaterialIndex, words: CoverWords) -> list[_Figure]:
    figures = []
    for number, mention in enumerate(mentions):
        found = summary.inside((mention.sentence.place,))
        counted = [fact for fact in found if _counts(fact) and not EARLIER.search(_name(fact))]
        figures += [replace(_figure(fact, summary, words), mention=number) for fact in counted]
    return figures


def _answering(found: Sequence[tuple[_Figure, Sequence[_Figure]]]) -> frozenset[int]:
    """Indices of the mentions that answer a promise with words of the promise."""
    return frozenset(other.mention for one, answers in found for other in answers if _shared(one, other))


def _promised(task: Task, plan: MaterialIndex, words: CoverWords) -> list[Fact]:
    facts = plan.inside(sentence.place for sentence in task.sentences)
    return [fact for fact in facts if is_promise(fact, plan.contents[fact.element_id], words)]


def _counts(fact: Fact) -> bool:
    return fact.subkind in PROMISED if fact.kind is FactKind.FIGURE else fact.subkind in MASKED


def _figure(fact: Fact, side: MaterialIndex, words: CoverWords) -> _Figure:
    around, label = side.around(fact), _name(fact)
    scale = SCALE.match(fact.unit)
    terms = terms_of(around, words) | terms_of(label, words)
    return _Figure(fact, f"{around}，{label}", terms, fact.unit[scale.end() if scale else 0 :], _size(fact, scale))


def _name(fact: Fact) -> str:
    """The label without its unit."""
    return fact.label.split("（")[0]


def _counted(fact: Fact) -> str:
    """The last two characters of the name of what a figure counts; empty without a name."""
    return CHANGED.sub("", NO_HAN.sub("", _name(fact)))[-2:]


def _size(fact: Fact, scale: re.Match[str] | None) -> Decimal | None:
    """The value in the unit without its scale: 1.84 of 亿立方米 is 184000000."""
    found = quantity_of(fact.text)
    factors = (SCALES[sign] for sign in scale.group()) if scale else ()
    return found.size * prod(factors) if found else None


def _answers(figure: _Figure, promised: Sequence[_Figure], given: Sequence[_Figure]) -> list[_Figure]:
    """Figures that count the same; one without a name of its own only if no other promise or figure has that unit."""
    near = [(_shared(figure, other), other) for other in given if _is_near(figure, other)]
    score, best = max(near, key=_closeness, default=(0.0, figure))
    if score:
        return [best] if score >= _rival(best, figure, promised) else []
    same = [other for _, other in near if other.unit == figure.unit]
    alone = sum(_fits(figure.unit, other.unit) for other in promised) == len(same) == 1
    return same if alone and not same[0].terms else []


def _closeness(scored: tuple[float, _Figure]) -> tuple[float, float]:
    """The words shared with the promise; for equal figures the one with fewer words around it is closer."""
    score, figure = scored
    return score, -sum(figure.terms.values())


def _rival(given: _Figure, own: _Figure, promised: Sequence[_Figure]) -> float:
    """Best score of the same figure for another promise of the task."""
    rivals = (other for other in promised if other is not own and _fits(other.unit, given.unit))
    return max((_shared(other, given) for other in rivals), default=0.0)


def _shared(one: _Figure, other: _Figure) -> float:
    return sum(min(weight, other.terms.get(word, 0.0)) for word, weight in one.terms.items())


def _is_near(one: _Figure, other: _Figure) -> bool:
    """Whether two figures may count the same: things of one name in one unit, or similar size in interchangeable units."""
    if not _fits(one.unit, other.unit) or (one.unit == other.unit and _is_one_name(one, other)):
        return one.unit == other.unit
    sizes = [size for size in (one.size, other.size) if size is not None]
    return len(sizes) < 2 or max(sizes) <= FAR * min(sizes)


def _is_one_name(one: _Figure, other: _Figure) -> bool:
    """Whether what one figure counts is named beside the other: 山洪沟 is not what 山洪预警短信 counts."""
    return not (one.counted and other.counted) or one.counted in other.words or other.counted in one.words


def _fits(one: str, other: str) -> bool:
    return one == other or any(one in units and other in units for units in LOOSE)


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

    ``verdicts`` hold, by the same keys, which sentences the user affirmed or denied. A task that a sentence surely
    reports on counts as written even if it was marked as omitted. Statements of the summary about future work are no
    reports, and those among the problems prove nothing.
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
        # What is offered in place of a sentence denied may be less alike.
        kept = (*sure, *others) if said else tuple(_counting(task, (commitments, (*sure, *others)), given, words))
        shown = tuple(downgraded(mention, words) for mention in kept)
        certainty, reason = _certainty(shown), left_out.get(task.key, "")
        state = _state(certainty, reason, _is_blank(shown, given))
        rows.append(
            CoverageRow(task, certainty, state, shown, commitments, reason, is_proven(task, shown, commitments, words))
        )
    return tuple(rows)


def _shares_little(mention: Mention, task: Task, words: CoverWords) -> bool:
    """Whether an uncertain sentence shares no more than one word with the task."""
    if mention.certainty is Certainty.SURE or mention.sentence.is_heading:
        return False
    promised = terms_of("，".join((task.heading, *(one.text for one in task.sentences))), words)
    shared = promised.keys() & terms_of(mention.sentence.text, words).keys()
    return sum(SHARED if word in words.common else 1.0 for word in shared) < FEW


def _names_counted(mention: Mention, commitments: Sequence[Commitment], figures: Sequence[Fact]) -> bool:
    """Whether a sentence names what one of the promised figures counts, or answers one."""
    return any(
        _counted(one.fact) in mention.sentence.text or any(fact in figures for fact in one.achieved)
        for one in commitments
    )


def _counting(
    task: Task, found: tuple[Sequence[Commitment], Sequence[Mention]], given: MaterialIndex, words: CoverWords
) -> Iterator[Mention]:
    """The mentions without uncertain ones that count other things than the task promises."""
    commitments, mentions = found
    for mention in mentions:
        figures = [fact for fact in given.inside((mention.sentence.place,)) if _counts(fact)]
        counts_others = commitments and figures and not _names_counted(mention, commitments, figures)
        if not (counts_others and _shares_little(mention, task, words)):
            yield mention


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
    places = [one.sentence.place for one in mentions if not one.sentence.is_heading]
    figures = [fact for fact in summary.inside(places) if fact.kind in (FactKind.FIGURE, FactKind.MASK)]
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
    """Whether the user confirmed a mention, or the sure ones answer a promise and repeat nearly all of the plan's
    wording.

    Every word of the plan must occur there, so that another action (到位 for 争取) or another object (another town's road)
    is no proof; neither is a sentence that reports work as only begun, unless the plan does so, too.
    """
    if any(mention.is_confirmed for mention in mentions):
        return True
    if commitments and not any(one.achieved for one in commitments):
        return False
    plan = "".join(map(attrgetter("text"), task.sentences)) or task.heading
    return _is_near_verbatim(plan, [one.sentence.text for one in mentions if one.certainty is Certainty.SURE], words)


def _is_near_verbatim(plan: str, texts: Sequence[str], words: CoverWords) -> bool:
    """Whether the texts have most character pairs of the plan, and each of its words but those of ``aside``."""
    may_begin = words.begun.search(plan) is not None
    plain = [_plain(text, words) for text in texts if may_begin or not words.begun.search(text)]
    wanted = {word for word in segmented(words.aside.sub("，", plan)) if len(word) > 1 and not NO_HAN.search(word)}
    return _share(_plain(plan, words), plain) >= VERBATIM and all(
        any(word in text for text in plain) for word in wanted
    )


def _share(plan: str, texts: Sequence[str]) -> float:
    """Share of the plan's character bigrams that also occur in the summary, 0 to 1."""
    if len(plan) < SHORTEST:
        return 0.0
    known = {pair for text in texts for pair in _pairs(text)}
    return sum(pair in known for pair in _pairs(plan)) / (len(plan) - 1)


def _pairs(text: str) -> list[str]:
    return [text[at : at + 2] for at in range(len(text) - 1)]


@lru_cache(maxsize=2048)
def _plain(text: str, words: CoverWords) -> str:
    """The Han characters of a text without figures, marks, and words of time and quantity."""
    return NO_HAN.sub("", words.aside.sub("", text))
