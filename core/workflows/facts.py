"""The recogniser of facts, loaded when it is first called: its patterns take as long to compile as a draft page to open."""

from collections.abc import Sequence

from core.model.elements import Element
from core.model.fact import Fact


def find_facts(elements: Sequence[Element]) -> tuple[Fact, ...]:
    """The facts of the elements, in the order of the text."""
    from core.facts.extract import find_facts as find

    return find(elements)
