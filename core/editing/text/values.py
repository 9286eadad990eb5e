"""Setting, confirming and resetting the value of a fact at all places of its field."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from core.editing.text.one_line import one_line
from core.editing.text.replace_text import Replacement, rewritten
from core.errors import BadUse
from core.model.change import Change, difference
from core.model.draft import Draft, Identity
from core.model.fact import Fact, FactKind, FactState
from core.model.scales import intended_value
from core.model.spans import Place, Span


def field_of(draft: Draft, fact_id: str) -> tuple[Fact, ...]:
    """All facts that are one field with this one (``Fact.field``), in document order; raises BadUse for an unknown id."""
    chosen = next((fact for fact in draft.facts if fact.id == fact_id), None)
    if chosen is None:
        raise BadUse("unknown_fact", id=fact_id)
    return tuple(fact for fact in draft.facts if fact.field == chosen.field)


def set_value(draft: Draft, fact_id: str, value: str) -> Change:
    """Write the value at every place of the field (state 已更新); an empty value restores last year's text.

    Line breaks become spaces. Raises BadUse for a value that cannot be stored.
    """
    return spread_value(draft, fact_id, one_line(value))


def set_typed(draft: Draft, fact_id: str, typed: str) -> Change:
    """``set_value`` for typed input: a bare number keeps the scale of last year's value."""
    return set_value(draft, fact_id, intended_value(field_of(draft, fact_id)[0], typed))


def set_doubtful(draft: Draft, fact_id: str, value: str) -> Change:
    """Write a value that does not fit the fact's kind: nothing is lost, but the field stays 待核."""
    return spread_value(draft, fact_id, one_line(value), FactState.CARRIED)


def spread_value(draft: Draft, fact_id: str, value: str, state: FactState = FactState.UPDATED) -> Change:
    """``set_value`` for text that is in the draft already and therefore valid."""
    facts = field_of(draft, fact_id)
    if not value:
        return reset(draft, fact_id)
    part = part_with(draft, facts)
    after = written(part, {fact.id: value for fact in facts}, state)
    return difference(part, after, _place(facts), "填写要素")


@dataclass(frozen=True, slots=True)
class GivenValue:
    """A value from another person: ``source`` is who, when and in which file; ``note`` their remark."""

    fact_id: str
    value: str
    source: str
    note: str = ""


def set_given_values(draft: Draft, values: Sequence[GivenValue]) -> Change:
    """Write many values at once with their sources, each at every place of its field; empty ones are skipped.

    Notes are appended. Raises BadUse for an unknown fact and for a value that cannot be stored.
    """
    fields = _fields(draft)
    places = {fact_id: item for item in values if item.value for fact_id in _places_of(item.fact_id, fields)}
    texts = {fact_id: one_line(item.value) for fact_id, item in places.items()}
    after = written(draft, texts, FactState.UPDATED)
    facts = tuple(_sourced(fact, places[fact.id]) if fact.id in places else fact for fact in after.facts)
    places_of = [Place(fact.element_id, Span(fact.start, fact.end)) for fact in draft.facts if fact.id in places]
    return difference(draft, replace(after, facts=facts), (places_of or [Place("")])[0], "回收填报表")


def _fields(draft: Draft) -> dict[str, tuple[str, ...]]:
    """For every fact the ids of all facts of its field."""
    groups: dict[str, list[str]] = {}
    for fact in draft.facts:
        groups.setdefault(fact.field, []).append(fact.id)
    return {fact_id: tuple(group) for group in groups.values() for fact_id in group}


