"""The model of signs: how often runs of one to four characters stand in published official text, and what follows what.

Read from one file as ``tests/signs.py`` writes it, kept as packed numbers and searched in place. A text is read as clauses of Han
characters; every figure and Latin letter counts as ``FIGURE``, everything else as the ``EDGE`` of a clause.
"""

import math
import re
import struct
import sys
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from core.model.text import HAN_RANGE

MAGIC = b"NIGAOSIGNS1\n"
EDGE, FIGURE = "|", "0"
CLAUSE = re.compile(rf"(?:[{HAN_RANGE}〇]|[0-9０-９A-Za-zＡ-Ｚａ-ｚ%％])+")
FIGURES = re.compile(r"[0-9０-９A-Za-zＡ-Ｚａ-ｚ%％]")
ORDER = 4
"""Characters of the longest runs that are counted."""

ALONE = 2
"""How odd a character is that makes no known pair with either neighbour."""

DISCOUNT = 0.6
"""Taken off every count, for what was never seen."""

UNSEEN = 1e-7
"""Probability of a character that is in no text."""

EXACT, STEP = 128, 1.08
"""Counts below the first are kept as they are, larger ones to within half a step."""

COUNTS = (*range(EXACT), *(round(EXACT * STEP**step) for step in range(256 - EXACT)))
"""What each byte means that stands for a count."""

SHARES = (0.0, *(math.exp(-step / 32) for step in range(254, -1, -1)))
"""What each byte means that stands for a share."""


@dataclass(frozen=True, slots=True)
class Level:
    """The runs of one length: last characters in order within each shorter run, counts, shares left to shorter runs.

    The characters are one text: to search a piece of it takes a third of the time that numbers take, halved again and again.
    ``starts[run]`` to the next are the runs of the next level that go on with it; the last level has none, and no shares.
    """

    signs: str
    counts: bytes
    left: bytes
    starts: "array[int]"


