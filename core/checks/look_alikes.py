"""Two lonely signs of which one, changed for a sign that sounds or looks like it, makes a common word: 冶理 for 治理."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from core.checks.slips import Slip
from core.model.elements import Element
from core.model.finding import Severity
from core.model.spans import Place, Span
from core.segment import dictionary_words

HAN = re.compile(r"[\u4e00-\u9fff]+")
FIGURES = frozenset("〇一二三四五六七八九十百千万亿两几")
CODE = "sign_alike"


@dataclass(frozen=True, slots=True, eq=False)
class AlikeTable:
    """``lonely`` signs hardly ever are words, ``twins`` are written for one another, ``known`` words are none of the
    dictionary's and right all the same, ``particles`` stand beside any word.
    """

    lonely: frozenset[str]
    common: frozenset[str]
    known: frozenset[str]
    particles: frozenset[str]
    twins: Mapping[str, frozenset[str]]


def twins_of(groups: Iterable[str], words: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """For each sign those it is confused with: by groups of such signs, and by wrong words that differ in one sign."""
    pairs = [(one, two) for wrong, right in words for one, two in _one_changed(wrong, right)]
    pairs += [(one, two) for group in groups for one in group for two in group if one != two]
    found: dict[str, set[str]] = {}
    for one, two in pairs:
        found.setdefault(one, set()).add(two)
        found.setdefault(two, set()).add(one)
    return {sign: frozenset(others) for sign, others in found.items()}


def _one_changed(wrong: str, right: str) -> list[tuple[str, str]]:
    changed = [(one, two) for one, two in zip(wrong, right, strict=False) if one != two]
    return changed if len(changed) == 1 and len(wrong) == len(right) else []


def check_look_alikes(element: Element, table: AlikeTable) -> Iterator[Slip]:
    """Such signs between whole words or marks; ``replacement`` is the word."""
    words = dictionary_words(element.content)
    at = 0
    for number, one in enumerate(words):
        two = words[number + 1] if number + 1 < len(words) else ""
        if len(one) == len(two) == 1 and (one in table.lonely or two in table.lonely):
            found = _common(one, two, table) if _is_between_words(words, number) else []
            if len(found) == 1:
                told = (("text", one + two), ("right", found[0]))
                yield Slip(CODE, Severity.HINT, Place(element.id, Span(at, at + 2)), one + two, found[0], told)
        at += len(one)


def _is_between_words(words: list[str], number: int) -> bool:
    beside = [words[at] for at in (number - 1, number + 2) if 0 <= at < len(words) and HAN.fullmatch(words[at])]
    return bool(beside) and all(len(word) > 1 for word in beside)


def _common(one: str, two: str, table: AlikeTable) -> list[str]:
    """The common words that keep one of the two signs, such as hardly is a word alone."""
    if one + two in table.known or one + two in table.common or not FIGURES.isdisjoint(one + two):
        return []
    words = [other + two for other in _twins(one, table) if two in table.lonely]
    words += [one + other for other in _twins(two, table) if one in table.lonely]
    return [word for word in words if word in table.common]


def _twins(sign: str, table: AlikeTable) -> Iterable[str]:
    return () if sign in table.particles else table.twins.get(sign, ())
