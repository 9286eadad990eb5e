"""字数 of the parts of a draft, counted anew only where the text has changed."""

from collections.abc import Mapping

from core.model.draft import Draft
from core.model.elements import Element
from core.model.outline import Section
from core.workflows.lengths import count_signs

SHORT, LONG = 0.8, 1.2
"""Below and above which share of the target a section is far off."""


class Lengths:
    """Keeps the counts of paragraphs that nobody has touched since the last time."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Element, int]] = {}

    def of(self, draft: Draft) -> dict[str, int]:
        """字数 of each paragraph, its number included, by id."""
        known = self._known
        self._known = {each.id: _counted(each, known.get(each.id)) for each in draft.elements}
        return {key: count for key, (_, count) in self._known.items()}


def _counted(element: Element, known: tuple[Element, int] | None) -> tuple[Element, int]:
    return known if known is not None and known[0] is element else (element, count_signs(element.text))


def length_under(sections: Mapping[str, Section], key: str, counts: Mapping[str, int]) -> int:
    """字数 of a section with everything under it."""
    found, depth = 0, 0
    is_inside = False
    for own, section in sections.items():
        if own == key:
            is_inside, depth = True, section.depth
        elif is_inside and (section.depth <= depth or not depth):
            break
        if is_inside:
            found += sum(counts.get(each, 0) for each in section.element_ids)
    return found


def tone_of(count: int, target: int) -> str:
    """How the count is coloured: carried while there is far too little, empty when there is far too much."""
    if not target or SHORT * target <= count <= LONG * target:
        return ""
    return "carried" if count < target else "empty"
