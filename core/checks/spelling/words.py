"""A word that fits its context worse than a homophone: 国内外形式 for 国内外形势."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from core.checks.checked_text import cut_words
from core.checks.reporting import finding_at
from core.checks.spelling.characters import WORD
from core.checks.spelling.language import HAN, UNIT, USUAL, Language
from core.model.elements import Element
from core.model.finding import Finding, Severity
from core.model.spans import Span

BEFORE, BEHIND = 6, 4
"""Words of a clause beyond the neighbours that may bear a word out: 享有 in 享有取得劳动报酬的权利."""

COMMON = 33 * UNIT // 10
"""Words below this cost in official text stand beside everything."""

SURE, LIKELY = 6.0, 2.4
"""Weights from which a slip is a warning, and from which it is a hint."""

MEANT = 3.0
"""Weight from which it is a hint of a word that is ``USUAL``: 精心 in 精心指导, which the model has never met."""

BEARS_OUT = 4.0
"""Words farther off rarely weigh more."""


class _WordInContext(NamedTuple):
    """One word of a text by its number among ``words``; ``numbers`` are theirs in the model, -1 for marks."""

    words: Sequence[str]
    numbers: Sequence[int]
    at: int

    def number(self, far: int) -> int:
        """The number of the word so far behind it; -1 for a mark or none."""
        at = self.at + far
        return self.numbers[at] if 0 <= at < len(self.numbers) else -1

    def about(self, word: int, language: Language) -> int:
        """The most that words farther off in the clause bear out of it."""
        before = [language.bigram_gain(self.number(-far), word) for far in self._far(-1, BEFORE)]
        behind = [language.bigram_gain(word, self.number(far)) for far in self._far(1, BEHIND)]
        return max((*before, *behind), default=0)

    def _far(self, step: int, most: int) -> Iterator[int]:
        """How far the words of two or more characters are that stand in the same clause beyond the neighbour."""
        for far in range(1, most + 1):
            at = self.at + step * far
            if not 0 <= at < len(self.words) or self.numbers[at] < 0:
                return
            if far > 1 and len(self.words[at]) > 1:
                yield far


def check_words(element: Element, language: Language) -> Iterator[Finding]:
    """Such words of one paragraph; ``replacement`` is the other one."""
    words = cut_words(element.content)
    get, stranger = language.words.get, language.stranger
    numbers = [one if (one := get(word, -1)) >= 0 else stranger if HAN.match(word) else -1 for word in words]
    starts = list(accumulate(map(len, words), initial=0))
    for at in _may_be_odd(words, numbers, language):
        weight, right = _best(_WordInContext(words, numbers, at), language)
        if weight > (MEANT if language.read[numbers[at]] <= USUAL else LIKELY):
            span = Span(starts[at], starts[at] + len(right))
            severity = Severity.WARNING if weight > SURE else Severity.HINT
            yield replace(finding_at(element, span, WORD, right), severity=severity)


def _may_be_odd(words: Sequence[str], numbers: Sequence[int], language: Language) -> list[int]:
    """Which words of two characters do not stand beside everything and share their sound with another."""
    read, has_none = language.read, language.homophones.has_none
    rare = (at for at, one in enumerate(numbers) if one >= 0 and read[one] > COMMON and not has_none(one))
    return [at for at in rare if len(words[at]) == 2]


def _best(word_here: _WordInContext, language: Language) -> tuple[float, str]:
    """The likeliest other word with its weight; the figures are those of docs/decisions/052-wrong-words.md."""
    text, word = word_here.words[word_here.at], word_here.numbers[word_here.at]
    left, behind, bigram_gain = word_here.number(-1), word_here.number(1), language.bigram_gain
    known = 2.3 * language.read[word] - 1.4 * language.prices[word]
    known -= 3.0 * bigram_gain(left, word) + 2.3 * bigram_gain(word, behind)
    best, right = LIKELY, ""
    for other, _ in language.homophones.of(text, language.words.get(text)):
        one = language.words.get(other, language.stranger)
        weight = known - 2.3 * language.read[one] + 2.9 * bigram_gain(left, one) + 2.5 * bigram_gain(one, behind)
        weight = weight / UNIT + 4.7
        if weight + BEARS_OUT > best:
            weight += (1.6 * word_here.about(one, language) - 1.9 * word_here.about(word, language)) / UNIT
            best, right = max((best, right), (weight, other))
    return best, right
