"""Tables that come from elsewhere: put in as they are, or their values into the cells of a table that stands there."""

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from typing import NamedTuple

from core.editing.grids.lines import Axis, grown
from core.editing.grids.placing import table_at
from core.editing.grids.serials import insert_line
from core.editing.grids.turning import turn_tables, wide_tables
from core.editing.text.cells import as_it_is
from core.editing.text.paragraphs import TypedFact, TypedParagraph, retyped, take_over
from core.model.blocks import CellPlace, Table, joined_media
from core.model.change import IDS, Change, apply, difference, numbered, with_settled_tables
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind, MaskKind
from core.model.grid import PlacedTable, tables_of
from core.model.scales import intended_value
from core.model.spans import Place
from core.model.tables.cells import numbers_in
from core.model.tables.fit import (
    USUAL_AREA,
    CellTexts,
    TypeArea,
    column_widths,
    fitted_widths,
    largest_size,
    roomy_widths,
    widest_texts,
)
from core.model.tables.given import GivenPicture, GivenTable, GivenText
from core.typesetting.standard import width

GivenBlock = GivenText | GivenTable | GivenPicture
"""A paragraph, a table or a picture."""

_OF_TABLES = frozenset({Role.TABLE, Role.CELL})
_OPENING = frozenset({Role.HEADING, Role.ATTACHMENT_MARK, Role.ATTACHMENT_TITLE})
"""What is put in at the start of one of these belongs to what it opens, and so behind it."""

_SIGNS = ("%", "％", "‰")
"""Units that a spreadsheet shows with the number whatever the head of the column says."""

_WORDS = frozenset((MaskKind.NAME, MaskKind.PERSON))


class Gap(NamedTuple):
    """Where blocks are put: before a paragraph or behind it, and the type area of the pages there."""

    is_before: bool = False
    area: TypeArea = USUAL_AREA


_BEHIND = Gap()


def insert_blocks(
    draft: Draft, element_id: str, blocks: Sequence[GivenBlock], reason: str, gap: Gap = _BEHIND
) -> Change:
    """Put paragraphs, tables and pictures behind the paragraph, or before it unless it is a heading; at the end
    where there is no such paragraph. Facts of their words are further places of their fields.

    An empty paragraph of plain text gives way to them, unless it parts two tables. From a cell, they come behind its table.
    Columns that leave their text too little room fill the type area; a table that is too wide for an upright page even then
    comes to stand on a landscape one.
    """
    start, end = _gap(draft, element_id, gap.is_before)
    made = list(_made(draft, blocks))
    new = [element for element, _ in made]
    elements = _put_between(draft.elements, start, end, new)
    result = replace(draft, elements=elements, media=_media(draft, blocks))
    result = _with_facts(result, list(chain.from_iterable(facts for _, facts in made)))
    result = _with_room(result, frozenset(map(IDS, new)), gap.area)
    return difference(draft, result, Place(new[0].id), reason)


def _with_room(draft: Draft, ids: Collection[str], area: TypeArea) -> Draft:
    """The draft with wider columns in those of these tables whose texts then break less or stand in a larger size; the rest
    is turned."""
    for placed in tables_of(draft.elements):
        if placed.element_id in ids:
            draft = _with_table(draft, placed, _roomier(placed.table, placed.texts(draft.elements), area.width))
    return turn_tables(draft, wide_tables(draft, ids, area.width), True, area)


def _roomier(table: Table, texts: CellTexts, text_width: int) -> Table:
    own, found = column_widths(table, text_width), roomy_widths(table, texts, text_width, width)
    sizes = [largest_size(widest_texts(table, texts, each, width)) or 0 for each in (own, found)]
    if sizes[0] >= sizes[1]:
        found = fitted_widths(table, texts, text_width, width)
    if found == own:
        return table
    columns = (replace(column, width=each) for column, each in zip(table.columns, found, strict=True))
    return replace(table, columns=tuple(columns))


def _media(draft: Draft, blocks: Sequence[GivenBlock]) -> Mapping[str, bytes]:
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
    is_before = is_before and draft.elements[at].role not in _OPENING
    return (start, start) if is_before else (end, end)


def _is_blank(draft: Draft, element: Element) -> bool:
    """Whether an element is an empty paragraph of plain text outside of tables."""
    has_facts = any(fact.element_id == element.id for fact in draft.facts)
    return element.role is Role.BODY and not element.content and element.is_plain and not has_facts


def _put_between(elements: tuple[Element, ...], start: int, end: int, new: Sequence[Element]) -> tuple[Element, ...]:
    """The elements with new ones in place of a blank paragraph, which stays where it parts two tables."""
    before, kept, after = elements[:start], elements[start:end], elements[end:]
    if new[0].role in _OF_TABLES and before and before[-1].role in _OF_TABLES:
        before = (*before, *kept)
    elif new[-1].role in _OF_TABLES and after and after[0].role in _OF_TABLES:
        after = (*kept, *after)
    return (*before, *new, *after)


