"""The language model: unigram and bigram costs of words, from the data of a pinyin keyboard.

A cost is the negative decimal logarithm of a probability, times ``UNIT``: rarer words cost more.
"""

import re
import sys
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, combinations
from types import MappingProxyType
from zlib import crc32

from core.model.text import HAN_RANGE


@dataclass(frozen=True, slots=True, eq=False)
class Homophones:
    """For each sound the usual words that have it (``same``) and those of sounds nearly like it (``nearly``).

    ``sounds`` are the numbers of the sounds of the words of the model, ``rare_sounds`` those of ``rare``, further words
    one behind another. The sound 0 has no words.
    """

    same: Sequence[str]
    nearly: Sequence[str]
    sounds: "array[int]"
    rare: str
    rare_sounds: "array[int]"

    def of(self, word: str, number: int | None) -> Iterator[tuple[str, bool]]:
        """The other words of the sound of a word, and whether it is the very same; ``number`` is that of the model."""
        sound = self._rare_sound(word) if number is None else self._sound(number)
        for others, is_same in ((self.same[sound], True), (self.nearly[sound], False)):
            for other in others.split():
                if other != word:
                    yield other, is_same

    def has_none(self, number: int) -> bool:
        """Whether a word of the model is the only one of its sound."""
        return number < len(self.sounds) and not self.sounds[number]

    def _sound(self, number: int) -> int:
        return self.sounds[number] if number < len(self.sounds) else 0

    def _rare_sound(self, word: str) -> int:
        at = bisect_left(range(len(self.rare_sounds)), word, key=self._rare_word)
        return self.rare_sounds[at] if self._rare_word(at) == word else 0

    def _rare_word(self, number: int) -> str:
        return self.rare[2 * number : 2 * number + 2]


def homophones(lines: str, sounds: "array[int]", rare: str, rare_sounds: "array[int]") -> Homophones:
    """The table of its parts; each of the lines has sounds that are nearly the same, set apart by tabs."""
    same, nearly = [""], [""]
    for line in lines.split("\n"):
        cells = line.split("\t")
        same += cells
        nearly += [" ".join(cells[:at] + cells[at + 1 :]) for at in range(len(cells))]
    highest = max((*sounds, *rare_sounds), default=0)
    if highest >= len(same) or len(rare) != 2 * len(rare_sounds):
        raise ValueError(highest)
    return Homophones(same, nearly, sounds, rare, rare_sounds)


HAN = re.compile(f"[{HAN_RANGE}]+")
FIRST_HAN, BEHIND_HAN = HAN_RANGE[0], chr(ord(HAN_RANGE[-1]) + 1)
"""A text that begins with a Han character is not before the first in order, and before the second."""

UNIT = 32
LOG = 2.302585
"""Natural logarithms to a power of ten."""

LONGEST = 5
"""Characters of the longest words."""

STRANGE = 15 * UNIT // 2
"""The cost of a character in no list."""

UNREAD = 6 * UNIT
"""The price of a character or word that is not in official text."""

KNOWN, LONG_KNOWN = 51 * UNIT // 10, 53 * UNIT // 10
"""Prices of office words that the model has not: of two characters, and of more."""

USUAL = 4 * UNIT
"""No usual office word is dearer."""

BITS = 1 << 21
"""Places for words without one of their characters; so many that few share one by chance."""

PARTS = (
    "words.txt",
    "prices.bin",
    "read.bin",
    "backoffs.bin",
    "counts.bin",
    "rights.bin",
    "pairs.bin",
    "signs.txt",
    "strokes.txt",
    "gaps.bin",
    "homophones.txt",
    "sounds.bin",
    "rare.txt",
    "rare_sounds.bin",
)
"""What the file of the model must have; ``tests/language.py`` makes it and tells what each is."""


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """Words by number, the prices of each alone (``prices``), in official text (``read``) and behind another.

    ``rights`` from ``starts[word]`` to the next start are those known to follow a word, at the price in ``pairs``;
    any other costs ``backoffs[word]`` more than alone. ``sounds`` and ``near`` are the characters that sound like a character, and
    that sound or look nearly like it, ``strokes`` what it is made of.
    ``beginning`` is the number of what stands before the first word, ``stranger`` that of every character that is in no list.
    """

    words: Mapping[str, int]
    prices: "array[int]"
    read: "array[int]"
    backoffs: "array[int]"
    starts: "array[int]"
    rights: "array[int]"
    pairs: bytes
    sounds: Mapping[str, str]
    near: Mapping[str, str]
    strokes: Mapping[str, str]
    gaps: bytearray
    homophones: Homophones
    beginning: int
    stranger: int

    def may_be_long(self, head: str, tail: str) -> bool:
        """Whether a word of more than two characters may have one character between these, or at their edge; by chance one in twenty."""
        place = _place(head, tail)
        return bool(self.gaps[place >> 3] >> (place & 7) & 1)

    def is_made_alike(self, one: str, other: str) -> bool:
        """Whether two characters begin with the same part or have two parts in common: 措 and 剉, 亩 and 畜."""
        mine, yours = self.strokes.get(one, ""), self.strokes.get(other, "")
        begin_alike = mine[:1] == yours[:1] != ""
        return begin_alike or not {*combinations(mine, 2)}.isdisjoint(combinations(yours, 2))

    def price(self, left: int, word: int) -> int:
        """The cost of a word after another."""
        first, last = self.starts[left], self.starts[left + 1]
        at = bisect_left(self.rights, word, first, last)
        if at < last and self.rights[at] == word:
            return self.pairs[at]
        return self.backoffs[left] + self.prices[word]

    def bigram_gain(self, left: int, word: int) -> int:
        """How much the left neighbour lowers the cost of a word; 0 if either number is -1 (no word)."""
        if left < 0 or word < 0:
            return 0
        first, last = self.starts[left], self.starts[left + 1]
        at = bisect_left(self.rights, word, first, last)
        return max(0, self.prices[word] - self.pairs[at]) if at < last and self.rights[at] == word else 0


