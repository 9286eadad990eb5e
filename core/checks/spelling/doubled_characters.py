"""A character doubled at the edge of a word: 支持持, 意意见."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from core.checks.checked_text import cut_words
from core.checks.reporting import finding_at
from core.checks.spelling.language import UNIT, Language
from core.checks.spelling.repetitions import Repetition
from core.checks.spelling.signs import Signs
from core.model.elements import Element
from core.model.finding import Finding
from core.model.spans import Span
from core.model.text import HAN_RANGE

HAN = re.compile(f"[{HAN_RANGE}]+")
FIGURES = frozenset("〇一二三四五六七八九十百千万亿两几半每各")
"""Characters of words that count: 一批批, 每年年."""

OPENING = frozenset("（(")
"""Behind a character, what makes a word with it: 修建|建（构）筑物, 各县区|区（市）."""

LONG = 3
"""Characters from which any word of the dictionary counts as common."""

USUAL = 23 * UNIT // 4
"""Words below this cost count as common."""

DEAR, DEAR_END = 4 * UNIT, 3 * UNIT
"""What a character costs at its place that is no word there, between words and at the end of a clause."""


@dataclass(frozen=True, slots=True, eq=False)
class DoublingTable:
    """``lonely`` characters rarely are words, ``strictly`` those of them that everyday work has not alone, either.

    ``common`` are words of two characters, ``suffixes`` characters that stand behind many names,
    ``redoubled`` verbs that may be said twice; the language tells which characters
    are words at their place.
    """

    lonely: frozenset[str]
    strictly: frozenset[str]
    common: frozenset[str]
    suffixes: frozenset[str]
    redoubled: frozenset[str]
    language: Language


@dataclass(frozen=True, slots=True)
class _Neighbourhood:
    """A single character and the words beside it, empty at the edges of the text."""

    sign: str
    last: str
    before: str
    after: str
    next: str


def check_doubled_characters(element: Element, table: DoublingTable, signs: Signs) -> Iterator[Finding]:
    """Such characters of one paragraph; ``replacement`` is the word as it should be."""
    words = ["", "", *cut_words(element.content), "", ""]
    starts = list(accumulate(map(len, words), initial=0))
    for at in range(2, len(words) - 2):
        sign, before, after = words[at], words[at - 1], words[at + 1]
        if len(sign) > 1 or sign not in (before[-1:], after[:1]) or (after and after[0] in OPENING):
            continue
        place = _Neighbourhood(sign, words[at - 2], before, after, words[at + 2])
        if _is_twice_behind(place, table):
            span, right = Span(starts[at - 1], starts[at + 1]), before
        elif _is_twice_before(place, table):
            span, right = Span(starts[at], starts[at + 2]), after
        else:
            continue
        found = finding_at(element, span, "sign_twice", right)
        yield Repetition(element.content, words, at, starts[at]).as_weighed(found, table.language, signs)


def _is_common(word: str, table: DoublingTable) -> bool:
    is_usual = word in table.common or len(word) >= LONG or table.language.prices[_number(word, table)] < USUAL
    return is_usual and FIGURES.isdisjoint(word) and HAN.fullmatch(word) is not None


def _is_twice_behind(place: _Neighbourhood, table: DoublingTable) -> bool:
    """Whether the character only repeats the last one of the word before it; a character that may be a word must end a clause."""
    sign, before = place.sign, place.before
    if before[-1:] != sign or before[:1] in (sign, place.last) or not _is_common(before, table):
        return False
    if HAN.fullmatch(place.after):
        begins_word = sign + place.after[0] in table.language.words
        return not begins_word and (sign in table.strictly or _is_no_word(place, table))
    return sign in table.lonely or _is_no_word(place, table)


def _is_no_word(place: _Neighbourhood, table: DoublingTable) -> bool:
    """Whether a character that may be a word elsewhere is none behind this word and before the next."""
    price, number = table.language.price, table.language.words.get
    before, sign = number(place.before, table.language.stranger), number(place.sign, table.language.stranger)
    dear = price(before, sign)
    if not HAN.fullmatch(place.after):
        return dear > DEAR_END
    after = number(place.after, table.language.stranger)
    return len(place.after) > 1 and dear + price(sign, after) - price(before, after) > DEAR


def _is_twice_before(place: _Neighbourhood, table: DoublingTable) -> bool:
    sign, after = place.sign, place.after
    if after[:1] != sign or after[-1:] in (sign, place.next) or not _is_common(after, table):
        return False
    if sign in table.strictly and sign not in table.suffixes:
        return len(place.before) != 1
    return len(after) < LONG and len(place.before) > 1 and _is_never_twice(sign, table)


def _is_never_twice(sign: str, table: DoublingTable) -> bool:
    """Whether a character is no verb that may be said twice, no end of a name and no usual word."""
    is_dear = table.language.prices[_number(sign, table)] > DEAR_END
    return is_dear and sign not in table.redoubled and sign not in table.suffixes


def _number(word: str, table: DoublingTable) -> int:
    return table.language.words.get(word, table.language.stranger)
