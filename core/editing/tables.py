"""A table's years rolled over as one edit: values move under the earlier year, this year's are taken out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count

from core.editing.compare import word_edits
from core.editing.text.replace_text import facts_by_element, moved_facts, with_text_replaced
from core.model.blocks import CellPlace
from core.model.change import number_of
from core.model.draft import Draft
from core.model.elements import Element
from core.model.fact import Fact, FactKind, FactState
from core.model.grid import PlacedTable, tables_of
from core.model.proposal import COPY, AddedLine, CellChange, CellFate, Proposal
from core.model.spans import Span
from core.model.tables.lines import NewLine, with_line

VALUES = frozenset((FactKind.FIGURE, FactKind.MASK))
FROM_LAST_YEAR = "上年材料“{head}”一栏"


def with_table_rolled(draft: Draft, proposal: Proposal) -> Draft:
    """The draft with all changes of a table; unchanged when any of its cells no longer says what the proposal says."""
    contents = {element.id: element.content for element in draft.elements}
    if any(contents.get(each.element_id.removeprefix(COPY)) != each.before for each in proposal.cells):
        return draft
    if proposal.added is None:
        return _written(draft, proposal.cells)
    placed = next((one for one in tables_of(draft.elements) if one.element_id == proposal.place.element_id), None)
    return draft if placed is None else _with_added(draft, placed, proposal.added, proposal.cells)


def _with_added(draft: Draft, placed: PlacedTable, added: AddedLine, cells: Sequence[CellChange]) -> Draft:
    line = with_line(placed.table, added.like, added.is_row, added.is_before)
    copy = _Copy(draft, placed, line)
    after = copy.made()
    named = (
        replace(each, element_id=copy.ids.get(each.element_id.removeprefix(COPY), each.element_id))
        if COPY in each.element_id
        else each
        for each in cells
    )
    return _written(after, tuple(named))


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


def _written(draft: Draft, cells: Sequence[CellChange]) -> Draft:
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
        return (
            self._opened(element, own, change) if change.fate is CellFate.OPENED else self._moved(element, own, change)
        )

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
            label = fact.label.replace(change.old, change.new) if change.old else fact.label
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
        label = fact.label.replace(change.old, change.new) if change.old else fact.label
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
