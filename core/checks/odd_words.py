"""A word that hardly ever stands beside its neighbours, where another of the same sound does: 国内外形式 for 国内外形势."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from core.checks.cuts import cut_words
from core.checks.language import HAN, UNIT, Language
from core.checks.slips import Slip
from core.model.elements import Element
from core.model.finding import Severity
from core.model.spans import Place, Span

CODE = "word_heard"
USUAL = 9 * UNIT // 2
"""Words cheaper than that stand beside many others that the model does not know of; half the difference is taken off."""

RARE = 13 * UNIT // 2
"""Words of the dictionary that the model has not are no dearer than that."""

SURE, LIKELY = 14 * UNIT // 5, 12 * UNIT // 5
"""What must be gained for a warning, and for a hint."""


def check_odd_words(element: Element, language: Language) -> Iterator[Slip]:
    """Such words of one paragraph; ``replacement`` is the other one."""
    words = cut_words(element.content)
    starts = accumulate(map(len, words), initial=0)
    for number, start in zip(range(len(words)), starts, strict=False):
        others = language.homophones.get(words[number], "")
        if others:
            known = [other for other in others.split(" ") if other in language.words]
            gain, right = _best(words, number, known, language)
            price = language.prices[language.words.get(words[number], language.stranger)]
            gain -= max(0, USUAL - price) // 2 + max(0, price - RARE)
            if gain > LIKELY:
                severity = Severity.WARNING if gain > SURE else Severity.HINT
                told = (("text", words[number]), ("right", right))
                place = Place(element.id, Span(start, start + len(right)))
                yield Slip(CODE, severity, place, words[number], right, told)


def _best(words: Sequence[str], number: int, others: Sequence[str], language: Language) -> tuple[int, str]:
    """What is gained by the word that fits best, if it is known beside a neighbour and the one that stands there is not."""
    known = language.words.get
    left = known(words[number - 1], language.stranger) if number else language.beginning
    right = known(words[number + 1], language.stranger) if number + 1 < len(words) else language.stranger
    if number and not HAN.match(words[number - 1]):
        left = language.beginning
    word = known(words[number], language.stranger)
    if _is_known(left, word, right, language):
        return 0, ""
    cost = language.price(left, word) + language.price(word, right)
    numbers = [(language.words[other], other) for other in others]
    gains = [
        (cost - language.price(left, one) - language.price(one, right), other)
        for one, other in numbers
        if _is_known(left, one, right, language)
    ]
    return max(gains, default=(0, ""))


def _is_known(left: int, word: int, right: int, language: Language) -> bool:
    before, behind = language.price(left, word), language.price(word, right)
    return before < language.prices[word] or behind < language.prices[right]
