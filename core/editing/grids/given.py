"""Tables that come from elsewhere: put in as they are, or their values into the cells of a table that stands there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from core.editing.grids.lines import Axis, grown, insert_line
from core.editing.grids.placing import table_at
from core.editing.grids.turning import turn_tables, wide_tables
from core.editing.text.cells import as_it_is
from core.editing.text.paragraphs import TypedFact, TypedParagraph, retyped, take_over
from core.model.blocks import CellPlace, Table, joined_media
from core.model.change import IDS, Change, apply, difference, numbered, with_settled_tables
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.fact import Fact
from core.model.grid import PlacedTable, tables_of
from core.model.scales import intended_value
from core.model.spans import Place, Span
from core.model.tables.cells import numbers_in
from core.model.tables.given import GivenPicture, GivenTable

Block = str | GivenTable | GivenPicture
"""A paragraph, a table or a picture."""

_OF_TABLES = frozenset({Role.TABLE, Role.CELL})


def insert_blocks(
    draft: Draft, element_id: str, blocks: Sequence[Block], reason: str, is_before: bool = False
) -> Change:
    """Put paragraphs, tables and pictures behind the paragraph, or before it; at the end where there is no such paragraph.

    An empty paragraph of plain text gives way to them, unless it parts two tables. From a cell, they come behind its table.
    A table that is too wide for an upright page comes to stand on a landscape one.
    """
    start, end = _gap(draft, element_id, is_before)
    new = list(_elements(blocks, draft.serial))
    before, kept, after = draft.elements[:start], draft.elements[start:end], draft.elements[end:]
    if new[0].role in _OF_TABLES and before and before[-1].role in _OF_TABLES:
        before = (*before, *kept)
    elif new[-1].role in _OF_TABLES and after and after[0].role in _OF_TABLES:
        after = (*kept, *after)
    elements = (*before, *new, *after)
    result = replace(draft, elements=elements, media=_media(draft, blocks))
    result = turn_tables(result, wide_tables(result, {each.id for each in new}))
    return difference(draft, result, Place(new[0].id), reason)


def _media(draft: Draft, blocks: Sequence[Block]) -> Mapping[str, bytes]:
    """The draft's media and those of the pictures."""
    own = [block.media for block in blocks if isinstance(block, GivenPicture)]
    return joined_media(draft.media, *own) if own else draft.media


def _gap(draft: Draft, element_id: str, is_before: bool) -> tuple[int, int]:
    """The elements that give way: from one index up to another."""
    at = numbered(map(IDS, draft.elements)).get(element_id)
    if at is None:
        return len(draft.elements), len(draft.elements)
    around = ((each.start, each.end) for each in tables_of(draft.elements) if each.start <= at < each.end)
    start, end = next(around, (at, at + 1))
    if _is_blank(draft, draft.elements[at]):
        return start, end
    return (start, start) if is_before else (end, end)


def _is_blank(draft: Draft, element: Element) -> bool:
    """Whether an element is an empty paragraph of plain text outside of tables."""
    has_facts = any(fact.element_id == element.id for fact in draft.facts)
    return element.role is Role.BODY and not element.content and element.is_plain and not has_facts


def _elements(blocks: Sequence[Block], serial: int) -> Iterator[Element]:
    numbers = count(serial + 1)
    for block in blocks:
        if isinstance(block, str):
            yield Element(f"e{next(numbers)}", Role.BODY, block)
            continue
        if isinstance(block, GivenPicture):
            yield Element(f"e{next(numbers)}", Role.FIGURE, "", objects=(block.shown,))
            continue
        yield Element(f"e{next(numbers)}", Role.TABLE, "", table=block.table)
        for cell, text in zip(block.table.cells, block.texts, strict=True):
            for line in text.split("\n"):
                yield Element(f"e{next(numbers)}", Role.CELL, line, cell=CellPlace(cell.row, cell.column))


@dataclass(frozen=True, slots=True)
class Filling:
    """The change, how many rows and columns the table gained, and how many values found no cell of their own.

    ``ids`` are the first paragraphs of the cells that were written.
    """

    change: Change
    rows: int = 0
    columns: int = 0
    left: int = 0
    ids: frozenset[str] = frozenset()


