"""The paragraphs that running text shows, made anew only where an element or its facts are others."""

from collections.abc import Iterable

from core.model.elements import Element
from core.model.fact import Fact
from core.model.index import NONE, DraftIndex
from gui.panels.text_looks import Paragraph, ShownFact


class Run:
    """Remembers the paragraphs of the last time; those nobody touched are the very same objects again."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Element, tuple[Fact, ...], Paragraph]] = {}

    def of(self, index: DraftIndex, ids: Iterable[str] | None) -> tuple[Paragraph, ...]:
        """The paragraphs of the named elements, or of the whole draft, in order."""
        elements = index.draft.elements if ids is None else [index.elements[each] for each in ids]
        made = [self._of(element, index.facts.get(element.id, NONE)) for element in elements]
        self._known = {each[0].id: each for each in made}
        return tuple(paragraph for _, _, paragraph in made)

    def _of(self, element: Element, facts: tuple[Fact, ...]) -> tuple[Element, tuple[Fact, ...], Paragraph]:
        known = self._known.get(element.id)
        if known is not None and known[0] is element and known[1] is facts:
            return known
        spans = tuple(ShownFact(fact.id, fact.start, fact.end, fact.state) for fact in facts)
        e = element
        return element, facts, Paragraph(e.id, e.role, e.ordinal, e.content, e.heading_length, e.depth, spans)
