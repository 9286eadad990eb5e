"""Changes: every edit of a draft as a value that can be applied, inverted, stored and shown."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, compress, count, groupby
from operator import attrgetter, is_not
from types import MappingProxyType
from typing import TypeVar

from core.model.document import Numbering
from core.model.draft import NO_MEDIA, Basis, Draft, Identity
from core.model.elements import Element, Role
from core.model.fact import Fact
from core.model.grid import with_tables_settled
from core.model.review.decisions import KeptCopy, ReviewDecision
from core.model.spans import Place, common_edges

Item = TypeVar("Item", Element, Fact, KeptCopy, ReviewDecision)
IDS, HOMES, STARTS = attrgetter("id"), attrgetter("element_id"), attrgetter("start")


@dataclass(frozen=True, slots=True)
class Patch:
    """One side of a change: the elements and facts it touches as they are on that side.

    ``order`` lists all element ids of that side when the change adds, removes or moves elements, else None.
    ``identity`` and ``numbering`` are given when the change touches them. An element that stands only on one side is
    added or removed.
    ``basis`` are the last basis documents of that side, those that the other side does not have. ``copies`` and ``decisions``
    are those of its review that differ.
    """

    elements: tuple[Element, ...] = ()
    facts: tuple[Fact, ...] = ()
    order: tuple[str, ...] | None = None
    identity: Identity | None = None
    basis: tuple[Basis, ...] = ()
    numbering: Numbering | None = None
    copies: tuple[KeptCopy, ...] = ()
    decisions: tuple[ReviewDecision, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """``before`` becomes ``after`` at ``place`` for ``reason`` (Chinese, as the history shows it).

    ``media`` are bytes of pictures and objects that came with it; undoing it does not take them back.
    """

    place: Place
    before: Patch
    after: Patch
    reason: str
    media: Mapping[str, bytes] = field(default_factory=lambda: NO_MEDIA, compare=False, repr=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change."""
        return self.before == self.after

    def inverse(self) -> "Change":
        """The change that undoes this one."""
        return Change(self.place, self.after, self.before, self.reason, self.media)


def apply(draft: Draft, change: Change) -> Draft:
    """The draft after the change; the draft must be as ``change.before`` says."""
    order = change.after.order
    return _applied(draft, change, numbered(map(IDS, draft.elements) if order is None else order))


class ChangeApplier:
    """Applies a sequence of changes; keeps the positions of elements between changes that move none."""

    def __init__(self) -> None:
        self._left: Draft | None = None
        self._numbers: dict[str, int] = {}

    def applied(self, draft: Draft, change: Change) -> Draft:
        """The same as ``apply``."""
        if change.after.order is not None:
            return apply(draft, change)
        if draft is not self._left:
            self._numbers = numbered(map(IDS, draft.elements))
        self._left = _applied(draft, change, self._numbers)
        return self._left


def _applied(draft: Draft, change: Change, position: Mapping[str, int]) -> Draft:
    return replace(
        draft,
        elements=_patched_elements(draft, change, position),
        facts=_patched_facts(draft, change, position),
        identity=change.after.identity or draft.identity,
        numbering=change.after.numbering or draft.numbering,
        basis=draft.basis[: len(draft.basis) - len(change.before.basis)] + change.after.basis,
        serial=max(draft.serial, _highest(change.after)),
        media=MappingProxyType({**draft.media, **change.media}) if change.media else draft.media,
        copies=patched_items(draft.copies, change.before.copies, change.after.copies),
        decisions=patched_items(draft.decisions, change.before.decisions, change.after.decisions),
    )


def patched_items(items: tuple[Item, ...], before: Sequence[Item], after: Sequence[Item]) -> tuple[Item, ...]:
    """Items without those of ``before`` and with those of ``after``, in the order of their ids."""
    if not before and not after:
        return items
    gone = {item.id for item in before}
    kept = {item.id: item for item in items if item.id not in gone}
    kept |= {item.id: item for item in after}
    return tuple(kept[name] for name in sorted(kept))


def numbered(ids: Iterable[str]) -> dict[str, int]:
    """Position of each element in the draft, by id."""
    return dict(zip(ids, count(), strict=False))


def _patched_facts(draft: Draft, change: Change, position: Mapping[str, int]) -> tuple[Fact, ...]:
    """Facts in document order. If no element moves, only the facts of touched paragraphs are sorted."""
    if change.after.order is None and not change.before.facts and not change.after.facts:
        return draft.facts
    gone = frozenset(fact.id for fact in change.before.facts)
    if change.after.order is not None:
        return _moved_along(draft.facts, change, gone)
    return _patched_in_place(draft.facts, change, gone, position)


