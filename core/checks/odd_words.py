"""A word that is known beside neither neighbour, where another of its sound is: 国内外形式 for 国内外形势."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from core.checks.cuts import cut_words
from core.checks.language import HAN, UNIT, Language
from core.checks.slips import Slip
from core.model.elements import Element
from core.model.finding import Severity
from core.model.spans import Place, Span

CODE = "word_heard"
RARE = 13 * UNIT // 2
"""Words of the dictionary that the model has not are no dearer than that."""

LEAST = UNIT // 2
"""What a neighbour must bear out at least of the word that may be meant."""

BEFORE, BEHIND = 6, 4
"""Words of a clause beyond the neighbours that may bear a word out: 享有 in 享有取得劳动报酬的权利."""

SURE, LIKELY = 0.6, -0.2
"""Weights from which a slip is a warning, and from which it is a hint."""

NONE = (-99.0, "")
"""No other word, with its weight."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """One word of a text by its number among ``words``; ``numbers`` are theirs in the model, -1 for marks."""

    words: Sequence[str]
    numbers: Sequence[int]
    at: int

    def beside(self, word: int, language: Language) -> tuple[int, int]:
        """What the neighbours bear out of a word in this place."""
        return self._before(1, word, language), self._behind(1, word, language)

    def about(self, word: int, language: Language) -> int:
        """The most that words farther off in the clause bear out of it."""
        before = (self._before(far, word, language) for far in self._far(-1, BEFORE))
        behind = (self._behind(far, word, language) for far in self._far(1, BEHIND))
        return max((*before, *behind), default=0)

    def _far(self, step: int, most: int) -> Iterator[int]:
        """How far the words of two or more signs are that stand in the same clause beyond the neighbour."""
        for far in range(1, most + 1):
            at = self.at + step * far
            if not 0 <= at < len(self.words) or self.numbers[at] < 0:
                return
            if far > 1 and len(self.words[at]) > 1:
                yield far

    def _before(self, far: int, word: int, language: Language) -> int:
        at = self.at - far
        left = self.numbers[at] if at >= 0 else -1
        return max(0, language.prices[word] - language.price(left, word)) if left >= 0 else 0

    def _behind(self, far: int, word: int, language: Language) -> int:
        at = self.at + far
        right = self.numbers[at] if at < len(self.words) else -1
        return max(0, language.prices[right] - language.price(word, right)) if right >= 0 else 0


def check_odd_words(element: Element, language: Language) -> Iterator[Slip]:
    """Such words of one paragraph; ``replacement`` is the other one."""
    words = cut_words(element.content)
    numbers = [language.words.get(word, language.stranger) if HAN.match(word) else -1 for word in words]
    starts = accumulate(map(len, words), initial=0)
    for at, start in zip(range(len(words)), starts, strict=False):
        if len(words[at]) == 2 and numbers[at] >= 0 and not _is_known(numbers, at, language):
            weight, right = _best(_Spot(words, numbers, at), language)
            if weight > LIKELY:
                span = Span(start, start + len(right))
                yield _slip(Place(element.id, span), words[at], right, weight)


def _slip(place: Place, text: str, right: str, weight: float) -> Slip:
    severity = Severity.WARNING if weight > SURE else Severity.HINT
    return Slip(CODE, severity, place, text, right, (("text", text), ("right", right)))


def _is_known(numbers: Sequence[int], at: int, language: Language) -> bool:
    """Whether a word is the only one of its sound, or a neighbour bears it out."""
    word = numbers[at]
    if language.homophones.has_none(word):
        return True
    left, right = numbers[at - 1] if at else -1, numbers[at + 1] if at + 1 < len(numbers) else -1
    if left >= 0 and language.price(left, word) < language.prices[word]:
        return True
    return right >= 0 and language.price(word, right) < language.prices[right]


def _best(spot: _Spot, language: Language) -> tuple[float, str]:
    """The likeliest other word with its weight."""
    text = spot.words[spot.at]
    others = language.homophones.of(text, language.words.get(text))
    return max((_weighed(spot, other, is_same, language) for other, is_same in others), default=NONE)


def _weighed(spot: _Spot, other: str, is_same: bool, language: Language) -> tuple[float, str]:
    """How much speaks for another word; how the figures were found is told in ``docs/decisions.md``."""
    word, one = spot.numbers[spot.at], language.words.get(other, language.stranger)
    beside = spot.beside(one, language)
    if sum(beside) < LEAST:
        return NONE
    about = spot.about(one, language) - 2 * spot.about(word, language)
    cheaper = min(language.prices[word], RARE) - language.prices[one]
    weight = (1.85 * sum(beside) + 0.95 * about + 1.05 * cheaper) / UNIT - 4.75
    weight += 0.4 * is_same + (0.4 + 0.7 * is_same) * bool({*other} & {*spot.words[spot.at]}) + 1.1 * all(beside)
    return weight, other
