"""Splitting a paragraph in two and joining two, without losing a character; facts follow their characters."""

from collections.abc import Sequence
from dataclasses import replace

from core.model.blocks import cut_emphasis, cut_objects
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.fact import Fact
from core.model.outline import subtree
from core.model.spans import Span
from core.model.structure.notes import is_note_text, text_objects

STOPS = "。：:；;，,！!？?、.…"
USUAL_MARK = "。"
_FIXED = frozenset({Role.TABLE, Role.CELL, Role.FIGURE})
INHERITED = frozenset({Role.PREAMBLE, Role.BODY, Role.CELL})


def split_paragraph(draft: Draft, element_id: str, offset: int, lead: int = 0) -> Draft:
    """Split the paragraph: the text from ``offset`` on becomes a plain paragraph after it, or one of the same note.

    A fact is never split; a split inside one moves before it. ``lead`` characters at the split are dropped: the marker of
    a point. Nothing happens if one side would be empty.
    """
    index = place_of(draft, element_id)
    element = draft.elements[index]
    offset = before_fact(draft, element_id, offset)
    if not 0 < offset < len(element.content) - lead:
        return draft
    role, cell = (element.role, element.cell) if element.role in INHERITED else (Role.BODY, None)
    rest = element.piece(offset + lead, len(element.content))
    objects = rest.objects
    if is_note_text(element):
        role, objects = element.role, (*text_objects(element.objects), *objects)
    new = Element(f"e{draft.serial + 1}", role, rest.content, emphasis=rest.emphasis, objects=objects, cell=cell)
    facts = tuple(_behind(fact, element_id, new.id, Span(offset, offset + lead)) for fact in draft.facts)
    elements = (*draft.elements[:index], shortened(element, offset), new, *draft.elements[index + 1 :])
    return replace(draft, elements=elements, facts=facts, serial=draft.serial + 1)


def before_fact(draft: Draft, element_id: str, offset: int) -> int:
    """The offset, moved to the start of a fact that it would split."""
    own = (fact for fact in draft.facts if fact.element_id == element_id)
    return next((fact.start for fact in own if fact.start < offset < fact.end), offset)


def place_of(draft: Draft, element_id: str) -> int:
    """Index of an existing element."""
    return next(index for index, element in enumerate(draft.elements) if element.id == element_id)


def shortened(element: Element, length: int) -> Element:
    """The first ``length`` characters of a paragraph, keeping as much of its heading."""
    head = min(element.heading_length, length)
    return replace(element.piece(0, length), heading_length=head, run_in=element.run_in and head < length)


def _behind(fact: Fact, element_id: str, new_id: str, gap: Span) -> Fact:
    if fact.element_id != element_id or fact.start < gap.start:
        return fact
    return replace(fact, element_id=new_id, start=fact.start - gap.end, end=fact.end - gap.end)


def join_paragraphs(draft: Draft, first_id: str, second_id: str, between: str = "") -> Draft:
    """Append the second paragraph to the first, with ``between`` before it, and remove it.

    Of a note the second is no longer: its words stand where the first stands.
    """
    elements = {element.id: element for element in draft.elements}
    first, second = elements[first_id], elements[second_id]
    shift = len(first.content) + len(between)
    of_note = text_objects(second.objects)
    joining = [each for each in second.objects if each not in of_note]
    content = first.content + between + second.content
    run_in = first.heading_length > 0 and len(content) > first.heading_length
    joined = replace(
        first,
        content=content,
        run_in=run_in,
        emphasis=(*first.emphasis, *cut_emphasis(second.emphasis, 0, len(second.content), shift)),
        objects=(*first.objects, *cut_objects(joining, 0, len(second.content) + 1, shift)),
    )
    rest = (joined if element.id == first_id else element for element in draft.elements if element.id != second_id)
    facts = (_moved(fact, first_id, shift) if fact.element_id == second_id else fact for fact in draft.facts)
    return replace(draft, elements=tuple(rest), facts=tuple(facts))


def _moved(fact: Fact, element_id: str, shift: int) -> Fact:
    return replace(fact, element_id=element_id, start=fact.start + shift, end=fact.end + shift)


def as_plain_text(element: Element, role: Role = Role.BODY) -> Element:
    """The paragraph as plain text: no ordinal, no heading, content unchanged; what belongs to a table or figure stays so."""
    role = element.role if element.role in _FIXED else role
    return replace(element, role=role, prefix="", level=0, depth=0, heading_length=0, run_in=False)


def with_element(draft: Draft, element: Element) -> Draft:
    """The draft with the element of that id replaced."""
    return replace(draft, elements=tuple(element if e.id == element.id else e for e in draft.elements))


def missing_mark(text: str) -> str:
    """The mark that a heading needs before text may follow on its line; empty if it has one."""
    return "" if not text or text.rstrip()[-1:] in tuple(STOPS) else USUAL_MARK


def own_elements(draft: Draft, heading_id: str) -> Sequence[Element]:
    """The elements of a section itself, heading first, without its subsections and without back matter."""
    start, end = subtree(draft.elements, heading_id)
    inner = draft.elements[start + 1 : end]
    length = next((i for i, element in enumerate(inner) if element.role is Role.HEADING), len(inner))
    return draft.elements[start : start + 1 + length]