def _moved_along(facts: Iterable[Fact], change: Change, gone: frozenset[str]) -> tuple[Fact, ...]:
    """Reorder facts along with their paragraphs; sorts only paragraphs in which facts change.

    Raises KeyError if the paragraph of a fact is gone.
    """
    runs: dict[str, list[Fact]] = {}
    for name, own in groupby(facts, key=HOMES):
        runs.setdefault(name, []).extend(
            own
        )  # in intermediate drafts the facts of one paragraph may be split over several runs
    touched = set(map(HOMES, change.before.facts)).union(map(HOMES, change.after.facts))
    for name in touched:
        runs[name] = list(_without(runs.get(name, ()), gone))
    for fact in change.after.facts:
        runs[fact.element_id].append(fact)
    for name in touched:
        runs[name].sort(key=STARTS)
    moved = tuple(chain.from_iterable(runs.pop(name, ()) for name in change.after.order or ()))
    if any(runs.values()):  # only possible with a damaged history
        raise KeyError(next(iter(runs)))
    return moved


def _patched_in_place(
    facts: Sequence[Fact], change: Change, gone: frozenset[str], position: Mapping[str, int]
) -> tuple[Fact, ...]:
    new: dict[int, list[Fact]] = {position[fact.element_id]: [] for fact in change.before.facts}
    for fact in change.after.facts:
        new.setdefault(position[fact.element_id], []).append(fact)
    patched = list(facts)
    for number in sorted(new, reverse=True):  # from the end, so that earlier slices stay valid
        own = _slice_of(facts, position, number)
        patched[own] = _in_order((*_without(facts[own], gone), *new[number]), position)
    return tuple(patched)


def _without(facts: Iterable[Fact], gone: frozenset[str]) -> Iterator[Fact]:
    return (fact for fact in facts if fact.id not in gone)


def _in_order(facts: Iterable[Fact], position: Mapping[str, int]) -> tuple[Fact, ...]:
    return tuple(sorted(facts, key=lambda fact: (position[fact.element_id], fact.start)))


def _slice_of(facts: Sequence[Fact], position: Mapping[str, int], number: int) -> slice:
    """Slice of ``facts`` (in document order) that belongs to the paragraph at this position."""
    start = bisect_left(facts, number, key=lambda fact: position[fact.element_id])
    return slice(start, bisect_right(facts, number, lo=start, key=lambda fact: position[fact.element_id]))


def _highest(patch: Patch) -> int:
    ids = [element.id for element in patch.elements] + [fact.id for fact in patch.facts]
    return max((number_of(identifier) for identifier in ids), default=0)


def _patched_elements(draft: Draft, change: Change, position: Mapping[str, int]) -> tuple[Element, ...]:
    if change.after.order is None:
        new = {position[element.id]: element for element in change.after.elements if element.id in position}
        patched = list(draft.elements) if new else []
        for number, element in new.items():
            patched[number] = element
        return tuple(patched) if new else draft.elements
    elements = {element.id: element for element in (*draft.elements, *change.after.elements)}
    return tuple(elements[identifier] for identifier in change.after.order)


def number_of(identifier: str) -> int:
    """The number in an element or fact id such as ``e12`` or ``f7``; 0 if there is none."""
    digits = identifier[1:]
    return int(digits) if digits.isdigit() else 0


def difference(before: Draft, after: Draft, place: Place, reason: str) -> Change:
    """The change that leads from one draft to the other; a table that it would split stays whole."""
    moved = _is_moved(before.elements, after.elements)
    return between(before, with_settled_tables(after) if moved else after, place, reason)


def between(before: Draft, after: Draft, place: Place, reason: str) -> Change:
    """The change from one draft to the other exactly as they are; both may be parts of drafts."""
    moved = _is_moved(before.elements, after.elements)
    named = before.identity != after.identity
    media = NO_MEDIA if before.media is after.media else _not_held(before, after)
    return Change(place, _side(before, after, moved, named), _side(after, before, moved, named), reason, media)


def _is_moved(before: Sequence[Element], after: Sequence[Element]) -> bool:
    """Whether the elements are others, or in another order."""
    if len(before) != len(after):
        return True
    return before is not after and any(one.id != two.id for one, two in _other_pairs(before, after))


