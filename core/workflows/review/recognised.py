"""What of a draft an edit of some paragraphs concerns, and the values that the recogniser finds in their words."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.fact import Fact
from core.workflows.facts import find_facts


def facts_within(elements: Sequence[Element], names: Collection[str]) -> list[Fact]:
    """The facts of the named elements; the tables of named cells are read whole, as only their heads tell what a cell holds."""
    return [fact for fact in find_facts(list(_with_tables(elements, names))) if fact.element_id in names]


def _with_tables(elements: Sequence[Element], names: Collection[str]) -> Iterator[Element]:
    """The named elements in order, with all elements of the tables that hold some of them."""
    end = 0
    for place in [place for place, each in enumerate(elements) if each.id in names]:
        start = place
        while start > end and elements[start].role is Role.CELL:
            start -= 1
        start, end = max(start, end), max(place + 1, end)
        while end < len(elements) and elements[end].role is Role.CELL:
            end += 1
        yield from elements[start:end]


def draft_within(draft: Draft, names: Collection[str]) -> Draft:
    """A draft with only the named elements and those that hold other places of their fields, tables whole.

    What changes the words of the named ones, and moves none, changes the whole draft in the same way.
    """
    keys = {fact.field for fact in draft.facts if fact.element_id in names}
    held = {*names, *(fact.element_id for fact in draft.facts if keys and fact.field in keys)}
    elements = tuple(_with_tables(draft.elements, held))
    inside = {each.id for each in elements}
    return replace(draft, elements=elements, facts=tuple(fact for fact in draft.facts if fact.element_id in inside))
