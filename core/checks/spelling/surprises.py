"""The model of signs as a judge of what other checks doubt, and as a finder of places that official text would hardly write so.

A place is weighed by how much likelier published official text and the words of the language become with another reading, and by
how well the model knows what stands about it. The figures were fitted by ``python -m tests.fit_signs``; what it prints today is near.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from types import MappingProxyType
from typing import NamedTuple

from core.checks.checked_text import TOGETHER, cut_words
from core.checks.reporting import finding_at
from core.checks.spelling.characters import FIGURES as NUMERALS
from core.checks.spelling.characters import HEARD, LIKE, ROW, TERM, WEIGHED, WORD, is_name
from core.checks.spelling.language import BEHIND_HAN, FIRST_HAN, HAN, LOG, UNIT, Language
from core.checks.spelling.lattice import lattice_around, lowest_cost
from core.checks.spelling.signs import ALONE, CLAUSE, EDGE, FIGURE, FIGURES, ORDER, Signs
from core.cooperative import BATCH_SIZE, YieldToUi, cooperatively, never_yield
from core.model.elements import Element
from core.model.finding import CountedReading, Finding, Severity
from core.model.spans import Span

REACH = 6
"""Characters on both sides that tell whether a place is official prose, and that are read as words with it."""

RARE = 9 * UNIT // 2
"""Words from this cost on are looked at, and all of one character."""

LEAST = 7.0
"""What another reading must gain to be weighed at all."""

MOST_WORDS = 15.0
"""What the gain of words counts at most."""

SURE, LIKELY = 0.4, -0.5
"""Weights from which a slip is a warning, and from which it is a hint."""

STANDING, MOST = 0.75, 25.0
"""How far ahead a reading must be that the draft does not bear out, and what gain and words count for it at most."""

AHEAD, KNOWN_AHEAD = 16.0, 12.0
"""What another character must gain in such a text, and what where the text has the word that it makes."""

LISTED = "、"

FAR_FROM_HOME = 3.0
"""Beyond it says nothing more how much oftener, or seldomer, than in official text a draft has a character."""

TELLING = 1000
"""Characters of a text that tells by its own words what it means; a short one is not asked."""

AT_HOME = math.log(4)
"""So many times oftener, as a logarithm, than in official text a character stands in a draft that is about it: 京 in one about 北京, 环京地区."""

UNDECIDED = 3.0
"""What another reading may lose where the model knows too little to decide."""

FEWEST = 3
"""Characters of the shortest clauses that are looked at."""

STRANGE = "sign_strange"
"""The sentence about such a place where what fits does not sound like what stands there and hardly looks like it."""

RESULTS = frozenset("出起开入进过回下上来去掉断破穿碎倒")
"""What verbs take behind them when something comes of it."""

SHORTEST = 5
"""Characters of the shortest clauses that say something about their words: 水芹 and 渌口区 in a list do not."""

CLAUSES = 4096
"""Clauses whose findings are kept, some sixty pages."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for another reading of a place.

    By ``gain`` the text becomes likelier, by ``words`` its words (natural logarithms). ``long_runs`` are the runs of four characters
    about the place that the model knows with it, ``about`` is the share of known runs in the rest of the clause near by.
    ``is_short``: the clause says little about its words, like 甑馏 and 颈外动脉 in a list. ``is_strange``: the character meant does
    not sound like the one there, and only some parts of it look like that.
    """

    gain: float
    words: float
    long_runs: int
    about: float
    is_short: bool
    is_strange: bool

    def weight(self, told: float = 0.0) -> float:
        """How much speaks for a slip; ``told`` is what another check says of it."""
        gain, words, runs, about = self.measured
        strangeness = 1.15 * self.is_short + 3.04 * self.is_strange
        return 0.128 * gain + 0.26 * words + 0.81 * runs + 0.84 * about - strangeness - 5.28 + told

    @property
    def says_nothing(self) -> bool:
        """Whether the model knows neither reading, so that it cannot speak against one: 响应号召 is in no law."""
        return not self.long_runs and self.gain > -UNDECIDED

    @property
    def measured(self) -> tuple[float, float, float, float]:
        """The four, none so large that it alone decides."""
        return min(self.gain, 20.0), max(-20.0, min(self.words, MOST_WORDS)), min(self.long_runs, 3.0), self.about


TOLD = MappingProxyType({Severity.WARNING: 1.26, Severity.HINT: 0.26})
"""What it weighs that another check holds the place for a slip."""


class DoubtfulPlace(NamedTuple):
    """Characters of a clause from ``first`` to ``last``, and what may be meant instead; ``clause`` is as the model reads it."""

    clause: str
    first: int
    last: int
    other: str

    @property
    def changed(self) -> str:
        """The clause with the other reading."""
        return self.clause[: self.first] + self.other + self.clause[self.last :]


class BetterReading(NamedTuple):
    """Another reading and what the text gains by it."""

    gain: float
    place: DoubtfulPlace


def judged(finding: Finding, text: str, signs: Signs, language: Language) -> Finding | None:
    """A finding about another reading, with the severity that the model gives it and both readings; None if it speaks against it."""
    place = place_of(text, finding.place.span, finding.replacement or "")
    if place is None:
        return finding
    if len(place.other) < place.last - place.first:
        return None if _is_written_so(place, signs) else finding
    evidence = evidence_of(place, signs, language)
    weight = evidence.weight(TOLD.get(finding.severity, 0.0))
    if finding.severity is Severity.WARNING:
        weight = max(weight, _left_to_it(finding, evidence, signs))
    return _as_weighed(finding, weight, place, signs)


def _left_to_it(finding: Finding, evidence: Evidence, signs: Signs) -> float:
    """The least weight of another check's warning: official text says nothing of words that it has neither way, 呐喊 and 纳喊."""
    is_foreign = finding.code == HEARD and not signs.count(finding.text) and not signs.count(finding.replacement or "")
    return SURE if is_foreign else LIKELY if evidence.says_nothing else -math.inf


