"""Deleting a selection across cells: tables keep their structure, text outside them is deleted as usual."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from operator import attrgetter

from core.editing.text.one_line import one_line
from core.editing.text.paragraphs import TypedFact, TypedParagraph, retyped, take_over
from core.model.blocks import CellPlace
from core.model.change import Change
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.fact import Fact
from core.model.grid import tables_of
from core.model.spans import Place

REASON = "删除"

Home = tuple[int, CellPlace | None]
"""The number of the table and the cell that a paragraph stands in; between tables no cell."""


def delete_between(draft: Draft, first: Place, last: Place) -> Change:
    """Delete from ``first.span.start`` in one element to ``last.span.end`` in the same or a later one.

    A table is deleted only when the selection begins before its head and ends behind its last cell, or behind the text of
    that cell where nothing follows; of any other table the selected cells are emptied. What is left of a cell or of the
    text between two tables is one paragraph.
    """
    numbers = {element.id: number for number, element in enumerate(draft.elements)}
    start, end = numbers[first.element_id], numbers[last.element_id]
    chosen = _Selection(draft, start, end, first.span.start, last.span.end)
    kept = tuple(chosen.left())
    return replace(take_over(draft, [each.id for each in draft.elements[start : end + 1]], kept), reason=REASON)


def empty_cells(draft: Draft, element_ids: Collection[str]) -> Change:
    """Empty the cells of one table in which these paragraphs stand; each keeps its first paragraph, without text."""
    run = [number for number, element in enumerate(draft.elements) if element.id in element_ids]
    elements = draft.elements[run[0] : run[-1] + 1] if run else ()
    emptied = frozenset(element.cell for element in elements if element.id in element_ids)
    typed: list[TypedParagraph] = []
    for cell, own in groupby(elements, key=attrgetter("cell")):
        kept = list(own)
        if cell in emptied:
            typed.append(TypedParagraph(kept[0].id, ""))
        else:
            typed += (as_it_is(draft, each) for each in kept)
    return replace(take_over(draft, [each.id for each in elements], typed), reason=REASON)


def as_it_is(draft: Draft, element: Element) -> TypedParagraph:
    """A paragraph and its facts, unchanged."""
    own = [fact for fact in draft.facts if fact.element_id == element.id]
    return TypedParagraph(element.id, element.content, tuple(TypedFact(each.id, each.start, each.end) for each in own))


@dataclass(frozen=True, slots=True)
class _Selection:
    """From character ``offset`` of element ``start`` to before character ``stop`` of element ``end``, by their indexes."""

    draft: Draft
    start: int
    end: int
    offset: int
    stop: int

    def left(self) -> Iterator[TypedParagraph]:
        """The remaining paragraphs, each with its remaining content."""
        elements = self.draft.elements
        is_all = self.end == len(elements) - 1 and self.stop >= len(elements[self.end].content)
        beyond = len(elements) if is_all else self.end
        whole = {
            number
            for table in tables_of(elements)
            if self.start < table.start and table.end <= beyond
            for number in range(table.start, table.end)
        }
        left = [number for number in range(self.start, self.end + 1) if number not in whole]
        homes = self._homes(left)
        for (_, cell), group in groupby(left, key=homes.__getitem__):
            yield from self._rest(list(group), cell is not None)

    def _homes(self, left: Sequence[int]) -> dict[int, Home]:
        """The run of text or the cell of each paragraph; a table's head is a unit of its own, its cells follow it."""
        heads = accumulate(self.draft.elements[number].role is Role.TABLE for number in left)
        return {number: (table, self.draft.elements[number].cell) for number, table in zip(left, heads, strict=True)}

    def _rest(self, group: Sequence[int], in_cell: bool) -> Iterator[TypedParagraph]:
        """The rest of adjacent paragraphs: nothing, or the beginning of the first and the end of the last."""
        first = self.draft.elements[group[0]]
        if first.role is Role.TABLE:
            yield TypedParagraph(first.id, "")
            return
        ends = [n for n in group if n in (self.start, self.end) and self.draft.elements[n].role is not Role.FIGURE]
        if ends or in_cell:
            yield self._joined(self.draft.elements[(ends or group)[0]], group)

    def _joined(self, kept: Element, group: Sequence[int]) -> TypedParagraph:
        content, facts = "", tuple[TypedFact, ...]()
        for number in dict.fromkeys((group[0], group[-1])):
            element = self.draft.elements[number]
            own = [fact for fact in self.draft.facts if fact.element_id == element.id]
            if number == self.start:
                content += element.content[: self.offset]
                facts += tuple(_cut(own, 0, self.offset, 0))
            if number == self.end:
                facts += tuple(_cut(own, self.stop, len(element.content), len(content) - self.stop))
                content += element.content[self.stop :]
        return TypedParagraph(kept.id, content, facts)


def _cut(facts: Sequence[Fact], start: int, end: int, shift: int) -> Iterator[TypedFact]:
    """The parts of facts between two characters, moved by ``shift``."""
    for fact in facts:
        begin, stop = max(fact.start, start), min(fact.end, end)
        if begin < stop:
            yield TypedFact(fact.id, begin + shift, stop + shift)


def write_cell(draft: Draft, element_id: str, text: str) -> Change:
    """Write another text into a paragraph of a cell; its facts keep to their characters by the shortest edit."""
    element = next(each for each in draft.elements if each.id == element_id)
    change = take_over(draft, (element_id,), (retyped(draft, element, one_line(text)),))
    return replace(change, reason="填写表格")
