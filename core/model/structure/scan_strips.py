"""Strips of a scanned page: pictures below a recognised paragraph, to compare its figures with."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from core.model.blocks import KeptObject
from core.model.change import Change, apply, difference
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.fact import FactState
from core.model.spans import Place

STRIP = "scan"
"""The kind of kept object that a strip is."""

KEEP = "保留原图"
_OPEN = frozenset((FactState.EMPTY, FactState.CARRIED))


def is_strip(each: KeptObject) -> bool:
    """Whether an object is a strip."""
    return each.kind == STRIP


def is_strip_only(element: Element) -> bool:
    """Whether a paragraph holds strips and nothing else; one of a cell is none, since a cell needs its paragraph."""
    is_bare = bool(element.objects) and element.role is not Role.CELL and not element.text.strip()
    return is_bare and all(map(is_strip, element.objects))


def count_strips(elements: Iterable[Element]) -> int:
    """How many strips stand in a text."""
    return sum(is_strip(each) for element in elements for each in element.objects)


def without_strips(elements: Iterable[Element]) -> Iterator[Element]:
    """The elements as printed: strips only help checking and are no part of the text."""
    for element in elements:
        if not any(map(is_strip, element.objects)):
            yield element
        elif not is_strip_only(element):
            yield replace(element, objects=tuple(each for each in element.objects if not is_strip(each)))


def keep_strips(draft: Draft, element_id: str) -> Change:
    """Make the strips of a paragraph pictures of the draft, which are printed like any other."""
    elements = tuple(_kept(each) if each.id == element_id else each for each in draft.elements)
    return difference(draft, replace(draft, elements=elements), Place(element_id), KEEP)


def _kept(element: Element) -> Element:
    objects = tuple(replace(each, kind="picture") if is_strip(each) else each for each in element.objects)
    return replace(element, objects=objects)


def with_strips_settled(draft: Draft, change: Change) -> Change:
    """A change by which the last open fact of a paragraph was looked at, with the strips below it gone; else itself."""
    touched = {fact.element_id for fact in chain(change.before.facts, change.after.facts)}
    if not touched or not count_strips(draft.elements):
        return change
    after = apply(draft, change)
    waiting = {fact.element_id for fact in after.facts if fact.state in _OPEN}
    gone = set(_strips_of(after.elements, touched, waiting))
    if not gone:
        return change
    left = replace(after, elements=tuple(each for each in after.elements if each.id not in gone))
    return replace(difference(draft, left, change.place, change.reason), media=change.media)


def _strips_of(elements: Iterable[Element], touched: set[str], waiting: set[str]) -> Iterator[str]:
    """The ids of the strips below a touched paragraph or table without open facts."""
    owners, is_in_table = set[str](), False
    for element in elements:
        if is_strip_only(element):
            if owners & touched and not owners & waiting:
                yield element.id
            continue
        is_cell = element.role is Role.CELL
        if not (is_cell and is_in_table):
            owners = set()
        owners.add(element.id)
        is_in_table = is_cell