def _places_of(fact_id: str, fields: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    if fact_id not in fields:
        raise BadUse("unknown_fact", id=fact_id)
    return fields[fact_id]


def _sourced(fact: Fact, given: GivenValue) -> Fact:
    new = given.note and given.note not in fact.note
    note = "；".join(part for part in (fact.note, given.note) if part) if new else fact.note
    return replace(fact, source=given.source, note=note)


def confirm(draft: Draft, fact_id: str) -> Change:
    """Confirm the value at every place of the field (state 已确认); an unfilled mask stays open, a new value stays 已更新."""
    facts = field_of(draft, fact_id)
    part, ids = part_with(draft, facts), {fact.id for fact in facts}
    after = replace(part, facts=tuple(confirmed(fact) if fact.id in ids else fact for fact in part.facts))
    return difference(part, after, _place(facts), "确认沿用")


def reset(draft: Draft, fact_id: str) -> Change:
    """Restore last year's value or mask at every place of the field (state 沿用待核 or 待填).

    A fact that last year's report did not have stays as it is.
    """
    facts = field_of(draft, fact_id)
    part = part_with(draft, facts)
    after = written(part, {fact.id: fact.prior for fact in facts if fact.prior}, None)
    return difference(part, after, _place(facts), "恢复上年值")


def empty_value(draft: Draft, fact_id: str) -> Change:
    """Empty this place, with last year's value beside it (state 待填); other places of its field stay, apart from it.

    A mask is as empty as it was last year.
    """
    fact = next(one for one in field_of(draft, fact_id) if one.id == fact_id)
    part = part_with(draft, (fact,))
    is_mask = fact.kind is FactKind.MASK and fact.prior
    after = written(part, {fact_id: fact.prior}, None) if is_mask else _emptied(part, fact)
    return difference(part, after, _place((fact,)), "清空")


def _emptied(draft: Draft, fact: Fact) -> Draft:
    """The draft without the characters of this fact, which waits to be filled."""
    moved = rewritten(draft, {fact.element_id: [(Span(fact.start, fact.end), "")]})
    bare = replace(fact, end=fact.start, text="", group="", state=FactState.EMPTY, value=None, source="")
    facts = [one for one in moved.facts if one.id != fact.id]
    facts.insert(draft.facts.index(fact), bare)
    return replace(moved, facts=tuple(facts))


def part_with(draft: Draft, facts: Iterable[Fact]) -> Draft:
    """The draft reduced to the paragraphs of these facts; a change of their text applies to the whole draft.

    It saves rewriting and comparing the rest of a long draft for one field.
    """
    held = {fact.element_id for fact in facts}
    elements = tuple(element for element in draft.elements if element.id in held)
    return replace(draft, elements=elements, facts=tuple(fact for fact in draft.facts if fact.element_id in held))


def confirmed(fact: Fact) -> Fact:
    """The fact after confirmation: settled if it is last year's value, unchanged if it is empty or has a new value."""
    return replace(fact, state=FactState.CONFIRMED) if fact.state is FactState.CARRIED else fact


def _place(facts: tuple[Fact, ...]) -> Place:
    return Place(facts[0].element_id, Span(facts[0].start, facts[0].end))


def written(draft: Draft, texts: Mapping[str, str], state: FactState | None) -> Draft:
    """The draft with these texts, none empty, at the facts of these ids, and the facts after them moved.

    Without a state the facts are open again. The source of a replaced value is removed, since it does not apply to the
    new one.
    """
    pieces: dict[str, list[Replacement]] = {}
    for fact in draft.facts:
        if fact.id in texts:
            pieces.setdefault(fact.element_id, []).append((Span(fact.start, fact.end), texts[fact.id]))
    moved = rewritten(draft, pieces)
    facts = (_with_text(fact, texts[fact.id], state) if fact.id in texts else fact for fact in moved.facts)
    return replace(moved, facts=tuple(facts))


def _with_text(fact: Fact, text: str, state: FactState | None) -> Fact:
    """The fact with its new text; one that still contains a mask, as in ``X12``, is not filled."""
    is_mask = fact.kind is FactKind.MASK
    opened = FactState.EMPTY if is_mask else FactState.CARRIED
    if is_mask and fact.prior and fact.prior in text:
        state = None
    value = text if state is FactState.UPDATED else None
    return replace(fact, end=fact.start + len(text), text=text, state=state or opened, value=value, source="")


THIS_YEAR = frozenset(("今年", "本年", "本年度"))
YEAR_BESIDE = re.compile(r"[（(，]?即?(?P<year>(?:19|20)\d\d)年")
"""The year that a report gives for 今年 in so many words."""

_DATE = FactKind.DATE

MONTHS = MappingProxyType({"上半年": (1, 6), "下半年": (7, 12), "全年": (1, 12)})
"""First and last month of the periods of report kinds."""


def settle(draft: Draft) -> Change:
    """``with_settled`` as a step, for drafts from versions that did not confirm such words at the start."""
    after = with_settled(draft)
    first = next((one for one, other in zip(draft.facts, after.facts, strict=True) if one is not other), None)
    place = Place(first.element_id, Span(first.start, first.end)) if first else Place("")
    return difference(draft, after, place, "确认今年与时段")


def with_settled(draft: Draft) -> Draft:
    """今年, and the period that the kind of report implies (上半年), are confirmed for this year without review."""
    contents = {element.id: element.content for element in draft.elements}
    facts = tuple(
        replace(fact, state=FactState.CONFIRMED)
        if fact.kind is _DATE and _is_settled(fact, contents[fact.element_id], draft.identity)
        else fact
        for fact in draft.facts
    )
    return draft if facts == draft.facts else replace(draft, facts=facts)


def _is_settled(fact: Fact, content: str, own: Identity) -> bool:
    is_untouched = fact.state is FactState.CARRIED and fact.text == fact.prior
    if not is_untouched or not own.year:
        return False
    said = YEAR_BESIDE.match(content, fact.end)
    if fact.text in THIS_YEAR:
        return said is None or said["year"] == str(own.year)
    return fact.subkind == "period" and _is_same_period(fact.text, own.period)


def _is_same_period(text: str, period: str) -> bool:
    """Whether the text is the period in words or in months: 上半年 is 1—6月."""
    return text == period or tuple(map(int, re.findall(r"\d+", text))) == MONTHS.get(period)
