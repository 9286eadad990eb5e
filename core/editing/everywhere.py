"""Replacing a name wherever it stands in a draft, as one edit."""

from collections.abc import Sequence
from dataclasses import replace

from core.editing.splice import moved_facts, spliced
from core.editing.typed import one_line
from core.model.change import Change, difference
from core.model.draft import Draft
from core.model.elements import Element
from core.model.fact import Fact
from core.model.spans import Place, Span


def replace_everywhere(draft: Draft, old: str, new: str) -> Change:
    """Write ``new`` for every ``old`` in the text; an empty ``new`` takes the name out.

    Facts beside it keep their places, one that lies wholly in the name falls away. BadUse for a text that cannot be
    stored.
    """
    new = one_line(new)
    facts: dict[str, list[Fact]] = {element.id: [] for element in draft.elements}
    for fact in draft.facts:
        facts[fact.element_id].append(fact)
    written = [_written(element, facts[element.id], old, new) for element in draft.elements]
    elements = tuple(element for element, _ in written)
    after = replace(draft, elements=elements, facts=tuple(fact for _, kept in written for fact in kept))
    return difference(draft, after, _first_place(draft.elements, old), f"“{old}”改为“{new}”")


def _first_place(elements: Sequence[Element], old: str) -> Place:
    found = (Place(element.id, spots[0]) for element in elements if (spots := _spots(element.content, old)))
    return next(found, Place(""))


def _written(element: Element, facts: list[Fact], old: str, new: str) -> tuple[Element, list[Fact]]:
    """The paragraph and its facts with every place replaced; the same where there is none."""
    for spot in reversed(_spots(element.content, old) if old != new else []):
        element, facts = _replaced(element, facts, spot, new)
    return element, facts


def _spots(content: str, old: str) -> list[Span]:
    spots, start = [], content.find(old) if old else -1
    while start >= 0:
        spots.append(Span(start, start + len(old)))
        start = content.find(old, start + len(old))
    return spots


def _replaced(element: Element, facts: list[Fact], spot: Span, new: str) -> tuple[Element, list[Fact]]:
    """The paragraph with one place replaced; a fact that reaches into the place takes its text from what stands there."""
    changed = spliced(element, spot, new)
    moved = moved_facts(facts, spot, new)
    return changed, [replace(fact, text=changed.content[fact.start : fact.end]) for fact in moved]
