"""The segmentation lattice of a text: all ways to read it as words, with the lowest costs (``core/checks/spelling/language.py``)."""

import sys
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.checks.spelling.language import LONGEST, Language

Costs = Mapping[int, int]
"""The lowest cost by the word at the end or beginning of a path."""


@dataclass(frozen=True, slots=True)
class Lattice:
    """All segmentations of a text: the lowest cost up to a word that ends, and from a word that begins, at each offset."""

    text: str
    before: Sequence[Costs]
    behind: Sequence[Costs]

    @property
    def cost(self) -> int:
        """The lowest cost of the whole text."""
        return min(self.before[-1].values())


@dataclass(frozen=True, slots=True)
class GapLattice:
    """A text around one character, read up to it and from behind it on, whatever stands there.

    ``heads`` are the beginnings of words that reach up to the character, ``tails`` the ends of those that go on behind it.
    """

    heads: Sequence[tuple[str, Costs]]
    tails: Sequence[tuple[str, Costs]]

    def cost(self, sign: str, language: Language) -> int:
        """The lowest cost of the text with that character in the gap."""
        words = language.words
        found = [
            (words[word], lefts, rights)
            for head, lefts in self.heads
            for tail, rights in self.tails
            if len(word := head + sign + tail) <= LONGEST and word in words
        ]
        if sign not in words:
            found.append((language.stranger, self.heads[0][1], self.tails[0][1]))
        return min(
            [head_cost(lefts, word, language) + tail_cost(word, rights, language) for word, lefts, rights in found]
        )


def build_lattice(text: str, language: Language) -> Lattice:
    """The lattice of a text."""
    found = _words_in(text, language)
    return Lattice(text, _before(found, language), _behind(found, language))


def lowest_cost(text: str, language: Language) -> int:
    """The lowest cost of a text; ``build_lattice(text, language).cost`` in half the time."""
    return min(_before(_words_in(text, language), language)[-1].values())


def lattice_around(before: str, behind: str, language: Language) -> GapLattice:
    """The text before a character, and that behind it, read in all ways."""
    lefts, rights = _before(_words_in(before, language), language), _behind(_words_in(behind, language), language)
    heads = [(before[start:], lefts[start]) for start in range(len(before), max(-1, len(before) - LONGEST), -1)]
    return GapLattice(heads, [(behind[:end], rights[end]) for end in range(min(len(behind) + 1, LONGEST))])


def head_cost(lefts: Costs, word: int, language: Language) -> int:
    """The lowest cost up to the end of a word that follows others."""
    return _cheapest(word, _lefts(lefts, language), language)


def tail_cost(word: int, rights: Costs, language: Language) -> int:
    """The lowest cost after a word; 0 at the end."""
    first, last, least = language.starts[word], language.starts[word + 1], sys.maxsize
    known, pairs, prices, otherwise = language.rights, language.pairs, language.prices, language.backoffs[word]
    for right, cost in rights.items():
        at = bisect_left(known, right, first, last)
        cost += pairs[at] if at < last and known[at] == right else otherwise + prices[right]
        if cost < least:
            least = cost
    return least if rights else 0


_Left = tuple[int, int, int, int]
"""The cost up to a word, where those known to follow it begin and end, and the cost before any other, its price apart."""


def _lefts(costs: Costs, language: Language) -> list[_Left]:
    starts, backoffs = language.starts, language.backoffs
    return [(cost, starts[left], starts[left + 1], cost + backoffs[left]) for left, cost in costs.items()]


def _cheapest(word: int, lefts: Sequence[_Left], language: Language) -> int:
    """The lowest cost up to the end of a word behind one of others; ``language.price`` written out, asked ten thousand times a draft."""
    rights, pairs, alone, least = language.rights, language.pairs, language.prices[word], sys.maxsize
    for cost, first, last, otherwise in lefts:
        at = bisect_left(rights, word, first, last)
        found = cost + pairs[at] if at < last and rights[at] == word else otherwise + alone
        if found < least:
            least = found
    return least


def _before(found: Sequence[Sequence[tuple[int, int]]], language: Language) -> Sequence[Costs]:
    """The lowest cost up to each word, by the offset where it ends."""
    before: list[dict[int, int]] = [{} for _ in range(len(found) + 1)]
    before[0] = {language.beginning: 0}
    for start, words in enumerate(found):
        lefts = _lefts(before[start], language)
        for word, end in words:
            before[end][word] = _cheapest(word, lefts, language)
    return before


def _behind(found: Sequence[Sequence[tuple[int, int]]], language: Language) -> Sequence[Costs]:
    """The lowest cost from each word, by the offset where it begins."""
    behind: list[dict[int, int]] = [{} for _ in range(len(found) + 1)]
    for start in range(len(found) - 1, -1, -1):
        behind[start] = {word: tail_cost(word, behind[end], language) for word, end in found[start]}
    return behind


def _words_in(text: str, language: Language) -> list[list[tuple[int, int]]]:
    """The words that begin at each place, with their ends; its character alone is always one."""
    get, size, found = language.words.get, len(text), []
    for start in range(size):
        ends = range(start + 1, min(size, start + LONGEST) + 1)
        words = [(word, end) for end in ends if (word := get(text[start:end], -1)) >= 0]
        if not words or words[0][1] > start + 1:
            words.insert(0, (language.stranger, start + 1))
        found.append(words)
    return found