def is_asked(finding: Finding) -> bool:
    """Whether a finding is a warning about a character or a word, of which the draft is asked."""
    return finding.code in WEIGHED and finding.severity is Severity.WARNING


@dataclass(frozen=True, slots=True)
class DraftFeatures:
    """What tells in a draft whether a character was meant.

    ``gain`` and ``words`` are those of ``Evidence``. ``is_word``: another word was proposed for one. ``is_alone``: the
    character alone was doubted. ``in_a_row``: what is
    right of the word stands close by again, as in 电锯、电刨. ``is_listed``: it stands beside the mark of a list. ``at_home`` is by how
    much oftener the draft has the character elsewhere than official text, ``written`` and ``meant`` how often official text has
    what was written and what may be meant, all as logarithms.
    """

    gain: float
    words: float
    is_word: bool
    is_alone: bool
    in_a_row: bool
    is_listed: bool
    at_home: float
    written: float
    meant: float

    @property
    def standing(self) -> float:
        """How far the other reading is ahead: rare characters and those of the draft's own subject are meant more often than not."""
        against = 0.39 * self.is_word + 2.29 * self.is_alone + 1.39 * self.in_a_row + 1.1 * self.is_listed
        usual = 0.13 * self.written + 0.268 * self.meant - 0.72 * self.at_home
        return 0.216 * self.gain + 0.135 * self.words + usual - against - 7.03


def draft_features(
    finding: Finding, content: str, document: str, signs: Signs, language: Language
) -> DraftFeatures | None:
    """The features of a finding about exchanged characters; None for what goes beyond a clause."""
    span, meant = finding.place.span, finding.replacement or ""
    place, changed = place_of(content, span, meant), _changed(finding)
    if place is None or not changed:
        return None
    evidence = evidence_of(place, signs, language)
    at_home = max(_at_home(one, document, signs) for one, _ in changed)
    usual = (sum(math.log(signs.count(one) + 1) for one in some) / len(some) for some in zip(*changed, strict=True))
    return DraftFeatures(
        min(evidence.gain, MOST),
        min(evidence.words, MOST),
        finding.code == WORD,
        len(finding.text) == 1,
        _is_in_a_row(finding, content),
        LISTED in (content[: span.start][-1:], content[span.end :][:1]),
        max(-FAR_FROM_HOME, min(FAR_FROM_HOME, at_home)),
        *usual,
    )


def is_in_doubt(finding: Finding, content: str, document: str, signs: Signs, language: Language) -> bool:
    """Whether a doubtful character is only a hint, because the draft does not bear the other reading out.

    Published text has words of a trade that nobody has counted and hardly any slips: see
    docs/decisions/087-reminders-read-on-published-text.md.
    """
    is_long = is_asked(finding) and len(document) >= TELLING
    features = draft_features(finding, content, document, signs, language) if is_long else None
    if features is None:
        return False
    is_known = _is_borne_out(finding, document, signs)
    is_open = not is_known and features.standing < STANDING
    return is_open or not _is_ahead(finding, features, document, KNOWN_AHEAD if is_known else AHEAD)


