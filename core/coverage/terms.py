"""Index terms of a text with their weights."""

import re
from collections.abc import Iterable, Mapping
from math import log

from core.coverage.values import CoverWords
from core.model.text import HAN_RANGE
from core.segment import words as segmented

HAN = re.compile(f"[{HAN_RANGE}]{{2,}}")
COUNT = re.compile(f"(?:[0-9.]{{2,}}[万亿]?|[3-9])(?![年月日])[{HAN_RANGE}%]")
PIECE = 0.6
"""What a pair of characters out of a longer word weighs: 突击队 meets 突击, and weighs a little more than one word."""

FAINT = 0.3
"""What a word weighs that is nearly everywhere and still says something beside another: 干部, 监督."""

Terms = Mapping[str, float]


def terms_of(text: str, words: CoverWords) -> dict[str, float]:
    """The terms of a text; longer words are split into character bigrams, so that 自来水厂 matches 水厂."""
    found: dict[str, float] = {}
    for word in filter(HAN.fullmatch, segmented(text)):
        if len(word) == 2:
            found[word] = 1.0
        elif word not in words.stop:
            for start in range(len(word) - 1):
                found.setdefault(word[start : start + 2], PIECE)
    found.update(dict.fromkeys(COUNT.findall(text), PIECE))  # promises are often kept to the letter: 7座, 80个
    silent = words.stop - words.common
    return {word: _faint(word, weight, words) for word, weight in found.items() if word not in silent}


def _faint(word: str, weight: float, words: CoverWords) -> float:
    return FAINT if word in words.stop else weight


def rarity(units: Iterable[Terms]) -> dict[str, float]:
    """Inverse document frequency over tasks and sentences: 1 for a term in a single unit, near 0 for one in all."""
    counts: dict[str, int] = {}
    total = 1
    for unit in units:
        total += 1
        for word in unit:
            counts[word] = counts.get(word, 0) + 1
    # A word that both sides use once is as rare as a word can be that is of use here.
    return {word: min(1.0, log(total / count) / log(total / 2)) if total > 2 else 1.0 for word, count in counts.items()}
