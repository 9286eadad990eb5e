"""A word of one sign that is mistaken for another: 组建一只队伍 for 组建一支队伍, 再建项目 for 在建项目."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from core.checks.cuts import cut_words
from core.checks.language import HAN, UNIT, Language
from core.checks.odd_signs import HEARD, LIKE, cheapest, is_name
from core.checks.slips import Slip
from core.model.elements import Element
from core.model.finding import Severity
from core.model.spans import Place, Span
from core.turns import SMALL, GiveWay, at_once, by_turns

REACH = 3
"""Words on both sides that are read with it."""

WORTH = 1 * UNIT
"""What the neighbours alone must bear out of the other sign for the text about it to be read."""

MADE = 6 * UNIT
"""Words cheaper than that may be made of the other sign and one beside it."""

SURE, LIKELY = 5 * UNIT // 2, 11 * UNIT // 5
"""How much cheaper the text must become for a warning, and for a hint."""


def check_odd_singles(element: Element, language: Language, give_way: GiveWay = at_once) -> Iterator[Slip]:
    """Such signs of one paragraph; ``replacement`` is the other sign."""
    words = cut_words(element.content)
    starts = list(accumulate(map(len, words), initial=0))
    tried = ((at, word) for at, word in enumerate(words) if word in language.singles)
    for at, word in by_turns(tried, give_way, SMALL):
        gain, other = max(_gains(words, at, language), default=(0, ""))
        span = Span(starts[at], starts[at] + 1)
        if gain > LIKELY and not is_name(element.content, span):
            severity = Severity.WARNING if gain > SURE else Severity.HINT
            code = HEARD if other in language.sounds.get(word, "") else LIKE
            told = (("text", word), ("right", other))
            yield Slip(code, severity, Place(element.id, span), word, other, told)


def _gains(words: Sequence[str], at: int, language: Language) -> Iterator[tuple[int, str]]:
    """How much cheaper the text becomes with signs that are worth being tried."""
    others = [other for other in language.singles[words[at]] if _is_worth(words, at, other, language)]
    if others:
        before, behind = _about(words, at)
        cost = cheapest(before + words[at] + behind, language)
        yield from ((cost - cheapest(before + other + behind, language), other) for other in others)


def _is_worth(words: Sequence[str], at: int, other: str, language: Language) -> bool:
    """Whether the other sign makes a word with a neighbour, or stands much better between them."""
    left, right = words[at - 1] if at else "", "".join(words[at + 1 : at + 2])
    if any(_price(word, language) < MADE for word in (left[-1:] + other, other + right[:1]) if len(word) > 1):
        return True
    number, one = language.words.get(words[at]), language.words.get(other)
    if number is None or one is None:
        return False
    return _between(left, number, right, language) - _between(left, one, right, language) > WORTH


def _price(word: str, language: Language) -> int:
    return language.prices[language.words.get(word, language.stranger)]


def _between(left: str, number: int, right: str, language: Language) -> int:
    """The price of a word and of the one behind it, between its neighbours; marks are none."""
    before = language.words.get(left, language.stranger) if HAN.match(left) else language.beginning
    cost = language.price(before, number)
    return cost + language.price(number, language.words.get(right, language.stranger)) if HAN.match(right) else cost


def _about(words: Sequence[str], at: int) -> tuple[str, str]:
    """The text before and behind the sign by which it is judged."""
    first, last = at, at + 1
    while first > max(0, at - REACH) and HAN.fullmatch(words[first - 1]):
        first -= 1
    while last < min(len(words), at + REACH + 1) and HAN.fullmatch(words[last]):
        last += 1
    return "".join(words[first:at]), "".join(words[at + 1 : last])
