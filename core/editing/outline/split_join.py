"""Splitting and joining sections, and headings on their own line or run in."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.editing.outline.renumber import renumbered
from core.editing.outline.sections import lowered, usual_form
from core.editing.text.cut import (
    as_plain_text,
    before_fact,
    join_paragraphs,
    missing_mark,
    own_elements,
    place_of,
    shortened,
    split_paragraph,
    with_element,
)
from core.editing.text.replace_text import HEADING_MARKS
from core.model.change import Change, apply, difference
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.outline import back_start, sections, subtree
from core.model.spans import Place
from core.model.structure.attachments import attached_start

TEXT_ROLES = frozenset({Role.PREAMBLE, Role.BODY, Role.POINT, Role.VOCATIVE})
LONGEST_HEADING = 30
"""Characters of a first sentence that can be a heading; a longer one is text."""
NEW = "新的章节"
SPLIT, JOIN, APART, RUN_IN = "另起章节", "与下一章节合并", "标题单独成行", "标题并入正文"


def split_section(draft: Draft, element_id: str, offset: int) -> Change:
    """Split a section at the place: the rest of the section becomes a section of the same depth.

    Its first sentence becomes the heading if it is short enough, else a placeholder heading is added. Nothing changes
    in a heading or outside the text of the report.
    """
    index = place_of(draft, element_id)
    element = draft.elements[index]
    if not _can_begin(draft, index, offset):
        return difference(draft, draft, Place(element_id), SPLIT)
    at = before_fact(draft, element_id, offset)
    after = split_paragraph(draft, element_id, at) if element.content[:at].strip() else draft
    start = index if after is draft else index + 1
    depth = next((max(s.depth, 1) for s in sections(draft.elements) if element_id in s.element_ids), 1)
    after = _headed(after, after.elements[start], depth)
    return _done(draft, after, after.elements[start].id, SPLIT)


def _can_begin(draft: Draft, index: int, offset: int) -> bool:
    element = draft.elements[index]
    if back_start(draft.elements) <= index < attached_start(draft.elements):
        return False
    if element.role is Role.HEADING:
        return element.run_in and element.heading_length <= offset < len(element.content)
    return element.role in TEXT_ROLES and bool(element.content[offset:].strip())


def _headed(draft: Draft, element: Element, depth: int) -> Draft:
    """The draft with a section that begins at a paragraph of text."""
    level, prefix = usual_form(draft, depth)
    length = first_sentence(element.content)
    if 0 < length <= LONGEST_HEADING and element.content[length - 1] in HEADING_MARKS:
        made = as_heading(element, depth, (level, prefix), length)
        return with_element(draft, made)
    index = place_of(draft, element.id)
    new = Element(f"e{draft.serial + 1}", Role.HEADING, NEW, prefix, level, depth, len(NEW))
    text = draft.elements[index] if element.role is not Role.PREAMBLE else replace(element, role=Role.BODY)
    return replace(draft, elements=(*draft.elements[:index], new, text, *draft.elements[index + 1 :]))


def first_sentence(text: str) -> int:
    """The length of the first sentence with its mark; of the whole text when no sentence ends in it."""
    ends = [place for place in (text.find(mark) for mark in "。：:！？；") if place >= 0]
    return min(ends) + 1 if ends else len(text)


def as_heading(element: Element, depth: int, form: tuple[int, str], length: int) -> Element:
    """The paragraph as a heading; its first ``length`` characters are the heading, the rest is run in."""
    level, prefix = form
    changed = replace(element, role=Role.HEADING, prefix=prefix, level=level, depth=depth)
    return replace(changed, heading_length=length, run_in=length < len(element.content))


def join_next(draft: Draft, heading_id: str) -> Change:
    """Merge this section and the next in the outline: the next one's heading becomes text, the text under it stays
    text.

    Nothing changes when the next is of a higher level or there is none.
    """
    start, index = place_of(draft, heading_id), _next_heading(draft, heading_id)
    depth = draft.elements[start].depth
    if index is None or draft.elements[index].depth < depth:
        return difference(draft, draft, Place(heading_id), JOIN)
    _, end = subtree(draft.elements, draft.elements[index].id)
    below = lowered(draft, draft.elements[index + 1 : end], depth - draft.elements[index].depth)
    below = below or draft.elements[index + 1 : end]
    elements = (*draft.elements[:index], as_plain_text(draft.elements[index]), *below, *draft.elements[end:])
    return _done(draft, replace(draft, elements=elements), heading_id, JOIN)


def _next_heading(draft: Draft, heading_id: str) -> int | None:
    start = place_of(draft, heading_id)
    for index in range(start + 1, len(draft.elements)):
        if draft.elements[index].role in (Role.HEADING, Role.ATTACHMENT_MARK):
            return index if draft.elements[index].role is Role.HEADING else None
    return None


def set_apart(draft: Draft, heading_id: str) -> Change:
    """Put a run-in heading on a line of its own, without its closing mark; its text follows in the next paragraph."""
    element = draft.elements[place_of(draft, heading_id)]
    if not element.run_in:
        return difference(draft, draft, Place(heading_id), APART)
    after = split_paragraph(draft, heading_id, element.heading_length)
    if after is draft:
        return difference(draft, draft, Place(heading_id), APART)
    head = after.elements[place_of(after, heading_id)]
    words = head.content.rstrip()
    length = len(words) - (words[-1:] in HEADING_MARKS)
    return _done(draft, with_element(after, shortened(head, length)), heading_id, APART)


def run_in(draft: Draft, heading_id: str) -> Change:
    """Run a heading on its own line into the paragraph below, adding a full stop unless it ends with a mark.

    Nothing changes when no plain text follows it.
    """
    own = own_elements(draft, heading_id)
    if own[0].run_in or len(own) < 2 or own[1].role not in TEXT_ROLES or own[1].prefix.strip():
        return difference(draft, draft, Place(heading_id), RUN_IN)
    mark = missing_mark(own[0].content)
    head = replace(own[0].with_content(own[0].content + mark), heading_length=len(own[0].content) + len(mark))
    return _done(draft, join_paragraphs(with_element(draft, head), heading_id, own[1].id), heading_id, RUN_IN)


def heading_lines(draft: Draft, ids: Iterable[str], apart: bool) -> Change:
    """Put several headings on their own lines or run them in; those that cannot change stay."""
    after, first = draft, ""
    for heading_id in ids:
        first = first or heading_id
        after = apply(after, set_apart(after, heading_id) if apart else run_in(after, heading_id))
    return difference(draft, after, Place(first), APART if apart else RUN_IN)


def join_following(draft: Draft, ids: Sequence[str]) -> Change:
    """Join the section with the next, or, with more ids, with as many following ones."""
    after = draft
    for _ in range(max(len(ids) - 1, 1)):
        after = apply(after, join_next(after, ids[0]))
    return difference(draft, after, Place(ids[0]), JOIN)


def _done(draft: Draft, after: Draft, place: str, reason: str) -> Change:
    after = replace(after, elements=renumbered(after.elements, draft.numbering, draft))
    return difference(draft, after, Place(place), reason)
