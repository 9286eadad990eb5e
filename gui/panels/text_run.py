"""The paragraphs that running text shows, made anew only where an element or its facts are others."""

from collections.abc import Iterable, Sequence

from core.model.elements import Element
from core.model.fact import Fact
from core.model.index import NONE, DraftIndex
from gui.panels.text_looks import Paragraph, ShownFact

Made = tuple[Element, tuple[Fact, ...], Paragraph]


class Run:
    """Remembers the paragraphs of the last time; those nobody touched are the very same objects again."""

    def __init__(self) -> None:
        self._made: list[Made] = []

    def of(self, index: DraftIndex, ids: Iterable[str] | None) -> tuple[Paragraph, ...]:
        """The paragraphs of the named elements, or of the whole draft, in order."""
        elements = index.draft.elements if ids is None else tuple(index.elements[each] for each in ids)
        own = (index.facts.get(element.id, NONE) for element in elements)
        self._made = list(map(_kept, self._before(elements), elements, own))
        return tuple([made[2] for made in self._made])

    def _before(self, elements: Sequence[Element]) -> Sequence[Made | None]:
        """What was made of these elements the last time: mostly the same list."""
        if [made[0].id for made in self._made] == [element.id for element in elements]:
            return self._made
        known = {made[0].id: made for made in self._made}
        return [known.get(element.id) for element in elements]


def _kept(old: Made | None, element: Element, facts: tuple[Fact, ...]) -> Made:
    return old if old is not None and old[0] is element and old[1] is facts else _made(element, facts)


def _made(element: Element, facts: tuple[Fact, ...]) -> Made:
    spans = tuple(ShownFact(fact.id, fact.start, fact.end, fact.state) for fact in facts)
    e = element
    return element, facts, Paragraph(e.id, e.role, e.ordinal, e.content, e.heading_length, e.depth, spans)
