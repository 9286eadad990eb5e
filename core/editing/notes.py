"""What is said about facts without changing the text: a clerk's remark, and that several are right as they stand."""

from collections.abc import Iterable
from dataclasses import replace

from core.editing.typed import one_line
from core.editing.values import confirmed, field_of
from core.errors import BadUse
from core.model.change import Change, difference
from core.model.draft import Draft
from core.model.spans import Place, Span


def set_note(draft: Draft, fact_id: str, note: str) -> Change:
    """The remark of a field, at all its places; an empty one takes it away.

    A remark is one line: its line breaks become spaces. BadUse for an unknown id and for what cannot be stored.
    """
    first = field_of(draft, fact_id)[0]
    ids = frozenset(fact.id for fact in field_of(draft, fact_id))
    words = one_line(note).strip()
    facts = tuple(replace(fact, note=words) if fact.id in ids else fact for fact in draft.facts)
    place = Place(first.element_id, Span(first.start, first.end))
    return difference(draft, replace(draft, facts=facts), place, "填写备注")


def confirm_all(draft: Draft, fact_ids: Iterable[str]) -> Change:
    """``confirm`` for many fields in one step: what was never filled stays open. BadUse for an unknown id."""
    fields = {fact.id: fact.group or fact.id for fact in draft.facts}
    wanted = tuple(fact_ids)
    unknown = next((fact_id for fact_id in wanted if fact_id not in fields), None)
    if unknown is not None:
        raise BadUse("unknown_fact", id=unknown)
    keys = frozenset(fields[fact_id] for fact_id in wanted)
    facts = tuple(confirmed(fact) if fields[fact.id] in keys else fact for fact in draft.facts)
    first = field_of(draft, wanted[0])[0] if wanted else None
    place = Place(first.element_id, Span(first.start, first.end)) if first else Place("")
    return difference(draft, replace(draft, facts=facts), place, "确认沿用")
