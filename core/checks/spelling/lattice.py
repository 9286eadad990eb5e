"""A text read as rows of words in all ways, with what the cheapest of them costs (``core/checks/spelling/language.py``)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.checks.spelling.language import LONGEST, Language

Costs = Mapping[int, int]
"""What the cheapest way costs by the word that it ends or begins with."""


@dataclass(frozen=True, slots=True)
class Window:
    """A part of a text read in all ways: what the cheapest costs up to a word that ends, and behind one that begins."""

    text: str
    before: Sequence[Costs]
    behind: Sequence[Costs]

    @property
    def cost(self) -> int:
        """The price of the cheapest way."""
        return min(self.before[-1].values())


@dataclass(frozen=True, slots=True)
class Gap:
    """A text around one sign, read up to it and from behind it on, whatever stands there.

    ``heads`` are the beginnings of words that reach up to the sign, ``tails`` the ends of those that go on behind it.
    """

    heads: Sequence[tuple[str, Costs]]
    tails: Sequence[tuple[str, Costs]]

    def cost(self, sign: str, language: Language) -> int:
        """The price of the cheapest way to read the text with that sign."""
        words = language.words
        found = [
            (words[word], lefts, rights)
            for head, lefts in self.heads
            for tail, rights in self.tails
            if len(word := head + sign + tail) <= LONGEST and word in words
        ]
        if sign not in words:
            found.append((language.stranger, self.heads[0][1], self.tails[0][1]))
        return min([cheapest(lefts, word, language) + rest(word, rights, language) for word, lefts, rights in found])


def read(text: str, language: Language) -> Window:
    """The text read in all ways."""
    found = _words_in(text, language)
    return Window(text, _before(found, language), _behind(found, language))


def read_around(before: str, behind: str, language: Language) -> Gap:
    """The text before a sign, and that behind it, read in all ways."""
    lefts, rights = _before(_words_in(before, language), language), _behind(_words_in(behind, language), language)
    heads = [(before[start:], lefts[start]) for start in range(len(before), max(-1, len(before) - LONGEST), -1)]
    return Gap(heads, [(behind[:end], rights[end]) for end in range(min(len(behind) + 1, LONGEST))])


def cheapest(lefts: Costs, word: int, language: Language) -> int:
    """What the cheapest way costs up to the end of a word behind others."""
    price = language.price
    return min([cost + price(left, word) for left, cost in lefts.items()])


def rest(word: int, rights: Costs, language: Language) -> int:
    """What the cheapest way costs behind a word; nothing at the end."""
    price = language.price
    return min([cost + price(word, right) for right, cost in rights.items()], default=0)


def _before(found: Sequence[Sequence[tuple[int, int]]], language: Language) -> Sequence[Costs]:
    """What the cheapest way costs up to each word, by the place where it ends."""
    before: list[dict[int, int]] = [{} for _ in range(len(found) + 1)]
    before[0] = {language.beginning: 0}
    for start, words in enumerate(found):
        for word, end in words:
            before[end][word] = cheapest(before[start], word, language)
    return before


def _behind(found: Sequence[Sequence[tuple[int, int]]], language: Language) -> Sequence[Costs]:
    """What the cheapest way costs behind each word, by the place where it begins."""
    behind: list[dict[int, int]] = [{} for _ in range(len(found) + 1)]
    for start in range(len(found) - 1, -1, -1):
        behind[start] = {word: rest(word, behind[end], language) for word, end in found[start]}
    return behind


def _words_in(text: str, language: Language) -> list[list[tuple[int, int]]]:
    """The words that begin at each place, with their ends; its sign alone is always one."""
    get, size, found = language.words.get, len(text), []
    for start in range(size):
        ends = range(start + 1, min(size, start + LONGEST) + 1)
        words = [(word, end) for end in ends if (word := get(text[start:end], -1)) >= 0]
        if not words or words[0][1] > start + 1:
            words.insert(0, (language.stranger, start + 1))
        found.append(words)
    return found