def _is_ahead(finding: Finding, features: DraftFeatures, document: str, least: float) -> bool:
    """Whether another character gains enough, unless a word was proposed for a word.

    Not one that only looks like a character which stands alone, nor where the draft writes again and again what is doubted: 出质.
    """
    is_usual = len(finding.text) > 1 and document.count(finding.text) >= TERM
    is_bare = finding.code == LIKE and features.is_alone
    return finding.code == WORD or (features.gain >= least and not is_usual and not is_bare)


def _changed(finding: Finding) -> list[tuple[str, str]]:
    """The characters that are doubted, each with what may be meant."""
    pairs = zip(finding.text, finding.replacement or "", strict=False)
    return [(one, other) for one, other in pairs if one != other]


def _is_in_a_row(finding: Finding, content: str) -> bool:
    """Whether a character that is right in a doubtful word stands close by again."""
    span, pairs = finding.place.span, zip(finding.text, finding.replacement or "", strict=False)
    about = content[max(0, span.start - ROW) : span.start] + content[span.end : span.end + ROW]
    return any(one == other and one in about for one, other in pairs)


def _is_borne_out(finding: Finding, document: str, signs: Signs) -> bool:
    """Whether a draft has the word that is meant, and no character exchanged for it is at home there."""
    is_known = len(finding.text) > 1 and document.count(finding.replacement or finding.text) >= TERM
    return is_known and not any(_at_home(one, document, signs) > AT_HOME for one, _ in _changed(finding))


def _at_home(sign: str, document: str, signs: Signs) -> float:
    """By how much oftener than official text a draft has a character elsewhere, as a logarithm."""
    expected = signs.count(sign) / signs.total * len(document)
    return math.log((max(1, document.count(sign)) - 0.5) / (expected + 0.5))


def place_of(text: str, span: Span, other: str) -> DoubtfulPlace | None:
    """The place in its clause; None where it goes beyond one."""
    for clause in CLAUSE.finditer(text):
        if clause.end() >= span.end:
            before = clause.start() - 1
            is_within = clause.start() <= span.start
            return (
                DoubtfulPlace(padded(clause[0]), span.start - before, span.end - before, other) if is_within else None
            )
    return None


def evidence_of(place: DoubtfulPlace, signs: Signs, language: Language, gain: float | None = None) -> Evidence:
    """What speaks for the other reading; ``gain`` is ``gain_of`` the place where that is known."""
    known = gain_of(place, signs) if gain is None else gain
    return replace(_at_best(BetterReading(known, place), signs, language), words=words_gain(place, language))


def _at_best(meant: BetterReading, signs: Signs, language: Language) -> Evidence:
    """The same if the words gain as much as counts, which is slow to tell."""
    place = meant.place
    before, behind = place.clause[: place.first], place.clause[place.last :]
    about = [*signs.known(before[-REACH - 2 :], 3), *signs.known(behind[: REACH + 2], 3)]
    runs = sum(signs.known(before[-ORDER + 1 :] + place.other + behind[: ORDER - 1], ORDER))
    share = (sum(about) + 0.5) / (len(about) + 1)
    is_short = len(place.clause) < SHORTEST + 2 * len(EDGE)
    written = place.clause[place.first : place.last]
    is_strange = len(written) == len(place.other) == 1 and place.other not in _alike(written, language)
    return Evidence(meant.gain, MOST_WORDS, runs, share, is_short, is_strange)


def _as_weighed(finding: Finding, weight: float, place: DoubtfulPlace, signs: Signs) -> Finding | None:
    if weight < LIKELY:
        return None
    severity = Severity.WARNING if weight >= SURE else Severity.HINT
    return replace(finding, severity=severity, readings=readings(place, signs))


def _is_written_so(place: DoubtfulPlace, signs: Signs) -> bool:
    """Whether official text writes twice at the place what another check would delete: 水水 in 出水水质, 规定规定 in 本规定规定的职责."""
    clause, first, size = place.clause, place.first, place.last - place.first
    if clause[max(0, first - size) : first] == clause[first : place.last]:
        first -= size
    around = (ORDER - 2 * size) // 2
    run = clause[max(0, first - around) : first + 2 * size + around]
    return around >= 0 and EDGE not in run and signs.knows(run)


