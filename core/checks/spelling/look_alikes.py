"""Characters that are written for one another, because they look or sound alike: 冶 for 治, 定 for 订, 洪 for 宏."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Twins = Mapping[str, frozenset[str]]
"""For each character those it is confused with."""

FIRST, LAST = (0xB0, 0xD7)
"""First bytes of the rows of GB 2312 whose characters are in the order of their sounds."""

ROW, NEAR = 94, 12
"""Characters in a row, and how far apart characters of one sound may be."""


@dataclass(frozen=True, slots=True, eq=False)
class LookAlikeTable:
    """``lonely`` characters rarely are words, ``common`` are words of two characters, ``twins`` are written for one another."""

    lonely: frozenset[str]
    common: frozenset[str]
    twins: Mapping[str, frozenset[str]]


def twins_of(groups: Iterable[str], words: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """For each character those it is confused with: by groups of such characters, and by wrong words that differ in one character."""
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


def may_be_confused(one: str, two: str, twins: Twins) -> bool:
    """Whether one character is written for the other, by the tables or because both sound alike: 洪 and 宏, 凌 and 陵."""
    return two in twins.get(one, ()) or _sound_alike(one, two)


def _sound_alike(one: str, two: str) -> bool:
    """Whether two characters stand close together in GB 2312, which orders common characters by sound; False for rare ones."""
    here, there = _rank(one), _rank(two)
    return here >= 0 and there >= 0 and 0 < abs(here - there) <= NEAR


def _rank(sign: str) -> int:
    code = sign.encode("gb2312", "ignore")
    if len(code) != 2 or not FIRST <= code[0] <= LAST:
        return -1
    return code[0] * ROW + code[1]
