"""Matched paragraphs put together into units whose texts can be compared: one to one, divided, joined."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.model.review.printed import PrintedParagraph
from core.model.review.returned_copy import CopyParagraph
from core.review.differences import MARK
from core.review.matching import Matching
from core.review.views import ViewParagraph


@dataclass(frozen=True, slots=True)
class Unit:
    """Printed paragraphs ``elements`` (indexes, ascending) that became the neighbouring paragraphs ``shown`` of the copy.

    No elements: paragraphs that are new without being recorded.
    """

    elements: tuple[int, ...]
    shown: tuple[int, ...]

    def printed_text(self, printed: Sequence[PrintedParagraph]) -> str:
        """The texts of the elements with ``MARK`` between."""
        return MARK.join(printed[index].text for index in self.elements)

    def shown_text(self, shown: Sequence[ViewParagraph]) -> str:
        """The texts of the copy's paragraphs with ``MARK`` between."""
        return MARK.join(shown[index].text for index in self.shown)

    def stream(self, shown: Sequence[ViewParagraph], paragraphs: Sequence[CopyParagraph]) -> Sequence[CopyParagraph]:
        """The copy's paragraphs in all states."""
        return paragraphs[shown[self.shown[0]].first : shown[self.shown[-1]].last + 1]


def units_of(matching: Matching, shown: Sequence[ViewParagraph], is_joined: Mapping[int, bool]) -> list[Unit]:
    """The units in the copy's order; ``is_joined`` says whether the mark of a paragraph of the copy was struck out."""
    found: list[Unit] = []
    for unit in units_by_match(matching, len(shown)):
        if found and is_joined.get(found[-1].shown[-1]) and _follows(found[-1], unit, matching):
            unit = Unit((*found[-1].elements, *unit.elements), (*found.pop().shown, *unit.shown))
        found.append(unit)
    return found


def _follows(before: Unit, unit: Unit, matching: Matching) -> bool:
    """Whether two neighbouring units of the copy can be one text: the printed paragraphs follow one another, too.

    Those between them may be gone, but stand nowhere else.
    """
    if not before.elements or not unit.elements:
        return True
    between = range(before.elements[-1] + 1, unit.elements[0])
    return before.elements[-1] < unit.elements[0] and not any(each in matching.found for each in between)


def units_by_match(matching: Matching, length: int) -> Iterator[Unit]:
    """Neighbouring paragraphs of the ``length`` of the copy that share printed ones, together; every printed one in one unit only."""
    place, taken = 0, set[int]()
    while place < length:
        own = matching.owners.get(place, ())
        end = place + 1
        if not own or len(own) == len(matching.found[own[0]]) == 1:  # the usual case: one for one, or for none
            yield Unit(tuple(own), (place,))
            place = end
            continue
        owners = set(own) - taken
        while (farther := max((_end_of_divided(matching, owner, end) for owner in owners), default=end)) > end:
            end = farther
            owners.update(*(matching.owners.get(each, ()) for each in range(place, end)))
            owners -= taken
        taken |= owners
        yield Unit(tuple(sorted(owners)), tuple(range(place, end)))
        place = end


def _end_of_divided(matching: Matching, printed: int, end: int) -> int:
    """Behind the last part of a divided paragraph, given that what is before ``end`` belongs to it.

    Parts beyond a paragraph that belongs to others only are left out.
    """
    for part in matching.found[printed]:
        between = range(end, part)
        if part >= end and all(each not in matching.owners for each in between):
            end = part + 1
    return end


def steady(firsts: Sequence[int]) -> set[int]:
    """The indexes of the longest ascending subsequence: what keeps its order while all else is moved."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, value in enumerate(firsts):
        place = bisect_left(tails, value)
        tails[place : place + 1], ends[place : place + 1] = [value], [index]
        before.append(ends[place - 1] if place else -1)
    kept, index = set(), ends[-1] if ends else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    return kept
