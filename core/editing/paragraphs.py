"""Taking over what was typed in the running text: changed, split, joined and deleted paragraphs with their facts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.editing.renumber import renumbered
from core.editing.splice import moved_facts, narrowed, spliced
from core.editing.values import spread_value
from core.model.change import Change, apply, difference
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.fact import Fact
from core.model.spans import Place, Span

INHERITED = frozenset({Role.PREAMBLE, Role.BODY, Role.CLOSING, Role.ATTACHMENT, Role.NOTE})


@dataclass(frozen=True, slots=True)
class TypedFact:
    """Where a fact stands in the typed paragraph."""

    fact_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TypedParagraph:
    """One paragraph as the text view shows it, ordinal left out; ``element_id`` is empty for a new one."""

    element_id: str
    content: str
    facts: tuple[TypedFact, ...] = ()


def take_over(
    draft: Draft, old_ids: Sequence[str], typed: Sequence[TypedParagraph], wiped: Sequence[Fact] = ()
) -> Change:
    """The change that makes the unbroken run of elements ``old_ids`` equal to the typed paragraphs.

    A fact whose characters changed becomes 已更新 at every place of its field; one whose characters are gone is
    removed with them. ``wiped`` are facts removed earlier that may come back with a new value. A new paragraph takes
    the role of plain text from the one before it. An empty run stands at the end of the draft.
    """
    elements = {element.id: element for element in draft.elements}
    facts = {fact.id: fact for fact in (*wiped, *draft.facts)}
    serial, made, kept_facts, role = draft.serial, [], [], Role.BODY
    for paragraph in typed:
        known = elements.get(paragraph.element_id)
        if known is None:
            serial += 1
            known = Element(f"e{serial}", role, "")
        made.append(_rewritten(known, paragraph.content))
        kept_facts += [_placed(facts[item.fact_id], known.id, item, paragraph.content) for item in paragraph.facts]
        role = known.role if known.role in INHERITED else Role.BODY
    after = _with_run(draft, old_ids, tuple(made), tuple(kept_facts))
    after = _spread(after, [fact for fact in kept_facts if fact.text != facts[fact.id].text])
    return difference(draft, after, _place(old_ids, made), "输入")


def retyped(draft: Draft, element: Element, content: str) -> TypedParagraph:
    """An element with new content, its facts where the shortest change between the two leaves them."""
    span, text = narrowed(element.content, content)
    own = (fact for fact in draft.facts if fact.element_id == element.id)
    moved = moved_facts(own, span, text)
    return TypedParagraph(element.id, content, tuple(TypedFact(f.id, f.start, f.end) for f in moved))


def _rewritten(element: Element, content: str) -> Element:
    if element.content == content:
        return element
    span, text = narrowed(element.content, content)
    return spliced(element, span, text)


def _placed(fact: Fact, element_id: str, item: TypedFact, content: str) -> Fact:
    return replace(fact, element_id=element_id, start=item.start, end=item.end, text=content[item.start : item.end])


def _with_run(draft: Draft, old_ids: Sequence[str], made: tuple[Element, ...], facts: tuple[Fact, ...]) -> Draft:
    old = frozenset(old_ids)
    index = next((i for i, element in enumerate(draft.elements) if element.id in old), len(draft.elements))
    rest = tuple(element for element in draft.elements if element.id not in old)
    elements = rest[:index] + made + rest[index:]
    if {element.id for element in made} != old:
        elements = renumbered(elements, draft.numbering)
    position = {element.id: i for i, element in enumerate(elements)}
    untouched = tuple(fact for fact in draft.facts if fact.element_id not in old)
    ordered = sorted(untouched + facts, key=lambda fact: (position[fact.element_id], fact.start))
    return replace(draft, elements=elements, facts=tuple(ordered))


def _spread(after: Draft, changed: Sequence[Fact]) -> Draft:
    """Write a value typed at one place at the other places of its field, too."""
    for fact in changed:
        after = apply(after, spread_value(after, fact.id, fact.text))
    return after


def _place(old_ids: Sequence[str], made: Sequence[Element]) -> Place:
    return Place(made[0].id if made else old_ids[0], Span(0, 0))