@dataclass(frozen=True, slots=True, eq=False)
class Signs:
    """The model. ``fewest``: runs of three and more characters below this count are not kept and count as 0."""

    levels: Sequence[Level]
    first: "dict[str, int]"
    total: int
    fewest: int

    def count(self, run: str) -> int:
        """How often a run of at most four characters stands in the text counted, to within 4 %."""
        at, level = self._find(run)
        return COUNTS[self.levels[level].counts[at]] if at >= 0 else 0

    def knows(self, run: str) -> bool:
        """Whether a run of at most four characters is kept."""
        return self._find(run)[0] >= 0

    def known(self, text: str, size: int) -> list[bool]:
        """Whether each run of so many characters of a text is kept."""
        return [self.knows(text[at : at + size]) for at in range(len(text) - size + 1)]

    def between(self, before: str, behind: str, others: str | None = None) -> list[tuple[int, str]]:
        """Those of some characters, or of all, that are known between two others, each with how often it stands there."""
        at = self.first.get(before, -1)
        if at < 0:
            return []
        first, last = self.levels[0].starts[at], self.levels[0].starts[at + 1]
        starts, thirds, counts = self.levels[1].starts, self.levels[2].signs, self.levels[2].counts
        # All runs of three that begin so stand together: the few that end so are found in one go.
        found, seconds = list[tuple[int, str]](), self.levels[1].signs
        run = thirds.find(behind, starts[first], starts[last])
        while run >= 0:
            other = seconds[bisect_right(starts, run, first, last) - 1]
            if others is None or other in others:
                found.append((COUNTS[counts[run]], other))
            run = thirds.find(behind, run + 1, starts[last])
        return found

    def behind(self, run: str) -> str:
        """The characters that are known behind a run of at most three."""
        at, level = self._find(run)
        starts = self.levels[level].starts
        return self.levels[level + 1].signs[starts[at] : starts[at + 1]] if at >= 0 else ""

    def ahead(self, pair: str, others: str) -> list[str]:
        """Those of some characters that are known before two others."""
        found, one, two, first = list[str](), pair[0], pair[1], self.first
        starts, seconds = self.levels[0].starts, self.levels[1].signs
        more, thirds = self.levels[1].starts, self.levels[2].signs
        for other in others:
            at = first.get(other, -1)
            at = seconds.find(one, starts[at], starts[at + 1]) if at >= 0 else -1
            if at >= 0 and thirds.find(two, more[at], more[at + 1]) >= 0:
                found.append(other)
        return found

    def surprise(self, clause: str, at: int) -> int:
        """How odd a place of a clause is: 1 where at most one of the runs of three that hold it is known, ``ALONE`` without a known pair."""
        before, behind = self._pair(clause[at - 1], clause[at]), self._pair(clause[at], clause[at + 1])
        if min(before, behind) < 0:
            return ALONE if before == behind else 1
        known = self._follows(1, before, clause[at + 1]) >= 0
        if at + 2 < len(clause) and self._follows(1, behind, clause[at + 2]) >= 0:
            if known:
                return 0
            known = True
        return int(not (known and at > 1 and self.knows(clause[at - 2 : at + 1])))

    def _find(self, run: str) -> tuple[int, int]:
        """The number of a run in its level, -1 where it is not kept, and the level."""
        at, level, levels = self.first.get(run[0], -1), 0, self.levels
        if at < 0:
            return -1, 0
        # Written out, without a call for each character: a draft of twenty pages asks some fifteen thousand times.
        for sign in run[1:]:
            starts, level = levels[level].starts, level + 1
            at = levels[level].signs.find(sign, starts[at], starts[at + 1])
            if at < 0:
                return -1, 0
        return at, level

    def _pair(self, one: str, two: str) -> int:
        at, starts = self.first.get(one, -1), self.levels[0].starts
        return self.levels[1].signs.find(two, starts[at], starts[at + 1]) if at >= 0 else -1

    def _follows(self, level: int, at: int, sign: str) -> int:
        starts = self.levels[level].starts
        return self.levels[level + 1].signs.find(sign, starts[at], starts[at + 1])

    def cost(self, clause: str, first: int, last: int) -> float:
        """The negative natural logarithm of the probability of the characters from ``first`` to ``last`` of a clause."""
        starts = range(first - 1, first - ORDER, -1)
        total, runs = 0.0, [self._find(clause[at:first])[0] if at >= 0 else -1 for at in starts]
        for at in range(first, last):
            chance, runs = self._chance(clause[at], runs)
            total -= math.log(chance)
        return total

    def _chance(self, sign: str, runs: Sequence[int]) -> tuple[float, list[int]]:
        """The probability of a character behind known runs of one, two and three, and the runs that it ends; -1 for unknown ones."""
        share, found, levels = 1.0, 0.0, self.levels
        ends = [self.first.get(sign, -1), -1, -1, -1]
        for level in range(ORDER - 2, -1, -1):
            at = runs[level]
            if at >= 0:
                here, longer = levels[level], levels[level + 1]
                ends[level + 1] = follows = longer.signs.find(sign, here.starts[at], here.starts[at + 1])
                if follows >= 0:
                    found += share * (COUNTS[longer.counts[follows]] - DISCOUNT) / COUNTS[here.counts[at]]
                share *= SHARES[here.left[at]]
        alone = ends[0]
        return found + share * (COUNTS[levels[0].counts[alone]] / self.total if alone >= 0 else UNSEEN), ends


def signs_model(data: bytes) -> Signs:
    """The model in the bytes of its file; ValueError for damaged ones."""
    head = struct.Struct("<II4I")
    if not data.startswith(MAGIC) or len(data) < len(MAGIC) + head.size:
        raise ValueError(len(data))
    total, fewest, *sizes = head.unpack_from(data, len(MAGIC))
    at, levels = len(MAGIC) + head.size, list[Level]()
    for size, longer in zip(sizes, (*sizes[1:], 0), strict=True):
        level, at = _level(data, at, size, len(levels) < ORDER - 1)
        if len(level.signs) != size or level.starts[-1] != longer:
            raise ValueError(longer)
        levels.append(level)
    if at != len(data):
        raise ValueError(at)
    firsts = {sign: number for number, sign in enumerate(levels[0].signs)}
    return Signs(levels, firsts, total, fewest)


def _level(data: bytes, at: int, size: int, goes_on: bool) -> tuple[Level, int]:
    """The level of so many runs that begins in the data there, and where the next one begins."""
    signs, counts = data[at : at + 2 * size].decode("utf-16-le"), data[at + 2 * size : at + 3 * size]
    at += 3 * size
    if not goes_on:
        return Level(signs, counts, b"", array("I", [0])), at
    starts = _numbers(data[at + size : at + size + 4 * (size + 1)]) or array("I", [0])
    return Level(signs, counts, data[at : at + size], starts), at + 5 * size + 4


def _numbers(data: bytes) -> "array[int]":
    numbers = array("I")
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
