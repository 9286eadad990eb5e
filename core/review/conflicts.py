"""Changes of several copies against one another: agreements, and conflicts that somebody has to decide.

Nothing is decided here: no copy has precedence, neither by order nor by author.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from core.model.review.changes import ChangeKind, ReviewChange
from core.model.spans import common_edges

_INSIDE = frozenset({ChangeKind.REPLACE, ChangeKind.INSERT, ChangeKind.DELETE, ChangeKind.SPLIT})


@dataclass(frozen=True, slots=True)
class ReviewConflict:
    """Two changes that cannot both be taken; ``reason`` is overlap, order, gone, move, join or field."""

    one: str
    two: str
    reason: str


@dataclass(frozen=True, slots=True)
class Comparisons:
    """What comparing the copies found: conflicts, and for a change the earlier one that says the same."""

    conflicts: tuple[ReviewConflict, ...]
    same_as: Mapping[str, str]


def conflicts(changes: Sequence[ReviewChange], groups: Mapping[str, str]) -> Comparisons:
    """Compare the changes of different copies; ``groups`` is the field (group of facts) that a change sets, by its id."""
    found: list[ReviewConflict] = []
    same: dict[str, str] = {}
    for own in _by_element(changes).values():
        for one, two in combinations(own, 2):
            if one.copy == two.copy:
                continue
            if _is_same(one, two):
                same.setdefault(two.id, same.get(one.id, one.id))
            elif reason := _reason(one, two):
                found.append(ReviewConflict(one.id, two.id, reason))
    found += _of_fields(changes, groups)
    is_new = {change.id for change in changes if change.id not in same}
    return Comparisons(tuple(dict.fromkeys(each for each in found if {each.one, each.two} <= is_new)), same)


def _by_element(changes: Iterable[ReviewChange]) -> dict[str, list[ReviewChange]]:
    """The changes that concern each element; new paragraphs by what they come after."""
    found: dict[str, list[ReviewChange]] = defaultdict(list)
    for change in changes:
        places = change.elements or (change.element_id or f"after {change.after}",)
        for place in places:
            found[place].append(change)
    return found


def _is_same(one: ReviewChange, two: ReviewChange) -> bool:
    """Whether two people did the same."""
    return all(
        getattr(one, name) == getattr(two, name)
        for name in ("kind", "element_id", "start", "end", "new", "after", "elements")
    )


def _reason(one: ReviewChange, two: ReviewChange) -> str:
    """Why two changes at one element exclude each other; "" if they do not."""
    kinds = {one.kind, two.kind}
    if kinds == {ChangeKind.NEW}:
        return "order"
    if ChangeKind.MOVE in kinds:
        return "move" * (len(kinds) == 1)
    if ChangeKind.GONE in kinds:
        return "gone" * (len(kinds) > 1)
    if ChangeKind.JOIN in kinds:
        return "join" if _touches_join(one, two) else ""
    return _overlap(one, two) if kinds <= _INSIDE else ""


def _overlap(one: ReviewChange, two: ReviewChange) -> str:
    """Half-open spans: sharing characters, an insertion inside the other's span, or two insertions at one point.

    A replacement that keeps the old words and puts others beside them is an insertion as well.
    """
    if one.start < two.end and two.start < one.end:
        return "overlap"
    points = _insertion_point(one), _insertion_point(two)
    return "order" if points[0] == points[1] is not None else ""


def _insertion_point(change: ReviewChange) -> int | None:
    """Where a change only puts something in; None if it takes something away."""
    start, end, _ = common_edges(change.old, change.new)
    return change.start + start if start == end else None


def _touches_join(one: ReviewChange, two: ReviewChange) -> bool:
    """Whether an edit lies where the other joins two paragraphs; edits elsewhere in them go along."""
    join, other = (one, two) if one.kind is ChangeKind.JOIN else (two, one)
    if other.kind is ChangeKind.JOIN:
        return True
    if other.element_id == join.element_id:
        return other.end > join.start
    return other.start < join.end


def _of_fields(changes: Sequence[ReviewChange], groups: Mapping[str, str]) -> Iterable[ReviewConflict]:
    """Different values for one field, even in different sections."""
    by_group: dict[str, list[ReviewChange]] = defaultdict(list)
    for change in changes:
        if groups.get(change.id):
            by_group[groups[change.id]].append(change)
    for own in by_group.values():
        for one, two in combinations(own, 2):
            if one.copy != two.copy and one.new != two.new:
                yield ReviewConflict(one.id, two.id, "field")
