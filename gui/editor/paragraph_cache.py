"""The paragraphs that running text shows, made anew only where an element or its facts are others."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import compress, count, repeat
from operator import is_not, or_

from core.model.change import IDS
from core.model.elements import Element
from core.model.fact import Fact
from core.model.index import NONE, DraftIndex
from gui.editor.formats import Paragraph

Facts = tuple[Fact, ...]
Made = tuple[Element, Facts, Paragraph]


class Run:
    """Remembers the paragraphs of the last time; those nobody touched are the very same objects again."""

    def __init__(self) -> None:
        self._elements: Sequence[Element] = ()
        self._facts: list[Facts] = []
        self._made: list[Paragraph] = []
        self._numbers: dict[str, int] = {}

    def of(
        self, index: DraftIndex, ids: Sequence[str] | None, touched: AbstractSet[str] | None = None
    ) -> tuple[Paragraph, ...]:
        """The paragraphs of the named elements, or of the whole draft, in order.

        ``touched`` are those that have changed since the last time, when it was the same elements; None where nobody knows.
        """
        elements = index.draft.elements if ids is None else tuple(index.elements[each] for each in ids)
        if touched is None or len(elements) != len(self._made):
            facts = list(map(index.facts.get, map(IDS, elements), repeat(NONE)))
            self._made, self._numbers = self._paragraphs(elements, facts), dict(zip(map(IDS, elements), count()))
            self._elements, self._facts = elements, facts
            return tuple(self._made)
        for each in self._numbers.keys() & touched:
            number = self._numbers[each]
            self._facts[number] = index.facts.get(each, NONE)
            self._made[number] = _made(elements[number], self._facts[number])
        self._elements = elements
        return tuple(self._made)

    def _paragraphs(self, elements: Sequence[Element], facts: Sequence[Facts]) -> list[Paragraph]:
        """Mostly all stand where they stood: looking at each of thousands of paragraphs would be felt at the keys."""
        made = self._made
        if len(elements) == len(made):
            others = map(or_, map(is_not, elements, self._elements), map(is_not, facts, self._facts))
            numbers = list(compress(count(), others))
            if all(elements[n].id == self._elements[n].id for n in numbers):
                fresh = made.copy()
                for n in numbers:
                    fresh[n] = _made(elements[n], facts[n])
                return fresh
        known = {each[0].id: each for each in zip(self._elements, self._facts, made, strict=True)}
        return [_kept(known.get(each.id), each, own) for each, own in zip(elements, facts, strict=True)]


def _kept(old: Made | None, element: Element, facts: Facts) -> Paragraph:
    is_same = old is not None and old[0] is element and old[1] is facts
    return old[2] if old is not None and is_same else _made(element, facts)


def _made(element: Element, facts: Facts) -> Paragraph:
    e = element
    return Paragraph(e.id, e.role, e.ordinal, e.content, e.heading_length, e.depth, facts)
