"""Values that the recogniser finds in words of a draft, those of cells with the heads of their table."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from core.model.elements import Element, Role
from core.model.fact import Fact
from core.workflows.facts import find_facts


def facts_within(elements: Sequence[Element], names: Collection[str]) -> list[Fact]:
    """The facts of the named elements; the tables of named cells are read whole, as only their heads tell what a cell holds."""
    return [fact for fact in find_facts(list(_with_tables(elements, names))) if fact.element_id in names]


def _with_tables(elements: Sequence[Element], names: Collection[str]) -> Iterator[Element]:
    """The named elements in order, with all elements of the tables that hold some of them."""
    starts = [place for place, each in enumerate(elements) if each.role is not Role.CELL]
    for start, end in pairwise((*starts, len(elements))):
        if any(each.id in names for each in elements[start:end]):
            yield from elements[start:end]
