"""往年材料: what a draft has from it, what can be taken over, and its sections similar to one of this year's."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.coverage.similarity import similarities
from core.editing.compare import kept_spans
from core.editing.text.reuse_sentence import PriorSentence, sentence_at, take_sentence, take_value
from core.model.change import Change
from core.model.draft import Basis, Draft
from core.model.elements import Element, Role
from core.model.fact import Fact
from core.model.outline import Section, sections
from core.model.spans import Place, Span
from core.similarity import similarity
from core.workflows.facts import find_facts
from core.workflows.yearly.coverage import load_cover_tables

__all__ = (
    "Alike",
    "SectionComparison",
    "alike_sections",
    "counterparts",
    "fact_there",
    "prior_place",
    "sentence_at",
    "sentence_change",
    "take_value",
)

SHARED_SIGNS = 6
"""So many characters at the edge of a paragraph show that it was split off."""

JOINED = 0.5
"""So much of a paragraph stands in the text it was joined with: years and figures may have changed."""

LEAST, MOST = 0.05, 4
"""Least similarity, and most sections offered: a few lines have little in common with a long section."""

HEADINGS = 0.6
"""Similarity from which two headings have one topic: 下步打算 and 下一步工作打算, although every word in them is common."""


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


# Origins of the draft: the section, the paragraph and the value of last year's report for a place.


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


class SectionComparison:
    """The elements of a basis section, each with its present text in the draft; empty when it was deleted.

    The text of an element that was joined with the one before it, as the lines of a title are, is the joined text.
    """

    def __init__(self, draft: Draft, basis: Basis, section: Section) -> None:
        ids = frozenset(section.element_ids)
        self.pairs = [(element, "") for element in basis.elements if element.id in ids]
        self._numbers = {element.id: number for number, (element, _) in enumerate(self.pairs)}
        self._homes, self._heirs = _heirs(draft, basis)
        self._running = [""] * len(self.pairs)
        elements = {element.id: element for element in draft.elements}
        for number in range(len(self.pairs)):
            self._compare(number, elements)

    def follow(self, elements: Mapping[str, Element], touched: Iterable[str]) -> list[int]:
        """Compare again after these paragraphs of the draft were edited, none moved; the numbers of pairs that differ."""
        before: dict[int, tuple[Element, str]] = {}
        for number in sorted({self._numbers.get(self._homes.get(each, ""), -1) for each in touched} - {-1}):
            while number < len(self.pairs):
                before.setdefault(number, self.pairs[number])
                self._compare(number, elements)
                number += 1
                if number < len(self.pairs) and self._heirs.get(self.pairs[number][0].id):
                    break
        return [number for number, pair in before.items() if pair != self.pairs[number]]

    def _compare(self, number: int, elements: Mapping[str, Element]) -> None:
        element = self.pairs[number][0]
        heirs = self._heirs.get(element.id, ())
        text = self._running[number - 1] if number else ""
        if heirs:
            first, *others = (elements[each].content for each in heirs)
            text = "".join((first, *(each for each in others if _is_from(element.content, each)))) if others else first
        self._running[number] = text
        self.pairs[number] = element, text if heirs or _stands_in(text, element.content) else ""


def _heirs(draft: Draft, basis: Basis) -> tuple[dict[str, str], dict[str, list[str]]]:
    """For each element of the draft the basis element that it was made from, and the other way round. One without origin,
    which may be split off, belongs to the one before it."""
    origin = {element_id: there for element_id, number, there in draft.origins if draft.basis[number] is basis}
    known = {element_id for element_id, _, _ in draft.origins}
    homes: dict[str, str] = {}
    found: dict[str, list[str]] = {}
    last = ""
    for element in draft.elements:
        last = origin.get(element.id, "") if element.id in known else last
        if last:
            homes[element.id] = last
            found.setdefault(last, []).append(element.id)
    return homes, found


def _is_from(old: str, text: str) -> bool:
    """Whether a paragraph begins or ends with words of the old one."""
    return bool(text) and (text[:SHARED_SIGNS] in old or text[-SHARED_SIGNS:] in old)


def _stands_in(text: str, old: str) -> bool:
    """Whether most of an old paragraph stands in a text."""
    return sum(span.end - span.start for span in kept_spans(old, text)) >= JOINED * len(old)


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
