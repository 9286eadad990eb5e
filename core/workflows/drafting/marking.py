"""Making facts of typed or selected text, their kind recognised as in a prior report; and their names after a rewrite."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from core.editing.text.marking import mark_facts, unmark
from core.model.change import Change, difference
from core.model.draft import Draft
from core.model.elements import Element
from core.model.fact import WORDS, Fact, FactKind, FactState
from core.model.outline import sections
from core.model.spans import Place, Span, common_edges
from core.workflows.facts import find_facts

__all__ = (
    "chosen_facts",
    "is_free",
    "mark_facts",
    "mark_text",
    "new_values",
    "rename_fields",
    "renewed_labels",
    "unmark",
)

COUNTED = frozenset((FactKind.MASK, FactKind.FIGURE, FactKind.DATE))
"""Kinds that are noticed when they are typed; a phrase such as 去年 is none of them."""

LONGEST_LABEL = 12

NUMBERED = re.compile(r"·\d+$")
NAMED = frozenset((FactKind.FIGURE, FactKind.MASK))
RENAMED = "更新要素名称"


def mark_text(draft: Draft, place: Place) -> Change:
    """Make facts of the selected text: of the values found in it, else of the whole selection."""
    return mark_facts(draft, chosen_facts(draft, place))


def chosen_facts(draft: Draft, place: Place) -> tuple[Fact, ...]:
    """The facts that the selected text would become; empty if it is blank or contains a fact already."""
    element = next((element for element in draft.elements if element.id == place.element_id), None)
    span = _trimmed(element.content, place.span) if element else Span(0, 0)
    if element is None or not len(span) or not is_free(draft.facts, Place(element.id, span)):
        return ()
    covering = [fact for fact in _found(draft, {element.id}) if _covers(fact, span)]
    return (_given(draft, covering[0] if covering else _words(element, span)),)


def is_free(facts: Iterable[Fact], place: Place) -> bool:
    """Whether no fact overlaps the place; only the facts of its paragraph are needed."""
    start, end = place.span.start, place.span.end
    return not any(f.start < end and start < f.end for f in facts if f.element_id == place.element_id)


def new_values(before: Draft, after: Draft, ids: Collection[str]) -> tuple[Fact, ...]:
    """Figures, dates and masks typed since ``before`` into the paragraphs ``ids`` that are not facts yet.

    Text that was plain before is included only if it was typed into; text that only moved is not.
    """
    earlier = {element.id: element for element in before.elements if element.id in ids}
    found = [fact for fact in _unmarked(after, ids) if _is_counted(fact)]
    known = Counter(_identity(fact) for fact in _unmarked(before, ids) if _is_counted(fact))
    contents = {element.id: element.content for element in after.elements if element.id in ids}
    typed = []
    for fact in found:
        if fact.element_id in earlier:
            is_new = _is_typed(fact, earlier[fact.element_id].content, contents[fact.element_id])
        else:
            is_new = not known[_identity(fact)]
            known[_identity(fact)] -= not is_new
        if is_new:
            typed.append(replace(_given(after, fact), id=""))
    return tuple(typed)


def _is_typed(fact: Fact, before: str, after: str) -> bool:
    start, _, end = common_edges(before, after)
    return fact.start < end and start < fact.end + len(fact.unit)


def _is_counted(fact: Fact) -> bool:
    return fact.kind is FactKind.MASK or (fact.kind in COUNTED and any(sign.isdigit() for sign in fact.text))


def _identity(fact: Fact) -> tuple[str, str]:
    return fact.text, fact.unit


def _unmarked(draft: Draft, ids: Collection[str]) -> Iterator[Fact]:
    """Values found in these paragraphs where there is no fact."""
    own: dict[str, list[Fact]] = {}
    for fact in draft.facts:
        if fact.element_id in ids:
            own.setdefault(fact.element_id, []).append(fact)
    for fact in _found(draft, ids):
        beside = own.get(fact.element_id, ())
        if not any(_meet(other, fact) for other in beside):
            yield fact


def _meet(one: Fact, two: Fact) -> bool:
    """Whether two facts share characters, or are one empty cell."""
    return (one.start < two.end and two.start < one.end) or one.start == one.end == two.start == two.end


def _found(draft: Draft, ids: Collection[str]) -> tuple[Fact, ...]:
    """All values in these paragraphs, without groups that only distinguish them."""
    elements = [element for element in draft.elements if element.id in ids]
    return tuple(
        replace(fact, group="") if fact.group.endswith(f":{fact.id}") else fact for fact in find_facts(elements)
    )


def _covers(fact: Fact, span: Span) -> bool:
    """Whether the selected text is the value, with its unit or a part of it."""
    return fact.start == span.start and fact.end <= span.end <= fact.end + len(fact.unit)


def _given(draft: Draft, fact: Fact) -> Fact:
    """The fact as the user made it; a value that last year's report has, too, stays 待核."""
    label = _free_label(draft, fact)
    if fact.kind is FactKind.MASK or _is_carried(draft, fact):
        state = FactState.EMPTY if fact.kind is FactKind.MASK else FactState.CARRIED
        return replace(fact, label=label, state=state, prior=fact.text, value=None)
    return replace(fact, label=label, state=FactState.UPDATED, prior="", value=fact.text)


