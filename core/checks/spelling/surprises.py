"""The model of signs as a judge of what other checks doubt, and as a finder of places that official text would hardly write so.

A place is weighed by how much likelier published official text and the words of the language become with another reading, and by
how well the model knows what stands about it. The figures are those that ``python -m tests.fit_signs`` prints.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from core.checks.reporting import finding_at
from core.checks.spelling.characters import HEARD, LIKE, TERM, is_name
from core.checks.spelling.language import HAN, LOG, UNIT, Language
from core.checks.spelling.lattice import lowest_cost
from core.checks.spelling.signs import CLAUSE, EDGE, FIGURE, FIGURES, ORDER, Signs
from core.cooperative import BATCH_SIZE, YieldToUi, cooperatively, never_yield
from core.model.elements import Element
from core.model.finding import CountedReading, Finding, Severity
from core.model.spans import Span
from core.segment import dictionary_words

REACH = 6
"""Characters on both sides that tell whether a place is official prose, and that are read as words with it."""

RARE = 9 * UNIT // 2
"""Words from this cost on are looked at, and all of one character."""

LEAST = 7.0
"""What another reading must gain to be weighed at all."""

SURE, LIKELY = 0.3, -0.5
"""Weights from which a slip is a warning, and from which it is a hint."""

CERTAIN, MOST = 40.0, 25.0
"""How far ahead a reading must be that the draft does not bear out, and what gain and words count for it at most."""

TELLING = 1000
"""Characters of a text that tells by its own words what it means; a short one is not asked."""

AT_HOME = 4.0
"""So many times oftener than in official text a character stands in a draft that is about it: 京 in one about 北京, 环京地区."""

UNDECIDED = 3.0
"""What another reading may lose where the model knows too little to decide."""

SHORTEST = 5
"""Characters of the shortest clauses that say something about their words: 水芹 and 渌口区 in a list do not."""

CLAUSES = 4096
"""Clauses whose findings are kept, some sixty pages."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for another reading of a place.

    By ``gain`` the text becomes likelier, by ``words`` its words (natural logarithms). ``long_runs`` are the runs of four characters
    about the place that the model knows with it, ``about`` is the share of known runs in the rest of the clause near by.
    ``is_short``: the clause says little about its words, like 甑馏 and 颈外动脉 in a list.
    """

    gain: float
    words: float
    long_runs: int
    about: float
    is_short: bool

    def weight(self, told: float = 0.0) -> float:
        """How much speaks for a slip; ``told`` is what another check says of it."""
        gain, words, runs, about = self.measured
        return 0.162 * gain + 0.295 * words + 0.59 * runs + 0.81 * about - 1.96 * self.is_short - 6.21 + told

    @property
    def certainty(self) -> float:
        """How far the other reading is ahead, by the text and by its words."""
        return min(self.gain, MOST) + 1.5 * min(self.words, MOST)

    @property
    def says_nothing(self) -> bool:
        """Whether the model knows neither reading, so that it cannot speak against one: 响应号召 is in no law."""
        return not self.long_runs and self.gain > -UNDECIDED

    @property
    def measured(self) -> tuple[float, float, float, float]:
        """The four, none so large that it alone decides."""
        return min(self.gain, 20.0), max(-20.0, min(self.words, 15.0)), min(self.long_runs, 3.0), self.about


TOLD = MappingProxyType({Severity.WARNING: 1.82, Severity.HINT: 0.49})
"""What it weighs that another check holds the place for a slip."""


@dataclass(frozen=True, slots=True)
class DoubtfulPlace:
    """Characters of a clause from ``first`` to ``last``, and what may be meant instead; ``clause`` is as the model reads it."""

    clause: str
    first: int
    last: int
    other: str

    @property
    def changed(self) -> str:
        """The clause with the other reading."""
        return self.clause[: self.first] + self.other + self.clause[self.last :]


def judged(finding: Finding, text: str, signs: Signs, language: Language) -> Finding | None:
    """A finding about another reading, with the severity that the model gives it and both readings; None if it speaks against it."""
    place = place_of(text, finding.place.span, finding.replacement or "")
    if place is None:
        return finding
    if len(place.other) < place.last - place.first:
        return None if _is_written_so(place, signs) else finding
    evidence = evidence_of(place, signs, language)
    weight = evidence.weight(TOLD.get(finding.severity, 0.0))
    if finding.severity is Severity.WARNING and evidence.says_nothing:
        weight = max(weight, LIKELY)
    return _as_weighed(finding, weight, readings(place, signs))


def is_in_doubt(finding: Finding, content: str, document: str, signs: Signs, language: Language) -> bool:
    """Whether a doubtful character is only a hint, because the draft does not bear the other reading out.

    Published text has words of a trade that nobody has counted and hardly any slips: of 140 places in it where the reading was neither
    far ahead nor in the text itself 18 were right or debatable (扣收滞纳金 was right as it stands), of the 24 others 15.
    """
    is_asked = finding.code in (HEARD, LIKE) and finding.severity is Severity.WARNING and len(document) >= TELLING
    if not is_asked or _is_borne_out(finding.text, finding.replacement or "", document, signs):
        return False
    place = place_of(content, finding.place.span, finding.replacement or "")
    return place is not None and evidence_of(place, signs, language).certainty < CERTAIN


def _is_borne_out(written: str, meant: str, document: str, signs: Signs) -> bool:
    """Whether a draft has the word that is meant, and no character exchanged for it is at home there."""
    changed = (one for one, other in zip(written, meant, strict=False) if one != other)
    is_known = len(written) > 1 and document.count(meant) >= TERM
    return is_known and not any(_is_at_home(sign, document, signs) for sign in changed)


def _is_at_home(sign: str, document: str, signs: Signs) -> bool:
    """Whether a draft has a character elsewhere, and far oftener than official text."""
    expected = signs.count(sign) / signs.total * len(document)
    return document.count(sign) - 0.5 > AT_HOME * (expected + 0.5)


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


def evidence_of(place: DoubtfulPlace, signs: Signs, language: Language) -> Evidence:
    """What speaks for the other reading."""
    before, behind = place.clause[: place.first], place.clause[place.last :]
    about = [*signs.known(before[-REACH - 2 :], 3), *signs.known(behind[: REACH + 2], 3)]
    runs = sum(signs.known(before[-ORDER + 1 :] + place.other + behind[: ORDER - 1], ORDER))
    share = (sum(about) + 0.5) / (len(about) + 1)
    is_short = len(place.clause) < SHORTEST + 2 * len(EDGE)
    return Evidence(gain_of(place, signs), words_gain(place, language), runs, share, is_short)


def _as_weighed(finding: Finding, weight: float, read: tuple[CountedReading, ...]) -> Finding | None:
    if weight < LIKELY:
        return None
    return replace(finding, severity=Severity.WARNING if weight >= SURE else Severity.HINT, readings=read)


def _is_written_so(place: DoubtfulPlace, signs: Signs) -> bool:
    """Whether official text writes a character twice at the place that another check would delete: 水水 in 出水水质."""
    first = place.first - 1 if place.clause[place.first - 1] == place.clause[place.first] else place.first
    run = place.clause[max(0, first - 1) : first + 3]
    return EDGE not in run and signs.knows(run)


def check_surprises(
    element: Element, signs: Signs, language: Language, yield_to_ui: YieldToUi = never_yield
) -> Iterator[Finding]:
    """Surprising places of one paragraph; ``replacement`` is the character that fits."""
    clauses = (clause for clause in CLAUSE.finditer(element.content) if len(clause[0]) >= SHORTEST)
    for clause in cooperatively(clauses, yield_to_ui, BATCH_SIZE):
        for place, evidence in surprises(clause[0], signs, language):
            start = clause.start() + place.first - 1
            code = HEARD if place.other in language.sounds.get(element.content[start], "") else LIKE
            found = finding_at(element, Span(start, start + 1), code, place.other)
            weighed = _as_weighed(found, evidence.weight(), readings(place, signs))
            if weighed and not is_name(element.content, weighed.place.span):
                yield weighed


# An edit touches one clause of a paragraph, and checking starts anew with every draft that is opened.
@lru_cache(maxsize=CLAUSES)
def surprises(written: str, signs: Signs, language: Language) -> tuple[tuple[DoubtfulPlace, Evidence], ...]:
    """The characters of a clause in whose place another fits much better."""
    clause, found = padded(written), []
    for at in _doubtful(clause_words(written), language):
        if signs.is_surprising(clause, at + 1):
            others = signs.between(clause[at], clause[at + 2], _alike(clause[at + 1], language))
            places = [DoubtfulPlace(clause, at + 1, at + 2, other) for _, other in others]
            gain, place = max(zip(gains_of(places, signs), places, strict=True), default=(0.0, None), key=_first)
            if place is not None and gain >= LEAST:
                found.append((place, evidence_of(place, signs, language)))
    return tuple(found)


def _first(pair: tuple[float, DoubtfulPlace | None]) -> float:
    return pair[0]


def _doubtful(words: Sequence[str], language: Language) -> Iterator[int]:
    """Where characters stand that are words of their own or part of a rare one, and no measure behind a figure."""
    at, last, get, prices, stranger = 0, "", language.words.get, language.prices, language.stranger
    for word in words:
        if (len(word) == 1 or prices[get(word, stranger)] > RARE) and HAN.match(word):
            is_counted = FIGURES.match(last) is not None
            yield from range(at + is_counted, at + len(word))
        at, last = at + len(word), word[-1]


# Asked for the same few hundred characters all the time.
@lru_cache(maxsize=1024)
def _alike(sign: str, language: Language) -> str:
    """The characters of like sound or shape, in order."""
    return "".join(sorted({*language.sounds.get(sign, ""), *language.near.get(sign, "")}))


# Three checks of a paragraph ask for its clauses one after another.
@lru_cache(maxsize=256)
def clause_words(written: str) -> tuple[str, ...]:
    """The words of a clause."""
    return tuple(dictionary_words(written))


def padded(clause: str) -> str:
    """A clause as the model reads it."""
    return f"{EDGE}{FIGURES.sub(FIGURE, clause)}{EDGE}"


def gain_of(place: DoubtfulPlace, signs: Signs) -> float:
    """How much likelier the text becomes with the other reading, in natural logarithms."""
    return gains_of([place], signs)[0]


def gains_of(places: Sequence[DoubtfulPlace], signs: Signs) -> list[float]:
    """The same of several readings of one place."""
    if not places:
        return []
    one = places[0]
    written = signs.cost(one.clause, one.first, min(len(one.clause), one.last + ORDER - 1))
    return [written - _cost_with(place, signs) for place in places]


def _cost_with(place: DoubtfulPlace, signs: Signs) -> float:
    changed, end = place.changed, place.first + len(place.other)
    return signs.cost(changed, place.first, min(len(changed), end + ORDER - 1))


def words_gain(place: DoubtfulPlace, language: Language) -> float:
    """How much likelier the words about a place become."""
    clause, first, last = place.clause, place.first, place.last
    while first > max(0, place.first - REACH) and HAN.match(clause[first - 1]):
        first -= 1
    while last < min(len(clause), place.last + REACH) and HAN.match(clause[last]):
        last += 1
    cost = lowest_cost(clause[first:last], language)
    changed = clause[first : place.first] + place.other + clause[place.last : last]
    return (cost - lowest_cost(changed, language)) / UNIT * LOG


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
