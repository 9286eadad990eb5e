"""Accepting and refusing proposals, for words and for whole tables; decisions are stored in the facts.

An accepted place is 已更新, a refused one 已确认. A place without a fact gets one.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from operator import attrgetter

from core.editing.compare import word_edits
from core.editing.grids.serials import recounted
from core.editing.text.one_line import one_line
from core.editing.text.replace_text import facts_by_element, moved_facts, with_text_replaced
from core.editing.text.values import GivenValue, confirmed, set_given_values
from core.model.blocks import CellPlace
from core.model.change import Change, apply, difference, number_of
from core.model.draft import Draft
from core.model.elements import Element
from core.model.fact import Fact, FactKind, FactState
from core.model.grid import PlacedTable, tables_of
from core.model.proposal import COPY, AddedLine, CellChange, CellFate, Proposal, RollRole
from core.model.spans import Place, Span
from core.model.tables.indicators import in_full_unit
from core.model.tables.lines import NewLine, with_line

VALUES = frozenset((FactKind.FIGURE, FactKind.MASK))
FROM_LAST_YEAR = "上年材料“{head}”一栏"


def with_table_rolled(draft: Draft, proposal: Proposal) -> Draft:
    """The draft with all changes of a table; unchanged when any of its cells no longer says what the proposal says."""
    contents = {element.id: element.content for element in draft.elements}
    if any(contents.get(each.element_id.removeprefix(COPY)) != each.before for each in proposal.cells):
        return draft
    if proposal.added is None:
        return _with_cells(draft, proposal.cells)
    placed = next((one for one in tables_of(draft.elements) if one.element_id == proposal.place.element_id), None)
    return draft if placed is None else _with_added(draft, placed, proposal.added, proposal.cells)


def _with_added(draft: Draft, placed: PlacedTable, added: AddedLine, cells: Sequence[CellChange]) -> Draft:
    line = with_line(placed.table, added.like, added.is_row, added.is_before)
    copy = _Copy(draft, placed, line)
    after = recounted(draft, copy.made(), placed.element_id)
    named = (
        replace(each, element_id=copy.ids.get(each.element_id.removeprefix(COPY), each.element_id))
        if COPY in each.element_id
        else each
        for each in cells
    )
    return _with_cells(after, tuple(named))


@dataclass(frozen=True, eq=False)
class _Copy:
    """The paragraphs and facts of a table to which a line was added."""

    draft: Draft
    placed: PlacedTable
    line: NewLine

    @property
    def _sources(self) -> Mapping[CellPlace, tuple[Element, ...]]:
        return self.placed.cells(self.draft.elements)

    @property
    def ids(self) -> Mapping[str, str]:
        """The id of each new paragraph by that of the one it copies."""
        sources = self._sources
        olds = [element.id for _, source in self.line.copied for element in sources[source]]
        return {old: f"e{self.draft.serial + number}" for number, old in enumerate(olds, 1)}

    def made(self) -> Draft:
        """The draft with the new line, which says what the copied one says."""
        draft = self.draft
        head = replace(draft.elements[self.placed.start], table=self.line.table)
        before, after = draft.elements[: self.placed.start], draft.elements[self.placed.end :]
        elements = (*before, head, *self._paragraphs(), *after)
        facts = facts_by_element((*draft.facts, *self._facts()))
        ordered = tuple(chain.from_iterable(facts.get(element.id, ()) for element in elements))
        numbers = [*(number_of(one.id) for one in elements), *(number_of(fact.id) for fact in ordered)]
        return replace(draft, elements=elements, facts=ordered, serial=max(draft.serial, *numbers))

    def _paragraphs(self) -> Iterator[Element]:
        """The paragraphs of all cells, row by row."""
        ids, sources = self.ids, self._sources
        found = {now: sources[before] for before, now in self.line.moved}
        for place, source in self.line.copied:
            found[place] = tuple(replace(element, id=ids[element.id], line=0) for element in sources[source])
        for cell in self.line.table.cells:
            place = CellPlace(cell.row, cell.column)
            yield from (replace(element, cell=place) for element in found.get(place) or sources[place])

    def _facts(self) -> Iterator[Fact]:
        """The facts of the new paragraphs."""
        ids = self.ids
        numbers = count(self.draft.serial + len(ids) + 1)
        for fact in self.draft.facts:
            if fact.element_id in ids:
                yield replace(fact, id=f"f{next(numbers)}", element_id=ids[fact.element_id], group="")


def _with_cells(draft: Draft, cells: Sequence[CellChange]) -> Draft:
    roll = _Roll(
        draft,
        facts_by_element(draft.facts),
        {element.id: element for element in draft.elements},
        count(draft.serial + 1),
    )
    by_id = {each.element_id: each for each in cells}
    made = [roll.of(element, by_id.get(element.id)) for element in draft.elements]
    facts = tuple(chain.from_iterable(own for _, own in made))
    serial = max([draft.serial, *(number_of(fact.id) for fact in facts)])
    return replace(draft, elements=tuple(element for element, _ in made), facts=facts, serial=serial)


@dataclass(frozen=True, eq=False)
class _Roll:
    """The paragraphs of a draft as the cells of a table change; ``numbers`` are free for ids."""

    draft: Draft
    facts: Mapping[str, Sequence[Fact]]
    elements: Mapping[str, Element]
    numbers: Iterator[int]

    def of(self, element: Element, change: CellChange | None) -> tuple[Element, Sequence[Fact]]:
        """A paragraph with its facts after its change, if it has one."""
        own = self.facts.get(element.id, ())
        if change is None:
            return element, own
        if change.fate is CellFate.HEAD:
            return self._renewed(element, own, change)
        if change.fate in (CellFate.KEPT, CellFate.SETTLED):
            return element, [self._left(fact, change) for fact in own]
        if change.fate is CellFate.MOVED:
            return self._moved(element, own, change)
        is_emptied = change.fate is CellFate.CLEARED or change.words is not None
        return self._emptied(element, change) if is_emptied else self._opened(element, own, change)

    def _emptied(self, element: Element, change: CellChange) -> tuple[Element, Sequence[Fact]]:
        """A cell without its words; where others have to be written it waits for them with last year's beside it."""
        element = with_text_replaced(element, Span(0, len(element.content)), "")
        if change.words is None:
            return element, ()
        identifier = f"f{next(self.numbers)}"
        return element, [
            Fact(
                id=identifier,
                kind=change.words.kind,
                subkind=change.words.subkind,
                element_id=element.id,
                start=0,
                end=0,
                text="",
                unit=change.words.unit,
                label=change.words.label,
                state=FactState.EMPTY,
                prior=change.before,
            )
        ]

    @staticmethod
    def _left(fact: Fact, change: CellChange) -> Fact:
        if change.fate is CellFate.KEPT:
            return _relabelled(fact, change)
        return confirmed(fact) if fact.state is FactState.CARRIED else fact

    def _renewed(self, element: Element, facts: Sequence[Fact], change: CellChange) -> tuple[Element, Sequence[Fact]]:
        """A head with its year moved on; the year is settled, apart from its field in the text."""
        for place, text, _ in reversed([*word_edits(element.content, change.after, 0)]):
            element = with_text_replaced(element, place, text)
            facts = moved_facts(facts, place, text)
        return element, [self._settled(fact, element.content[fact.start : fact.end]) for fact in facts]

    @staticmethod
    def _settled(fact: Fact, text: str) -> Fact:
        if text == fact.text:
            return fact
        return replace(
            fact,
            text=text,
            value=text,
            state=FactState.UPDATED,
            source="",
            group=f"{fact.group}>{text}" if fact.group else "",
        )

    @staticmethod
    def _opened(element: Element, facts: Sequence[Fact], change: CellChange) -> tuple[Element, Sequence[Fact]]:
        """A cell without its values, each of which waits to be filled with last year's beside it."""
        values = [fact for fact in facts if fact.kind in VALUES]
        opened, gone = [], 0
        for fact in values:
            start = fact.start - gone
            element = with_text_replaced(element, Span(start, start + len(fact.text)), "")
            gone += len(fact.text)
            label = _relabelled(fact, change).label
            opened.append(
                replace(
                    fact,
                    start=start,
                    end=start,
                    text="",
                    label=label,
                    value=None,
                    state=FactState.EMPTY,
                    prior=fact.text,
                    source="",
                )
            )
        return element, opened

    def _moved(self, element: Element, own: Sequence[Fact], change: CellChange) -> tuple[Element, Sequence[Fact]]:
        """A cell with the value of the next year, which still has to be looked at."""
        source = self.elements[change.source]
        made = replace(element, content=source.content, emphasis=source.emphasis, objects=source.objects)
        ids = chain((fact.id for fact in own), (f"f{number}" for number in self.numbers))
        return made, [self._carried(fact, next(ids), element.id, change) for fact in self.facts.get(source.id, ())]

    @staticmethod
    def _carried(fact: Fact, identifier: str, element_id: str, change: CellChange) -> Fact:
        label = _relabelled(fact, change).label
        is_mask = fact.kind is FactKind.MASK
        return replace(
            fact,
            id=identifier,
            element_id=element_id,
            label=label,
            group="",
            state=FactState.EMPTY if is_mask else FactState.CARRIED,
            prior=fact.text,
            value=None,
            source=FROM_LAST_YEAR.format(head=change.old),
        )