def check_surprises(
    element: Element, signs: Signs, language: Language, yield_to_ui: YieldToUi = never_yield
) -> Iterator[Finding]:
    """Surprising places of one paragraph; ``replacement`` is the character that fits."""
    for clause in cooperatively(clauses_of(element.content, FEWEST), yield_to_ui, BATCH_SIZE):
        for place, evidence in surprises(clause.words, clause.text, signs, language):
            start = clause.start + place.first - 1
            code = HEARD if place.other in language.sounds.get(element.content[start], "") else LIKE
            sentence = {"sentence": STRANGE} if evidence.is_strange else {}
            found = finding_at(element, Span(start, start + 1), code, place.other, **sentence)
            weighed = _as_weighed(found, evidence.weight(), place, signs)
            if weighed and not is_name(element.content, weighed.place.span):
                is_usual = _comes_of_it(clause.words, place.first - 1)
                yield replace(weighed, severity=Severity.HINT) if is_usual else weighed


def _comes_of_it(words: Sequence[str], at: int) -> bool:
    """Whether a word of the dictionary begins there that says what comes of doing something: 凿出. There are more of them than anybody counts."""
    starts = accumulate(map(len, words), initial=0)
    return any(
        start == at and len(word) == 2 and word[1] in RESULTS for start, word in zip(starts, words, strict=False)
    )


class Clause(NamedTuple):
    """A clause of a paragraph: the offset where it begins, its words, and its text as the model reads it."""

    start: int
    words: tuple[str, ...]
    text: str


def clauses_of(text: str, fewest: int) -> Iterator[Clause]:
    """The clauses of a paragraph of so many characters or more."""
    return (clause for size, clause in sized_clauses(text) if size >= fewest)


# Three checks ask for the clauses of the same paragraphs one after another.
@lru_cache(maxsize=TOGETHER)
def sized_clauses(text: str) -> list[tuple[int, Clause]]:
    """The clauses with their lengths; their words are those of the paragraph, cut once."""
    words, read = cut_words(text), FIGURES.sub(FIGURE, text)
    places = {start: number for number, start in enumerate(accumulate(map(len, words), initial=0))}
    found: list[tuple[int, Clause]] = []
    for clause in CLAUSE.finditer(text):
        start, end = clause.span()
        within = words[places[start] : places[end]] if start in places and end in places else cut_words(clause[0])
        found.append((end - start, Clause(start, within, f"{EDGE}{read[start:end]}{EDGE}")))
    return found


# An edit touches one clause of a paragraph, and checking starts anew with every draft that is opened.
@lru_cache(maxsize=CLAUSES)
def surprises(
    words: tuple[str, ...], text: str, signs: Signs, language: Language
) -> tuple[tuple[DoubtfulPlace, Evidence], ...]:
    """The characters in whose place another fits much better, of the words and the ``text`` of a clause; none that cannot be told."""
    meant = better_readings(words, text, signs, language)
    found = ((one.place, _at_best(one, signs, language)) for one in meant)
    likely = ((place, evidence) for place, evidence in found if evidence.weight() >= LIKELY)
    return tuple((place, replace(evidence, words=words_gain(place, language))) for place, evidence in likely)


def better_readings(words: Sequence[str], text: str, signs: Signs, language: Language) -> list[BetterReading]:
    """The characters of a clause in whose place another fits better, whatever the words say of it."""
    odd = signs.surprises(text, _doubtful(words, language))
    meant = (_meant(text, at, surprise == ALONE, signs, language) for at, surprise in odd)
    return [one for one in meant if one is not None]


def _meant(clause: str, at: int, is_alone: bool, signs: Signs, language: Language) -> BetterReading | None:
    """What fits best at a place: a character of like sound or shape, or made of the same parts where official text has neither pair there."""
    sign, alike = clause[at], _alike(clause[at], language)
    others = signs.fitting(clause[at - 1], clause[at + 1], alike)
    if is_alone:
        others += _beside(clause, at, alike, signs)
    best = _best(clause, at, others, signs) if others else None
    if best is None and is_alone:
        known = (other for _, other in signs.between(clause[at - 1], clause[at + 1]) if HAN.match(other))
        best = _best(clause, at, [other for other in known if language.is_made_alike(sign, other)], signs)
    return best


def _best(clause: str, at: int, others: Iterable[str], signs: Signs) -> BetterReading | None:
    """The likeliest of some characters, if it gains enough."""
    places = [DoubtfulPlace(clause, at, at + 1, other) for other in others]
    if not places:
        return None
    best = max(map(BetterReading, gains_of(places, signs, LEAST), places), key=_gain)
    return best if best.gain >= LEAST else None


