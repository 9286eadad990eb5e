"""Edits of several sections at once that keep their order."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from itertools import chain

from core.editing.outline.renumber import renumbered
from core.editing.outline.sections import delete_section, demote, lowered, move_section, previous_heading, promote
from core.model.change import Change, apply, difference
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.outline import back_start, subtree
from core.model.spans import Place

Edit = Callable[[Draft, str], Change]


def roots_of(elements: Sequence[Element], ids: Collection[str]) -> tuple[str, ...]:
    """The headings that are under no other of them, in document order."""
    roots: list[str] = []
    end = 0
    for index, element in enumerate(elements):
        if index >= end and element.id in ids and element.role is Role.HEADING:
            roots.append(element.id)
            end = subtree(elements, element.id)[1]
    return tuple(roots)


def place_sections(draft: Draft, ids: Collection[str], before_id: str, depth: int = 0) -> Change:
    """Move sections with everything under them, in order, before a heading ("": after the last part).

    With ``depth`` each is moved to that depth. Nothing changes if one would leave the four levels.
    """
    roots = roots_of(draft.elements, ids)
    parts = [draft.elements[slice(*subtree(draft.elements, root))] for root in roots]
    placed = [lowered(draft, part, depth - part[0].depth if depth else 0) for part in parts]
    elements = _with_parts(draft.elements, placed, before_id) if all(placed) else draft.elements
    after = draft
    if elements != draft.elements:
        after = replace(draft, elements=renumbered(elements, draft.numbering, draft))
    return difference(draft, after, Place(roots[0] if roots else ""), "移动章节")


def _with_parts(elements: Sequence[Element], parts: Sequence[Sequence[Element]], before_id: str) -> tuple[Element, ...]:
    """The elements with the parts taken from where they are and put before a heading."""
    taken = tuple(chain.from_iterable(parts))
    gone = {element.id for element in taken}
    rest = tuple(element for element in elements if element.id not in gone)
    index = _landing(elements, rest, before_id)
    return rest[:index] + taken + rest[index:]


def _landing(elements: Sequence[Element], rest: Sequence[Element], before_id: str) -> int:
    """Index of the target heading among the remaining elements; if it moves too, the next heading that stays."""
    places = {element.id: index for index, element in enumerate(rest)}
    ids = [element.id for element in elements]
    if before_id in ids:
        for element in elements[ids.index(before_id) :]:
            if element.role is Role.ATTACHMENT_MARK:
                break
            if element.role is Role.HEADING and element.id in places:
                return places[element.id]
    return back_start(rest)


def move_sections(draft: Draft, ids: Collection[str], steps: int) -> Change:
    """Move each section one place up (-1) or down (1) among its siblings; none overtakes another."""
    roots = roots_of(draft.elements, ids) or _marks(draft.elements, ids)
    after, stuck = draft, set[str]()
    for root in roots if steps < 0 else reversed(roots):
        change = move_section(after, root, steps)
        if change.is_empty or _neighbour(after, root, steps) in stuck:
            stuck.add(root)
        else:
            after = apply(after, change)
    return difference(draft, after, Place(roots[0] if roots else ""), "移动章节")


def _neighbour(draft: Draft, root: str, steps: int) -> str:
    """The section of the same depth directly before or after this one; empty if there is none."""
    start, end = subtree(draft.elements, root)
    place = previous_heading(draft.elements, start) if steps < 0 else end
    return draft.elements[place].id if place is not None and place < len(draft.elements) else ""


def shift_sections(draft: Draft, ids: Collection[str], steps: int) -> Change:
    """Move each section one level up (-1) or down (1), as far as possible."""
    return _each(draft, ids, promote if steps < 0 else demote, "升级" if steps < 0 else "降级")


def delete_sections(draft: Draft, ids: Collection[str]) -> Change:
    """Delete sections and everything under them."""
    after = apply(draft, _each(draft, ids, delete_section, "删除章节"))
    marks = _marks(draft.elements, ids)
    for mark in marks:
        after = apply(after, delete_section(after, mark))
    place = next(iter((*roots_of(draft.elements, ids), *marks)), "")
    return difference(draft, after, Place(place), "删除附件" if marks else "删除章节")


def _marks(elements: Sequence[Element], ids: Collection[str]) -> tuple[str, ...]:
    return tuple(one.id for one in elements if one.role is Role.ATTACHMENT_MARK and one.id in ids)


def _each(draft: Draft, ids: Collection[str], edit: Edit, reason: str) -> Change:
    roots, after = roots_of(draft.elements, ids), draft
    for root in roots:
        after = apply(after, edit(after, root))
    return difference(draft, after, Place(roots[0] if roots else ""), reason)
