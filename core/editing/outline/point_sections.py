"""Converting points (一是…) to sections and back; words and facts stay, markers are computed.

The way points were written is stored in the reason of the history step, so that converting back restores it.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from core.editing.outline.renumber import renumbered, without_renumber_note
from core.editing.outline.sections import DEEPEST, usual_form
from core.editing.outline.split_join import as_heading, first_sentence, run_in
from core.editing.text.cut import (
    as_plain_text,
    join_paragraphs,
    missing_mark,
    own_elements,
    place_of,
    split_paragraph,
    with_element,
)
from core.editing.text.replace_text import HEADING_MARKS, moved_facts
from core.model.change import Change, apply, difference
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.history import Step
from core.model.outline import back_start, sections, subtree
from core.model.spans import Place, Span
from core.numbering import find_ordinal, write_ordinal

TO_SECTIONS = "变成小标题"


class PointLayout(StrEnum):
    """The position of points: each in a paragraph, all in one after other words, or all in one of their own."""

    EACH = ""
    BEHIND = "段内"
    ALONE = "整段"


class PointManner(NamedTuple):
    """How points are written: the first marker, and the position of the points."""

    shape: str = "一是"
    layout: PointLayout = PointLayout.EACH

    @property
    def reason(self) -> str:
        """The reason in the history when points of this manner become sections: 段内一要…二要…变成小标题."""
        markers = dict.fromkeys(write_ordinal(number, self.shape) for number in (1, 2))  # a dash has no number
        return self.layout + "".join(f"{marker}…" for marker in markers) + TO_SECTIONS


def manner_before(steps: Iterable[Step], own: Collection[str], below: Collection[str]) -> PointManner | None:
    """How the points were written that are now the sections ``below`` a heading, by the last history step that recorded
    it.

    Points after other words left their paragraph, one of the heading's ``own``; others became the sections themselves.
    """
    for step in sorted(steps, key=lambda step: -step.number):
        manner = _manner_in(step.reason)
        if manner is not None and step.element_id in (own if manner.layout is PointLayout.BEHIND else below):
            return manner
    return None


def _manner_in(reason: str) -> PointManner | None:
    reason = without_renumber_note(reason)
    if not reason.endswith(TO_SECTIONS):
        return None
    layout = next((one for one in PointLayout if one and reason.startswith(one)), PointLayout.EACH)
    ordinal = find_ordinal(reason.removeprefix(layout))
    return PointManner(ordinal.shape, layout) if ordinal is not None else None


TO_POINTS = "小标题变成一是、二是"
HOLDERS = frozenset({Role.PREAMBLE, Role.BODY, Role.POINT})


@dataclass(frozen=True, slots=True)
class PointMark:
    """A point in a paragraph's content: span of its ``marker`` (empty if it is the paragraph's ordinal) and the end of its
    opening sentence.
    """

    marker: Span
    head_end: int


MarksOf = Callable[[Element], Sequence[PointMark]]
LeadOf = Callable[[Element], int]
"""How long the lead of a point is that has never been a heading, 0 for none."""


def points_to_sections(draft: Draft, element_id: str, marks_of: MarksOf) -> Change:
    """The points of a paragraph, or the row of paragraphs that are points, become sections under the enclosing one.

    The opening sentence of a point becomes its heading, run in; text before the first point stays. Nothing changes
    where there are no points, or the sections would be deeper than the fourth level.
    """
    depth = next((section.depth for section in sections(draft.elements) if element_id in section.element_ids), 0) + 1
    row = _row(draft, place_of(draft, element_id))
    after, reason = draft, _manner(row, marks_of).reason
    if depth <= DEEPEST:
        form = depth, usual_form(draft, depth)
        for element in row:
            after = _divided(after, element, marks_of(element), form)
    if after is not draft:
        after = replace(after, elements=renumbered(after.elements, draft.numbering, draft))
    return difference(draft, after, Place(element_id), reason)


def _manner(row: Sequence[Element], marks_of: MarksOf) -> PointManner:
    """How the points in these paragraphs are written."""
    if not row:
        return PointManner()
    marks = marks_of(row[0])
    start = marks[0].marker.start if marks else 0
    ordinal = find_ordinal(row[0].content[start:] if start else row[0].text)
    if ordinal is None:
        return PointManner()
    if start:
        return PointManner(ordinal.shape, PointLayout.BEHIND)
    return PointManner(ordinal.shape, PointLayout.ALONE if len(row) == 1 and len(marks) > 1 else PointLayout.EACH)


def _row(draft: Draft, index: int) -> Sequence[Element]:
    """The paragraph, or all points of its row: from the one numbered 1 to before the next such."""
    elements = draft.elements[: back_start(draft.elements)]
    if index >= len(elements) or elements[index].role is not Role.POINT:
        return elements[index : index + 1]
    row: list[Element] = []
    for place, element in enumerate(elements):
        if element.role not in HOLDERS or _number(element) == 1:
            if place > index:
                break
            row = []
        row.append(element)
    return [element for element in row if element.role is Role.POINT]


def _number(element: Element) -> int:
    ordinal = find_ordinal(element.prefix) if element.role is Role.POINT else None
    return ordinal.number if ordinal else 0


def _divided(draft: Draft, element: Element, marks: Sequence[PointMark], form: tuple[int, tuple[int, str]]) -> Draft:
    """The draft with every point of the paragraph as a section of its own, the last first."""
    if not marks and element.role is Role.POINT:
        marks = (PointMark(Span(0, 0), first_sentence(element.content)),)
    for mark in reversed(marks):
        head = mark.head_end - mark.marker.end
        if element.content[: mark.marker.start].strip():
            cut_off = split_paragraph(draft, element.id, mark.marker.start, len(mark.marker))
            if cut_off is draft:
                continue
            new = cut_off.elements[place_of(cut_off, element.id) + 1]
            draft = with_element(cut_off, as_heading(new, form[0], form[1], head))
        elif element.role is not Role.HEADING:
            draft = _begun(draft, element.id, mark, form)
    return draft


def _begun(draft: Draft, element_id: str, mark: PointMark, form: tuple[int, tuple[int, str]]) -> Draft:
    """A paragraph that starts with its first point becomes the section itself."""
    element = draft.elements[place_of(draft, element_id)]
    gone = Span(0, mark.marker.end)
    own = moved_facts((fact for fact in draft.facts if fact.element_id == element_id), gone, "")
    rest = tuple(fact for fact in draft.facts if fact.element_id != element_id)
    bare = element.piece(gone.end, len(element.content))
    made = as_heading(bare, form[0], form[1], min(mark.head_end - gone.end, len(bare.content)))
    return with_element(replace(draft, facts=(*rest, *own)), made)


def sections_to_points(draft: Draft, heading_id: str, lead_of: LeadOf, manner: PointManner) -> Change:
    """The sections directly under a heading become points (一是…), each in a paragraph or all in one.

    ``BEHIND`` other words: they follow the text of the section before them. A heading in a line of its own joins the
    text below it, unless it is a sentence with its mark. Nothing changes where there are none, or where one of them has
    subsections.
    """
    start, end = subtree(draft.elements, heading_id)
    headings = [element for element in draft.elements[start + 1 : end] if element.role is Role.HEADING]
    if not headings or len({element.depth for element in headings}) > 1:
        return difference(draft, draft, Place(heading_id), TO_POINTS)
    lead = own_elements(draft, heading_id)[-1]
    after = draft
    for number, element in enumerate(headings, 1):
        if element.content[-1:] not in HEADING_MARKS:
            after = apply(after, run_in(after, element.id))
        point = _point(after.elements[place_of(after, element.id)], lead_of)
        after = with_element(after, replace(point, prefix=write_ordinal(number, manner.shape)))
    if manner.layout:
        length = end - start - (len(draft.elements) - len(after.elements))
        inner = after.elements[place_of(after, lead.id) + 1 : place_of(after, heading_id) + length]
        after = _gathered(after, lead, inner, manner.layout)
    after = replace(after, elements=renumbered(after.elements, draft.numbering, draft))
    return difference(draft, after, Place(heading_id), TO_POINTS)


def _point(element: Element, lead_of: LeadOf) -> Element:
    point = as_plain_text(element, Role.POINT)
    lead = lead_of(point)
    return replace(point, heading_length=lead, run_in=lead > 0)


def _gathered(draft: Draft, lead: Element, inner: Sequence[Element], layout: PointLayout) -> Draft:
    """All paragraphs in one: the first of them, or the lead before them unless that is a heading in its own line."""
    is_line = lead.role is Role.HEADING and not lead.run_in and lead.content[-1:] not in HEADING_MARKS
    if is_line or layout is PointLayout.ALONE:
        target, first = inner[0].id, 1
        draft = _opened(draft, inner[0])
    else:
        target, first = lead.id, 0
    for element in inner[first:]:
        known = draft.elements[place_of(draft, target)].content
        draft = join_paragraphs(draft, target, element.id, missing_mark(known) + element.ordinal)
    return draft


def _opened(draft: Draft, element: Element) -> Draft:
    """The first point with its marker as plain text."""
    text = as_plain_text(element).with_content(element.ordinal + element.content)
    shift = len(element.ordinal)
    own = (
        replace(fact, start=fact.start + shift, end=fact.end + shift) if fact.element_id == element.id else fact
        for fact in draft.facts
    )
    return with_element(replace(draft, facts=tuple(own)), text)
