"""Changes of several copies against one another: agreements, and conflicts that somebody has to decide.

Nothing is decided here: no copy has precedence, neither by order nor by author.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import combinations, product
from operator import attrgetter
from types import MappingProxyType

from core.model.review.changes import ChangeKind, ReviewChange, TableEdit
from core.model.spans import common_edges
from core.review.differences import MARK, out_of_numbers

_EDITS = frozenset({ChangeKind.REPLACE, ChangeKind.INSERT, ChangeKind.DELETE})
_INSIDE = _EDITS | {ChangeKind.SPLIT}
_TAKES_AWAY = frozenset({TableEdit.GONE, TableEdit.ROW_GONE, TableEdit.COLUMN_GONE})
_TEARS = frozenset({TableEdit.CELL_GONE, TableEdit.CELL_NEW})
_MOVES = frozenset({TableEdit.ROW_MOVED, TableEdit.COLUMN_MOVED})

Texts = Mapping[str, str]
"""The text that the place of each change counts in, by the id of the change."""


Gone = Set[tuple[int, str]]
"""The numbers of copies with the paragraphs that are gone in them."""


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


def conflicts(
    changes: Sequence[ReviewChange],
    values: Mapping[str, tuple[str, str]],
    texts: Texts = MappingProxyType({}),
) -> Comparisons:
    """Compare the changes of different copies; ``values`` are the field (group of facts) that a change sets and the value.

    Two edits are the same if they make the same of their ``texts``. Digits of one number are one place: 186 changed to 196
    by one and to 188 by another is a contradiction.
    """
    found, same = _of_elements([_out_of_numbers(change, texts.get(change.id)) for change in changes], texts)
    found += (*_of_moves(changes), *_of_joins(changes))
    found += _of_fields(changes, values)
    is_new = {change.id for change in changes if change.id not in same}
    return Comparisons(tuple(dict.fromkeys(each for each in found if {each.one, each.two} <= is_new)), same)


def _of_elements(changes: Iterable[ReviewChange], texts: Texts) -> tuple[list[ReviewConflict], dict[str, str]]:
    """Changes of one element that exclude each other, and those that say the same as an earlier one."""
    found: list[ReviewConflict] = []
    same: dict[str, str] = {}
    changes = tuple(changes)
    gone = frozenset((each.copy, each.element_id) for each in changes if each.kind is ChangeKind.GONE)
    for own in _by_element(changes).values():
        for one, two in combinations(own, 2):
            if one.copy == two.copy:
                continue
            if _is_same(one, two, texts):
                same.setdefault(two.id, same.get(one.id, one.id))
            elif reason := _reason(one, two, gone):
                found.append(ReviewConflict(one.id, two.id, reason))
    return found, same


def with_edges(change: ReviewChange, edges: tuple[int, int], text: str) -> ReviewChange:
    """An edit inside ``text`` that reaches farther and does the same; as it is where it reaches there already."""
    start, end = edges
    if edges == (change.start, change.end):
        return change
    new = f"{text[start : change.start]}{change.new}{text[change.end : end]}"
    return replace(change, kind=ChangeKind.REPLACE, start=start, end=end, old=text[start:end], new=new)


def _out_of_numbers(change: ReviewChange, text: str | None) -> ReviewChange:
    if text is None or change.kind not in _EDITS:
        return change
    return with_edges(change, out_of_numbers(text, change.start, change.end), text)


def _by_element(changes: Iterable[ReviewChange]) -> dict[str, list[ReviewChange]]:
    """The changes that concern each element; new paragraphs and lines by what they come after."""
    found: dict[str, list[ReviewChange]] = defaultdict(list)
    for change in changes:
        own = {change.element_id} if change.kind in (ChangeKind.TABLE, ChangeKind.MOVE) and change.elements else set()
        places = {*change.elements, *own} if change.elements else {_place(change)}
        if change.kind is ChangeKind.JOIN:  # nothing can stand between
            places |= {f"after {name}" for name in change.elements[:-1]}
        for place in sorted(places):
            found[place].append(change)
    return found


def _place(change: ReviewChange) -> str:
    if change.kind is ChangeKind.TABLE:
        return f"{change.detail} after {change.after} in {change.element_id}"
    return change.element_id or f"after {change.after}"


def _is_same(one: ReviewChange, two: ReviewChange, texts: Texts) -> bool:
    """Whether two people did the same, however it was recorded."""
    if {one.kind, two.kind} <= _INSIDE and one.element_id == two.element_id:
        made = [_made(each, texts.get(each.id)) for each in (one, two)]
        if made[0] is not None and made[0] == made[1]:
            return True
    names = ("kind", "element_id", "start", "end", "new", "after", "elements", "detail")
    return all(getattr(one, name) == getattr(two, name) for name in names)


def _made(change: ReviewChange, text: str | None) -> str | None:
    """The paragraph after a change; None where what was printed is not known."""
    return None if text is None else text[: change.start] + change.new + text[change.end :]


def _reason(one: ReviewChange, two: ReviewChange, gone: Gone) -> str:
    """Why two changes at one element exclude each other; "" if they do not."""
    kinds = {one.kind, two.kind}
    if len(kinds) == 1:
        return _reason_of_one_kind(one, two)
    if ChangeKind.TABLE in kinds:
        return _reason_of_tables(one, two)
    if ChangeKind.GONE in kinds:
        struck, other = (one, two) if one.kind is ChangeKind.GONE else (two, one)
        return "" if _is_left(other, struck.copy, gone) else "gone"
    return _reason_of_text(one, two, kinds)


def _is_left(change: ReviewChange, copy: int, gone: Gone) -> bool:
    """Whether only some of the paragraphs that a change moves are gone in a copy: the rest can move without them."""
    return change.kind is ChangeKind.MOVE and any((copy, name) not in gone for name in change.elements)


def _reason_of_text(one: ReviewChange, two: ReviewChange, kinds: set[ChangeKind]) -> str:
    """The same for two of different kinds in paragraphs that stay."""
    if ChangeKind.NOTE in kinds:
        return _reason_of_note(*((one, two) if one.kind is ChangeKind.NOTE else (two, one)))
    if ChangeKind.JOIN in kinds and ChangeKind.MOVE not in kinds:
        return "join" if _touches_join(one, two) else ""
    return _overlap(one, two) if kinds <= _INSIDE else ""


def _reason_of_note(note: ReviewChange, other: ReviewChange) -> str:
    """Why a note that comes or goes and another change exclude each other: its words, or those around its mark, go."""
    if note.elements:
        return "gone" if other.element_id in note.elements else ""
    is_around = other.kind in _INSIDE and other.start < note.start < other.end
    return "overlap" if is_around else ""


def _reason_of_one_kind(one: ReviewChange, two: ReviewChange) -> str:
    """The same for two changes of one kind that are not the same."""
    usual = _OF_ONE_KIND.get(one.kind)
    if usual is not None:
        return usual
    if one.kind is ChangeKind.TABLE:
        return _reason_of_tables(one, two)
    if one.kind is ChangeKind.NOTE:
        return _reason_of_notes(one, two)
    return _crossing(one, two) if one.kind is ChangeKind.FORMAT else _overlap(one, two)


def _reason_of_notes(one: ReviewChange, two: ReviewChange) -> str:
    return "order" if one.new and two.new and one.start == two.start else ""


_OF_ONE_KIND = MappingProxyType(
    {
        ChangeKind.NEW: "order",
        ChangeKind.GONE: "",
        ChangeKind.MOVE: "move",
        ChangeKind.JOIN: "join",
        ChangeKind.PICTURE: "overlap",
    }
)


def _reason_of_tables(one: ReviewChange, two: ReviewChange) -> str:
    """The same for lines and cells of tables."""
    table_edits = {each.detail for each in (one, two) if each.kind is ChangeKind.TABLE}
    if one.detail == two.detail:
        return _reason_of_lines(one, two)
    if table_edits & _TAKES_AWAY:
        return "gone" if one.kind is not two.kind or table_edits - _TAKES_AWAY else ""
    return "join" if table_edits & _TEARS else ""


def _reason_of_lines(one: ReviewChange, two: ReviewChange) -> str:
    """The same for two that do one thing with lines of a table."""
    if one.detail in _MOVES:
        return "move" if one.elements == two.elements else ""
    if one.detail in _TEARS:
        return "join"
    return "" if one.detail in _TAKES_AWAY else "order"


def _overlap(one: ReviewChange, two: ReviewChange) -> str:
    """Half-open spans: sharing characters, an insertion inside the other's span, or two insertions at one point.

    A replacement that keeps the old words and puts others beside them is an insertion as well. Ends of paragraphs put in at
    one point with nothing else are no contradiction.
    """
    if _crossing(one, two):
        return "overlap"
    points = _insertion_point(one), _insertion_point(two)
    return "order" if points[0] == points[1] is not None else ""


def _crossing(one: ReviewChange, two: ReviewChange) -> str:
    return "overlap" if one.start < two.end and two.start < one.end else ""


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
        return other.end > join.start or MARK in other.new
    return other.element_id != join.elements[-1] or other.start < join.end


def _of_moves(changes: Iterable[ReviewChange]) -> Iterable[ReviewConflict]:
    """Two that move things into each other."""
    moves = [change for change in changes if change.kind is ChangeKind.MOVE]
    for one, two in combinations(moves, 2):
        if one.copy != two.copy and one.after in two.elements and two.after in one.elements:
            yield ReviewConflict(one.id, two.id, "move")


def _of_joins(changes: Sequence[ReviewChange]) -> Iterable[ReviewConflict]:
    """Moves from or to between paragraphs that the other joins."""
    joins, moves = ([each for each in changes if each.kind is kind] for kind in (ChangeKind.JOIN, ChangeKind.MOVE))
    for join, move in product(joins, moves):
        if join.copy != move.copy and _parts(move, join):
            one, two = sorted((join, move), key=attrgetter("order"))
            yield ReviewConflict(one.id, two.id, "join")


def _parts(move: ReviewChange, join: ReviewChange) -> bool:
    """Whether a move takes some of the paragraphs of a join away, or something between them."""
    left = set(join.elements).difference(move.elements)
    return bool(left) and (len(left) < len(join.elements) or move.after in join.elements[:-1])


def _of_fields(changes: Sequence[ReviewChange], values: Mapping[str, tuple[str, str]]) -> Iterable[ReviewConflict]:
    """Different values for one field, even in different sections."""
    by_group: dict[str, list[ReviewChange]] = defaultdict(list)
    for change in changes:
        if change.id in values:
            by_group[values[change.id][0]].append(change)
    for own in by_group.values():
        for one, two in combinations(own, 2):
            if one.copy != two.copy and values[one.id][1] != values[two.id][1]:
                yield ReviewConflict(one.id, two.id, "field")
