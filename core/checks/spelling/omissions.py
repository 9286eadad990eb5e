"""Characters left out of a word: 完善工机制 for 完善工作机制, 各类业务训班 for 各类业务培训班.

What is left of such a word stands alone, and official text hardly has the characters so. A place is weighed by how much likelier the
text and its words become with one more character. The figures are those that ``python -m tests.fit_signs`` prints.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from heapq import nlargest
from types import MappingProxyType

from core.checks.reporting import finding_at
from core.checks.spelling.characters import is_name
from core.checks.spelling.language import UNIT, Language
from core.checks.spelling.missing_characters import SplitTable
from core.checks.spelling.signs import CLAUSE, EDGE, FIGURE, FIGURES, ORDER, Signs
from core.checks.spelling.surprises import (
    SHORTEST,
    DoubtfulPlace,
    Evidence,
    evidence_of,
    gain_of,
    padded,
    readings,
)
from core.cooperative import BATCH_SIZE, YieldToUi, cooperatively, never_yield
from core.model.elements import Element
from core.model.finding import Finding, Severity
from core.model.spans import Span
from core.segment import dictionary_words

CODE = "sign_omitted"
LEAST, LEAST_RUNS = 2.0, 1
"""What one more character must gain to be weighed, and how many runs of four with it must be known."""

SURE, LIKELY = 1.0, -0.5
"""Weights from which an omission is a warning, and from which it is a hint."""

TRIED = 2
"""Characters tried at a place, those that are at home there first, then those that stand there most often."""

USUAL = 6
"""Of so many that stand there most often it is asked which are at home."""

FRAGMENT = 5 * UNIT
"""Characters from this cost on are hardly words by themselves."""

CLAUSES = 4096
"""Clauses whose omissions are kept, some sixty pages."""


@dataclass(frozen=True, slots=True)
class Omission:
    """A word of one character at ``at`` of a clause, the word of two that may be meant, and what speaks for it."""

    at: int
    meant: str
    place: DoubtfulPlace
    evidence: Evidence

    @property
    def weight(self) -> float:
        """How much speaks for an omission."""
        gain, words, about = self.features
        return 0.292 * gain + 0.419 * words + 2.89 * about - 7.93

    @property
    def features(self) -> tuple[float, float, float]:
        """What is weighed."""
        gain, words, _, about = self.evidence.measured
        return gain, words, about


def check_omissions(
    element: Element, signs: Signs, language: Language, splits: SplitTable, yield_to_ui: YieldToUi = never_yield
) -> Iterator[Finding]:
    """Such places of one paragraph; ``replacement`` is the whole word."""
    clauses = (clause for clause in CLAUSE.finditer(element.content) if len(clause[0]) >= SHORTEST)
    for clause in cooperatively(clauses, yield_to_ui, BATCH_SIZE):
        for one in omissions(clause[0], signs, language, splits):
            span = Span(clause.start() + one.at, clause.start() + one.at + 1)
            if one.weight >= LIKELY and not is_name(element.content, span):
                found = finding_at(element, span, CODE, one.meant)
                severity = Severity.WARNING if one.weight >= SURE else Severity.HINT
                yield replace(found, severity=severity, readings=readings(one.place, signs))


def is_fragment(text: str, at: int, signs: Signs, language: Language) -> bool:
    """Whether the character at an offset is hardly a word by itself, and official text has it beside neither of its neighbours."""
    clause = padded(text)
    number = language.words.get(text[at], language.stranger)
    beside = clause[at : at + 2], clause[at + 1 : at + 3]
    return language.prices[number] >= FRAGMENT and not any(signs.knows(pair) for pair in beside)


# An edit touches one clause of a paragraph, and checking starts anew with every draft that is opened.
@lru_cache(maxsize=CLAUSES)
def omissions(written: str, signs: Signs, language: Language, splits: SplitTable) -> tuple[Omission, ...]:
    """The words of one character of a clause that another character makes a word which fits much better."""
    clause, words = padded(written), dictionary_words(written)
    found: list[Omission] = []
    for at in _lonely(words, splits.parts):
        places = [one for one in _places(clause, at, signs, language) if _is_known(one[1], signs)]
        gains = [(gain_of(place, signs), meant, place) for meant, place in places]
        gain, meant, place = max(gains, key=lambda one: one[0], default=(0.0, "", None))
        if place is not None and gain >= LEAST and not (found and found[-1].place.changed == place.changed):
            found.append(Omission(at, meant, place, evidence_of(place, signs, language)))
    return tuple(found)


def _lonely(words: Sequence[str], parts: frozenset[str]) -> Iterator[int]:
    """Where words of one character stand that hardly ever are words, and no measures behind a figure."""
    at, last = 0, ""
    for word in words:
        if word in parts and not FIGURES.match(last):
            yield at
        at, last = at + len(word), word[-1]


def _places(clause: str, at: int, signs: Signs, language: Language) -> Iterator[tuple[str, DoubtfulPlace]]:
    """The words that the character makes with one before or behind it, where its neighbours there are unusual."""
    sign, here = clause[at + 1], at + 1
    partners = _partners(language)
    for first, others, is_before in ((here, partners.ends, True), (here + 1, partners.begins, False)):
        before, behind = clause[first - 1], clause[first]
        if before == FIGURE or not _is_surprising(clause, first, signs):
            continue
        counted = signs.between(before, behind, others.get(sign, ""))
        if len(counted) > TRIED:
            usual = nlargest(USUAL, counted)
            counted = nlargest(TRIED, usual, key=lambda one: (_is_at_home(clause, first, one[1], signs), one))
        for _, other in counted:
            yield (other + sign if is_before else sign + other), DoubtfulPlace(clause, first, first, other)


def _is_at_home(clause: str, first: int, other: str, signs: Signs) -> bool:
    """Whether a run of four with one more character is known: 共享机制 rather than 机关, which more clauses end with."""
    return signs.knows(clause[max(0, first - 3) : first] + other) or signs.knows(
        clause[max(0, first - 2) : first] + other + clause[first]
    )


def _is_surprising(clause: str, first: int, signs: Signs) -> bool:
    """Whether one of the runs of three about the edge between two characters is unknown."""
    left, right = clause[max(0, first - 2) : first + 1], clause[first - 1 : first + 2]
    return not all(signs.knows(run) for run in (left, right) if len(run) == len(EDGE) + 2)


def _is_known(place: DoubtfulPlace, signs: Signs) -> bool:
    """Whether official text has enough of what the text becomes."""
    before, behind = place.clause[: place.first], place.clause[place.last :]
    return sum(signs.known(before[-ORDER + 1 :] + place.other + behind[: ORDER - 1], ORDER)) >= LEAST_RUNS


@dataclass(frozen=True, slots=True)
class Partners:
    """For each character those that make a word of two behind it (``begins``) and before it (``ends``)."""

    begins: Mapping[str, str]
    ends: Mapping[str, str]


@lru_cache(maxsize=1)
def _partners(language: Language) -> Partners:
    begins, ends = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for word in language.words:
        if len(word) == 2:
            begins[word[0]].append(word[1])
            ends[word[1]].append(word[0])
    joined = ({sign: "".join(others) for sign, others in table.items()} for table in (begins, ends))
    return Partners(*map(MappingProxyType, joined))
