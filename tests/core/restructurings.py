"""Edits of the outline's structure for laws, chosen by numbers among what a draft has."""

from core.editing.outline.bulk import delete_sections, move_sections, place_sections, shift_sections
from core.editing.outline.pasting import Pasted, paste_paragraphs, paste_sections
from core.editing.outline.sections import number_level
from core.editing.outline.split_join import join_next, run_in, set_apart, split_section
from core.model.change import Change
from core.model.draft import Draft
from core.model.elements import Role
from core.workflows.drafting.restructuring import points_to_sections, sections_to_points

NAMES = (
    "split", "join_next", "apart", "run_in", "to_sections", "to_points", "together",
    "place_all", "move_all", "shift_all", "delete_all", "number", "paste", "paste_plain",
)  # fmt: skip


def restructured(draft: Draft, name: str, first: int, second: int) -> Change | None:
    """The change of one edit; None where the draft has nothing for it."""
    if name in ("split", "to_sections"):
        return _at_text(draft, name, first, second)
    ids = [element.id for element in draft.elements if element.role is Role.HEADING]
    if not ids:
        return None
    one, other = ids[first % len(ids)], (*ids, "")[second % (len(ids) + 1)]
    several = {heading for number, heading in enumerate(ids, 2) if number % (first % 4 + 1) == 0}
    pasted = Pasted(draft.elements[1:4], tuple(f for f in draft.facts if f.element_id in ("e2", "e3", "e4")))
    pasted = pasted if [e.id for e in pasted.elements] == ["e2", "e3", "e4"] else Pasted(())
    steps = 1 if second % 2 else -1
    return {
        "join_next": lambda: join_next(draft, one),
        "apart": lambda: set_apart(draft, one),
        "run_in": lambda: run_in(draft, one),
        "to_points": lambda: sections_to_points(draft, one),
        "together": lambda: sections_to_points(draft, one, together=True),
        "place_all": lambda: place_sections(draft, several, other, second % 5),
        "move_all": lambda: move_sections(draft, several, steps),
        "shift_all": lambda: shift_sections(draft, several, steps),
        "delete_all": lambda: delete_sections(draft, several),
        "number": lambda: number_level(draft, one, steps > 0),
        "paste": lambda: paste_sections(draft, pasted, other),
        "paste_plain": lambda: paste_paragraphs(draft, pasted, other),
    }[name]()


def _at_text(draft: Draft, name: str, first: int, second: int) -> Change | None:
    if not draft.elements:
        return None
    element = draft.elements[first % len(draft.elements)]
    if name == "split":
        return split_section(draft, element.id, second % (len(element.content) + 1))
    return points_to_sections(draft, element.id)
