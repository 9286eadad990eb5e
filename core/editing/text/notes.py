"""Notes, sources and bulk confirmation of facts; the text does not change."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from core.editing.text.one_line import one_line
from core.editing.text.values import confirmed, field_of
from core.errors import BadUse
from core.model.change import Change, difference
from core.model.draft import Draft
from core.model.fact import Fact
from core.model.spans import Place, Span


def set_note(draft: Draft, fact_id: str, note: str) -> Change:
    """Set the note of a field at all its places; an empty one removes it.

    Line breaks become spaces. Raises BadUse for an unknown id and for text that cannot be stored.
    """
    return _with(draft, fact_id, "填写备注", lambda fact: replace(fact, note=one_line(note).strip()))


def set_source(draft: Draft, fact_id: str, source: str) -> Change:
    """Set the source of a field's value at all its places (电话：王科); an empty one removes it.

    Line breaks become spaces. Raises BadUse for an unknown id and for text that cannot be stored.
    """
    return _with(draft, fact_id, "填写来源", lambda fact: replace(fact, source=one_line(source).strip()))


def _with(draft: Draft, fact_id: str, reason: str, edited: Callable[[Fact], Fact]) -> Change:
    ids = frozenset(fact.id for fact in field_of(draft, fact_id))
    facts = tuple(edited(fact) if fact.id in ids else fact for fact in draft.facts)
    return difference(draft, replace(draft, facts=facts), _place(draft, fact_id), reason)


def confirm_all(draft: Draft, fact_ids: Iterable[str]) -> Change:
    """``confirm`` for many fields in one step; fields never filled stay open. Raises BadUse for an unknown id."""
    fields = {fact.id: fact.field for fact in draft.facts}
    wanted = [(fact_id, _key(fact_id, fields)) for fact_id in fact_ids]
    keys = frozenset(key for _, key in wanted)
    facts = tuple(confirmed(fact) if fields[fact.id] in keys else fact for fact in draft.facts)
    place = _place(draft, wanted[0][0]) if wanted else Place("")
    return difference(draft, replace(draft, facts=facts), place, "确认沿用")


def _place(draft: Draft, fact_id: str) -> Place:
    first = field_of(draft, fact_id)[0]
    return Place(first.element_id, Span(first.start, first.end))


def _key(fact_id: str, fields: Mapping[str, str]) -> str:
    """The field of a fact."""
    if fact_id not in fields:
        raise BadUse("unknown_fact", id=fact_id)
    return fields[fact_id]
