"""Index of a draft's facts by paragraph and by field, updated with each change so that no view scans a whole draft per key."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from core.model.change import IDS, Change, numbered
from core.model.draft import Draft
from core.model.elements import Element
from core.model.fact import Fact, FactState
from core.model.outline import Readiness

NONE: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftIndex:
    """Lookup tables for one state of a draft; an unchanged paragraph keeps the same tuple of facts (same object).

    ``fields`` maps a field key (``Fact.field``) to its facts by id, unordered. ``numbers`` is the
    position of each element.
    """

    draft: Draft
    elements: dict[str, Element]
    numbers: dict[str, int]
    facts: dict[str, tuple[Fact, ...]]
    fields: dict[str, dict[str, Fact]]
    ready: Readiness

    def facts_in(self, element_ids: Iterable[str]) -> tuple[Fact, ...]:
        """The facts of these paragraphs, paragraph after paragraph."""
        return tuple(fact for element_id in element_ids for fact in self.facts.get(element_id, NONE))

    def places_of(self, fact: Fact) -> int:
        """Number of places at which the fact's field occurs."""
        return len(self.fields.get(fact.field, NONE))

    def part(self, element_ids: Sequence[str], groups: Iterable[str] = ()) -> Draft:
        """A draft with only these paragraphs and those holding other places of their fields or of ``groups``.

        A text change computed on it that moves no paragraph is valid for the whole draft.
        """
        keys = {fact.field for fact in self.facts_in(element_ids)} | set(groups)
        held = {fact.element_id for key in keys for fact in self.fields.get(key, {}).values()} | set(element_ids)
        numbers = sorted(self.numbers[each] for each in held if each in self.numbers)
        elements = tuple(self.draft.elements[number] for number in numbers)
        return replace(self.draft, elements=elements, facts=self.facts_in(element.id for element in elements))


def index_of(draft: Draft) -> DraftIndex:
    """Build the index of a whole draft: O(elements + facts)."""
    facts = {key: tuple(own) for key, own in groupby(draft.facts, key=lambda fact: fact.element_id)}
    fields: dict[str, dict[str, Fact]] = {}
    for fact in draft.facts:
        fields.setdefault(fact.field, {})[fact.id] = fact
    elements = {element.id: element for element in draft.elements}
    return DraftIndex(draft, elements, numbered(elements), facts, fields, _sum(map(_state, fields.values())))


def updated(index: DraftIndex, draft: Draft, change: Change) -> DraftIndex:
    """The index after ``change`` led to ``draft``.

    Updates the tables of ``index`` in place, so the argument must not be used again: copying 20,000 facts at each key
    is noticeable.
    """
    order, numbers = change.after.order, index.numbers
    if order is not None:
        numbers = numbered(order)
        for gone in set(map(IDS, change.before.elements)).difference(map(IDS, change.after.elements)):
            del index.elements[gone]
    index.elements.update({element.id: element for element in change.after.elements})
    _follow_facts(index.facts, change)
    ready = _follow_fields(index.fields, index.ready, change)
    return replace(index, draft=draft, numbers=numbers, ready=ready)


def _follow_facts(facts: dict[str, tuple[Fact, ...]], change: Change) -> None:
    gone = {fact.id for fact in change.before.facts}
    new: dict[str, list[Fact]] = {fact.element_id: [] for fact in change.before.facts}
    for fact in change.after.facts:
        new.setdefault(fact.element_id, []).append(fact)
    for element_id, added in new.items():
        own = [fact for fact in facts.get(element_id, NONE) if fact.id not in gone]
        facts[element_id] = tuple(sorted(own + added, key=lambda fact: fact.start))


def _follow_fields(fields: dict[str, dict[str, Fact]], ready: Readiness, change: Change) -> Readiness:
    gone = {fact.id for fact in change.before.facts}
    new: dict[str, dict[str, Fact]] = {fact.field: {} for fact in change.before.facts}
    for fact in change.after.facts:
        new.setdefault(fact.field, {})[fact.id] = fact
    old = _counted(fields, new)
    for key, places in new.items():
        after = {name: fact for name, fact in fields.pop(key, {}).items() if name not in gone} | places
        if after:
            fields[key] = after
    now = _counted(fields, new)
    return Readiness(
        ready.empty + now.empty - old.empty,
        ready.carried + now.carried - old.carried,
        ready.total + now.total - old.total,
    )


def _counted(fields: Mapping[str, Mapping[str, Fact]], keys: Iterable[str]) -> Readiness:
    return _sum(_state(fields[key]) for key in keys if key in fields)


def _state(places: Mapping[str, Fact]) -> FactState:
    """State of a field, equal at all its places."""
    return next(iter(places.values())).state


def _sum(states: Iterable[FactState]) -> Readiness:
    held = list(states)
    return Readiness(held.count(FactState.EMPTY), held.count(FactState.CARRIED), len(held))