def _with_facts(draft: Draft, new: Sequence[Fact]) -> Draft:
    if not new:
        return draft
    position = numbered(map(IDS, draft.elements))
    facts = sorted((*draft.facts, *new), key=lambda fact: (position[fact.element_id], fact.start))
    return replace(draft, facts=tuple(facts))


Made = tuple[Element, tuple[Fact, ...]]


def _made(draft: Draft, blocks: Sequence[GivenBlock]) -> Iterator[Made]:
    """The elements of blocks with their facts; a fact that is in the draft already gets an id of its own."""
    numbers, used = count(draft.serial + 1), {fact.id for fact in draft.facts}
    for element, facts in _elements(blocks, numbers):
        own = []
        for fact in facts:
            own.append(replace(fact, id=f"f{next(numbers)}" if fact.id in used else fact.id, element_id=element.id))
            used.add(own[-1].id)
        yield element, tuple(own)


def _elements(blocks: Sequence[GivenBlock], numbers: Iterator[int]) -> Iterator[Made]:
    for block in blocks:
        if isinstance(block, GivenText):
            yield _paragraph(f"e{next(numbers)}", Role.BODY, block), block.facts
            continue
        if isinstance(block, GivenPicture):
            yield Element(f"e{next(numbers)}", Role.FIGURE, "", objects=(block.shown,)), ()
            continue
        yield Element(f"e{next(numbers)}", Role.TABLE, "", table=block.table), ()
        for cell, words in zip(block.table.cells, block.words, strict=True):
            for line in words.paragraphs:
                place = CellPlace(cell.row, cell.column)
                yield replace(_paragraph(f"e{next(numbers)}", Role.CELL, line), cell=place), line.facts


def _paragraph(name: str, role: Role, words: GivenText) -> Element:
    return Element(name, role, words.text, emphasis=words.emphasis)


@dataclass(frozen=True, slots=True)
class Filling:
    """The change, how many rows and columns the table gained, and how many values found no cell of their own.

    ``ids`` are the paragraphs of the cells that were written; ``trimmed`` values came with a unit that their head says
    already (92.3% below 完成率（%）), and went in without it. ``waiting`` are those of ``ids`` whose value comes from a place of
    the draft where nobody has looked at it yet. ``refused`` cells hold words for which nothing is given, other
    values beside a bare number or further paragraphs; they stay as they are.
    """

    change: Change
    rows: int = 0
    columns: int = 0
    left: int = 0
    refused: int = 0
    ids: frozenset[str] = frozenset()
    trimmed: int = 0
    waiting: frozenset[str] = frozenset()


