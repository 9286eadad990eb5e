"""The model of signs: how often runs of one to four characters stand in published official text, and what follows what.

Read from one file as ``tests/signs.py`` writes it, kept as packed numbers and searched in place. A text is read as clauses of Han
characters; every figure and Latin letter counts as ``FIGURE``, everything else as the ``EDGE`` of a clause.
"""

import math
import re
import struct
import sys
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import mul, sub
from types import MappingProxyType

from core.model.text import HAN_RANGE

MAGIC = b"NIGAOSIGNS1\n"
EDGE, FIGURE, END = "|", "0", "\0"
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

PIECE = 4096
"""Pairs whose runs of three are looked at together."""

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


Link = tuple[bytes, bytes, "array[int]", Callable[[str, int, int], int], bytes]
"""Counts, shares and starts of a level, what finds a character among the runs that go on, and their counts."""

Step = tuple["array[int]", Callable[[str, int, int], int]]
"""Where the runs begin that go on with each, and what finds a character among them."""


@dataclass(frozen=True, slots=True, eq=False)
class Signs:
    """The model. ``fewest``: runs of three and more characters below this count are not kept and count as 0.

    ``seconds`` are the second characters of all runs of three: looked up in a fifth of the time that a search takes. ``opening`` are
    those between the edge and a character, ``closing`` those between a character and the edge. ``links`` lead from
    each level to the next, the longest runs first; of ``steps``, the shortest first, each has only what finds a run.
    """

    levels: Sequence[Level]
    links: Sequence[Link]
    steps: Sequence[Step]
    seconds: str
    opening: Mapping[str, str]
    closing: Mapping[str, str]
    first: "dict[str, int]"
    total: int
    fewest: int

    def count(self, run: str) -> int:
        """How often a run of at most four characters stands in the text counted, to within 4 %."""
        at = self._find(run)
        return COUNTS[self.levels[len(run) - 1].counts[at]] if at >= 0 else 0

    def knows(self, run: str) -> bool:
        """Whether a run of at most four characters is kept."""
        return self._find(run) >= 0

    def known(self, text: str, size: int) -> list[bool]:
        """Whether each run of so many characters of a text is kept."""
        return [self.knows(text[at : at + size]) for at in range(len(text) - size + 1)]

    def knows_any(self, text: str) -> bool:
        """Whether one of the runs of four characters of a text is kept."""
        return any(self.knows(text[at : at + ORDER]) for at in range(len(text) - ORDER + 1))

    def between(self, before: str, behind: str, others: str | None = None) -> list[tuple[int, str]]:
        """Those of some characters, or of all, that are known between two others, each with how often it stands there."""
        at = self.first.get(before, -1)
        if at < 0:
            return []
        one, two, three, _ = self.levels
        starts, seconds, counts, find = one.starts, self.seconds, three.counts, three.signs.find
        # All runs of three that begin so stand together: the few that end so are found in one go.
        found: list[tuple[int, str]] = []
        last = two.starts[starts[at + 1]]
        run = find(behind, two.starts[starts[at]], last)
        while run >= 0:
            if others is None or seconds[run] in others:
                found.append((COUNTS[counts[run]], seconds[run]))
            run = find(behind, run + 1, last)
        return found

    def fitting(self, before: str, behind: str, others: str) -> list[str]:
        """Those of some characters that are known between two others; half of the runs found are those at an edge."""
        if before == EDGE or behind == EDGE:
            known = self.opening.get(behind, "") if before == EDGE else self.closing.get(before, "")
            return [one for one in known if one in others]
        return [one for _, one in self.between(before, behind, others)]

    def behind(self, run: str) -> str:
        """The characters that are known behind a run of at most three."""
        at, level = self._find(run), len(run) - 1
        starts = self.levels[level].starts
        return self.levels[level + 1].signs[starts[at] : starts[at + 1]] if at >= 0 else ""

    def ahead(self, pair: str, others: str) -> list[str]:
        """Those of some characters that are known before two others."""
        one, two, first = pair[0], pair[1], self.first
        found: list[str] = []
        starts, seconds = self.levels[0].starts, self.levels[1].signs
        more, thirds = self.levels[1].starts, self.levels[2].signs
        for other in others:
            at = first.get(other, -1)
            at = seconds.find(one, starts[at], starts[at + 1]) if at >= 0 else -1
            if at >= 0 and thirds.find(two, more[at], more[at + 1]) >= 0:
                found.append(other)
        return found

    def surprises(self, clause: str, places: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Which of some places of a clause are odd, and how much.

        1 where at most one of the runs of three that hold it is known, ``ALONE`` where it makes no known pair with a neighbour.
        """
        one, two, three, _ = self.levels
        get, starts, pair, more, third = self.first.get, one.starts, two.signs.find, two.starts, three.signs.find
        ended, last, behind, follows = clause + END, -1, -1, False
        for at in places:
            # Nothing goes on with run -1: it begins at the end and ends at the beginning.
            right, here = clause[at + 1], get(clause[at], -1)
            if at == last + 1:
                before, precedes = behind, follows
            else:
                left = get(clause[at - 1], -1)
                before = pair(clause[at], starts[left], starts[left + 1])
                precedes = third(right, more[before], more[before + 1]) >= 0
            behind = pair(right, starts[here], starts[here + 1])
            last, follows = at, third(ended[at + 2], more[behind], more[behind + 1]) >= 0
            known = precedes + follows
            if known < 2 and not (known and at > 1 and self.knows(clause[at - 2 : at + 1])):
                yield at, ALONE if before + behind == -2 else 1

    def _find(self, run: str) -> int:
        """The number of a run in its level, -1 where it is not kept."""
        at = self.first.get(run[0], -1)
        # Nothing goes on with run -1: it begins at the end and ends at the beginning.
        for (starts, find), sign in zip(self.steps, run[1:], strict=False):
            at = find(sign, starts[at], starts[at + 1])
        return at

    def cost(self, written: str, runs: Sequence[int], most: float = math.inf) -> float:
        """The negative natural logarithm of the probability of characters behind known runs of three, two and one; -1 for unknown ones.

        Beyond ``most`` it is only as much as makes that sure.
        """
        total, first, alone, links = 0.0, self.first, self.levels[0].counts, self.links
        for sign in written:
            share, found = 1.0, 0.0
            ends: list[int] = []
            for at, (here, left, starts, find, counts) in zip(runs, links, strict=True):
                follows = -1
                if at >= 0:
                    follows = find(sign, starts[at], starts[at + 1])
                    if follows >= 0:
                        found += share * (COUNTS[counts[follows]] - DISCOUNT) / COUNTS[here[at]]
                    share *= SHARES[left[at]]
                ends.append(follows)
            at = first.get(sign, -1)
            runs = [*ends[1:], at]
            total -= math.log(found + share * (COUNTS[alone[at]] / self.total if at >= 0 else UNSEEN))
            if total > most:
                break
        return total

    def runs_before(self, clause: str, at: int) -> list[int]:
        """The numbers of the runs of three, two and one character that end before a place of a clause; -1 for unknown ones."""
        return [self._find(clause[at - size : at]) if size <= at else -1 for size in range(ORDER - 1, 0, -1)]


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
    return _signs(levels, total, fewest)


def _signs(levels: Sequence[Level], total: int, fewest: int) -> Signs:
    firsts = {sign: number for number, sign in enumerate(levels[0].signs)}
    steps, seconds = [(one.starts, two.signs.find) for one, two in pairwise(levels)], _seconds(levels[1])
    edges = _opening(levels, seconds, firsts.get(EDGE, -1)), _closing(levels, seconds, firsts)
    return Signs(levels, _links(levels), steps, seconds, *edges, firsts, total, fewest)


def _opening(levels: Sequence[Level], seconds: str, edge: int) -> Mapping[str, str]:
    """The characters between the edge and each character."""
    first, last = _threes(levels, edge)
    found = defaultdict[str, str](str)
    for second, third in zip(seconds[first:last], levels[2].signs[first:last], strict=True):
        found[third] += second
    return MappingProxyType(dict(found))


def _closing(levels: Sequence[Level], seconds: str, firsts: Mapping[str, int]) -> Mapping[str, str]:
    """The characters between each character and the edge."""
    found, find = defaultdict[str, str](str), levels[2].signs.find
    for sign, number in firsts.items():
        at, last = _threes(levels, number)
        while (at := find(EDGE, at, last)) >= 0:
            found[sign] += seconds[at]
            at += 1
    return MappingProxyType(dict(found))


def _threes(levels: Sequence[Level], number: int) -> tuple[int, int]:
    """Where the runs of three begin and end that go on with a character; -1 has none."""
    one, two, *_ = levels
    return two.starts[one.starts[number]], two.starts[one.starts[number + 1]]


def _links(levels: Sequence[Level]) -> Sequence[Link]:
    links = [(one.counts, one.left, one.starts, two.signs.find, two.counts) for one, two in pairwise(levels)]
    return links[::-1]


def _seconds(pairs: Level) -> str:
    """The second character of each run of three.

    Made in pieces: what is joined is first a list, and one of all pairs would take 14 MB for the moment.
    """
    return "".join(_piece(pairs, start, start + PIECE) for start in range(0, len(pairs.signs), PIECE))


def _piece(pairs: Level, start: int, end: int) -> str:
    sizes = map(sub, pairs.starts[start + 1 : end + 1], pairs.starts[start:end])
    return "".join(map(mul, pairs.signs[start:end], sizes))


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