def fill_cells(draft: Draft, element_id: str, given: GivenTable, reason: str) -> Filling | None:
    """Write values into the cells from that of a paragraph on, rightwards and downwards; None outside of tables.

    Rows and columns are added where there are more values. An empty value leaves its cell as it is, so that pasting takes
    nothing away; a value for a place that another cell covers is left. A fact takes the number that is written over it, and
    a bare number leaves what stands around it, such as its unit.
    """
    found = table_at(draft, element_id)
    if found is None:
        return None
    placed, own = found
    table = placed.table
    top, left = [row.id for row in table.rows].index(own.row), [each.id for each in table.columns].index(own.column)
    rows = max(top + given.table.size[0] - table.size[0], 0)
    columns = max(left + given.table.size[1] - table.size[1], 0)
    large = grown(grown(table, Axis.COLUMNS, columns), Axis.ROWS, rows)
    draft_now = _with_table(draft, placed, large)
    texts = _texts(large, given, top, left)
    after = _written(draft_now, placed.element_id, texts)
    wanted = sum(1 for line in given.lines for text in line if text.strip())
    change = difference(draft, after, Place(element_id), reason)
    return Filling(change, rows, columns, wanted - len(texts), _written_ids(after, placed.element_id, texts))


def add_row(draft: Draft, table_id: str, after: str, texts: Mapping[str, str], reason: str = "增加行") -> Change:
    """Add a row to a table behind the one with the id ``after``, at its end if there is none, with texts by column id.

    A column that is no more is left out; nothing changes without the table.
    """
    placed = next((each for each in tables_of(draft.elements) if each.element_id == table_id), None)
    if placed is None:
        return difference(draft, draft, Place(table_id), reason)
    rows = [row.id for row in placed.table.rows]
    beside = _last_in(draft, placed, after if after in rows else rows[-1])
    now = apply(draft, insert_line(draft, beside, Axis.ROWS))
    new = next(each for each in tables_of(now.elements) if each.element_id == table_id)
    fresh = next(row.id for row in new.table.rows if row.id not in rows)
    found = _written(now, table_id, {CellPlace(fresh, column): text for column, text in texts.items()})
    return difference(draft, found, Place(beside), reason)


def _last_in(draft: Draft, placed: PlacedTable, row: str) -> str:
    """The last paragraph in the cells that begin in a row, or in the table if none does."""
    cells = [each for each in draft.elements[placed.start : placed.end] if each.cell is not None]
    own = [each for each in cells if each.cell is not None and each.cell.row == row]
    return (own or cells)[-1].id


def _with_table(draft: Draft, placed: PlacedTable, table: Table) -> Draft:
    head = replace(draft.elements[placed.start], table=table)
    elements = (*draft.elements[: placed.start], head, *draft.elements[placed.start + 1 :])
    return with_settled_tables(replace(draft, elements=elements))


def _texts(table: Table, given: GivenTable, top: int, left: int) -> dict[CellPlace, str]:
    """What each cell gets."""
    begun = {CellPlace(cell.row, cell.column) for cell in table.cells}
    found = {
        CellPlace(table.rows[top + down].id, table.columns[left + across].id): text
        for down, line in enumerate(given.lines)
        for across, text in enumerate(line)
        if text.strip()
    }
    return {place: text for place, text in found.items() if place in begun}


def _written(draft: Draft, table_id: str, texts: dict[CellPlace, str]) -> Draft:
    placed = next(each for each in tables_of(draft.elements) if each.element_id == table_id)
    old = [each.id for each in draft.elements[placed.start + 1 : placed.end]]
    typed: list[TypedParagraph] = []
    for place, own in placed.cells(draft.elements).items():
        if place in texts:
            typed += _typed(draft, place, own, texts[place])
        else:
            typed += (as_it_is(draft, each) for each in own)
    return apply(draft, take_over(draft, old, typed))


def _written_ids(draft: Draft, table_id: str, texts: Mapping[CellPlace, str]) -> frozenset[str]:
    placed = next(each for each in tables_of(draft.elements) if each.element_id == table_id)
    return frozenset(own[0].id for place, own in placed.cells(draft.elements).items() if place in texts)


def _typed(draft: Draft, place: CellPlace, own: Sequence[Element], text: str) -> Iterator[TypedParagraph]:
    """The paragraphs of a cell with another text."""
    first, *rest = text.split("\n")
    facts = [fact for fact in draft.facts if fact.element_id == own[0].id]
    numbers = list(numbers_in(first))
    if len(facts) == 1 and len(numbers) == 1:
        first, span = _around(own[0].content, facts[0], first, numbers[0]) if not rest else (first, numbers[0])
        yield TypedParagraph(own[0].id, first, (TypedFact(facts[0].id, span.start, span.end),))
    else:
        yield retyped(draft, own[0], first)
    yield from (TypedParagraph("", line, cell=place) for line in rest)


def _around(content: str, fact: Fact, text: str, number: Span) -> tuple[str, Span]:
    """The cell's text and the place of its number: a bare number leaves what stands around the fact."""
    if text.strip() != text[number.start : number.end]:
        return text, number
    value = intended_value(fact, text.strip())
    return content[: fact.start] + value + content[fact.end :], Span(fact.start, fact.start + len(value))