def _relabelled(fact: Fact, change: CellChange) -> Fact:
    """The fact with the new head in its label."""
    return replace(fact, label=fact.label.replace(change.old, change.new)) if change.old else fact


ACCEPTED, REFUSED = "年份更新", "年份更新：保留原样"
NEW_FACT = "rolled"
COMPUTED = "按公式算出："
JOINED = "joined:"
OF_VALUES = (RollRole.TABLE, RollRole.FORMULA, RollRole.FIELD)
UNDECIDED = (RollRole.TABLE, RollRole.FIELD)
"""Roles whose refusal says nothing about the value."""


def accept(draft: Draft, proposals: Iterable[Proposal]) -> Change:
    """Write these proposals into the draft as one change; undecided ones and those whose text is gone are skipped.

    If the places of a field are treated differently, the changed ones become a field of their own. Raises BadUse for a
    replacement that cannot be stored.
    """
    answered = [proposal for proposal in proposals if not proposal.asks]
    plain = [proposal for proposal in answered if proposal.role not in OF_VALUES]
    if len(plain) == len(answered):
        return _decided(draft, answered, ACCEPTED)
    after = apply(draft, _decided(draft, plain, ACCEPTED))
    after = _with_values(after, [proposal for proposal in answered if proposal.role is RollRole.FORMULA])
    for proposal in answered:
        after = _with_fields_and_tables(after, proposal)
    return difference(draft, after, answered[0].place, ACCEPTED)


