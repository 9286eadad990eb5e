"""Giving, confirming and taking back the value of a fact: once for all places of its field."""

from dataclasses import replace

from core.editing.splice import moved_facts, spliced
from core.errors import BadUse
from core.model.change import Change, difference
from core.model.draft import Draft
from core.model.fact import Fact, FactKind, FactState
from core.model.spans import Place, Span


def field_of(draft: Draft, fact_id: str) -> tuple[Fact, ...]:
    """All facts that are one field with this one, in document order; raises BadUse for an unknown id."""
    chosen = next((fact for fact in draft.facts if fact.id == fact_id), None)
    if chosen is None:
        raise BadUse("unknown_fact", id=fact_id)
    if not chosen.group:
        return (chosen,)
    return tuple(fact for fact in draft.facts if fact.group == chosen.group)


def set_value(draft: Draft, fact_id: str, value: str) -> Change:
    """Write the value at every place of the field (state 已更新); an empty value brings last year's text back.

    A value stands inside a sentence: its line breaks become spaces.
    """
    facts = field_of(draft, fact_id)
    value = " ".join(value.splitlines())
    if not value:
        return reset(draft, fact_id)
    after = draft
    for fact in facts:
        after = _written(after, fact.id, value, FactState.UPDATED)
    return difference(draft, after, _place(facts), "填写要素")


def confirm(draft: Draft, fact_id: str) -> Change:
    """Keep what stands there on purpose (state 已确认); a mask that was never filled stays open."""
    facts = field_of(draft, fact_id)
    kept = {fact.id: replace(fact, state=_confirmed(fact)) for fact in facts}
    after = replace(draft, facts=tuple(kept.get(fact.id, fact) for fact in draft.facts))
    return difference(draft, after, _place(facts), "确认沿用")


def reset(draft: Draft, fact_id: str) -> Change:
    """Bring last year's value or mask back at every place of the field, waiting to be looked at again."""
    facts = field_of(draft, fact_id)
    after = draft
    for fact in facts:
        state = FactState.EMPTY if fact.kind is FactKind.MASK else FactState.CARRIED
        after = _written(after, fact.id, fact.prior, state)
    return difference(draft, after, _place(facts), "恢复上年值")


def _confirmed(fact: Fact) -> FactState:
    return fact.state if fact.state is FactState.EMPTY else FactState.CONFIRMED


def _place(facts: tuple[Fact, ...]) -> Place:
    return Place(facts[0].element_id, Span(facts[0].start, facts[0].end))


def _written(draft: Draft, fact_id: str, text: str, state: FactState) -> Draft:
    fact = next(fact for fact in draft.facts if fact.id == fact_id)
    value = text if state is FactState.UPDATED else None
    written = replace(fact, end=fact.start + len(text), text=text, state=state, value=value)
    span = Span(fact.start, fact.end)
    return replace(
        draft,
        elements=tuple(spliced(e, span, text) if e.id == fact.element_id else e for e in draft.elements),
        facts=_moved(draft.facts, fact, written),
    )


def _moved(facts: tuple[Fact, ...], old: Fact, new: Fact) -> tuple[Fact, ...]:
    """All facts, with ``old`` become ``new`` and its neighbours in the paragraph moved along."""
    own = (fact for fact in facts if fact.element_id == old.element_id and fact is not old)
    moved = {fact.id: fact for fact in (*moved_facts(own, Span(old.start, old.end), new.text), new)}
    return tuple(moved.get(fact.id, fact) for fact in facts)
