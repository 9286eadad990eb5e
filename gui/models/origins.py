"""Where the draft comes from: the section, the paragraph and the value of last year's report that stood at a place."""

import re
from collections.abc import Iterator

from core.model.draft import Basis, Draft
from core.model.elements import Element
from core.model.outline import Section, sections
from core.model.spans import Span


def counterpart(draft: Draft, section: Section) -> tuple[Basis, Section] | None:
    """The basis document and the section in it that a section of the draft was made from."""
    origin = {element_id: (number, there) for element_id, number, there in draft.origins}
    for element_id in section.element_ids:
        if element_id in origin and origin[element_id][0] < len(draft.basis):
            number, there = origin[element_id]
            basis = draft.basis[number]
            found = next((s for s in sections(basis.elements) if there in s.element_ids), None)
            if found is not None:
                return basis, found
    return None


def compared(draft: Draft, basis: Basis, section: Section) -> Iterator[tuple[Element, str]]:
    """The elements of a basis section, each with what stands in the draft for it now; empty when it was deleted."""
    heirs = {there: element_id for element_id, number, there in draft.origins if draft.basis[number] is basis}
    now = {element.id: element.content for element in draft.elements}
    ids = frozenset(section.element_ids)
    for element in basis.elements:
        if element.id in ids:
            yield element, now.get(heirs.get(element.id, ""), "")


def prior_place(draft: Draft, fact_id: str) -> tuple[Element, Span] | None:
    """The basis element in which last year's value of a fact stands, and the span in that element's text.

    Of several equal values in the paragraph the one that stands about as far into it.
    """
    fact = next((fact for fact in draft.facts if fact.id == fact_id), None)
    old = _origin(draft, fact.element_id) if fact is not None else None
    if fact is None or old is None or not fact.prior:
        return None
    now = next(element.content for element in draft.elements if element.id == fact.element_id)
    wanted = fact.start * len(old.content) / max(len(now), 1)
    start = _nearest(old.content, fact.prior, wanted)
    shift = len(old.prefix) + start
    return (old, Span(shift, shift + len(fact.prior))) if start >= 0 else None


def _nearest(text: str, value: str, wanted: float) -> int:
    """Where the value stands nearest to the wanted offset; -1 if nowhere."""
    starts = (match.start() for match in re.finditer(re.escape(value), text))
    return min(starts, key=lambda place: abs(place - wanted), default=-1)


def _origin(draft: Draft, element_id: str) -> Element | None:
    for heir, number, there in draft.origins:
        if heir == element_id and number < len(draft.basis):
            return next((element for element in draft.basis[number].elements if element.id == there), None)
    return None
