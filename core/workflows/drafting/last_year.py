"""往年材料: what can be taken over from it, and its sections similar to one of this year's."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.coverage.similarity import similarities
from core.editing.text.reuse_sentence import PriorSentence, sentence_at, take_sentence, take_value
from core.model.change import Change
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.outline import Section, sections
from core.model.spans import Place
from core.similarity import similarity
from core.workflows.facts import find_facts
from core.workflows.yearly.coverage import load_cover_tables

__all__ = ("Alike", "alike_sections", "sentence_at", "sentence_change", "take_value")

LEAST, MOST = 0.05, 4
"""What counts as like, and how many are told: a few lines have little in common with a long section."""

HEADINGS = 0.6
"""How like headings are that tell of the same: 下步打算 and 下一步工作打算, though each word is an everyday one."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A section of the basis document with this number, and its similarity, from 0 to 1."""

    basis: int
    section: Section
    score: float


def sentence_change(draft: Draft, basis: int, place: Place, home: tuple[str, ...]) -> Change:
    """Copy the sentence at a place of a basis document, with its facts, into the section with these elements."""
    element = next(each for each in draft.basis[basis].elements if each.id == place.element_id)
    span = sentence_at(element.content, place.span.start)
    return take_sentence(draft, PriorSentence(basis, element, span, find_facts((element,))), home)


def alike_sections(draft: Draft, ids: Iterable[str], only: int = -1) -> tuple[Alike, ...]:
    """The sections of all basis documents, or of the one with a number, most similar to the one with these elements.

    BadWords for a damaged list.
    """
    own = frozenset(ids)
    text = _text(draft.elements, own)
    heading = next((each.heading for each in draft.elements if each.id in own and each.role is Role.HEADING), "")
    found = [
        (number, section, _text(basis.elements, frozenset(section.element_ids)))
        for number, basis in enumerate(draft.basis)
        if only in (-1, number)
        for section in sections(basis.elements)
        if section.heading_id
    ]
    scores = similarities(text, [words for _, _, words in found], load_cover_tables().words)
    alike = [
        Alike(number, section, max(score, _heading_score(heading, section.heading)))
        for (number, section, _), score in zip(found, scores, strict=True)
    ]
    return tuple(sorted((one for one in alike if one.score >= LEAST), key=lambda one: -one.score)[:MOST])


def _heading_score(first: str, second: str) -> float:
    """Half of the similarity of two headings, since headings say less than the text; 0 if they share no topic."""
    ratio = similarity(first, second)
    return ratio / 2 if ratio >= HEADINGS else 0.0


def _text(elements: Iterable[Element], ids: frozenset[str]) -> str:
    return "\n".join(element.content for element in elements if element.id in ids)
