"""A sign written twice at the edge of a word: 支持持, 意意见."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from core.checks.slips import Slip
from core.model.elements import Element
from core.model.finding import Severity
from core.model.spans import Place, Span
from core.segment import dictionary_words

HAN = re.compile(r"[\u4e00-\u9fff]+")
FIGURES = frozenset("〇一二三四五六七八九十百千万亿两几半每各")
"""Signs of words that count: 一批批, 每年年."""

LONG = 3
"""Signs from which any word of the dictionary counts as common."""


@dataclass(frozen=True, slots=True, eq=False)
class SeamTable:
    """``lonely`` signs hardly ever are words, ``strictly`` those of them that everyday work has not alone, either.

    ``common`` are words of two signs.
    """

    lonely: frozenset[str]
    strictly: frozenset[str]
    common: frozenset[str]


def check_seams(element: Element, table: SeamTable) -> Iterator[Slip]:
    """Such signs of one paragraph; ``replacement`` is the word as it should be."""
    words = dictionary_words(element.content)
    starts = list(accumulate(map(len, words), initial=0))
    for number in [number for number, word in enumerate(words) if word in table.lonely]:
        sign, before, after = words[number], _at(words, number - 1), _at(words, number + 1)
        if _is_twice_behind(sign, before, after, table):
            yield _slip(element, Span(starts[number - 1], starts[number + 1]), before)
        elif _is_twice_before(sign, before, after, table):
            yield _slip(element, Span(starts[number], starts[number + 2]), after)


def _at(words: list[str], number: int) -> str:
    return words[number] if 0 <= number < len(words) else ""


def _is_common(word: str, table: SeamTable) -> bool:
    return (word in table.common or len(word) >= LONG) and FIGURES.isdisjoint(word) and HAN.fullmatch(word) is not None


def _is_twice_behind(sign: str, before: str, after: str, table: SeamTable) -> bool:
    """Whether the sign only repeats the last one of the word before it; a sign that may be a word must end a clause."""
    if before[-1:] != sign or before[:1] == sign or not _is_common(before, table):
        return False
    return sign in table.strictly or not HAN.fullmatch(after)


def _is_twice_before(sign: str, before: str, after: str, table: SeamTable) -> bool:
    if after[:1] != sign or after[-1:] == sign or not _is_common(after, table):
        return False
    return sign in table.strictly and len(before) != 1


def _slip(element: Element, span: Span, word: str) -> Slip:
    text = element.content[span.start : span.end]
    told = (("text", text), ("right", word))
    return Slip("sign_twice", Severity.WARNING, Place(element.id, span), text, word, told)