def _beside(clause: str, at: int, alike: str, signs: Signs) -> list[str]:
    """The characters that make a known run with the two before the place, or the two behind it."""
    before, pair = signs.behind(clause[at - 2 : at]) if at > 1 else "", clause[at + 1 : at + 3]
    ahead = signs.ahead(pair, alike) if len(pair) > 1 and signs.knows(pair) else ()
    return [other for other in alike if other in before or other in ahead]


def _gain(one: BetterReading) -> float:
    return one.gain


def _doubtful(words: Sequence[str], language: Language) -> Iterator[int]:
    """Where in a clause as the model reads it characters are words of their own or part of a rare one, and no measure behind a figure."""
    at, last, get, prices, stranger = 1, "", language.words.get, language.prices, language.stranger
    for word in words:
        size = len(word)
        if FIRST_HAN <= word < BEHIND_HAN and (size == 1 or prices[get(word, stranger)] > RARE):
            is_counted = FIGURES.match(last[-1:]) is not None
            yield from range(at + is_counted, at + size)
        at, last = at + size, word


# Asked for the same few hundred characters all the time.
@lru_cache(maxsize=1024)
def _alike(sign: str, language: Language) -> str:
    """The characters of like sound or shape, in order; no figure is known to be wrong by what stands about it."""
    alike = {*language.sounds.get(sign, ""), *language.near.get(sign, "")}
    return "".join(sorted(alike - NUMERALS if sign in NUMERALS else alike))


def padded(clause: str) -> str:
    """A clause as the model reads it."""
    return f"{EDGE}{FIGURES.sub(FIGURE, clause)}{EDGE}"


def gain_of(place: DoubtfulPlace, signs: Signs, least: float = -math.inf) -> float:
    """How much likelier the text becomes with the other reading, in natural logarithms; below ``least`` it is not exact."""
    return gains_of([place], signs, least)[0]


def gains_of(places: Sequence[DoubtfulPlace], signs: Signs, least: float = -math.inf) -> list[float]:
    """The same of several readings of one place."""
    clause, first, last = places[0].clause, places[0].first, places[0].last
    runs, behind = signs.runs_before(clause, first), clause[last : last + ORDER - 1]
    written = signs.cost(clause[first:last] + behind, runs)
    return [written - signs.cost(place.other + behind, runs, written - least) for place in places]


def words_gain(place: DoubtfulPlace, language: Language) -> float:
    """How much likelier the words about a place become."""
    clause, first, last = place.clause, place.first, place.last
    while first > max(0, place.first - REACH) and HAN.match(clause[first - 1]):
        first -= 1
    while last < min(len(clause), place.last + REACH) and HAN.match(clause[last]):
        last += 1
    before, written, behind = clause[first : place.first], clause[place.first : place.last], clause[place.last : last]
    if len(written) == len(place.other) == 1:
        gap = lattice_around(before, behind, language)
        return (gap.cost(written, language) - gap.cost(place.other, language)) / UNIT * LOG
    cost = lowest_cost(before + written + behind, language)
    return (cost - lowest_cost(before + place.other + behind, language)) / UNIT * LOG


def _telling(counted: tuple[int, int, str, str]) -> tuple[bool, int, int]:
    """How much two runs say for the second: more often than the first, then how often."""
    meant, written, *_ = counted
    return meant > written, meant, -written


def readings(place: DoubtfulPlace, signs: Signs) -> tuple[CountedReading, ...]:
    """The place as written and as it may be meant, with neighbours up to four characters, and how often official text has both."""
    clause, changed, end = place.clause, place.changed, place.first + len(place.other)
    more = len(changed) - len(clause)
    if more < 0 or len(place.other) > ORDER:
        return ()
    for size in range(ORDER, len(place.other) - 1, -1):
        # What is left out shows only in a run that goes on behind it.
        starts = range(max(1, end - size + (more > 0)), min(place.first - (more > 0), len(changed) - 1 - size) + 1)
        runs = [(clause[at : at + size - more], changed[at : at + size]) for at in starts]
        counts = [(signs.count(meant), signs.count(written), written, meant) for written, meant in runs]
        most, least, written, meant = max(counts, key=_telling, default=(0, 0, "", ""))
        if most:
            return CountedReading(written, least), CountedReading(meant, most)
    return ()
