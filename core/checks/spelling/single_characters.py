"""One-character words confused with others: 组建一只队伍 for 组建一支队伍, 再建项目 for 在建项目."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from core.checks.checked_text import cut_words
from core.checks.reporting import finding_at
from core.checks.spelling.characters import HEARD, LIKE, is_name
from core.checks.spelling.language import HAN, UNIT, Language
from core.checks.spelling.lattice import lattice_around
from core.cooperative import BATCH_SIZE, YieldToUi, cooperatively, never_yield
from core.model.elements import Element
from core.model.finding import Finding, Severity
from core.model.spans import Span

COUNTED = re.compile(r"[0-9０-９%％一二两三四五六七八九十百千万亿余多几]$")
REACH = 3
"""Words on both sides that are read with it."""

WORTH = 1 * UNIT
"""What the neighbours alone must bear out of the other character for the text about it to be read."""

MADE = 6 * UNIT
"""Words below this cost may be made of the other character and one beside it."""

SURE, LIKELY = 16 * UNIT // 5, 3 * UNIT // 2
"""How much cheaper the text must become for a warning, and for a hint."""


def check_single_characters(
    element: Element, language: Language, yield_to_ui: YieldToUi = never_yield
) -> Iterator[Finding]:
    """Such characters of one paragraph; ``replacement`` is the other character."""
    words = cut_words(element.content)
    starts = list(accumulate(map(len, words), initial=0))
    tried = ((at, word) for at, word in enumerate(words) if word in language.singles and not _is_counted(words, at))
    for at, word in cooperatively(tried, yield_to_ui, BATCH_SIZE):
        gain, other = max(_gains(words, at, language), default=(0, ""))
        span = Span(starts[at], starts[at] + 1)
        if gain > LIKELY and not is_name(element.content, span):
            severity = Severity.WARNING if gain > SURE else Severity.HINT
            code = HEARD if other in language.sounds.get(word, "") else LIKE
            yield replace(finding_at(element, span, code, other), severity=severity)


def _is_counted(words: Sequence[str], at: int) -> bool:
    """Whether the character stands behind a figure, where it is a measure word or belongs to what is counted: 7个, 12万项."""
    return at > 0 and COUNTED.search(words[at - 1]) is not None


def _gains(words: Sequence[str], at: int, language: Language) -> Iterator[tuple[int, str]]:
    """How much cheaper the text becomes with characters that are worth being tried."""
    others = list(_worthy(words, at, language))
    if others:
        # The text before and behind the character by which it is judged.
        first, last = at, at + 1
        while first > max(0, at - REACH) and HAN.fullmatch(words[first - 1]):
            first -= 1
        while last < min(len(words), at + REACH + 1) and HAN.fullmatch(words[last]):
            last += 1
        gap = lattice_around(*("".join(words[first:at]), "".join(words[at + 1 : last])), language)
        cost = gap.cost(words[at], language)
        yield from ((cost - gap.cost(other, language), other) for other in others)


def _worthy(words: Sequence[str], at: int, language: Language) -> Iterator[str]:
    """The other characters that make a word with a neighbour, or stand much better between them."""
    left, right, before, behind = _neighbours(words, at, language)
    number = language.words.get(words[at])
    most = -1 if number is None else _between(before, number, behind, language) - WORTH
    for other in language.singles[words[at]]:
        makes_word = _makes_word(left[-1:] + other, language) or _makes_word(other + right[:1], language)
        one = language.words.get(other, -1)
        if makes_word or (one >= 0 and _between(before, one, behind, language) < most):
            yield other


def _neighbours(words: Sequence[str], at: int, language: Language) -> tuple[str, str, int, int]:
    """The words beside a character, and their numbers; marks are none."""
    left, right = words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""
    before = language.words.get(left, language.stranger) if HAN.match(left) else language.beginning
    behind = language.words.get(right, language.stranger) if HAN.match(right) else -1
    return left, right, before, behind


def _makes_word(pair: str, language: Language) -> bool:
    number = language.words.get(pair)
    return number is not None and len(pair) > 1 and language.prices[number] < MADE


def _between(before: int, number: int, behind: int, language: Language) -> int:
    """The price of a word and of the one behind it, -1 for a mark or none, between its neighbours."""
    cost = language.price(before, number)
    return cost if behind < 0 else cost + language.price(number, behind)
