"""Tables on landscape pages: turned where they are too wide for an upright page, turned and turned back by hand (clause 8)."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import chain

from core.editing.grids.captions import beside
from core.model.change import IDS, Change, difference
from core.model.draft import Draft
from core.model.elements import Element
from core.model.grid import tables_of
from core.model.outline import cover
from core.model.spans import Place
from core.model.structure.captions import beside_blocks
from core.model.tables.fit import USUAL_WIDTH, is_too_wide
from core.typesetting.standard import width

TURN, TURN_BACK = "横排这一页", "改回竖排"


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


def turn_tables(draft: Draft, ids: Collection[str], is_landscape: bool = True) -> Draft:
    """The draft with these tables or figures, their captions and unit lines on landscape pages, or on upright ones."""
    if not ids:
        return draft
    meant = (each for each in beside_blocks(draft.elements) if each.block.id in ids)
    turned = set(chain.from_iterable((each.block.id, *each.lines) for each in meant))
    for placed in tables_of(draft.elements):
        own = draft.elements[placed.start : placed.end]
        turned.update(map(IDS, own if placed.element_id in ids else ()))
    return replace(draft, elements=tuple(_turned(each, turned, is_landscape) for each in draft.elements))


def turn_page(draft: Draft, element_id: str) -> Change:
    """Turn the table or figure at an element to a landscape page, or back to an upright one."""
    found = beside(draft, element_id)
    if found is None:
        return difference(draft, draft, Place(element_id), TURN)
    is_landscape = not found.block.landscape
    after = turn_tables(draft, {found.block.id}, is_landscape)
    return difference(draft, after, Place(found.block.id), TURN if is_landscape else TURN_BACK)


def _turned(element: Element, ids: Collection[str], is_landscape: bool) -> Element:
    return replace(element, landscape=is_landscape) if element.id in ids else element
