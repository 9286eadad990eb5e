"""Characters left out of a word: 完善工机制 for 完善工作机制, 各类业务训班 for 各类业务培训班.

What is left of such a word stands alone, and official text hardly has the characters so. A place is weighed by how much likelier the
text and its words become with one more character. The figures are those that ``python -m tests.fit_signs`` prints.

Where official text has none of the pairs of characters it has no word to offer either: there the words of the language alone tell what
is left of a word with any character left out or exchanged, 畅栏渠道 for 畅通渠道.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from core.checks.reporting import finding_at
from core.checks.spelling.characters import BROKEN, OMITTED, is_name
from core.checks.spelling.language import UNIT, Language, partners
from core.checks.spelling.missing_characters import SplitTable
from core.checks.spelling.signs import EDGE, FIGURE, FIGURES, ORDER, Signs
from core.checks.spelling.surprises import (
    SHORTEST,
    DoubtfulPlace,
    Evidence,
    clauses_of,
    evidence_of,
    gain_of,
    padded,
    place_of,
    readings,
    words_gain,
)
from core.cooperative import BATCH_SIZE, YieldToUi, cooperatively, never_yield
from core.model.elements import Element
from core.model.finding import CountedReading, Finding, Severity
from core.model.spans import Span

LEAST = 2.0
"""What one more character must gain to be weighed."""

SURE, LIKELY = 1.0, -0.5
"""Weights from which an omission is a warning, and from which it is a hint."""

STANDING = 3.5
"""Weight from which it is a warning in a text that is long enough to have a manner of its own, as laws have: 依、令、需 alone."""

LISTING, PARTING = "、", ("、", "（", "(")

TRIED = 2
"""Characters tried at a place, those that are at home there first, then those that stand there most often."""

USUAL = 6
"""Of so many that stand there most often it is asked which are at home."""

FRAGMENT = 5 * UNIT
"""Characters from this cost on are hardly words by themselves."""

COMPLETED = 6.0
"""What the words gain at least by a whole word that another check proposes, too: 单位理岗位 by 管理, but not 其他方建设 by 方式."""

CLAUSES = 4096
"""Clauses whose omissions are kept, some sixty pages."""

LEFT_OUT, EXCHANGED = 3.0, 16.0
"""What the words of a clause must gain by a character that was left out, and by one that was exchanged, for a word to be broken."""

AHEAD = 1.0
"""How much more than any other word the one that is meant must gain."""


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
    for clause in cooperatively(clauses_of(element.content, SHORTEST), yield_to_ui, BATCH_SIZE):
        for one in omissions(clause.words, clause.text, signs, language, splits):
            span = Span(clause.start + one.at, clause.start + one.at + 1)
            if one.weight < LIKELY or _is_parted(element.content, span):
                continue
            if not is_name(element.content, span):
                found = finding_at(element, span, OMITTED, one.meant)
                severity = Severity.WARNING if one.weight >= SURE else Severity.HINT
                yield replace(found, severity=severity, readings=readings(one.place, signs))


def _is_parted(text: str, span: Span) -> bool:
    """Whether the rest of the word stands beyond a mark: 竣（交）工, 动、植物."""
    return text[span.end : span.end + 1] in PARTING or text[span.start - 1 : span.start] == LISTING


def check_broken_words(
    element: Element, signs: Signs, language: Language, splits: SplitTable, yield_to_ui: YieldToUi = never_yield
) -> Iterator[Finding]:
    """Words of one paragraph of which an odd character is left; ``replacement`` is the whole word.

    A hint: none of ten in published text with a character exchanged was a slip. One left out is a warning where the draft has the word and
    what is left is no word of official text.
    """
    for clause in cooperatively(clauses_of(element.content, SHORTEST), yield_to_ui, BATCH_SIZE):
        for one in broken_words(clause.words, clause.text, signs, language, splits):
            span = Span(clause.start + one.at, clause.start + one.at + one.size)
            if not is_name(element.content, span):
                counts = (CountedReading(text, signs.count(text)) for text in (one.written, one.meant))
                yield replace(finding_at(element, span, BROKEN, one.meant), readings=tuple(counts))


def is_borne_out(finding: Finding, content: str, signs: Signs, language: Language, splits: SplitTable) -> bool:
    """Whether enough speaks for an omission in a long text."""
    at = finding.place.span.start
    found = (
        one
        for clause in clauses_of(content, SHORTEST)
        if clause.start <= at < clause.start + sum(map(len, clause.words))
        for one in omissions(clause.words, clause.text, signs, language, splits)
        if clause.start + one.at == at
    )
    return any(one.weight >= STANDING for one in found)


def stands_alone(finding: Finding, language: Language) -> bool:
    """Whether what is told for the rest of a word is a word of official text by itself: 代 in 强制代保管, but not 拔 in 人才拔培育."""
    number = language.words.get(finding.text)
    return finding.code == BROKEN and number is not None and language.read[number] < FRAGMENT


def is_sure_fragment(finding: Finding, content: str, signs: Signs, language: Language) -> bool:
    """Whether a character is what is left of a word: it never stands so, or another check says so and the words gain enough by the whole one."""
    span = finding.place.span
    place = place_of(content, span, finding.replacement or "")
    if place is None:
        return False
    gain = words_gain(place, language)
    is_told = finding.severity is Severity.WARNING and gain >= COMPLETED
    return is_told or (gain > 0 and _is_fragment(content, span.start, signs, language))


def _is_fragment(text: str, at: int, signs: Signs, language: Language) -> bool:
    """Whether the character at an offset is hardly a word by itself, and official text has it beside neither of its neighbours."""
    clause = padded(text)
    number = language.words.get(text[at], language.stranger)
    beside = clause[at : at + 2], clause[at + 1 : at + 3]
    return language.prices[number] >= FRAGMENT and not any(signs.knows(pair) for pair in beside)


# An edit touches one clause of a paragraph, and checking starts anew with every draft that is opened.
@lru_cache(maxsize=CLAUSES)
def omissions(
    words: tuple[str, ...], clause: str, signs: Signs, language: Language, splits: SplitTable
) -> tuple[Omission, ...]:
    """The words of one character that another character makes a word which fits much better, of a clause as the model reads it."""
    found: list[Omission] = []
    for at in _lonely(words, splits.parts):
        places = [one for one in _places(clause, at, signs, language) if _is_known(one[1], signs)]
        gains = [(gain_of(place, signs, LEAST), meant, place) for meant, place in places]
        gain, meant, place = max(gains, key=lambda one: one[0], default=(0.0, "", None))
        if place is not None and gain >= LEAST and not (found and found[-1].place.changed == place.changed):
            found.append(Omission(at, meant, place, evidence_of(place, signs, language, gain)))
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
    table = partners(language)
    for first, others, is_before in ((here, table.ends, True), (here + 1, table.begins, False)):
        before, behind = clause[first - 1], clause[first]
        if before == FIGURE or not _is_surprising(clause, first, signs):
            continue
        counted = signs.between(before, behind, others.get(sign, ""))
        for _, other in counted if len(counted) <= TRIED else _likeliest(counted, clause, first, signs):
            yield (other + sign if is_before else sign + other), DoubtfulPlace(clause, first, first, other)


def _likeliest(counted: list[tuple[int, str]], clause: str, first: int, signs: Signs) -> list[tuple[int, str]]:
    """Those of many characters that are tried, each with how often it stands there."""
    usual = sorted(counted, reverse=True)[:USUAL]
    at_home = [(_is_at_home(clause, first, other, signs), (count, other)) for count, other in usual]
    return [one for _, one in sorted(at_home, reverse=True)[:TRIED]]


def _is_at_home(clause: str, first: int, other: str, signs: Signs) -> bool:
    """Whether a run of four with one more character is known: 共享机制 rather than 机关, which more clauses end with."""
    return signs.knows(clause[max(0, first - 3) : first] + other) or signs.knows(
        clause[max(0, first - 2) : first] + other + clause[first]
    )


def _is_surprising(clause: str, first: int, signs: Signs) -> bool:
    """Whether one of the runs of three about the edge between two characters is unknown."""
    left, right = clause[max(0, first - 2) : first + 1], clause[first - 1 : first + 2]
    is_new = len(left) == len(EDGE) + 2 and not signs.knows(left)
    return is_new or (len(right) == len(EDGE) + 2 and not signs.knows(right))


def _is_known(place: DoubtfulPlace, signs: Signs) -> bool:
    """Whether official text has some of what the text becomes."""
    clause, first, last = place.clause, place.first, place.last
    return signs.knows_any(clause[max(0, first - ORDER + 1) : first] + place.other + clause[last : last + ORDER - 1])


@dataclass(frozen=True, slots=True)
class BrokenWord:
    """``size`` characters at ``at`` of a clause in the place of the word ``meant``; where one is left out ``written`` has a neighbour."""

    at: int
    size: int
    written: str
    meant: str


@lru_cache(maxsize=CLAUSES)
def broken_words(
    words: tuple[str, ...], clause: str, signs: Signs, language: Language, splits: SplitTable
) -> tuple[BrokenWord, ...]:
    """The words of one character of which the language has a word in its place, and official text nothing about it."""
    at = 0
    found: list[BrokenWord] = []
    for number, word in enumerate(words):
        if word in splits.lonely and not signs.knows(clause[at + 1 : at + 3]):
            beside = (words[number - 1] if number else "", *words[number + 1 : number + 3], "", "")[:3]
            two = word + beside[1] if beside[1] in splits.lonely else ""
            if min(map(len, beside[:2])) > 1:
                found += _broken(clause, at, word, beside[:2], (signs, language))
            if two:
                found += _broken(clause, at, two, beside[::2], (signs, language))
        at += len(word)
    return tuple(found)


def _broken(
    clause: str, at: int, left: str, beside: Sequence[str], models: tuple[Signs, Language]
) -> Iterator[BrokenWord]:
    """The word that the characters left of it show, if one is far ahead of all others and known beside a neighbour."""
    language = models[1]
    whole = dict(_whole(clause, at, left, models))
    # The few that are known there first: most places have none of them that gains enough, and reading all of them is slow.
    tied = {word: words_gain(whole[word], language) for word in whole if _is_tied(word, beside, language)}
    word = max(tied, key=lambda one: tied[one], default="")
    if not word or tied[word] < (LEFT_OUT if len(left) == 1 else EXCHANGED):
        return
    most = tied[word] - AHEAD
    if all(words_gain(place, language) <= most for one, place in whole.items() if one != word):
        # What stands about the place of what is left out: before a last character, else behind.
        first = at + 1 - (len(left) == 1 and word.endswith(left))
        yield BrokenWord(at, len(left), clause[first : first + 2], word)


def _whole(clause: str, at: int, left: str, models: tuple[Signs, Language]) -> Iterator[tuple[str, DoubtfulPlace]]:
    """Each word that may be meant, where official text has the characters left of it beside neither neighbour."""
    signs, language = models
    first, last, table = at + 1, at + 1 + len(left), partners(language)
    edges = clause[first - 1], clause[last]
    if FIGURE in edges:
        return
    is_new = [not signs.knows(clause[first - 1 : first + 1]), not signs.knows(clause[last - 1 : last + 1])]
    if not (all(is_new) if len(left) == 1 else any(is_new)):
        return
    kept_last, kept_first = left[-1], left[0]
    if is_new[0]:
        for other in table.ends.get(kept_last, ""):
            yield other + kept_last, DoubtfulPlace(clause, first, last - 1, other)
    if is_new[1]:
        for other in table.begins.get(kept_first, ""):
            yield kept_first + other, DoubtfulPlace(clause, first + 1, last, other)


def _is_tied(word: str, beside: Sequence[str], language: Language) -> bool:
    """Whether the language knows the word behind the word before it or before the one behind, characters alone apart."""
    before, number, behind = (
        language.words.get(each, -1) if len(each) > 1 else -1 for each in (beside[0], word, beside[1])
    )
    return language.bigram_gain(before, number) > 0 or language.bigram_gain(number, behind) > 0
