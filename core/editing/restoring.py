"""Restoring a former state of a draft: all of it, or one section."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from core.editing.outline.renumber import renumbered
from core.errors import BadUse
from core.model.change import Change, difference
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.fact import Fact
from core.model.outline import sections, subtree
from core.model.spans import Place
from core.model.structure.notes import is_note_text


def restore_all(draft: Draft, then: Draft, name: str) -> Change:
    """Restore the state of the version ``name``; basis documents stay."""
    after = replace(draft, identity=then.identity, numbering=then.numbering, elements=then.elements, facts=then.facts)
    return difference(draft, after, _place_of_first(draft, then.elements or draft.elements), f"恢复“{name}”")


def restore_section(draft: Draft, then: Draft, key: str, name: str) -> Change:
    """Restore one section and everything under it from the version ``name``; ordinals are recomputed.

    A deleted section returns after the one it followed. Paragraphs of it that are now elsewhere move back; paragraphs
    moved into it from other sections stay, after it, as no other section restores them. Raises BadUse for a section
    that the version does not have.
    """
    wanted = _stretch(then, key)
    if not wanted:
        raise BadUse("unknown_heading", id=key)
    ids = {element.id for element in wanted}
    leaving = ids | _outdated(_stretch(draft, key), {element.id for element in then.elements} - ids)
    index = _place_for(draft, then, key, leaving)
    kept = [element for element in draft.elements if element.id not in leaving]
    ahead = sum(element.id not in leaving for element in draft.elements[:index])
    elements = renumbered((*kept[:ahead], *wanted, *kept[ahead:]), draft.numbering, draft)
    facts = _facts(draft, then, ids, leaving)
    order = {element.id: number for number, element in enumerate(elements)}
    ordered = tuple(sorted(facts, key=lambda fact: (order[fact.element_id], fact.start)))
    after = replace(draft, elements=elements, facts=ordered)
    return difference(draft, after, _place_of_first(draft, wanted), f"恢复“{name}”的一个章节")


def _place_of_first(draft: Draft, wanted: Sequence[Element]) -> Place:
    """The first of the wanted elements that differs in the draft."""
    known = frozenset(draft.elements)
    first = next((element for element in wanted if element not in known), wanted[0] if wanted else None)
    return Place(first.id if first is not None else "")


def _stretch(draft: Draft, key: str) -> Sequence[Element]:
    """The elements of a section with everything under it; none if there is no such section."""
    section = next((one for one in sections(draft.elements) if one.key == key), None)
    if section is None:
        return ()
    if section.heading_id:
        start, end = subtree(draft.elements, section.heading_id)
        return draft.elements[start:end]
    own = frozenset(section.element_ids)
    return tuple(element for element in draft.elements if element.id in own and not is_note_text(element))


def _outdated(stretch: Sequence[Element], others: Collection[str]) -> frozenset[str]:
    """Ids written since the version; not those that came from ``others``, with everything under them."""
    gone: list[str] = []
    depth = 0
    for element in stretch:
        if element.role is Role.HEADING and not 0 < depth < element.depth:
            depth = element.depth if element.id in others else 0
        if not depth and element.id not in others:
            gone.append(element.id)
    return frozenset(gone)


def _place_for(draft: Draft, then: Draft, key: str, leaving: Collection[str]) -> int:
    """Index in the draft at which the section begins or would begin."""
    for index, element in enumerate(draft.elements):
        if element.id == key:
            return index
    ids = [element.id for element in then.elements]
    ahead = ids[: ids.index(_stretch(then, key)[0].id)]
    position = {element.id: index for index, element in enumerate(draft.elements) if element.id not in leaving}
    return next((position[one] + 1 for one in reversed(ahead) if one in position), 0)


def _facts(draft: Draft, then: Draft, ids: Collection[str], leaving: Collection[str]) -> Iterable[Fact]:
    """The facts that stay, and those that return.

    A returning fact whose id is in use gets a new one; a field with another value elsewhere becomes a field of its own.
    """
    stay = [fact for fact in draft.facts if fact.element_id not in leaving]
    taken = {fact.id for fact in stay}
    said = {fact.group: (fact.text, fact.state) for fact in stay if fact.group}
    serial = max(draft.serial, then.serial)
    for fact in (fact for fact in then.facts if fact.element_id in ids):
        if fact.id in taken:
            serial += 1
            fact = replace(fact, id=f"f{serial}")
        if said.get(fact.group, (fact.text, fact.state)) != (fact.text, fact.state):
            fact = replace(fact, group=f"{fact.group}·{draft.serial}")
        stay.append(fact)
    return stay
