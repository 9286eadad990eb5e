"""Tables on landscape pages: turned where they are too wide for an upright page, turned and turned back by hand (clause 8)."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from core.editing.grids.captions import beside
from core.model.blocks import Table
from core.model.change import IDS, Change, difference, numbered
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.grid import tables_of
from core.model.outline import cover
from core.model.spans import Place
from core.model.structure.captions import CaptionedBlock, beside_blocks
from core.model.tables.fit import USUAL_AREA, USUAL_WIDTH, TypeArea, is_too_wide
from core.model.text import SENTENCE_END
from core.typesetting.standard import width

TURN, TURN_BACK = "横排这一页", "改回竖排"
_LONGEST_TITLE = 40


def wide_tables(draft: Draft, ids: Collection[str] | None = None, text_width: int = USUAL_WIDTH) -> tuple[str, ...]:
    """The upright tables (of these ids) that do not fit an upright page so wide at the smallest size.

    None stands before the title: a document does not begin sideways.
    """
    return tuple(_wide(draft, ids, text_width))


def _wide(draft: Draft, ids: Collection[str] | None, text_width: int) -> Iterator[str]:
    first = cover(draft.elements)
    for placed in tables_of(draft.elements):
        is_meant = ids is None or placed.element_id in ids
        if not is_meant or placed.start < first or draft.elements[placed.start].landscape:
            continue
        if is_too_wide(placed.table, placed.texts(draft.elements), text_width, width):
            yield placed.element_id


def turn_tables(draft: Draft, ids: Collection[str], is_landscape: bool = True, area: TypeArea = USUAL_AREA) -> Draft:
    """The draft with these tables or figures, their captions, unit lines and notes on landscape pages, or on upright ones.

    A table becomes as much wider as the type area ``area``.
    """
    if not ids:
        return draft
    meant = [each for each in beside_blocks(draft.elements) if each.block.id in ids]
    turned = set(chain.from_iterable((each.block.id, *each.lines, *map(IDS, each.notes)) for each in meant))
    turned.update(_titles(draft.elements, meant))
    for placed in tables_of(draft.elements):
        own = draft.elements[placed.start : placed.end]
        turned.update(map(IDS, own if placed.element_id in ids else ()))
    change = area.width, area.across
    elements = (_turned(each, is_landscape, change) if each.id in turned else each for each in draft.elements)
    return replace(draft, elements=tuple(elements))


def turn_page(draft: Draft, element_id: str, area: TypeArea = USUAL_AREA) -> Change:
    """Turn the table or figure at an element to a landscape page, or back to an upright one."""
    found = beside(draft, element_id)
    if found is None:
        return difference(draft, draft, Place(element_id), TURN)
    is_landscape = not found.block.landscape
    after = turn_tables(draft, {found.block.id}, is_landscape, area)
    return difference(draft, after, Place(found.block.id), TURN if is_landscape else TURN_BACK)


def _titles(elements: Sequence[Element], tables: Iterable[CaptionedBlock]) -> Iterator[str]:
    """What stands right above tables without a numbered caption and names them: 重点任务分解表."""
    numbers = numbered(map(IDS, elements))
    for each in tables:
        if each.caption is None and each.block.table is not None:
            above = elements[numbers[each.block.id] - 1 - (each.unit is not None)]
            text = above.text.strip()
            if above.role is Role.BODY and 0 < len(text) <= _LONGEST_TITLE and not SENTENCE_END.search(text):
                yield above.id


def _turned(element: Element, is_landscape: bool, widths: tuple[int, int]) -> Element:
    """An element on a landscape page, or on an upright one; ``widths`` are those of upright and landscape pages."""
    if element.landscape == is_landscape:
        return element
    table = element.table and _widened(element.table, *(widths if is_landscape else widths[::-1]))
    return replace(element, landscape=is_landscape, table=table)


def _widened(table: Table, before: int, after: int) -> Table:
    """The table with columns as much wider, or narrower again, as the page."""
    columns = tuple(replace(each, width=round(each.width * after / max(before, 1))) for each in table.columns)
    return replace(table, columns=columns)
