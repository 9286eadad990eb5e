"""Comparison of two states of a draft: paragraphs aligned, words marked, fields listed."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from core.editing.compare import both_sides
from core.model.draft import Draft
from core.model.elements import Element
from core.model.fact import Fact
from core.model.outline import sections
from core.model.spans import Span
from core.similarity import best_match

LIKE = 0.55
"""Similarity from which one paragraph counts as the other rewritten."""


class PairKind(StrEnum):
    """How a paragraph changed."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph of the earlier state and its counterpart; ``old_marks`` and ``new_marks`` are where they differ.

    The marks are spans in the whole text, ordinal included. ``key`` is the section (Section.key) of the paragraph, in
    the earlier state where there is an earlier paragraph.
    """

    fate: PairKind
    old: Element | None
    new: Element | None
    old_marks: tuple[Span, ...] = ()
    new_marks: tuple[Span, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class FactPair:
    """A field whose value or state differs; None on the side where it does not exist."""

    old: Fact | None
    new: Fact | None


def compared(old: Draft, new: Draft) -> tuple[Pair, ...]:
    """All paragraphs of both states, aligned, in the new order, removed ones at their former position."""
    now = {element.id for element in new.elements}
    then = {element.id: element for element in old.elements}
    keys = _keys(new) | _keys(old)
    found = []
    for left, right in _aligned(old.elements, new.elements):
        if right is not None:
            found.append(_pair(left or then.get(right.id), right, keys, is_moved=left is None))
        elif left is not None and left.id not in now:
            found.append(_lonely(left, None, keys))
    return tuple(found)


def compared_facts(old: Draft, new: Draft) -> tuple[FactPair, ...]:
    """The fields that differ, in the new order, removed ones at the end.

    A value of the earlier state goes with the one that stands at its place now, even if that is another field.
    """
    then, now = _fields(old), _fields(new)
    gone = {key: fact for key, fact in then.items() if key not in now}
    pairs = list(_paired(then, now, {_place(fact): fact for fact in gone.values()}))
    stay = {pair.old.id for pair in pairs if pair.old is not None}
    both = (pair for pair in pairs if pair.new is not None and _differs(pair.old, pair.new))
    return (*both, *(FactPair(fact, None) for fact in gone.values() if fact.id not in stay))


def _paired(then: Mapping[str, Fact], now: Mapping[str, Fact], gone: dict[tuple[str, str], Fact]) -> Iterator[FactPair]:
    """Every field of the later state with what it was, or else with one that is ``gone`` from its place."""
    for key, fact in now.items():
        yield FactPair(then[key] if key in then else gone.pop(_place(fact), None), fact)


def _place(fact: Fact) -> tuple[str, str]:
    """The paragraph or cell of a value, and what it says there whatever its unit."""
    return fact.element_id, fact.label.removesuffix(f"（{fact.unit}）") or fact.id


def _fields(draft: Draft) -> dict[str, Fact]:
    found: dict[str, Fact] = {}
    for fact in draft.facts:
        found.setdefault(fact.field, fact)
    return found


def _differs(old: Fact | None, new: Fact) -> bool:
    return old is None or (old.text, old.state, old.note) != (new.text, new.state, new.note)


def _keys(draft: Draft) -> dict[str, str]:
    return {identifier: section.key for section in sections(draft.elements) for identifier in section.element_ids}


def _aligned(old: Sequence[Element], new: Sequence[Element]) -> Iterator[tuple[Element | None, Element | None]]:
    """Align by id; paragraphs without a common id are matched by text similarity."""
    shared = {element.id for element in old} & {element.id for element in new}
    matcher = SequenceMatcher(None, [one.id for one in old], [one.id for one in new], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(old[i1:i2], new[j1:j2], strict=True)
        else:
            yield from _by_words(old[i1:i2], new[j1:j2], shared)


def _by_words(
    old: Sequence[Element], new: Sequence[Element], shared: Collection[str]
) -> Iterator[tuple[Element | None, Element | None]]:
    left = list(old)
    for element in new:
        texts = {number: one.content for number, one in enumerate(left) if one.id not in shared}
        match = best_match(element.content, texts, LIKE)
        if match is None or element.id in shared:
            yield None, element
            continue
        yield from ((one, None) for one in left[:match])
        yield left[match], element
        del left[: match + 1]
    yield from ((one, None) for one in left)


def _pair(old: Element | None, new: Element, keys: Mapping[str, str], is_moved: bool) -> Pair:
    if old is None:
        return _lonely(None, new, keys)
    gone, come = both_sides(old.text, new.text)
    is_same = not gone and not come and old.role is new.role and _besides_text(old) == _besides_text(new)
    fate = PairKind.SAME if is_same else PairKind.CHANGED
    return Pair(PairKind.MOVED if is_moved else fate, old, new, gone, come, keys[old.id])


def _besides_text(element: Element) -> tuple[object, ...]:
    """Emphasis, objects and grid, which an edit may change without the text."""
    return element.emphasis, element.objects, element.table


def _lonely(old: Element | None, new: Element | None, keys: Mapping[str, str]) -> Pair:
    if old is not None:
        return Pair(PairKind.REMOVED, old, None, _whole(old), (), keys[old.id])
    assert new is not None, "a pair has a paragraph on one side at least"
    return Pair(PairKind.ADDED, None, new, (), _whole(new), keys[new.id])


def _whole(element: Element) -> tuple[Span, ...]:
    return (Span(0, len(element.text)),) if element.text else ()
