"""字数 of the parts of a draft, counted anew only where the text has changed."""

from collections.abc import Iterable, Mapping
from itertools import compress
from operator import is_not

from core.model.draft import Draft
from core.model.elements import Element
from core.model.outline import Section
from core.workflows.drafting.lengths import count_signs

SHORT, LONG = 0.8, 1.2
"""Below and above which share of the target a section is far off."""


class Lengths:
    """Keeps the counts of paragraphs that nobody has touched since the last time."""

    def __init__(self) -> None:
        self._elements: tuple[Element, ...] = ()
        self._known: dict[str, Element] = {}
        self._counts: dict[str, int] = {}

    def go_on(self, draft: Draft, most: int) -> bool:
        """Count that many paragraphs of those that are not known yet; whether this was the rest."""
        wanted = [each for each in self._others(draft.elements) if self._known.get(each.id) is not each]
        for each in wanted[:most]:
            self._known[each.id], self._counts[each.id] = each, count_signs(each.text)
        return len(wanted) <= most

    def of(self, draft: Draft) -> Mapping[str, int]:
        """字数 of each paragraph, its number included, by id."""
        self.go_on(draft, len(draft.elements))
        self._elements = draft.elements
        if len(self._counts) > len(draft.elements):
            self._known = {each.id: each for each in draft.elements}
            self._counts = {key: self._counts[key] for key in self._known}
        return self._counts

    def _others(self, elements: tuple[Element, ...]) -> Iterable[Element]:
        """Those that do not stand where they stood when all were known."""
        if len(elements) != len(self._elements):
            return elements
        return compress(elements, map(is_not, elements, self._elements))


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
