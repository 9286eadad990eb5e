"""Words and pairs of words of published official text, mixed into the model of the language: officials write more like it than the web.

The text is that of ``tests/corpus.py``, without what is kept out for judging and fitting. What is usual in offices and in neither
laws nor reports stands in ``resources/words/office_phrases.txt``.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from core.checks.spelling.language import LONGEST
from core.segment import dictionary_words
from tests.corpus import Document

HAN = re.compile("[\u4e00-\u9fff]+")
WORDS, PAIRS = 0.4, 0.5
"""Shares of official text in the probabilities of words, and at most in those of pairs."""

FEW, ONCE = 5, 0.5
"""So many uses of a word give its pairs half of that share; so much is taken off the uses of each pair."""

UNREAD = -0.5
"""What a pair that only official text has takes off the probability of its second word."""

REPORT = 10
"""Every use in a report counts for so many: there is seventy times as much law, and drafts are more like reports."""

PHRASE = 40
"""Uses for which a phrase of the list counts."""

NEW = 20
"""Uses from which a word of the text is taken into the model."""

UNUSED = 5
"""Uses for which a word counts that is never used, and every word for so many more."""


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
        """The logarithm of the share that a word has; every word is used a few times more."""
        return math.log10((self.words[word] + UNUSED) / (self.all + UNUSED))


def counted(documents: Iterable[Document], phrases: Iterable[str]) -> Counts:
    """The words of those of the documents that are counted and of the phrases, as our segmenter cuts them."""
    laws, reports, listed = (Counts(Counter(), Counter()) for _ in range(3))
    for document in documents:
        if document.is_counted:
            _count(HAN.findall(document.text), reports if document.source == "gwr" else laws)
    _count(phrases, listed)
    total = Counts(Counter(), Counter())
    for some, times in ((laws, 1), (reports, REPORT), (listed, PHRASE)):
        for each, one in ((total.words, some.words), (total.pairs, some.pairs)):
            each.update({key: count * times for key, count in one.items()})
    return total


def _count(runs: Iterable[str], read: Counts) -> None:
    for run in runs:
        some = dictionary_words(run)
        read.words.update(some)
        read.pairs.update(pairwise(some))


def mixed(
    words: Mapping[str, float], pairs: Mapping[tuple[str, str], float], read: Counts
) -> tuple[dict[str, float], dict[tuple[str, str], float]]:
    """The logarithms of the probabilities of words and pairs, with those of official text."""
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
