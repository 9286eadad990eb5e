"""Inserting recognised text from elsewhere as sections that fit the place, or as plain paragraphs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from core.editing.outline.renumber import renumbered
from core.editing.outline.sections import DEEPEST, end_of_parts, usual_form
from core.editing.outline.split_join import as_heading, first_sentence
from core.editing.text.cut import as_plain_text, own_elements
from core.model.change import Change, difference
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.fact import Fact
from core.model.outline import subtree
from core.model.spans import Place
from core.numbering import find_ordinal

SECTIONS, PARAGRAPHS = "粘贴为章节", "粘贴为段落"


@dataclass(frozen=True, slots=True)
class Pasted:
    """Recognised paragraphs and facts; their ids are valid only among themselves."""

    elements: tuple[Element, ...]
    facts: tuple[Fact, ...] = ()

    @property
    def heads(self) -> int:
        """The number of sections they would be: their headings, or, without any, their points."""
        roles = [element.role for element in self.elements]
        return roles.count(Role.HEADING) or roles.count(Role.POINT)


def paste_sections(draft: Draft, pasted: Pasted, beside: str) -> Change:
    """Insert them after the section headed by ``beside`` ("": after the last part), their highest headings beside it,
    or under it where their numbers are of a lower level: （一） under 一、. A number above one of a higher level (八、 pasted
    in 33.) continues the row of the enclosing section of that level.

    Points become sections when there is no heading. Numbers are computed for the place; a numbered paragraph that is no
    heading keeps its number as text.
    """
    beside = _of_their_level(draft, pasted, beside)
    end = subtree(draft.elements, beside)[1] if beside else end_of_parts(draft)
    depth = next(
        (max(e.depth, 1) + (0 < e.level < _highest_level(pasted)) for e in draft.elements if e.id == beside), 1
    )
    return _put(draft, pasted, list(_fitted(draft, pasted.elements, min(depth, DEEPEST))), end, SECTIONS)


def _highest_level(pasted: Pasted) -> int:
    """The level of the highest number among the headings, 0 without one."""
    return min((e.level for e in pasted.elements if e.role is Role.HEADING and e.level), default=0)


def _of_their_level(draft: Draft, pasted: Pasted, beside: str) -> str:
    """The enclosing heading of ``beside`` whose row the first of the highest pasted headings continues; ``beside`` if
    there is none."""
    level = _highest_level(pasted)
    if not _continues_row(pasted, level):
        return beside
    place = next((index for index, element in enumerate(draft.elements) if element.id == beside), -1)
    above = [e.id for e in draft.elements[: place + 1] if e.role is Role.HEADING and e.level == level]
    return above[-1] if above and subtree(draft.elements, above[-1])[1] > place else beside


def _continues_row(pasted: Pasted, level: int) -> bool:
    """Whether the first heading of a level has a number that continues a row."""
    first = next((e.prefix for e in pasted.elements if e.role is Role.HEADING and e.level == level), "")
    ordinal = find_ordinal(first)
    return ordinal is not None and ordinal.number > 1  # a row that starts with it is a text of its own


def paste_paragraphs(draft: Draft, pasted: Pasted, beside: str) -> Change:
    """Insert them, ordinals as text, as plain paragraphs after the section's own text."""
    end = end_of_parts(draft)
    if beside:
        start, _ = subtree(draft.elements, beside)
        end = start + len(own_elements(draft, beside))
    return _put(draft, pasted, [as_text(element) for element in pasted.elements], end, PARAGRAPHS)


def as_text(element: Element) -> Element:
    """The paragraph as plain text, its number included."""
    return as_plain_text(element).with_content(element.ordinal + element.content)


def _fitted(draft: Draft, elements: Sequence[Element], depth: int) -> Iterator[Element]:
    """The elements with headings for the place; a heading that would be too deep gets the deepest level."""
    highest = min((e.depth for e in elements if e.role is Role.HEADING), default=0)
    for element in elements:
        if element.role is Role.HEADING:
            own = min(element.depth - highest + depth, DEEPEST)
            level, prefix = usual_form(draft, own)
            yield replace(element, depth=own, level=level, prefix=prefix)
        elif element.role is Role.POINT and not highest:
            length = element.heading_length or first_sentence(element.content)
            yield as_heading(element, depth, usual_form(draft, depth), length)
        elif element.role is Role.POINT:
            yield replace(element, prefix=element.ordinal)
        else:
            yield as_text(element)


def _put(draft: Draft, pasted: Pasted, made: Sequence[Element], index: int, reason: str) -> Change:
    ids = {element.id: f"e{draft.serial + number}" for number, element in enumerate(made, 1)}
    new = tuple(replace(element, id=ids[element.id], line=0) for element in made)
    shifts = {old.id: len(one.content) - len(old.content) for old, one in zip(pasted.elements, made, strict=True)}
    serial = draft.serial + len(made)
    facts = tuple(
        replace(
            fact,
            id=f"f{serial + number}",
            group=f"paste{serial}:{fact.group or fact.id}",
            element_id=ids[fact.element_id],
            start=fact.start + shifts[fact.element_id],
            end=fact.end + shifts[fact.element_id],
        )
        for number, fact in enumerate(pasted.facts, 1)
    )
    elements = renumbered((*draft.elements[:index], *new, *draft.elements[index:]), draft.numbering, draft)
    after = replace(draft, elements=elements, facts=(*draft.facts, *facts))
    return difference(draft, after, Place(new[0].id if new else ""), reason)