def _other_pairs(one: Sequence[Item], two: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """The items at one place that are not the same object; both are equally long."""
    return compress(zip(one, two, strict=True), map(is_not, one, two))


def _not_held(before: Draft, after: Draft) -> Mapping[str, bytes]:
    return MappingProxyType({key: data for key, data in after.media.items() if key not in before.media})


_OF_TABLES = frozenset({Role.TABLE, Role.CELL})


def with_settled_tables(draft: Draft) -> Draft:
    """The draft with every table whole (``core.model.grid``) and its facts in document order."""
    if not any(element.role in _OF_TABLES for element in draft.elements):
        return draft
    elements = with_tables_settled(draft.elements, draft.serial)
    if elements == draft.elements:
        return draft
    position = numbered(map(IDS, elements))
    facts = tuple(sorted(draft.facts, key=lambda fact: (position[fact.element_id], fact.start)))
    return replace(draft, elements=elements, facts=facts, serial=max(draft.serial, *map(number_of, position), 0))


def _side(own: Draft, other: Draft, moved: bool, named: bool) -> Patch:
    """What ``own`` holds that ``other`` does not."""
    return Patch(
        _unlike(own.elements, other.elements),
        _unlike(own.facts, other.facts),
        tuple(element.id for element in own.elements) if moved else None,
        own.identity if named else None,
        () if own.basis is other.basis else _last_of(own.basis, other.basis),
        own.numbering if own.numbering != other.numbering else None,
        _unlike(own.copies, other.copies),
        _unlike(own.decisions, other.decisions),
    )


def _last_of(own: Sequence[Basis], other: Sequence[Basis]) -> tuple[Basis, ...]:
    """The documents of ``own`` from the first that ``other`` lacks; earlier ones are referred to by index and stay."""
    same = next((n for n, pair in enumerate(zip(own, other, strict=False)) if pair[0] != pair[1]), None)
    return tuple(own[min(len(own), len(other)) if same is None else same :])


def _unlike(own: Sequence[Item], other: Sequence[Item]) -> tuple[Item, ...]:
    """Items of ``own`` that ``other`` lacks or holds in another version.

    Untouched items are the same object on both sides; skipping them first avoids comparing a whole draft at each key.
    """
    if own is other:
        return ()
    left = _not_in(own, other)
    held = {item.id: item for item in _not_in(other, own)} if left else {}
    return tuple(item for item in left if held.get(item.id) != item)


def _not_in(own: Sequence[Item], other: Sequence[Item]) -> list[Item]:
    """Items of ``own`` that are not the same object as any in ``other``."""
    if len(own) == len(other):
        return [item for item, _ in _other_pairs(own, other)]
    known = set(map(id, other))
    return [item for item in own if id(item) not in known]


def renumbered_pairs(change: Change) -> tuple[tuple[Element, Element], ...]:
    """Paragraphs on both sides of a change whose ordinal changed within the same level, as (before, after)."""
    before = {element.id: element for element in change.before.elements if element.prefix}
    pairs = ((before.get(element.id), element) for element in change.after.elements if element.prefix)
    return tuple((old, new) for old, new in pairs if old and old.prefix != new.prefix and old.level == new.level)


def joined(first: Change, second: Change) -> Change | None:
    """Merge two changes into one if the second continues the typing of the first, else None.

    Both must have the same reason and change the text of the same single paragraph at touching places, and must not
    cancel each other out.
    """
    element_id = _typed_in(first)
    is_run = element_id != "" and element_id == _typed_in(second) and first.reason == second.reason
    is_run = is_run and not second.media
    if not is_run or not _touches(first.after.elements[0].content, first.before.elements[0].content, second):
        return None
    whole = Change(first.place, *_sides_of_both(first, second), first.reason, first.media)
    return None if whole.before.elements == whole.after.elements else whole


def _sides_of_both(first: Change, second: Change) -> tuple[Patch, Patch]:
    known = {fact.id for fact in (*first.before.facts, *first.after.facts)}
    gone = {fact.id for fact in second.before.facts}
    before = first.before.facts + tuple(fact for fact in second.before.facts if fact.id not in known)
    after = tuple(fact for fact in first.after.facts if fact.id not in gone) + second.after.facts
    return Patch(first.before.elements, before), Patch(second.after.elements, after)


def _typed_in(change: Change) -> str:
    """Id of the only paragraph whose text a change alters; empty if the change does anything else."""
    before, after = change.before.elements, change.after.elements
    is_one = len(before) == len(after) == 1 and before[0].id == after[0].id
    is_else = change.before != Patch(before, change.before.facts) or change.after != Patch(after, change.after.facts)
    return before[0].id if is_one and not is_else else ""


def _touches(now: str, earlier: str, second: Change) -> bool:
    """Whether the second change edits text that overlaps or adjoins what the first one edited."""
    start, _, end = common_edges(earlier, now)
    other_start, other_end, _ = common_edges(now, second.after.elements[0].content)
    return other_start <= end and other_end >= start
