"""往年原文: what can be taken over from it, and which of its sections are like one of this year's."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.coverage.likeness import likeness
from core.editing.taking import Source, sentence_at, take_sentence, take_value
from core.model.change import Change
from core.model.draft import Draft
from core.model.elements import Element
from core.model.outline import Section, sections
from core.model.spans import Place
from core.workflows.coverage import load_cover_tables

__all__ = ("Alike", "alike_sections", "sentence_at", "sentence_change", "take_value")

LEAST, MOST = 0.12, 4
"""What counts as like, and how many are told."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A section of the basis document with this number, and how like it is, from 0 to 1."""

    basis: int
    section: Section
    score: float


def sentence_change(draft: Draft, basis: int, place: Place, home: tuple[str, ...]) -> Change:
    """Take the sentence at a place of a basis document over, with its facts, into the section with these elements."""
    from core.facts.extract import find_facts  # its word list is slow to load

    element = next(each for each in draft.basis[basis].elements if each.id == place.element_id)
    span = sentence_at(element.content, place.span.start)
    return take_sentence(draft, Source(basis, element, span, find_facts((element,))), home)


def alike_sections(draft: Draft, ids: Iterable[str]) -> tuple[Alike, ...]:
    """The sections of all basis documents that are most like the one with these elements. BadWords for a damaged list."""
    text = _text(draft.elements, frozenset(ids))
    found = [
        (number, section, _text(basis.elements, frozenset(section.element_ids)))
        for number, basis in enumerate(draft.basis)
        for section in sections(basis.elements)
        if section.heading_id
    ]
    scores = likeness(text, [words for _, _, words in found], load_cover_tables().words)
    alike = [Alike(n, section, score) for (n, section, _), score in zip(found, scores, strict=True) if score >= LEAST]
    return tuple(sorted(alike, key=lambda one: -one.score)[:MOST])


def _text(elements: Iterable[Element], ids: frozenset[str]) -> str:
    return "\n".join(element.content for element in elements if element.id in ids)
