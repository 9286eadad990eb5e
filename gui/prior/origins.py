"""Origins of the draft: the section, the paragraph and the value of last year's report for a place."""

import re
from collections.abc import Iterator

from core.model.draft import Basis, Draft
from core.model.elements import Element
from core.model.fact import Fact
from core.model.outline import Section, sections
from core.model.spans import Span

SAME = 6
"""So many characters at the edge of a paragraph show that it was split off."""


def counterparts(draft: Draft, section: Section) -> dict[int, Section]:
    """The sections that a section of the draft was made from, by the number of their basis document."""
    origin = {element_id: (number, there) for element_id, number, there in draft.origins}
    first: dict[int, str] = {}
    for element_id in section.element_ids:
        number, there = origin.get(element_id, (len(draft.basis), ""))
        if number < len(draft.basis):
            first.setdefault(number, there)
    found = {}
    for number, there in first.items():
        holding = (each for each in sections(draft.basis[number].elements) if there in each.element_ids)
        if (its := next(holding, None)) is not None:
            found[number] = its
    return found


def fact_there(draft: Draft, basis: int, element_id: str, offset: int) -> Fact | None:
    """The fact of the draft whose last year's value is at an offset in the text of a basis element."""
    heirs = {own for own, number, there in draft.origins if (number, there) == (basis, element_id)}
    for fact in draft.facts:
        found = prior_place(draft, fact.id) if fact.element_id in heirs else None
        if found is not None and found[1].start <= offset < found[1].end:
            return fact
    return None


def compared(draft: Draft, basis: Basis, section: Section) -> Iterator[tuple[Element, str]]:
    """The elements of a basis section, each with its present text in the draft; empty when it was deleted."""
    now = _heirs(draft, basis)
    ids = frozenset(section.element_ids)
    for element in basis.elements:
        if element.id in ids:
            heirs = now.get(element.id, [])
            yield element, "".join(heirs[:1] + [text for text in heirs[1:] if _is_from(element.content, text)])


def _heirs(draft: Draft, basis: Basis) -> dict[str, list[str]]:
    """For each basis element the texts made from it, with the paragraphs without origin after them, which may be split
    off."""
    origin = {element_id: there for element_id, number, there in draft.origins if draft.basis[number] is basis}
    known = {element_id for element_id, _, _ in draft.origins}
    found: dict[str, list[str]] = {}
    last = ""
    for element in draft.elements:
        last = origin.get(element.id, "") if element.id in known else last
        if last:
            found.setdefault(last, []).append(element.content)
    return found


def _is_from(old: str, text: str) -> bool:
    """Whether a paragraph begins or ends with words of the old one."""
    return bool(text) and (text[:SAME] in old or text[-SAME:] in old)


def prior_place(draft: Draft, fact_id: str) -> tuple[Element, Span] | None:
    """The basis element with last year's value of a fact, and the span in that element's text.

    Of several equal values in the paragraph the one at about the same position.
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
    """The occurrence of the value nearest to the wanted offset; -1 if there is none."""
    starts = (match.start() for match in re.finditer(re.escape(value), text))
    return min(starts, key=lambda place: abs(place - wanted), default=-1)


def _origin(draft: Draft, element_id: str) -> Element | None:
    for heir, number, there in draft.origins:
        if heir == element_id and number < len(draft.basis):
            return next((element for element in draft.basis[number].elements if element.id == there), None)
    return None
