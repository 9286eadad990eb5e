"""Accepting and refusing proposals; decisions are stored in the facts.

An accepted place is 已更新, a refused one 已确认. A place without a fact gets one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, count
from operator import attrgetter

from core.editing.compare import word_edits
from core.editing.tables import with_table_rolled
from core.editing.text.one_line import one_line
from core.editing.text.replace_text import moved_facts, with_text_replaced
from core.model.change import Change, apply, difference, number_of
from core.model.draft import Draft
from core.model.elements import Element
from core.model.fact import Fact, FactKind, FactState
from core.model.proposal import Proposal, RollRole
from core.model.spans import Place, Span

ACCEPTED, REFUSED = "年份更新", "年份更新：保留原样"
NEW_FACT = "rolled"


def accept(draft: Draft, proposals: Iterable[Proposal]) -> Change:
    """Write these proposals into the draft as one change; undecided ones and those whose text is gone are skipped.

    If the places of a field are treated differently, the changed ones become a field of their own. Raises BadUse for a
    replacement that cannot be stored.
    """
    answered = [proposal for proposal in proposals if not proposal.asks]
    tables = [proposal for proposal in answered if proposal.role is RollRole.TABLE]
    if not tables:
        return _decided(draft, answered, ACCEPTED)
    after = apply(draft, _decided(draft, [each for each in answered if each.role is not RollRole.TABLE], ACCEPTED))
    for proposal in tables:
        after = with_table_rolled(after, proposal)
    return difference(draft, after, answered[0].place, ACCEPTED)


def refuse(draft: Draft, proposals: Iterable[Proposal]) -> Change:
    """Keep the text at these places (state 已确认); no character changes. A mask that was never filled stays open."""
    kept = [
        replace(proposal, replacement=proposal.text) for proposal in proposals if proposal.role is not RollRole.TABLE
    ]
    return _decided(draft, kept, REFUSED)


def is_settled(proposal: Proposal, facts: Iterable[Fact]) -> bool:
    """Whether the place was decided already: it has facts, and all of them are in a final state."""
    span = proposal.place.span
    inside = [fact for fact in facts if _touches(fact, span)]
    return bool(inside) and not any(fact.state.is_open for fact in inside)


def _decided(draft: Draft, proposals: Sequence[Proposal], reason: str) -> Change:
    elements = {element.id: element for element in draft.elements}
    found: dict[str, list[Fact]] = {}
    for fact in draft.facts:
        found.setdefault(fact.element_id, []).append(fact)
    facts = found
    numbers = count(draft.serial + 1)
    known = [proposal for proposal in proposals if proposal.place.element_id in elements]
    for proposal in sorted(known, key=lambda item: item.place.span.start, reverse=True):
        element = elements[proposal.place.element_id]
        stands = element.content[proposal.place.span.start : proposal.place.span.end] == proposal.text
        if stands:
            beside = facts.get(element.id, [])
            elements[element.id], facts[element.id] = _written(element, beside, proposal, f"f{next(numbers)}")
    merged = list(chain.from_iterable(facts.get(element_id, ()) for element_id in elements))
    after = replace(
        draft,
        elements=tuple(elements.values()),
        facts=_regrouped(draft.facts, merged),
        serial=max([draft.serial, *map(number_of, map(attrgetter("id"), merged))]),
    )
    return difference(draft, after, proposals[0].place if proposals else Place(""), reason)


def _written(element: Element, facts: Sequence[Fact], proposal: Proposal, free: str) -> tuple[Element, list[Fact]]:
    """The element and its facts after one proposal; ``free`` is the id for a new fact."""
    span, new = proposal.place.span, one_line(proposal.replacement or "")
    inside = [fact for fact in facts if _touches(fact, span)]
    kept: Sequence[Fact] = facts
    for place, text, _ in reversed([*word_edits(proposal.text, new, span.start)]):
        element = with_text_replaced(element, place, text)
        kept = moved_facts(kept, place, text)
    changed = Span(span.start, span.start + len(new))
    decided = [_with_decision(fact, element.content, inside) for fact in kept if _touches(fact, changed)]
    if not decided and new:
        decided = [_made(element, changed, proposal, inside, free)]
    others = [fact for fact in kept if not _touches(fact, changed)]
    return element, sorted((*others, *decided), key=lambda fact: fact.start)


def _touches(fact: Fact, span: Span) -> bool:
    return fact.start < span.end and span.start < fact.end


def _with_decision(fact: Fact, content: str, before: Sequence[Fact]) -> Fact:
    """A fact of the place with the current text; if the text is unchanged it becomes confirmed."""
    text = content[fact.start : fact.end]
    if any(old.id == fact.id and old.text != text for old in before):
        return replace(fact, text=text, value=text, state=FactState.UPDATED, source="")
    return fact if fact.state is not FactState.CARRIED else replace(fact, state=FactState.CONFIRMED)


def _made(element: Element, span: Span, proposal: Proposal, lost: Sequence[Fact], free: str) -> Fact:
    """The fact that stores the decision where none is left or none was; a lost one is restored with its id and label."""
    text = element.content[span.start : span.end]
    same = text == proposal.text
    old = lost[0] if lost else Fact(free, FactKind.DATE, NEW_FACT, element.id, 0, 0, "", label=proposal.text)
    return replace(
        old,
        start=span.start,
        end=span.end,
        text=text,
        unit="",
        prior=proposal.text,
        value=None if same else text,
        state=FactState.CONFIRMED if same else FactState.UPDATED,
        source="",
    )


def _regrouped(before: Sequence[Fact], after: Sequence[Fact]) -> tuple[Fact, ...]:
    """Split fields whose places were decided differently."""
    known = {fact.id: fact for fact in before}
    ways: dict[str, set[tuple[str, FactState]]] = {}
    for fact in after:
        ways.setdefault(fact.group, set()).add((fact.text, fact.state))
    return tuple(
        replace(fact, group=f"{fact.group}>{fact.text}")
        if fact.group and len(ways[fact.group]) > 1 and _differs(known.get(fact.id), fact)
        else fact
        for fact in after
    )


def _differs(old: Fact | None, new: Fact) -> bool:
    return old is None or (old.text, old.state) != (new.text, new.state)