def _is_carried(draft: Draft, fact: Fact) -> bool:
    origins = {(number, there) for own, number, there in draft.origins if own == fact.element_id}
    return any(
        fact.text in element.content
        for number, there in origins
        for element in draft.basis[number].elements
        if element.id == there
    )


def _free_label(draft: Draft, fact: Fact) -> str:
    """The label, with a number appended if another field of the section has it already."""
    ids = next((s.element_ids for s in sections(draft.elements) if fact.element_id in s.element_ids), ())
    wanted = frozenset(ids)
    taken = {
        other.label
        for other in (fact for fact in draft.facts if fact.element_id in wanted)
        if other.group != fact.group
    }
    numbered = (f"{fact.label}·{number}" for number in range(2, len(taken) + 3))
    return next(label for label in (fact.label, *numbered) if label not in taken)


def _words(element: Element, span: Span) -> Fact:
    text = element.content[span.start : span.end]
    label = text if len(text) <= LONGEST_LABEL else text[: LONGEST_LABEL - 1] + "…"
    return Fact("", FactKind.NAME, WORDS, element.id, span.start, span.end, text, label=label)


def _trimmed(content: str, span: Span) -> Span:
    text = content[span.start : span.end]
    start = span.start + len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip()))


def renewed_labels(before: Draft, after: Draft, ids: Collection[str]) -> Mapping[str, str]:
    """New labels by field, of fields that stand first in the paragraphs ``ids`` rewritten since ``before``.

    Only a label that the old sentence gave is replaced; those of table cells come from the heads of the table.
    """
    old, new = _labels(before, ids), _labels(after, ids)
    was = {fact.id: (fact.label, old.get(_spot(fact), "")) for fact in before.facts}
    leaders = [fact for fact in _leaders(after) if fact.element_id in ids and _spot(fact) in new]
    rewritten = [fact for fact in leaders if was.get(fact.id) == (fact.label, _bare(fact.label))]
    renamed = {fact.field: replace(fact, label=new[_spot(fact)]) for fact in rewritten}
    kept = {fact.field for fact in rewritten if _bare(fact.label) == new[_spot(fact)]}
    return {field: _free_label(after, fact) for field, fact in renamed.items() if field not in kept}


def rename_fields(draft: Draft, labels: Mapping[str, str]) -> Change:
    """Give these fields new labels at all their places."""
    facts = tuple(replace(fact, label=labels.get(fact.field, fact.label)) for fact in draft.facts)
    place = next((Place(f.element_id, Span(f.start, f.end)) for f in draft.facts if f.field in labels), None)
    first = place or Place(draft.elements[0].id, Span(0, 0))
    return difference(draft, replace(draft, facts=facts), first, RENAMED)


def _leaders(draft: Draft) -> Iterator[Fact]:
    """The first place of each field whose name says what is counted."""
    known = set[str]()
    for fact in draft.facts:
        if fact.field not in known and fact.kind in NAMED:
            yield fact
        known.add(fact.field)


def _labels(draft: Draft, ids: Collection[str]) -> dict[tuple[str, int, int], str]:
    """The labels that the sentences give to the values in these paragraphs."""
    elements = [element for element in draft.elements if element.id in ids and element.cell is None]
    return {_spot(fact): _bare(fact.label) for fact in find_facts(elements) if fact.label}


def _spot(fact: Fact) -> tuple[str, int, int]:
    return fact.element_id, fact.start, fact.end


def _bare(label: str) -> str:
    return NUMBERED.sub("", label)
