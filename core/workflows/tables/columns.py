"""Paragraphs that draw a table with tabs, wide spaces or box lines, made a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from core.editing.grids.given import insert_blocks
from core.model.blocks import Emphasis, cut_emphasis
from core.model.change import IDS, Change, apply, difference, numbered
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.fact import Fact
from core.model.spans import Place
from core.model.tables.given import GivenTable
from core.readers.tabs import columns_of, is_rule

REASON = "文字转为表格"


def drawn_table(lines: Sequence[str]) -> GivenTable | None:
    """The table that lines of text draw; None where they do not agree."""
    return columns_of(lines)


def columns_to_table(draft: Draft, element_ids: Sequence[str]) -> Change | None:
    """Put a table in the place of the paragraphs that draw it; None where they draw none or are no plain paragraphs.

    Facts go into the cells in which they stand whole. None, too, where one reaches over two cells: its mark would be lost.
    """
    wanted = frozenset(element_ids)
    own = [each for each in draft.elements if each.id in wanted]
    given = drawn_table([each.content for each in own]) if own else None
    if given is None or not all(map(_is_prose, own)):
        return None
    change = _replaced(draft, own, given)
    is_whole = len(change.after.facts) == len(change.before.facts)
    return change if is_whole else None


def _is_prose(element: Element) -> bool:
    return element.role is Role.BODY and not element.objects


def _replaced(draft: Draft, own: Sequence[Element], given: GivenTable) -> Change:
    """The paragraphs give way to the table."""
    grown = apply(draft, insert_blocks(draft, own[-1].id, (given,), REASON))
    known, gone = frozenset(map(IDS, draft.elements)), frozenset(map(IDS, own))
    cells = [each for each in grown.elements if each.id not in known and each.role is Role.CELL]
    pieces = list(_pieces(own, cells, given.table.size[1]))
    dressed = {each.cell.id: replace(each.cell, emphasis=each.emphasis) for each in pieces}
    elements = tuple(dressed.get(each.id, each) for each in grown.elements if each.id not in gone)
    position = numbered(map(IDS, elements))
    stay = (fact for fact in draft.facts if fact.element_id not in gone)
    facts = sorted(
        chain(stay, *(each.facts_of(draft) for each in pieces)),
        key=lambda fact: (position[fact.element_id], fact.start),
    )
    after = replace(grown, elements=elements, facts=tuple(facts))
    return difference(draft, after, Place(cells[0].id), REASON)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A cell and the part of a paragraph that stands in it."""

    cell: Element
    paragraph: Element
    start: int
    end: int

    @property
    def emphasis(self) -> tuple[Emphasis, ...]:
        """The look of its words: struck-out figures stay struck out."""
        return cut_emphasis(self.paragraph.emphasis, self.start, self.end, -self.start)

    def facts_of(self, draft: Draft) -> Iterator[Fact]:
        """The facts that stand in it whole, as facts of the cell."""
        for fact in draft.facts:
            if fact.element_id == self.paragraph.id and self.start <= fact.start and fact.end <= self.end:
                yield replace(fact, element_id=self.cell.id, start=fact.start - self.start, end=fact.end - self.start)


def _pieces(own: Sequence[Element], cells: Sequence[Element], wide: int) -> Iterator[_Piece]:
    """The cells row by row; lines that only rule the table are no rows."""
    rows = (each for each in own if not is_rule(each.content))
    for number, paragraph in enumerate(rows):
        at = 0
        for cell in cells[number * wide : (number + 1) * wide]:
            start = paragraph.content.index(cell.content, at)
            at = start + len(cell.content)
            yield _Piece(cell, paragraph, start, at)
