"""Similarity of texts: cosine of TF-IDF weighted terms."""

from collections.abc import Mapping, Sequence
from math import sqrt

from core.coverage.terms import Terms, rarity, terms_of
from core.coverage.values import CoverWords


def similarities(text: str, others: Sequence[str], words: CoverWords) -> tuple[float, ...]:
    """For each other text a number from 0 (nothing in common) to 1 (the same terms)."""
    own, found = terms_of(text, words), [terms_of(other, words) for other in others]
    rare = rarity([own, *found])
    mine = _weighted(own, rare)
    return tuple(_cosine(mine, _weighted(other, rare)) for other in found)


def _weighted(terms: Terms, rare: Terms) -> dict[str, float]:
    return {word: weight * max(rare[word], 0.05) for word, weight in terms.items()}


def _cosine(first: Mapping[str, float], second: Mapping[str, float]) -> float:
    shared = sum(weight * second[word] for word, weight in first.items() if word in second)
    length = _length(first) * _length(second)
    return min(shared / length, 1.0) if length else 0.0


def _length(weighted: Mapping[str, float]) -> float:
    return sqrt(sum(weight * weight for weight in weighted.values()))
