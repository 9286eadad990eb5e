"""All proposals for a draft in one list: the roll-over, its computed cells, and what its unit card fills or answers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from zlib import crc32

from core.checks.names import masks
from core.checks.names.mask_words import MaskWords, build_mask_words
from core.cooperative import YieldToUi, cooperatively, never_yield
from core.editing import proposals as editing
from core.editing.outline.attachments import with_same_names
from core.editing.particulars import particulars_of, set_particulars
from core.editing.text.replace_text import facts_by_element
from core.editing.text.values import field_of
from core.model.card import Meeting, UnitCard
from core.model.change import Change, apply, difference
from core.model.draft import Draft
from core.model.fact import Fact
from core.model.grid import tables_of
from core.model.particulars import UNFILLED
from core.model.proposal import Proposal, RollRole
from core.model.spans import Place, Span
from core.model.tables.cells import TableWords
from core.model.tables.formulas import Sheet
from core.model.tables.indicators import Twins, bare_name, twins_of
from core.model.tables.view import view_of
from core.numbering import int_to_han
from core.resources import load
from core.roll_over.meetings import counted_on, with_meetings
from core.roll_over.tables.computed_cells import ComputedTable, computed_proposals
from core.stores.cards import load_card, save_card
from core.workflows.drafting.unit_card import card_of, used_name
from core.workflows.importing.base_years import held_back
from core.workflows.yearly.roll_over import RollOverTables, roll_over
from core.workflows.yearly.roll_over import accept as accept_places

# Masked names that the unit card can fill in, and the words that distinguish the own unit from others.

FILE = "masks.toml"


def mask_proposals(draft: Draft, card: UnitCard) -> tuple[masks.MaskProposal, ...]:
    """One proposal for each field of the card, with the places that mean the own unit. Raises BadWords."""
    return masks.mask_proposals(draft, card, load_mask_words())


def load_mask_words(folder: Path | None = None) -> MaskWords:
    """The words of the table in its present state. Raises BadWords."""
    return load(build_mask_words, FILE, folder=folder)


__all__ = ("CardUpdate", "accept", "all_proposals", "card_update", "keep_update", "proposals_of", "refuse")


def accept(draft: Draft, proposals: Iterable[Proposal]) -> Change:
    """Write what proposals say; the names of attachments stay the same in the 附件说明 and above the attached parts."""
    return with_same_names(draft, accept_places(draft, proposals))


BETWEEN = "、"
REFUSED_MARKS = MappingProxyType({RollRole.FORMULA: "=", RollRole.FIELD: "&"})
NAMED_WHEN_REFUSED = frozenset((RollRole.CARD, RollRole.TABLE, *REFUSED_MARKS))
"""Roles of proposals whose refusal is noted in the particulars."""


@dataclass(frozen=True, slots=True)
class CardUpdate:
    """``meetings`` of the card ``name`` whose last numbers have changed; ``summary`` lists them in Chinese."""

    name: str
    meetings: tuple[Meeting, ...]
    summary: str


def proposals_of(draft: Draft, tables: RollOverTables) -> tuple[Proposal, ...]:
    """The proposals for a draft, with its card as stored now. Raises BadInput for a card of a newer program."""
    return all_proposals(draft, tables, card_of(draft).value)


def all_proposals(
    draft: Draft, tables: RollOverTables, card: UnitCard | None, yield_to_ui: YieldToUi = never_yield
) -> tuple[Proposal, ...]:
    """The roll-over and the masks that the card fills in document order; meetings are answered from the card."""
    rolled = (
        *roll_over(draft, tables, yield_to_ui),
        *formula_proposals(draft, tables),
        *field_proposals(draft, tables),
    )
    rolled = _in_order(draft, _without_refused(draft, rolled))
    if card is None:
        return rolled
    contents = {element.id: element.content for element in draft.elements}
    rolled = with_meetings(rolled, contents, card.meetings)
    taken = {
        (each.place.element_id, offset)
        for each in rolled
        for offset in range(each.place.span.start, each.place.span.end)
    }
    masks = (
        each
        for each in cooperatively(_of_card(draft, card), yield_to_ui)
        if (each.place.element_id, each.place.span.start) not in taken
    )
    return held_back(draft, _in_order(draft, chain(rolled, masks)))


def _in_order(draft: Draft, proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """The proposals in document order."""
    order = {element.id: number for number, element in enumerate(draft.elements)}
    return tuple(sorted(proposals, key=lambda each: (order[each.place.element_id], each.place.span.start)))


def refuse(draft: Draft, proposals: Sequence[Proposal]) -> Change:
    """Keep the text at these places. A mask stays open for typing, but no longer gets a proposal from the card."""
    after = apply(draft, editing.refuse(draft, [each for each in proposals if each.role not in NAMED_WHEN_REFUSED]))
    named = [_name_of(each) for each in proposals if each.role in NAMED_WHEN_REFUSED]
    if named:
        unfilled = dict.fromkeys((*_refused(draft), *named))
        after = apply(after, set_particulars(after, {UNFILLED: BETWEEN.join(unfilled)}))
    place = proposals[0].place if proposals else Place("")
    return difference(draft, after, place, editing.REFUSED)


def card_update(draft: Draft, accepted: Sequence[Proposal]) -> CardUpdate | None:
    """The change of the card that these proposals for the draft imply; None if nothing changes. BadInput as above."""
    card = card_of(draft).value
    if card is None:
        return None
    contents = {element.id: element.content for element in draft.elements}
    meetings = counted_on(card.meetings, accepted, contents)
    changed = [_counted(new) for old, new in zip(card.meetings, meetings, strict=True) if old != new]
    return CardUpdate(used_name(draft), meetings, BETWEEN.join(changed)) if changed else None


def keep_update(update: CardUpdate) -> None:
    """Store the new numbers in the card. BadInput, AppError; nothing happens when the card is gone."""
    card = load_card(update.name).value
    if card is not None:
        save_card(update.name, replace(card, meetings=update.meetings))


def _counted(meeting: Meeting) -> str:
    number, unit = (meeting.number, "次") if meeting.number else (meeting.term, "届")
    return f"“{meeting.name}”第{int_to_han(number)}{unit}"


def _of_card(draft: Draft, card: UnitCard) -> Iterable[Proposal]:
    refused = frozenset(_refused(draft))
    for mask in mask_proposals(draft, card):
        for fact in field_of(draft, mask.fact_id):
            if fact.id in mask.places and fact.id not in refused:
                place = Place(fact.element_id, Span(fact.start, fact.end))
                yield Proposal(
                    f"{fact.id}:{RollRole.CARD}", RollRole.CARD, place, fact.text, mask.value, mask.reason, fact.id
                )


def _name_of(proposal: Proposal) -> str:
    """The key of a refused proposal without a text to confirm: its table, or its value."""
    if proposal.role is RollRole.TABLE:
        return proposal.place.element_id
    return proposal.fact_id if proposal.role is RollRole.CARD else f"{proposal.fact_id}{REFUSED_MARKS[proposal.role]}"


def _without_refused(draft: Draft, proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """The proposals without those of tables that were to stay as they are, and of values that were not to be taken."""
    refused = frozenset(_refused(draft))
    return tuple(one for one in proposals if one.role not in NAMED_WHEN_REFUSED or _name_of(one) not in refused)


def _refused(draft: Draft) -> tuple[str, ...]:
    return tuple(filter(None, particulars_of(draft).get(UNFILLED, "").split(BETWEEN)))


def formula_proposals(draft: Draft, tables: RollOverTables) -> tuple[Proposal, ...]:
    """What open cells that follow a formula should say; nothing where a part is still open."""
    return computed_proposals(tuple(computed_tables(draft, tables)))


def computed_tables(draft: Draft, tables: RollOverTables) -> Iterator[ComputedTable]:
    """The tables of a draft, each with last year's, along their rows and along their columns."""
    priors = _priors(draft, tables.tables)
    facts = facts_by_element(draft.facts)
    for placed in tables_of(draft.elements):
        view = view_of(placed, draft.elements, tables.tables)
        if view is not None:
            sheet = Sheet(view, priors.get(placed.element_id))
            for each in filter(None, (sheet.turned, sheet)):
                yield ComputedTable(each, facts, tables.reasons)


