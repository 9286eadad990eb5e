"""Signs that are written for one another: 冶 for 治, 定 for 订."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class AlikeTable:
    """``lonely`` signs hardly ever are words, ``common`` are words of two signs, ``twins`` are written for one another."""

    lonely: frozenset[str]
    common: frozenset[str]
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