def fill_cells(draft: Draft, element_id: str, given: GivenTable, reason: str) -> Filling | None:
    """Write values into the cells from that of a paragraph on, rightwards and downwards; None outside of tables.

    Rows and columns are added where there are more values. An empty value leaves its cell as it is, so that pasting takes
    nothing away; a value for a place that another cell covers is left. A fact takes the number that is written over it, and
    a bare number for the only figure of a cell leaves what stands around it, such as its unit and further paragraphs.
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
    typed = _typed_cells(draft_now, placed.element_id, texts)
    after = _written(draft_now, placed.element_id, typed)
    wanted = sum(1 for line in given.lines for text in line if text.strip())
    change = difference(draft, after, Place(element_id), reason)
    ids = _paragraphs(after, placed.element_id, typed)
    trimmed = sum(_is_trimmed(texts[place].text, own) for place, own in typed.items())
    waiting = _paragraphs(after, placed.element_id, [place for place in typed if texts[place].waits])
    return Filling(change, rows, columns, wanted - len(texts), len(texts) - len(typed), ids, trimmed, waiting)


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
    wanted = {CellPlace(fresh, column): GivenText(text) for column, text in texts.items()}
    found = _written(now, table_id, _typed_cells(now, table_id, wanted))
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


def _texts(table: Table, given: GivenTable, top: int, left: int) -> dict[CellPlace, GivenText]:
    """What each cell gets."""
    begun = {CellPlace(cell.row, cell.column) for cell in table.cells}
    found = {
        CellPlace(table.rows[top + down].id, table.columns[left + across].id): words
        for (down, across), words in given.places
        if words.text.strip()
    }
    return {place: words for place, words in found.items() if place in begun}


def _typed_cells(
    draft: Draft, table_id: str, texts: Mapping[CellPlace, GivenText]
) -> dict[CellPlace, list[TypedParagraph]]:
    """The paragraphs of each cell that takes its text."""
    placed = _placed(draft, table_id)
    cells = placed.cells(draft.elements).items()
    found = ((place, _typed(draft, place, own, texts[place])) for place, own in cells if place in texts)
    return {place: typed for place, typed in found if typed is not None}


def _written(draft: Draft, table_id: str, typed: Mapping[CellPlace, list[TypedParagraph]]) -> Draft:
    placed = _placed(draft, table_id)
    old = [each.id for each in draft.elements[placed.start + 1 : placed.end]]
    made: list[TypedParagraph] = []
    for place, own in placed.cells(draft.elements).items():
        made += typed.get(place) or [as_it_is(draft, each) for each in own]
    return apply(draft, take_over(draft, old, made))


def _paragraphs(draft: Draft, table_id: str, places: Container[CellPlace]) -> frozenset[str]:
    cells = _placed(draft, table_id).cells(draft.elements).items()
    return frozenset(each.id for place, own in cells if place in places for each in own)


def _placed(draft: Draft, table_id: str) -> PlacedTable:
    return next(each for each in tables_of(draft.elements) if each.element_id == table_id)


def _typed(draft: Draft, place: CellPlace, own: Sequence[Element], words: GivenText) -> list[TypedParagraph] | None:
    """The paragraphs of a cell with another text; None where words would go for which nothing is given.

    Words have their own emphasis; a bare number takes that of the cell unless it has one.
    """
    words = _without_known_unit(_facts_of(draft, own), words)
    lines = words.paragraphs
    if len(lines) == 1 and _is_bare(words.text):
        return _with_number(draft, own, words)
    if any(each.content for each in own[len(lines) :]):
        return None
    made = [_with_line(draft, element, line) for element, line in zip(own, lines, strict=False)]
    made += (as_it_is(draft, element) for element in own[len(lines) :])
    return made + [TypedParagraph("", line.text, cell=place, emphasis=line.emphasis) for line in lines[len(own) :]]


def _without_known_unit(facts: Sequence[Fact], words: GivenText) -> GivenText:
    """A number without the unit that the only figure of its cell has anyway, as in its box."""
    if len(facts) != 1 or not facts[0].unit or not _takes_number(facts[0]) or not words.text.strip().endswith(_SIGNS):
        return words
    value = intended_value(facts[0], words.text)
    return words.cut(0, words.text.find(value) + len(value)) if _is_bare(value) and value in words.text else words


def _is_trimmed(given: str, typed: Sequence[TypedParagraph]) -> bool:
    """Whether a cell took a value without the sign behind it."""
    given = given.strip()
    return given.endswith(_SIGNS) and not any(each.content.strip().endswith(given[-1]) for each in typed)


def is_number(text: str) -> bool:
    """Whether a text is one number, perhaps with a sign behind it that a spreadsheet shows: 92.3%."""
    bare = text.strip()
    return _is_bare(bare) or (bare.endswith(_SIGNS) and _is_bare(bare[:-1]))


def _is_bare(text: str) -> bool:
    return [text[span.start : span.end] for span in numbers_in(text)] == [text.strip()]


def _with_number(draft: Draft, own: Sequence[Element], words: GivenText) -> list[TypedParagraph] | None:
    """A cell with a bare number for its only figure, or for all of its words where none of its values goes with them."""
    facts = _facts_of(draft, own)
    if len(facts) == 1 and _takes_number(facts[0]):
        return [_around(draft, each, facts[0], words) for each in own]
    if _hold_more(own, facts):
        return None
    return [_with_line(draft, own[0], _bare(words)), *(as_it_is(draft, each) for each in own[1:])]


def _hold_more(own: Sequence[Element], facts: Sequence[Fact]) -> bool:
    """Whether paragraphs hold more than one line of words, or than one value where they hold any."""
    return any(each.content for each in own[1:]) or any(fact.text != own[0].content for fact in facts)


def _facts_of(draft: Draft, own: Sequence[Element]) -> list[Fact]:
    ids = set(map(IDS, own))
    return [fact for fact in draft.facts if fact.element_id in ids]


def _takes_number(fact: Fact) -> bool:
    return fact.kind is FactKind.FIGURE or (fact.kind is FactKind.MASK and fact.subkind not in _WORDS)


def _bare(words: GivenText) -> GivenText:
    """A number without white space around it."""
    start = len(words.text) - len(words.text.lstrip())
    return words.cut(start, len(words.text.rstrip()))


def _around(draft: Draft, element: Element, fact: Fact, words: GivenText) -> TypedParagraph:
    """A paragraph with a number in place of the fact, if it stands there; what stands around it is left."""
    if fact.element_id != element.id:
        return as_it_is(draft, element)
    number = _bare(words)
    value = intended_value(fact, number.text)
    content = element.content[: fact.start] + value + element.content[fact.end :]
    is_whole = value == content == number.text
    typed = (TypedFact(fact.id, fact.start, fact.start + len(value)),)
    return TypedParagraph(
        element.id, content, typed, emphasis=number.emphasis if is_whole and number.emphasis else None
    )


def _with_line(draft: Draft, element: Element, line: GivenText) -> TypedParagraph:
    """A paragraph with another text; its only fact takes the only number."""
    facts, numbers = _facts_of(draft, (element,)), list(numbers_in(line.text))
    keeps = _is_bare(line.text) and not line.emphasis
    emphasis = None if keeps else line.emphasis
    if len(facts) == 1 and len(numbers) == 1:
        only = TypedFact(facts[0].id, numbers[0].start, numbers[0].end)
        return TypedParagraph(element.id, line.text, (only,), emphasis=emphasis)
    return replace(retyped(draft, element, line.text), emphasis=emphasis)