def _with_fields_and_tables(draft: Draft, proposal: Proposal) -> Draft:
    if proposal.role is RollRole.FIELD:
        return with_field_joined(draft, proposal)
    return with_table_rolled(draft, proposal) if proposal.role is RollRole.TABLE else draft


def with_field_joined(draft: Draft, proposal: Proposal) -> Draft:
    """The draft in which a fact and its partner are one field; unchanged when the fact says something else by now.

    All places get the proposal's value, with the source and note of the partner where it is the partner's.
    """
    ends = (proposal.fact_id, proposal.partner)
    whole = _in_full_units(draft, {fact.field for fact in draft.facts if fact.id in ends})
    found = {fact.id: fact for fact in whole.facts if fact.id in ends}
    if len(found) < len(ends) or found[ends[0]].text != proposal.text:
        return draft
    fact, partner = map(found.__getitem__, ends)
    joined = _in_one_field(whole, partner, {fact.field, partner.field})
    return _with_value(joined, partner, proposal)


def _with_value(draft: Draft, partner: Fact, proposal: Proposal) -> Draft:
    """The draft with the proposal's value at all places of the field, if that is another one or settled there."""
    value = proposal.replacement or ""
    if not value or (value == proposal.text and partner.state.is_open):
        return draft
    source_and_note = (partner.source, partner.note) if value == partner.text else ("", "")
    return apply(draft, set_given_values(draft, [GivenValue(proposal.fact_id, value, *source_and_note)]))


def _in_full_units(draft: Draft, keys: Collection[str]) -> Draft:
    facts = (in_full_unit(fact) if fact.field in keys else fact for fact in draft.facts)
    return replace(draft, facts=tuple(facts))


def _in_one_field(draft: Draft, first: Fact, keys: Collection[str]) -> Draft:
    group = first.group or f"{JOINED}{first.id}"
    facts = (replace(fact, group=group) if fact.field in keys else fact for fact in draft.facts)
    return replace(draft, facts=tuple(facts))


def _with_values(draft: Draft, proposals: Iterable[Proposal]) -> Draft:
    """The draft with computed values in their cells; their source names the formula."""
    texts = {fact.id: fact.text for fact in draft.facts}
    given = [
        GivenValue(each.fact_id, each.replacement or "", f"{COMPUTED}{each.reason}")
        for each in proposals
        if texts.get(each.fact_id) == each.text
    ]
    return apply(draft, set_given_values(draft, given))


def refuse(draft: Draft, proposals: Iterable[Proposal]) -> Change:
    """Keep the text at these places (state 已确认); no character changes. A mask that was never filled stays open."""
    kept = [replace(proposal, replacement=proposal.text) for proposal in proposals if proposal.role not in UNDECIDED]
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
    edits = [*word_edits(proposal.text, new, span.start)][::-1]
    for place, text, _ in edits:
        element = with_text_replaced(element, place, text)
    kept = _carried(facts, (span, new), edits)
    changed = Span(span.start, span.start + len(new))
    decided = [_with_decision(fact, element.content, inside) for fact in kept if _touches(fact, changed)]
    if not decided and new:
        decided = [_made(element, changed, proposal, inside, free)]
    others = [fact for fact in kept if not _touches(fact, changed)]
    return element, sorted((*others, *decided), key=lambda fact: fact.start)


def _carried(facts: Sequence[Fact], whole: tuple[Span, str], edits: Sequence[tuple[Span, str, bool]]) -> Sequence[Fact]:
    """The facts after edits within ``whole``, from the last one to the first.

    A fact around the whole place holds all that is written there, words at its ends too: 十四五 as 十五五.
    """
    span, text = whole
    if any(fact.start <= span.start < span.end <= fact.end for fact in facts):
        return moved_facts(facts, span, text)
    for place, part, _ in edits:
        facts = moved_facts(facts, place, part)
    return facts


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
