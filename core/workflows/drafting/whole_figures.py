"""Restores figures broken by a typing error: when 12 .5万 becomes 12.5万, the fact that was 5 covers the whole figure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from core.model.draft import Draft
from core.model.elements import Element
from core.model.fact import Fact
from core.model.spans import common_edges
from core.workflows.facts import find_facts


def with_whole_figures(before: Draft, after: Draft) -> Draft:
    """The draft where each fact that a typed character made part of a longer value covers that value."""
    old = {element.id: element.content for element in before.elements}
    changed = [element for element in after.elements if element.content != old.get(element.id, element.content)]
    for whole in _beside(changed, old):
        after = _taken(before, after, whole)
    return after


def _beside(elements: Sequence[Element], old: Mapping[str, str]) -> Iterator[Fact]:
    """The values in these paragraphs that contain or touch the typed text."""
    for fact in find_facts(elements) if elements else ():
        content = next(element.content for element in elements if element.id == fact.element_id)
        start, _, end = common_edges(old[fact.element_id], content)
        if fact.start <= end and start <= fact.end:
            yield fact


def _taken(before: Draft, after: Draft, whole: Fact) -> Draft:
    """With the value as one fact, if only parts of it were facts."""
    parts = _held(after, whole) or _gone(before, after, whole)
    if not parts or not all(_is_part(fact, whole) for fact in parts):
        return after
    rest = [fact for fact in after.facts if fact not in parts]
    order = {element.id: number for number, element in enumerate(after.elements)}
    facts = sorted((*rest, _all_of(parts[-1], whole, rest)), key=lambda fact: (order[fact.element_id], fact.start))
    return replace(after, facts=tuple(facts))


def _held(draft: Draft, whole: Fact) -> list[Fact]:
    return [f for f in draft.facts if f.element_id == whole.element_id and f.start < whole.end and whole.start < f.end]


def _gone(before: Draft, after: Draft, whole: Fact) -> list[Fact]:
    """Facts of the paragraph that were removed with the words around them."""
    left = {fact.id for fact in after.facts}
    return [fact for fact in before.facts if fact.element_id == whole.element_id and fact.id not in left]


def _is_part(fact: Fact, whole: Fact) -> bool:
    return fact.kind is whole.kind and fact.text in whole.text and fact.text != whole.text


def _all_of(fact: Fact, whole: Fact, others: Sequence[Fact]) -> Fact:
    """Other places of its field keep their text; last year's value was broken in the same way."""
    is_shared = fact.group and any(other.group == fact.group for other in others)
    return replace(
        fact,
        start=whole.start,
        end=whole.end,
        text=whole.text,
        unit=whole.unit,
        prior=whole.text if fact.prior == fact.text else fact.prior,
        value=None if fact.value is None else whole.text,
        group="" if is_shared else fact.group,
    )
