"""A paragraph as words with tags and places, for those who look for names in it."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from core.segment import tagged

QUOTED = re.compile(r"“[^“”\n]{1,30}”|《[^《》\n]{1,80}》|‘[^‘’\n]{1,30}’")
MASK = frozenset("*＊xXｘＸ×_＿〇○◯□")
NAME_TAGS = frozenset(("ns", "nr", "nrt", "nrfg", "nz"))
STOPPING = frozenset("pcdruxmyewfkq")
"""First letters of the tags of words that no name begins with or holds."""


@dataclass(frozen=True, slots=True)
class TaggedWords:
    """``starts`` has one place more than there are words: where the text ends."""

    text: str
    words: tuple[str, ...]
    tags: tuple[str, ...]
    starts: tuple[int, ...]
    quotes: tuple[tuple[int, int], ...]

    def is_start(self, place: int) -> bool:
        """Whether a word begins here."""
        return self.starts[bisect_right(self.starts, place) - 1] == place

    def at(self, place: int) -> int:
        """The index of the word that holds the character at this place."""
        return bisect_right(self.starts, place) - 1

    def word(self, index: int) -> str:
        """A word; empty beyond both ends."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def tag(self, index: int) -> str:
        """Its tag; that of a mark beyond both ends."""
        return self.tags[index] if 0 <= index < len(self.tags) else "x"

    def length(self, part: tuple[int, int]) -> int:
        """How many characters the words from the first to the last of a part have."""
        return self.starts[part[1] + 1] - self.starts[part[0]]

    def stops(self, index: int) -> bool:
        """Whether the word is a mark, a number or one that governs others, or there is none."""
        return self.tag(index)[:1] in STOPPING or not "\u4e00" <= self.word(index)[:1] <= "\u9fff"

    def is_masked(self, place: int) -> bool:
        """Whether the character before the place is a mask, so that what follows is the rest of a name."""
        return self.text[place - 1 : place] in MASK

    def quote(self, start: int, end: int) -> str:
        """What stands in the quotation marks around the place, or nothing."""
        found = next((pair for pair in self.quotes if pair[0] < start and end < pair[1]), None)
        return self.text[found[0] + 1 : found[1] - 1] if found else ""


@dataclass(frozen=True, slots=True, order=True)
class NameSpan:
    """A name at ``start``–``end`` of a paragraph; ``sort`` is person, place or unit."""

    start: int
    end: int
    sort: str


def read_words(text: str) -> TaggedWords:
    """The words of a paragraph."""
    words, tags = zip(*tagged(text), strict=True) if text else ((), ())
    starts = tuple(accumulate(map(len, words), initial=0))
    return TaggedWords(text, words, tags, starts, tuple(match.span() for match in QUOTED.finditer(text)))
