"""The paragraphs that running text shows, made anew only where an element or its facts are others."""

from collections.abc import Iterable

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
        elements = index.draft.elements if ids is None else [index.elements[each] for each in ids]
        facts, before = index.facts, self._made
        if len(before) != len(elements) or any(e.id != old[0].id for e, old in zip(elements, before, strict=True)):
            known = {old[0].id: old for old in before}
            before = [known.get(element.id) or _made(element, NONE) for element in elements]
        self._made = [
            old if old[0] is e and old[1] is facts.get(e.id, NONE) else _made(e, facts.get(e.id, NONE))
            for e, old in zip(elements, before, strict=True)
        ]
        return tuple([made[2] for made in self._made])


def _made(element: Element, facts: tuple[Fact, ...]) -> Made:
    spans = tuple(ShownFact(fact.id, fact.start, fact.end, fact.state) for fact in facts)
    e = element
    return element, facts, Paragraph(e.id, e.role, e.ordinal, e.content, e.heading_length, e.depth, spans)
