"""“设为要素” and “改为普通文字”: turning text into a fact and back; no character changes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.editing.text.values import field_of
from core.model.change import Change, difference
from core.model.draft import Draft
from core.model.fact import Fact
from core.model.spans import Place, Span

MARK, UNMARK = "设为要素", "改为普通文字"


def mark_facts(draft: Draft, facts: Sequence[Fact]) -> Change:
    """Make facts of text in the draft; they get new ids.

    A fact whose group equals that of a fact with the same text is another place of that field; any other is a field of its
    own. Text that overlaps a fact, or does not stand there, is skipped.
    """
    made = list(_made(draft, facts))
    order = {element.id: number for number, element in enumerate(draft.elements)}
    every = sorted((*draft.facts, *made), key=lambda fact: (order[fact.element_id], fact.start))
    first = made[0] if made else None
    place = Place(first.element_id, Span(first.start, first.end)) if first else Place("")
    return difference(draft, replace(draft, facts=tuple(every)), place, MARK)


def unmark(draft: Draft, fact_id: str, everywhere: bool = False) -> Change:
    """Turn one place of a fact, or all places of its field, into plain text. Raises BadUse for an unknown id."""
    field = field_of(draft, fact_id)
    gone = {fact.id for fact in field if everywhere or fact.id == fact_id}
    fact = next(fact for fact in field if fact.id == fact_id)
    left = tuple(fact for fact in draft.facts if fact.id not in gone)
    return difference(draft, replace(draft, facts=left), Place(fact.element_id, Span(fact.start, fact.end)), UNMARK)


def _made(draft: Draft, facts: Sequence[Fact]) -> Iterator[Fact]:
    contents = {element.id: element.content for element in draft.elements}
    taken: dict[str, list[Fact]] = {}
    fields: dict[tuple[str, str], Fact] = {}
    for fact in draft.facts:
        taken.setdefault(fact.element_id, []).append(fact)
        fields.setdefault((fact.field, fact.text), fact)
    groups = {fact.group for fact in draft.facts}
    serial = draft.serial
    for fact in facts:
        beside = taken.setdefault(fact.element_id, [])
        stands_in = fact.text != "" and contents.get(fact.element_id, "")[fact.start : fact.end] == fact.text
        if stands_in and not _overlaps(fact, beside):
            serial += 1
            new = _in_field(replace(fact, id=f"f{serial}"), fields, groups)
            beside.append(new)
            yield new


def _overlaps(fact: Fact, others: Sequence[Fact]) -> bool:
    return any(other.start < fact.end and fact.start < other.end for other in others)


def _in_field(fact: Fact, fields: dict[tuple[str, str], Fact], groups: set[str]) -> Fact:
    """The fact as a place of an existing field with all its attributes; else a field of its own."""
    known = fields.get((fact.field, fact.text)) if fact.group else None
    if known is not None:
        return replace(known, id=fact.id, element_id=fact.element_id, start=fact.start, end=fact.end)
    own = fact if fact.group and fact.group not in groups else replace(fact, group=f"own:{fact.id}")
    groups.add(own.group)
    fields[own.group, own.text] = own
    return own