def _priors(draft: Draft, words: TableWords) -> Mapping[str, Sheet]:
    """Last year's table by the id of the draft's."""
    found: dict[str, Sheet] = {}
    origins = {(number, own): name for name, number, own in draft.origins}
    for number, basis in enumerate(draft.basis):
        for placed in tables_of(basis.elements):
            name = origins.get((number, placed.element_id))
            view = view_of(placed, basis.elements, words) if name else None
            if name and view is not None:
                found[name] = Sheet(view)
    return found


# Indicators that stand in the text and in a table.


def field_proposals(draft: Draft, tables: RollOverTables) -> tuple[Proposal, ...]:
    """A proposal for each indicator that can be one field: where both places still say the same, or one is settled.

    A cell under this year's head says last year's figure until its table has rolled over, and is left alone until then.
    """
    return tuple(_proposals(draft, tables)) if draft.basis else ()


def _proposals(draft: Draft, tables: RollOverTables) -> Iterator[Proposal]:
    for pair in twins_of(draft.elements, draft.facts, tables.tables):
        if _can_join(pair) and (found := _ends(pair)) is not None:
            yield _proposal(pair, *found, tables)


def _can_join(pair: Twins) -> bool:
    is_joined = pair.prose.group and pair.prose.group == pair.cell.group
    is_last_years = pair.is_dated and pair.cell.state.is_open and pair.cell.text != ""
    return pair.can_be_one and not is_joined and not is_last_years


def _ends(pair: Twins) -> tuple[Fact, Fact, str] | None:
    """The fact that changes, its partner, and the reason; None where nothing follows from one for the other."""
    prose, cell = pair.prose, pair.cell
    if prose.state.is_open and cell.state.is_open:
        return (prose, cell, "field_open") if prose.text == cell.text != "" else None
    if prose.state.is_open:
        return prose, cell, "field_to_prose"
    return (cell, prose, "field_to_cell") if cell.state.is_open else None


def _proposal(pair: Twins, fact: Fact, partner: Fact, code: str, tables: RollOverTables) -> Proposal:
    value = fact.text if partner.state.is_open else partner.text
    words = {"prose": bare_name(pair.prose), "cell": bare_name(pair.cell), "value": f"{value}{partner.unit}"}
    mark = f"{crc32(f'{fact.text}|{value}|{partner.id}'.encode()):08x}"
    place = Place(fact.element_id, Span(fact.start, fact.end))
    reason = tables.reasons[code].format(**words)
    made = Proposal(f"{fact.id}:field:{mark}", RollRole.FIELD, place, fact.text, value, reason, fact.id)
    return replace(made, partner=partner.id)