@dataclass(frozen=True, slots=True)
class Partners:
    """For each character those that make a word of two behind it (``begins``) and before it (``ends``)."""

    begins: Mapping[str, str]
    ends: Mapping[str, str]


@lru_cache(maxsize=1)
def partners(language: Language) -> Partners:
    """The table of the words of the model; made once."""
    begins, ends = defaultdict[str, str](str), defaultdict[str, str](str)
    for word in language.words:
        if len(word) == 2:
            # Added one by one: lists of all of them would take 9 MB for the moment.
            begins[word[0]] += word[1]
            ends[word[1]] += word[0]
    return Partners(*(MappingProxyType(dict(table)) for table in (begins, ends)))


def mark_gaps(marks: bytearray, word: str) -> None:
    """Mark what a word of more than two characters keeps when one of them is changed."""
    for at in range(len(word)) if len(word) > 2 else ():
        place = _place(word[:at], word[at + 1 :])
        marks[place >> 3] |= 1 << (place & 7)


def _place(head: str, tail: str) -> int:
    return crc32(f"{head} {tail}".encode()) % BITS


@dataclass(frozen=True, slots=True)
class Lists:
    """What the model does not know: ``office`` words and groups of characters (``twins``) that it has not.

    It has ``usual`` office words as rare ones, and words that many write and that are ``wrong``.
    """

    office: Sequence[str]
    usual: Sequence[str]
    twins: Sequence[str]
    wrong: Sequence[str]


def language(parts: Mapping[str, bytes], lists: Lists) -> Language:
    """The model of the parts of its file, mended by the lists; ValueError for damaged parts."""
    if any(name not in parts for name in PARTS):
        raise ValueError(sorted(parts))
    words = parts["words.txt"].decode("utf-8").split("\n")
    starts = array("I", accumulate(_joined(parts["counts.bin"]), initial=0))
    rights, pairs = _joined(parts["rights.bin"]), parts["pairs.bin"]
    sizes = {len(words), *(len(parts[f"{name}.bin"]) for name in ("prices", "read", "backoffs")), len(starts) - 1}
    if len(sizes) > 1 or not len(rights) == len(pairs) == starts[-1]:
        raise ValueError(len(words))
    numbers = {word: number for number, word in enumerate(words)}  # dict(zip()) would stop the window
    prices, gaps = _joined(parts["prices.bin"] + bytes(len(words))), bytearray(parts["gaps.bin"])
    sounds, read = _joined(parts["sounds.bin"]), array("H", list(parts["read.bin"]))
    _mend(lists, numbers, prices, gaps, sounds)
    read.extend([KNOWN] * (len(prices) - len(read)))
    for word in filter(numbers.__contains__, lists.usual):
        prices[numbers[word]] = min(prices[numbers[word]], USUAL)
        read[numbers[word]] = min(read[numbers[word]], USUAL)
    prices.extend((0, STRANGE))
    read.extend((0, UNREAD))
    more = len(prices) - len(words)
    backoffs = array("B", parts["backoffs.bin"] + bytes(more))
    starts.extend([starts[-1]] * more)
    heard = homophones(
        parts["homophones.txt"].decode("utf-8"),
        sounds,
        parts["rare.txt"].decode("utf-8"),
        _joined(parts["rare_sounds.bin"]),
    )
    signs = _signs(parts["signs.txt"].decode("utf-8"), parts["strokes.txt"].decode("utf-8"), lists.twins)
    last = len(prices) - 1
    return Language(numbers, prices, read, backoffs, starts, rights, pairs, *signs, gaps, heard, last - 1, last)


def _mend(lists: Lists, numbers: dict[str, int], prices: "array[int]", gaps: bytearray, sounds: "array[int]") -> None:
    """Put the lists in; office words have no sound, for they are meant."""
    for word in lists.office:
        mark_gaps(gaps, word)
        # Make sure that an office word is known and not dear.
        known = KNOWN if len(word) == 2 else LONG_KNOWN
        if word in numbers:
            prices[numbers[word]] = min(prices[numbers[word]], known)
        else:
            numbers[word] = len(prices)
            prices.append(known)
        if numbers[word] < len(sounds):
            sounds[numbers[word]] = 0
    for word in lists.wrong:
        numbers.pop(word, None)


def _signs(
    lines: str, strokes: str, twins: Iterable[str]
) -> tuple[Mapping[str, str], Mapping[str, str], Mapping[str, str]]:
    """For each character those of its sound, those near it, and what it is made of."""
    rows = [line.split("\t") for line in lines.split("\n")]
    near = {sign: others for sign, _, others in rows}
    for group in twins:
        near.update({sign: near[sign] + group.replace(sign, "") for sign in group if sign in near})
    return {sign: same for sign, same, _ in rows}, near, {line[:1]: line[1:] for line in strokes.split("\n")}


def _joined(planes: bytes) -> "array[int]":
    """The numbers of two bytes whose low bytes stand first, then their high ones."""
    half = len(planes) // 2
    data = bytearray(2 * half)
    data[0::2], data[1::2] = planes[:half], planes[half:]
    numbers = array("H", bytes(data))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
