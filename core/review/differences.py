"""What differs between two versions of a paragraph: the fewest words and numbers, then what a reader would call one edit."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from core.model.text import CLAUSE_ENDS, CLOSING_MARKS, SENTENCE_ENDS
from core.similarity import least_edits

TOKEN = "\ufffc"
"""Begins the text that stands for a table among paragraphs."""


def is_token(text: str) -> bool:
    """Whether a text stands for a table."""
    return text.startswith(TOKEN)


MARK = "\u2029"
"""Stands for the end of a paragraph where several are compared as one text."""

_NUMBER = r"(?:(?<![0-9０-９])[+\-－])?[0-9０-９]+(?:[.．][0-9０-９]+|[,，][0-9０-９]{3}(?![0-9０-９]))*[%％‰]?"
_FIGURES = re.compile(_NUMBER)
_OF_NUMBERS = frozenset("0123456789０１２３４５６７８９.．,，+-－%％‰")
_TOKEN = re.compile(rf"{_NUMBER}|[A-Za-zＡ-Ｚａ-ｚ]+|.", re.DOTALL)
_CLAUSE = re.compile(f"[^{CLAUSE_ENDS}{MARK}]*[{CLAUSE_ENDS}{MARK}]?[{CLOSING_MARKS}]*")
_LONG = 400
"""Characters above which whole clauses are compared before their words: the time grows with the product of the lengths."""

_LONGEST_NUMBER = 24

_GAP = 2
"""Two edits with fewer kept characters between them are one."""

MOST_BY_CHANCE = 6
"""Characters below which a passage that stayed in a rewritten text may be there by chance."""

_LEAST_REWRITTEN = 3
"""Changes close together that make a passage a rewritten one."""

_AFTER = frozenset(CLAUSE_ENDS + CLOSING_MARKS + MARK + "、 \u3000")
_APART = frozenset(CLAUSE_ENDS + MARK)
_ENDS = frozenset(SENTENCE_ENDS + MARK)


class Hunk(NamedTuple):
    """Characters ``start`` to ``end`` of the old text became ``new_start`` to ``new_end`` of the new one."""

    start: int
    end: int
    new_start: int
    new_end: int

    @property
    def size(self) -> int:
        """The characters of the longer side."""
        return max(self.end - self.start, self.new_end - self.new_start)

    def new_text(self, new: str) -> str:
        """The characters of the new text."""
        return new[self.new_start : self.new_end]

    def moved(self, old: int, new: int) -> "Hunk":
        """The same hunk with shifted offsets."""
        return Hunk(self.start + old, self.end + old, self.new_start + new, self.new_end + new)


def hunks(old: str, new: str) -> tuple[Hunk, ...]:
    """The differences of two texts in order; nothing between them is changed.

    >>> hunks("完成投资500万元。", "完成投资600万元。")
    (Hunk(start=4, end=7, new_start=4, new_end=7),)
    """
    if old == new:
        return ()
    found = _by_clauses(old, new) if max(len(old), len(new)) > _LONG else _by_tokens(old, new)
    joined = (_trimmed(each, old, new) for each in _joined(found, old))
    whole = [Hunk(0, 0, 0, 0), *joined, Hunk(len(old), len(old), len(new), len(new))]
    for place in range(1, len(whole) - 1):
        before, hunk, after = whole[place - 1 : place + 2]
        whole[place] = _slid(hunk, old, new, range(before.end - hunk.start, after.start - hunk.end + 1))
    return tuple(_joined(iter(whole[1:-1]), old))  # what was moved may now touch its neighbour


def _by_clauses(old: str, new: str) -> Iterator[Hunk]:
    """Compare clause by clause, then the words inside those that differ."""
    for hunk in _by_parts(_CLAUSE.findall(old), _CLAUSE.findall(new)):
        parts = _by_tokens(old[hunk.start : hunk.end], new[hunk.new_start : hunk.new_end])
        yield from (each.moved(hunk.start, hunk.new_start) for each in parts)


def _by_tokens(old: str, new: str) -> Iterator[Hunk]:
    return _by_parts(_TOKEN.findall(old), _TOKEN.findall(new))


def _by_parts(old: Sequence[str], new: Sequence[str]) -> Iterator[Hunk]:
    starts, others = ([0, *accumulate(map(len, parts))] for parts in (old, new))
    for a, b, c, d in least_edits(old, new):
        yield Hunk(starts[a], starts[b], others[c], others[d])


def _joined(found: Iterator[Hunk], old: str) -> Iterator[Hunk]:
    """Hunks with hardly anything kept between them as one; never across the end of a paragraph."""
    last: Hunk | None = None
    for hunk in found:
        if last is not None and hunk.start - last.end < _GAP and MARK not in old[last.end : hunk.start]:
            last = Hunk(last.start, hunk.end, last.new_start, hunk.new_end)
            continue
        if last is not None:
            yield last
        last = hunk
    if last is not None:
        yield last


def joined_by_chance(found: Iterable[Hunk], old: str) -> list[Hunk]:
    """Hunks with a few characters kept between them, fewer than both change, as one: a reader sees one change."""
    joined: list[Hunk] = []
    for hunk in found:
        if joined and _is_by_chance(joined[-1], hunk, old):
            joined[-1] = Hunk(joined[-1].start, hunk.end, joined[-1].new_start, hunk.new_end)
        else:
            joined.append(hunk)
    return joined


def _is_by_chance(before: Hunk, after: Hunk, old: str) -> bool:
    """Whether what stayed between two changes is short, and shorter than both."""
    stayed = old[before.end : after.start]
    return len(stayed) < min(MOST_BY_CHANCE, before.size, after.size) and MARK not in stayed


def rewritten(found: Sequence[Hunk], old: str, new: str) -> Iterator[int]:
    """The indexes of the hunks that a reader takes for one with the hunk before: those of rewritten clauses.

    In such a clause at least as much changed as stayed between three changes or more. A number that became another is a
    change of its own; what stands behind the end of a clause that stayed is another passage.
    """
    first = 0
    for end in range(1, len(found) + 1):
        if end < len(found) and _goes_on(found[end - 1], found[end], old, new):
            continue
        kept = sum(two.start - one.end for one, two in pairwise(found[first:end]))
        if end - first >= _LEAST_REWRITTEN and kept <= sum(hunk.size for hunk in found[first:end]):
            yield from range(first + 1, end)
        first = end


def _goes_on(before: Hunk, after: Hunk, old: str, new: str) -> bool:
    """Whether two neighbouring changes can be parts of one rewritten clause."""
    stayed = old[before.end : after.start]
    is_near = len(stayed) < MOST_BY_CHANCE and _APART.isdisjoint(stayed)
    return is_near and not any(_stands_alone(hunk, old, new) for hunk in (before, after))


def _stands_alone(hunk: Hunk, old: str, new: str) -> bool:
    """Whether a number became another, or a change reaches over the end of a sentence or paragraph."""
    one, two = old[hunk.start : hunk.end], hunk.new_text(new)
    return (is_number(one) and is_number(two)) or not _ENDS.isdisjoint(one + two)


def joined_at(found: Sequence[Hunk], places: Collection[int]) -> list[Hunk]:
    """The hunks with those at the indexes ``places`` as one with the hunk before each."""
    joined: list[Hunk] = []
    for place, hunk in enumerate(found):
        if place in places:
            joined[-1] = Hunk(joined[-1].start, hunk.end, joined[-1].new_start, hunk.new_end)
        else:
            joined.append(hunk)
    return joined


def _trimmed(hunk: Hunk, old: str, new: str) -> Hunk:
    """A hunk without the words and numbers that both sides begin or end with: of 步→稳步步 the two that were put in."""
    if hunk.end == hunk.start or hunk.new_end == hunk.new_start:
        return hunk
    if old[hunk.start] != new[hunk.new_start] and old[hunk.end - 1] != new[hunk.new_end - 1]:
        return hunk
    one, two = _TOKEN.findall(old[hunk.start : hunk.end]), _TOKEN.findall(new[hunk.new_start : hunk.new_end])
    first = _common(one, two)
    last = _common(one[first:][::-1], two[first:][::-1])
    ahead, behind = len("".join(one[:first])), len("".join(one[len(one) - last :]))
    return Hunk(hunk.start + ahead, hunk.end - behind, hunk.new_start + ahead, hunk.new_end - behind)


def _common(one: Sequence[str], two: Sequence[str]) -> int:
    """How many words both begin with."""
    pairs = enumerate(zip(one, two, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(two)))


def _slid(hunk: Hunk, old: str, new: str, room: range) -> Hunk:
    """A pure insertion or deletion moved to where a reader would cut: behind a mark, if the same text results.

    ``room`` are the distances that keep it clear of its neighbours.
    """
    if hunk.end > hunk.start and hunk.new_end > hunk.new_start:
        return hunk
    text, start, end = (old, hunk.start, hunk.end) if hunk.end > hunk.start else (new, hunk.new_start, hunk.new_end)
    ways = (*_shifts(text, start, end, room, -1), *_shifts(text, start, end, room, 1))
    shifts = [0, *(shift for shift in ways if not _cuts_number(text, start + shift, end + shift))]
    best = max(shifts, key=lambda shift: (_rank(text, start + shift, end + shift), -abs(shift)))
    return Hunk(*(edge + best for edge in hunk))


def is_number(text: str) -> bool:
    """Whether a text is one number with its sign, point and percent."""
    return _FIGURES.fullmatch(text) is not None


def _number_around(text: str, edge: int) -> tuple[int, int]:
    """The number that an edge lies inside of; the edge itself where it lies in none."""
    if not 0 < edge < len(text) or not _OF_NUMBERS.issuperset(text[edge - 1 : edge + 1]):
        return edge, edge
    low = max(edge - _LONGEST_NUMBER, 0)
    around = _FIGURES.finditer(text, low, edge + _LONGEST_NUMBER)
    return next((each.span() for each in around if each.start() < edge < each.end()), (edge, edge))


def _cuts_number(text: str, *edges: int) -> bool:
    return any(low < high for low, high in (_number_around(text, edge) for edge in edges))


def out_of_numbers(text: str, start: int, end: int) -> tuple[int, int]:
    """The edges of a span moved out of the numbers that they lie inside of.

    >>> out_of_numbers("投资186.4万元", 3, 7), out_of_numbers("投资186.4万元", 7, 7), out_of_numbers("5，10月", 0, 1)
    ((2, 7), (7, 7), (0, 1))
    >>> out_of_numbers("1-12月", 3, 4), out_of_numbers("-12.5%", 2, 3)
    ((2, 4), (0, 6))
    """
    return _number_around(text, start)[0], _number_around(text, end)[1]


def whole_numbers(text: str, start: int, end: int, new: str) -> tuple[int, int]:
    """The edges of an edit moved out of the numbers of both texts: "152.7" for "186.4", never "52.7" for "86.4".

    >>> whole_numbers("投资186.4万元", 3, 7, "52.7"), whole_numbers("投资186.4万元", 7, 7, "余")
    ((2, 7), (7, 7))
    """
    made, new_end = text[:start] + new + text[end:], start + len(new)
    old_edges, new_edges = out_of_numbers(text, start, end), out_of_numbers(made, start, new_end)
    return min(old_edges[0], new_edges[0]), max(old_edges[1], new_edges[1] - new_end + end)


def _shifts(text: str, start: int, end: int, room: range, direction: int) -> Iterator[int]:
    """The distances that a piece can go in one direction."""
    shift = direction
    while shift in room and _can_slide(text, start + shift - direction, end + shift - direction, direction):
        yield shift
        shift += direction


def _rank(text: str, start: int, end: int) -> int:
    """How natural a cut is: the piece begins behind a mark and ends with one."""
    begins = start == 0 or text[start - 1] in _AFTER
    ends = end == len(text) or text[end - 1] in _AFTER
    return 2 * (begins and ends) + (begins or ends)


def _can_slide(text: str, start: int, end: int, direction: int) -> bool:
    """Whether the piece can go one character that way and leave the same text; never across the end of a paragraph."""
    if direction < 0:
        return start > 0 and text[start - 1] == text[end - 1] != MARK
    return end < len(text) and text[start] == text[end] != MARK
